"""Facts of a case: what is known, as of which day, and what contradicts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.factories.routes import TODAY, facts, journey
from xborder_desk.domain.case_facts import CaseFacts, Sound, from_kept, label, question
from xborder_desk.domain.fact_table import DERIVED, FACTS, PAIRS, inputs_of, with_rivals


def test_a_misspelt_fact_is_no_unknown_one() -> None:
    with pytest.raises(KeyError):
        CaseFacts({"odered_on": TODAY})
    with pytest.raises(KeyError):
        facts().get("odered_on")


def test_what_is_empty_is_not_known() -> None:
    known = CaseFacts({"currency": "", "problems": (), "amount": Decimal(0)})
    assert known.get("currency") is None
    assert known.codes("problems") == ()
    assert known.get("amount") == 0
    assert (known.day("paid_on"), known.text("amount")) == (None, "")


def test_what_lies_ahead_has_not_happened() -> None:
    known, later = journey(complained_on="2026-12-01", delivery_due="2026-12-24").as_of(TODAY)
    assert later == ("complained_on",)
    assert known.day("complained_on") is None
    assert known.day("delivery_due") == dt.date(2026, 12, 24)
    assert journey().as_of(TODAY) == (journey(), ())


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"delivered_on": "2026-08-31"}, {"ordered_on", "delivered_on"}),
        ({"delivered_on": "2026-10-01", "delivery_state": "none"}, {"delivery_state", "delivered_on"}),
        ({"payment_method": "paypal", "card_kind": "debit"}, {"payment_method", "card_kind"}),
        ({"delivered_on": "2026-10-01", "returned_on": "2026-09-30"}, {"delivered_on", "returned_on"}),
    ],
)
def test_contradictions_are_told_and_taken_out(given: dict[str, object], names: set[str]) -> None:
    sound = Sound.of(journey(**given))
    [(found, told)] = sound.contradictions
    assert found == names
    assert "{" not in str(told)
    assert all(sound.facts.get(name) is None for name in names)
    assert any(names == set(pair) for pair in PAIRS)


def test_what_fits_together_stays_as_it_is() -> None:
    known = journey(delivered_on="2026-09-01", card_kind="credit")
    assert Sound.of(known) == Sound(known)


def test_kept_texts_are_read_and_nonsense_is_not_known() -> None:
    kept = {
        "shipped_on": "2026-09-05",
        "injury": "no",
        "directs_language": "yes E-03",
        "item_price": "129.90",
        "papers": "order,payment",
        "tracking_number": "RR123",
        "returned_on": "soon",
        "insured": "perhaps",
        "no_such_fact": "x",
    }
    assert from_kept(kept) == {
        "shipped_on": dt.date(2026, 9, 5),
        "injury": False,
        "directs_language": True,
        "item_price": Decimal("129.90"),
        "papers": ("order", "payment"),
        "tracking_number": "RR123",
    }


def test_every_fact_has_words_and_a_question() -> None:
    for name in FACTS:
        assert str(label(name))
        assert str(question(name))


def test_made_facts_rest_on_entered_ones() -> None:
    for name in DERIVED:
        assert inputs_of(name)
        assert not inputs_of(name) & DERIVED.keys()
    assert inputs_of("paid_on") == {"paid_on"}
    assert with_rivals(frozenset({"card_kind"})) == {"card_kind", "payment_method"}
