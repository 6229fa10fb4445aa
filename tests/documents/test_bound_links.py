"""Links in a bound bundle: on their page, known to the structure, and saying where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.benchmarks.sources import counted
from tests.documents.test_tags import tagged
from tests.factories.dossier import FolderStore, content, exhibit, odd_pdf
from xborder_desk.documents.destinations import LINKS, SCHEME
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.dossier import Press, build_bundle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.domain.dossier import BundleResult

TITLES = ("Order", "Plain scan", "Answer")


@pytest.fixture(scope="module")
def made(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> BundleResult:
    """Bind two exhibits with structure and links, and one with neither between them."""
    work = tmp_path_factory.mktemp("bound-links")
    store = FolderStore(work / "store")
    sources = [
        tagged(work / "order.pdf", 2),
        odd_pdf(work / "scan.pdf", [{}]),
        tagged(work / "answer.pdf", 3),
    ]
    exhibits = [
        exhibit(number, store.add(source), title=title)
        for number, (source, title) in enumerate(zip(sources, TITLES, strict=True), 1)
    ]
    with Apart() as apart:
        press = Press(Language("en"), apart, project_root / "resources")
        return build_bundle(content(exhibits, language="en"), store, work / "made", JobContext(), press)


@pytest.fixture
def pdf(made: BundleResult) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(made.path) as opened:
        yield opened


def links_on(pdf: pikepdf.Pdf, number: int) -> list[Any]:
    return list(pdf.pages[number - 1].obj.get("/Annots", ()))


def test_every_link_and_its_element_know_each_other(made: BundleResult, pdf: pikepdf.Pdf) -> None:
    told = counted(made.path)
    assert told["links and structure that do not know each other"] == 0
    assert told["inner links that lead nowhere"] == told["elements without their page"] == 0
    numbers = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
    taken = [int(link.StructParent) for page in range(1, made.pages + 1) for link in links_on(pdf, page)] + [
        int(page.obj.StructParents) for page in pdf.pages
    ]
    assert len(taken) == len(set(taken))
    assert set(taken) == set(numbers)


def test_no_link_is_there_twice_and_none_is_left_aside(made: BundleResult, pdf: pikepdf.Pdf) -> None:
    on_pages = {link.objgen for page in range(1, made.pages + 1) for link in links_on(pdf, page)}
    held = [one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/Subtype") == Name.Link]
    assert {one.objgen for one in held} == on_pages
    assert len(held) == len(on_pages)
    assert not any(LINKS in page.obj for page in pdf.pages)


def test_links_of_an_exhibit_lead_to_its_own_first_page(made: BundleResult, pdf: pikepdf.Pdf) -> None:
    for one, count in zip(made.exhibits, (2, 0, 3), strict=True):
        own = range(one.last_page - max(count, 1) + 1, one.last_page + 1)
        links = [link for number in own for link in links_on(pdf, number)]
        assert len(links) == count
        assert {link.Dest[0].objgen for link in links} <= {pdf.pages[own[0] - 1].obj.objgen}


def test_links_of_composed_pages_say_in_words_where_they_lead(made: BundleResult, pdf: pikepdf.Pdf) -> None:
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    starts = {one.first_page: one for one in made.exhibits}
    said: dict[str, set[str]] = {}
    for number in range(1, made.exhibits[0].first_page):
        for link in links_on(pdf, number):
            words = str(link.Contents)
            assert SCHEME not in words
            assert "/A" not in link
            there = pages[link.Dest[0].objgen]
            if there in starts:
                said.setdefault(starts[there].title, set()).add(words)
    assert set(said) == set(TITLES)
    for one in made.exhibits:
        (words,) = said[one.title]
        assert one.title in words
        assert one.label in words
        assert str(one.first_page) in words


def test_what_pages_share_is_the_same_for_each_of_them(made: BundleResult, pdf: pikepdf.Pdf) -> None:
    scan = made.exhibits[1]
    numbers = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
    page = pdf.pages[scan.last_page - 1].obj
    (element,) = numbers[int(page.StructParents)]
    assert list(element.K) == [0]
    assert scan.title in str(element.T)
    assert element.Pg.objgen == page.objgen
    for one in pdf.pages:
        form = one.obj.Resources.XObject.XbdStamp
        assert form.Subtype == Name.Form
        assert isinstance(form.BBox, Array)
        assert [float(side) for side in one.mediabox][:2] == [0, 0]
