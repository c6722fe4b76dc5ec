"""What we ask of the journey, to count it. Each module reads in a fixed number of queries."""
