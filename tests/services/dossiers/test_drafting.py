"""A dossier as it would be now: what is seen is what is built, and looking at it leaves no trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import add_evidence, open_case
from tests.factories.dossier import odd_pdf
from xborder_desk.domain.errors import BadInputError, KnownError
from xborder_desk.jobs.context import Cancelled, JobContext

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> str:
    """A case with two letters, of one and of three pages."""
    number = open_case(desk)
    (tmp_path / "in").mkdir()
    files = []
    for name, pages in (("one", 1), ("two", 3)):
        drawn = f"BT /F 20 Tf 100 500 Td ({name}) Tj ET".encode()
        files.append(odd_pdf(tmp_path / "in" / f"{name}.pdf", [{} for _ in range(pages)], drawn))
    add_evidence(desk, number, files)
    return number


def test_what_is_seen_is_what_is_built(desk: Desk, case: str, tmp_path: Path) -> None:
    draft = desk.dossiers.draft(case, "generic", "en", JobContext())
    made = desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext())
    assert draft.pages == made.pages
    places = [(one.label, one.first_page, one.last_page) for one in draft.exhibits]
    assert places == [(one.label, one.first_page, one.last_page) for one in made.exhibits]
    assert draft.since == 0
    assert draft.changes == ()
    assert draft.whole > draft.size > 0
    last = draft.exhibits[-1]
    assert draft.exhibit_at(last.last_page) == last
    assert draft.exhibit_at(1) is None


def test_looking_leaves_no_edition_and_no_line_in_a_register(desk: Desk, case: str) -> None:
    before = desk.evidence.show(f"{case}/E-01").custody
    desk.dossiers.draft(case, "generic", "en", JobContext())
    assert desk.dossiers.editions(case) == []
    assert desk.evidence.show(f"{case}/E-01").custody == before


def test_it_is_built_anew_only_when_something_shown_has_changed(desk: Desk, case: str) -> None:
    first = desk.dossiers.draft(case, "generic", "en", JobContext())
    told = first.bundle.stat().st_mtime_ns
    again = desk.dossiers.draft(case, "generic", "en", JobContext())
    assert (again.bundle, again.bundle.stat().st_mtime_ns) == (first.bundle, told)
    desk.dossiers.set_recipe(case, {"order": ["E-02", "E-01"]})
    other = desk.dossiers.draft(case, "generic", "en", JobContext())
    assert [one.key for one in other.exhibits] == ["E-02", "E-01"]
    assert not first.bundle.exists()  # one of a case is kept


def test_what_changed_since_the_last_edition_is_told(desk: Desk, case: str, tmp_path: Path) -> None:
    desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext())
    assert desk.dossiers.draft(case, "generic", "en", JobContext()).changes == ()
    desk.dossiers.set_recipe(case, {"excluded": ["E-01"], "titles": {"E-02": {"en": "The letter"}}})
    draft = desk.dossiers.draft(case, "generic", "en", JobContext())
    assert draft.since == 1
    assert {one.kind for one in draft.changes} == {"removed", "label", "title"}


def test_findings_stand_on_the_page_of_their_exhibit_and_go_when_mended(desk: Desk, case: str) -> None:
    found = desk.dossiers.draft(case, "generic", "en", JobContext()).findings
    lacking = [one for one in found if one.kind == "font"]
    assert len(lacking) == 4  # four pages with a letter that is not in the file
    desk.dossiers.set_recipe(case, {"excluded": ["E-02"]})
    draft = desk.dossiers.draft(case, "generic", "en", JobContext())
    [left] = [one for one in draft.findings if one.kind == "font"]
    at = draft.exhibit_at(left.page)
    assert at is not None
    assert at.key == "E-01"


def test_pages_of_it_are_drawn(desk: Desk, case: str) -> None:
    draft = desk.dossiers.draft(case, "generic", "en", JobContext())
    drawn = desk.dossiers.draw(draft, draft.pages, 200)
    assert drawn.width == pytest.approx(200, abs=2)
    assert len(drawn.data) == drawn.width * drawn.height * 3
    assert len(set(drawn.data)) > 1
    with pytest.raises(KnownError):
        desk.dossiers.draw(draft, draft.pages + 1, 200)


def test_nothing_half_made_is_left_of_one_that_is_stopped(desk: Desk, case: str) -> None:
    ctx = JobContext(lambda _progress: ctx.cancel())
    with pytest.raises(Cancelled):
        desk.dossiers.draft(case, "generic", "en", ctx)
    assert not list((desk.location / "drafts").rglob("*.pdf"))
    assert desk.dossiers.draft(case, "generic", "en", JobContext()).pages > 4


@pytest.mark.parametrize(
    ("profile", "language", "variant"),
    [("atlantis", "en", "court"), ("generic", "tlh", "court"), ("generic", "en", "everybody")],
)
def test_what_cannot_be_is_told(desk: Desk, case: str, profile: str, language: str, variant: str) -> None:
    with pytest.raises(BadInputError):
        desk.dossiers.draft(case, profile, language, JobContext(), variant=variant)
