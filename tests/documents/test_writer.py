"""Values and fixed words as the document's language writes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.factories.dossier import GENERIC, content, exhibit, mail
from xborder_desk.documents.sheets import dossier_data, pages_text, stamp_data, title
from xborder_desk.documents.slips import LONGEST_TEXT, paragraphs, slip, written
from xborder_desk.documents.words import DOSSIER_TEXTS, dossier_texts
from xborder_desk.documents.writer import Place, Writer, moment_text, writer_for
from xborder_desk.domain.dossier import Mail, Money, When
from xborder_desk.domain.evidence import Stored
from xborder_desk.i18n.language import Language


def writer(language: str = "de") -> Writer:
    return writer_for(content([mail(1), mail(2)], language=language), Language(language))


def test_every_fixed_word_is_said() -> None:
    texts = dossier_texts(Language("en"))
    assert texts == DOSSIER_TEXTS
    assert all(texts.values())


def test_days_are_written_as_exactly_as_they_are_known() -> None:
    assert writer().when(When(date(2026, 3, 15))) == "15.03.2026"
    assert writer().when(When(date(2026, 3, 1), "month")) == "März 2026"
    assert writer().when(When(date(2026, 1, 1), "year")) == "2026"
    assert writer().when(When()) == ""
    assert writer().when(None) == ""


def test_moments_carry_the_distance_to_utc() -> None:
    at = datetime(2026, 5, 1, 8, 30, tzinfo=UTC)
    assert writer().when(When(at=at, zone="Europe/Berlin")) == "01.05.2026, 10:30 UTC+02:00"
    assert moment_text(at.replace(tzinfo=None)) == "2026-05-01T08:30:00+00:00"


@pytest.mark.parametrize(("language", "kept"), [("de", "1.199,00\u00a0€"), ("ar", "\u2068")])
def test_amounts_are_kept_whole_among_right_to_left_words(language: str, kept: str) -> None:
    assert writer(language).money(Money(Decimal(1199), "EUR")).startswith(kept)


def test_a_text_becomes_runs_with_targets() -> None:
    runs = writer().runs("Siehe {{ref:E-01:2}}, {{ref:E-99}}.")
    assert runs == [
        ["Siehe ", ""],
        ["Anlage K 1, p. 2", "exhibit/E-01/2"],
        [", ", ""],
        ["[E-99]", ""],
        [".", ""],
    ]
    assert writer("ar").runs("Siehe.")[0] == ["", "open"]


def test_the_profile_speaks_before_the_catalogue() -> None:
    own = writer_for(content([mail(1)]), Language("de"))
    assert (own.labels["E-01"], own.texts["exhibits"]) == ("Anlage K 1", "Anlagenverzeichnis")
    plain = writer_for(content([mail(1)], profile=GENERIC, language="en"), Language("en"))
    assert (plain.labels["E-01"], plain.texts["exhibits"]) == ("Exhibit 1", "List of exhibits")


def test_a_remark_that_reading_and_drawing_both_made_stands_once() -> None:
    twice = replace(exhibit(1, Stored("0" * 64, 5)), warnings=("Cut off.", "Moves.", "Cut off."))
    made = content([twice])
    data = dossier_data(made, writer_for(made, Language("de")), {}, {})
    assert data["slips"][0]["remarks"] == ["Cut off.", "Moves."]


@pytest.mark.parametrize(("count", "between"), [(3, "\n"), (40, "\n"), (41, "; "), (3000, "; ")])
def test_the_names_of_a_whole_mailing_list_take_no_line_each(count: int, between: str) -> None:
    names = tuple(f"p{number}@example.org" for number in range(count))
    made = content([mail(1, mail=Mail("ana@example.org", names, cc=("c@example.org",)))])
    rows = dict(dossier_data(made, writer_for(made, Language("en")), {}, {})["slips"][0]["mail"])
    assert (rows["To"], rows["Copy to"]) == (between.join(names), "c@example.org")


def test_pages_know_problems_and_places() -> None:
    made = content([exhibit(1, Stored("0" * 64, 5)), mail(2)])
    own = writer_for(made, Language("de"))
    data = dossier_data(made, own, {"E-01": Place(9, 12)}, {"E-01": "kaputt"})
    assert data["exhibits"][0]["pages"] == "9–12"
    assert data["slips"][0]["problem"] == "kaputt"
    assert data["contents"][-2]["page"] == "9"
    assert data["contacts"][0]["corrections"][0]["before"] == "+86 1"
    assert title(made, own) == "Dossier 2026-0001 – Nicht gelieferte Kaffeemaschine"
    assert pages_text(Place(3, 3)) == "3"
    assert stamp_data(made, own, ["", "E-01"])["stamps"] == [["", "p. 1"], ["Anlage K 1", "p. 2"]]


def test_a_mail_has_its_head_and_an_unshown_one_has_no_pages() -> None:
    made = content([mail(1)])
    own = writer_for(made, Language("de"))
    sheet = slip(made.exhibits[0], made, own, "")
    assert ["Subject", "Wo ist meine Ware?"] in sheet["mail"]
    assert sheet["body"][0] == ["Guten Tag,", "ltr"]
    hidden = slip(made.exhibits[0], made, own, "kaputt")
    assert (hidden["mail"], hidden["body"]) == ([], [])


def test_paragraphs_are_cut_at_empty_lines_and_long_texts_end() -> None:
    assert paragraphs("a\r\nb\n\n \n\tc", writer()) == (["a\nb", "    c"], False)
    assert paragraphs("", writer()) == (["(no text)"], False)
    assert paragraphs("x" * (LONGEST_TEXT + 1), writer())[1]
    (endless,), _ = paragraphs("y" * 1000, writer())
    assert endless.replace("\u200b", "") == "y" * 1000
    assert max(map(len, endless.split("\u200b"))) < 24


@pytest.mark.parametrize(
    ("text", "direction"), [("12 abc שלום", "ltr"), ("(1) مرحبا abc", "rtl"), ("123", "ltr")]
)
def test_a_paragraph_runs_as_its_first_letter_does(text: str, direction: str) -> None:
    assert written(text) == direction
