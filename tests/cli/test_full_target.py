"""What is written onto a full disk: each verb says that there is no room, and leaves nothing half there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.test_full_disk import _fill, _mounted
from tests.factories.dossier import odd_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.harness import Desk

GROUP: Final = ("dossier", "group", "--cases")


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Path]:
    """A disk to write to that has not one byte left."""
    with _mounted(tmp_path / "target", 1 << 20) as place:
        _fill(place, leave=0)
        yield place


@pytest.fixture
def told(desk: Desk, case: str, tmp_path: Path) -> str:
    """A case with a paper, an attempt and a time limit."""
    desk.json("evidence", "add", case, odd_pdf(tmp_path / "paper.pdf", [{}, {}], b"0 0 9 9 re f"))
    desk.json("contact", "add", case, "--channel", "email", "--address", "a@b.example", "--result", "bounced")
    return case


def files_in(folder: Path) -> list[Path]:
    return sorted(one for one in folder.rglob("*") if one.is_file())


def test_every_verb_that_writes_says_that_the_disk_is_full(desk: Desk, told: str, target: Path) -> None:
    before = files_in(target)
    build = ("--profile", "de", "--language", "en", "--to", target / "out")
    verbs: list[tuple[str | Path, ...]] = [
        ("dossier", "export", told, *build),
        (*GROUP, told, "--pseudonymous", *build),
        ("contact", "statement", told, "--language", "en", "--to", target / "a.pdf"),
        ("contact", "statement", told, "--language", "en", "--to", target / "a.docx"),
        ("letter", "create", told, "complaint", "--language", "en", "--to", target / "l.pdf"),
        ("form", "export", told, "eu-small-claims", "--language", "en", "--to", target / "f.pdf"),
        ("evidence", "export", f"{told}/E-01", "--to", target / "e.pdf"),
        ("evidence", "sheet", f"{told}/E-01", "--to", target / "s.pdf"),
        ("deadline", "export", "--to", target / "d.ics"),
        ("seller", "export", "csv", "--to", target / "sellers.csv"),
        ("office", "backup", target / "b.zip"),
    ]
    for verb in verbs:
        done = desk.run(*verb)
        assert done.status == 1, verb
        assert "no room" in done.sentence.lower(), (verb, done.sentence)
        assert files_in(target) == before, verb
    (target / "ballast").unlink()
    made = desk.json("contact", "statement", told, "--language", "en", "--to", target / "a.pdf")
    assert made["file"].endswith("a.pdf")
