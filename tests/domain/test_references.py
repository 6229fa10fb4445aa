"""References in texts and labels of exhibits, over many made-up texts."""

from __future__ import annotations

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
    words,
)

KEYS = st.from_regex(r"E-[0-9]{1,4}(\.[0-9]{1,3}){0,2}", fullmatch=True)
REFERENCES = st.builds(Reference, KEYS, st.none() | st.integers(1, 9999))
PLAIN = st.text(max_size=20).filter(lambda text: "{{" not in text and "}}" not in text)


def joined(pieces: tuple[str | Reference, ...]) -> str:
    return "".join(piece if isinstance(piece, str) else piece.token for piece in pieces)


@given(st.text(alphabet=st.sampled_from("{}ref:E-0123. x"), max_size=40))
def test_nothing_is_lost_in_any_text(text: str) -> None:
    assert joined(parse(text)) == text


@given(st.lists(st.tuples(PLAIN, REFERENCES), max_size=6))
def test_every_token_is_found_in_order(parts: list[tuple[str, Reference]]) -> None:
    text = "".join(plain + "|" + reference.token for plain, reference in parts)
    assert references(text) == tuple(reference for _, reference in parts)


@pytest.mark.parametrize(
    "text", ["{{ref:E-03:0}}", "{{ref:E-}}", "{{ref:F-01}}", "{ref:E-01}", "{{ref:E-01:02}}"]
)
def test_what_is_not_exactly_a_token_stays_text(text: str) -> None:
    assert parse(text) == (text,)


def test_a_text_is_printed_with_labels_and_pages() -> None:
    text = "Siehe {{ref:E-03:2}} und {{ref:E-04}}, nicht {{ref:E-99:1}}."
    printed = render(text, {"E-03": "Anlage K 1", "E-04": "Anlage K 2"}, "{label}, S. {page}")
    assert printed == "Siehe Anlage K 1, S. 2 und Anlage K 2, nicht [E-99], S. 1."


@given(REFERENCES)
def test_a_reference_without_label_names_its_evidence(reference: Reference) -> None:
    assert f"[{reference.key}]" in words(reference, {})


@given(st.integers(1, 100_000), st.integers(1, 100_000))
def test_letters_count_without_repeating(one: int, other: int) -> None:
    assert (letters(one) == letters(other)) == (one == other)


def test_letters_go_on_after_z() -> None:
    assert [letters(n) for n in (1, 26, 27, 52, 53, 703)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]
    with pytest.raises(ValueError, match="counted from 1"):
        letters(0)


@given(st.lists(KEYS, unique=True, max_size=30))
def test_labels_are_one_each_and_count_up(keys: list[str]) -> None:
    found = labels(((key, "") for key in keys), "Anlage K {n}")
    assert list(found) == keys
    assert list(found.values()) == [f"Anlage K {n}" for n in range(1, len(keys) + 1)]


def test_parts_take_the_number_of_their_whole() -> None:
    keys = [("E-01", ""), ("E-01.1", "E-01"), ("E-01.2", "E-01"), ("E-02", ""), ("E-07.1", "E-07")]
    found = labels(keys, "Beilage ./{n}", lettered=True)
    assert list(found.values()) == [
        "Beilage ./A",
        "Beilage ./A.1",
        "Beilage ./A.2",
        "Beilage ./B",
        "Beilage ./C",
    ]


FILED = st.lists(st.integers(1, 30), min_size=1, max_size=15, unique=True).map(
    lambda found: [f"E-{number:02d}" for number in found]
)


@given(FILED, st.data(), st.booleans())
def test_frozen_labels_never_move_whatever_is_moved_or_put_in(
    keys: list[str], data: st.DataObject, lettered: object
) -> None:
    filed = labels([(key, "") for key in keys], "{n}", Numbering(bool(lettered)))
    new = [f"E-{number:02d}" for number in data.draw(st.lists(st.integers(31, 45), unique=True, max_size=6))]
    moved = data.draw(st.permutations([*keys, *new]))
    late = {key: data.draw(st.sampled_from([*keys, *new])) for key in new if data.draw(st.booleans())}
    gone = data.draw(st.sets(st.sampled_from(keys)))
    shown = [key for key in moved if key not in gone]
    now = labels([(key, "") for key in shown], "{n}", Numbering(bool(lettered), filed, late))
    assert set(now) == set(shown)
    assert len(set(now.values())) == len(shown)
    assert {key: now[key] for key in shown if key in filed} == {k: filed[k] for k in shown if k in filed}
    assert not {now[key] for key in shown if key in new} & set(filed.values())
    text = " ".join(Reference(key).token for key in shown)
    assert "[" not in render(text, now)


def test_what_comes_late_takes_the_number_before_it_and_a_letter() -> None:
    frozen = {"E-01": "1", "E-02": "2"}
    late = {"E-03": "E-01", "E-04": "E-01", "E-06": "E-03"}
    keys = [
        ("E-01", ""),
        ("E-03", ""),
        ("E-06", ""),
        ("E-04", ""),
        ("E-02", ""),
        ("E-05", ""),
        ("E-05.1", "E-05"),
    ]
    found = labels(keys, "K {n}", Numbering(frozen=frozen, late=late))
    assert list(found.values()) == ["K 1", "K 1a", "K 1aa", "K 1b", "K 2", "K 3", "K 3.1"]


@given(st.integers(1, 10_000))
def test_letters_count_back(number: int) -> None:
    assert number_of(letters(number)) == number_of(f"{number}a") == number
    assert number_of("-") == 0
