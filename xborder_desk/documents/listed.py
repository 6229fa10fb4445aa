"""What a list of exhibits tells of one besides its name, as its profile wants it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.dossier import HASHES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from xborder_desk.documents.writer import Writer
    from xborder_desk.domain.dossier import DossierContent, Exhibit

_NAMED: Final = re.compile(r"(.+?)\s*<[^<>]*>")
SHORT_HASH: Final = 16
"""So many figures of a hash stand in the list where an annex gives all of them."""


def about(exhibit: Exhibit, columns: Collection[str], writer: Writer) -> list[str]:
    """Give what a list of exhibits tells of one below its title: kind, language, source, from whom."""
    language = writer.language.language_name(exhibit.language) if exhibit.language else ""
    mail = exhibit.mail
    sender, to = (_called(mail.sender), _addressees(mail.to)) if mail is not None else ("", "")
    found = (
        ("copy_kind", exhibit.kind),
        ("copy_kind", exhibit.copied),
        ("language", language),
        ("source", exhibit.source),
        ("author", writer.labelled("sender", sender) if sender else ""),
        ("addressee", writer.labelled("to", to) if to else ""),
    )
    return [words for name, words in found if words and name in columns]


def _called(who: str) -> str:
    """Give somebody's name, or the address where there is none."""
    named = _NAMED.fullmatch(who.strip())
    return named.group(1).strip("\"' ") or who if named else who


def _addressees(given: Sequence[str]) -> str:
    """Name the first, and count the others."""
    more = f" (+{len(given) - 1})" if len(given) > 1 else ""
    return f"{_called(given[0])}{more}" if given else ""


def shown_hash(exhibit: Exhibit, content: DossierContent) -> str:
    """Give the hash as the list shows it: its begin where an annex gives all of it."""
    if "sha256" not in content.profile.columns:
        return ""
    annexed = any(annex.name == HASHES for annex in content.annexes)
    return f"{exhibit.sha256[:SHORT_HASH]}…" if annexed else exhibit.sha256
