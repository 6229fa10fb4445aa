"""References to exhibits inside texts, and the labels exhibits carry: pure rules, nothing of paper.

A reference is stored as a token, never as typed words: ``{{ref:E-03:2}}`` names evidence E-03, page 2 of
that document as it was received; ``{{ref:E-03}}`` names it as a whole. In a dossier over several cases the
number is whole: ``{{ref:2026-0001/E-03}}``. What is printed follows from the dossier's order.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping  # noqa: TC003 - dataclasses keep their annotations readable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

TOKEN: Final = re.compile(r"\{\{ref:((?:\d{4}-\d{1,9}/)?E-\d{1,9}(?:\.\d{1,9}){0,9})(?::(\d{1,9}))?\}\}")
ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the evidence: its number (within its case, or whole) and, if given, the page (from 1)."""

    key: str
    page: int | None = None

    @property
    def token(self) -> str:
        """Give the text as it is stored."""
        return f"{{{{ref:{self.key}}}}}" if self.page is None else f"{{{{ref:{self.key}:{self.page}}}}}"


def parse(text: str) -> tuple[str | Reference, ...]:
    """Cut a text into plain pieces and references, in order; joining tokens and pieces gives the text back.

    A page of 0 is no page: such a token stays plain text, as does anything else not exactly a token.
    """
    pieces: list[str | Reference] = []
    done = 0
    for match in TOKEN.finditer(text):
        key, page = match.group(1), match.group(2)
        reference = Reference(key, int(page) if page else None)
        if reference.page == 0 or reference.token != match.group(0):
            continue
        if match.start() > done:
            pieces.append(text[done : match.start()])
        pieces.append(reference)
        done = match.end()
    if done < len(text):
        pieces.append(text[done:])
    return tuple(pieces)


def references(text: str) -> tuple[Reference, ...]:
    """List the references of a text, in order, repeated ones too."""
    return tuple(piece for piece in parse(text) if isinstance(piece, Reference))


def render(text: str, labels: Mapping[str, str], with_page: str = "{label}, p. {page}") -> str:
    """Print a text as people read it: tokens become exhibit labels, ``with_page`` says how a page is added.

    An exhibit that has no label (it is not in this dossier) is printed as its evidence number in brackets.
    """
    return "".join(
        piece if isinstance(piece, str) else words(piece, labels, with_page) for piece in parse(text)
    )


def words(reference: Reference, labels: Mapping[str, str], with_page: str = "{label}, p. {page}") -> str:
    """Print one reference."""
    label = labels.get(reference.key, f"[{reference.key}]")
    return label if reference.page is None else with_page.format(label=label, page=reference.page)


def letters(number: int) -> str:
    """Count with letters as columns of a table do: 1 is A, 26 is Z, 27 is AA.

    Raises:
        ValueError: the number is below 1.

    """
    if number < 1:
        message = "exhibits are counted from 1"
        raise ValueError(message)
    text = ""
    while number:
        number, rest = divmod(number - 1, len(ALPHABET))
        text = ALPHABET[rest] + text
    return text


def number_of(text: str) -> int:
    """Count back what ``letters`` wrote, or read a figure; 0 for anything else."""
    head = re.match(r"\d+|[A-Z]+", text)
    if head is None:
        return 0
    if head.group().isdigit():
        return int(head.group())
    total = 0
    for char in head.group():
        total = total * len(ALPHABET) + ALPHABET.index(char) + 1
    return total


@dataclass(frozen=True)
class Numbering:
    """How exhibits are counted: with figures or letters, which numbers are frozen, and what came in late.

    ``frozen`` are numbers as they were filed, by key. ``late`` names for a key the one it stands behind: it
    takes that one's number and a letter (7a), so that no other number moves.
    """

    lettered: bool = False
    frozen: Mapping[str, str] = field(default_factory=dict)
    late: Mapping[str, str] = field(default_factory=dict)


def labels(
    keys: Iterable[tuple[str, str]],
    pattern: str,
    counting: Numbering | None = None,
    *,
    lettered: bool = False,
) -> dict[str, str]:
    """Number exhibits in their order.

    ``keys`` are pairs of an exhibit's key and the key of the exhibit it is a part of (or ""); a part takes
    its whole's number and a further one ("K 3.1"). ``pattern`` is the label's text, with ``{n}`` the number.
    A part whose whole stands nowhere before it is numbered like any other. No two exhibits ever have the same
    number, and a frozen one never moves; where numbers are frozen, others are counted on behind the last.
    """
    rules = counting or Numbering(lettered=lettered)
    pairs = list(dict.fromkeys(keys))
    frozen = {key: rules.frozen[key] for key, _ in pairs if key in rules.frozen}
    numbers: dict[str, str] = {}
    taken = set(frozen.values()) | set(rules.frozen.values())
    count = max((number_of(number) for number in rules.frozen.values()), default=0)
    for key, whole in pairs:
        if key in numbers:
            continue
        if key in frozen:
            numbers[key] = frozen[key]
        elif whole in numbers:
            numbers[key] = _free((f"{numbers[whole]}.{n}" for n in itertools.count(1)), taken)
        elif rules.late.get(key) in numbers:
            before = numbers[rules.late[key]]
            numbers[key] = _free((f"{before}{letters(n).lower()}" for n in itertools.count(1)), taken)
        else:
            wanted = (letters(n) if rules.lettered else str(n) for n in itertools.count(count + 1))
            numbers[key] = _free(wanted, taken)
            count = number_of(numbers[key])
        taken.add(numbers[key])
    return {key: pattern.replace("{n}", number) for key, number in numbers.items()}


def _free(wanted: Iterator[str], taken: Container[str]) -> str:
    return next(number for number in wanted if number not in taken)
