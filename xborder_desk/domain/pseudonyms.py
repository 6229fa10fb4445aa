"""Pseudonyms: finding in any text who the consumers of a case are, and saying something else there instead.

A name is found however it is written: with or without accents, with an ending behind it, its words in either
order, with or without gaps. Numbers and addresses are found whatever stands between their figures. It is
better to hide a word too many than one too few.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xborder_desk.domain.cases import CaseView, IdentifierView, PartyView

MASK: Final = "[…]"
CONSUMER: Final = "consumer"
WITNESS: Final = "witness"
REPRESENTATIVE: Final = "representative"
NATURAL: Final = "natural"
SECRET_VALUES: Final = ("order_number", "payment_reference")
"""Values of a case by which the seller or a bank knows who the consumer is."""

_GAP: Final = r"[\s\-._,;·・/()@+]"
_STREET: Final = "stra(?:ß|ss)e|str(?!a)"
_SHORT: Final = 3
_LONG: Final = 6
_MOST_ENDING: Final = 4
_FEWEST: Final = 4
_LAST_FIGURES: Final = 9
_DIGRAPHS: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "œ": "oe"}
_PLAIN: Final = {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ı": "i"}
_ALONE: Final = frozenset(
    {"van", "von", "der", "den", "des", "del", "dos", "das", "della", "frau", "herr", "mrs", "miss", "mme"}
    | {"prof", "bin", "ibn", "the", "and", "und"}
)
"""Words beside a name that tell nothing by themselves."""

_LETTERS: Final = range(0xC0, 0x2000)
_LETTER_BEFORE: Final = r"(?<![^\W_])"
_FIGURE_BEFORE: Final = r"(?<!\d)"
_FIGURE_BEHIND: Final = r"(?!\d)"


@dataclass(frozen=True, slots=True)
class Secret:
    """Something that tells who somebody is: a pattern, what is said instead, and how long it is."""

    pattern: str
    instead: str
    length: int


class Veil:
    """Says pseudonyms instead of secrets. What is ``kept`` is never taken for one: the names of others."""

    def __init__(self, secrets: Iterable[Secret], kept: Iterable[str] = ()) -> None:
        names = sorted({name for name in kept if name.strip()}, key=len, reverse=True)
        said: dict[str, set[str]] = {}
        lengths: dict[str, int] = {}
        for one in secrets:
            said.setdefault(one.pattern, set()).add(one.instead)
            lengths[one.pattern] = max(one.length, lengths.get(one.pattern, 0))
        spoken: list[tuple[str, str | None]] = [(_whole(name.split(), ending=False), None) for name in names]
        # The longest first; a word that two consumers share tells of neither.
        for pattern in sorted(lengths, key=lambda found: (-lengths[found], found)):
            instead = said[pattern]
            spoken += [(pattern, next(iter(instead)) if len(instead) == 1 else MASK)]
        self._instead = [instead for _, instead in spoken]
        joined = "|".join(f"({pattern})" for pattern, _ in spoken)
        self._pattern = re.compile(joined, re.IGNORECASE) if spoken else None

    def over(self, text: str) -> str:
        """Give a text with pseudonyms in it."""
        if self._pattern is None or not text:
            return text
        return self._pattern.sub(self._said, text)

    def shows(self, text: str) -> bool:
        """Whether a text tells who one of the consumers is."""
        return self.over(text) != text

    def _said(self, found: re.Match[str]) -> str:
        instead = self._instead[(found.lastindex or 1) - 1]
        return found.group() if instead is None else instead


def veil_of(views: Iterable[CaseView], names: dict[str, str]) -> Veil:
    """Make the veil over cases; ``names`` gives each consumer's pseudonym by the uid of the party."""
    views = list(views)
    secrets = [secret for view in views for secret in _secrets(view, names)]
    kept = (
        name
        for view in views
        for party in view.parties
        if not is_hidden(party)
        for name in (party.name, party.name_latin)
    )
    return Veil(secrets, kept)


def is_hidden(party: PartyView) -> bool:
    """Whether a party is one of the people on the consumer's side, of whom nothing is told."""
    human = party.kind == NATURAL and party.role == REPRESENTATIVE
    return party.role in {CONSUMER, WITNESS} or human


