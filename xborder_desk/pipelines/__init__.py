"""Ordered steps over files and values; no transaction is ever open here."""
