"""Catalogues keep to the glossary; what deviates is listed with its reason."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog

from xborder_desk.i18n.terms import (
    DEVIATIONS,
    GLOSSARY,
    Term,
    check_terms,
    folded,
    read_terms,
    says,
)

if TYPE_CHECKING:
    from pathlib import Path

LIST = """term_id,en,de,ar,zh_Hant
procedure,small claims procedure,Verfahren für geringfügige Forderungen,إجراءات المطالبات الصغيرة,小額訴訟程序
european,European Small Claims Procedure,europäisches Verfahren,الإجراء الأوروبي,歐洲小額訴訟
claimant,claimant,Kläger/in (ESCP: Kläger),المدعي,原告
case,case,Fall (Vorgang),القضية,案件
unsaid,unsaid term,,,
"""


def told(folder: Path, tag: str, source: str | tuple[str, str], *forms: str) -> list[str]:
    """Check one translation; gives what is said against it."""
    made = Catalog(locale=tag, fuzzy=False)
    made.add(source, forms if isinstance(source, tuple) else forms[0])
    return list(check_terms(made, read_terms(folder)[tag]))


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    (tmp_path / GLOSSARY).write_text(LIST, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("tag", "source", "said"),
    [
        ("de", "small claims procedure", "Verfahren für geringfügige Forderungen"),
        ("de", "The small claims procedure ends.", "Das Verfahren geringfügiger Forderungen endet."),
        ("de", "European small claims procedure", "Europäische Verfahren"),
        ("de", "Claimant:", "Klägerin:"),
        ("de", "Case", "Vorgang"),
        ("de", "In any case it ends.", "Jedenfalls endet es."),
        ("de", "Caseworker", "Bearbeitung"),
        ("ar", "claimant", "مدعي"),
        ("zh_Hant", "A small claims procedure", "進行小額訴訟程序"),
        ("de", "unsaid term", "anders"),
    ],
)
def test_a_term_may_have_any_ending_and_any_of_its_words(
    tag: str, source: str, said: str, listed: Path
) -> None:
    assert told(listed, tag, source, said) == []


@pytest.mark.parametrize(
    ("tag", "source", "said", "term"),
    [
        ("de", "small claims procedure", "Bagatellverfahren", "small claims procedure"),
        (
            "de",
            "Two small claims procedures.",
            "Zwei Bagatellverfahren.",
            "small claims procedure",
        ),
        ("de", "European small claims procedure", "Bagatellverfahren", "european small claims procedure"),
        ("de", "&Claimant …", "&Antragsteller …", "claimant"),
        ("zh_Hant", "Case", "事件", "case"),
    ],
)
def test_another_word_is_told_once_with_the_word_wanted(
    tag: str, source: str, said: str, term: str, listed: Path
) -> None:
    lines = told(listed, tag, source, said)
    assert len(lines) == 1
    assert f"“{term}” is “" in lines[0]
    assert source in lines[0]


def test_one_form_of_a_plural_with_the_term_will_do_and_untranslated_ones_are_left(listed: Path) -> None:
    plural = ("{n} small claims procedure", "{n} small claims procedures")
    assert told(listed, "de", plural, "{n} Bagatellverfahren", "{n} Sachen") != []
    assert told(listed, "de", plural, "", "") == []


def test_a_listed_deviation_is_allowed_where_it_is_listed(listed: Path) -> None:
    rows = 'term_id,language,words,reason\nclaimant,de,Antragsteller / Gesuchsteller,"form, there"\n'
    (listed / DEVIATIONS).write_text(rows, encoding="utf-8")
    assert told(listed, "de", "Claimant", "Antragstellerin") == []
    assert told(listed, "de", "Claimant", "Gesuchstellerin") == []
    assert told(listed, "de", "Claimant", "Forderer") != []
    assert told(listed, "zh_Hant", "Claimant", "申請人") != []


@pytest.mark.parametrize(
    "row", ["claimant,de,Antragsteller,", "claimant,de,,why", "nosuch,de,Wort,why", "claimant,xx,word,why"]
)
def test_a_deviation_without_reason_or_place_is_refused(row: str, listed: Path) -> None:
    (listed / DEVIATIONS).write_text(f"term_id,language,words,reason\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=DEVIATIONS):
        read_terms(listed)


def test_without_a_glossary_nothing_is_held_to_it(tmp_path: Path) -> None:
    assert read_terms(tmp_path) == {}


@pytest.mark.parametrize(
    ("said", "words", "holds"),
    [
        ("der Verträge wegen", "Vertrag", True),
        ("die Verfahren", "Verfahren für Forderungen", False),
        ("w sprawie łódzkiej", "Lodzka", True),
        ("قيم تجزئة المستندات", "قيمة التجزئة", True),
        ("原告的", "原告", True),
        ("告", "原告", False),
        ("AS", "AS", True),
    ],
)
def test_words_are_found_in_their_endings(said: str, words: str, holds: bool) -> None:  # noqa: FBT001 - a case
    assert says(folded(said), words) == holds


def test_the_longest_term_comes_first_and_takes_its_words_with_it(listed: Path) -> None:
    english = [one.english for one in read_terms(listed)["de"]]
    assert english == sorted(english, key=len, reverse=True)
    assert read_terms(listed)["de"][-1] == Term("case", "Fall (Vorgang)", ("Fall", "Vorgang"))
    assert told(listed, "de", "European small claims procedure", "Europäisches Verfahren") == []


def test_the_deviations_we_have_are_of_terms_and_languages_there_are(project_root: Path) -> None:
    translations = project_root / "translations"
    with (translations / DEVIATIONS).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len({(row["term_id"], row["language"]) for row in rows})
    terms = read_terms(translations)
    for row in rows:
        words = row["words"].split(" / ")
        allowed = {word for one in terms[row["language"]] for word in one.allowed}
        assert allowed.issuperset(words), row
        assert len(row["reason"].split()) > 2, row
