"""Values of form fields in every script: shaped, in reading order, inside their field; or told in words."""

from __future__ import annotations

import re
import subprocess
import time
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from xborder_desk.documents import field_scripts
from xborder_desk.documents.cleaning import clean_pdf
from xborder_desk.documents.field_pictures import SEVERAL_LINES
from xborder_desk.documents.field_scripts import (
    CELLS,
    LONGEST,
    MOST_FIELDS,
    draw_values,
    language_in,
)
from xborder_desk.documents.marks import KEY, fill_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RECT = (100, 200, 400, 224)
SCRIPTS = {
    "el": "Ελένη Παπαδοπούλου, Αθήνα",
    "ru": "Иванова Мария, Москва",
    "ar": "محمد عبد الله",
    "he": "שרה כהן",
    "zh-Hans": "深圳市南山区科技路12号",
    "zh-Hant": "臺北市信義區松高路12號",
    "ja": "山田タロウ東京都",
    "ko": "김철수 서울특별시",
    "th": "สมชาย กรุงเทพมหานคร",
    "hi": "नई दिल्ली",
    "pl": "Łukasz Żółć",
}


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        made.Root.AcroForm = Dictionary(Fields=Array([]), DA=String("/Helv 12 Tf 0 g"))
        yield made


def field(pdf: pikepdf.Pdf, value: str, rect: tuple[float, ...] = RECT, **keys: Any) -> Dictionary:
    found = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("Name"), V=String(value), F=4
    )
    found.Rect = Array(rect)
    for key, one in keys.items():
        found[f"/{key}"] = one
    made: Dictionary = pdf.make_indirect(found)
    pdf.pages[0].Annots = Array([*pdf.pages[0].obj.get("/Annots", ()), made])
    pdf.Root.AcroForm.Fields.append(made)
    return made


def shown(pdf: pikepdf.Pdf, folder: Path) -> Path:
    """Make a dossier's pages of a form, with all of its values on them."""
    pdf.save(folder / "form.pdf")
    assert clean_pdf(str(folder / "form.pdf"), str(folder / "clean.pdf"), None).remarks == []
    return laid(folder)


def laid(folder: Path) -> Path:
    """Draw what lies on the cleaned pages as the binder does."""
    with pikepdf.open(folder / "clean.pdf") as clean:
        page = clean.pages[0]
        for mark in page.obj[KEY]:
            name = page.add_resource(mark.Form, Name.XObject)
            matrix = " ".join(str(float(value)) for value in mark.Matrix)
            page.contents_add(f"q {matrix} cm {name} Do Q".encode())
        clean.save(folder / "seen.pdf")
    return folder / "seen.pdf"


