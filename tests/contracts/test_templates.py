"""Every letter and form is whole in each of its languages: all facts named, none missing unmarked."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from xborder_desk.catalog.forms import read_forms
from xborder_desk.catalog.templates import CONDITION_FACTS, read_templates
from xborder_desk.domain.forms import FieldState, fill_form
from xborder_desk.domain.letters import Country, Name, Postal, Sum, Template, Word, Written, write
from xborder_desk.i18n import languages
from xborder_desk.i18n.catalogues import template as texts_of
from xborder_desk.i18n.checking import check_catalogue
from xborder_desk.i18n.compiling import read_catalogue

if TYPE_CHECKING:
    from xborder_desk.domain.letters import Given
    from xborder_desk.i18n.language import Language

ROOT: Final = Path(__file__).resolve().parents[2]
TAGS: Final = ("en", "de", "fr", "zh-Hans", "zh-Hant")
TEMPLATES: Final = read_templates(ROOT / "resources").items
PROMISED: Final = {
    *("complaint", "non-delivery", "withdrawal", "non-conformity", "refund-reminder", "final-notice"),
    *("platform-complaint", "notice-and-takedown", "trader-data", "platform-internal-complaint"),
    *("certified-body", "chargeback", "insurer-notice", "insurer-claim", "carrier-notice"),
    *("adr-application", "ecc-handover", "authority-report", "product-safety-report", "address-inquiry"),
    *("address-inquiry-registrar", "address-inquiry-payment", "address-inquiry-service"),
    *("power-of-attorney", "consent", "data-notice"),
}
CASES: Final = [(name, tag) for name in sorted(TEMPLATES) for tag in TAGS]
# Words of these languages that would stand in a text nobody translated.
_ENGLISH: Final = re.compile(r"\b(the|please|and|with|order|you)\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def language(tag: str) -> Language:
    return languages.load(tag, ROOT / "translations", languages.LETTERS)


def day(place: int) -> dt.date:
    return dt.date(2026, 1, 1) + dt.timedelta(days=7 * place)


def facts_for(template: Template, **more: Given) -> dict[str, Given]:
    """A fact of its own for every name: texts nobody else has, days that differ."""
    found: dict[str, Given] = {}
    for number, name in enumerate(sorted({*template.words, *template.places})):
        if name.endswith(("_on", "_by", "_due")) or name == "today":
            found[name] = day(number)
        elif name.endswith("_name"):
            found[name] = Name(f"名称{number}", f"Nomen {number}")
        elif name.endswith("_address"):
            found[name] = Postal((f"路{number}号", "深圳市"), (f"Road {number}", "Shenzhen"), "CN", "DE")
        elif name.endswith("_country"):
            found[name] = Country("LU")
        else:
            found[name] = f"F{number:03d}"
    found |= {
        "price": Sum(Decimal("1249.00"), "EUR"),
        "claim_total": Sum(Decimal("20000.50"), "CNY"),
        "payment_method": Word("method-card-visa"),
        "eu_law": "yes",
        "trouble": "not_received,defective",
        "wants": "refund",
        **more,
    }
    found.pop("court_started_on", None)
    return found


def written(name: str, tag: str, **more: Given) -> Written:
    template = TEMPLATES[name]
    return write(template, facts_for(template, **more), language(tag))


def test_every_file_is_sound_and_all_that_were_promised_are_there() -> None:
    assert read_templates(ROOT / "resources").faults == ()
    assert read_forms(ROOT / "resources").faults == ()
    assert set(TEMPLATES) == PROMISED


def test_letters_can_be_written_in_every_language_of_the_program() -> None:
    assert set(TAGS) <= set(languages.available(ROOT / "translations", languages.LETTERS))
    screens = languages.available(ROOT / "translations")
    assert set(screens) <= set(languages.available(ROOT / "translations", languages.LETTERS))


@pytest.mark.parametrize("tag", TAGS[1:])
def test_the_texts_of_a_language_are_complete(tag: str) -> None:
    folder = languages.folder_of(tag)
    catalogue = read_catalogue(
        ROOT / "translations" / folder / "LC_MESSAGES" / f"{languages.LETTERS}.po", folder
    )
    found = texts_of(ROOT, languages.LETTERS)
    assert len(found) > 300
    assert list(check_catalogue(catalogue, found)) == []


@pytest.mark.parametrize(("name", "tag"), CASES)
def test_a_letter_with_every_fact_has_no_mark_and_no_place_left(name: str, tag: str) -> None:
    letter = written(name, tag)
    assert letter.unfilled == ()
    assert not any(run.missing for run in letter.runs())
    text = "\n".join(run.text for run in letter.runs())
    assert not re.search(r"[{}]", text)
    if tag != "en":
        plain = " ".join(run.text for run in letter.runs() if not run.fact)
        assert not _ENGLISH.search(plain), plain


@pytest.mark.parametrize("name", sorted(TEMPLATES))
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"wants": "repair"},
        {"wants": "replacement"},
        {"wants": "delivery"},
        {"wants": "information"},
    ],
)
def test_the_same_facts_are_found_in_all_languages(name: str, more: dict[str, str]) -> None:
    letters = [written(name, tag, **more) for tag in TAGS]
    assert len({letter.facts for letter in letters}) == 1
    assert len({tuple(paragraph.clause for paragraph in letter.body) for letter in letters}) == 1
    for letter in letters:
        # What is the same in every language stands there letter by letter.
        given = facts_for(TEMPLATES[name], **more)
        text = "\n".join(paragraph.text for paragraph in (letter.subject, *letter.body))
        for _, fact in letter.facts:
            value = given[fact]
            if isinstance(value, str):
                assert value in text
            if isinstance(value, dt.date):
                assert str(value.year) in text


@pytest.mark.parametrize(("name", "tag"), CASES)
def test_a_letter_without_facts_marks_each_of_them(name: str, tag: str) -> None:
    template = TEMPLATES[name]
    letter = write(template, {}, language(tag))
    marked = {run.fact for run in letter.runs() if run.missing}
    assert marked == set(letter.unfilled)
    asked = {fact for _, fact in letter.facts}
    assert asked <= marked
    opening, closing = ("【", "】") if tag.startswith("zh") else ("[…", "]")
    assert all(
        run.text.startswith(opening) and run.text.endswith(closing) for run in letter.runs() if run.missing
    )


def test_every_word_and_every_shared_clause_is_used() -> None:
    places = {name for template in TEMPLATES.values() for name in template.places}
    frame = {"missing", "our_reference", "enclosures", "page", "beside", "today", "caseworker"}
    frame |= {"recipient_name", "recipient_address", "office_phone"}
    some = next(iter(TEMPLATES.values()))
    unused = {name for name in some.words if name not in places | frame and not name.startswith("method-")}
    tested = {
        test.fact for template in TEMPLATES.values() for clause in template.clauses for test in clause.when
    }
    assert unused - tested == set()
    assert tested <= set(some.words) | CONDITION_FACTS


def test_law_is_named_only_with_its_status() -> None:
    article = re.compile(r"\bArticles? \d|Directive|Regulation \(")
    for template in TEMPLATES.values():
        for clause in template.clauses:
            if article.search(clause.text) and clause.id != "subject":
                assert clause.law or template.id == "address-inquiry-service", (template.id, clause.id)
            if clause.law:
                assert clause.status in {"sourced", "confirmed"}
                assert clause.checked_on is not None


def test_the_routes_name_letters_that_exist() -> None:
    named = {
        name
        for path in (ROOT / "resources" / "routes").glob("*.toml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("letters =")
        for name in re.findall(r'"([a-z-]+)"', line)
    }
    assert named <= set(TEMPLATES)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("name", ["eu-small-claims", "eu-payment-order", "national-small-claims"])
def test_a_form_asks_for_what_is_needed_in_every_language(name: str, tag: str) -> None:
    form = read_forms(ROOT / "resources").items[name]
    empty = fill_form(form, {}, language(tag))
    assert len(empty.incomplete) > 8
    full = fill_form(form, dict.fromkeys(form.names, "x"), language(tag))
    assert full.incomplete == ()
    assert all(field.value == "" for field in full.fields() if field.state is FieldState.BY_HAND)
    if tag != "en":
        assert not any(_ENGLISH.search(f"{field.label} {field.note}") for field in full.fields())


def test_the_xjustiz_names_are_those_of_the_official_list(corpora: Path) -> None:
    listed = (corpora / "11-terms" / "xjustiz-small-claims" / "fields.csv").read_text(encoding="utf-8")
    known = {"/".join(line.split(",")[:2]) for line in listed.splitlines()[1:]}
    used = {
        field.xjustiz
        for form in read_forms(ROOT / "resources").items.values()
        for section in form.sections
        for field in section.fields
        if field.xjustiz
    }
    assert len(used) > 15
    assert used <= known


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_every_installed_language_finds_the_same_facts_and_marks_the_same_gaps(name: str) -> None:
    """Also languages whose catalogue is still growing: what is not translated yet comes in English, whole."""
    template = TEMPLATES[name]
    installed = languages.available(ROOT / "translations", languages.LETTERS)
    whole = {tag: written(name, tag) for tag in installed}
    empty = {tag: write(template, {}, language(tag)) for tag in installed}
    for tag in installed:
        assert whole[tag].facts == whole["en"].facts, tag
        assert whole[tag].unfilled == (), tag
        assert not re.search(r"[{}]", "".join(run.text for run in whole[tag].runs())), tag
        assert set(empty[tag].unfilled) == set(empty["en"].unfilled), tag
        if whole[tag].direction == "rtl":
            latin = [run for run in whole[tag].runs() if run.fact and run.text.startswith("F0")]
            assert latin == [], tag
