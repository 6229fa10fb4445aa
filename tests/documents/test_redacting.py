"""Redacted copies: nothing below a box is left in any form, and nothing else is carried along unseen."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, cast

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from tests.factories.told import AT, OVER, SECRET, SIZE, region, telling_pdf, telling_picture, tells
from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.redacting import DOTS, redact_pdf, redact_picture
from xborder_desk.jobs.context import Cancelled, JobContext

if TYPE_CHECKING:
    from pathlib import Path

BLACK = {(0, 0, 0)}


def box(page: int = 1, *edges: float, **more: Any) -> dict[str, Any]:
    return {"page": page, "rectangle": list(edges or (0.2, 0.2, 0.6, 0.6)), "reason": "bank-data", **more}


def lightest(grey: Image.Image) -> float:
    return cast("tuple[float, float]", grey.getextrema())[0]


def test_the_word_is_in_the_original_in_many_ways(tmp_path: Path) -> None:
    """Else the tests below would prove nothing."""
    source = telling_pdf(tmp_path / "a.pdf")
    assert tells(source)
    with pikepdf.open(source) as pdf:
        assert SECRET in str(pdf.docinfo["/Title"])
        assert list(pdf.attachments) == [f"{SECRET}.txt"]


def test_the_word_is_nowhere_in_the_copy(tmp_path: Path) -> None:
    source, target = telling_pdf(tmp_path / "a.pdf"), tmp_path / "b.pdf"
    before = hashlib.sha256(source.read_bytes()).hexdigest()
    made = redact_pdf(str(source), str(target), [OVER])
    assert made == {"pages": 2, "boxes": 1}
    assert not tells(target)
    assert not tells(target, SECRET.lower())
    assert hashlib.sha256(source.read_bytes()).hexdigest() == before


def test_a_copy_holds_pictures_of_pages_and_nothing_else(tmp_path: Path) -> None:
    source, target = telling_pdf(tmp_path / "a.pdf"), tmp_path / "b.pdf"
    redact_pdf(str(source), str(target), [OVER])
    with pikepdf.open(target) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in pdf.trailer
        for page in pdf.pages:
            assert set(page.obj.keys()) <= {"/Type", "/MediaBox", "/Resources", "/Contents", "/Parent"}
            assert set(page.obj.Resources.keys()) == {"/XObject"}
        kinds = {str(one.get("/Subtype")) for one in pdf.objects if isinstance(one, pikepdf.Stream)}
        assert kinds <= {"/Image", "None"}


def test_what_lies_below_a_box_is_one_colour(tmp_path: Path) -> None:
    source, target = telling_pdf(tmp_path / "a.pdf"), tmp_path / "b.pdf"
    redact_pdf(str(source), str(target), [OVER])
    left, top, right, bottom = OVER["rectangle"]
    inside = ((left + 1) / SIZE[0], (top + 1) / SIZE[1], (right - 1) / SIZE[0], (bottom - 1) / SIZE[1])
    assert region(target, 1, inside) == BLACK
    assert len(region(source, 1, inside)) > 1
    with pikepdf.open(target) as pdf:
        picture = (
            pikepdf.PdfImage(cast("pikepdf.Stream", pdf.pages[0].obj.Resources.XObject.Page))
            .as_pil_image()
            .convert("L")
        )
    assert picture.width / (SIZE[0] / 72) >= DOTS
    corner = [round(edge / 72 * DOTS) for edge in (left, top, right, bottom)]
    assert picture.crop((corner[0], corner[1], corner[2], corner[3])).getextrema() == (0, 0)


def test_what_is_not_covered_stays_to_be_seen(tmp_path: Path) -> None:
    source, target = telling_pdf(tmp_path / "a.pdf"), tmp_path / "b.pdf"
    redact_pdf(str(source), str(target), [box(1, 0.8, 0.8, 0.9, 0.9)])
    around = (AT[0] / SIZE[0], 1 - (AT[1] + 14) / SIZE[1], 0.5, 1 - AT[1] / SIZE[1])
    assert region(target, 1, around) == region(source, 1, around)
    assert len(region(target, 1, around)) > 1


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_boxes_lie_on_the_page_as_it_is_seen(tmp_path: Path, turned: int) -> None:
    source, target = telling_pdf(tmp_path / "a.pdf", turned=turned), tmp_path / "b.pdf"
    redact_pdf(str(source), str(target), [box(1, 0.1, 0.3, 0.5, 0.4)])
    assert region(target, 1, (0.11, 0.31, 0.49, 0.39)) == BLACK
    with pypdfium2.PdfDocument(source) as before, pypdfium2.PdfDocument(target) as after:
        assert before[0].get_size() == pytest.approx(after[0].get_size())


def test_boxes_from_the_bottom_left_lie_where_pdf_counts(tmp_path: Path) -> None:
    source, target = telling_pdf(tmp_path / "a.pdf"), tmp_path / "b.pdf"
    there = box(1, AT[0] - 5, AT[1] - 5, AT[0] + 150, AT[1] + 15, unit="point", origin="bottom-left")
    redact_pdf(str(source), str(target), [there])
    inside = (AT[0] / SIZE[0], 1 - (AT[1] + 12) / SIZE[1], (AT[0] + 140) / SIZE[0], 1 - AT[1] / SIZE[1])
    assert region(target, 1, inside) == BLACK


def test_a_part_that_was_cut_away_does_not_come_back(tmp_path: Path) -> None:
    source, target = telling_pdf(tmp_path / "a.pdf"), tmp_path / "b.pdf"
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.pages[0].cropbox = pikepdf.Array([0, 0, 595, 600])
        pdf.save(source)
    redact_pdf(str(source), str(target), [box()])
    with pikepdf.open(target) as pdf:
        assert [float(edge) for edge in pdf.pages[0].mediabox] == [0, 0, 595, 600]


def test_the_same_copy_is_the_same_bytes(tmp_path: Path) -> None:
    source = telling_pdf(tmp_path / "a.pdf")
    for name in ("b.pdf", "c.pdf"):
        redact_pdf(str(source), str(tmp_path / name), [OVER])
    assert (tmp_path / "b.pdf").read_bytes() == (tmp_path / "c.pdf").read_bytes()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (box(3), "only 2"),
        (box(1, 700.0, 10.0, 800.0, 20.0, unit="point"), "outside"),
    ],
)
def test_a_box_that_covers_nothing_is_refused(tmp_path: Path, wrong: dict[str, Any], said: str) -> None:
    source, target = telling_pdf(tmp_path / "a.pdf"), tmp_path / "b.pdf"
    with pytest.raises(CannotShowError) as caught:
        redact_pdf(str(source), str(target), [OVER, wrong])
    assert said in caught.value.text.format(**caught.value.fields)
    assert not target.exists()


def test_a_locked_pdf_needs_its_password(tmp_path: Path) -> None:
    source, target = telling_pdf(tmp_path / "a.pdf"), tmp_path / "b.pdf"
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.save(source, encryption=pikepdf.Encryption(user="sesame", owner="o"))
    for wrong in ("", "open"):
        with pytest.raises(CannotShowError):
            redact_pdf(str(source), str(target), [OVER], wrong)
    assert redact_pdf(str(source), str(target), [OVER], "sesame")["pages"] == 2
    assert not tells(target)


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 and then nothing")
    with pytest.raises(CannotShowError):
        redact_pdf(str(tmp_path / "a.pdf"), str(tmp_path / "b.pdf"), [OVER])
    with pytest.raises(CannotShowError):
        redact_picture(str(tmp_path / "a.pdf"), str(tmp_path / "b.png"), [OVER])


def test_it_can_be_stopped(tmp_path: Path) -> None:
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        redact_pdf(str(telling_pdf(tmp_path / "a.pdf")), str(tmp_path / "b.pdf"), [OVER], "", ctx)
    assert not (tmp_path / "b.pdf").exists()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_is_black_below_the_box_and_tells_nothing(tmp_path: Path, kind: str) -> None:
    source, target = telling_picture(tmp_path / "a", kind), tmp_path / "b.png"
    assert tells(source)
    area = {"page": 1, "rectangle": [100, 100, 300, 200], "unit": "pixel"}
    assert redact_picture(str(source), str(target), [area]) == {"pages": 1, "boxes": 1}
    assert not tells(target)
    with Image.open(target) as picture:
        assert picture.format == "PNG"
        assert picture.size == (400, 300)
        assert picture.info == {}
        assert picture.convert("L").crop((100, 100, 300, 200)).getextrema() == (0, 0)
        assert lightest(picture.convert("L").crop((0, 0, 100, 300))) > 200


@pytest.mark.parametrize("orientation", range(1, 9))
def test_boxes_lie_on_the_upright_picture(tmp_path: Path, orientation: int) -> None:
    source, target = telling_picture(tmp_path / "a.jpg", orientation=orientation), tmp_path / "b.png"
    redact_picture(str(source), str(target), [box(1, 0.0, 0.0, 0.5, 0.1)])
    with Image.open(target) as picture:
        wide, high = picture.size
        assert (wide > high) is (orientation < 5)
        grey = picture.convert("L")
        assert grey.crop((0, 0, wide // 2, high // 10)).getextrema() == (0, 0)
        assert lightest(grey.crop((wide // 2 + 1, 0, wide, high // 10))) > 100


def test_what_is_see_through_hides_nothing(tmp_path: Path) -> None:
    picture = Image.new("RGBA", (40, 40), (255, 0, 0, 0))  # red points that nobody sees
    picture.save(tmp_path / "a.png")
    redact_picture(str(tmp_path / "a.png"), str(tmp_path / "b.png"), [box(1, 0.0, 0.0, 0.5, 0.5)])
    with Image.open(tmp_path / "b.png") as made:
        assert made.mode == "RGB"
        assert {colour for _n, colour in made.getcolors() or ()} == {(0, 0, 0), (255, 255, 255)}


def test_every_page_of_a_fax_is_kept(tmp_path: Path) -> None:
    pages = [Image.new("1", (200, 300), colour) for colour in (1, 0, 1)]
    pages[0].save(tmp_path / "a.tiff", save_all=True, append_images=pages[1:])
    target = tmp_path / "b.tiff"
    made = redact_picture(str(tmp_path / "a.tiff"), str(target), [box(3, 0.0, 0.0, 1.0, 0.5)])
    assert made["pages"] == 3
    with Image.open(target) as picture:
        assert getattr(picture, "n_frames", 1) == 3
        picture.seek(2)
        assert picture.convert("L").crop((0, 0, 200, 150)).getextrema() == (0, 0)
        assert picture.convert("L").crop((0, 151, 200, 300)).getextrema() == (255, 255)


def test_only_the_image_that_is_shown_of_a_moving_picture_is_kept(tmp_path: Path) -> None:
    frames = [Image.new("P", (20, 20), colour) for colour in (0, 1, 2)]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert redact_picture(str(tmp_path / "a.gif"), str(tmp_path / "b.png"), [box()])["pages"] == 1


def test_a_real_scan(corpora: Path, tmp_path: Path) -> None:
    source = next((corpora / "05-pdf").rglob("form_dd0293.pdf"))
    target = tmp_path / "b.pdf"
    assert redact_pdf(str(source), str(target), [box(2, 0.0, 0.0, 1.0, 1.0)])["pages"] == 4
    assert region(target, 2, (0.01, 0.01, 0.99, 0.99), 50) == BLACK
    with pypdfium2.PdfDocument(target) as seen:
        assert not any(page.get_textpage().count_chars() for page in seen)
