"""The database of an office and its evidence store. No row leaves a unit of work but as a frozen value."""
