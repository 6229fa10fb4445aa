"""Reading stamps back: a page that says the wrong thing, or says it elsewhere, is always named."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from xborder_desk.documents.characters import FREE
from xborder_desk.documents.checking import _says, bare, misread
from xborder_desk.documents.tags import fingerprint
from xborder_desk.jobs.context import Cancelled, JobContext

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZE = (90.0, 12.0)
AT = "q 1 0 0 1 487 18 cm /XbdStamp Do Q"
"""Bottom right on a page of A4: 18 points from either edge."""


def said(label: str, page: int) -> list[str]:
    return [label, f"p. {page}"]


def stamped(path: Path, words: list[list[str]], draw: Callable[[int], str] = lambda _: AT) -> str:
    """Make a bundle of empty pages with these stamps; ``draw`` gives what each page draws, by its place."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for place, (label, number) in enumerate(words):
            drawn = f"BT /F 8 Tf 1 2 Td ({label}) Tj 55 0 Td ({number}) Tj ET"
            form = pdf.make_stream(drawn.encode("latin-1"), Type=Name.XObject, Subtype=Name.Form)
            form.BBox, form.Resources = Array([0, 0, *SIZE]), Dictionary(Font=Dictionary(F=font))
            page = pdf.add_blank_page(page_size=(595, 842))
            page.obj.Resources = Dictionary(XObject=Dictionary(XbdStamp=form))
            page.obj.Contents = pdf.make_stream(draw(place).encode())
        pdf.save(path)
    return str(path)


def corner(count: int) -> list[str]:
    return ["bottom-right"] * count


THREE = [said("K 1", 1), said("K 1", 2), said("K 2", 3)]


def test_stamps_that_say_what_they_must_are_well(tmp_path: Path) -> None:
    assert misread(stamped(tmp_path / "b.pdf", THREE), THREE, corner(3)) == []


@pytest.mark.parametrize("wrong", [said("K 1", 3), said("K 3", 2), said("", 2), said("K", 12)])
def test_a_page_that_says_another_number_or_label_is_named(tmp_path: Path, wrong: list[str]) -> None:
    made = stamped(tmp_path / "b.pdf", [THREE[0], wrong, THREE[2]])
    assert misread(made, THREE, corner(3)) == [2]


@pytest.mark.parametrize(
    "drawn",
    [
        "q 1 0 0 1 18 18 cm /XbdStamp Do Q",  # in another corner
        "q 3 0 0 3 330 18 cm /XbdStamp Do Q",  # too large
        f"{AT} 480 10 100 30 re f",  # covered by something drawn later
        "/XbdStamp Do",
        "",
    ],
)
def test_a_stamp_that_does_not_stand_last_in_its_place_is_named(tmp_path: Path, drawn: str) -> None:
    made = stamped(tmp_path / "b.pdf", THREE, lambda place: drawn if place == 2 else AT)
    assert misread(made, THREE, corner(3)) == [3]


def test_the_place_is_that_which_was_found_free_on_the_page(tmp_path: Path) -> None:
    made = stamped(tmp_path / "b.pdf", THREE, lambda place: AT if place else AT.replace("487", "18"))
    assert misread(made, THREE, ["bottom-left", *corner(2)]) == []
    assert misread(made, THREE, corner(3)) == [1]


@pytest.mark.parametrize(("count", "named"), [(2, 3), (4, 4)])
def test_a_page_too_few_or_too_many_is_named(tmp_path: Path, count: int, named: int) -> None:
    words = [said("K 1", page) for page in range(1, count + 1)]
    wanted = [said("K 1", page) for page in range(1, 4)]
    assert misread(stamped(tmp_path / "b.pdf", words), wanted, corner(3)) == [named]


def test_parts_read_apart_name_the_same_pages_as_the_whole(tmp_path: Path) -> None:
    right = [said("K 7", page) for page in range(1, 8)]
    wrong = [said("K 7", 99) if place in {1, 4, 6} else one for place, one in enumerate(right)]
    made = stamped(tmp_path / "b.pdf", wrong)
    whole = misread(made, right, corner(7))
    parts = [misread(made, right, corner(7), (), part) for part in ([0, 2], [2, 5], [5, 7])]
    assert whole == [2, 5, 7]
    assert [page for part in parts for page in part] == whole


