"""Statements of unsuccessful contact attempts, of one case or of all against a seller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xborder_desk.catalog.statements import read_statement
from xborder_desk.domain.dossier import STATEMENT, Annex
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.evidence import storable
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.domain.statement import Paper
from xborder_desk.i18n import N_
from xborder_desk.pipelines.papers import check_target, write_paper
from xborder_desk.pipelines.spoken import spoken
from xborder_desk.services.statements.blocks import Statement
from xborder_desk.services.statements.gathering import gather
from xborder_desk.services.statements.saying import Saying
from xborder_desk.services.statements.tables import in_order
from xborder_desk.storage.queries import contacts
from xborder_desk.storage.uow import iso_utc

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.statement import Exhibit
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.storage.office import Office


@dataclass(frozen=True, slots=True)
class StatementFile:
    """A finished statement: its file, the attempts it lists (in full), and the exhibits it names."""

    file: Path
    attempts: tuple[str, ...]
    exhibits: tuple[Exhibit, ...]


class Statements:
    """What can be done with statements. ``load`` gives a language by its tag."""

    def __init__(
        self,
        office: Office,
        catalog: Catalog,
        apart: Apart,
        load: Callable[[str], Language],
        resources: Path,
        zone: dt.tzinfo,
    ) -> None:
        self._office = office
        self._catalog = catalog
        self._apart = apart
        self._load = load
        self._resources = resources
        self._zone = zone

    def make(
        self,
        case_number: str,
        language: str,
        target: Path,
        ctx: JobContext,
        *,
        seller: str = "",
        beside: str = "",
    ) -> StatementFile:
        """Write the statement as PDF or DOCX; ``beside`` is a second language next to the first.

        With ``seller`` (S-0001) it is pooled over all cases against that seller; what belongs to other
        consumers than the one of ``case_number`` is left out, without a case what belongs to any.

        Raises:
            BadInputError: unknown language, neither case nor seller, or neither PDF nor DOCX.
            NotFoundError: no such case or seller.
            FileError: the file is there already or cannot be written.
            BuildError: the pages could not be set.
            Cancelled: the person asked for it to stop.

        """
        if not case_number.strip() and not seller.strip():
            raise BadInputError(N_("Name a case or a seller."), field="case")
        check_target(target)
        languages = [self._language(tag) for tag in (language, beside) if tag.strip()]
        database = self._office.database
        with database.read() as uow:
            gathered = gather(uow, case_number.strip(), seller.strip())
            if not gathered.sources:
                raise BadInputError(N_("No case against this seller names it yet."), field="seller")
            declarant = (uow.actor, contacts.function_of(uow, uow.actor), "")
            now = uow.now
        saying = Saying(languages, self._zone, gathered)
        text = read_statement(self._resources)
        blocks = tuple(Statement(text, self._catalog.searches().rows, saying, declarant).build(now))
        attempts = tuple(f"{source.number}/{one.number}" for source, one in in_order(saying))
        title = saying.say(text.title)
        paper = Paper(
            title=title,
            running=(f"{title[0]} – {', '.join(source.number for source in gathered.sources)}",),
            author=declarant[0],
            made_at=iso_utc(now),
            tags=tuple(one.tag for one in languages),
            directions=tuple(one.direction for one in languages),
            blocks=blocks,
            attempts=attempts,
            exhibits=tuple(saying.exhibits),
            landscape=len(languages) > 1,
        )
        write_paper(paper, target, self._resources, self._apart, ctx)
        self._note(gathered.main.view.uid if gathered.main else OFFICE_SCOPE, target, paper)
        return StatementFile(target, attempts, paper.exhibits)

    def annex(self, language: str, cases: Sequence[str], *, pooled: bool = False) -> Annex:
        """Give the statement as an annex of a dossier, of a case or pooled over several against a seller.

        Who declares it is the one who leads the case, not the one who builds the dossier.

        Raises:
            BadInputError: unknown language.
            NotFoundError: no such case.

        """
        spoken = self._language(language)
        with self._office.database.read() as uow:
            gathered = gather(uow, "", "", cases) if pooled else gather(uow, cases[0], "")
            name = gathered.sources[0].view.caseworker
            declarant = (name, contacts.function_of(uow, name), "")
            now = uow.now
        saying = Saying([spoken], self._zone, gathered, tokens=True)
        text = read_statement(self._resources)
        blocks = tuple(Statement(text, self._catalog.searches().rows, saying, declarant).build(now))
        return Annex(STATEMENT, saying.say(text.title)[0], blocks)

    def _note(self, scope: str, target: Path, paper: Paper) -> None:
        with self._office.database.write() as uow:
            said = {"to": storable(str(target.absolute())), "attempts": list(paper.attempts)}
            uow.record(AUDIT, scope, "statement_made", scope, languages=list(paper.tags), **said)
            uow.commit()

    def _language(self, tag: str) -> Language:
        return spoken(self._load, tag, N_("There is no language “{given}” for statements yet."))
