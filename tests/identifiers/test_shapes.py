"""The values that checking and finding give."""

from __future__ import annotations

import pytest

from xborder_desk.identifiers.shapes import Checked, Found


def test_they_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        setattr(Checked("x"), "normal", "y")  # noqa: B010 - that is what is tested
    assert Found("phone", "1", 0, 1, "1") == Found("phone", "1", 0, 1, "1", valid=None)
