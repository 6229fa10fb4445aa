"""The diligent search: its rows, what a case has done of each, and how attempts are to be spread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, Protocol

from xborder_desk.domain.choices import Choice, parse_choice
from xborder_desk.domain.contacts import OMISSIONS, SEARCH
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.folding import fold
from xborder_desk.domain.registers import moment_of
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.domain.registers import Line

Status = Literal["unchecked", "sourced", "confirmed"]
LOOKUP: Final = "register_lookup"


class RowState(Choice):
    """How far a row of the search is."""

    DONE = "done", N_("Done")
    OPEN = "open", N_("Still open")
    NOT_APPLICABLE = "not_applicable", N_("Does not apply")


@dataclass(frozen=True, slots=True)
class DataText:
    """A text of our data files: English, and the context it is translated under."""

    text: str
    context: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Give the English."""
        return self.text


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the search and what counts for it.

    ``channels`` are ways of attempts, ``every`` the kind of identifier each of which must be tried,
    ``purpose`` what one of the attempts must be for, ``roles`` whom an inquiry goes to, ``origins`` where an
    identifier was seen; ``registers`` are names of registers whose look-up counts, folded.
    """

    id: str
    number: int
    text: DataText
    why: DataText
    channels: tuple[str, ...] = ()
    every: str = ""
    purpose: str = ""
    roles: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterSource:
    """A register or search service, for choosing one; ``countries`` empty for all."""

    id: str
    row: str
    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person said of a row: done with proof, open again, or not applicable and why."""

    row: str
    state: RowState
    reason: str
    proofs: tuple[str, ...]
    at: dt.datetime
    by: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A row for one case: its state, by which attempts and evidence, and a sentence on what is left."""

    row: Row
    state: RowState
    attempts: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()
    told: Message | None = None
    reason: str = ""
    by: str = ""


class Known(Protocol):
    """An identifier of a party: what a row needs of it."""

    @property
    def kind(self) -> str:
        """The kind of identifier."""

    @property
    def raw(self) -> str:
        """As written."""

    @property
    def normal(self) -> str:
        """The form that tells it again."""

    @property
    def origin(self) -> str:
        """Where it was seen."""

    @property
    def evidence(self) -> str:
        """The number of the evidence that shows it."""


@dataclass(frozen=True)
class Search:
    """What a search is judged by: the seller's identifiers and attempts, all inquiries, and the marks.

    ``roles`` maps party numbers to roles; ``normal`` gives an address's form from channel and address.
    """

    known: Sequence[Known]
    attempts: Sequence[AttemptView]
    inquiries: Sequence[AttemptView]
    roles: Mapping[str, str]
    marks: Mapping[str, Mark]
    normal: Callable[[str, str], str]


def marks_from(lines: Iterable[Line]) -> dict[str, Mark]:
    """Give the last mark of each row from the lines of a contact register."""
    found: dict[str, Mark] = {}
    for line in lines:
        content = line.values()
        if content.get("action") != SEARCH:
            continue
        proofs = content.get("proofs", [])
        mark = Mark(
            row=str(content["row"]),
            state=parse_choice(RowState, str(content["state"]), field="state"),
            reason=str(content.get("reason", "")),
            proofs=tuple(str(one["evidence"]) for one in proofs) if isinstance(proofs, list) else (),
            at=moment_of(line.at),
            by=str(content.get("actor", "")),
        )
        found[mark.row] = mark
    return found


def omissions_from(lines: Iterable[Line]) -> str:
    """Give a person's last words on what was not done and why."""
    said = ""
    for line in lines:
        content = line.values()
        if content.get("action") == OMISSIONS:
            said = str(content.get("text", ""))
    return said


def board(rows: Sequence[Row], search: Search) -> list[BoardRow]:
    """Give every row with its state; what a person marked counts before what follows from the register."""
    return [
        _marked(row, search.marks[row.id])
        if row.id in search.marks and search.marks[row.id].state is not RowState.OPEN
        else _derived(row, search)
        for row in rows
    ]


def _marked(row: Row, mark: Mark) -> BoardRow:
    return BoardRow(row, mark.state, (), mark.proofs, None, mark.reason, mark.by)


def _derived(row: Row, search: Search) -> BoardRow:
    places = [one for one in search.known if row.every and one.kind == row.every]
    if row.every and not places and not any(one.channel in row.channels for one in search.attempts):
        return BoardRow(row, RowState.NOT_APPLICABLE, told=Message(N_("No such address is known.")))
    counting = list(_counting(row, search))
    seen = [one for one in search.known if one.origin and one.origin in row.origins]
    proved = [one for one in counting if _proved(one)]
    numbers = tuple(one.number for one in counting)
    proofs = (
        *(proof for one in counting for proof in (*one.proofs, *_later_proofs(one))),
        *(one.evidence for one in seen if one.evidence),
    )
    told = _left(row, search, places, counting, proved, seen=bool(seen))
    state = RowState.OPEN if told else RowState.DONE
    return BoardRow(row, state, numbers, tuple(dict.fromkeys(proofs)), told)


def _left(
    row: Row,
    search: Search,
    places: Sequence[Known],
    counting: Sequence[AttemptView],
    proved: Sequence[AttemptView],
    *,
    seen: bool,
) -> Message | None:
    if not counting and not seen:
        return Message(N_("Nothing is recorded for it yet."))
    tried = {search.normal(one.channel, address) for one in counting for address in one.every_address}
    untried = [", ".join(one.raw.splitlines()) for one in places if one.normal not in tried]
    if untried:
        return Message(N_("Not tried yet: {addresses}."), {"addresses": "; ".join(untried)})
    if row.purpose and not any(one.purpose == row.purpose for one in counting):
        return Message(N_("The postal address was not asked for yet."))
    if counting and not proved and not seen:
        return Message(N_("It was done, but nothing proves it and nobody who was there logged it."))
    return None


def _counting(row: Row, search: Search) -> Iterator[AttemptView]:
    for one in search.attempts:
        if one.channel in row.channels and one.known_by != "report":
            yield one
    for one in search.inquiries:
        by_role = search.roles.get(one.party, "") in row.roles if one.party else False
        looked_up = one.channel == LOOKUP and any(name in fold(one.address) for name in row.registers)
        if by_role or looked_up:
            yield one


def _proved(attempt: AttemptView) -> bool:
    return attempt.first_hand or bool(attempt.proofs) or bool(_later_proofs(attempt))


def _later_proofs(attempt: AttemptView) -> tuple[str, ...]:
    return tuple(proof for one in (*attempt.results, *attempt.replies) for proof in one.proofs)
