"""Templates are read with the shared clauses in their places; a faulty file is told by file and key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from xborder_desk.catalog.templates import read_templates
from xborder_desk.domain.letters import Condition

if TYPE_CHECKING:
    from pathlib import Path

SHARED: Final = """
id = "shared"
[words.order_number]
text = "order number"
[words.wants]
text = "remedy"
[[clauses]]
id = "closing"
text = "Yours faithfully,"
"""
GOOD: Final = """
id = "mine"
title = "Mine"
to = ["seller"]
purpose = "demand"
days = 14
[[clauses]]
id = "subject"
text = "Order {order_number}"
[[clauses]]
use = "closing"
when = ["wants=refund|repair"]
[[clauses]]
id = "after"
when = ["wants!"]
text = "P.S."
"""


def write(folder: Path, text: str, shared: str = SHARED) -> Path:
    (folder / "templates").mkdir()
    (folder / "templates" / "mine.toml").write_text(text, encoding="utf-8")
    if shared:
        (folder / "templates" / "shared.toml").write_text(shared, encoding="utf-8")
    return folder


def test_shared_clauses_stand_where_they_are_used(tmp_path: Path) -> None:
    shelf = read_templates(write(tmp_path, GOOD))
    assert shelf.faults == ()
    clauses = shelf.items["mine"].clauses
    assert [clause.id for clause in clauses] == ["subject", "closing", "after"]
    assert clauses[1].context == "letter:shared:closing"
    assert clauses[1].when == (Condition("wants", "is", ("refund", "repair")),)
    assert clauses[2].when == (Condition("wants", "unknown"),)


def test_without_the_shared_file_there_are_no_letters(tmp_path: Path) -> None:
    assert read_templates(write(tmp_path, GOOD, shared="")).items == {}


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (
            "{order_number}",
            "{order_no}",
            "mine.toml, clauses.subject: asks for a fact there is not: order_no.",
        ),
        ('use = "closing"', 'use = "ending"', "mine.toml, clauses.use: names no shared clause: ending."),
        ('id = "subject"', 'id = "topic"', "mine.toml, clauses: must have exactly one subject."),
        ('to = ["seller"]', 'to = ["vendor"]', "mine.toml, to: must be one of:"),
        ('purpose = "demand"', 'purpose = "joy"', "mine.toml, purpose: must be one of:"),
        ("days = 14", "days = 0", "mine.toml, days: must be one or more."),
        ('"wants!"', '"wants ?"', "mine.toml, clauses[3].when: cannot be understood: wants ?."),
        ('text = "P.S."', 'text = "P.S."\nlaw = "BGB"', "mine.toml, clauses[3].status: is missing."),
        ('text = "P.S."', 'text = "P.S."\nhow = "so"', "mine.toml, clauses[3].how: is not known here."),
    ],
)
def test_a_fault_names_file_and_key(tmp_path: Path, before: str, after: str, says: str) -> None:
    assert before in GOOD
    shelf = read_templates(write(tmp_path, GOOD.replace(before, after, 1)))
    assert shelf.items == {}
    (fault,) = shelf.faults
    assert str(fault).startswith(says)
