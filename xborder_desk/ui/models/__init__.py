"""Models of lists: they hold rows, and never ask for them."""
