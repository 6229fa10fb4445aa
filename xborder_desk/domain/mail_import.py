"""What became of each mail that was imported into a case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - dataclasses keep their annotations readable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xborder_desk.domain.errors import KnownError
    from xborder_desk.domain.evidence import Message
    from xborder_desk.domain.mails import ToldRecipient


class Became(StrEnum):
    """What a mail became: an attempt, a result or reply of one, or evidence that changes nothing."""

    ATTEMPT = "attempt"
    RESULT = "result"
    REPLY = "reply"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Imported:
    """One mail: ``attempts`` it concerns (A-01), its ``evidence``, and the item it is the same as.

    ``position`` counts the mails of a mailbox from 1, 0 for a file that is one mail. With a ``fault`` nothing
    was taken in.
    """

    path: Path
    position: int = 0
    outcome: Became = Became.KEPT
    attempts: tuple[str, ...] = ()
    evidence: str = ""
    duplicate_of: str = ""
    recipients: tuple[ToldRecipient, ...] = ()
    warnings: tuple[Message, ...] = ()
    fault: KnownError | None = None
