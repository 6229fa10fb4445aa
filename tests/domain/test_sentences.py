"""Sentences of data files: said in English, kept and said again."""

from __future__ import annotations

import datetime as dt

import pytest

from xborder_desk.domain.evidence import Message
from xborder_desk.domain.periods import Span, parse_period
from xborder_desk.domain.sentences import Sentence, from_plain, to_plain
from xborder_desk.i18n.language import Language


def test_a_sentence_survives_being_kept() -> None:
    inner = Sentence("Ordered", context="x")
    told = Sentence("{fact}: {day}, {n}", {"fact": inner, "day": dt.date(2026, 9, 1), "n": 3}, "route:a:b")
    assert from_plain(to_plain(told)) == told
    assert str(told) == "Ordered: 2026-09-01, 3"


def test_a_message_is_kept_as_a_sentence() -> None:
    assert from_plain(to_plain(Message("{a} {b}", {"a": 1, "b": "c"}))) == Sentence(
        "{a} {b}", {"a": 1, "b": "c"}
    )


def test_days_are_said_as_the_language_writes_them() -> None:
    told = Sentence("Opens on {day}.", {"day": dt.date(2026, 9, 1)})
    assert Language("de").say(told) == "Opens on 01.09.2026."
    assert Language("en").say(Sentence("Title", context="route:a:title")) == "Title"


def test_a_period_is_kept_and_spelled_for_its_reader() -> None:
    fields = {"period": Span(parse_period("P1Y2M3D")), "day": dt.date(2026, 9, 1)}
    told = Sentence("{period} ends on {day}.", fields)
    kept = to_plain(told)
    assert kept["fields"] == {"period": {"period": "P1Y2M3D"}, "day": {"day": "2026-09-01"}}
    again = from_plain(kept)
    assert again == told
    assert Language("en").say(again) == "1 year, 2 months and 3 days ends on 1 Sept 2026."
    assert str(again) == "P1Y2M3D ends on 2026-09-01."


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("P1D", "1 day"),
        ("P14D", "14 days"),
        ("P8W", "8 weeks"),
        ("P1M", "1 month"),
        ("P20WD", "20 working days"),
        ("PT48H", "48 hours"),
        ("-P10D", "10 days"),
        ("P1200D", "1,200 days"),
    ],
)
def test_each_unit_has_its_words(period: str, words: str) -> None:
    assert Language("en").value(Span(parse_period(period))) == words
    assert str(Span(parse_period(period))) == period


def test_sentences_within_sentences_are_said_in_one_language() -> None:
    inner = Sentence("{day}", {"day": dt.date(2026, 12, 31)})
    outer = Sentence("Until {when}", {"when": inner})
    assert Language("de").say(outer) == "Until 31.12.2026"
    assert from_plain(to_plain(outer)) == outer


def test_a_moment_is_kept_with_its_zone_and_said_as_the_language_writes_it() -> None:
    zone = dt.timezone(dt.timedelta(hours=1))
    told = Sentence("Ends at {moment}.", {"moment": dt.datetime(2026, 3, 4, 10, 59, 59, tzinfo=zone)})
    again = from_plain(to_plain(told))
    assert again == told
    assert Language("de").say(again) == "Ends at 04.03.2026, 10:59 UTC+01:00."
    assert "2026-03-04" not in Language("en").say(again)
