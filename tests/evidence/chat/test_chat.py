"""Conversations as evidence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import chat, kind_of
from xborder_desk.evidence.chat import log, tables

if TYPE_CHECKING:
    from pathlib import Path


def read(tmp_path: Path, data: bytes, name: str = "chat.txt") -> Reading:
    path = tmp_path / name
    path.write_bytes(data)
    assert kind_of(data[:8192], name) is chat.KIND
    return Reading.from_plain(chat.read(str(path), name, 0))


def test_who_wrote_what_when(tmp_path: Path) -> None:
    reading = read(tmp_path, chat.sample())
    assert reading.facts["participants"] == [
        {"name": "Jürgen", "messages": 2},
        {"name": "Shop", "messages": 1},
    ]
    assert (reading.facts["messages"], reading.facts["date_order"]) == (3, "day")
    assert reading.date == reading.facts["first"] == "2026-03-02T09:30:00"
    assert reading.page_texts[0].splitlines()[1:3] == ["2026-03-02 09:31:00  Shop: Soon.", "Really soon."]
    assert reading.warnings == ()


def test_uncertain_dates_are_said_to_be(tmp_path: Path) -> None:
    reading = read(tmp_path, b"01/02/26, 21:05 - Ann: hi\n01/02/26, 21:06 - Ann: ho\n")
    assert "not certain" in str(reading.warnings[0])


def test_telegram(tmp_path: Path) -> None:
    told = {
        "name": "Shop",
        "type": "personal_chat",
        "messages": [
            {
                "id": 1,
                "date": "2026-03-02T09:30:00",
                "date_unixtime": "1",
                "from": "Ann",
                "text": ["Where is ", {"text": "it"}, "?"],
            },
            {"id": 2, "date": "2026-03-02T09:31:00", "from": "Shop", "text": "", "file": "files/label.pdf"},
        ],
    }
    reading = read(tmp_path, json.dumps(told).encode(), "result.json")
    assert (reading.title, reading.facts["program"]) == ("Shop", "Telegram")
    assert reading.page_texts[0].startswith("2026-03-02 09:30:00  Ann: Where is it?")
    assert reading.facts["attachments"] == ["files/label.pdf"]


def test_messenger_and_its_broken_letters(tmp_path: Path) -> None:
    told = {
        "participants": [{"name": "Ann"}],
        "messages": [
            {"sender_name": "Ann", "timestamp_ms": 1772443860000, "content": "Tsch\u00c3\u00bcss"},
            {"sender_name": "Shop", "timestamp_ms": 1772443800000, "content": "Hello"},
        ],
        "title": "Shop",
    }
    reading = read(tmp_path, json.dumps(told).encode(), "message_1.json")
    assert reading.facts["first"] == "2026-03-02T09:30:00+00:00"
    assert reading.page_texts[0].endswith("Ann: Tschüss")


def test_other_json_is_text() -> None:
    data = b'{"messages": [{"body": 1}]}'
    assert kind_of(data, "a.json").id == "text"
    assert tables.read_exported("[]").messages == []
    assert log.Log("x").text() == ""
