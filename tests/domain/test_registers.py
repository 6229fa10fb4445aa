"""The chain: whatever is done to lines behind the program's back is found, and the line is named."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.lines import COLUMNS, chained, erased, some_lines, with_other
from xborder_desk.domain.registers import (
    START,
    Finding,
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
    from collections.abc import Iterable

SCOPE = "c" * 32
LINES, HEAD = some_lines(12)
positions = st.integers(0, len(LINES) - 1)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
contents = st.dictionaries(words, values, max_size=4).map(
    lambda made: {**made, "at": "2026-03-01T10:00:00Z", "subject": "s"}
)


def check(lines: list[Line], head: Head | None = HEAD, announced: Iterable[Line] = ()) -> list[Finding]:
    return list(check_chain(lines, head, {line.hash: (line.at, line.subject) for line in announced}))


def named(findings: list[Finding]) -> set[str]:
    return {found.subject for found in findings}


def test_an_untouched_chain_has_no_findings() -> None:
    assert check(LINES) == []
    assert LINES[0].prev == START
    assert [line.seq for line in LINES] == list(range(1, len(LINES) + 1))


@given(st.lists(contents, min_size=1, max_size=6))
def test_any_content_chains_and_comes_back(given_contents: list[dict[str, object]]) -> None:
    lines, head = chained(given_contents)
    assert check(lines, head) == []
    assert [line.values() for line in lines] == given_contents


@pytest.mark.parametrize("column", COLUMNS)
@given(place=positions)
def test_a_change_in_any_column_is_found_and_named(column: str, place: int) -> None:
    changed = with_other(LINES[place], column)
    found = check([*LINES[:place], changed, *LINES[place + 1 :]])
    assert found
    assert line_name(changed) in named(found)


@given(place=positions, cut=st.sampled_from(["content", "salt"]))
def test_half_an_erasure_is_none(place: int, cut: str) -> None:
    line = LINES[place]
    half = replace(line, content=None) if cut == "content" else replace(line, salt=None)
    found = check([*LINES[:place], half, *LINES[place + 1 :]], announced=[line])
    assert named(found) == {line_name(line)}


@given(place=positions)
def test_words_laid_into_an_erased_line_are_found(place: int) -> None:
    line = replace(LINES[place], salt=None, content='{"action":"import","forged":true}')
    found = check([*LINES[:place], line, *LINES[place + 1 :]], announced=[line])
    assert named(found) == {line_name(line)}


@given(place=positions)
def test_a_changed_line_with_a_digest_to_match_is_found(place: int) -> None:
    """Somebody who recomputes digest and hash of one line still breaks the chain behind it, or the head."""
    line = LINES[place]
    content = canonical({**line.values(), "action": "forged"})
    digest = digest_of(line.salt or "", content)
    forged = replace(
        line,
        content=content,
        digest=digest,
        hash=hash_of(line.register, line.scope, line.seq, digest, line.prev),
    )
    found = check([*LINES[:place], forged, *LINES[place + 1 :]])
    follower = LINES[place + 1] if place + 1 < len(LINES) else line
    assert line_name(follower) in named(found)


@given(place=positions, count=st.integers(1, 11))
def test_removed_lines_are_found(place: int, count: int) -> None:
    found = check([*LINES[:place], *LINES[place + count :]])
    assert {one.kind for one in found} == {"line-missing"}
    following = LINES[place + count] if place + count < len(LINES) else LINES[-1]
    assert named(found) == {line_name(following)}


def test_a_chain_that_is_gone_is_found_by_its_head() -> None:
    found = check([])
    assert [one.kind for one in found] == ["line-missing"]
    assert named(found) == {line_name(LINES[-1])}


def test_a_head_that_is_gone_is_found() -> None:
    assert [one.kind for one in check(LINES, None)] == ["head-missing"]


@pytest.mark.parametrize("head", [replace(HEAD, seq=11), replace(HEAD, hash="0" * 64)])
def test_a_head_that_was_moved_is_found(head: Head) -> None:
    assert [one.kind for one in check(LINES, head)] == ["head-differs"]


@given(st.tuples(positions, positions).filter(lambda pair: pair[0] != pair[1]))
def test_swapped_lines_are_found(pair: tuple[int, int]) -> None:
    one, other = pair
    swapped = list(LINES)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert named(check(swapped)) & {line_name(LINES[one]), line_name(LINES[other])}


@given(st.tuples(positions, positions).filter(lambda pair: pair[0] != pair[1]))
def test_swapped_contents_are_found_and_both_named(pair: tuple[int, int]) -> None:
    one, other = (LINES[place] for place in pair)
    swapped = [
        replace(one, content=other.content, salt=other.salt) if line is one
        else replace(other, content=one.content, salt=one.salt) if line is other
        else line
        for line in LINES
    ]  # fmt: skip
    assert named(check(swapped)) == {line_name(one), line_name(other)}


@given(place=positions)
def test_an_inserted_line_is_found(place: int) -> None:
    before = LINES[place - 1] if place else None
    previous = Head(before.register, before.scope, before.seq, before.hash) if before else None
    extra = next_line(
        previous, "custody", SCOPE, {"at": "2026-03-01T10:00:00Z", "action": "forged"}, "ab" * 16
    )
    found = check([*LINES[:place], extra, *LINES[place:]])
    assert line_name(extra) in named(found)


def test_a_line_added_behind_the_last_is_found_by_the_head() -> None:
    extra = next_line(HEAD, "custody", SCOPE, {"at": "2026-03-01T10:00:00Z"}, "ab" * 16)
    found = check([*LINES, extra])
    assert [one.kind for one in found] == ["head-differs"]
    assert named(found) == {line_name(extra)}


@given(st.sets(positions))
def test_announced_erasures_keep_the_chain_valid_and_others_are_found(places: set[int]) -> None:
    lines = [erased(line) if place in places else line for place, line in enumerate(LINES)]
    assert check(lines, announced=[LINES[place] for place in places]) == []
    assert named(check(lines)) == {line_name(LINES[place]) for place in places}


@pytest.mark.parametrize("column", [name for name in COLUMNS if name not in {"content", "salt"}])
@given(place=positions)
def test_a_change_of_an_erased_line_is_found_and_named(column: str, place: int) -> None:
    changed = with_other(erased(LINES[place]), column)
    found = check([*LINES[:place], changed, *LINES[place + 1 :]], announced=[LINES[place]])
    assert line_name(changed) in named(found)


@pytest.mark.parametrize("content", ["", "[1]", "{", '"text"', "null"])
def test_content_that_is_no_object_is_a_finding_and_no_crash(content: str) -> None:
    salt = "ab" * 16
    digest = digest_of(salt, content)
    line = Line(
        "post", SCOPE, 1, "", "", content, salt, digest, START, hash_of("post", SCOPE, 1, digest, START)
    )
    assert [one.kind for one in check([line], Head("post", SCOPE, 1, line.hash))] == ["line-changed"]


@pytest.mark.parametrize("salt", ["", "zz", "abc"])
def test_a_salt_that_is_none_is_a_finding_and_no_crash(salt: str) -> None:
    lines = [replace(LINES[0], salt=salt), *LINES[1:]]
    assert named(check(lines)) == {line_name(LINES[0])}


def test_half_a_surrogate_pair_in_stored_content_is_a_finding_and_no_crash() -> None:
    lines = [replace(LINES[0], content='{"at":"\udc80"}'), *LINES[1:]]
    assert named(check(lines)) == {line_name(LINES[0])}


def test_an_erased_line_has_no_values() -> None:
    assert erased(LINES[0]).values() == {}


def test_every_finding_is_a_sentence_with_its_fields() -> None:
    for found in check([with_other(LINES[3], "digest")], HEAD):
        sentence = found.text.format(**dict(found.fields))
        assert "{" not in sentence
        assert sentence.endswith(".")


@given(st.dictionaries(words, values))
def test_the_canonical_form_is_one_for_all_orders(content: dict[str, object]) -> None:
    turned = dict(reversed(content.items()))
    assert canonical(content) == canonical(turned)
    assert json.loads(canonical(content)) == content


def test_what_json_cannot_say_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical({"rate": float("nan")})


def test_the_format_is_the_one_that_outsiders_check() -> None:
    """Worked out by hand with sha256sum; a change here breaks every package that was ever handed out."""
    line = next_line(None, "post", "office", {"at": "2026-01-01T00:00:00.000Z", "b": "ß", "a": 1}, "00" * 16)
    assert line.content == '{"a":1,"at":"2026-01-01T00:00:00.000Z","b":"ß"}'
    assert line.digest == "124d695ec8c067a63759a9739ae15c1321d0adfb3fe348af311722af4d0cb82b"
    assert line.hash == "6ce9a5b4136c8f11740a373c7357bcfa2a6ee18362d582babf93f3e54511b538"


def test_moments_are_read_in_utc() -> None:
    assert moment_of("2026-03-01T10:00:00.250Z") == dt.datetime(2026, 3, 1, 10, 0, 0, 250_000, tzinfo=dt.UTC)
    assert moment_of("2026-03-01T10:00:00+02:00").hour == 8
