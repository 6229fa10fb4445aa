"""Annexes as data for the pages and as papers: tokens become links in one, labels in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from tests.factories.dossier import content, mail
from xborder_desk.documents.annexes import annex_data, annex_paper, annex_references
from xborder_desk.documents.composing import compose
from xborder_desk.documents.placing import OwnPages, all_references, bookmarks, jumps, lay_out
from xborder_desk.documents.sheets import dossier_data
from xborder_desk.documents.writer import SECTIONS, annex_name, sections_of, writer_for
from xborder_desk.domain.dossier import Annex
from xborder_desk.domain.references import Reference
from xborder_desk.domain.statement import Block, Span
from xborder_desk.i18n.language import Language
from xborder_desk.i18n.languages import load

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.dossier import DossierContent

ANNEX = Annex(
    "hashes",
    "Hash values",
    (
        Block("heading", words=("1  Beginning",)),
        Block("text", texts=(("See {{ref:E-02:1}}.",), ("Nothing more.",))),
        Block("fields", fields=((("Name",), (Span(("Ana",), "strong"),)),)),
        Block(
            "table",
            columns=(1.0, 2.0),
            heads=(("Exhibit",), ("SHA-256",)),
            rows=(((Span(("{{ref:E-01}}",)),), (Span(("a" * 64,), "code"),)),),
        ),
        Block("sign", texts=(("Place, date",),)),
    ),
)


def dossier(**more: Any) -> DossierContent:
    return content([mail(1), mail(2)], annexes=(ANNEX,), **more)


def test_an_annex_is_the_last_of_the_sections_and_is_called_by_its_title() -> None:
    made = dossier(language="en")
    writer = writer_for(made, Language("en"))
    assert sections_of(made) == (*SECTIONS, "annex-hashes")
    assert writer.say(annex_name(ANNEX)) == "Hash values"
    assert sections_of(content()) == SECTIONS


def test_tokens_of_an_annex_are_links_to_the_exhibits() -> None:
    made = dossier()
    writer = writer_for(made, Language("en"))
    data = annex_data(ANNEX, writer)
    assert data["title"] == "Hash values"
    text = data["blocks"][1]["texts"][0]
    assert text[1] == ["Anlage K 2, p. 1", "exhibit/E-02/1"]
    row = data["blocks"][3]["rows"][0]
    assert row["cells"][0][0]["runs"] == [["Anlage K 1", "exhibit/E-01/0"]]
    assert row["long"] is False
    assert list(annex_references(ANNEX)) == [Reference("E-02", 1), Reference("E-01")]
    assert {Reference("E-02", 1), Reference("E-01")} <= set(all_references(made))


def test_a_long_row_may_be_cut_by_the_end_of_a_page() -> None:
    told = Block("table", columns=(1.0,), heads=(("Custody",),), rows=(((Span(("x" * 1500,)),),),))
    data = annex_data(Annex("custody", "Custody", (told,)), writer_for(dossier(), Language("en")))
    assert data["blocks"][0]["rows"][0]["long"] is True


@pytest.mark.parametrize(
    ("columns", "words", "long"),
    [
        ((1.5, 3.0, 4.5), "x" * 64, False),
        ((1.5, 3.0, 4.5), "x" * 1000, True),  # in a third of the page
        ((1.0, 20.0, 1.0), "x" * 1000, False),
        ((1.0, 20.0, 1.0), "\n" * 30, True),
        ((), "x" * 100, False),
    ],
)
def test_how_high_a_row_is_hangs_on_its_columns(
    columns: tuple[float, ...], words: str, *, long: bool
) -> None:
    row = ((Span(("E-01",)),), (Span((words,)),), (Span(("1 kB",)), Span(("a",))))
    told = Block("table", columns=columns, heads=(("A",), ("B",), ("C",)), rows=(row,))
    data = annex_data(Annex("hashes", "Hashes", (told,)), writer_for(dossier(), Language("en")))
    assert data["blocks"][0]["rows"][0]["long"] is long


def test_a_title_of_a_whole_page_does_not_run_over_its_end(project_root: Path, tmp_path: Path) -> None:
    row = ((Span(("Exhibit 1",)),), (Span(("Ω" * 3000,)),), (Span(("a" * 64,), "code"),))
    told = Block("table", columns=(1.5, 3, 4.5), heads=(("A",), ("B",), ("C",)), rows=(row,))
    made = content([mail(1)], annexes=(Annex("hashes", "Hashes", (told,)),))
    data = dossier_data(made, writer_for(made, Language("en")), {}, {})
    at = "2026-11-23T12:00:00+00:00"
    compose(str(project_root / "resources"), "dossier.typ", data, at, str(tmp_path / "a.pdf"))
    seen = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    texts = [page.get_textpage() for page in seen]
    places = [
        text.get_charbox(at)[1]
        for text in texts
        for at in range(text.count_chars())
        if text.get_text_range(at, 1) == "Ω"
    ]
    seen.close()
    assert len(places) == 3000
    assert min(places) > 30


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_paper_of_its_own_says_labels_in_place_of_tokens(tag: str, project_root: Path) -> None:
    made = dossier(language=tag)
    language = load(tag, project_root / "translations")
    paper = annex_paper(ANNEX, made, writer_for(made, language))
    assert paper["title"] == ["Hash values"]
    assert (paper["tags"], paper["directions"]) == ([tag], [language.direction])
    said = paper["blocks"][1]["texts"][0][0]
    assert "Anlage K 2" in said
    assert "{{ref" not in said
    assert paper["blocks"][3]["rows"][0][1][0]["words"] == ["a" * 64]
    assert paper["running"][0].endswith("2026-0001")


def test_annexes_have_places_bookmarks_entries_and_jumps(tmp_path: Path) -> None:
    made = dossier()
    writer = writer_for(made, Language("en"))
    own = {one.key: OwnPages() for one in made.exhibits}
    starts = list(range(1, len(SECTIONS) + 4))
    layout = lay_out(made, own, [(tmp_path / "composed.pdf", starts, len(starts))])
    page = layout.places["annex-hashes"].first
    assert page == len(SECTIONS) + 1
    assert layout.places["E-01"].first == page + 1
    assert jumps(made, layout)["section/annex-hashes/0"] == page
    titles = {mark["title"]: mark["page"] for mark in bookmarks(made, writer, layout)}
    assert titles[f"Hash values (p. {page})"] == page
    entries = dossier_data(made, writer, layout.places, {})["contents"]
    assert {"title": "Hash values", "page": str(page), "to": "section/annex-hashes/0"}.items() <= next(
        one for one in entries if one["title"] == "Hash values"
    ).items()
