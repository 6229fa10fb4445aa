"""A page of the web into evidence: a program of its own, run as a child, that needs the extra ``capture``."""