def read(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return str(document[0].get_textpage().get_text_range())


def ink(file: Path) -> tuple[int, int, int, int] | None:
    """Where something is drawn: left, upper, right and lower edge in points."""
    with pypdfium2.PdfDocument(file) as document:
        picture = document[0].render(scale=1).to_pil().convert("L").point(lambda grey: 255 * (grey < 160))
        found: tuple[int, int, int, int] | None = picture.getbbox()
        return found


def bare(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char.isprintable())


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_value_of_any_script_stands_in_its_field_and_can_be_read(
    pdf: pikepdf.Pdf, tmp_path: Path, language: str
) -> None:
    value = SCRIPTS[language]
    field(pdf, value)
    file = shown(pdf, tmp_path)
    asked = ["pdftotext", "-enc", "UTF-8", str(file), "-"]
    poppler = subprocess.run(asked, capture_output=True, check=True, timeout=60).stdout.decode()
    assert bare(poppler) == bare(value)
    assert sorted(bare(read(file))) == sorted(bare(value))
    left, upper, right, lower = ink(file) or (0, 0, 0, 0)
    assert RECT[0] <= left < right <= RECT[2]
    assert 842 - RECT[3] <= upper < lower <= 842 - RECT[1]


def test_arabic_letters_are_joined_and_begin_at_the_right(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    field(pdf, "محمد")
    left, _, right, _ = ink(shown(pdf, tmp_path)) or (0, 0, 0, 0)
    assert right > RECT[2] - 6
    assert right - left < 40  # letters that stand alone would take twice the room
    picture = pypdfium2.PdfDocument(tmp_path / "seen.pdf")[0].render(scale=4).to_pil().convert("L")
    columns = [
        min(picture.crop((x, 0, x + 1, picture.height)).tobytes()) for x in range(left * 4 + 4, right * 4 - 8)
    ]
    assert max(columns) < 255  # one stroke from the first letter to the last


@pytest.mark.parametrize(("side", "at"), [(0, "left"), (1, "middle"), (2, "right")])
def test_a_value_stands_where_its_author_wanted_it(
    pdf: pikepdf.Pdf, tmp_path: Path, side: int, at: str
) -> None:
    field(pdf, "Афины", Q=side)
    left, _, right, _ = ink(shown(pdf, tmp_path)) or (0, 0, 0, 0)
    before, after = left - RECT[0], RECT[2] - right
    assert {"left": before < 6, "middle": abs(before - after) < 4, "right": after < 6}[at]


def test_a_file_says_for_all_its_fields_where_lines_stand(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    pdf.Root.AcroForm.Q = 2
    field(pdf, "Афины")
    assert (ink(shown(pdf, tmp_path)) or (0, 0, 0, 0))[2] > RECT[2] - 6


def test_all_lines_of_a_long_value_are_seen(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    words = [f"слово{number}" for number in range(60)]
    rect = (100, 200, 300, 260)
    field(pdf, "первая\r" + " ".join(words), rect, Ff=SEVERAL_LINES)
    file = shown(pdf, tmp_path)
    assert all(word in read(file) for word in ["первая", *words])
    left, upper, right, lower = ink(file) or (0, 0, 0, 0)
    assert rect[0] <= left < right <= rect[2]
    assert 842 - rect[3] <= upper < lower <= 842 - rect[1]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_field_has_its_words_turned(pdf: pikepdf.Pdf, tmp_path: Path, turn: int) -> None:
    rect = (100, 200, 124, 400) if turn in {90, 270} else RECT
    field(pdf, "Афины", rect, MK=Dictionary(R=turn))
    left, upper, right, lower = ink(shown(pdf, tmp_path)) or (0, 0, 0, 0)
    assert (lower - upper > right - left) is (turn in {90, 270})
    gaps = {0: left - rect[0], 90: 842 - rect[1] - lower, 180: rect[2] - right, 270: upper - (842 - rect[3])}
    assert gaps[turn] < 6  # where its words begin


def test_old_pictures_are_drawn_anew_and_others_kept(pdf: pikepdf.Pdf) -> None:
    made = field(pdf, "Афины", AP=Dictionary(N=pdf.make_stream(b"(old) Tj")))
    assert fill_in(pdf) == []
    assert made.AP.N.read_bytes() == b"(old) Tj"
    pdf.Root.AcroForm.NeedAppearances = True
    assert fill_in(pdf) == []
    assert made.AP.N.read_bytes() != b"(old) Tj"


@pytest.mark.parametrize(
    ("value", "rect"),
    [
        ("ᚠᚢᚦᚨᚱᚲ", RECT),
        ("\x01\x02\x03\u202eж", RECT),
        ("क\u094d" * 150, RECT),  # more than what shapes letters can take
        ("Афины и многое другое, " * 20, (100, 200, 140, 206)),
        ("А" * 3000, (100, 200, 400, 300)),
        ("А" * (LONGEST + 1), (0, 0, 590, 800)),
        ("Афины", (100, 200, 100, 224)),
        ("Афины", (0, 0, 1e9, 24)),
    ],
)
def test_what_cannot_be_drawn_so_that_it_can_be_read_is_told(
    pdf: pikepdf.Pdf, value: str, rect: tuple[float, ...]
) -> None:
    bad, good = field(pdf, value, rect), field(pdf, "Афины")
    told = fill_in(pdf)
    assert [one.fields["value"] for one in told] == [value[:500]]
    assert "/AP" not in bad
    assert "/AP" in good


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("Где посылка? 📦", "Где посылка? [U+1F4E6]"),
        ("Афины \u202eобратно", "Афины [U+202E]обратно"),
        ("Жук\x07", "Жук[U+0007]"),
    ],
)
def test_a_character_that_cannot_be_shown_is_named_on_the_page_and_told(
    pdf: pikepdf.Pdf, tmp_path: Path, value: str, seen: str
) -> None:
    field(pdf, value)
    pdf.save(tmp_path / "form.pdf")
    cleaned = clean_pdf(str(tmp_path / "form.pdf"), str(tmp_path / "clean.pdf"), None)
    assert [told.fields["value"] for told in cleaned.remarks] == [value]
    assert bare(read(laid(tmp_path))) == bare(seen)


def test_a_line_break_in_a_field_of_one_line_is_a_space(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    field(pdf, "Иванова\r\nМария")
    assert read(shown(pdf, tmp_path)).split() == ["Иванова", "Мария"]


def columns(file: Path) -> list[float]:
    """Give the middle of each letter that stands alone, in points from the left."""
    with pypdfium2.PdfDocument(file) as document:
        picture = document[0].render(scale=4).to_pil().convert("L").point(lambda grey: 255 * (grey < 160))
    dark = [picture.crop((x, 0, x + 1, picture.height)).getbbox() is not None for x in range(picture.width)]
    starts = [x for x in range(1, len(dark)) if dark[x] and not dark[x - 1]]
    ends = [x for x in range(1, len(dark)) if dark[x - 1] and not dark[x]]
    return [(start + end) / 8 for start, end in zip(starts, ends, strict=True)]


@pytest.mark.parametrize(
    ("value", "keys", "first"),
    [("ГДЕ", {}, 0), ("ГДЕ", {"Q": 1}, 3), ("ГДЕ", {"Q": 2}, 7), ("שרה", {}, 7), ("日本日", {}, 0)],
)
def test_letters_stand_in_the_cells_of_a_field(
    pdf: pikepdf.Pdf, tmp_path: Path, value: str, keys: dict[str, Any], first: int
) -> None:
    field(pdf, value, Ff=CELLS, MaxLen=10, **keys)
    found = columns(shown(pdf, tmp_path))
    cell = (RECT[2] - RECT[0]) / 10
    assert len(found) == 3
    for number, middle in enumerate(found, start=first):
        assert abs(middle - (RECT[0] + (number + 0.5) * cell)) < 3


@pytest.mark.parametrize(("value", "most"), [("محمد", 10), ("Афины", 3), ("Афины", 0), ("Афины", 10_000)])
def test_a_word_that_cannot_stand_in_cells_stands_whole(
    pdf: pikepdf.Pdf, tmp_path: Path, value: str, most: int
) -> None:
    field(pdf, value, Ff=CELLS, MaxLen=most)
    left, _, right, _ = ink(shown(pdf, tmp_path)) or (0, 0, 0, 0)
    assert 0 < right - left < 45


@pytest.mark.parametrize(
    ("value", "keys", "rect", "ends"),
    [
        ("Müller", {"Q": 2}, RECT, (None, None, RECT[2], None)),
        ("Müller", {"MK": Dictionary(R=90)}, (100, 200, 124, 400), (None, None, None, 842 - 200)),
        ("Anna", {"MK": Dictionary(R=180)}, RECT, (None, None, RECT[2], None)),
        ("Anna\rBerg", {"Q": 2, "Ff": SEVERAL_LINES}, (100, 200, 400, 300), (None, 842 - 300, 400, None)),
    ],
)
def test_latin_letters_stand_where_the_form_wants_them_too(
    pdf: pikepdf.Pdf,
    tmp_path: Path,
    value: str,
    keys: dict[str, Any],
    rect: tuple[float, ...],
    ends: tuple[float | None, ...],
) -> None:
    field(pdf, value, rect, **keys)
    file = shown(pdf, tmp_path)
    assert sorted(bare(read(file))) == sorted(bare(value))
    found = ink(file)
    assert found is not None
    assert all(abs(edge - end) < 7 for edge, end in zip(found, ends, strict=True) if end is not None)


def test_latin_letters_stand_in_cells_too(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    field(pdf, "DE12", Ff=CELLS, MaxLen=10)
    assert columns(shown(pdf, tmp_path)) == pytest.approx([115, 145, 175, 205], abs=3)


def test_an_empty_field_that_asks_for_much_stays_empty(pdf: pikepdf.Pdf) -> None:
    made = field(pdf, "", Q=2)
    assert fill_in(pdf) == []
    assert "/AP" not in made


def test_letters_become_as_small_as_their_cells(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    field(pdf, "Щ" * 30, (100, 200, 250, 224), Ff=CELLS, MaxLen=30)
    assert columns(shown(pdf, tmp_path)) == pytest.approx([102.5 + 5 * number for number in range(30)], abs=1)


def test_a_long_arabic_text_is_set_like_any_other(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    field(pdf, "محمد عبد " * 500, (50, 50, 550, 800), Ff=SEVERAL_LINES)
    field(pdf, "Афины محمد " * 400, (50, 50, 550, 800), Ff=SEVERAL_LINES)
    text = read(shown(pdf, tmp_path))
    assert text.count("Афины") == 400


def test_what_sets_the_words_may_give_up_and_the_file_goes_on(
    pdf: pikepdf.Pdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(field_scripts, "_KNOTTED", re.compile("(?!)"))
    made = field(pdf, "क\u094d" * 2000, (0, 0, 590, 800), Ff=SEVERAL_LINES)
    assert draw_values(pdf, [(made, str(made.V))]) == {0}
    assert "/AP" not in made


def test_hundred_thousand_different_signs_take_no_time(pdf: pikepdf.Pdf) -> None:
    value = "".join(map(chr, range(0x4E00, 0x9FFF))) * 5
    made = field(pdf, value[:100_000])
    began = time.process_time()
    assert draw_values(pdf, [(made, str(made.V))] * 20) == set(range(20))
    assert time.process_time() - began < 5


def test_a_broken_field_spoils_no_other(pdf: pikepdf.Pdf) -> None:
    bad = field(pdf, "Афины")
    bad.Rect = Array([Name.Bad, 1])
    good = field(pdf, "Москва", MK=Name.Odd, Q=String("x"))
    assert draw_values(pdf, [(bad, "Афины"), (good, "Москва")]) == {0}
    assert "/AP" in good


def test_a_form_has_so_many_fields_and_not_more(pdf: pikepdf.Pdf) -> None:
    made = field(pdf, "Афины")
    left = draw_values(pdf, [(made, "ᚠᚢᚦ")] * MOST_FIELDS + [(made, "Афины")])
    assert left == set(range(MOST_FIELDS + 1))
    assert draw_values(pdf, []) == frozenset()


def test_nothing_in_a_value_is_markup(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    field(pdf, 'Ж #panic("x") *b* _i_ $x$ @r <l>')
    assert bare('Ж #panic("x") *b* _i_ $x$ @r <l>') in bare(read(shown(pdf, tmp_path)))


def test_the_same_form_gives_the_same_bytes_with_its_fonts_inside(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    field(pdf, "Афины")
    shown(pdf, tmp_path)
    first = (tmp_path / "clean.pdf").read_bytes()
    shown(pdf, tmp_path)
    assert (tmp_path / "clean.pdf").read_bytes() == first
    with pikepdf.open(tmp_path / "clean.pdf") as clean:
        kinds = [str(one.get("/Type", "")) for one in clean.objects if isinstance(one, Dictionary)]
        assert "/FontDescriptor" in kinds
        form = clean.pages[0].obj[KEY][0].Form.read_bytes()
        assert b"MCID" not in form  # what is read aloud of the page does not number these


@pytest.mark.parametrize("language", [tag for tag in SCRIPTS if tag != "pl"])
def test_the_language_of_a_value_is_told_by_its_letters(language: str) -> None:
    assert language_in(SCRIPTS[language]) == language


@pytest.mark.parametrize(
    ("value", "said", "found"),
    [
        ("山田太郎", "ja-JP", "ja-JP"),
        ("山田太郎", "zh-TW", "zh-TW"),
        ("山田太郎", "de-DE", "zh-Hans"),
        ("山田太郎", "ZH-tw", "zh-TW"),
        ("山田太郎", "zh-hant-HK", "zh-Hant-HK"),
        ("کتاب", "fa", "fa"),
        ("Київ", "uk-UA", "uk-UA"),
        ("Łódź", "pl", "en"),
        ("12,50", "", "en"),
    ],
)
def test_a_file_tells_apart_languages_of_one_script(value: str, said: str, found: str) -> None:
    assert language_in(value, said) == found


@given(st.text(max_size=40))
@settings(max_examples=60)
def test_any_value_has_a_language(value: str) -> None:
    assert language_in(value)
    assert language_in(f"א{value}").startswith("he")


@given(st.lists(st.text(max_size=40), max_size=4))
@settings(max_examples=40, deadline=None)
def test_whatever_stands_in_a_form_is_on_its_page_or_told(values: list[str]) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.Root.AcroForm = Dictionary(Fields=Array([]))
        made = [field(pdf, f"Ж{value}", Ff=SEVERAL_LINES) for value in values]
        told = [one.fields["value"] for one in fill_in(pdf)]
        assert all("/AP" in one or str(one.V)[:500] in told for one in made)


@pytest.mark.parametrize("value", ["Жук", "12 Жук", "\u2067שרה\u2069 Жук"])
def test_a_value_read_from_the_left_begins_there(pdf: pikepdf.Pdf, tmp_path: Path, value: str) -> None:
    field(pdf, value)
    assert (ink(shown(pdf, tmp_path)) or (0, 0, 0, 0))[0] < RECT[0] + 8
