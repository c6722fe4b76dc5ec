"""What we ask about samples: whom they may draw, what is left to look at, and what was found."""
