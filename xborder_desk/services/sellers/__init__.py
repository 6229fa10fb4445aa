"""Sellers: registering them, finding who else has met one, deciding who is the same, and undoing that."""

from __future__ import annotations

import contextlib
import uuid
from functools import cached_property
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.os_faults import unwritable
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.domain.sellers import UNSURE, Profile
from xborder_desk.i18n import N_
from xborder_desk.identifiers import codes
from xborder_desk.jobs.context import JobContext
from xborder_desk.matching.scoring import load_matcher
from xborder_desk.services.sellers import (
    deciding,
    exporting,
    finding,
    importing,
    keeping,
    linking,
    reading,
    stating,
    taking,
)
from xborder_desk.services.sellers.catching_up import catch_up, refresh_keys
from xborder_desk.services.sellers.looks import Looks
from xborder_desk.storage.queries import cases, parties, sellers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from xborder_desk.domain.sellers import (
        Candidate,
        Cluster,
        DecisionView,
        Imported,
        Score,
        SellerRow,
        SellerView,
    )
    from xborder_desk.matching.scoring import Matcher
    from xborder_desk.services.sellers.looks import Printing
    from xborder_desk.services.sellers.taking import NewMark, NewSeller, NewShop
    from xborder_desk.storage.uow import Database, UnitOfWork


