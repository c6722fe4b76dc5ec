"""Who is at work: contract hours, days away and duty."""
