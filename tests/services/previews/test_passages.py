"""What an item says is shown in the order a reader wants: head, text, hidden text, attachments."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.items import EvidenceRow
from xborder_desk.services.previews import passages
from xborder_desk.services.previews.passages import passages_of


def item(kind: str = "eml", **more: Any) -> EvidenceRow:
    values: dict[str, Any] = {
        **dict.fromkeys(
            ("uid", "part_of", "sha256", "media_type", "title", "on", "language", "source", "method"), ""
        ),
        "id": 1,
        "number": "E-01",
        "size": 1,
        "filename": "file",
        "kind": kind,
        "pages": None,
        "text_chars": 0,
        "facts": {},
        "warnings": (),
        "state": "read",
        "acquired_at": dt.datetime(2026, 3, 2, tzinfo=dt.UTC),
        "acquired_by": "",
        "descriptions": {},
        "duplicate_of": "",
        **more,
    }
    known = set(EvidenceRow.__dataclass_fields__)
    return EvidenceRow(**{name: values.get(name, "") for name in known})


MAIL = {
    "from": "Jürgen <j@example.org>",
    "to": ["a@example.com", "b@example.com"],
    "cc": [],
    "date": "2026-03-02T09:30:00+01:00",
    "subject": "Where is it?",
    "attachments": ["order.csv", ""],
}


def test_a_mail_begins_with_its_head_and_ends_with_what_was_attached() -> None:
    found = passages_of(item(facts=MAIL), ["It never came.\n"])
    assert [(one.label, one.text) for one in found] == [
        ("From", "Jürgen <j@example.org>"),
        ("To", "a@example.com, b@example.com"),
        ("Date", "2026-03-02T09:30:00+01:00"),
        ("Subject", "Where is it?"),
        ("", "It never came."),
        ("Attachments", "–  order.csv"),
    ]


def test_attachments_that_are_items_are_named_by_their_numbers() -> None:
    part = item("text", number="E-01.1", filename="order.csv")
    found = passages_of(item(facts=MAIL), ["x"], [part])
    assert found[-1].text == "E-01.1  order.csv"


def test_a_mail_whose_pages_were_not_kept_shows_the_text_of_its_facts() -> None:
    found = passages_of(item(facts={"text": "Hello"}), [])
    assert [one.text for one in found] == ["Hello"]


def test_hidden_text_is_shown_and_named() -> None:
    found = passages_of(item(facts={"hidden_text": "tiny white words"}), ["plain"])
    assert found[-1].label == passages.HIDDEN


def test_pages_of_an_office_file_are_numbered_and_empty_ones_left_out() -> None:
    found = passages_of(item("office"), ["One", "  ", "Three"])
    assert [(one.text, dict(one.fields)) for one in found] == [
        ("One", {"page": 1, "pages": 3}),
        ("Three", {"page": 3, "pages": 3}),
    ]
    assert all(one.label for one in found)


def test_a_saved_page_says_where_it_came_from() -> None:
    found = passages_of(item("web", facts={"saved_from": "https://shop.example/", "author": "Li"}), ["Text"])
    assert [one.label for one in found] == ["Saved from", "Author", ""]


def test_a_single_text_has_no_number() -> None:
    (only,) = passages_of(item("office"), ["All of it"])
    assert not only.label


def test_nothing_said_is_nothing_shown() -> None:
    assert passages_of(item("other"), []) == ()
    assert passages_of(item("text"), ["", "  \n"]) == ()


@given(st.lists(st.text(max_size=60), max_size=8), st.integers(1, 120))
def test_a_long_text_is_cut_and_says_so(texts: list[str], most: int) -> None:
    before = passages.MOST_TEXT
    try:
        passages.MOST_TEXT = most  # type: ignore[misc]  # a small bound instead of a huge text
        found = passages_of(item("text"), texts)
    finally:
        passages.MOST_TEXT = before  # type: ignore[misc]  # as above
    assert sum(len(one.text) for one in found) <= most
    whole = sum(len(text.strip("\n")) for text in texts if text.strip())
    assert (found[-1].label == passages.SHORTENED if found else False) == (whole > most)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("2026-03-02T09:30:00+01:00", True),
        ("2026-03-02T09:30:00", False),  # whose clock that was is not said
        ("Mon, 2 Mar 2026", False),
        ("2026-03-02", False),
    ],
)
def test_a_moment_is_one_only_where_its_distance_to_utc_is_said(written: str, *, known: bool) -> None:
    (date,) = passages_of(item(facts={"date": written}), [])
    assert date.text == written
    assert (date.moment is not None) is known