def enclosed(path: Path, words: list[list[str]], at: Callable[[int], str], covers: str = "") -> str:
    """Make a bundle whose pages draw an exhibit as a form, and the stamp: alike ones by one stream."""
    stamped(path, words)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        shared: dict[str, pikepdf.Object] = {}
        for place, page in enumerate(pdf.pages):
            exhibit = pdf.make_stream(f"{covers} q 9 0 0 9 7 7 cm 0 0 5 {place} re f".encode())
            exhibit.Type, exhibit.Subtype, exhibit.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
            drawn = f"q /XbdPage Do Q {at(place)}"
            shared.setdefault(drawn, pdf.make_stream(drawn.encode()))
            page.obj.Resources.XObject.XbdPage = exhibit
            page.obj.Contents = shared[drawn]
        pdf.save(path)
    return str(path)


def test_pages_that_draw_by_one_stream_are_judged_by_it_and_others_by_theirs(tmp_path: Path) -> None:
    words = [said("K 1", page) for page in range(1, 9)]
    elsewhere = AT.replace("487", "200")
    made = enclosed(tmp_path / "b.pdf", words, lambda place: elsewhere if place in {2, 5} else AT)
    assert misread(made, words, corner(8)) == [3, 6]
    assert misread(enclosed(tmp_path / "w.pdf", words, lambda _: elsewhere), words, corner(8)) == [
        *range(1, 9)
    ]


def test_the_same_stream_in_another_place_or_size_is_looked_at_anew(tmp_path: Path) -> None:
    words = [said("K 1", page) for page in range(1, 5)]
    made = enclosed(tmp_path / "b.pdf", words, lambda _: AT)
    assert misread(made, words, ["bottom-right", "bottom-left", "top-right", "bottom-right"]) == [2, 3]
    with pikepdf.open(made, allow_overwriting_input=True) as pdf:
        pdf.pages[3].obj.MediaBox = Array([0, 0, 842, 595])
        pdf.save()
    assert misread(made, words, corner(4)) == [4]


def test_what_an_exhibit_leaves_undone_does_not_reach_the_stamp(tmp_path: Path) -> None:
    words = [said("K 1", page) for page in range(1, 4)]
    assert (
        misread(enclosed(tmp_path / "b.pdf", words, lambda _: AT, "Q Q 5 0 0 5 0 0 cm q"), words, corner(3))
        == []
    )


def test_of_pages_that_draw_alike_each_stamp_is_read(tmp_path: Path) -> None:
    words = [said("K 1", page) for page in range(1, 6)]
    wrong = [said("K 1", 44) if place == 3 else one for place, one in enumerate(words)]
    assert misread(enclosed(tmp_path / "b.pdf", wrong, lambda _: AT), words, corner(5)) == [4]


def test_a_stamp_that_runs_out_of_its_own_size_is_named(tmp_path: Path) -> None:
    words = [said("K 1", 1), said("K 1", 2)]
    made = enclosed(tmp_path / "b.pdf", words, lambda _: AT)
    with pikepdf.open(made, allow_overwriting_input=True) as pdf:
        form = pdf.pages[1].obj.Resources.XObject.XbdStamp
        form.write(b"BT /F 8 Tf 1 2 Td (K 1) Tj 200 0 Td (p. 2) Tj ET")
        pdf.save()
    assert misread(made, words, corner(2)) == [2]


def between(path: Path, words: list[list[str]], own: Callable[[int], str], begin: str = "q") -> str:
    """Make a bundle whose pages draw something of their own between two streams that they share."""
    stamped(path, words)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        first, last = pdf.make_stream(begin.encode()), pdf.make_stream(f"\n Q {AT}".encode())
        for place, page in enumerate(pdf.pages):
            page.obj.Contents = Array([first, pdf.make_stream(own(place).encode()), last])
        pdf.save(path)
    return str(path)


EVEN = "q 2 0 0 2 9 9 cm BT (q Q) Tj ET Q /P <</MCID 0>> BDC 0 0 5 5 re f EMC"


