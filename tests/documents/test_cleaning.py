"""Foreign PDFs before binding: whole or refused, nothing that acts, everything that is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.cleaning import clean_pdf
from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.marks import KEY

if TYPE_CHECKING:
    from pathlib import Path

FULL = b"0 10 595 2 re f 0 28 595 2 re f 0 812 595 2 re f 0 830 595 2 re f"
"""Lines that leave no place free for a stamp."""
LINK = {"Type": Name.Annot, "Subtype": Name.Link, "Rect": [10, 10, 50, 50]}


def action(**keys: Any) -> Dictionary:
    return Dictionary({f"/{key}": value for key, value in keys.items()})


def test_a_pdf_is_kept_page_for_page(corpora: Path, tmp_path: Path) -> None:
    source = next((corpora / "05-pdf").rglob("form_dd0293.pdf"))
    cleaned = clean_pdf(str(source), str(tmp_path / "a.pdf"), None)
    count, remarks = cleaned.count, cleaned.remarks
    assert count == 4
    assert [remark for remark in remarks if "restrictions" in remark.text]
    with pikepdf.open(tmp_path / "a.pdf") as made:
        assert not made.is_encrypted
        assert "/AcroForm" not in made.Root


def test_only_the_asked_pages_are_kept(tmp_path: Path) -> None:
    source = odd_pdf(tmp_path / "s.pdf", [{"Rotate": 90}, {}, {"Rotate": 180}])
    assert clean_pdf(str(source), str(tmp_path / "a.pdf"), (2, 3)).count == 2
    with pikepdf.open(tmp_path / "a.pdf") as made:
        assert [page.rotation for page in made.pages] == [0, 180]
    with pytest.raises(CannotShowError, match="no pages 3 to 4"):
        clean_pdf(str(source), str(tmp_path / "a.pdf"), (3, 4))


def test_half_a_pdf_is_damaged(corpora: Path, tmp_path: Path) -> None:
    whole = next((corpora / "05-pdf").rglob("form_dd0293.pdf")).read_bytes()
    half = tmp_path / "half.pdf"
    half.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CannotShowError, match="damaged"):
        clean_pdf(str(half), str(tmp_path / "a.pdf"), None)


@pytest.mark.parametrize("data", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_damaged(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "s.pdf").write_bytes(data)
    with pytest.raises(CannotShowError, match="damaged"):
        clean_pdf(str(tmp_path / "s.pdf"), str(tmp_path / "a.pdf"), None)


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{}])) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="secret", owner="o"))
    with pytest.raises(CannotShowError, match="password"):
        clean_pdf(str(tmp_path / "locked.pdf"), str(tmp_path / "a.pdf"), None)


def test_nothing_that_acts_is_left(tmp_path: Path) -> None:
    script = action(S=Name.JavaScript, JS=String("app.alert(1)"))
    links = [
        action(S=Name.URI, URI=String("https://example.org/a")),
        action(S=Name.URI, URI=String("mailto:a@example.org")),
        action(S=Name.URI, URI=String("javascript:alert(1)")),
        action(S=Name.URI, URI=String("file:///etc/passwd")),
        action(S=Name.Launch, F=String("calc.exe")),
        action(S=Name.GoToR, F=String("other.pdf")),
        action(S=Name.SubmitForm, F=String("https://example.org")),
        script,
    ]
    annots = Array([Dictionary({**{f"/{k}": v for k, v in LINK.items()}, "/A": one}) for one in links])
    annots[0].A.Next = script
    widget = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 9, 9], AA=Dictionary(E=script), A=script
    )
    source = odd_pdf(tmp_path / "s.pdf", [{"Annots": annots, "AA": Dictionary(O=script)}])
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.Root.OpenAction = script
        field = pdf.make_indirect(widget)
        pdf.pages[0].Annots.append(field)
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=String("<x/>"))
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script])))
        pdf.attachments["evil.exe"] = b"MZ"
        pdf.save(source)
    clean_pdf(str(source), str(tmp_path / "a.pdf"), None)
    with pikepdf.open(tmp_path / "a.pdf") as made:
        kept = [str(annotation.A.URI) for annotation in made.pages[0].Annots]
        assert kept == ["https://example.org/a", "mailto:a@example.org"]
        assert not made.attachments
        with made.open_outline() as outline:
            assert not outline.root
        made.save(tmp_path / "plain.pdf", qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    plain = (tmp_path / "plain.pdf").read_bytes()
    for word in (
        b"JavaScript",
        b"app.alert",
        b"Launch",
        b"calc.exe",
        b"OpenAction",
        b"/AA",
        b"SubmitForm",
        b"MZ",
    ):
        assert word not in plain


def test_links_inside_keep_their_page(tmp_path: Path) -> None:
    source = odd_pdf(tmp_path / "s.pdf", [{}, {}])
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        there = Array([pdf.pages[1].obj, Name.Fit])
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("chapter"), there])))
        plain = {f"/{key}": value for key, value in LINK.items()}
        pdf.pages[0].Annots = Array(
            [
                Dictionary({**plain, "/Dest": there}),
                Dictionary({**plain, "/Dest": String("chapter")}),
                Dictionary({**plain, "/A": action(S=Name.GoTo, D=String("chapter"))}),
                Dictionary({**plain, "/Dest": String("nowhere")}),
            ]
        )
        pdf.save(source)
    clean_pdf(str(source), str(tmp_path / "a.pdf"), None)
    with pikepdf.open(tmp_path / "a.pdf") as made:
        assert [a.Dest[0].objgen for a in made.pages[0].Annots] == [made.pages[1].obj.objgen] * 3


def test_hidden_layers_stay_hidden(tmp_path: Path) -> None:
    source = odd_pdf(tmp_path / "s.pdf", [{}], b"/OC /L BDC 0 0 300 300 re f EMC")
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("x")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        pdf.pages[0].Resources.Properties = Dictionary(L=layer)
        pdf.save(source)
    cleaned = clean_pdf(str(source), str(tmp_path / "a.pdf"), None)
    count, remarks = cleaned.count, cleaned.remarks
    assert count == 1
    assert "pictures of its pages" in remarks[0].text
    pdf = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert min(pdf[0].render(scale=0.2).to_pil().convert("L").tobytes()) > 250
    pdf.close()


def test_fields_become_drawings(corpora: Path, tmp_path: Path) -> None:
    source = next((corpora / "05-pdf" / "qpdf").rglob("need-appearances2.pdf"))
    clean_pdf(str(source), str(tmp_path / "a.pdf"), None)
    with pikepdf.open(tmp_path / "a.pdf") as made:
        assert "/Annots" not in made.pages[0].obj
        assert len(made.pages[0].obj[KEY]) > 5


def test_what_only_left_out_pages_show_does_not_go_along(tmp_path: Path) -> None:
    source = odd_pdf(tmp_path / "s.pdf", [{}, {}])
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        secret = pdf.make_stream(b"SECRET", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
        shared = pdf.pages[0].obj.Resources
        shared.XObject = pikepdf.Dictionary(Kept=pdf.make_stream(b"SHOWN"), Gone=secret)
        for stream in shared.XObject.values():
            stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 1, 1])
        pdf.pages[0].obj.Contents = pdf.make_stream(b"/Kept Do")
        pdf.pages[1].obj.Contents = pdf.make_stream(b"/Gone Do")
        pdf.save(source)
    clean_pdf(str(source), str(tmp_path / "c.pdf"), (1, 1))
    with pikepdf.open(tmp_path / "c.pdf") as pdf:
        streams = [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    assert any(b"SHOWN" in data for data in streams)
    assert not any(b"SECRET" in data for data in streams)


def linked(path: Path, *rects: Any) -> str:
    """Make a page with links to the web in these places."""
    with pikepdf.open(odd_pdf(path, [{}], FULL), allow_overwriting_input=True) as pdf:
        web = {"/A": action(S=Name.URI, URI=String("https://example.org"))}
        links = [
            {**{f"/{key}": value for key, value in LINK.items()}, "/Rect": rect, **web} for rect in rects
        ]
        pdf.pages[0].Annots = Array([pdf.make_indirect(Dictionary(link)) for link in links])
        pdf.save(path)
    return str(path)


def test_a_link_without_a_place_goes_and_one_turned_round_is_set_right(tmp_path: Path) -> None:
    bad = (Array([1, 2, 3]), Array([Name.A, 1, 2, 3]), Name.Nowhere, Array([5, 5, 5, 50]), Array([]))
    source = linked(tmp_path / "s.pdf", *bad, Array([50, 60, 10, 20]))
    cleaned = clean_pdf(source, str(tmp_path / "a.pdf"), None)
    assert cleaned.spots == {0: "bottom-right!"}
    with pikepdf.open(tmp_path / "a.pdf") as made:
        (link,) = made.pages[0].Annots
        assert [float(side) for side in link.Rect] == [10, 20, 50, 60]
        assert str(link.A.URI) == "https://example.org"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://a\nb",
        "https://",
        "//example.org",
        "data:text/html,x",
    ],
)
def test_only_addresses_of_the_web_and_of_mail_stay_links(tmp_path: Path, address: str) -> None:
    source = linked(tmp_path / "s.pdf", Array([10, 10, 50, 50]))
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Annots[0].A.URI = String(address)
        pdf.save(source)
    clean_pdf(source, str(tmp_path / "a.pdf"), None)
    with pikepdf.open(tmp_path / "a.pdf") as made:
        assert "/Annots" not in made.pages[0].obj


@pytest.mark.parametrize("pages", [(0, 1), (2, 1), (1, 3), (3, 3)])
def test_pages_that_are_not_there_are_refused_and_nothing_is_written(
    tmp_path: Path, pages: tuple[int, int]
) -> None:
    source = odd_pdf(tmp_path / "s.pdf", [{}, {}])
    with pytest.raises(CannotShowError):
        clean_pdf(str(source), str(tmp_path / "a.pdf"), pages)
    assert not (tmp_path / "a.pdf").exists()


def test_stamps_that_stand_elsewhere_are_counted_from_the_first_page_shown(tmp_path: Path) -> None:
    source = odd_pdf(tmp_path / "s.pdf", [{}, {}, {}, {}], FULL)
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.pages[1].Contents = pdf.make_stream(b" ")
        pdf.save(source)
    whole = clean_pdf(str(source), str(tmp_path / "a.pdf"), None)
    part = clean_pdf(str(source), str(tmp_path / "b.pdf"), (2, 4))
    assert sorted(whole.spots) == [0, 2, 3]
    assert sorted(part.spots) == [1, 2]


def test_a_form_only_its_own_program_can_show_says_so(tmp_path: Path) -> None:
    source = odd_pdf(tmp_path / "s.pdf", [{}])
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.Root.NeedsRendering = True
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))
        pdf.save(source)
    with pytest.raises(CannotShowError, match="only its own program"):
        clean_pdf(str(source), str(tmp_path / "a.pdf"), None)


@pytest.mark.parametrize("to_bind", [False, True])
def test_the_same_file_gives_the_same_bytes(tmp_path: Path, to_bind: object) -> None:
    source = linked(tmp_path / "s.pdf", Array([10, 10, 50, 50]))
    for name in ("a.pdf", "b.pdf"):
        clean_pdf(source, str(tmp_path / name), None, to_bind=bool(to_bind))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_what_has_a_name_of_ours_does_not_go_along(tmp_path: Path) -> None:
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{}])) as pdf:
        acts = action(S=Name.Launch, F=String("calc.exe"))
        launch = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[10, 10, 50, 50], A=acts)
        pdf.pages[0].obj["/XbdLinks"] = Array([pdf.make_indirect(launch)])
        pdf.pages[0].obj["/XbdTags"] = Dictionary(Kids=1)
        pdf.pages[0].obj["/XbdTagged"] = True
        pdf.save(tmp_path / "t.pdf")
    assert clean_pdf(str(tmp_path / "t.pdf"), str(tmp_path / "a.pdf"), None, to_bind=True).count == 1
    assert b"calc.exe" not in (tmp_path / "a.pdf").read_bytes()
    with pikepdf.open(tmp_path / "a.pdf") as made:
        assert not [key for key in made.pages[0].obj.keys() if key.startswith("/Xbd")]  # noqa: SIM118 - no dict
