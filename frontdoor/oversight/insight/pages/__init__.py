"""What stands on each page of figures: the sentence first, then charts and tables, each with its rule."""
