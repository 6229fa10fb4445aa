"""What people type over a column of the list, saved questions, and sentences kept for another language."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.case_facts import CaseFacts, Sound, from_kept
from xborder_desk.domain.case_list import (
    COLUMNS,
    GROUPS,
    CaseQuestion,
    Span,
    due_group,
    read_days,
    read_numbers,
)
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.fact_table import ASKS_FOR, DERIVED, FACTS, FURTHER, ORDER, inputs_of, with_rivals
from xborder_desk.domain.mails import Person, ToldMail, ToldRecipient, ToldReport
from xborder_desk.domain.periods import Span as PeriodSpan
from xborder_desk.domain.periods import parse_period
from xborder_desk.domain.sentences import Sentence, from_plain, to_plain

TODAY = dt.date(2026, 11, 23)
D = dt.date.fromisoformat


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("2026-12-01", Span(D("2026-12-01"), D("2026-12-01"))),
        ("=2026-12-01", Span(D("2026-12-01"), D("2026-12-01"))),
        (">=2026-12-01", Span(low=D("2026-12-01"))),
        (">2026-12-01", Span(low=D("2026-12-02"))),
        ("<= 2026-12-01", Span(high=D("2026-12-01"))),
        ("<2026-03-01", Span(high=D("2026-02-28"))),
        ("<=+14", Span(high=D("2026-12-07"))),
        (">-7", Span(low=D("2026-11-17"))),
        ("+0", Span(TODAY, TODAY)),
        ("-1..+1", Span(D("2026-11-22"), D("2026-11-24"))),
        ("2026-01-01 .. 2026-12-31", Span(D("2026-01-01"), D("2026-12-31"))),
        ("2026-01-01..", Span(low=D("2026-01-01"))),
        ("..+30", Span(high=D("2026-12-23"))),
        ("..", Span()),
        (" none ", Span(none=True)),
    ],
)
def test_conditions_on_days(typed: str, span: Span) -> None:
    assert read_days(typed, TODAY, field="due") == span


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "2026-02-30", "14", "++3", "+12345", "> ", ">=", "..x", "2026-01-01...", "none..",
     "<0001-01-01", ">9999-12-31", "=>2026-01-01"],
)  # fmt: skip
def test_what_is_no_condition_on_a_day(typed: str) -> None:
    with pytest.raises(BadInputError, match=r"is no condition") as told:
        read_days(typed, TODAY, field="due")
    assert (told.value.field, told.value.fields["given"]) == ("due", typed.strip())


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("100", "100", "100"),
        ("= 100.50", "100.50", "100.50"),
        (">=100", "100", None),
        (">100", "100.0001", None),
        ("<50", None, "49.9999"),
        ("10..20", "10", "20"),
        ("..0", None, "0"),
        ("-5..", "-5", None),
        ("1e3", "1000", "1000"),
        ("0", "0", "0"),
    ],
)
def test_conditions_on_numbers(typed: str, low: str | None, high: str | None) -> None:
    expected = Span(low=None if low is None else Decimal(low), high=None if high is None else Decimal(high))
    assert read_numbers(typed, field="amount") == expected


@pytest.mark.parametrize("typed", ["", "many", "1,50", "NaN", "inf", "-Infinity", "1e99", ">", "1..2..3"])
def test_what_is_no_condition_on_a_number(typed: str) -> None:
    with pytest.raises(BadInputError, match=r"is no condition"):
        read_numbers(typed, field="amount")


@given(st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)), st.integers(-400, 400))
def test_above_and_below_a_day_leave_nothing_out_and_meet_nowhere(day: dt.date, shift: int) -> None:
    other = day + dt.timedelta(days=shift)

    def holds(span: Span) -> bool:
        return (span.low is None or span.low <= other) and (span.high is None or other <= span.high)

    found = [holds(read_days(f"{sign}{day}", TODAY, field="due")) for sign in ("<", "=", ">")]
    assert found.count(True) == 1
    assert holds(read_days(f"<={day}", TODAY, field="due")) is (found[0] or found[1])


@pytest.mark.parametrize(
    ("days", "group"),
    [
        (-1000, "over"),
        (-1, "over"),
        (0, "week"),
        (7, "week"),
        (8, "month"),
        (30, "month"),
        (31, "later"),
        (9999, "later"),
    ],
)
def test_days_fall_into_groups(days: int, group: str) -> None:
    assert due_group(TODAY + dt.timedelta(days=days), TODAY) == group


def test_no_day_is_a_group_of_its_own() -> None:
    assert due_group(None, TODAY) == "none"


words = st.text(max_size=12)
questions = st.builds(
    CaseQuestion,
    words,
    st.booleans(),
    st.lists(st.tuples(st.sampled_from(COLUMNS), words), max_size=3).map(tuple),
    st.sampled_from(["", *COLUMNS]),
    st.booleans(),
    st.sampled_from(["", *GROUPS]),
)


@given(questions)
def test_a_saved_question_asks_the_same_again(question: CaseQuestion) -> None:
    assert CaseQuestion.from_plain(json.loads(json.dumps(question.to_plain()))) == question


@pytest.mark.parametrize(
    ("plain", "question"),
    [
        ({}, CaseQuestion()),
        ({"of a newer program": 1, "order": "moon", "group": "moon"}, CaseQuestion()),
        ({"where": [["moon", "1"], ["due", "+7"], ["due"]]}, CaseQuestion(where=(("due", "+7"),))),
        ({"where": [["amount", 7]]}, CaseQuestion(where=(("amount", "7"),))),
    ],
)
def test_what_a_newer_program_wrote_is_left_out(plain: dict[str, Any], question: CaseQuestion) -> None:
    assert CaseQuestion.from_plain(plain) == question


plain_values = st.one_of(
    st.integers(-99, 99),
    st.text(max_size=8),
    st.dates(),
    st.sampled_from(["P14D", "-P2M", "PT48H", "P1Y6M"]).map(lambda text: PeriodSpan(parse_period(text))),
)
names = st.sampled_from(["day", "reason", "what", "n"])
sentences = st.recursive(
    st.builds(
        Sentence, words, st.dictionaries(names, plain_values, max_size=3), st.sampled_from(["", "x:y"])
    ),
    lambda inner: st.builds(Sentence, words, st.dictionaries(names, inner, max_size=2)),
    max_leaves=3,
)


@given(sentences)
def test_a_sentence_is_kept_with_everything_in_it(told: Sentence) -> None:
    kept = json.loads(json.dumps(to_plain(told)))
    assert from_plain(kept) == told


def test_a_message_comes_back_as_a_sentence_that_says_the_same() -> None:
    message = Message("Rows: {n} ({why})", {"n": 3, "why": "x"})
    assert str(from_plain(to_plain(message))) == "Rows: 3 (x)"
    assert from_plain({}) == Sentence("")
    assert from_plain({"text": "x", "fields": None}) == Sentence("x")
    assert "context" not in to_plain(Sentence("x"))


people = st.builds(Person, words, words)
reports = st.builds(
    ToldReport,
    words,
    st.lists(
        st.builds(ToldRecipient, words, words, st.sampled_from([2, 4, 5, None]), st.booleans(), words),
        max_size=2,
    ).map(tuple),
    words,
    words,
)
mails = st.builds(
    ToldMail,
    st.booleans(),
    words,
    words,
    st.lists(words, max_size=2).map(tuple),
    st.lists(people, max_size=2).map(tuple),
    st.lists(people, max_size=2).map(tuple),
    report=st.none() | reports,
    carried=st.booleans(),
)


@given(mails)
def test_a_mail_crosses_a_process_boundary_unchanged(mail: ToldMail) -> None:
    assert ToldMail.from_plain(json.loads(json.dumps(mail.to_plain()))) == mail


GOOD = ToldMail(readable=True, canonical="x").to_plain()


@pytest.mark.parametrize(
    "plain",
    [
        None, [], "mail", {}, {"readable": True}, {**GOOD, "more": 1}, {**GOOD, "sender": [1]},
        {**GOOD, "sender": [{"name": "x"}]}, {**GOOD, "receivers": 7}, {**GOOD, "answers": 7},
        {**GOOD, "report": {"kind": "x"}}, {**GOOD, "report": "x"},
        {**GOOD, "report": {"kind": "x", "recipients": [{"nobody": 1}], "message_id": "", "sent_at": ""}},
    ],
)  # fmt: skip
def test_what_is_no_mail_is_refused_with_one_kind_of_error(plain: object) -> None:
    with pytest.raises(ValueError, match=r"not a mail"):
        ToldMail.from_plain(plain)


def test_a_fact_with_a_misspelt_name_is_no_unknown_fact() -> None:
    with pytest.raises(KeyError):
        CaseFacts({"orderd_on": TODAY})
    facts = CaseFacts({"ordered_on": TODAY, "currency": "", "problems": (), "amount": None})  # type: ignore[dict-item]  # as stored
    assert dict(facts.values) == {"ordered_on": TODAY}
    with pytest.raises(KeyError):
        facts.get("orderd_on")
    assert (facts.day("paid_on"), facts.text("currency"), facts.codes("problems")) == (None, "", ())


@pytest.mark.parametrize(("first", "second"), ORDER)
def test_what_cannot_have_happened_before_is_taken_out_on_both_sides(first: str, second: str) -> None:
    wrong = CaseFacts({first: TODAY, second: TODAY - dt.timedelta(days=1), "currency": "EUR"})
    sound = Sound.of(wrong)
    assert dict(sound.facts.values) == {"currency": "EUR"}
    [(names_, told)] = sound.contradictions
    assert names_ == {first, second}
    assert "2026-11-22" in str(told)
    same_day = CaseFacts({first: TODAY, second: TODAY})
    assert Sound.of(same_day) == Sound(same_day)
    assert with_rivals(frozenset({first})) >= {first, second}


@pytest.mark.parametrize(
    ("values", "clash"),
    [
        ({"delivery_state": "none", "delivered_on": TODAY}, {"delivery_state", "delivered_on"}),
        ({"delivery_state": "partial", "delivered_on": TODAY}, set()),
        ({"card_kind": "credit", "payment_method": "paypal"}, {"card_kind", "payment_method"}),
        ({"card_kind": "credit", "payment_method": "wallet"}, set()),
        ({"card_kind": "debit", "payment_method": "card-visa"}, set()),
        ({"card_kind": "credit"}, set()),
    ],
)
def test_other_contradictions(values: dict[str, Any], clash: set[str]) -> None:
    sound = Sound.of(CaseFacts(values))
    assert {name for pair, _told in sound.contradictions for name in pair} == clash
    assert set(sound.facts.values) == set(values) - clash


def test_what_lies_ahead_of_a_day_is_not_known_on_it() -> None:
    later = TODAY + dt.timedelta(days=1)
    facts = CaseFacts({"paid_on": TODAY, "delivered_on": later, "delivery_due": later})
    known, ahead = facts.as_of(TODAY)
    assert dict(known.values) == {"paid_on": TODAY, "delivery_due": later}  # a promise may lie ahead
    assert ahead == ("delivered_on",)
    assert facts.as_of(later) == (facts, ())


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("shipped_on", "2026-11-23", TODAY),
        ("shipped_on", "2026-02-30", None),
        ("insured", "yes", True),
        ("insured", "no", False),
        ("insured", "perhaps", None),
        ("directs_language", "yes E-03", True),
        ("directs_language", "no", False),
        ("item_price", "12.50", Decimal("12.50")),
        ("item_price", "cheap", None),
        ("moon", "yes", None),
        ("ordered_on", "2026-11-23", None),  # it has a column of its own
    ],
)
def test_further_facts_are_read_and_what_cannot_be_read_is_not_known(
    name: str, written: str, value: object
) -> None:
    assert from_kept({name: written}) == ({} if value is None else {name: value})


def test_every_made_fact_rests_on_facts_a_person_can_enter() -> None:
    for name in DERIVED:
        found = inputs_of(name)
        assert found
        assert not found & DERIVED.keys()
        assert found <= FACTS.keys()
        assert ASKS_FOR[name] in FACTS
    assert inputs_of("paid_on") == {"paid_on"}
    assert {name for name, one in FURTHER.items() if one.choices} == {
        name for name, one in FURTHER.items() if one.kind.value == "choice"
    }
