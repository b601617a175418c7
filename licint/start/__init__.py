"""A quick start: what one run loaded and compiled is kept for the next."""
