"""Reads and checks the data in ``resources/``; a fault names its file and key, and the rest still works."""
