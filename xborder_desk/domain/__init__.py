"""Values, rules and read-models of the field. Standard library only."""
