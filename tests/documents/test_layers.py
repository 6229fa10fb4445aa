"""Layers: what a document hides from one who looks is known, by whatever rule it hides it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.cleaning import clean_pdf
from xborder_desk.documents.layers import Layers, drop_hidden_notes
from xborder_desk.documents.pictures import draw_pages
from xborder_desk.documents.redacting import redact_pdf
from xborder_desk.documents.scanning import scan
from xborder_desk.documents.showing import draw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    """A document of one page with two layers, both switched on."""
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        for name in ("A", "B"):
            made.Root[f"/{name}"] = made.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
        layers = Array([made.Root.A, made.Root.B])
        made.Root.OCProperties = Dictionary(OCGs=layers, D=Dictionary(Order=layers))
        yield made


def rule(pdf: pikepdf.Pdf, **values: Any) -> pikepdf.Object:
    found = Dictionary({f"/{name}": value for name, value in values.items()})
    found.Type = Name.OCMD
    return pdf.make_indirect(found)


def test_a_document_without_layers_hides_nothing() -> None:
    with pikepdf.new() as plain:
        plain.add_blank_page()
        assert not Layers(plain).hide()


def test_layers_that_are_switched_on_hide_nothing(pdf: pikepdf.Pdf) -> None:
    layers = Layers(pdf)
    assert not layers.hide()
    assert not layers.hides(pdf.Root.A)
    assert not layers.hides(None)


def test_a_layer_may_be_switched_off_by_its_name_by_default_or_for_the_screen(pdf: pikepdf.Pdf) -> None:
    own = pdf.Root.OCProperties.D
    own.OFF = Array([pdf.Root.A])
    assert (Layers(pdf).hides(pdf.Root.A), Layers(pdf).hides(pdf.Root.B)) == (True, False)
    del own["/OFF"]
    own.BaseState, own.ON = Name.OFF, Array([pdf.Root.A])
    assert (Layers(pdf).hides(pdf.Root.A), Layers(pdf).hides(pdf.Root.B)) == (False, True)
    del own["/BaseState"]
    pdf.Root.A.Usage = Dictionary(View=Dictionary(ViewState=Name.OFF), Print=Dictionary(PrintState=Name.ON))
    assert not Layers(pdf).hide()  # a usage alone does nothing
    own.AS = Array([Dictionary(Event=Name.View, Category=Array([Name.View]), OCGs=Array([pdf.Root.A]))])
    assert (Layers(pdf).hides(pdf.Root.A), Layers(pdf).hide()) == (True, True)
    own.AS[0].Event = Name.Print
    assert not Layers(pdf).hide()


@pytest.mark.parametrize(
    ("policy", "hidden"),
    [("AllOn", True), ("AnyOn", False), ("AnyOff", False), ("AllOff", True), ("Nonsense", False)],
)
def test_a_rule_over_layers_is_followed(pdf: pikepdf.Pdf, policy: str, *, hidden: bool) -> None:
    pdf.Root.OCProperties.D.OFF = Array([pdf.Root.A])
    both = rule(pdf, OCGs=Array([pdf.Root.A, pdf.Root.B]), P=Name(f"/{policy}"))
    assert Layers(pdf).hides(both) is hidden


def test_a_rule_can_hide_what_lies_on_layers_that_are_switched_on(pdf: pikepdf.Pdf) -> None:
    unless = rule(pdf, OCGs=pdf.Root.A, P=Name.AllOff)
    pdf.pages[0].obj.Resources = Dictionary(Properties=Dictionary(MC0=unless))
    assert Layers(pdf).hides(unless)
    assert Layers(pdf).hide()
    unless.P = Name.AllOn
    assert not Layers(pdf).hide()


def test_a_rule_in_words_is_followed(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties.D.OFF = Array([pdf.Root.A])
    a, b = pdf.Root.A, pdf.Root.B
    for words, hidden in (
        (Array([Name.Not, a]), False),
        (Array([Name.Not, b]), True),
        (Array([Name.And, a, b]), True),
        (Array([Name.Or, a, b]), False),
        (Array([Name.And, Array([Name.Not, a]), b]), False),
        (Array([Name.Or, a, Array([Name.Not, b])]), True),
        (Array([]), False),
    ):
        assert Layers(pdf).hides(rule(pdf, VE=words)) is hidden, words


def test_rules_that_go_round_or_say_nothing_come_to_an_end(pdf: pikepdf.Pdf) -> None:
    words = pdf.make_indirect(Array([Name.And, pdf.Root.A]))
    words.append(words)
    assert not Layers(pdf).hides(rule(pdf, VE=words))
    around = rule(pdf, P=Name.AllOn)
    around.OCGs = Array([around, pdf.Root.A])
    assert not Layers(pdf).hides(around)
    around.OCGs = Array([around])
    assert not Layers(pdf).hides(around)
    assert not Layers(pdf).hides(rule(pdf))
    for broken in (5, Name.x, Array([5])):
        pdf.Root.OCProperties.D = broken
        assert not Layers(pdf).hide()


def test_notes_on_hidden_layers_are_dropped_and_others_stay(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties.D.OFF = Array([pdf.Root.A])
    notes = [Dictionary(Subtype=Name.FreeText, Rect=[0, 0, 9, 9], OC=pdf.Root[name]) for name in ("/A", "/B")]
    pdf.pages[0].obj.Annots = Array([*notes, Dictionary(Subtype=Name.Text, Rect=[0, 0, 9, 9]), 5])
    assert drop_hidden_notes(pdf, Layers(pdf)) == 1
    assert len(pdf.pages[0].obj.Annots) == 3
    assert pdf.pages[0].obj.Annots[0].OC == pdf.Root.B


def _red(pdf: pikepdf.Pdf) -> pikepdf.Object:
    drawn = pdf.make_stream(b"1 0 0 rg 0 0 200 40 re f")
    drawn.Type, drawn.Subtype, drawn.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 40])
    return drawn


def hidden_note(path: Path, off: str = "OFF") -> Path:
    odd_pdf(path, [{}])
    with pikepdf.open(path, allow_overwriting_input=True) as made:
        layer = made.make_indirect(Dictionary(Type=Name.OCG, Name=String("Internal")))
        made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary({f"/{off}": Array([layer])}))
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.FreeText,
            Rect=[200, 300, 400, 340],
            Contents=String("SECRET"),
            DA=String("/Helv 24 Tf 1 0 0 rg"),
            OC=layer,
            AP=Dictionary(N=_red(made)),
        )
        made.pages[0].obj.Annots = Array([made.make_indirect(note)])
        made.save(path)
    return path


def test_a_note_on_a_hidden_layer_is_not_shown_in_a_dossier(tmp_path: Path) -> None:
    source = hidden_note(tmp_path / "s.pdf")
    cleaned = clean_pdf(str(source), str(tmp_path / "a.pdf"), None)
    assert [str(remark.fields["reason"]) for remark in cleaned.remarks] == ["layers that are switched off"]
    page = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0].render(scale=0.5).to_pil().convert("RGB")
    assert page.crop((95, 245, 205, 276)).getextrema() == ((255, 255), (255, 255), (255, 255))
    assert [path.name for path in tmp_path.iterdir() if "seen" in path.name] == []


def on_screen(source: Path, _aside: Path) -> Image.Image:
    shown: Any = draw(str(source), "application/pdf", 0, 595, 0)
    return Image.frombytes("RGB", (shown["width"], shown["height"]), shown["data"])


def for_letters(source: Path, aside: Path) -> Image.Image:
    size: Any = scan(str(source), str(aside), 1, "application/pdf")
    with Image.open(aside) as picture:
        return picture.convert("RGB").resize((595, 595 * size["height"] // size["width"]))


def redacted(source: Path, aside: Path) -> Image.Image:
    redact_pdf(
        str(source), str(aside), [{"page": 1, "rectangle": [0, 800, 9, 810], "reason": "personal-data"}]
    )
    return rendered(aside)


def as_pictures(source: Path, aside: Path) -> Image.Image:
    draw_pages(str(source), str(aside), None, "a reason")
    return rendered(aside)


def rendered(file: Path) -> Image.Image:
    with pypdfium2.PdfDocument(file) as seen:
        page: Image.Image = seen[0].render(scale=1).to_pil().convert("RGB")
        return page


@pytest.mark.parametrize("drawer", [on_screen, for_letters, redacted, as_pictures])
def test_whoever_draws_a_page_leaves_out_notes_on_hidden_layers(
    tmp_path: Path, drawer: Callable[[Path, Path], Image.Image]
) -> None:
    where, white = (220, 510, 380, 535), ((255, 255), (255, 255), (255, 255))
    hidden, seen = hidden_note(tmp_path / "h.pdf"), hidden_note(tmp_path / "s.pdf", off="ON")
    assert drawer(hidden, tmp_path / "h.out").crop(where).getextrema() == white
    assert drawer(seen, tmp_path / "s.out").crop(where).getextrema() != white
