"""What a list of exhibits tells of one besides its name, as its profile wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.dossier import HASHES

if TYPE_CHECKING:
    from collections.abc import Collection

    from xborder_desk.documents.writer import Writer
    from xborder_desk.domain.dossier import DossierContent, Exhibit

SHORT_HASH: Final = 16
"""So many figures of a hash stand in the list where an annex gives all of them."""


def about(exhibit: Exhibit, columns: Collection[str], writer: Writer) -> list[str]:
    """Give what a list of exhibits tells of one below its title: kind, language, source, from whom."""
    language = writer.language.language_name(exhibit.language) if exhibit.language else ""
    mail = exhibit.mail
    to = ""
    if mail is not None and mail.to:
        to = mail.to[0] if len(mail.to) == 1 else f"{mail.to[0]} (+{len(mail.to) - 1})"
    found = (
        ("copy_kind", exhibit.kind),
        ("copy_kind", exhibit.copied),
        ("language", language),
        ("source", exhibit.source),
        ("author", f"{writer.say('sender')}: {mail.sender}" if mail is not None and mail.sender else ""),
        ("addressee", f"{writer.say('to')}: {to}" if to else ""),
    )
    return [words for name, words in found if words and name in columns]


def shown_hash(exhibit: Exhibit, content: DossierContent) -> str:
    """Give the hash as the list shows it: its begin where an annex gives all of it."""
    if "sha256" not in content.profile.columns:
        return ""
    annexed = any(annex.name == HASHES for annex in content.annexes)
    return f"{exhibit.sha256[:SHORT_HASH]}…" if annexed else exhibit.sha256
