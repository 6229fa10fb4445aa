"""Letters in many languages: whose address stands how, which names are readable, what is asked of a fact."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import pytest

from xborder_desk.domain.letters import (
    WINDOW_RIGHT,
    Clause,
    Condition,
    Country,
    Label,
    Name,
    Postal,
    Sum,
    Template,
    Word,
    money,
    postal_lines,
    readable,
    shown,
    write,
)
from xborder_desk.i18n.language import Language

if TYPE_CHECKING:
    from xborder_desk.domain.letters import Facts, Given

EN, DE, FR, HANS, HANT, JA, AR = (
    Language(tag) for tag in ("en", "de", "fr", "zh-Hans", "zh-Hant", "ja", "ar")
)
OWN = ("广东省深圳市龙华区", "创业路1号")
LATIN = ("1 Chuangye Road", "Longhua, Shenzhen")
LABELS = (
    *("missing", "our_reference", "enclosures", "page", "today", "case_number", "order_number", "caseworker"),
    *("recipient_name", "recipient_address", "office_name", "office_address", "office_email", "office_phone"),
    *("consumer_name", "consumer_address", "delivery_due", "seller", "amount", "kept"),
)
WORDS = {name: Label(name, f"letter:shared:words:{name}") for name in LABELS} | {
    "missing": Label("[missing: {what}]", "letter:shared:words:missing"),
    "our_reference": Label("Ref {case_number}", "letter:shared:words:our_reference"),
}


def template(*clauses: Clause, signs: Literal["office", "consumer"] = "office") -> Template:
    subject = Clause("subject", "About {order_number}", "x")
    return Template("x", Label("Title", "x"), ("seller",), "demand", 14, signs, (subject, *clauses), WORDS)


FACTS: dict[str, Given] = {
    "today": dt.date(2026, 3, 2),
    "case_number": "2026-0001",
    "order_number": "114-39",
    "caseworker": "Jana Weiß",
    "office_name": "Beratung",
    "office_address": Postal(own=("Lange Str. 1", "10115 Berlin"), country="DE", home="DE"),
    "recipient_name": Name("深圳灯具", "Shenzhen Lamps"),
    "recipient_address": Postal(own=OWN, latin=LATIN, country="CN", home="DE"),
    "consumer_name": "Erika",
    "consumer_address": Postal(own=("Weg 2",), country="DE", home="DE"),
}


@pytest.mark.parametrize(
    ("postal", "language", "lines"),
    [
        (Postal(own=OWN, latin=LATIN, country="CN", home="DE"), HANS, ["中国", *OWN]),
        (Postal(own=OWN, latin=LATIN, country="CN", home="DE"), EN, [*LATIN, "China"]),
        (Postal(own=OWN, latin=LATIN, country="CN", home="CN"), HANS, [*OWN]),
        (Postal(own=OWN, latin=LATIN, country="CN", home="CN"), EN, [*LATIN]),
        (Postal(own=OWN, country="CN", home="DE"), EN, ["China", *OWN]),  # nobody knows it in Latin letters
        (Postal(latin=LATIN, country="CN", home="DE"), DE, [*LATIN, "China"]),
        (
            Postal(own=("Rue 1", "Paris"), latin=("x",), country="FR", home="DE"),
            DE,
            ["Rue 1", "Paris", "Frankreich"],
        ),
        (Postal(own=("Rue 1",), country="FR", home="DE", whole=frozenset({"own"})), DE, ["Rue 1"]),
        (Postal(own=("Rue 1",), country="FR", home="DE", abroad="France"), HANS, ["Rue 1", "France"]),
        (Postal(own=("Rue 1",)), EN, ["Rue 1"]),
        (Postal(), EN, []),
    ],
)
def test_an_address_stands_as_its_reader_and_the_post_can_read_it(
    postal: Postal, language: Language, lines: list[str]
) -> None:
    assert postal_lines(postal, language) == lines


@pytest.mark.parametrize(
    ("postal", "language", "lines"),
    [
        (
            Postal(own=OWN, latin=LATIN, country="CN", home="DE", abroad="China"),
            HANS,
            ["中国", *OWN, "China"],
        ),
        (Postal(own=OWN, latin=LATIN, country="CN", home="TW", abroad="中国"), HANS, ["中国", *OWN]),
        (Postal(own=("Rue 1",), country="FR", home="DE", abroad="Frankreich"), FR, ["Rue 1", "Frankreich"]),
        (Postal(own=("Rue 1",), country="FR", home="DE", abroad="Frankreich"), HANS, ["Rue 1", "Frankreich"]),
        (Postal(own=("Rue 1",), country="FR", home="DE", abroad="Frankreich"), AR, ["Rue 1", "Frankreich"]),
        (Postal(own=("Rue 1",), country="FR", home="FR", abroad="France"), DE, ["Rue 1"]),
        (
            Postal(own=("Rue 1",), country="FR", home="DE", abroad="x", whole=frozenset({"own"})),
            DE,
            ["Rue 1"],
        ),
        (Postal(own=("Rue 1",), country="FR", home="DE"), FR, ["Rue 1", "France"]),
    ],
)
def test_on_an_envelope_the_country_stands_in_the_language_of_the_sender(
    postal: Postal, language: Language, lines: list[str]
) -> None:
    assert postal_lines(postal, language, envelope=True) == lines


@pytest.mark.parametrize(
    ("own", "latin", "language", "read"),
    [
        ("深圳灯具", "Shenzhen Lamps", HANS, "深圳灯具"),
        ("深圳灯具", "Shenzhen Lamps", JA, "深圳灯具"),
        ("深圳灯具", "Shenzhen Lamps", DE, "Shenzhen Lamps"),
        ("深圳灯具", "", DE, "深圳灯具"),
        ("Łucja", "Lucja", HANS, "Lucja"),
        ("Łucja", "", AR, "Łucja"),
        ("Αθήνα", "Athina", EN, "Athina"),
    ],
)
def test_a_name_is_given_in_letters_its_reader_can_read(
    own: str, latin: str, language: Language, read: str
) -> None:
    assert readable(own, latin, language) == read
    assert shown(Name(own, latin), WORDS, language) == read


@pytest.mark.parametrize(
    ("amount", "currency", "language", "written"),
    [
        ("1249.00", "CNY", HANS, "人民币1,249.00元"),
        ("1249.00", "CNY", HANT, "人民幣1,249.00元"),
        ("30.00", "TWD", HANT, "新臺幣30.00元"),
        ("30.00", "HKD", HANS, "港币30.00元"),
        ("1249.00", "EUR", HANS, "1,249.00欧元"),
        ("5.50", "USD", HANS, "5.50美元"),
    ],
)
def test_chinese_writes_a_sum_in_words(amount: str, currency: str, language: Language, written: str) -> None:
    assert money(Sum(Decimal(amount), currency), language) == written


@pytest.mark.parametrize(
    ("given", "language", "said"),
    [
        ("as it is", DE, "as it is"),
        (dt.date(2026, 3, 2), DE, "2. März 2026"),
        (dt.date(2026, 3, 1), FR, "1er mars 2026"),
        (dt.date(2026, 3, 11), FR, "11 mars 2026"),
        (dt.date(2026, 3, 21), FR, "21 mars 2026"),
        (dt.date(2026, 3, 1), DE, "1. März 2026"),
        (dt.date(2026, 3, 2), HANS, "2026年3月2日"),
        (Country("CH"), DE, "Schweiz"),
        (Country("CN"), FR, "Chine"),
        (Word("kept"), EN, "kept"),
        (Postal(own=("a", "b")), DE, "a, b"),
        (Postal(own=("甲", "乙")), HANS, "甲，乙"),
    ],
)
def test_a_fact_is_written_as_the_language_does(given: Given, language: Language, said: str) -> None:
    assert shown(given, WORDS, language) == said


@pytest.mark.parametrize(
    ("condition", "facts", "holds"),
    [
        (Condition("a", "known"), {"a": ""}, True),
        (Condition("a", "known"), {}, False),
        (Condition("a", "unknown"), {}, True),
        (Condition("a", "is", ("x", "y")), {"a": "y"}, True),
        (Condition("a", "is", ("x", "y")), {"a": "z"}, False),
        (Condition("a", "is", ("x",)), {"a": "w,x"}, True),  # one of several codes
        (Condition("a", "is", ("x",)), {}, False),
        (Condition("a", "not", ("x",)), {}, True),
        (Condition("a", "not", ("x",)), {"a": "x"}, False),
        (Condition("a", "not", ("x",)), {"a": "xx"}, True),
        (Condition("a", "is", ("x",)), {"a": Word("x")}, False),  # no text, no code
    ],
)
def test_conditions_of_a_clause(condition: Condition, facts: Facts, holds: bool) -> None:  # noqa: FBT001 - a table
    assert condition.holds(facts) is holds


def test_a_letter_of_the_office_has_everything_in_its_place() -> None:
    told = Clause("body", "Please deliver by {delivery_due}.\n{seller}.", "x")
    made = write(template(told), {**FACTS, "delivery_due": dt.date(2026, 3, 16), "seller": "Lamps Inc."}, DE)
    assert [line[0].text for line in made.sender] == ["Beratung", "Lange Str. 1", "10115 Berlin"]
    assert [line[0].text for line in made.recipient] == ["Shenzhen Lamps", *LATIN, "China"]
    assert made.subject.text == "About 114-39"
    assert made.body[0].text == "Please deliver by 16. März 2026.\nLamps Inc."  # no second point
    assert [line[0].text for line in made.signature] == ["Jana Weiß", "Beratung"]
    assert (made.unfilled, made.withheld, made.window, made.direction) == ((), (), "start", "ltr")
    assert made.facts == {("subject", "order_number"), ("body", "delivery_due"), ("body", "seller")}


def test_what_is_not_known_is_marked_and_named_once() -> None:
    told = Clause("body", "{amount} and {amount}, {seller}", "x")
    facts = {name: value for name, value in FACTS.items() if name != "order_number"}
    made = write(template(told), facts, EN)
    assert made.unfilled == ("order_number", "amount", "seller")
    assert made.body[0].text == "[missing: amount] and [missing: amount], [missing: seller]"
    assert sum(run.missing for run in made.runs()) == 4


def test_a_clause_that_needs_a_fact_is_replaced_by_its_mark() -> None:
    told = Clause("body", "You promised it.", "x", needs=("delivery_due", "amount"))
    assert write(template(told), {**FACTS, "amount": "1"}, EN).body[0].text == "[missing: delivery_due]"
    assert told.places == ()
    assert template(told).places == {"order_number", "delivery_due", "amount"}


def test_unchecked_law_is_held_back_unless_it_would_not_be_said_at_all() -> None:
    law = Clause("law", "You must.", "x", law="Article 9", status="unchecked")
    silent = Clause("silent", "Never.", "x", when=(Condition("amount", "known"),), status="unchecked")
    made = write(template(law, silent), FACTS, EN)
    assert (made.withheld, made.body) == (("law",), ())
    checked = Clause("law", "You must.", "x", law="Article 9", status="confirmed")
    assert write(template(checked), FACTS, EN).withheld == ()


def test_what_the_consumer_signs_goes_to_the_office() -> None:
    made = write(template(signs="consumer"), FACTS, EN)
    assert made.sender[0][0].text == "Erika"
    assert made.recipient[0][0].text == "Beratung"
    assert made.signature == ()


@pytest.mark.parametrize("country", ["FR", "IT", "DE", "CN", "CH", "US"])
def test_the_address_stands_where_the_envelopes_of_a_country_have_their_window(country: str) -> None:
    facts = {**FACTS, "recipient_address": Postal(own=("x",), country=country, home="DE")}
    made = write(template(), facts, EN)
    assert made.window == ("right" if country in WINDOW_RIGHT else "start")


def test_latin_facts_keep_together_in_a_letter_that_runs_the_other_way() -> None:
    made = write(template(), {**FACTS, "recipient_name": "متجر"}, AR)
    assert made.direction == "rtl"
    assert made.recipient[0][0].text == "متجر"
    assert any(run.text == "\u2068114-39\u2069" for run in made.runs())
