"""Signs that two names are different, or one, which no closeness of words shows."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from xborder_desk.matching.names import CORE, GENERIC, INITIAL, JOINER, NUMBER, PARTICLE, PLACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.matching.aligning import Alignment
    from xborder_desk.matching.names import Name, Token

# Firms that one house numbers through: of these another number is no other operator.
_SERIES: Final = frozenset({"foundation", "fund", "trust", "partner", "series", "portfolio", "offshore"})
_NUMBERED: Final = "partnership"
_FAR: Final = 0.8
_TWO: Final = 2
_SON: Final = "bin"


def numbers(one: Name, other: Name, found: Alignment) -> tuple[float, float, float]:
    """Tell numbers that differ, a number only one side has, and both where firms are numbered in series."""
    ours = sum(1 for token in found.ours if token.role == NUMBER)
    theirs = sum(1 for token in found.theirs if token.role == NUMBER)
    if not ours and not theirs:
        return 0.0, 0.0, 0.0
    if _in_series(one) and _in_series(other):
        return 0.0, 0.0, 1.0
    return (1.0, 0.0, 0.0) if ours and theirs else (0.0, 1.0, 0.0)


def _in_series(name: Name) -> bool:
    return _NUMBERED in name.forms or any(token.text in _SERIES for token in name.tokens)


def other_marks(one: Name, other: Name, found: Alignment) -> float:
    """Say whether both write marks above their letters, but above different letters: Müller, Möller.

    A slip of the pen forgets marks; nobody writes another letter with marks by mistake.
    """
    if all(pair.close == 1.0 for pair in found.pairs if pair.core):
        return 0.0
    ours, theirs = _marked(one.raw), _marked(other.raw)
    return 1.0 if ours and theirs and len(ours) == len(theirs) and ours != theirs else 0.0


def _marked(raw: str) -> list[str]:
    """Give the Latin letters that stand under a mark."""
    split = [unicodedata.normalize("NFD", letter) for letter in unicodedata.normalize("NFC", raw).casefold()]
    return sorted(letter[0] for letter in split if len(letter) > 1 and letter[0].isascii())


def far(found: Alignment) -> float:
    """Say whether an own word is only just like the other's, and by more than one slip of the pen."""
    return (
        1.0
        if any(
            pair.core
            and pair.close < _FAR
            and OSA.distance(_text(pair.ours), _text(pair.theirs)) > 1
            and all(token.role != INITIAL for token in (*pair.ours, *pair.theirs))
            for pair in found.pairs
        )
        else 0.0
    )


def _text(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)


def alone(one: Name, other: Name) -> float:
    """Say whether one name is a single word, and the other has at least two more: Walijan of many."""
    fewest, most = sorted((len(one.own), len(other.own)))
    return 1.0 if fewest == 1 and most > _TWO else 0.0


def crossed(one: Name, other: Name) -> float:
    """Say whether father and son have changed places: Abdullah bin Omar, Omar bin Abdullah."""
    ours, theirs = _sons(one), _sons(other)
    if not ours or not theirs or ours & theirs:
        return 0.0
    sons = {son for son, _ in ours} & {father for _, father in theirs}
    fathers = {father for _, father in ours} & {son for son, _ in theirs}
    return 1.0 if sons or fathers else 0.0


def _sons(name: Name) -> frozenset[tuple[str, str]]:
    texts = [(token.text, token.role) for token in name.tokens]
    return frozenset(
        (texts[at - 1][0], _first_own(texts[at + 1 :]))
        for at in range(1, len(texts) - 1)
        if texts[at] == (_SON, PARTICLE)
    )


def _first_own(texts: Sequence[tuple[str, str]]) -> str:
    return next((text for text, role in texts if role == CORE), "")


def brand(one: Name, other: Name, found: Alignment) -> float:
    """Say whether one name is a firm's own words alone, and all of them stand in the other."""
    for name, left, more in ((one, found.ours, found.theirs), (other, found.theirs, found.ours)):
        bare = not name.forms and all(token.role in {CORE, JOINER} for token in name.tokens)
        if bare and not left and len(more) == 1 and more[0].role in {PLACE, GENERIC}:
            return 1.0
    return 0.0
