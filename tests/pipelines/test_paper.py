"""A file of paper appears whole or not at all."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from xborder_desk.app import find_places
from xborder_desk.domain.errors import BadInputError, BuildError, FileError
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.paper import Press, compose_pages, kind_of, placed


def test_the_ending_says_what_is_made() -> None:
    assert kind_of(Path("Brief.PDF"), ("pdf", "txt")) == "pdf"
    for name in ("letter", "letter.doc", ".pdf.exe"):
        with pytest.raises(BadInputError):
            kind_of(Path(name), ("pdf", "txt"))


def test_a_file_stands_there_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "letter.txt"
    with placed(target) as temp:
        temp.write_text("whole", encoding="utf-8")
        assert not target.exists()
    assert target.read_text(encoding="utf-8") == "whole"
    with contextlib.suppress(ValueError), placed(target) as temp:
        temp.write_text("ha", encoding="utf-8")
        int("half")
    assert target.read_text(encoding="utf-8") == "whole"
    assert [one.name for one in target.parent.iterdir()] == ["letter.txt"]


def test_a_place_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FileError), placed(tmp_path / "file" / "letter.txt"):
        pass


def test_pages_that_cannot_be_set_are_told(tmp_path: Path) -> None:
    with Apart() as apart:
        press = Press(apart, find_places().resources, Language, list)
        data = {"language": {"tag": "en"}, "words": {}}
        with pytest.raises(BuildError):
            compose_pages(
                press, "letter.typ", data, "2026-11-23T00:00:00+00:00", tmp_path / "x.pdf", JobContext()
            )
    assert not (tmp_path / "x.pdf").exists()
