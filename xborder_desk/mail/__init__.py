"""E-mail: reading what came, byte for byte, however badly it was written."""
