"""The diligent search of a case: its board, what is planned, and whether a court would find it enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain import words
from xborder_desk.domain.choices import Channel, parse_choice
from xborder_desk.domain.contacts import OMISSIONS, SEARCH, attempts_from
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.reach import DEAD, Reach, standing
from xborder_desk.domain.registers import CONTACTS
from xborder_desk.domain.search import RowState, Search, board, marks_from, plan, spread
from xborder_desk.domain.service_rules import Found, readiness
from xborder_desk.i18n import N_
from xborder_desk.identifiers import codes
from xborder_desk.services.contacts.lines import enter, normal_address, proofs_of
from xborder_desk.services.contacts.standing import attempts_to, book_of, places_of, seller_of
from xborder_desk.storage import registers
from xborder_desk.storage.queries import cases, contacts, evidence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.domain.registers import Line
    from xborder_desk.domain.search import BoardRow, Cadence, Mark, Step
    from xborder_desk.domain.service_rules import Readiness
    from xborder_desk.services.contacts.standing import BookEntry
    from xborder_desk.storage.queries.contacts import PartyAddress
    from xborder_desk.storage.uow import Database, UnitOfWork

_GENERAL: Final = "general"
_CODE: Final = 2
"""Two letters are taken as they are: England's EW is no code of ISO's."""
_INQUIRIES: Final = frozenset({Channel.REGISTER_LOOKUP.value, Channel.THIRD_PARTY.value})
_OUR_SIDE: Final = frozenset({"consumer", "representative", "witness"})


@dataclass(frozen=True)
class _Picture:
    """What the case shows of its search, read in three queries."""

    parties: list[PartyAddress]
    attempts: list[AttemptView]
    book: list[BookEntry]
    to_seller: list[AttemptView]
    marks: dict[str, Mark]
    omissions: str

    @property
    def roles(self) -> dict[str, str]:
        return {one.number: one.role for one in self.parties}


class Board:
    """What can be done with the diligent search of a case; part of ``Contacts``."""

    def __init__(self, database: Database, catalog: Catalog) -> None:
        self._database = database
        self._catalog = catalog

    def rows(self, case_number: str) -> list[BoardRow]:
        """Give the rows of the search in their order. See ``Contacts.board``."""
        with self._database.read() as uow:
            return self._board(_picture(uow, case_number))

    def mark(self, case_number: str, row: str, state: str, reason: str, proofs: Sequence[str]) -> None:
        """Say that a row is done, open again, or not applicable. See ``Contacts.mark_row``."""
        wanted = self._catalog.searches().row(row.strip().lower())
        if wanted is None:
            known = ", ".join(one.id for one in self._catalog.searches().rows)
            raise BadInputError(
                N_("The search has no row “{given}”. Possible: {possible}."),
                field="row",
                given=row,
                possible=known,
            )
        marked = parse_choice(RowState, state, field="state")
        why = words.text(reason, field="reason", needed=marked is RowState.NOT_APPLICABLE)
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            named = proofs_of(uow, case, proofs)
            if marked is RowState.DONE and not named and not why:
                raise BadInputError(
                    N_("Name the evidence that proves it, or say why there is none."), field="proof"
                )
            said = {"row": wanted.id, "state": marked.value, "reason": why, "proofs": named}
            line = uow.record(CONTACTS, case.uid, SEARCH, wanted.id, **said)
            enter(uow, case, line, "", {})
            cases.touch(case, uow.now)
            uow.commit()

    def set_omissions(self, case_number: str, text: str) -> None:
        """Keep a person's words on what was not done and why. See ``Contacts.set_omissions``."""
        said = words.text(text, field="omissions", needed=True)
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            line = uow.record(CONTACTS, case.uid, OMISSIONS, case.uid, text=said)
            enter(uow, case, line, "", {})
            cases.touch(case, uow.now)
            uow.commit()

    def omissions(self, case_number: str) -> str:
        """Give those words. See ``Contacts.omissions``."""
        with self._database.read() as uow:
            return omissions_from(_lines(uow, case_number))

    def plan(self, case_number: str, today: dt.date) -> list[Step]:
        """Give the attempts still to be made. See ``Contacts.plan``."""
        with self._database.read() as uow:
            seen = _picture(uow, case_number)
        usable = [one for one in seen.book if one.state != DEAD]
        return plan(self._cadence(_GENERAL), usable, seen.to_seller, today)

    def readiness(self, case_number: str, court: str, today: dt.date) -> Readiness:
        """Compare the case with what a court asks for. See ``Contacts.readiness``."""
        given = court.strip().upper()
        wanted = given if len(given) == _CODE else codes.country(given, field="court")
        with self._database.read() as uow:
            seen = _picture(uow, case_number)
            country = wanted or contacts.country_of(uow, case_number, "consumer")
            reached = standing(places_of(seen.book), seen.to_seller, normal_address, uow.now)
        rule = self._catalog.searches().rule(country)
        cadence = self._cadence(rule.cadence if rule else _GENERAL)
        living = [one.raw for one in seen.book if one.kind == "address" and one.state != DEAD]
        found = Found(
            board=self._board(seen),
            spread=spread(cadence, seen.to_seller, today),
            cadence_status=cadence.status,
            living=living,
            unreachable=reached.state is Reach.UNREACHABLE,
            omissions=seen.omissions,
        )
        return readiness(country, rule, found)

    def _board(self, seen: _Picture) -> list[BoardRow]:
        search = Search(
            known=seen.book,
            attempts=[one for one in seen.to_seller if one.channel not in _INQUIRIES],
            inquiries=[one for one in seen.attempts if seen.roles.get(one.party, "") not in _OUR_SIDE],
            roles=seen.roles,
            marks=seen.marks,
            normal=normal_address,
        )
        return board(self._catalog.searches().rows, search)

    def _cadence(self, wanted: str) -> Cadence:
        known = self._catalog.searches().cadences
        return known.get(wanted) or known[_GENERAL]


def _lines(uow: UnitOfWork, case_number: str) -> list[Line]:
    return registers.lines(uow.connection, evidence.case_key(uow, case_number)[1], CONTACTS)


def _picture(uow: UnitOfWork, case_number: str) -> _Picture:
    case_id, case_uid = evidence.case_key(uow, case_number)
    lines = registers.lines(uow.connection, case_uid, CONTACTS)
    parties = contacts.parties_by_address(uow, case_id)
    attempts = attempts_from(lines)
    seller = seller_of(parties)
    return _Picture(
        parties=parties,
        attempts=attempts,
        book=book_of(parties, attempts, seller, seller),
        to_seller=attempts_to(attempts, seller, seller),
        marks=marks_from(lines),
        omissions=omissions_from(lines),
    )


def omissions_from(lines: Sequence[Line]) -> str:
    """Give the last words on what was not done."""
    said = ""
    for line in lines:
        content = line.values()
        if content.get("action") == OMISSIONS:
            said = str(content.get("text", ""))
    return said
