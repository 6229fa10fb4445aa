"""Whether two names have the same words of their own, which is what tells one firm from another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.matching.names import CORE, GENERIC, INITIAL, NUMBER, PLACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.matching.aligning import Alignment
    from xborder_desk.matching.names import Name, Token

_LEAST_CLOSE: Final = 0.75
_LONG: Final = 6
_SHORT: Final = 3
_BARE: Final = 0.15
_CLASH: Final = {PLACE: 0.45, NUMBER: 0.35, GENERIC: 0.75}


def own_agreement(one: Name, other: Name, found: Alignment) -> float:
    """Say from 0 to 1 how surely two names have the same own words."""
    core = [pair for pair in found.pairs if pair.core]
    ours, theirs = _own(found.ours), _own(found.theirs)
    if not core or (ours and theirs):
        return 0.0
    closest = min(pair.close for pair in core)
    if closest < _LEAST_CLOSE:
        return 0.0
    letters = sum(min(_letters(pair.ours), _letters(pair.theirs)) for pair in core)
    strength = (closest - _LEAST_CLOSE) / (1 - _LEAST_CLOSE) * 0.5 + 0.5
    strength *= min(1.0, max(0.1, (letters - 1) / (_LONG - 1)))
    strength *= 0.5 ** len(ours or theirs)
    for role, share in _CLASH.items():
        if _has(found.ours, role) and _has(found.theirs, role):
            strength *= share
    return strength * (_BARE if one.bare or other.bare else 1.0)


def _own(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.role in {CORE, INITIAL}]


def _letters(tokens: Sequence[Token]) -> int:
    """Count letters; a character of Han says as much as three."""
    return sum(len(token.text) for token in tokens)


def _has(tokens: Sequence[Token], role: str) -> bool:
    return any(token.role == role for token in tokens)
