"""Making paper: composing pages, drawing pictures, binding and checking."""
