"""Evidence items as lists, the command line and the dossier see them."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - dataclasses keep their annotations readable
from dataclasses import dataclass, field
from pathlib import Path  # noqa: TC003 - as above
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.domain.errors import KnownError
    from xborder_desk.domain.evidence import Message
    from xborder_desk.domain.registers import Finding

KEPT: Final = "kept"
READ: Final = "read"
PARTLY: Final = "partly"
UNREADABLE: Final = "unreadable"
STATE_LABELS: Final = {
    KEPT: N_("Kept, not read yet"),
    READ: N_("Read"),
    PARTLY: N_("Read in part"),
    UNREADABLE: N_("Kept, not readable"),
}
# What each kind of evidence is called; a kind that is not named here is a file.
KIND_LABELS: Final = {
    "pdf": N_("PDF document"),
    "picture": N_("Picture"),
    "eml": N_("E-mail"),
    "text": N_("Text"),
    "msg": N_("E-mail"),
    "tnef": N_("E-mail"),
    "mbox": N_("Mailbox"),
    "web": N_("Web page"),
    "office": N_("Office document"),
    "chat": N_("Chat"),
    "archive": N_("Archive"),
    "media": N_("Sound or film"),
    "empty": N_("Empty file"),
    "other": N_("File"),
}
FILE_LABEL: Final = N_("File")


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One item: its number in the case (E-01, a part E-01.1), its bytes' hash, and what is known of them.

    ``on`` is the ISO date or time of what it shows; ``duplicate_of`` the number of an earlier item of this
    case with the same bytes; ``derived_from`` that of the item it was made of, and ``derivation`` how (see
    ``services.evidence.deriving``); ``timestamp`` is its time stamp and what is known of it; times are UTC.
    """

    id: int
    uid: str
    number: str
    part_of: str
    sha256: str
    size: int
    filename: str
    media_type: str
    kind: str
    title: str
    on: str
    language: str
    pages: int | None
    text_chars: int
    facts: dict[str, Any]
    warnings: tuple[Message, ...]
    state: str
    source: str
    method: str
    acquired_at: dt.datetime
    acquired_by: str
    descriptions: dict[str, str]
    duplicate_of: str
    derived_from: str = ""
    derivation: dict[str, Any] | None = None
    timestamp: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """One line of the custody register about an item."""

    seq: int
    at: dt.datetime
    actor: str
    action: str
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """The text read off one page (from 1): by which engine, and how sure it was (0 to 100)."""

    page: int
    text: str
    engine: str
    confidence: int | None


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One item with its custody and the text of its pages, and which of it was ``recognised``."""

    case: str
    row: EvidenceRow
    custody: tuple[CustodyEvent, ...]
    page_texts: tuple[str, ...]
    recognised: tuple[RecognisedPage, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation as a person gives it: ``on`` is an ISO date, ``language`` a tag.

    ``pages`` pairs pages of the translation with those of the original, ``1=1,2=2-3``; empty is page by page.
    """

    language: str
    translator: str
    on: str = ""
    certified: bool = False
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file that was given: the item it made, or the fault that kept it out."""

    path: Path
    row: EvidenceRow | None
    fault: KnownError | None = None
    parts: tuple[Added, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check looked at and what it found."""

    checked: int
    findings: tuple[Finding, ...] = ()
    cases: tuple[str, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class KeptStamp:
    """A token that is kept: of an item or a register, and the SHA-256 it must be about.

    ``subject`` is how people name it; ``sha256`` is empty where what it was about is gone. ``at`` (ISO) and
    ``authority`` are what stands beside the token; an empty authority was not kept.
    """

    subject: str
    token: str
    sha256: str
    at: str
    authority: str = ""


@dataclass(frozen=True, slots=True)
class RecordedStamp:
    """A stamp of which a register tells: of what, the time it gives (ISO), and the SHA-256 of its token.

    The hash is empty in lines from before it was written down.
    """

    subject: str
    at: str
    token_sha256: str = ""
