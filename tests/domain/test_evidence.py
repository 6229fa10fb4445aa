"""Readings and messages as values."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.jobs.pipe import Pipe
from xborder_desk.domain.evidence import Message, Part, Reading, storable
from xborder_desk.jobs.frames import Plain, read_frame, write_frame

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
facts = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
readings = st.builds(
    Reading,
    kind=texts,
    media_type=texts,
    title=texts,
    date=st.none() | texts,
    language=st.none() | texts,
    pages=st.none() | st.integers(0, 1000),
    page_texts=st.lists(texts, max_size=3).map(tuple),
    facts=st.dictionaries(texts, facts, max_size=4),
    parts=st.lists(st.builds(Part, texts, st.binary(max_size=20)), max_size=3).map(tuple),
    warnings=st.lists(
        st.builds(Message, texts, st.dictionaries(texts, st.integers() | texts, max_size=2)), max_size=3
    ).map(tuple),
    encrypted=st.booleans(),
    viewable=st.booleans(),
    thumbnail=st.none() | st.binary(max_size=20),
)
PLAIN = Reading("text", "text/plain", "a.txt", parts=(Part("b", b"b"),), warnings=(Message("x"),)).to_plain()


@given(readings)
def test_a_reading_crosses_the_line_unchanged(reading: Reading) -> None:
    pipe = Pipe()
    write_frame(pipe, reading.to_plain())
    frame = read_frame(pipe, 1 << 20)
    assert frame is not None
    assert Reading.from_plain(frame[0]) == reading


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", None),
        ("title", b"x"),
        ("date", 3),
        ("pages", "3"),
        ("pages", -1),
        ("pages", True),
        ("page_texts", [1]),
        ("page_texts", "text"),
        ("facts", []),
        ("facts", {"a": b"bytes"}),
        ("parts", [{"name": "x", "data": "text"}]),
        ("parts", None),
        ("warnings", [{"text": "x", "fields": {"a": []}}]),
        ("thumbnail", "text"),
    ],
)
def test_what_is_no_reading_is_refused(field: str, value: Plain) -> None:
    plain: dict[str, Any] = copy.deepcopy(PLAIN)
    Reading.from_plain(plain)
    plain[field] = value
    with pytest.raises(ValueError, match="not a reading"):
        Reading.from_plain(plain)


def test_facts_nested_without_end_are_refused() -> None:
    deep: list[Any] = []
    for _ in range(100):
        deep = [deep]
    with pytest.raises(ValueError, match="not a reading"):
        Reading.from_plain({**PLAIN, "facts": {"a": deep}})


def test_texts_become_fit_to_store() -> None:
    reading = Reading.from_plain({**PLAIN, "title": "a\ud800b\0c", "facts": {"x\0": ["\udfff"]}})
    assert reading.title == "a?b\N{REPLACEMENT CHARACTER}c"
    assert reading.facts == {"x\N{REPLACEMENT CHARACTER}": ["?"]}


@given(st.text())
def test_storable_text_can_be_encoded(text: str) -> None:
    made = storable(text)
    assert "\0" not in made
    assert made.encode().decode() == made
    assert storable(made) == made


def test_a_message_says_its_english() -> None:
    assert str(Message("Page {page} is torn.", {"page": 4})) == "Page 4 is torn."
