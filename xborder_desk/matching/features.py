"""What is measured of two names: a fixed row of numbers, each between 0 and 1, that the weights belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from xborder_desk.matching import signs
from xborder_desk.matching.aligning import weight_of
from xborder_desk.matching.names import CORE, GENERIC, INITIAL, JOINER, PARTICLE, PLACE, acronyms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.matching.aligning import Alignment
    from xborder_desk.matching.names import Name, Token

# In this order in the data. Bias first.
FEATURES: Final = (
    "bias",
    "covered",
    "worst",
    "swapped",
    "extra",
    "nothing",
    "place_clash",
    "place_extra",
    "number_clash",
    "number_extra",
    "generic_clash",
    "generic_extra",
    "form_clash",
    "typos",
    "joined",
    "across",
    "initials",
    "acronym",
    "single",
    "last_differs",
    "first_differs",
    "series",
    "other_marks",
    "far",
    "alone",
    "crossed",
    "brand",
)


_TYPO: Final = 0.95


def measure(one: Name, other: Name, found: Alignment) -> tuple[float, ...]:
    """Measure two names that were aligned."""
    core = [pair for pair in found.pairs if pair.core]
    ours, theirs = _own(found.ours), _own(found.theirs)
    total = weight_of(one.tokens) + weight_of(other.tokens)
    covered = sum((weight_of(p.ours) + weight_of(p.theirs)) * p.close for p in found.pairs) / max(total, 0.1)
    joined = _joined(one, other)
    worst = max((1 - pair.close for pair in core if not _initial(pair.ours, pair.theirs)), default=0.0)
    smaller = max(1.0, float(min(len(_own(one.tokens)), len(_own(other.tokens)))))
    acronym = _acronym(one, other)
    if acronym:
        return tuple(1.0 if name in {"bias", "covered", "acronym"} else 0.0 for name in FEATURES)
    return (
        1.0,
        covered,
        min(1.0, worst * 2),
        min(1.0, min(len(ours), len(theirs)) / smaller),
        min(1.0, abs(len(ours) - len(theirs)) / 3) if not (ours and theirs) else 0.0,
        0.0 if core else 1.0,
        *_clash(found, PLACE),
        *signs.numbers(one, other, found)[:2],
        *_clash(found, GENERIC),
        1.0 if one.forms and other.forms and not one.forms & other.forms else 0.0,
        min(1.0, sum(1 for pair in core if pair.close < _TYPO) / 2),
        joined,
        1.0 if any(t.foreign for t in one.tokens) != any(t.foreign for t in other.tokens) else 0.0,
        min(1.0, sum(1 for pair in found.pairs if _initial(pair.ours, pair.theirs)) / 2),
        0.0,
        1.0 if min(len(_own(one.tokens)), len(_own(other.tokens))) == 1 else 0.0,
        _differs(one, other, ours, theirs, -1),
        _differs(one, other, ours, theirs, 0),
        signs.numbers(one, other, found)[2],
        signs.other_marks(one, other, found),
        signs.far(found),
        signs.alone(one, other),
        signs.crossed(one, other),
        signs.brand(one, other, found),
    )


def _own(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.role in {CORE, INITIAL}]


def _initial(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    return any(token.role == INITIAL for token in (*ours, *theirs))


def _clash(found: Alignment, role: str) -> tuple[float, float]:
    """Tell a difference on both sides from a word that only one side has."""
    ours = sum(1 for token in found.ours if token.role == role)
    theirs = sum(1 for token in found.theirs if token.role == role)
    if ours and theirs:
        return 1.0, 0.0
    return 0.0, min(1.0, (ours + theirs) / 2)


def _joined(one: Name, other: Name) -> float:
    """Compare the names' words written together; spaces are where typists differ."""
    share = 0.0
    for left_out in ({PARTICLE, JOINER}, set[str]()):
        ours, theirs = _spoken(one, left_out), _spoken(other, left_out)
        if ours and theirs:
            orders = ((ours, theirs), (sorted(ours), sorted(theirs)))
            share = max(share, *(_alike("".join(a), "".join(b)) for a, b in orders))
    if one.chinese and other.chinese and share < 1:
        return 0.0  # a letter more is another name
    return max(0.0, (share - 0.6) / 0.4)


def _spoken(name: Name, left_out: set[str]) -> list[str]:
    return [token.text for token in name.tokens if token.role not in left_out and token.text]


def _alike(a: str, b: str) -> float:
    return 1 - OSA.distance(a, b) / max(len(a), len(b))


def _acronym(one: Name, other: Name) -> bool:
    return _short_for(one, other) or _short_for(other, one)


def _short_for(short: Name, long: Name) -> bool:
    return len(short.tokens) == 1 < len(long.tokens) and bool(acronyms(short) & acronyms(long))


def _differs(one: Name, other: Name, ours: list[Token], theirs: list[Token], place: int) -> float:
    """Whether the last (first) word differs on both sides: of persons mostly the family name."""
    a, b = _own(one.tokens), _own(other.tokens)
    if not a or not b:
        return 0.0
    return 1.0 if a[place] in ours and b[place] in theirs else 0.0