@pytest.mark.parametrize("undone", ["Q 2 0 0 2 9 9 cm q", "2 0 0 2 9 9 cm q Q q"])
def test_a_page_that_leaves_something_undone_before_its_stamp_is_named(tmp_path: Path, undone: str) -> None:
    words = [said("K 1", page) for page in range(1, 6)]
    made = between(tmp_path / "b.pdf", words, lambda place: undone if place == 3 else f"{place} w {EVEN}")
    assert misread(made, words, corner(5)) == [4]


def test_a_page_that_closes_all_it_opens_may_move_what_it_draws_itself(tmp_path: Path) -> None:
    words = [said("K 1", page) for page in range(1, 6)]
    made = between(tmp_path / "b.pdf", words, lambda place: f"3 0 0 3 {place} 7 cm {EVEN}")
    assert misread(made, words, corner(5)) == []


def test_what_stands_around_pages_is_looked_at_even_where_they_are_even(tmp_path: Path) -> None:
    words = [said("K 1", page) for page in range(1, 4)]
    made = between(tmp_path / "b.pdf", words, lambda place: f"{place} w {EVEN}", "q 3 0 0 3 9 9 cm q")
    assert misread(made, words, corner(3)) == [1, 2, 3]


def test_a_content_that_is_known_to_be_even_is_known_by_all_it_draws(tmp_path: Path) -> None:
    words = [said("K 1", page) for page in range(1, 4)]
    draw = "q 1 w % what takes a parser\n Q"
    made = between(tmp_path / "b.pdf", words, lambda place: f"{draw} {place} w")
    named = [fingerprint(f"{draw} {place} w".encode()) for place in range(3)]
    assert misread(made, words, corner(3), named) == []
    undone = between(tmp_path / "u.pdf", words, lambda place: f"{draw} {place} w Q 2 0 0 2 9 9 cm q")
    assert misread(undone, words, corner(3), named) == [1, 2, 3]


@pytest.mark.parametrize("count", [49, 50, 51, 120])
def test_stamps_on_several_sheets_are_each_read_in_their_place(tmp_path: Path, count: int) -> None:
    words = [said("K 1", page) for page in range(1, count + 1)]
    wrong = [said("K 2", 1) if place in {0, 49, count - 1} else one for place, one in enumerate(words)]
    made = enclosed(tmp_path / "b.pdf", wrong, lambda _: AT)
    assert misread(made, words, corner(count)) == sorted({1, 50, count} & {*range(1, count + 1)})


def test_a_reading_that_is_called_off_ends(tmp_path: Path) -> None:
    made = stamped(tmp_path / "b.pdf", THREE)
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        misread(made, THREE, corner(3), (), None, ctx)


@given(st.text(), st.lists(st.tuples(st.integers(0, 50), st.sampled_from(sorted(FREE)))))
def test_what_has_no_ink_makes_no_difference(text: str, put_in: list[tuple[int, str]]) -> None:
    other = text
    for place, char in put_in:
        other = other[:place] + char + other[place:]
    assert bare(other) == bare(text)


@given(st.text())
def test_what_is_bare_stays_so(text: str) -> None:
    plain = bare(text)
    assert bare(plain) == plain
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Zs", "Zl", "Zp"} for char in plain)


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_numbers_stay_apart_whichever_way_they_are_read(one: int, other: int) -> None:
    wanted = ["مرفق 3", f"ص {one}"]
    assert _says([f"{other} ص", "3 مرفق"], wanted, mirrored=True) is (one == other)
    assert _says([f"ص {other}", "مرفق 3"], wanted, mirrored=False) is (one == other)


def test_words_from_left_to_right_are_read_in_their_order() -> None:
    assert _says(["Anlage", " K 1", "S. 2"], ["Anlage K 1", "S. 2"], mirrored=False)
    assert not _says(["S. 2", "Anlage K 1"], ["Anlage K 1", "S. 2"], mirrored=False)
    assert not _says([], ["Anlage K 1", "S. 2"], mirrored=False)
    assert not _says([], ["مرفق 3"], mirrored=True)
