"""The post book of the office: entering what went out and came in, listing it, and printing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xborder_desk.domain import words
from xborder_desk.domain.choices import Direction, parse_choice
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.post import ENTERED, Posting, post_lines
from xborder_desk.domain.registers import OFFICE_SCOPE, POST
from xborder_desk.domain.statement import Block, Paper, Span
from xborder_desk.i18n import N_
from xborder_desk.identifiers import codes
from xborder_desk.pipelines.papers import check_target, write_paper
from xborder_desk.pipelines.spoken import spoken
from xborder_desk.storage import registers
from xborder_desk.storage.queries import cases, contacts, evidence
from xborder_desk.storage.uow import iso_utc

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from xborder_desk.domain.post import NewPosting, PostLine
    from xborder_desk.domain.statement import Cell
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork


class PostBook:
    """What can be done with the post book. ``load`` gives a language by its tag."""

    def __init__(
        self, office: Office, apart: Apart, load: Callable[[str], Language], resources: Path, zone: dt.tzinfo
    ) -> None:
        self._office = office
        self._apart = apart
        self._load = load
        self._resources = resources
        self._zone = zone

    def enter(self, new: NewPosting, case_number: str = "", proofs: Sequence[str] = ()) -> PostLine:
        """Write a line, of a case or of the office alone; gives it with its running number.

        ``proofs`` are numbers of evidence of the case: the receipt, the returned envelope.

        Raises:
            BadInputError: a value cannot be taken.
            NotFoundError: no such case, attempt or evidence.

        """
        with self._office.database.write() as uow:
            content = self._content(uow, new)
            content |= _of_case(uow, case_number.strip(), new.attempt, proofs)
            line = uow.record(POST, OFFICE_SCOPE, ENTERED, **content)
            uow.commit()
            return post_lines([line])[0]

    def check(self, new: NewPosting, case_number: str = "") -> None:
        """Look whether a line could be entered, before its proofs are taken in.

        Raises:
            BadInputError: a value cannot be taken.
            NotFoundError: no such case or attempt.

        """
        with self._office.database.read() as uow:
            self._content(uow, new)
            _of_case(uow, case_number.strip(), new.attempt, ())

    def list(self, case_number: str = "") -> list[PostLine]:
        """Give the lines in their order, of the whole office or of one case.

        Raises:
            NotFoundError: no such case.

        """
        with self._office.database.read() as uow:
            found = post_lines(registers.lines(uow.connection, OFFICE_SCOPE, POST))
            wanted = cases.find(uow, case_number).number if case_number.strip() else ""
        return [line for line in found if not wanted or line.case == wanted]

    def print_book(self, language: str, target: Path, ctx: JobContext, case_number: str = "") -> int:
        """Write the book as PDF or DOCX; gives how many lines it has.

        Raises:
            BadInputError: neither PDF nor DOCX, or no such language.
            NotFoundError: no such case.
            FileError: the file is there already or cannot be written.
            BuildError: the pages could not be set.
            Cancelled: the person asked for it to stop.

        """
        check_target(target)
        lines = self.list(case_number)
        say = spoken(self._load, language, N_("There is no language “{given}” for this yet."))
        with self._office.database.read() as uow:
            now = uow.now
        title = say.text(N_("Post book"))
        paper = Paper(
            title=(title,),
            running=(f"{title} – {case_number}" if case_number.strip() else title,),
            author=self._office.database.actor,
            made_at=iso_utc(now),
            tags=(say.tag,),
            directions=(say.direction,),
            blocks=(_table(lines, say, self._zone),),
            landscape=True,
        )
        write_paper(paper, target, self._resources, self._apart, ctx)
        return len(lines)

    def _content(self, uow: UnitOfWork, new: NewPosting) -> dict[str, Any]:
        on = words.day(new.on, field="on") or uow.now.astimezone(self._zone).date()
        if on > uow.now.astimezone(self._zone).date():
            raise BadInputError(
                N_("{day} lies in the future. Enter it when it was posted."), field="on", day=on
            )
        currency = codes.currency(new.cost_currency, field="cost_currency")
        if bool(new.cost.strip()) != bool(currency):
            missing = "cost_currency" if new.cost.strip() else "cost"
            raise BadInputError(
                N_("An amount and its currency belong together. Give {missing} too."),
                field=missing,
                missing=missing,
            )
        return {
            "direction": parse_choice(Direction, new.direction, field="direction").value,
            "kind": parse_choice(Posting, new.kind, field="kind").value,
            "on": on.isoformat(),
            "who": words.text(new.who, field="who", needed=True),
            "about": words.name(new.subject, field="subject"),
            "number": words.name(new.number, field="number", needed=False),
            "cost": str(codes.amount(new.cost, currency, field="cost")) if new.cost.strip() else "",
            "cost_currency": currency,
            "note": words.text(new.note, field="note"),
        }


def _of_case(uow: UnitOfWork, number: str, attempt: str, proofs: Sequence[str]) -> dict[str, Any]:
    if not number:
        if attempt.strip() or proofs:
            raise BadInputError(N_("Name the case that the attempt or the proof belongs to."), field="case")
        return {"case": "", "attempt": "", "proofs": []}
    case = cases.find(uow, number)
    named = ""
    if attempt.strip():
        wanted = attempt.strip().removeprefix(f"{case.number}/")
        named = contacts.find_attempt(uow, case.number, wanted)[1].no
    items = [evidence.find_own(uow, one, case.number) for one in proofs]
    return {
        "case": case.number,
        "attempt": named,
        "proofs": [{"evidence": item.no, "sha256": item.sha256} for item in items],
    }


def _table(lines: Sequence[PostLine], say: Language, zone: dt.tzinfo) -> Block:
    heads = (
        N_("No."),
        N_("Day"),
        N_("Direction"),
        N_("To or from"),
        N_("Subject"),
        N_("Posting"),
        N_("Case"),
        N_("Cost"),
        N_("Entered"),
    )
    return Block(
        "table",
        columns=(1.3, 1.5, 1.4, 3, 3, 2.4, 1.8, 1.2, 2.2),
        heads=tuple((say.text(head),) for head in heads),
        rows=tuple(_row(line, say, zone) for line in lines),
    )


def _row(line: PostLine, say: Language, zone: dt.tzinfo) -> tuple[Cell, ...]:
    case = "/".join(filter(None, (line.case, line.attempt)))
    proofs = tuple(Span((one,), "muted") for one in line.proofs)
    return (
        (Span((line.name,), "strong"),),
        (Span((say.date(line.on),)),),
        (Span((say.text(line.direction.label),)),),
        (Span((line.who,)),),
        (Span((line.subject,)), *([Span((line.note,), "muted")] if line.note else [])),
        (Span((say.text(line.kind.label),)), *([Span((line.number,), "muted")] if line.number else [])),
        (Span((case,)), *proofs),
        (Span((f"{line.cost} {line.cost_currency}".strip(),)),),
        (Span((say.datetime(line.at, zone),)), Span((line.by,), "muted")),
    )
