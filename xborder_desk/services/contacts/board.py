"""The diligent search of a case: its board, what is planned, and whether a court would find it enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain import words
from xborder_desk.domain.address_book import attempts_to, book_of, places_of
from xborder_desk.domain.cadence import plan, spread
from xborder_desk.domain.choices import parse_choice
from xborder_desk.domain.contacts import OMISSIONS, SEARCH
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.reach import DEAD, Reach, standing
from xborder_desk.domain.registers import CONTACTS
from xborder_desk.domain.search import RowState, board
from xborder_desk.domain.service_rules import Found, readiness
from xborder_desk.i18n import N_
from xborder_desk.identifiers import codes
from xborder_desk.identifiers.ways import WAYS, normal_address
from xborder_desk.services.contacts.lines import enter, proofs_of
from xborder_desk.storage.queries import cases, contacts
from xborder_desk.storage.queries.pictures import picture, search_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.address_book import BookEntry
    from xborder_desk.domain.cadence import Cadence, Step
    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.domain.reach import Standing
    from xborder_desk.domain.search import BoardRow, RegisterSource, Row
    from xborder_desk.domain.service_rules import Readiness
    from xborder_desk.storage.queries.pictures import Picture
    from xborder_desk.storage.uow import Database

_GENERAL: Final = "general"


@dataclass(frozen=True)
class Survey:
    """Everything a page about reaching a party shows of a case, read at one moment.

    ``party`` is the one whose ``book`` and ``standing`` these are; ``courts`` are the countries whose rule is
    recorded, ``registers`` those one can look things up in.
    """

    attempts: tuple[AttemptView, ...]
    party: str
    book: tuple[BookEntry, ...]
    standing: Standing
    board: tuple[BoardRow, ...]
    plan: tuple[Step, ...]
    readiness: Readiness
    omissions: str
    courts: tuple[str, ...]
    registers: tuple[RegisterSource, ...]


class Board:
    """What can be done with the diligent search of a case; part of ``Contacts``."""

    def __init__(self, database: Database, catalog: Catalog) -> None:
        self._database = database
        self._catalog = catalog

    def rows(self, case_number: str) -> list[BoardRow]:
        """Give the rows of the search in their order. See ``Contacts.board``."""
        with self._database.read() as uow:
            return self._board(picture(uow, case_number))

    def check(self, row: str, state: str, reason: str) -> tuple[Row, RowState, str]:
        """Give the row, the state and the reason that were typed. See ``Contacts.check_row``."""
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
        return wanted, marked, why

    def mark(self, case_number: str, row: str, state: str, reason: str, proofs: Sequence[str]) -> None:
        """Say that a row is done, open again, or not applicable. See ``Contacts.mark_row``."""
        wanted, marked, why = self.check(row, state, reason)
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
            if picture(uow, case_number).omissions == said:
                return
            line = uow.record(CONTACTS, case.uid, OMISSIONS, case.uid, text=said)
            enter(uow, case, line, "", {})
            cases.touch(case, uow.now)
            uow.commit()

    def omissions(self, case_number: str) -> str:
        """Give those words. See ``Contacts.omissions``."""
        with self._database.read() as uow:
            return picture(uow, case_number).omissions

    def plan(self, case_number: str, today: dt.date) -> list[Step]:
        """Give the attempts still to be made. See ``Contacts.plan``."""
        with self._database.read() as uow:
            seen = picture(uow, case_number)
        return self._plan(seen, today)

    def survey(self, case_number: str, court: str, party: str, today: dt.date) -> Survey:
        """Give all of it in at most four queries. See ``Contacts.survey``."""
        wanted = self._court(court)
        with self._database.read() as uow:
            seen = picture(uow, case_number)
            country = wanted or contacts.country_of(uow, case_number, "consumer")
            now = uow.now
        whom = party.strip().rpartition("/")[2].upper() or seen.seller
        book = seen.book
        if whom != seen.seller:
            book = book_of(seen.parties, seen.attempts, whom, seen.seller, WAYS)
        made = attempts_to(seen.attempts, whom, seen.seller)
        searches = self._catalog.searches()
        return Survey(
            attempts=tuple(seen.attempts),
            party=whom,
            book=tuple(book),
            standing=standing(places_of(book), made, normal_address, now),
            board=tuple(self._board(seen)),
            plan=tuple(self._plan(seen, today)),
            readiness=self._ready(seen, country, today, now),
            omissions=seen.omissions,
            courts=tuple(sorted({one.country for one in searches.rules.items.values()})),
            registers=searches.registers,
        )

    def readiness(self, case_number: str, court: str, today: dt.date) -> Readiness:
        """Compare the case with what a court asks for. See ``Contacts.readiness``."""
        wanted = self._court(court)
        with self._database.read() as uow:
            seen = picture(uow, case_number)
            country = wanted or contacts.country_of(uow, case_number, "consumer")
            now = uow.now
        return self._ready(seen, country, today, now)

    def _court(self, given: str) -> str:
        """Give the country of a court; England's EW and other ways to write one are known to the rules."""
        rule = self._catalog.searches().rule(given.strip())
        return rule.country if rule is not None else codes.country(given, field="court")

    def _ready(self, seen: Picture, country: str, today: dt.date, now: dt.datetime) -> Readiness:
        reached = standing(places_of(seen.book), seen.to_seller, normal_address, now)
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

    def _plan(self, seen: Picture, today: dt.date) -> list[Step]:
        usable = [one for one in seen.book if one.state != DEAD]
        return plan(self._cadence(_GENERAL), usable, seen.to_seller, today)

    def _board(self, seen: Picture) -> list[BoardRow]:
        return board(self._catalog.searches().rows, search_of(seen))

    def _cadence(self, wanted: str) -> Cadence:
        known = self._catalog.searches().cadences
        return known.get(wanted) or known[_GENERAL]
