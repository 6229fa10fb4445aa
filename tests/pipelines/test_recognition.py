"""Reading scans page by page: the languages found first, progress told, faults of single pages kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from tests.factories.offices import Inline
from tests.programs.test_tesseract import INSTALLED, written
from xborder_desk.jobs.apart import ApartFailed
from xborder_desk.jobs.context import Cancelled, JobContext, Progress
from xborder_desk.pipelines import recognition
from xborder_desk.pipelines.recognition import Page
from xborder_desk.programs import tesseract
from xborder_desk.programs.running import ProgramError

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.jobs.apart import Apart


FAULT = "Tesseract could not read this page."


@INSTALLED
def test_the_engine_and_its_languages_are_found_first() -> None:
    engine, codes = recognition.prepare(["en"], JobContext())
    assert engine.startswith("tesseract")
    assert codes == "eng"
    with pytest.raises(ProgramError):
        recognition.prepare(["tlh"], JobContext())


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert recognition.hindrance() == tesseract.MISSING
    with pytest.raises(ProgramError):
        recognition.prepare([], JobContext())


@INSTALLED
def test_each_page_is_told_before_it_is_read(tmp_path: Path) -> None:
    told: list[Progress] = []
    file = written(tmp_path / "a.png", ["Invoice 4711"])
    here = cast("Apart", Inline())
    (page,) = recognition.recognise(file, "image/png", [1], "eng", here, JobContext(told.append))
    assert "4711" in page.text
    assert (told[0].done, told[0].total, told[0].fields) == (0, 1, {"page": 1})


class Failing:
    """A child that cannot draw."""

    def run(self, *_given: object, **_more: object) -> None:
        raise ApartFailed(kind="crash")


def test_a_page_that_cannot_be_drawn_has_its_reason(tmp_path: Path) -> None:
    found = list(
        recognition.recognise(tmp_path, "image/png", [1, 2], "eng", cast("Apart", Failing()), JobContext())
    )
    assert [page.page for page in found] == [1, 2]
    assert all(page.fault and page.text == "" and page.confidence is None for page in found)


def test_a_program_that_fails_on_one_page_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_picture: object, codes: str, _ctx: object) -> tesseract.PageText:
        raise ProgramError(FAULT, codes=codes)

    monkeypatch.setattr(tesseract, "read", read)
    file = written(tmp_path / "a.png", ["x"])
    here = cast("Apart", Inline())
    found = list(recognition.recognise(file, "image/png", [1], "eng", here, JobContext()))
    assert found == [Page(1, fault=FAULT)]


def test_it_can_be_stopped_between_pages(tmp_path: Path) -> None:
    ctx = JobContext()
    pages = recognition.recognise(tmp_path, "image/png", [1, 2], "eng", cast("Apart", Failing()), ctx)
    assert next(pages).page == 1
    ctx.cancel()
    with pytest.raises(Cancelled):
        next(pages)
