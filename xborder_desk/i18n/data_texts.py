"""Which values in our data files are texts for people, and under which context each is translated.

The convention, for the files in ``resources/``:

* a string (or list of strings) under one of the ``TEXT_KEYS`` is a text, written in English;
* its context is the kind of data (the folder's name in the singular, see ``KINDS``), the file's id unless
  ids are unique in the whole kind, the ``id`` or key of every table around it, and the key itself unless it
  is a ``MAIN_KEYS``: ``taxonomy:T02.1``, ``letter:final-notice:demand``, ``route:adr:opens:note``;
* lists of strings count their items from 1: ``letter:final-notice:closing:1``;
* tables named in ``SKIPPED`` hold no texts for people: sources, and texts already in their own language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KINDS: Final = {
    "taxonomy": "taxonomy",
    "templates": "letter",
    "routes": "route",
    "bodies": "body",
    "profiles": "profile",
    "jurisdictions": "jurisdiction",
    "forms": "form",
}
MAIN_KEYS: Final = frozenset({"label", "text"})
TEXT_KEYS: Final = MAIN_KEYS | {"title", "note", "hint", "heading", "summary", "why", "question", "subject"}
UNIQUE_IDS: Final = frozenset({"taxonomy"})
SKIPPED: Final = frozenset({"source", "sources", "labels", "titles", "wording"})
_NAMES: Final = ("id", "code", "key")


@dataclass(frozen=True, slots=True)
class DataText:
    """One text of a data file and the context it is asked for with."""

    context: str
    text: str


def context_of(kind: str, *path: str) -> str:
    """Build a context the way the extractor does: ``context_of("taxonomy", "T02.1")``."""
    return ":".join((kind, *path))


def texts_of(kind: str, file_id: str, data: Mapping[str, object]) -> Iterator[DataText]:
    """Find every text for people in the content of one data file."""
    start = (kind,) if kind in UNIQUE_IDS else (kind, file_id)
    yield from _in_table(start, data)


def _in_table(path: tuple[str, ...], table: Mapping[str, object]) -> Iterator[DataText]:
    for key, value in table.items():
        if key in SKIPPED:
            continue
        here = path if key in MAIN_KEYS else (*path, key)
        if isinstance(value, str):
            if key in TEXT_KEYS and value:
                yield DataText(":".join(here), value)
        elif isinstance(value, dict):
            yield from _in_table((*path, key), value)
        elif isinstance(value, list):
            yield from _in_list(path, here, key, value)


def _in_list(
    path: tuple[str, ...], here: tuple[str, ...], key: str, items: list[object]
) -> Iterator[DataText]:
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            name = _name_of(item)
            around = path[:1] if name and path[0] in UNIQUE_IDS else path
            yield from _in_table((*around, name or f"{key}:{number}"), item)
        elif isinstance(item, str) and item and key in TEXT_KEYS:
            yield DataText(":".join((*here, str(number))), item)


def _name_of(table: Mapping[str, object]) -> str:
    return next((str(table[name]) for name in _NAMES if isinstance(table.get(name), str)), "")
