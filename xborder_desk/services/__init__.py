"""The use-cases: what a person can do, each named by the verb they would use."""
