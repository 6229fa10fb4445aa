"""Offices for the tests of this room."""

from tests.factories.fixtures import blank, blank_url, clock, desk, embedded, office

__all__ = ["blank", "blank_url", "clock", "desk", "embedded", "office"]
