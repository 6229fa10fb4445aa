"""Reading: each function takes an open unit of work and gives frozen values, or rows to be changed."""
