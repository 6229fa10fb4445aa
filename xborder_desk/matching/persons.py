"""Names of persons in the many ways they are written: cut, turned round, older and other spellings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.folding import fold
from xborder_desk.matching.scripts import CJK, is_pinyin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.matching.words import Words

_WHOLE: Final = range(2, 6)
_BACKWARDS: Final = re.compile(r"[^\W\d_A-Z]+[A-Z]")
_HYPHENED: Final = re.compile(r"\b([A-Za-z']+)[-‐‑]([A-Za-z']+)\b")


def cut(word: str, words: Words) -> Iterator[str]:
    """Cut a family name off a run of Han or hangul; anything else stays whole."""
    if CJK.match(word) and len(word) in _WHOLE:
        for size in (3, 2, 1):
            if word[:size] in words.families and len(word) - size in range(1, 4):
                yield word[:size]
                yield word[size:]
                return
    yield word


def also(word: str, words: Words) -> tuple[str, ...]:
    """Give the other ways a word in Han or hangul is written in Latin letters."""
    return (*words.families.get(word, ()), *words.given.get(word, ()))


def turned(raw: str, words: Words) -> Iterator[str]:
    """Give what else a name may be meant for: spelled backwards, or in the old spelling of Chinese."""
    split = raw.split()
    if len(split) > 1 and all(_BACKWARDS.fullmatch(word) for word in split):
        yield raw[::-1]
    yield from _given_apart(split, words)
    hyphened = _HYPHENED.search(raw)
    if hyphened is None:
        return
    first, second = (words.wade.get(_bare(part)) for part in hyphened.groups())
    if first and second:
        rest = [words.wade.get(_bare(word), word) for word in split if word != hyphened.group()]
        plain = [word for word in split if word != hyphened.group()]
        if (first, second) != tuple(map(_bare, hyphened.groups())) or rest != plain:
            yield f"{' '.join(rest)} {first}{second}"


def _given_apart(split: list[str], words: Words) -> Iterator[str]:
    """Write the two syllables of a Chinese given name as one word: Xiao Ming Wang is Wang Xiaoming."""
    bare = [_bare(word.strip(",")) for word in split]
    if len(bare) != len(("family", "first", "second")) or not all(map(is_pinyin, bare)):
        return
    first, second, third = bare
    if first in words.chinese_families:
        yield f"{first} {second}{third}"
    if third in words.chinese_families:
        yield f"{third} {first}{second}"


def _bare(word: str) -> str:
    return fold(word).replace("'", "")