class Sellers:
    """What can be done with the sellers of an office; ``resources`` is where our own data lies."""

    def __init__(self, database: Database, resources: Path, printing: Printing | None = None) -> None:
        self._database = database
        self._folder = resources / "matching"
        self.looks: Final = Looks(database, resources, lambda: self.matcher, self.others, printing)

    @cached_property
    def matcher(self) -> Matcher:
        """What compares; its data are read on first use."""
        return load_matcher(self._folder)

    def add(self, new: NewSeller) -> tuple[str, list[Candidate]]:
        """Register a seller; gives its number and who it may be.

        Raises:
            BadInputError: a value cannot be taken.

        """
        taken = taking.take(new)
        with self._database.write() as uow:
            taking.keep(uow, taken, {})
            uow.flush()
            refresh_keys(uow, self.matcher, [taken.seller.id])
            uow.record(AUDIT, OFFICE_SCOPE, "seller_added", taken.seller.uid, **taking.described(taken))
            found = self._others(uow, taken.seller.id)
            uow.commit()
            return sellers.number_of(taken.seller.id), found

    def add_mark(self, number: str, new: NewMark) -> list[Candidate]:
        """Add an identifier to a seller; gives who else has met it.

        Raises:
            BadInputError: it cannot be taken.
            NotFoundError: no such seller.

        """
        with self._database.write() as uow:
            seller = sellers.find(uow, number)
            row = taking.take_mark(new, seller.country)
            row.seller_id = seller.id
            uow.session.add(row)
            uow.flush()
            refresh_keys(uow, self.matcher, [seller.id])
            uow.record(AUDIT, OFFICE_SCOPE, "seller_identifier_added", seller.uid, kind=row.kind, raw=row.raw)
            found = self._others(uow, seller.id)
            uow.commit()
            return found

    def import_list(self, file: Path, ctx: JobContext | None = None) -> Imported:
        """Take up a list of sellers (CSV); rows that cannot be taken are told, the others kept.

        Raises:
            FileError: the file cannot be read.
            BadInputError: it has no column with names.

        """
        return importing.import_list(self._database, self.matcher, file, ctx or JobContext())

    def all(self, text: str = "", *, limit: int = 0) -> list[SellerRow]:
        """List the sellers in the order of their numbers, those that hold every word of ``text``."""
        self._catch_up()
        with self._database.read() as uow:
            return reading.listed(uow, text, limit)

    def search(self, text: str, *, limit: int = 0) -> list[SellerRow]:
        """List the sellers that hold every word of ``text``, then those met with an identifier in it."""
        found = self.all(text, limit=limit)
        with self._database.read() as uow:
            met = finding.met(uow, self.matcher, text) if text.strip() else []
            return [*found, *(one for one in reading.rows_of(uow, met) if one not in found)]

    def show(self, number: str) -> SellerView:
        """Show everything the office knows of one seller, and from where.

        Raises:
            NotFoundError: no such seller.

        """
        with self._database.read() as uow:
            return reading.whole(uow, sellers.find(uow, number))

    def match(
        self,
        names: Sequence[str] = (),
        marks: Iterable[tuple[str, str]] = (),
        *,
        country: str = "",
        limit: int = 10,
    ) -> list[Candidate]:
        """Find who may be meant by names and identifiers (kind, value), the likeliest first.

        Raises:
            BadInputError: nothing was asked for, or a kind is unknown.

        """
        asked = tuple(name.strip() for name in names if name.strip())
        where = codes.country(country, field="country")
        given = tuple(finding.mark(_kind(kind), raw, where) for kind, raw in marks if raw.strip())
        if not asked and not given:
            raise BadInputError(N_("Give a name or an identifier to look for."), field="name")
        self._catch_up()
        with self._database.read() as uow:
            found = finding.candidates(uow, self.matcher, Profile(asked, given, where))
            return finding.shown(uow, found[: max(limit, 0)])

    def others(self, number: str) -> list[Candidate]:
        """Say who else of the office may be a seller: suggestions, each with its reasons.

        Raises:
            NotFoundError: no such seller.

        """
        self._catch_up()
        with self._database.read() as uow:
            return self._others(uow, sellers.find(uow, number).id)

    def who_else(self, case_number: str, *, limit: int = 10) -> list[Candidate]:
        """Say who else of the office may be the seller of a case: suggestions, each with its reasons.

        Raises:
            NotFoundError: no such case.

        """
        self._catch_up()
        with self._database.read() as uow:
            case = cases.find(uow, case_number)
            own = linking.sellers_of(uow, case.id)
            found = [one for seller in own for one in self._suggested(uow, seller)]
            best: dict[int, finding.Found] = {}
            for one in sorted(found, key=lambda one: -one.score.score):
                if one.seller not in own:
                    best.setdefault(one.seller, one)
            return finding.shown(uow, list(best.values())[: max(limit, 0)])

    def suggested_for(self, case_number: str, other: str) -> str:
        """Give the number of the seller of a case that another one is suggested for, empty if there is none.

        Raises:
            NotFoundError: no such case or seller.

        """
        with self._database.read() as uow:
            return next(map(sellers.number_of, self._pairs(uow, case_number, other)), "")

    def _pairs(self, uow: UnitOfWork, case_number: str, other: str) -> list[int]:
        own = linking.sellers_of(uow, cases.find(uow, case_number).id)
        target = sellers.find(uow, other).id
        return [one for one in own if any(found.seller == target for found in self._suggested(uow, one))]

    def put_aside(self, case_number: str, other: str, reason: str, verdict: str = UNSURE) -> list[str]:
        """Decide about a suggestion for the seller of a case; without more it is put aside for now.

        Gives the numbers of the decisions, one for each seller of the case that it was suggested for.

        Raises:
            BadInputError: no reason, or nothing is left to decide.
            NotFoundError: no such case or seller.

        """
        with self._database.read() as uow:
            pairs = self._pairs(uow, case_number, other)
        if not pairs:
            raise BadInputError(N_("{seller} is not suggested here any more."), field="seller", seller=other)
        return [self.decide(sellers.number_of(one), other, verdict, reason) for one in pairs]

    def link(self, case_number: str, party_number: str, seller: str) -> None:
        """Say that the party of a case is this seller.

        Raises:
            NotFoundError: no such case, party or seller.

        """
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            party = parties.find(uow, case, party_number)
            row = sellers.find(uow, seller)
            before, party.seller_id = party.seller_id, row.id
            cases.touch(case, uow.now)
            uow.flush()
            refresh_keys(uow, self.matcher, [one for one in (before, row.id) if one])
            uow.record(AUDIT, case.uid, "party_linked", party.uid, seller=row.uid)
            uow.commit()

    def watch(self, number: str, reason: str, review_on: str) -> None:
        """Keep an eye on a seller, for a reason and until a day on which that is looked at again.

        An empty reason takes it off the list.

        Raises:
            BadInputError: there is a reason but no day.
            NotFoundError: no such seller.

        """
        keeping.watch(self._database, number, reason, review_on)

    def relate(self, number: str, other: str, kind: str) -> None:
        """Say how one seller stands to another: ``director of``, ``branch of``, ``successor of``.

        Raises:
            BadInputError: it is one seller, or nothing is said.
            NotFoundError: there is no such seller.

        """
        keeping.relate(self._database, number, other, kind)

    def shop_seen(self, number: str, shop: NewShop, *, removed_on: str = "", reappeared_on: str = "") -> None:
        """Add a shop to a seller, or say of a known one when it was last seen, removed or back.

        Raises:
            BadInputError: a value cannot be taken.
            NotFoundError: no such seller.

        """
        keeping.shop_seen(self._database, self.matcher, number, shop, (removed_on, reappeared_on))

    def compare(self, first: str, second: str) -> Score:
        """Compare two sellers of the office.

        Raises:
            NotFoundError: there is no such seller.

        """
        with self._database.read() as uow:
            a, b = sellers.find(uow, first).id, sellers.find(uow, second).id
            return linking.scored(uow, self.matcher, a, b)

    def decide(self, first: str, second: str, verdict: str, reason: str) -> str:
        """Keep a person's decision on two sellers: same, different, or unsure; gives its number.

        ``unsure`` only puts the suggestion aside, until something new speaks for it.

        Raises:
            BadInputError: no such verdict, one seller twice, no reason, or the pair is decided already.
            NotFoundError: there is no such seller.

        """
        return deciding.decide(self._database, self.matcher, (first, second), verdict, reason)

    def undo(self, number: str) -> DecisionView:
        """Take back one decision; everything is as if it had not been made, and both stand in the register.

        Raises:
            NotFoundError: no such decision.
            BadInputError: it is undone already.

        """
        return deciding.undo(self._database, number)

    def split(self, number: str, reason: str) -> list[str]:
        """Take a seller out of its group: every decision that holds it there is undone; gives their numbers.

        Raises:
            NotFoundError: no such seller.
            BadInputError: no reason, or it is in no group.

        """
        return deciding.split(self._database, number, reason)

    def restore(self, numbers: Sequence[str]) -> None:
        """Let decisions that were undone hold again.

        Raises:
            NotFoundError: no such decision.
            BadInputError: one of the pairs is decided again since.

        """
        deciding.restore(self._database, numbers)

    def stated(self, number: str, values: Mapping[str, str]) -> int:
        """Keep what a seller's page states (``PAGE_FIELDS``), with page and day; gives how much was new.

        Raises:
            BadInputError: nothing is stated, a value cannot be taken, or the day is missing.
            NotFoundError: no such seller, or no such evidence.

        """
        return stating.stated(self._database, self.matcher, number, values)

    def decisions(self) -> list[DecisionView]:
        """Give every decision ever made, undone ones too, in their order."""
        with self._database.read() as uow:
            return reading.decisions(uow)

    def confirmed(self) -> list[Cluster]:
        """Give the groups of sellers that people found to be the same."""
        with self._database.read() as uow:
            return linking.confirmed(uow)

    def suggestions(self, ctx: JobContext | None = None) -> list[Cluster]:
        """Suggest groups of sellers that may be the same, with the reasons for each link."""
        self._catch_up()
        with self._database.read() as uow:
            return linking.suggested(uow, self.matcher, ctx or JobContext())

    def export(self, form: str, numbers: Sequence[str] = ()) -> str:
        """Write sellers (all, without numbers) as ``ftm`` (followthemoney JSON lines) or ``csv``.

        Raises:
            BadInputError: there is no such form.
            NotFoundError: there is no such seller.

        """
        with self._database.read() as uow:
            ids = [sellers.find(uow, number).id for number in numbers] or None
            views = reading.every(uow, ids)
            if form == "csv":
                return exporting.comma_separated(views)
            if form == "ftm":
                return exporting.followthemoney(views, same=linking.same_pairs(uow, ids))
        raise BadInputError(
            N_("“{given}” is no form to export. There are: ftm, csv."), field="form", given=form
        )

    @staticmethod
    def write(file: Path, text: str) -> None:
        """Write an export into a file: whole, or not at all.

        Raises:
            FileError: it cannot be written there.
            DiskFullError: there is no room.

        """
        side = file.with_name(f".{uuid.uuid4().hex}")
        try:
            side.write_text(text, encoding="utf-8", newline="")
            side.replace(file)
        except OSError as error:
            raise unwritable(file, error) from error
        finally:
            with contextlib.suppress(OSError):
                side.unlink(missing_ok=True)

    def _catch_up(self) -> None:
        catch_up(self._database, self.matcher)

    def _others(self, uow: UnitOfWork, seller: int) -> list[Candidate]:
        return finding.shown(uow, self._suggested(uow, seller)[:10])

    def _suggested(self, uow: UnitOfWork, seller: int) -> list[finding.Found]:
        """Give who may be a seller, without those a person has settled and nothing new speaks for."""
        profile = sellers.profiles(uow, [seller]).get(seller)
        if profile is None:
            raise NotFoundError(N_("There is no seller {number} in this office."), number=str(seller))
        decided = {finding.pair_of(one): one for one in sellers.active_decisions(uow, [seller])}
        found = finding.candidates(uow, self.matcher, profile, without=(seller,))
        return [
            one
            for one in found
            if one.score.match
            and not finding.settled(decided, (min(seller, one.seller), max(seller, one.seller)), one.score)
        ]


def _kind(kind: str) -> str:
    given = kind.strip().lower()
    if given not in taking.MARK_KINDS:
        raise BadInputError(
            N_("“{given}” is no kind of identifier. There are: {kinds}."),
            field="kind",
            given=kind,
            kinds=", ".join(taking.MARK_KINDS),
        )
    return given
