"""Sentences of data files: said in English, kept and said again."""

from __future__ import annotations

import datetime as dt

from xborder_desk.domain.evidence import Message
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
