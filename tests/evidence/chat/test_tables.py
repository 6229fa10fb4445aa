"""Conversations exported as JSON: whatever a stranger wrote, each message has a time, sender and text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.evidence.chat.log import MOST_LOGGED, Log, Said
from xborder_desk.evidence.chat.tables import looks_exported, read_exported

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
ROW = st.dictionaries(
    st.sampled_from(["date", "from", "text", "file", "photo", "sender_name", "content", "timestamp_ms"]), JSON
)


def telegram(*rows: dict[str, Any], **more: Any) -> str:
    return json.dumps({"name": "Shop", "messages": list(rows), **more})


def test_a_text_in_pieces_is_joined() -> None:
    pieces = ["See ", {"type": "link", "text": "shop.example"}, " and ", {"type": "bold", "text": "wait"}]
    (said,) = read_exported(telegram({"date": "2026-03-02T09:30:00", "from": "Ann", "text": pieces})).messages
    assert said == Said("2026-03-02T09:30:00", "Ann", "See shop.example and wait")


def test_files_and_pictures_are_named() -> None:
    log = read_exported(telegram({"file": "files/bill.pdf"}, {"photo": "photos/1.jpg"}, {"file": None}))
    assert log.files == ["files/bill.pdf", "photos/1.jpg"]
    assert (log.program, log.name) == ("Telegram", "Shop")


def test_what_the_program_says_has_no_sender() -> None:
    log = read_exported(telegram({"type": "service", "date": "2026-03-02T09:30:00", "text": "joined"}))
    assert log.messages[0].sender == ""
    assert log.facts()["participants"] == []


def test_the_newest_message_of_a_messenger_stands_last() -> None:
    rows = [
        {"sender_name": "Shop", "timestamp_ms": 1_772_443_860_000, "content": "Soon."},
        {"sender_name": "Ann", "timestamp_ms": 1_772_443_800_000, "content": "Where?"},
    ]
    log = read_exported(json.dumps({"title": "Shop", "messages": rows}))
    assert [said.text for said in log.messages] == ["Where?", "Soon."]
    assert log.messages[0].at == "2026-03-02T09:30:00+00:00"
    assert (log.facts()["first"], log.facts()["last"]) == (log.messages[0].at, log.messages[1].at)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("JÃ¼rgen", "Jürgen"), ("Ann", "Ann"), ("è¡£æ\x9c\x8d", "衣服"), ("Жанна", "Жанна"), ("Größe", "Größe")],
)
def test_letters_that_the_export_broke_are_mended_and_others_left(written: str, meant: str) -> None:
    log = read_exported(json.dumps({"messages": [{"sender_name": written, "content": "x"}]}))
    assert log.messages[0].sender == meant


@pytest.mark.parametrize("moment", [None, "soon", 10**30, -(10**30), [], {}, True])
def test_a_time_that_is_none_is_left_out(moment: object) -> None:
    log = read_exported(json.dumps({"messages": [{"sender_name": "Ann", "timestamp_ms": moment}]}))
    assert log.messages[0].at in {"", "1970-01-01T00:00:00+00:00"}


@pytest.mark.parametrize(
    "text", ["[]", "7", '"x"', "{}", '{"messages": {}}', '{"messages": 7}', '{"messages": null}']
)
def test_other_json_holds_no_messages(text: str) -> None:
    assert read_exported(text).messages == []


def test_rows_that_are_none_are_passed_over() -> None:
    log = read_exported('{"messages": [7, null, "x", [], {"from": "Ann", "text": "hi"}]}')
    assert [said.text for said in log.messages] == ["hi"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ('{"messages": [{"from_id": "user1"}]}', True),
        ('  {"messages": [{"sender_name": "Ann"}]}', True),
        ('{"messages": [{"date_unixtime": "1"}]}', True),
        ('[{"messages": [{"from_id": 1}]}]', False),
        ('{"messages": []}', False),
        ('{"from_id": 1}', False),
        ("", False),
    ],
)
def test_an_export_is_told_by_its_beginning(text: str, is_one: bool) -> None:  # noqa: FBT001 - the value compared
    assert looks_exported(text) is is_one


@given(st.lists(ROW, max_size=6))
def test_whatever_a_row_holds_each_is_a_message(rows: list[dict[str, Any]]) -> None:
    log = read_exported(json.dumps({"messages": rows}))
    assert len(log.messages) == len(rows)
    assert all(isinstance(part, str) for said in log.messages for part in (said.at, said.sender, said.text))
    assert json.dumps(log.facts())


def test_people_are_counted_the_most_talkative_first() -> None:
    log = Log(
        "X", messages=[Said("", "Bo", "1"), Said("", "Ann", "2"), Said("", "Ann", "3"), Said("", "", "4")]
    )
    facts = log.facts()
    assert facts["participants"] == [{"name": "Ann", "messages": 2}, {"name": "Bo", "messages": 1}]
    assert (facts["messages"], facts["first"], facts["last"]) == (3, None, None)


def test_a_long_conversation_is_told_one_by_one_only_at_its_beginning() -> None:
    log = Log("X", messages=[Said("", "Ann", "x" * 5000)] * (MOST_LOGGED + 5))
    facts = log.facts()
    assert (len(facts["log"]), facts["messages"]) == (MOST_LOGGED, MOST_LOGGED + 5)
    assert all(len(one["text"]) == 2000 for one in facts["log"])
    assert log.text().count("\n") == MOST_LOGGED + 4


def test_as_text_each_message_has_its_time_and_sender() -> None:
    log = Log("X", messages=[Said("2026-03-02T09:30:00", "Ann", "hi"), Said("", "", "joined")])
    assert log.text() == "2026-03-02 09:30:00  Ann: hi\n  –: joined"
