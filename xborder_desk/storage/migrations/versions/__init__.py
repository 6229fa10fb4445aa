"""Each change of the schema, one file."""
