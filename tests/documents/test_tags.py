"""Structure of a source: carried along and re-aimed, and nothing of pages that are not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.cleaning import clean_pdf
from xborder_desk.documents.tags import TAGGED, TREE, _even, content_of, fingerprint, plainly_even

if TYPE_CHECKING:
    from pathlib import Path

DRAWN = b"/P <</MCID 0>> BDC BT /F 20 Tf 50 700 Td (Words) Tj ET EMC"


def tagged(path: Path, pages: int = 2, drawn: bytes = DRAWN) -> Path:
    """Make a PDF with one paragraph and one link on each page, all in a structure tree."""
    odd_pdf(path, [{} for _ in range(pages)], drawn)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
        kids, numbers = [], []
        for place, page in enumerate(pdf.pages):
            link = pdf.make_indirect(
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], StructParent=100 + place)
            )
            link.Dest = Array([pdf.pages[0].obj, Name.Fit])
            page.obj.Annots = Array([link])
            page.obj.StructParents = place
            words = pdf.make_indirect(Dictionary(S=Name.P, P=document, Pg=page.obj, K=0))
            words.ActualText = String(f"Secret {place + 1}")
            words.AF = Array([Dictionary(F=String("evil"))])
            held = Dictionary(Type=Name.OBJR, Obj=link, Pg=page.obj)
            reference = pdf.make_indirect(Dictionary(S=Name.Link, P=document, K=held))
            kids += [words, reference]
            numbers += [(place, Array([words])), (100 + place, reference)]
        document.K = Array(kids)
        flat: list[Any] = [value for pair in sorted(numbers, key=lambda pair: pair[0]) for value in pair]
        root = Dictionary(Type=Name.StructTreeRoot, K=document, ParentTree=Dictionary(Nums=Array(flat)))
        pdf.Root.StructTreeRoot = pdf.make_indirect(root)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.save(path)
    return path


def listed(kids: Any) -> list[Any]:
    """List what an element holds: one kid needs no list."""
    return list(kids) if isinstance(kids, Array) else [kids]


def test_the_tree_goes_along_on_the_first_page(tmp_path: Path) -> None:
    clean_pdf(str(tagged(tmp_path / "s.pdf")), str(tmp_path / "a.pdf"), None)
    with pikepdf.open(tmp_path / "a.pdf") as made:
        tree = made.pages[0].obj[TREE]
        assert list(tree.Keys) == [0, 1, 100, 101]
        (document,) = tree.Kids
        assert [str(kid.S) for kid in document.K] == ["/P", "/Link", "/P", "/Link"]
        assert document.K[1].K.Obj.objgen == made.pages[0].Annots[0].objgen
        assert "/AF" not in document.K[0]
        assert all(TAGGED in page.obj for page in made.pages)


def test_of_pages_that_are_not_shown_nothing_goes_along(tmp_path: Path) -> None:
    clean_pdf(str(tagged(tmp_path / "s.pdf", 3)), str(tmp_path / "a.pdf"), (2, 2))
    with pikepdf.open(tmp_path / "a.pdf") as made:
        tree = made.pages[0].obj[TREE]
        assert list(tree.Keys) == [1]
        assert [str(kid.ActualText) for kid in listed(tree.Kids[0].K)] == ["Secret 2"]
        made.save(tmp_path / "plain.pdf", qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    plain = (tmp_path / "plain.pdf").read_bytes()
    assert b"Secret 2" in plain
    assert b"Secret 1" not in plain
    assert b"Secret 3" not in plain


@pytest.mark.parametrize(
    "drawn", [b"/P <</MCID 0>> BDC q EMC", b"Q /P <</MCID 0>> BDC EMC", b"BT /P <</MCID 0>> BDC EMC", b"EMC"]
)
def test_a_page_that_leaves_something_open_is_enclosed_instead(tmp_path: Path, drawn: bytes) -> None:
    clean_pdf(str(tagged(tmp_path / "s.pdf", drawn=drawn)), str(tmp_path / "a.pdf"), None)
    with pikepdf.open(tmp_path / "a.pdf") as made:
        assert TREE not in made.pages[0].obj
        assert not any(TAGGED in page.obj for page in made.pages)
        assert not any("/StructParent" in page.Annots[0] for page in made.pages)


def test_contents_that_stay_as_they_are_are_named_as_they_were_written(tmp_path: Path) -> None:
    made = clean_pdf(str(tagged(tmp_path / "s.pdf", 3)), str(tmp_path / "a.pdf"), (2, 3), to_bind=True)
    with pikepdf.open(tmp_path / "a.pdf") as written:
        assert made.even == [fingerprint(content_of([page.obj.Contents])) for page in written.pages]
    assert len(made.even) == 2
    open_ones = clean_pdf(str(tagged(tmp_path / "o.pdf", drawn=b"q EMC")), str(tmp_path / "b.pdf"), None)
    assert open_ones.even == []


@given(st.lists(st.binary(max_size=30), min_size=1, max_size=4))
def test_pieces_are_named_by_all_they_draw_together(pieces: list[bytes]) -> None:
    with pikepdf.new() as pdf:
        streams = [pdf.make_stream(piece) for piece in pieces]
        assert content_of(streams) == b"\n".join(pieces)
    assert fingerprint(b"\n".join(pieces)) != fingerprint(b"\n".join([*pieces, b"Q"]))


def test_a_circle_in_the_tree_ends(tmp_path: Path) -> None:
    source = tagged(tmp_path / "s.pdf")
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.Root.StructTreeRoot.K.K.append(pdf.Root.StructTreeRoot.K)
        pdf.save(source)
    assert clean_pdf(str(source), str(tmp_path / "a.pdf"), None).count == 2


def bare_tree(path: Path, *, piece: bool) -> Path:
    """Make a PDF whose tree has two elements; one holds nothing, or a piece that no number names."""
    odd_pdf(path, [{}], b"0 0 9 9 re f")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
        inner = pdf.make_indirect(Dictionary(S=Name.Standard, P=document, Pg=pdf.pages[0].obj))
        if piece:
            inner.K = 0
        document.K = Array([inner])
        roles = Dictionary(Standard=Name.P)
        root = Dictionary(K=document, ParentTree=Dictionary(Nums=Array([])), RoleMap=roles)
        pdf.Root.StructTreeRoot = pdf.make_indirect(root)
        pdf.save(path)
    return path


def test_a_tree_that_names_nothing_on_the_pages_goes_along_and_binds_no_page(tmp_path: Path) -> None:
    clean_pdf(str(bare_tree(tmp_path / "s.pdf", piece=False)), str(tmp_path / "a.pdf"), None)
    with pikepdf.open(tmp_path / "a.pdf") as made:
        (document,) = made.pages[0].obj[TREE].Kids
        assert str(document.K.S) == "/Standard"
        assert made.pages[0].obj[TREE].Roles.Standard == Name.P
        assert TAGGED not in made.pages[0].obj


def test_a_tree_whose_pieces_no_number_names_is_not_kept(tmp_path: Path) -> None:
    clean_pdf(str(bare_tree(tmp_path / "s.pdf", piece=True)), str(tmp_path / "a.pdf"), None)
    with pikepdf.open(tmp_path / "a.pdf") as made:
        assert TREE not in made.pages[0].obj
        assert TAGGED not in made.pages[0].obj


BALANCED = [
    b"q 1 0 0 1 0 0 cm BT (a) Tj ET Q",
    b"/P<</MCID 0>>BDC q(Q Q Q)Tj Q EMC",
    rb"q (a \) Q \\) Tj Q",
    b"BT [(q)8(Q)] TJ ET",
    b"/q gs /Q Do q Q",
    b"q <51> Tj Q",
    b"q (a (Q) b (q)) Tj Q",
]
OPEN = [b"q q Q", b"q ((Q)) Tj", b"Q q", b"BT", b"EMC BMC", rb"q (\() Tj", b"q(a)Tj Q Q"]
HARD = [b"q BI /W 1 ID Q EI Q", b"q % Q\nQ", b"q (((Q))) Tj Q", b"q ((Q) Tj Q", b"q <zQ> Q", b"q (Q"]


@pytest.mark.parametrize("drawn", BALANCED)
def test_a_content_that_closes_what_it_opens_is_known_at_a_glance(drawn: bytes) -> None:
    assert plainly_even(drawn) is True


@pytest.mark.parametrize("drawn", OPEN)
def test_a_content_that_leaves_something_open_is_known_at_a_glance(drawn: bytes) -> None:
    assert plainly_even(drawn) is False


@pytest.mark.parametrize("drawn", HARD)
def test_what_only_a_parser_can_tell_is_left_to_it(drawn: bytes) -> None:
    assert plainly_even(drawn) is None


_PIECES = [
    b"q",
    b"Q",
    b"BT",
    b"ET",
    b"/P BMC",
    b"/P <</MCID 0>>BDC",
    b"EMC",
    b"(q Q)Tj",
    rb"(\(q\)) Tj",
    b"<51>Tj",
    b"1 w",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=12))
def test_the_glance_never_tells_other_than_the_parser(pieces: list[bytes]) -> None:
    glance = plainly_even(b"\n".join(pieces))
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        # A comment makes the glance give up, so that the parser has to tell.
        page.obj.Contents = pdf.make_stream(b"%\n" + b"\n".join(pieces))
        assert _even(page) is glance
