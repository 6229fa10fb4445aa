"""Composed pages: data is never markup, the same data gives the same bytes, scripts keep their letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from tests.factories.dossier import content, mail
from tests.factories.edges import outside
from xborder_desk.documents.composing import compose, language_of
from xborder_desk.documents.fonts import MissingGlyphsError
from xborder_desk.documents.sheets import dossier_data
from xborder_desk.documents.writer import writer_for
from xborder_desk.i18n.language import Language

if TYPE_CHECKING:
    from pathlib import Path

MADE_AT = "2026-11-23T12:00:00.123456+00:00"


def data_for(language: str = "de", **more: Any) -> dict[str, Any]:
    made = content([mail(1, **more)], language=language)
    return dossier_data(made, writer_for(made, Language(language)), {}, {})


def text_of(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    try:
        texts = []
        for page in pdf:
            view = page.get_textpage()
            texts.append(view.get_text_range())
            view.close()
            page.close()
        return "\n".join(texts)
    finally:
        pdf.close()


def composed(root: Path, target: Path, data: dict[str, Any]) -> str:
    compose(str(root / "resources"), "dossier.typ", data, MADE_AT, str(target))
    return text_of(target)


def test_text_of_people_is_never_markup(project_root: Path, tmp_path: Path) -> None:
    nasty = '#panic("x") *b* _i_ $x^2$ @ref <label> \\ #read("/etc/passwd") // gone? `raw` "q" [c] {d}'
    text = composed(project_root, tmp_path / "a.pdf", data_for(text=nasty, title=nasty))
    assert "".join(nasty.split()) in "".join(text.split())


def test_the_same_data_gives_the_same_bytes(project_root: Path, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        composed(project_root, tmp_path / name, data_for())
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize(
    "sample", ["證據與臺灣", "证据目录", "Łódź Größe", "πίνακας", "Претензия", "증거", "カタカナ"]
)
def test_words_of_any_script_can_be_found_again(project_root: Path, tmp_path: Path, sample: str) -> None:
    assert sample in composed(project_root, tmp_path / "a.pdf", data_for(text=f"{sample}."))


def test_what_has_no_glyph_is_named_not_boxed(project_root: Path, tmp_path: Path) -> None:
    text = composed(project_root, tmp_path / "a.pdf", data_for(text="Paket 📦 gpj\u202egnp"))
    assert "Paket [U+1F4E6] gpj[U+202E]gnp" in text


def test_fixed_words_without_glyph_are_an_error(project_root: Path, tmp_path: Path) -> None:
    data = data_for()
    data["words"]["case"] = "📦"
    with pytest.raises(MissingGlyphsError, match=r"case: U\+1F4E6"):
        composed(project_root, tmp_path / "a.pdf", data)


def lines_as_seen(path: Path) -> list[str]:
    """The characters of each line from left to right, as an eye reads them, without spaces."""
    pdf = pypdfium2.PdfDocument(path)
    found: dict[tuple[int, int], list[tuple[float, str]]] = {}
    for number, page in enumerate(pdf):
        view = page.get_textpage()
        for index in range(view.count_chars()):
            char = view.get_text_range(index, 1)
            if char.strip():
                left, bottom, _, top = view.get_charbox(index, loose=True)
                found.setdefault((number, round((bottom + top) / 4)), []).append((left, char))
        view.close()
        page.close()
    pdf.close()
    return ["".join(char for _, char in sorted(chars)) for chars in found.values()]


@pytest.mark.parametrize("language", ["ar", "he", "zh-Hant", "en"])
def test_numbers_and_names_keep_their_order(project_root: Path, tmp_path: Path, language: str) -> None:
    compose(
        str(project_root / "resources"), "dossier.typ", data_for(language), MADE_AT, str(tmp_path / "a.pdf")
    )
    seen = "|".join(lines_as_seen(tmp_path / "a.pdf"))
    for kept in ("DE-4711", "+8675588881234", "2026-0001", "ShenzhenHaoKafeiCo.,Ltd."):
        assert kept in seen


def test_long_runs_break_inside_the_page(project_root: Path, tmp_path: Path) -> None:
    composed(project_root, tmp_path / "a.pdf", data_for(text="a" * 400, title="b" * 300))
    pdf = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    for page in pdf:
        view = page.get_textpage()
        boxes = [view.get_charbox(index) for index in range(view.count_chars())]
        assert max((box[2] for box in boxes), default=0) < page.get_width() - 40
        view.close()
        page.close()
    pdf.close()


def test_a_language_says_its_region() -> None:
    assert language_of("zh-Hant", "ltr") == {
        "tag": "zh-Hant",
        "lang": "zh",
        "region": "TW",
        "direction": "ltr",
    }
    assert language_of("de-AT", "ltr")["region"] == "AT"
    assert language_of("ar", "rtl")["region"] is None


ENDLESS = {
    "ascii": "x" * 1000,
    "umlauts": "ü" * 1000,
    "mixed": "Straßenbahn/über" * 60,
    "cyrillic": "щ" * 1000,
    "greek": "ω" * 1000,
    "hebrew": "ש" * 1000,
    "arabic": "ب" * 1000,
    "han": "證據" * 500,
    "hangul": "증거" * 500,
    "kana": "カタカナ" * 250,
    "hidden": "\ufffd" * 1000,
    "accents": "e\u0301" * 500,
}


@pytest.mark.parametrize("run", list(ENDLESS.values()), ids=list(ENDLESS))
def test_no_run_without_an_end_leaves_its_page(project_root: Path, tmp_path: Path, run: str) -> None:
    text = composed(project_root, tmp_path / "a.pdf", data_for(title=run, text=f"{run} und {run}"))
    assert outside(tmp_path / "a.pdf") == []
    assert text.count(run[0]) >= 3 * run.count(run[0])  # in the list, on its sheet and in the text
