"""How an office comes from one schema to the next."""
