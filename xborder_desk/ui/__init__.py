"""The window: turns clicks and keys into use-cases, and shows what they give."""
