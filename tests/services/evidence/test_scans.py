"""The text of scans: recognised page by page, kept beside the file's own, with engine and certainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import add_evidence, open_case
from tests.programs.test_tesseract import written
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.pipelines import recognition
from xborder_desk.pipelines.recognition import Page
from xborder_desk.programs import tesseract
from xborder_desk.programs.running import ProgramError

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk

INSTALLED = pytest.mark.skipif(not tesseract.installed(), reason="Tesseract is not installed")
LINES = ["Invoice 4711 of the lamp", "Total 249.90 EUR"]


@pytest.fixture
def scan(own: Desk, case: str, tmp_path: Path) -> str:
    """A case with a scan, E-03."""
    add_evidence(own, case, [written(tmp_path / "scan.png", LINES)])
    return case


@INSTALLED
def test_a_scan_gets_a_text_with_engine_and_certainty(own: Desk, scan: str) -> None:
    before = own.evidence.show("E-03", scan)
    assert before.page_texts == ()
    done = own.scans.recognise("E-03", JobContext(), scan)
    after = own.evidence.show("E-03", scan)
    assert "Invoice 4711" in after.page_texts[0]
    (page,) = after.recognised
    assert page.engine.startswith("tesseract ")
    assert page.confidence is not None
    assert page.confidence == done.confidence
    assert after.row.text_chars == len(page.text)
    assert after.row.sha256 == before.row.sha256
    event = after.custody[-1]
    assert (event.action, event.details["languages"], event.details["pages"]) == ("recognise", "eng", [1])


@INSTALLED
def test_it_is_read_in_the_language_of_the_item(own: Desk, scan: str) -> None:
    own.evidence.describe("E-03", {"language": "de"}, scan)
    assert own.scans.recognise("E-03", JobContext(), scan).languages == "deu"
    assert (
        own.scans.recognise("E-03", JobContext(), scan, languages=["en", "de"], again=True).languages
        == "eng+deu"
    )


@INSTALLED
def test_a_page_with_a_text_is_not_read_again_unless_asked(own: Desk, scan: str) -> None:
    own.scans.recognise("E-03", JobContext(), scan)
    with pytest.raises(BadInputError):
        own.scans.recognise("E-03", JobContext(), scan)
    own.scans.recognise("E-03", JobContext(), scan, again=True)
    assert len(own.evidence.show("E-03", scan).recognised) == 1


@INSTALLED
def test_the_files_own_words_stay_where_it_has_some(own: Desk, case: str) -> None:
    before = own.evidence.show("E-01", case).page_texts
    assert all(text.strip() for text in before)
    own.scans.recognise("E-01", JobContext(), case, again=True)
    after = own.evidence.show("E-01", case)
    assert after.page_texts == before
    assert [page.page for page in after.recognised] == [1, 2]


@INSTALLED
def test_what_is_read_again_keeps_what_was_recognised(own: Desk, scan: str, tmp_path: Path) -> None:
    own.scans.recognise("E-03", JobContext(), scan)
    assert own.evidence.read_again(scan, JobContext()) == 0
    made = own.deriving.extract("E-01", 1, 1, JobContext(), scan)
    assert made.number == "E-04"
    assert "Invoice" in own.evidence.show("E-03", scan).page_texts[0]
    del tmp_path


def test_what_is_no_scan_is_refused(own: Desk, case: str) -> None:
    with pytest.raises(BadInputError):
        own.scans.recognise("E-02", JobContext(), case)
    with pytest.raises(NotFoundError):
        own.scans.recognise("E-77", JobContext(), case)


def test_without_tesseract_a_line_says_what_to_install(
    own: Desk, scan: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert own.scans.hindrance() == recognition.hindrance()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "install Tesseract" in own.scans.hindrance()
    with pytest.raises(ProgramError):
        own.scans.recognise("E-03", JobContext(), scan)
    assert own.evidence.show("E-03", scan).recognised == ()


@INSTALLED
def test_a_language_that_is_not_installed_is_named(own: Desk, scan: str) -> None:
    with pytest.raises(ProgramError) as caught:
        own.scans.recognise("E-03", JobContext(), scan, languages=["tlh"])
    assert caught.value.fields["language"] == "tlh"
    with pytest.raises(BadInputError):
        own.scans.recognise("E-03", JobContext(), scan, languages=["no language"])


@INSTALLED
def test_it_can_be_stopped(own: Desk, scan: str) -> None:
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        own.scans.recognise("E-03", ctx, scan)
    assert own.evidence.show("E-03", scan).recognised == ()


@INSTALLED
def test_each_page_tells_how_far_it_is(own: Desk, case: str) -> None:
    told: list[tuple[int, int]] = []
    ctx = JobContext(lambda progress: told.append((progress.done, progress.total)))
    own.scans.recognise("E-01", ctx, case, again=True)
    assert told[:1] == [(0, 2)]
    assert (1, 2) in told


@INSTALLED
def test_a_page_that_cannot_be_drawn_stops_no_other(tmp_path: Path) -> None:
    path = written(tmp_path / "scan.png", LINES)
    with Apart() as apart:
        first, second, third = recognition.recognise(path, "image/png", [7, 1, 9], "eng", apart, JobContext())
    assert "no page" in first.fault
    assert (second.fault, "4711" in second.text) == ("", True)
    assert third == Page(9, fault=first.fault)


@INSTALLED
def test_both_databases_keep_it(desk: Desk, tmp_path: Path) -> None:
    case = open_case(desk)
    add_evidence(desk, case, [written(tmp_path / "scan.png", LINES)])
    desk.scans.recognise("E-01", JobContext(), case)
    desk.scans.recognise("E-01", JobContext(), case, again=True)
    assert "4711" in desk.evidence.show("E-01", case).page_texts[0]
    assert desk.evidence.verify(case, JobContext()).ok
