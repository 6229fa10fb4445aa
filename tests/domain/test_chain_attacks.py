"""The chain against people who know how it is made: recomputed hashes, other orders, other registers."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.lines import chained, erased, some_lines
from xborder_desk.domain.registers import (
    START,
    Head,
    Line,
    canonical,
    check_chain,
    digest_of,
    hash_of,
    line_name,
    moment_of,
    next_line,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

LINES, HEAD = some_lines(8)
SALT = "00112233445566778899aabbccddeeff"
positions = st.integers(0, len(LINES) - 1)


def kinds(
    lines: list[Line], head: Head | None = HEAD, erasures: Mapping[str, tuple[str, str]] | None = None
) -> list[str]:
    return [found.kind for found in check_chain(lines, head, erasures or {})]


def test_the_format_is_the_one_that_was_written_down() -> None:
    content = {"b": 1, "a": "ü 深", "at": "2026-03-01T10:00:00Z", "subject": "s"}
    line = next_line(None, "custody", "office", content, SALT)
    text = '{"a":"ü 深","at":"2026-03-01T10:00:00Z","b":1,"subject":"s"}'
    digest = hashlib.sha256(bytes.fromhex(SALT) + text.encode("utf-8")).hexdigest()
    chained_ = f"xbd-register-1\ncustody\noffice\n1\n{digest}\n{'0' * 64}\n"
    assert (line.content, line.digest, line.prev) == (text, digest, "0" * 64)
    assert line.hash == hashlib.sha256(chained_.encode("utf-8")).hexdigest()
    assert (line.seq, line.subject, line.at) == (1, "s", "2026-03-01T10:00:00Z")
    assert START == "0" * 64


def test_the_next_line_follows_its_head() -> None:
    head = Head("custody", "office", 41, "f" * 64)
    line = next_line(head, "custody", "office", {"at": "x"}, SALT)
    assert (line.seq, line.prev, line.subject) == (42, "f" * 64, "")
    assert line.hash == hash_of("custody", "office", 42, line.digest, "f" * 64)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({}, "{}"),
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
        ({"a": None, "b": True, "c": [1, "x"]}, '{"a":null,"b":true,"c":[1,"x"]}'),
        ({"é": '\u202e \n"'}, '{"é":"\u202e \\n\\""}'),
        ({"a": {"z": 1, "y": 2}}, '{"a":{"y":2,"z":1}}'),
        ({"n": 0.1}, '{"n":0.1}'),
    ],
)
def test_content_is_written_in_one_way(content: dict[str, object], text: str) -> None:
    assert canonical(content) == text
    assert json.loads(text) == content


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), -float("inf")])
def test_what_json_has_no_word_for_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical({"n": wrong})


@given(positions, positions)
def test_two_lines_that_changed_places_are_found(one: int, other: int) -> None:
    lines = list(LINES)
    lines[one], lines[other] = lines[other], lines[one]
    assert bool(kinds(lines)) is (one != other)


@given(positions)
def test_a_line_twice_is_found(place: int) -> None:
    assert kinds([*LINES[: place + 1], *LINES[place:]])


@given(st.integers(0, 7))
def test_a_tail_that_was_cut_off_is_found_by_the_head(kept: int) -> None:
    assert kinds(LINES[:kept]) == ["line-missing"]
    assert kinds(LINES) == []


def test_a_tail_cut_together_with_its_head_is_only_seen_from_outside() -> None:
    cut = LINES[:5]
    assert kinds(cut, Head("custody", cut[-1].scope, 5, cut[-1].hash)) == []


@given(positions)
def test_a_whole_chain_rebuilt_after_a_change_differs_from_its_head(place: int) -> None:
    contents = [line.values() for line in LINES]
    contents[place] = {**contents[place], "action": "forged"}
    rebuilt, head = chained(contents)
    assert kinds(rebuilt, head) == []  # consistent in itself
    assert kinds(rebuilt) == ["head-differs"]


@given(positions)
def test_a_line_of_another_register_does_not_fit(place: int) -> None:
    other, _head = chained((line.values() for line in LINES), register="audit")
    assert kinds([*LINES[:place], other[place], *LINES[place + 1 :]])


@given(positions)
def test_a_lawful_erasure_leaves_nothing_to_find(place: int) -> None:
    line = LINES[place]
    lines = [*LINES[:place], erased(line), *LINES[place + 1 :]]
    assert kinds(lines, HEAD, {line.hash: (line.at, line.subject)}) == []
    assert kinds(lines) == ["line-erased"]
    assert erased(line).values() == {}


@given(positions, st.sampled_from(["at", "subject"]))
def test_an_erased_line_cannot_be_given_another_day_or_subject(place: int, column: str) -> None:
    line = LINES[place]
    bent = replace(erased(line), **{column: "x"})  # type: ignore[arg-type]  # put together by name
    lines = [*LINES[:place], bent, *LINES[place + 1 :]]
    assert kinds(lines, HEAD, {line.hash: (line.at, line.subject)}) == ["line-changed"]


@given(positions)
def test_other_spellings_of_a_salt_are_changes(place: int) -> None:
    line = LINES[place]
    assert line.salt is not None
    for salt in (
        line.salt.upper(),
        f" {line.salt}",
        f"{line.salt[:16]} {line.salt[16:]}",
        line.salt[:-2],
        "",
    ):
        if salt != line.salt:
            bent = replace(line, salt=salt)
            assert kinds([*LINES[:place], bent, *LINES[place + 1 :]]) == ["line-changed"]


@pytest.mark.parametrize("content", ["[]", "1", "null", '"x"', "{", ""])
def test_content_that_is_no_object_is_a_change_even_with_its_digest(content: str) -> None:
    digest = digest_of(SALT, content)
    line = Line(
        "custody", "s", 1, "", "x", content, SALT, digest, START, hash_of("custody", "s", 1, digest, START)
    )
    assert kinds([line], Head("custody", "s", 1, line.hash)) == ["line-changed"]


def test_an_empty_register_has_no_head_and_no_findings() -> None:
    assert kinds([], None) == []
    assert kinds([], HEAD) == ["line-missing"]
    assert kinds(LINES, None) == ["head-missing"]


def test_a_finding_names_register_line_and_scope_for_people() -> None:
    [found] = check_chain(LINES[:5], HEAD, {})
    assert found.subject == f"custody 8 of {'c' * 32}"
    assert dict(found.fields) == {"register": "custody", "seq": 8, "scope": "c" * 32}
    assert line_name(LINES[2]) == f"custody 3 of {'c' * 32}"
    assert found.text.format(**dict(found.fields)) == (
        "The last lines of the register custody were removed: line 8 is gone."
    )


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00+00:00"),
        ("2026-03-01T10:00:00+08:00", "2026-03-01T02:00:00+00:00"),
        ("2026-03-01T00:30:00.123456+01:00", "2026-02-28T23:30:00.123456+00:00"),
    ],
)
def test_moments_are_read_in_utc(text: str, utc: str) -> None:
    assert moment_of(text).isoformat() == utc
