"""The post book: what went out and came in by post, each line with its running number, never changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.choices import Choice, Direction, parse_choice
from xborder_desk.domain.registers import moment_of
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.domain.registers import Line

ENTERED: Final = "entered"


class Posting(Choice):
    """What kind of thing was posted."""

    LETTER = "letter", N_("Letter")
    REGISTERED = "registered", N_("Registered letter")
    RECEIPT = "receipt", N_("Advice of receipt")
    RETURNED = "returned", N_("Returned envelope")
    PARCEL = "parcel", N_("Parcel")
    FAX = "fax", N_("Fax")
    COURIER = "courier", N_("By courier")
    OTHER = "other", N_("Other")


@dataclass(frozen=True, slots=True)
class NewPosting:
    """A line as typed: ``direction`` outgoing or incoming, ``on`` a day, ``who`` sent or gets it.

    ``number`` is that on the receipt of the posting; ``attempt`` (A-01) the attempt it belongs to.
    """

    direction: str
    on: str
    who: str
    subject: str
    kind: str = "letter"
    number: str = ""
    attempt: str = ""
    cost: str = ""
    cost_currency: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PostLine:
    """A line of the book; ``no`` is its running number in the office, ``at`` when it was written (UTC)."""

    no: int
    at: dt.datetime
    by: str
    direction: Direction
    kind: Posting
    on: dt.date
    who: str
    subject: str
    number: str
    case: str
    attempt: str
    cost: str
    cost_currency: str
    note: str
    proofs: tuple[str, ...]

    @property
    def name(self) -> str:
        """The number people cite: the year and the running number."""
        return f"{self.on.year}/{self.no:04d}"


def post_lines(lines: Iterable[Line]) -> list[PostLine]:
    """Read the book from its register; lines whose content was lawfully erased are left out."""
    found = []
    for line in lines:
        content: dict[str, Any] = dict(line.values())
        if content.get("action") != ENTERED:
            continue
        found.append(
            PostLine(
                no=line.seq,
                at=moment_of(line.at),
                by=content["actor"],
                direction=parse_choice(Direction, content["direction"], field="direction"),
                kind=parse_choice(Posting, content["kind"], field="kind"),
                on=dt.date.fromisoformat(content["on"]),
                who=content["who"],
                subject=content["about"],
                number=content.get("number", ""),
                case=content.get("case", ""),
                attempt=content.get("attempt", ""),
                cost=content.get("cost", ""),
                cost_currency=content.get("cost_currency", ""),
                note=content.get("note", ""),
                proofs=tuple(proof["evidence"] for proof in content.get("proofs", [])),
            )
        )
    return found
