"""Numbers of exhibits and the references to them: late, frozen, parts, and what only looks like a token."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.references import (
    Numbering,
    Reference,
    labels,
    letters,
    number_of,
    parse,
    references,
    render,
)

ALONE = [("a", ""), ("b", ""), ("c", "")]


@pytest.mark.parametrize(
    ("keys", "rules", "expected"),
    [
        (ALONE, Numbering(), {"a": "1", "b": "2", "c": "3"}),
        (ALONE, Numbering(lettered=True), {"a": "A", "b": "B", "c": "C"}),
        (
            [("a", ""), ("p", "a"), ("q", "a"), ("b", "")],
            Numbering(),
            {"a": "1", "p": "1.1", "q": "1.2", "b": "2"},
        ),
        ([("a", ""), ("p", "a"), ("pp", "p")], Numbering(), {"a": "1", "p": "1.1", "pp": "1.1.1"}),
        ([("a", ""), ("p", "a")], Numbering(lettered=True), {"a": "A", "p": "A.1"}),
        ([("p", "a"), ("a", "")], Numbering(), {"p": "1", "a": "2"}),  # a part before its whole
        ([("p", "gone")], Numbering(), {"p": "1"}),
        (ALONE, Numbering(late={"b": "a"}), {"a": "1", "b": "1a", "c": "2"}),
        (ALONE, Numbering(late={"b": "a", "c": "a"}), {"a": "1", "b": "1a", "c": "1b"}),
        (ALONE, Numbering(late={"b": "a", "c": "b"}), {"a": "1", "b": "1a", "c": "1aa"}),
        (ALONE, Numbering(late={"a": "zzz"}), {"a": "1", "b": "2", "c": "3"}),
        (ALONE, Numbering(lettered=True, late={"b": "a"}), {"a": "A", "b": "Aa", "c": "B"}),
        (ALONE, Numbering(frozen={"b": "1"}), {"a": "2", "b": "1", "c": "3"}),
        (ALONE, Numbering(frozen={"a": "7"}), {"a": "7", "b": "8", "c": "9"}),
        (ALONE, Numbering(frozen={"gone": "4"}), {"a": "5", "b": "6", "c": "7"}),
        (ALONE, Numbering(frozen={"a": "1", "c": "1a"}, late={"b": "a"}), {"a": "1", "b": "1b", "c": "1a"}),
        (ALONE, Numbering(lettered=True, frozen={"c": "Z"}), {"a": "AA", "b": "AB", "c": "Z"}),
        ([("a", ""), ("a", "")], Numbering(), {"a": "1"}),  # named twice, counted once
        ([], Numbering(), {}),
    ],
)
def test_numbers(keys: list[tuple[str, str]], rules: Numbering, expected: dict[str, str]) -> None:
    assert labels(keys, "{n}", rules) == expected


@pytest.mark.parametrize(
    ("pattern", "label"),
    [
        ("Anlage K {n}", "Anlage K 1"),
        ("Pièce n° {n}", "Pièce n° 1"),
        ("甲第{n}号証", "甲第1号証"),
        ("{n}", "1"),
        ("{n}{n}", "11"),
        ("no number", "no number"),
        ("{m} {n} {", "{m} 1 {"),  # braces of others are theirs
    ],
)
def test_the_pattern_is_the_courts_own(pattern: str, label: str) -> None:
    assert labels([("a", "")], pattern) == {"a": label}


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "A"),
        (2, "B"),
        (26, "Z"),
        (27, "AA"),
        (52, "AZ"),
        (53, "BA"),
        (702, "ZZ"),
        (703, "AAA"),
        (18278, "ZZZ"),
    ],
)
def test_letters_count_like_columns(number: int, text: str) -> None:
    assert (letters(number), number_of(text)) == (text, number)


@pytest.mark.parametrize("number", [0, -1, -26])
def test_there_is_no_exhibit_below_one(number: int) -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        letters(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [("7a", 7), ("12", 12), ("Aa", 1), ("3.1", 3), ("", 0), ("-1", 0), ("b", 0), (" 7", 0), ("ZZb", 702)],
)
def test_a_number_is_read_from_the_head_of_a_label(text: str, number: int) -> None:
    assert number_of(text) == number


@given(st.integers(1, 10**7))
def test_letters_and_numbers_lead_back_to_each_other(number: int) -> None:
    assert number_of(letters(number)) == number


keys = st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1)
frozen = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 9).map(str), max_size=4).filter(
    lambda made: len(set(made.values())) == len(made)
)
late = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), max_size=4)


@given(keys, frozen, late, st.booleans())
def test_no_two_exhibits_have_one_number_and_frozen_ones_never_move(
    order: list[str],
    kept: dict[str, str],
    behind: dict[str, str],
    lettered: bool,  # noqa: FBT001 - drawn
) -> None:
    rules = Numbering(lettered=lettered, frozen=kept, late=behind)
    made = labels([(key, "") for key in order], "{n}", rules)
    assert list(made) == order
    assert len(set(made.values())) == len(order)
    assert all(made[key] == number for key, number in kept.items() if key in made)


@given(keys, st.data())
def test_what_is_added_at_the_end_moves_nothing(order: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(order)))
    before = labels([(key, "") for key in order[:cut]], "{n}")
    after = labels([(key, "") for key in order], "{n}")
    assert {key: after[key] for key in before} == before


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see {{ref:E-03:2}}.", [("E-03", 2)]),
        ("{{ref:E-03}}{{ref:E-04}}", [("E-03", None), ("E-04", None)]),
        ("{{ref:E-01.2.3:10}}", [("E-01.2.3", 10)]),
        ("{{ref:E-1000}}", [("E-1000", None)]),
        ("{{ref:E-03:0}}", []),  # no page 0
        ("{{ref:E-03:02}}", []),  # not the token we write
        ("{{ref:e-03}} {{REF:E-03}} {{ ref:E-03 }}", []),
        ("{ref:E-03} {{ref:E-}} {{ref:F-03}} {{ref:E-03:}}", []),
        ("{{{ref:E-03}}}", [("E-03", None)]),  # the outer braces are text
        ("{{ref:E-03}", []),
        ("{{ref:E-1234567890}}", []),  # longer than a number can be
        ("", []),
    ],
)
def test_only_exact_tokens_are_references(text: str, found: list[tuple[str, int | None]]) -> None:
    assert [(one.key, one.page) for one in references(text)] == found


pieces = st.lists(
    st.one_of(
        st.text(alphabet="ab {}:.E-03ref\n", max_size=12),
        st.builds(
            lambda number, page: Reference(f"E-{number:02d}", page).token,
            st.integers(1, 2000),
            st.none() | st.integers(1, 400),
        ),
    ),
    max_size=6,
)


@given(pieces)
def test_a_text_cut_up_joins_to_itself(parts: list[str]) -> None:
    text = "".join(parts)
    cut = parse(text)
    assert "".join(one if isinstance(one, str) else one.token for one in cut) == text
    assert all(cut)
    assert not any(isinstance(a, str) and isinstance(b, str) for a, b in pairwise(cut))


@given(pieces)
def test_no_token_is_left_in_what_is_printed(parts: list[str]) -> None:
    text = "".join(parts)
    printed = render(text, {one.key: "X" for one in references(text)}, with_page="{label}")
    assert printed.count("X") == len(references(text))
    plain = [one for one in parse(text) if isinstance(one, str)]
    assert printed.replace("X", "") == "".join(plain)


@pytest.mark.parametrize(
    ("text", "with_page", "printed"),
    [
        ("see {{ref:E-01:4}}", "{label}, S. {page}", "see K 1, S. 4"),
        ("{{ref:E-01}}", "{label}, S. {page}", "K 1"),
        ("{{ref:E-09:3}}", "{label}, p. {page}", "[E-09], p. 3"),
        ("{{ref:E-09}}", "{label}, p. {page}", "[E-09]"),
        ("{{ref:E-01:4}}", "第{page}页，{label}", "第4页，K 1"),
        ("100 % {price} {{ref:E-01}}", "", "100 % {price} K 1"),
    ],
)
def test_references_are_printed_as_the_language_says(text: str, with_page: str, printed: str) -> None:
    assert render(text, {"E-01": "K 1"}, with_page) == printed
