"""What items are called: files with odd names and mails with odd subjects, in one line that turns nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.cases import add_evidence, open_case
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.evidence.intake import _shown, _titled

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk

TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.skipif(os.name != "posix", reason="names of other systems")
@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("bill\u202efdp.exe", "billfdp.exe"),
        ("two\nlines.txt", "two lines.txt"),
        ("tab\tin it.txt", "tab in it.txt"),
        ("  blanks  .txt ", "blanks .txt"),
        ("-rf", "-rf"),
        ("{file} %s.txt", "{file} %s.txt"),
        ("a" * 251 + ".txt", "a" * 251 + ".txt"),
        (
            "\u0627\u0644\u0641\u0627\u062a\u0648\u0631\u0629.txt",
            "\u0627\u0644\u0641\u0627\u062a\u0648\u0631\u0629.txt",
        ),
        ("\u202e", "\u202e"),
    ],
)
def test_a_file_with_an_odd_name_has_a_title_in_one_line(
    desk: Desk, tmp_path: Path, name: str, title: str
) -> None:
    case = open_case(desk)
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / name
    file.write_text("words", encoding="utf-8")
    (added,) = add_evidence(desk, case, [file])
    assert added.row is not None
    assert (added.row.title, added.row.filename) == (title, name.strip(" "))
    out = tmp_path / "out"
    out.mkdir()
    desk.evidence.export("E-01", out, case)
    (copy,) = out.iterdir()
    assert copy.read_text(encoding="utf-8") == "words"
    assert desk.offices.check(JobContext()).ok


def test_the_subject_of_a_mail_cannot_turn_the_list(desk: Desk, tmp_path: Path) -> None:
    case = open_case(desk)
    file = tmp_path / "mail.eml"
    subject = "Refund \u202etnuoma"
    file.write_bytes(
        f"From: a@e.org\nTo: b@e.org\nSubject: {subject}\nDate: Mon, 02 Mar 2026 09:30:00 +0100\n\nx".encode()
    )
    (added,) = add_evidence(desk, case, [file])
    assert added.row is not None
    assert added.row.title == "Refund tnuoma"
    assert added.row.facts["subject"] == subject


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=1200))
def test_no_title_has_more_than_one_line_or_turns_anything(text: str) -> None:
    title = _titled(text)
    assert len(title.splitlines()) <= 1
    assert not set(title) & TURNING
    assert "\0" not in title
    assert len(title) <= 1000
    assert title == _titled(title)
    assert title.encode().decode() == title  # no half of a pair is left
    assert len(_shown(text)) <= 1000
