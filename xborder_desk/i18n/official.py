"""The language one writes to a country in: an official one of it, that of most people first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.i18n.languages import SOURCE_TAG, match

if TYPE_CHECKING:
    from collections.abc import Sequence


def language_of(country: str, tags: Sequence[str], known: str = "") -> str:
    """Give the language of ``tags`` in which to write to somebody in a ``country`` (two letters, or empty).

    The language ``known`` of somebody comes first; then the official ones of the country, that of most people
    first. English where none of them is there, or the country is not known.
    """
    found = match(known, tags) if known else None
    if found is None and len(country.strip()) == 2:  # noqa: PLR2004 - a country's letters
        from babel.languages import get_official_languages  # noqa: PLC0415 - costs start-up time

        spoken = get_official_languages(country.strip().upper(), de_facto=True)
        found = next((tag for one in spoken if (tag := match(one, tags))), None)
    return found or SOURCE_TAG
