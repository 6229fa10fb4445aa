"""Bound pages: stamped upright in their corner whatever the page is like, linked, numbered, bookmarked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Name
from PIL import Image, ImageChops

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.binding import bind
from xborder_desk.documents.checking import misread
from xborder_desk.documents.cleaning import Stamp, clean_pdf
from xborder_desk.documents.composed import headings
from xborder_desk.documents.composing import compose, language_of
from xborder_desk.domain.errors import BuildError

if TYPE_CHECKING:
    from pathlib import Path

MADE_AT = "2026-11-23T12:00:00+00:00"


class Bench:
    """Binds foreign pages without a dossier around them."""

    def __init__(self, root: Path, work: Path) -> None:
        self.root = root
        self.work = work
        self.stamps: list[list[str]] = []
        self.spots: list[str] = []

    def bind(self, source: Path, corner: str = "bottom-right", label: str = "Anlage K 3") -> Path:
        made = clean_pdf(str(source), str(self.work / "clean.pdf"), None, Stamp(corner))
        self.spots = [made.spots.get(place, corner) for place in range(made.count)]
        return self.bound(self.work / "clean.pdf", made.count, label)

    def misread(self, made: Path) -> list[Any]:
        return list(misread(str(made), self.stamps, self.spots))

    def plan(self, source: Path) -> dict[str, Any]:
        made = clean_pdf(str(source), str(self.work / "clean.pdf"), None, Stamp())
        self.spots = ["bottom-right"] * made.count
        return self.planned(self.work / "clean.pdf", made.count, "K 1")

    def bound(self, clean: Path, count: int, label: str) -> Path:
        assert bind(self.planned(clean, count, label)) == {"pages": count, "archival": False}
        return self.work / "bundle.pdf"

    def planned(self, clean: Path, count: int, label: str) -> dict[str, Any]:
        self.stamps = [[label, f"S. {page}"] for page in range(1, count + 1)]
        data = {"language": language_of("de", "ltr"), "stamps": self.stamps}
        compose(str(self.root / "resources"), "stamps.typ", data, MADE_AT, str(self.work / "stamps.pdf"))
        piece = {"file": str(clean), "first": 1, "last": count, "foreign": True}
        piece.update(exhibit=0, title="Anlage", picture=False)
        return {
            "composed": str(clean),
            "stamps": [str(self.work / "stamps.pdf")],
            "target": str(self.work / "bundle.pdf"),
            "pieces": [piece],
            "headed": [],
            "jumps": {},
            "bookmarks": [
                {"title": "Eins (S. 1)", "page": 1, "depth": 0, "closed": False},
                {"title": "Darin (S. 1)", "page": 1, "depth": 1, "closed": False},
            ],
            "spots": self.spots,
            "title": "Titel",
            "author": "Büro",
            "language": "de",
            "direction": "ltr",
            "made_at": MADE_AT,
        }


@pytest.fixture
def bench(project_root: Path, tmp_path: Path) -> Bench:
    return Bench(project_root, tmp_path)


def picture(path: Path, page: int = 0, scale: float = 1.0) -> Image.Image:
    pdf = pypdfium2.PdfDocument(path)
    found: Image.Image = pdf[page].render(scale=scale).to_pil().convert("L")
    pdf.close()
    return found


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("corner", ["bottom-right", "top-left"])
def test_the_stamp_stands_upright_in_the_corner_that_is_seen(bench: Bench, turn: int, corner: str) -> None:
    source = odd_pdf(bench.work / "s.pdf", [{"Rotate": turn}], b" ")
    made = picture(bench.bind(source, corner))
    upright = picture(bench.work / "stamps.pdf")
    ink = ImageChops.invert(made).point(lambda value: 255 if value > 60 else 0).getbbox()
    own = ImageChops.invert(upright).point(lambda value: 255 if value > 60 else 0).getbbox()
    assert ink is not None
    assert own is not None
    assert (ink[2] - ink[0], ink[3] - ink[1]) == pytest.approx((own[2] - own[0], own[3] - own[1]), abs=2)
    if corner == "bottom-right":
        assert made.width - ink[2] < 40
        assert made.height - ink[3] < 40
    else:
        assert ink[0] < 40
        assert ink[1] < 40
    # The page number ends the stamp: its last letters are lighter than its bold first ones.
    first = made.crop((ink[0], ink[1], (ink[0] + ink[2]) // 2, ink[3]))
    last = made.crop(((ink[0] + ink[2]) // 2, ink[1], ink[2], ink[3]))
    assert sum(first.tobytes()) / len(first.tobytes()) < sum(last.tobytes()) / len(last.tobytes())


@pytest.mark.parametrize(
    "keys",
    [
        {"CropBox": Array([100, 100, 500, 700])},
        {"CropBox": Array([-50, -50, 900, 900])},
        {"MediaBox": Array([595, 842, 0, 0])},
        {"MediaBox": Array([-300, -400, 295, 442]), "CropBox": Array([-200, -300, 200, 300]), "Rotate": 90},
        {"CropBox": Array([5000, 5000, 6000, 6000])},
        {"Rotate": -90},
        {"Rotate": 450},
        {"UserUnit": 2},
        {"MediaBox": Array([0, 0, 30, 20])},
        {"MediaBox": Array([0, 0, 5000, 7000])},
    ],
)
def test_odd_boxes_do_not_lose_the_stamp(bench: Bench, keys: dict[str, Any]) -> None:
    made = bench.bind(odd_pdf(bench.work / "s.pdf", [keys]))
    assert bench.misread(made) == []


@pytest.mark.parametrize(
    "drawn",
    [
        b"Q Q Q 0 0 10 10 re f",
        b"q q q 3 0 0 3 50 50 cm 0 0 10 10 re f",
        b"q 2 0 0 2 0 0 cm Q Q 0.1 0 0 0.1 300 300 cm BT /F 20 Tf (x) Tj",
        b"0 0 100 100 re W n 1 0 0 1 900 900 cm",
        b"BT /F 20 Tf 3 Tr 10 TL 400 Tz",
        b"/Missing gs /Nothing Do )))) <<",
        b"",
    ],
)
def test_content_that_leaves_things_open_does_not_move_the_stamp(bench: Bench, drawn: bytes) -> None:
    made = bench.bind(odd_pdf(bench.work / "s.pdf", [{}], drawn or b" "))
    assert bench.misread(made) == []
    clean = bench.bind(odd_pdf(bench.work / "e.pdf", [{}], b" "))
    corner = (400, 780, 595, 842)
    difference = ImageChops.difference(picture(made).crop(corner), picture(clean).crop(corner))
    assert difference.getbbox() is None


def test_what_an_exhibit_shows_is_not_changed(bench: Bench, corpora: Path) -> None:
    names = [
        "congress-gray.pdf",
        "form_dd0293.pdf",
        "blendmode.pdf",
    ]
    for name in names:
        source = next((corpora / "05-pdf").rglob(name))
        made = bench.bind(source)
        seen, shown = picture(source, scale=0.5), picture(made, scale=0.5)
        assert seen.width == shown.width
        above = (0, 0, seen.width, round(seen.height * 0.9))
        difference = ImageChops.difference(seen.crop(above), shown.crop(above))
        assert sum(value > 96 for value in difference.tobytes()) < 20, name


def line(turn: int, right: float, above: float) -> bytes:
    """Write words near the lower right corner, as seen after the turn of an A4 page."""
    at = {
        0: (right, above),
        90: (595 - above, right),
        180: (595 - right, 842 - above),
        270: (above, 842 - right),
    }[turn]
    return f"BT /F 8 Tf {at[0]} {at[1]} Td (4 of 4) Tj ET ".encode()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_words_in_the_corner_are_not_covered(bench: Bench, turn: int) -> None:
    wide = 595 if turn % 180 == 0 else 842
    source = odd_pdf(bench.work / "s.pdf", [{"Rotate": turn}], line(turn, wide - 60, 24))
    made = bench.bind(source)
    seen, shown = picture(source), picture(made)
    assert shown.size == seen.size
    assert bench.spots in (["bottom-left"], ["bottom-right~"])
    words = ImageChops.invert(seen).point(lambda value: 255 if value > 60 else 0).getbbox()
    assert words is not None
    assert ImageChops.difference(seen.crop(words), shown.crop(words)).getbbox() is None
    assert bench.misread(made) == []


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_full_page_is_made_smaller_on_the_same_paper(bench: Bench, turn: int) -> None:
    full = b"0.6 g -9 -9 900 900 re f 0 g 1 w " + b" ".join(
        b"%d 0 m %d 900 l S 0 %d m 900 %d l S" % (at, at, at, at) for at in range(0, 900, 9)
    )
    link = {"/Type": Name.Annot, "/Subtype": Name.Link, "/Rect": Array([0, 0, 595, 842])}
    link["/A"] = pikepdf.Dictionary(S=Name.URI, URI=pikepdf.String("https://example.org/"))
    annots = Array([pikepdf.Dictionary(link)])
    source = odd_pdf(bench.work / "s.pdf", [{"Rotate": turn, "Annots": annots}], full)
    made = bench.bind(source)
    assert bench.spots == ["bottom-right!"]
    seen, shown = picture(source), picture(made)
    assert seen.size == shown.size
    strip = shown.crop((10, shown.height - 20, shown.width // 2, shown.height - 3))
    assert strip.getextrema() == (255, 255)
    assert shown.crop((0, 0, shown.width, 30)).getextrema() != (255, 255)
    assert bench.misread(made) == []
    with pikepdf.open(made) as pdf:
        sides = [float(side) for side in pdf.pages[0].Annots[0].Rect]
    assert sides[2] - sides[0] == pytest.approx(595 * 0.97, abs=8)
    assert [sides[0], sides[1]] != [0, 0]


def test_paper_that_is_not_white_is_free_all_the_same(bench: Bench) -> None:
    source = odd_pdf(bench.work / "s.pdf", [{}], b"0.9 g 0 0 595 842 re f 0 g 100 700 50 50 re f")
    made = bench.bind(source)
    assert bench.spots == ["bottom-right"]
    assert bench.misread(made) == []


def test_pages_that_share_their_content_keep_it_apart(bench: Bench) -> None:
    source = odd_pdf(bench.work / "s.pdf", [{}, {"MediaBox": Array([0, 0, 300, 300])}])
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.pages[1].Contents = pdf.pages[0].Contents
        pdf.pages[0].Contents = Array([pdf.pages[0].Contents, pdf.make_stream(b"0 0 9 9 re f")])
        pdf.pages.append(pdf.pages[1])
        pdf.save(source)
    with pikepdf.open(bench.bind(source)) as made:
        boxes = [[int(side) for side in page.Resources.XObject.XbdPage.BBox] for page in made.pages]
    assert boxes == [[0, 0, 595, 842], [0, 0, 300, 300], [0, 0, 300, 300]]


def test_the_whole_says_what_it_is(bench: Bench) -> None:
    with pikepdf.open(bench.bind(odd_pdf(bench.work / "s.pdf", [{}, {}]))) as made:
        assert made.Root.Lang == "de"
        assert [str(page.label) for page in made.pages] == ["1", "2"]
        assert list(made.Root.OpenAction)[1:] == [Name.XYZ, None, None, 1]
        assert made.Root.OpenAction[0].objgen == made.pages[0].obj.objgen
        with made.open_outline() as outline:
            (first,) = outline.root
            assert (first.title, [child.title for child in first.children]) == (
                "Eins (S. 1)",
                ["Darin (S. 1)"],
            )


def test_the_same_pages_give_the_same_bytes(bench: Bench) -> None:
    source = odd_pdf(bench.work / "s.pdf", [{}, {}])
    assert bench.bind(source).read_bytes() == bench.bind(source).read_bytes()


def test_a_stamp_that_is_not_there_is_noticed(bench: Bench) -> None:
    made = bench.bind(odd_pdf(bench.work / "s.pdf", [{}, {}, {}]))
    wrong = [bench.stamps[0], ["Anlage K 4", "S. 2"], bench.stamps[2]]
    assert misread(str(made), wrong, bench.spots) == [2]
    with pikepdf.open(made, allow_overwriting_input=True) as pdf:
        pdf.pages[2].Contents = pdf.make_stream(b"q 1 0 0 1 10 10 cm /XbdStamp Do Q")
        pdf.save(made)
    assert bench.misread(made) == [3]
    assert misread(str(made), bench.stamps[:2], bench.spots[:2]) == [3]


def test_what_cannot_be_bound_is_a_known_error(bench: Bench) -> None:
    with pytest.raises(BuildError, match="could not be bound"):
        bench.bound(bench.work / "not-there.pdf", 1, "A")


def test_headings_are_found(bench: Bench) -> None:
    source = odd_pdf(bench.work / "s.pdf", [{}, {}, {}])
    assert headings(str(source)) == {"pages": 3, "headings": []}
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        with pdf.open_outline() as outline:
            outline.root.extend([pikepdf.OutlineItem("a", 0), pikepdf.OutlineItem("b", 2)])
        pdf.save(source)
    assert headings(str(source)) == {"pages": 3, "headings": [1, 3]}


def test_what_pages_inherit_is_theirs_in_the_bundle_too(bench: Bench) -> None:
    source = odd_pdf(bench.work / "s.pdf", [{}, {}])
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        branch = pdf.make_indirect(pikepdf.Dictionary(Type=Name.Pages, Count=2, Parent=pdf.Root.Pages))
        branch.Kids = Array([page.obj for page in pdf.pages])
        branch.MediaBox, branch.Rotate = Array([0, 0, 400, 700]), 90
        branch.Resources = pdf.pages[0].obj.Resources
        for page in list(pdf.pages):
            del page.obj["/MediaBox"], page.obj["/Resources"]
            page.obj.Parent = branch
        pdf.Root.Pages.Kids = Array([branch])
        pdf.save(source)
    made = bench.bind(source)
    with pikepdf.open(made) as pdf:
        assert [[float(side) for side in page.mediabox] for page in pdf.pages] == [[0, 0, 400, 700]] * 2
        assert [page.rotation for page in pdf.pages] == [90, 90]
    assert bench.misread(made) == []
    seen = pypdfium2.PdfDocument(made)
    assert "Hello" in seen[1].get_textpage().get_text_range()
    seen.close()


def test_pages_that_are_alike_share_what_is_drawn_around_them(bench: Bench) -> None:
    made = bench.bind(odd_pdf(bench.work / "s.pdf", [{} for _ in range(30)]))
    with pikepdf.open(made) as pdf:
        # Numbers of one and of two digits: stamps of two widths.
        assert len({page.obj.Contents.objgen for page in pdf.pages}) == 2
        assert len({page.obj.Resources.XObject.XbdPage.objgen for page in pdf.pages}) == 30
        assert len({page.obj.Resources.XObject.XbdStamp.objgen for page in pdf.pages}) == 30
    assert bench.misread(made) == []


def test_no_copy_of_the_whole_lies_beside_the_bundle(bench: Bench) -> None:
    made = bench.bind(odd_pdf(bench.work / "s.pdf", [{}]))
    assert sorted(path.name for path in bench.work.iterdir()) == [
        "bundle.pdf",
        "clean.pdf",
        "s.pdf",
        "stamps.pdf",
    ]
    assert made.name == "bundle.pdf"


@pytest.mark.parametrize("colours", ["", "colour/srgb.icc"])
def test_a_bundle_bears_the_number_of_its_edition(bench: Bench, colours: str) -> None:
    plan = bench.plan(odd_pdf(bench.work / "s.pdf", [{}, {}]))
    plan["archival"] = str(bench.root / "resources" / colours) if colours else ""
    bind({**plan, "number": "0123456789abcdef" * 2})
    assert numbers_of(plan) == [bytes.fromhex("0123456789abcdef" * 2)] * 2
    assert bench.misread(bench.work / "bundle.pdf") == []


@pytest.mark.parametrize("given", ["", "x" * 32, "ab", "0123456789abcdef" * 4])
def test_without_a_number_a_bundle_is_numbered_by_its_bytes(bench: Bench, given: str) -> None:
    plan = bench.plan(odd_pdf(bench.work / "s.pdf", [{}]))
    bind({**plan, "number": given})
    first = numbers_of(plan)
    bind({**plan, "number": given})
    assert numbers_of(plan) == first
    bind({**plan, "number": given, "title": "Other"})
    assert numbers_of(plan) != first


def numbers_of(plan: dict[str, Any]) -> list[bytes]:
    with pikepdf.open(plan["target"]) as made:
        return [bytes(one) for one in made.trailer.ID]
