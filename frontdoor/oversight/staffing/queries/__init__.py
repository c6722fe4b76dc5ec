"""What we ask about the work there is, what comes, and who there is."""
