"""Delivery reports: what became of a mail, in the standard form (RFC 3464) and in the many others."""