def strings_in(value: object) -> Iterator[str]:
    """Give every text in a JSON value, names of entries included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield str(name)
            yield from strings_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings_in(one)


def secrets_of(name: str, instead: str) -> Iterator[Secret]:
    """Give how a name may be written: whole, its words turned round, and each word by itself."""
    words = [word for word in re.split(r"[\s,;/]+", name) if word.strip(".-'’")]
    if not words:
        return
    yield Secret(_whole(words), instead, len(name) + 2)
    if len(words) > 1:
        yield Secret(_whole([words[-1], *words[:-1]]), instead, len(name) + 1)
    for word in words:
        if len(word) >= _SHORT and word.casefold().strip(".") not in _ALONE and not _ideographic(word):
            yield Secret(_word(word), instead, len(word))


def _secrets(view: CaseView, names: dict[str, str]) -> Iterator[Secret]:
    for party in view.parties:
        if not is_hidden(party):
            continue
        instead = names.get(party.uid, MASK)
        for name in (party.name, party.name_latin):
            yield from secrets_of(name, instead)
        for one in party.identifiers:
            yield from _identifying(one)
    for field in SECRET_VALUES:
        value = str(view.values.get(field) or "")
        if len(value.strip()) >= _FEWEST:
            yield Secret(_spaced(value), MASK, len(value))


def _identifying(one: IdentifierView) -> Iterator[Secret]:
    if one.kind in {"phone", "fax", "sms", "messenger"}:
        figures = re.sub(r"\D", "", one.normal or one.raw).lstrip("0")
        if len(figures) >= _FEWEST:
            yield Secret(_telephone(figures), MASK, len(figures))
        if any(char.isalpha() for char in one.raw):
            yield Secret(re.escape(one.raw.strip()), MASK, len(one.raw))
        return
    if one.kind in {"address", "postal"}:
        for line in one.raw.replace(",", "\n").splitlines():
            # A line without figures is a town or a country; many live there.
            if len(line.strip()) >= _FEWEST and any(char.isdigit() for char in line):
                yield Secret(_street(line), MASK, len(line))
        return
    for text in {one.raw.strip(), one.normal.strip()}:
        if len(text) >= _FEWEST:
            yield Secret(_spaced(text), MASK, len(text))


def _telephone(figures: str) -> str:
    """Find a number by its last figures, whatever code stands before them."""
    last = figures[-_LAST_FIGURES:]
    before = rf"{_FIGURE_BEFORE}\+?(?:\d{_GAP}*){{0,6}}" if len(figures) >= _LAST_FIGURES else _FIGURE_BEFORE
    return before + rf"{_GAP}*".join(last) + _FIGURE_BEHIND


def _spaced(text: str) -> str:
    """Find letters and figures in their order, whatever stands between them."""
    kept = [char for char in text if char.isalnum()] or list(text.strip())
    edges = _LETTER_BEFORE if kept[0].isalnum() else ""
    return edges + rf"{_GAP}*".join(map(_letter, kept)) + (r"(?![^\W_])" if kept[-1].isalnum() else "")


def _street(line: str) -> str:
    """Find a line of an address, its street written out or cut short."""
    parts = [part.strip(" .") for part in re.split(_STREET, line, maxsplit=1, flags=re.IGNORECASE)]
    if len(parts) == 1 or not all(any(map(str.isalnum, part)) for part in parts):
        return _spaced(line)
    first, last = ([_letter(char) for char in part if char.isalnum()] for part in parts)
    gap = rf"{_GAP}*"
    return f"{_LETTER_BEFORE}{gap.join(first)}{gap}(?:{_STREET}){gap}{gap.join(last)}(?![^\\W_])"


def _whole(words: list[str], *, ending: bool = True) -> str:
    pattern = rf"{_GAP}{{0,3}}".join("".join(_letters(word)) for word in words)
    if any(map(_ideographic, words)):
        return pattern
    behind = rf"[^\W\d_]{{0,{_MOST_ENDING}}}" if ending and len(words[-1]) > _SHORT else ""
    return rf"{_LETTER_BEFORE}{pattern}{behind}(?![^\W\d_])"


def _word(word: str) -> str:
    """Find one word of a name: with an ending, as many languages have it; a short one exactly as it is."""
    if len(word) <= _SHORT:
        return rf"{_LETTER_BEFORE}(?-i:{''.join(_letters(word))})(?:s|'s|’s)?(?![^\W_])"
    stem = word[:-1] if len(word) >= _LONG and word[-1].isalpha() else word
    ending = _MOST_ENDING + len(word) - len(stem)
    return rf"{_LETTER_BEFORE}{''.join(_letters(stem))}[^\W\d_]{{0,{ending}}}(?![^\W\d_])"


def _letters(word: str) -> Iterator[str]:
    """Give the pattern of each letter; what some write as two letters is found as one too."""
    place = 0
    while place < len(word):
        pair = word[place : place + 2]
        one = next((umlaut for umlaut, two in _DIGRAPHS.items() if two == pair.casefold()), "")
        if one:
            yield rf"(?:{re.escape(pair)}|{one}|{one.upper()})"
            place += 2
        else:
            yield _letter(word[place])
            place += 1


@lru_cache(maxsize=4096)
def _letter(char: str) -> str:
    """Find a letter with or without whatever stands above or below it."""
    if not char.isalpha() or _ideographic(char):
        return re.escape(char)
    base = _base(char)
    kin = sorted({char, base, *_kin().get(base, ())})
    shown = "".join(one for one in kin if len(one) == 1 and one.islower() == char.islower()) or char
    two = _DIGRAPHS.get(char.lower())
    letter = rf"[{re.escape(shown)}][\u0300-\u036f]*"
    return rf"(?:{letter}|{two})" if two else letter


@lru_cache(maxsize=1)
def _kin() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for char in map(chr, _LETTERS):
        if char.isalpha() and _base(char) != char:
            found.setdefault(_base(char), []).append(char)
    return {base: tuple(chars) for base, chars in found.items()}


def _base(char: str) -> str:
    plain = _PLAIN.get(char.lower())
    if plain:
        return plain if char.islower() else plain.upper()
    return unicodedata.normalize("NFKD", char)[0]


def _ideographic(text: str) -> bool:
    """Whether a text is written without gaps between words."""
    return any(
        "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3"
        for char in text
    )
