"""How close two words of names are, from 0 to 1: spelling, sound, and what some scripts leave out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA, JaroWinkler

from xborder_desk.matching.names import CORE, INITIAL, JOINER, NUMBER, PARTICLE
from xborder_desk.matching.scripts import CJK, HAN, HANGUL, is_pinyin, latin, root, sound

if TYPE_CHECKING:
    from xborder_desk.matching.names import Token

SAME_SOUND: Final = 0.96
SAME_BONES: Final = 0.88
SHORT_NAME: Final = 0.92
AN_INITIAL: Final = 0.7
LEAST: Final = 0.62
_SHORTEST: Final = 3
_KOREAN: Final = str.maketrans("gdbrl", "ktprr")
_BONES_APART: Final = 0.34
_MOST_CHARACTERS: Final = 0.79


def closeness(one: Token, other: Token, nicknames: dict[str, str]) -> float:  # noqa: PLR0911 - one return for each kind of likeness
    """Say how close two words are; 0 for words that have nothing to do with each other."""
    if one.text == other.text and one.text:
        same_script = not (one.foreign and other.foreign) or one.shown == other.shown
        return 1.0 if same_script or not CJK.search(one.shown) else SAME_SOUND
    if one.text in other.also or other.text in one.also:
        return SAME_SOUND
    roles = {one.role, other.role}
    if INITIAL in roles:
        return AN_INITIAL if one.text[:1] == other.text[:1] and PARTICLE not in roles else 0.0
    if NUMBER in roles or JOINER in roles or roles == {PARTICLE}:
        return 0.0
    if one.role == other.role == CORE and not (one.translated or other.translated):
        return _own(one, other, nicknames)
    for word, told in ((one, other), (other, one)):
        # Восток is “east”, but may as well have been spelled out: Vostok.
        if word.translated and not told.foreign and told.role == CORE:
            # Where only an article or an ending was taken off, the rest is compared as well.
            cut = spelled(word.text, told.text, across=True) if word.text in latin(word.shown) else 0.0
            return max(cut, 0.98 * spelled(latin(word.shown), told.text, across=True))
    # A word that is generic for one and the firm's own for the other is only a misspelling of it.
    if len(roles) == 1 and CORE not in roles:
        return 0.0
    return max(0.0, _written(one.text, other.text) - 0.1)


def _own(one: Token, other: Token, nicknames: dict[str, str]) -> float:
    """Compare two words that are names' own."""
    if CJK.search(one.shown) and CJK.search(other.shown):
        return _characters(one.shown, other.shown)
    if HAN.search(one.shown + other.shown) and is_pinyin(one.text) and is_pinyin(other.text):
        return 0.0  # 伟 is Wei, and never Wen
    if nicknames.get(one.text, one.text) == nicknames.get(other.text, other.text):
        return SHORT_NAME
    across = one.foreign != other.foreign
    korean = across and HANGUL.search(one.shown + other.shown)
    return max(spelled(one.text, other.text, across=across), _korean(one.text, other.text) if korean else 0.0)


def _characters(one: str, other: str) -> float:
    """Compare words of Han or hangul by their characters: of three, one other is another name."""
    share = 1 - OSA.distance(one, other) / max(len(one), len(other))
    return share if share >= _MOST_CHARACTERS else 0.0


def _korean(one: str, other: str) -> float:
    """Compare a Korean word with a spelling of it: k is g, p is b, and vowels are written in many ways."""
    a, b = (re.sub("[aeiouyw]", "", text.replace("ch", "j").translate(_KOREAN)) for text in (one, other))
    return SAME_BONES if a == b and len(a) > 1 else 0.0


def spelled(one: str, other: str, *, across: bool) -> float:
    """Say how close two spellings are; ``across`` scripts the consonants count alone."""
    written = _written(one, other)
    if not across:
        return written
    a, b = root(one), root(other)
    if len(a) >= _SHORTEST - 1 and a == b:
        return max(written, SAME_BONES)
    # An h that only lengthens a vowel is written in one alphabet and not in the other.
    bare = a.replace("h", "")
    if len(bare) >= _SHORTEST and bare == b.replace("h", ""):
        return max(written, SAME_BONES)
    if min(len(a), len(b)) >= _SHORTEST:
        apart = OSA.distance(a, b) / max(len(a), len(b))
        return max(written, SAME_BONES - apart if apart <= _BONES_APART else 0.0)
    return written


@lru_cache(maxsize=200_000)
def _written(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    heard, told = sound(one), sound(other)
    if heard == told and len(heard) > 1:
        return SAME_SOUND
    longest = max(len(one), len(other))
    if min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > longest / 2:
        return 0.0
    apart = min(OSA.distance(one, other), OSA.distance(heard, told) + 0.25)
    share = 1 - apart / longest
    return share if share >= LEAST and JaroWinkler.similarity(one, other) > LEAST else 0.0
