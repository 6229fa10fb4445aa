"""Cells of a list on a mirrored screen: each text runs in its own direction."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from xborder_desk.ui.widgets import cells


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Ask the bank whether …", False),
        ("+86 755 5550 0142", False),
        ("نص · E-05", True),
        ("\u200fE-05 · نص", True),
        ("\u2068E-05\u2069 · نص", True),
        ("\u2068E-05\u2069 …", True),
        ("", True),
    ],
)
def test_a_cell_of_a_mirrored_list_runs_as_its_own_words_do(text: str, *, right: bool) -> None:
    mirrored = Qt.LayoutDirection.RightToLeft
    assert (cells.runs(text, mirrored) is mirrored) is right
