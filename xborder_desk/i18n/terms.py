"""The words of the trade: every catalogue keeps to the glossary, or its deviation is listed with a reason."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from babel.messages import Message
    from babel.messages.catalog import Catalog

GLOSSARY: Final = "glossary.csv"
DEVIATIONS: Final = "glossary-deviations.csv"

_NOT_LANGUAGES: Final = frozenset({"term_id", "en"})
_WORD: Final = re.compile(r"\w+")
_BRACKETS: Final = re.compile(r"[(（]([^)）]*)[)）]")
_UNDECOMPOSED: Final = str.maketrans("łđøı", "ldoi")
# The first letter of scripts that write words without spaces, or with an article joined on.
_HAN: Final = "\u2e80"
_ARTICLE: Final = "ال"
_SHORT: Final = 3
# What stays of a word in every ending: Vertrag, Vertrags, Verträge.
_STEM: Final = 0.6


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the trade: as English texts say it, and what a catalogue may say for it."""

    english: str
    wanted: str
    allowed: tuple[str, ...]


def read_terms(translations: Path) -> dict[str, tuple[Term, ...]]:
    """Read glossary and listed deviations: each language folder with its terms, the longest first.

    Raises:
        ValueError: a deviation has no reason, or is one of a term or language the glossary does not have.

    """
    glossary = _rows(translations / GLOSSARY)
    folders = [name for name in (glossary[0] if glossary else {}) if name not in _NOT_LANGUAGES]
    known = {row["term_id"] for row in glossary}
    also: dict[tuple[str, str], str] = {}
    for row in _rows(translations / DEVIATIONS):
        term, folder = row["term_id"], row["language"]
        if term not in known or folder not in folders or not row["words"] or not row["reason"]:
            msg = f"{DEVIATIONS}: {term}, {folder}: not in the glossary, or without words or reason"
            raise ValueError(msg)
        also[term, folder] = row["words"]
    return {
        folder: tuple(
            Term(
                english,
                row[folder],
                (*_variants(row[folder]), *_variants(also.get((row["term_id"], folder), ""))),
            )
            for row in sorted(glossary, key=lambda row: -len(row["en"]))
            for english in [_plain(row["en"])]
            if row[folder]
        )
        for folder in folders
    }


def check_terms(catalogue: Catalog, terms: tuple[Term, ...]) -> Iterator[str]:
    """Tell texts that say a term of the trade with another word than the glossary's.

    Held to it are terms of several words wherever they stand, and terms of one word where they are the whole
    text: alone in a sentence such a word often means something else (in any case, a sound argument).
    """
    for message in catalogue:
        source, said = " ".join(_ids(message)).casefold(), " ".join(_forms(message)).strip()
        if not source or not said:
            continue
        for term in terms:
            if term.english not in source:
                continue
            if " " not in term.english and term.english != source.replace("&", "").strip(" :…."):
                continue
            rest = re.sub(rf"\b{re.escape(term.english)}s?\b", " ", source)
            if rest != source and not any(says(folded(said), words) for words in term.allowed):
                yield f"“{term.english}” is “{term.wanted}” in the glossary: “{_ids(message)[0]}”"
            source = rest


def says(said: str, words: str) -> bool:
    """Whether a folded text has all the longer words of a term, in whatever endings."""
    found = _WORD.findall(folded(words))
    longer = [word for word in found if len(word) > _SHORT] or found
    return all(_stem(word) in said for word in longer)


def folded(text: str) -> str:
    """Write a text without case, accents and keys, as it is compared."""
    bare = unicodedata.normalize("NFKD", text.replace("&", "").casefold().translate(_UNDECOMPOSED))
    return "".join(char for char in bare if not unicodedata.combining(char))


def _stem(word: str) -> str:
    if word[0] >= _HAN or len(word) <= _SHORT:
        return word
    bare = word.removeprefix(_ARTICLE)
    return bare[: max(_SHORT, round(len(bare) * _STEM))]


def _variants(words: str) -> tuple[str, ...]:
    """Take apart ``Kläger/in (ESCP: Kläger)`` and ``A / B``: either will do."""
    parts = _BRACKETS.sub(r"/\1/", words).split("/")
    return tuple(filter(None, (part.rpartition(":")[2].strip() for part in parts)))


def _plain(english: str) -> str:
    return _BRACKETS.sub("", english).strip().casefold()


def _rows(file: Path) -> list[dict[str, str]]:
    if not file.is_file():
        return []
    lines = file.read_text(encoding="utf-8").splitlines()
    return [{name: value or "" for name, value in row.items()} for row in csv.DictReader(lines)]


def _ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, tuple | list) else (str(message.id),)


def _forms(message: Message) -> tuple[str, ...]:
    found = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(form or "" for form in found)
