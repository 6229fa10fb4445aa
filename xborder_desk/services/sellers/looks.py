"""Looking at sellers from further off: groups, pictures, sums, shops that came back, bodies, the paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xborder_desk.catalog.catalog import Catalog
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.evidence import storable
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.i18n import N_
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.papers import check_target, write_paper
from xborder_desk.pipelines.spoken import spoken
from xborder_desk.services.sellers import linking, picturing, reading, telling
from xborder_desk.services.sellers.bodies import Bodies
from xborder_desk.storage.queries import sellers
from xborder_desk.storage.uow import iso_utc

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xborder_desk.domain.bodies import BodyView
    from xborder_desk.domain.constellation import Against, Aspect, Constellation, Returned
    from xborder_desk.domain.sellers import Candidate, Score, SellerRow
    from xborder_desk.domain.taxonomy import Entry
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.matching.scoring import Matcher
    from xborder_desk.storage.uow import Database


@dataclass(frozen=True)
class Printing:
    """What papers are made with: a child process, and the languages by their tags."""

    apart: Apart
    load: Callable[[str], Language]


class Looks:
    """What can be seen of sellers. ``others`` says who else one may be."""

    def __init__(
        self,
        database: Database,
        resources: Path,
        matcher: Callable[[], Matcher],
        others: Callable[[str], list[Candidate]],
        printing: Printing | None,
    ) -> None:
        self._database = database
        self._resources = resources
        self._matcher = matcher
        self._others = others
        self._printing = printing

    @cached_property
    def bodies(self) -> Bodies:
        """Platforms, carriers, insurers, authorities and dispute bodies."""
        return Bodies(self._database, self._resources)

    def against(self, number: str) -> Against:
        """Give all cases against a seller and those confirmed to be the same, with sums by currency.

        Raises:
            NotFoundError: no such seller.

        """
        with self._database.read() as uow:
            return picturing.against(uow, sellers.find(uow, number).id)

    def constellation(self, number: str) -> Constellation:
        """Give the picture around a seller: its group, who else it may be, shops, identifiers, cases.

        Raises:
            NotFoundError: no such seller.

        """
        suggested = self._others(number)
        with self._database.read() as uow:
            return picturing.constellation(uow, sellers.find(uow, number).id, suggested)

    def side_by_side(self, first: str, second: str) -> tuple[list[Aspect], Score]:
        """Lay two sellers beside each other: what agrees, differs, or stands on one side alone.

        Raises:
            NotFoundError: there is no such seller.

        """
        with self._database.read() as uow:
            a, b = sellers.find(uow, first), sellers.find(uow, second)
            score = linking.scored(uow, self._matcher(), a.id, b.id)
            return picturing.side_by_side(reading.whole(uow, a), reading.whole(uow, b), score), score

    def watched(self) -> list[SellerRow]:
        """Give the sellers on the watch list, the one to be looked at again first."""
        with self._database.read() as uow:
            ids = sellers.watched(uow)
            rows = {sellers.id_in(row.number, "S"): row for row in reading.rows_of(uow, ids)}
            return [rows[one] for one in ids]

    def returned(self) -> list[Returned]:
        """Give the shops that were removed, and when and as what their sellers came back."""
        with self._database.read() as uow:
            return picturing.returned(uow)

    def tell(
        self, number: str, language: str, target: Path, ctx: JobContext | None = None, *, beside: str = ""
    ) -> Path:
        """Write “What we know of this seller, and from where” as PDF or Word file.

        Raises:
            NotFoundError: no such seller.
            BadInputError: no such language, or neither PDF nor DOCX.
            FileError: the place is taken or cannot be written to.
            BuildError: the pages could not be set.

        """
        if self._printing is None:
            raise BadInputError(N_("Papers cannot be made here."), field="to")
        check_target(target)
        tags = [tag for tag in (language, beside) if tag.strip()]
        languages = [self._language(tag, self._printing) for tag in tags]
        with self._database.read() as uow:
            seller = sellers.find(uow, number)
            against = picturing.against(uow, seller.id)
            ids = [seller.id, *(one for one in picturing.members_of(uow, seller.id) if one != seller.id)]
            views = reading.every(uow, ids[: picturing.MOST_MEMBERS])
            views.sort(key=lambda view: ids.index(sellers.id_in(view.row.number, "S")))
            actor, now, uid = uow.actor, uow.now, seller.uid
        known = telling.Known(views, against, self._problems(), self._authorities(against))
        paper = telling.paper(known, languages, actor, iso_utc(now), now.date())
        write_paper(paper, target, self._resources, self._printing.apart, ctx or JobContext())
        with self._database.write() as uow:
            told = storable(str(target.absolute()))
            uow.record(AUDIT, OFFICE_SCOPE, "seller_told", uid, to=told, languages=list(paper.tags))
            uow.commit()
        return target

    def _problems(self) -> dict[str, Entry]:
        taxonomy = Catalog(self._resources).taxonomy()
        if taxonomy is None:
            return {}
        return {entry.code: entry for kind in taxonomy.types for entry in (kind, *kind.details)}

    def _authorities(self, against: Against) -> list[BodyView]:
        """Give the authorities of the states concerned."""
        states = {one.consumer_country for one in against.cases} | {row.country for row in against.members}
        found = self.bodies.all(kind="authority")
        return [one for one in found if one.values.get("country", "") in states - {""}]

    @staticmethod
    def _language(tag: str, printing: Printing) -> Language:
        return spoken(printing.load, tag, N_("There is no language “{given}” for this yet."))
