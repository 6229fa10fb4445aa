"""Which word of one name stands for which of the other; what is left over on either side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.matching.closeness import closeness, spelled
from xborder_desk.matching.names import CORE, GENERIC, JOINER, NUMBER, PARTICLE, PLACE, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xborder_desk.matching.names import Name

WEIGHT: Final = {
    CORE: 1.0,
    "initial": 0.35,
    GENERIC: 0.4,
    PLACE: 0.4,
    NUMBER: 0.3,
    PARTICLE: 0.15,
    JOINER: 0.0,
}
_MERGED: Final = 0.85


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of both names that stand for each other."""

    ours: tuple[Token, ...]
    theirs: tuple[Token, ...]
    close: float

    @property
    def weight(self) -> float:
        """What the pair weighs: the heavier of its sides."""
        return max(weight_of(self.ours), weight_of(self.theirs))

    @property
    def core(self) -> bool:
        """Whether one of the words is a name's own."""
        return any(token.role == CORE for token in (*self.ours, *self.theirs))


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of words, and the words of either name that found no partner."""

    pairs: tuple[Pair, ...]
    ours: tuple[Token, ...]
    theirs: tuple[Token, ...]


def weight_of(tokens: Sequence[Token]) -> float:
    """Give what words weigh together."""
    return sum(WEIGHT[token.role] for token in tokens)


def align(one: Name, other: Name, nicknames: dict[str, str]) -> Alignment:
    """Pair the words of two names, the closest first; two words may stand for one written together."""
    found = _options(one.tokens, other.tokens, nicknames)
    if one.chinese and other.chinese:
        found = (option for option in found if _spelled_alike(one, other, option))
    options = sorted(found, key=lambda o: (-o[0], o[1], o[2]))
    free_ours, free_theirs = set(range(len(one.tokens))), set(range(len(other.tokens)))
    pairs: list[Pair] = []
    for close, ours, theirs in options:
        if free_ours.issuperset(ours) and free_theirs.issuperset(theirs):
            free_ours -= set(ours)
            free_theirs -= set(theirs)
            pairs.append(
                Pair(tuple(one.tokens[i] for i in ours), tuple(other.tokens[i] for i in theirs), close)
            )
    return Alignment(
        tuple(pairs),
        tuple(one.tokens[i] for i in sorted(free_ours)),
        tuple(other.tokens[i] for i in sorted(free_theirs)),
    )


def _spelled_alike(one: Name, other: Name, option: tuple[float, tuple[int, ...], tuple[int, ...]]) -> bool:
    """Tell whether words of two Chinese names are the same letter by letter: Wei and Wen are two people."""
    ours, theirs = [one.tokens[i] for i in option[1]], [other.tokens[i] for i in option[2]]
    a, b = "".join(token.text for token in ours), "".join(token.text for token in theirs)
    return a == b or a in theirs[0].also or b in ours[0].also


def _options(
    ours: Sequence[Token], theirs: Sequence[Token], nicknames: dict[str, str]
) -> Iterator[tuple[float, tuple[int, ...], tuple[int, ...]]]:
    for i, one in enumerate(ours):
        for j, other in enumerate(theirs):
            close = closeness(one, other, nicknames)
            if close > 0:
                yield close, (i,), (j,)
    yield from _together(ours, theirs, flipped=False)
    yield from _together(theirs, ours, flipped=True)


def _together(
    ours: Sequence[Token], theirs: Sequence[Token], *, flipped: bool
) -> Iterator[tuple[float, tuple[int, ...], tuple[int, ...]]]:
    """Find words of ``ours`` that stand written together in one word of ``theirs``."""
    for size in (2, 3, 4):
        for at in range(len(ours) - size + 1):
            run = ours[at : at + size]
            text = "".join(token.text for token in run)
            for j, other in enumerate(theirs):
                if other.role == NUMBER or abs(len(text) - len(other.text)) > max(1, len(text) // 4):
                    continue
                close = spelled(text, other.text, across=run[0].foreign != other.foreign)
                if close >= _MERGED and any(token.role == CORE for token in (*run, other)):
                    spread = tuple(range(at, at + size))
                    # A little more than its parts, so that “van der bilt” goes as a whole.
                    yield (close + 0.001, (j,), spread) if flipped else (close + 0.001, spread, (j,))
