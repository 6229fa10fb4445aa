"""The outside programs that are used where they are installed: found, asked their version, run in limits."""
