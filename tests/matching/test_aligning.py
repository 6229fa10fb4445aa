"""Which words of two names stand for each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.matching.aligning import align, weight_of
from xborder_desk.matching.names import read_names

if TYPE_CHECKING:
    from xborder_desk.matching.aligning import Alignment
    from xborder_desk.matching.words import Words


def aligned(words: Words, one: str, other: str, *, person: bool = False) -> Alignment:
    a, b = (read_names(raw, words, person=person)[0] for raw in (one, other))
    return align(a, b, words.nicknames)


def test_order_does_not_matter(words: Words) -> None:
    found = aligned(words, "bin Salman Mohammed", "Mohammed bin Salman", person=True)
    assert len(found.pairs) == 3
    assert not found.ours
    assert not found.theirs


def test_words_written_together_are_found(words: Words) -> None:
    found = aligned(words, "van der bilt corp", "vanderbilt corp")
    assert len(found.pairs) == 1
    assert len(found.pairs[0].ours) == 3
    found = aligned(words, "SergeiLavrov", "Sergei Lavrov", person=True)
    assert len(found.pairs[0].theirs) == 2


def test_what_is_left_over_is_told(words: Words) -> None:
    found = aligned(words, "Wanbao Lamps Trading", "Wanli Trading")
    assert [token.text for token in found.theirs] == ["wanli"]
    assert "wanbao" in {token.text for token in found.ours}


@given(st.text("abcdefg ", min_size=1, max_size=25), st.text("abcdefg ", min_size=1, max_size=25))
def test_every_word_is_used_once(words: Words, one: str, other: str) -> None:
    names = [read_names(raw, words) for raw in (one, other)]
    if not all(names):
        return
    found = align(names[0][0], names[1][0], {})
    assert sum(len(pair.ours) for pair in found.pairs) + len(found.ours) == len(names[0][0].tokens)
    assert sum(len(pair.theirs) for pair in found.pairs) + len(found.theirs) == len(names[1][0].tokens)
    assert weight_of(names[0][0].tokens) >= 0
