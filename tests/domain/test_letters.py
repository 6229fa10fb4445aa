"""Letters: conditions, marks for what is missing, names and sums as each language writes them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import pytest

from xborder_desk.domain.letters import (
    Clause,
    Condition,
    Label,
    Name,
    Postal,
    Sum,
    Template,
    money,
    postal_lines,
    readable,
    shown,
    write,
)
from xborder_desk.i18n.language import Language

if TYPE_CHECKING:
    from xborder_desk.domain.letters import Given

EN, DE, HANS, HANT, ARABIC = (Language(tag) for tag in ("en", "de", "zh-Hans", "zh-Hant", "ar"))
WORDS = {
    name: Label(text, f"letter:shared:words:{name}")
    for name, text in {
        "missing": "[… missing: {what}]",
        "our_reference": "Our reference: {case_number}",
        "enclosures": "Enclosures",
        "page": "Page {n} of {total}",
        **{name: name.replace("_", " ") for name in ("order_number", "today", "case_number", "caseworker")},
        **{name: name for name in ("recipient_name", "recipient_address", "office_name", "office_address")},
        **{name: name for name in ("consumer_name", "consumer_address", "kept", "wants")},
    }.items()
}


def clause(key: str, text: str, *when: Condition, **more: object) -> Clause:
    return Clause(key, text, f"letter:x:{key}", when, **more)  # type: ignore[arg-type]  # put together by name


def template(*clauses: Clause, signs: Literal["office", "consumer"] = "office") -> Template:
    subject = clause("subject", "Order {order_number}")
    title = Label("X", "letter:x:title")
    return Template("x", title, ("seller",), "demand", 14, signs, (subject, *clauses), WORDS)


@pytest.mark.parametrize(
    ("condition", "facts", "holds"),
    [
        (Condition("a", "known"), {"a": "1"}, True),
        (Condition("a", "known"), {}, False),
        (Condition("a", "unknown"), {}, True),
        (Condition("a", "is", ("x", "y")), {"a": "y"}, True),
        (Condition("a", "is", ("x",)), {"a": "w,x"}, True),
        (Condition("a", "is", ("x",)), {}, False),
        (Condition("a", "not", ("x",)), {}, True),
        (Condition("a", "not", ("x",)), {"a": "x"}, False),
    ],
)
def test_conditions_over_facts(condition: Condition, facts: dict[str, str], *, holds: bool) -> None:
    assert condition.holds(facts) is holds


def test_a_missing_fact_is_marked_and_named_once() -> None:
    letter = write(template(clause("a", "Your order {order_number} of {today}.")), {}, EN)
    assert letter.body[0].text == "Your order [… missing: order number] of [… missing: today]."
    assert letter.unfilled.count("order_number") == 1
    assert {"order_number", "today", "recipient_name", "caseworker"} <= set(letter.unfilled)


def test_what_a_person_wrote_is_never_a_place() -> None:
    letter = write(template(clause("a", "{order_number}")), {"order_number": "{today} {x}"}, EN)
    assert letter.body[0].text == "{today} {x}"


def test_a_clause_that_needs_a_fact_is_not_said_without_it() -> None:
    needing = clause("a", "The product is kept.", needs=("kept",))
    assert write(template(needing), {}, EN).body[0].text == "[… missing: kept]"
    assert write(template(needing), {"kept": "yes"}, EN).body[0].text == "The product is kept."


def test_a_clause_on_unchecked_law_is_held_back_and_named() -> None:
    unchecked = clause("law", "Within 7 days.", law="CMR", status="unchecked")
    letter = write(template(unchecked, clause("b", "Text.")), {}, EN)
    assert [paragraph.clause for paragraph in letter.body] == ["b"]
    assert letter.withheld == ("law",)


def test_a_paper_the_consumer_signs_comes_from_the_consumer() -> None:
    facts: dict[str, Given] = {
        "consumer_name": Name("Zoë Müller"),
        "consumer_address": Postal(("Weg 1", "79098 Freiburg")),
    }
    letter = write(template(clause("a", "I agree."), signs="consumer"), facts, DE)
    assert [line[0].text for line in letter.sender] == ["Zoë Müller", "Weg 1", "79098 Freiburg"]
    assert letter.signature == ()


def test_a_name_is_written_for_its_reader() -> None:
    assert readable("深圳灯具", "Shenzhen Lamps", DE) == "Shenzhen Lamps"
    assert readable("深圳灯具", "Shenzhen Lamps", HANS) == "深圳灯具"
    assert readable("Müller", "Mueller", HANS) == "Mueller"
    assert readable("深圳灯具", "", DE) == "深圳灯具"


def test_an_address_goes_from_large_to_small_in_han_and_ends_with_the_country_elsewhere() -> None:
    address = Postal(("深圳市", "科星路88号"), ("88 Kexing Road", "Shenzhen"), "CN", "DE")
    assert postal_lines(address, HANS) == ["中国", "深圳市", "科星路88号"]
    assert postal_lines(address, DE) == ["88 Kexing Road", "Shenzhen", "China"]
    at_home = Postal(("Weg 1", "79098 Freiburg"), (), "DE", "DE")
    assert postal_lines(at_home, DE) == ["Weg 1", "79098 Freiburg"]
    whole = Postal(("深圳市",), ("Shenzhen, China",), "CN", "DE", frozenset({"latin"}))
    assert postal_lines(whole, DE) == ["Shenzhen, China"]


@pytest.mark.parametrize(
    ("language", "currency", "shown_as"),
    [
        (DE, "EUR", "1.249,00\xa0€"),
        (HANS, "EUR", "1,249.00欧元"),
        (HANT, "EUR", "1,249.00歐元"),
        (HANS, "CNY", "人民币1,249.00元"),
        (HANT, "TWD", "新臺幣1,249.00元"),
    ],
)
def test_money_as_letters_write_it(language: Language, currency: str, shown_as: str) -> None:
    assert money(Sum(Decimal("1249.00"), currency), language) == shown_as


@pytest.mark.parametrize(
    ("language", "text"),
    [(EN, "2 September 2026"), (DE, "2. September 2026"), (HANS, "2026年9月2日"), (HANT, "2026年9月2日")],
)
def test_days_as_letters_write_them(language: Language, text: str) -> None:
    assert shown(dt.date(2026, 9, 2), {}, language) == text


def test_a_latin_address_on_a_chinese_letter_ends_with_what_postal_services_read() -> None:
    address = Postal(("9, rue des Tanneurs", "L-1000 LUXEMBOURG"), (), "LU", "DE", frozenset(), "Luxembourg")
    assert postal_lines(address, HANS)[-1] == "Luxembourg"
    assert postal_lines(address, DE)[-1] == "Luxemburg"


def test_a_name_that_ends_with_a_point_ends_the_sentence() -> None:
    letter = write(template(clause("a", "Sold by {wants}. Paid.")), {"wants": "Lamps Ltd."}, EN)
    assert letter.body[0].text == "Sold by Lamps Ltd. Paid."


def test_facts_stay_whole_where_the_text_runs_from_the_right() -> None:
    body = clause("body", "Order {order_number}, {today}")
    facts: dict[str, Given] = {
        "order_number": "114-3941689 (A)",
        "today": dt.date(2026, 11, 23),
        "recipient_name": "شركة المثال",
        "recipient_address": Postal(("88 Kexing Road", "Shenzhen"), (), "CN", "DE"),
    }
    arabic, english = (write(template(body), facts, language) for language in (ARABIC, EN))
    said = "".join(run.text for line in arabic.body[0].lines for run in line)
    assert "\u2068114-3941689 (A)\u2069" in said
    assert arabic.direction == "rtl"
    # What runs from the right itself needs no marks, and other languages have none.
    assert [line[0].text for line in arabic.recipient][:2] == ["شركة المثال", "\u206888 Kexing Road\u2069"]
    assert not any("\u2068" in run.text for run in english.runs())
    assert arabic.facts == english.facts


@pytest.mark.parametrize(
    ("country", "window"), [("FR", "right"), ("IT", "right"), ("DE", "start"), ("CN", "start"), ("", "start")]
)
def test_the_address_stands_where_the_window_is(country: str, window: str) -> None:
    facts: dict[str, Given] = {"recipient_address": Postal(("Rue 1", "Paris"), (), country, "DE")}
    assert write(template(), facts, EN).window == window
    assert write(template(), {"recipient_address": "somewhere"}, EN).window == "start"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2026, 9, 1), "1er septembre 2026"),
        (dt.date(2026, 9, 11), "11 septembre 2026"),
        (dt.date(2026, 9, 2), "2 septembre 2026"),
        (dt.date(2026, 9, 21), "21 septembre 2026"),
    ],
)
def test_french_has_an_ordinal_for_the_first_of_a_month(day: dt.date, said: str) -> None:
    assert shown(day, WORDS, Language("fr")) == said
    assert shown(day, WORDS, Language("es")).startswith(str(day.day))
