"""Findings of a check: one a line, the number and the first on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.cli import findings
from xborder_desk.cli.session import Session
from xborder_desk.domain.items import Checked
from xborder_desk.domain.registers import Finding
from xborder_desk.i18n.language import Language

if TYPE_CHECKING:
    from tests.cli.harness import Shell


def _answer(shell: Shell, *found: Finding) -> tuple[dict[str, object], list[str], str]:
    session = Session(shell.ways, Language("en"))
    answer = findings.answer(session, Checked(3, found))
    told = session.language.say(answer.trouble) if answer.trouble else ""
    return dict(answer.data), list(answer.lines), told


def test_nothing_found_is_said(shell: Shell) -> None:
    data, lines, trouble = _answer(shell)
    assert data == {"ok": True, "checked": 3, "findings": []}
    assert lines == ["Everything is as it should be. Checked: 3."]
    assert trouble == ""


def test_each_finding_is_a_line_and_the_first_is_told(shell: Shell) -> None:
    one = Finding(
        "changed",
        "2026-0001/E-01",
        "Line {seq} of {register} was changed.",
        (("seq", 7), ("register", "a\x07")),
    )
    data, lines, trouble = _answer(shell, one)
    message = "Line 7 of a\x07 was changed."
    assert data["findings"] == [{"kind": "changed", "subject": "2026-0001/E-01", "message": message}]
    assert lines == ["Line 7 of a\\x07 was changed."]
    assert message in trouble
    assert "2 things" in _answer(shell, one, one)[2]
