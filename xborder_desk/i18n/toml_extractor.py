"""Babel's way into our data files: gives the texts in TOML with their contexts (see ``data_texts``)."""

from __future__ import annotations

import tomllib
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Any

from xborder_desk.i18n.data_texts import KINDS, texts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


def extract(
    fileobj: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Give line, function, (context, text) and comments for every text of a file in ``resources/<kind>/``.

    Raises:
        tomllib.TOMLDecodeError: the file is no TOML.

    """
    del keywords, comment_tags
    path = PurePath(str(options.get("path") or fileobj.name))
    source = fileobj.read().decode("utf-8")
    lines = source.splitlines()
    kind = KINDS.get(path.parent.name, path.parent.name)
    for found in texts_of(kind, path.stem, tomllib.loads(source)):
        yield _line_of(found.text, lines), "pgettext", (found.context, found.text), []


def _line_of(text: str, lines: list[str]) -> int:
    """Find where a text stands: for people who look it up, so the first line of it will do."""
    start = text.strip().splitlines()[0] if text.strip() else ""
    return next((number for number, line in enumerate(lines, 1) if start and start in line), 1)
