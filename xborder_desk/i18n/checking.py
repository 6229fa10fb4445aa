"""What can be wrong with a catalogue, told one line each: missing, guessed, places that do not match."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Final

from xborder_desk.i18n.language import places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from babel.messages import Message
    from babel.messages.catalog import Catalog

# So many words of the source in a row are no coincidence; so many are enough where all are the same.
_RUN: Final = 5
_ALIKE: Final = 2
# A word of a sentence: codes, addresses and values after a sign are none, and a stop ends a run.
_WORDS: Final = re.compile(r"(?<!\S)[^\W\d_]+(?:['’-][^\W\d_]+)*(?=\s|$)|\S+")
_KEY: Final = re.compile(r"&(?=\w)")


def check_catalogue(catalogue: Catalog, template: Catalog, *, complete: bool = True) -> Iterator[str]:
    """Compare one language with the texts there are.

    Told are: guesses (fuzzy), named places that are in one of text and translation only, plurals with an
    empty form, line breaks or spaces at the ends that differ; with ``complete`` also what is missing.
    """
    for wanted in template:
        if not wanted.id:
            continue
        message = catalogue.get(_key(wanted), wanted.context)
        if message is None or not any(_forms(message)):
            if complete:
                yield f"missing: {_shown(wanted)}"
            continue
        yield from _check_message(message)


def _check_message(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield f"guessed, needs a look: {_shown(message)}"
    forms = _forms(message)
    if not all(forms):
        yield f"a plural form is empty: {_shown(message)}"
    wanted = frozenset[str]().union(*map(places, _ids(message)))
    optional = wanted - places(_ids(message)[0])
    for form in filter(None, forms):
        found = places(form)
        for name in sorted(found - wanted):
            yield f"names the place {{{name}}} which the text has not: {_shown(message)}"
        for name in sorted(wanted - found - optional - ({"n"} if len(_ids(message)) > 1 else set())):
            yield f"lacks the place {{{name}}}: {_shown(message)}"
        if left := _left_in_english(_ids(message), form):
            yield f"says “{left}” in English: {_shown(message)}"
        if _KEY.search(form) is not None and _KEY.search(_ids(message)[0]) is None:
            yield f"has a key (&) which the text has not: {_shown(message)}"
        if _ends(form) != _ends(_ids(message)[0]):
            yield f"begins or ends with another space or line break: {_shown(message)}"


def glossary_hints(catalogue: Catalog, words: Mapping[str, str]) -> Iterator[str]:
    """Tell which translations of a text with a term of the glossary do not use the word given for it."""
    for message in catalogue:
        if not message.id:
            continue
        text, translated = " ".join(_ids(message)).casefold(), " ".join(_forms(message)).casefold()
        for term, word in words.items():
            if translated and term in text and not any(one in translated for one in _variants(word)):
                yield f"“{term}” is “{word}” in the glossary: {_shown(message)}"


def read_glossary(path: Path) -> dict[str, dict[str, str]]:
    """Read the glossary: for every language folder (``zh_Hant``) the English terms and their words."""
    if not path.is_file():
        return {}
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    tongues = [name for name in (rows[0] if rows else {}) if name not in {"term_id", "en"}]
    return {tongue: {row["en"].casefold(): row[tongue] for row in rows if row[tongue]} for tongue in tongues}


def _variants(word: str) -> Iterator[str]:
    """Split ``Kläger/in (ESCP: Kläger)`` and ``A / B`` into stems that may stand in a sentence."""
    for part in word.casefold().replace("(", "/").replace("（", "/").replace(")", "").split("/"):
        stem = part.strip(" ）")
        if stem:
            yield stem[: max(4, len(stem) - 2)] if stem.isascii() or len(stem) > 6 else stem  # noqa: PLR2004 - endings


def _left_in_english(sources: tuple[str, ...], form: str) -> str:
    """Give the first run of words of the source that stands in a translation word for word; empty for none.

    Names and codes are alike in many languages: only words that begin small are counted.
    """
    in_form = _words(form)
    said = f" {' '.join(in_form)} "
    for source in sources:
        words = _words(source)
        if words == in_form and sum(map(_is_small, words)) >= _ALIKE:
            return " ".join(words)
        for start in range(len(words) - _RUN + 1):
            run = words[start : start + _RUN]
            if all(map(_is_small, run)) and f" {' '.join(run)} " in said:
                return " ".join(run)
    return ""


def _is_small(word: str) -> bool:
    return word[0].islower() and word.replace("-", "").replace("'", "").isalpha()


def _words(text: str) -> list[str]:
    """Give the words of a text in order; whatever else stands between spaces ends a run."""
    return _WORDS.findall(text)


def _ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, tuple | list) else (message.id,)


def _forms(message: Message) -> tuple[str, ...]:
    found = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(form or "" for form in found)


def _key(message: Message) -> str:
    return _ids(message)[0]


def _ends(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _shown(message: Message) -> str:
    context = f"[{message.context}] " if message.context else ""
    return f"{context}“{_key(message)}”"
