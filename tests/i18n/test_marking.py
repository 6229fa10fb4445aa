"""Marking a text leaves it as it is, so that it can be kept, compared and shown later."""

from __future__ import annotations

from xborder_desk.i18n import N_
from xborder_desk.i18n.marking import N_ as MARK


def test_a_marked_text_is_the_text() -> None:
    text = "Sent to {name}"
    assert N_(text) is text
    assert MARK is N_
