"""The custody of an item: what a person says was done with it, and the whole of it as a sheet of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain import words
from xborder_desk.domain.choices import CustodyAction, label_of
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.evidence import storable
from xborder_desk.domain.items import FILE_LABEL, KIND_LABELS
from xborder_desk.domain.registers import AUDIT, CUSTODY, moment_of
from xborder_desk.domain.statement import Block, Paper, Span
from xborder_desk.i18n import N_
from xborder_desk.pipelines.papers import check_target, write_paper
from xborder_desk.pipelines.spoken import spoken
from xborder_desk.storage import registers
from xborder_desk.storage.queries import cases, checks, evidence
from xborder_desk.storage.uow import iso_utc

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.domain.registers import Finding, Line
    from xborder_desk.domain.statement import Cell
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.storage.office import Office

BY_HAND: Final = (CustodyAction.VIEW, CustodyAction.COPY, CustodyAction.HAND_OVER, CustodyAction.RETURN)
"""What a person may write down; all else is written by what is done."""
_MOVING: Final = frozenset({CustodyAction.HAND_OVER, CustodyAction.RETURN})
_NOT_TOLD: Final = frozenset({"at", "actor", "action", "subject", "evidence", "sha256", "size", "filename"})
DETAILS: Final = {
    "from": N_("from: {value}"),
    "to": N_("to: {value}"),
    "reason": N_("reason: {value}"),
    "method": N_("how: {value}"),
    "source": N_("source: {value}"),
    "made": N_("made: {value}"),
    "made_from": N_("made from: {value}"),
    "hash_before": N_("SHA-256 before: {value}"),
    "hash_after": N_("SHA-256 after: {value}"),
    "tool": N_("with: {value}"),
    "translator": N_("translator: {value}"),
    "language": N_("language: {value}"),
    "authority": N_("authority: {value}"),
    "stamped_at": N_("stamped: {value}"),
    "confidence": N_("certainty: {value} %"),
}


class Custody:
    """What can be done with the custody of items. ``load`` gives a language by its tag."""

    def __init__(
        self, office: Office, apart: Apart, load: Callable[[str], Language], resources: Path, zone: dt.tzinfo
    ) -> None:
        self._office = office
        self._database = office.database
        self._apart = apart
        self._load = load
        self._resources = resources
        self._zone = zone

    def note(
        self,
        number: str,
        action: str,
        case_number: str = "",
        *,
        giver: str = "",
        receiver: str = "",
        reason: str = "",
    ) -> None:
        """Write down that an item was viewed in full, copied, handed over or given back.

        Handing over and giving back name who got it.

        Raises:
            BadInputError: the action is none of these, or a name is missing.
            NotFoundError: there is no such item.

        """
        written = action.strip().lower().replace("-", "_")
        done = next((one for one in BY_HAND if one.value == written), None)
        if done is None:
            told = N_("“{given}” cannot be written down by hand. Possible: {possible}.")
            raise BadInputError(told, field="action", given=action[:80], possible=", ".join(BY_HAND))
        said = {
            "from": words.name(giver, field="from", needed=False),
            "to": words.name(receiver, field="to", needed=done in _MOVING),
            "reason": words.text(reason, field="reason"),
        }
        with self._database.write() as uow:
            item = evidence.find(uow, number, case_number)
            case, scope = evidence.case_number(uow, item.case_id)
            about = {"evidence": item.no, "sha256": item.sha256}
            told_of = {name: value for name, value in said.items() if value}
            uow.record(CUSTODY, scope, done.value, item.uid, **about, **told_of)
            cases.touch(cases.find(uow, case), uow.now)
            uow.commit()

    def verify(self, number: str, ctx: JobContext, case_number: str = "") -> list[Finding]:
        """Hash one item again and write down what came of it; gives what was found.

        Raises:
            NotFoundError: there is no such item.
            Cancelled: the person asked for it to stop.

        """
        with self._database.read() as uow:
            item = evidence.find(uow, number, case_number)
            case, scope = evidence.case_number(uow, item.case_id)
            key = [(case, item.no, item.uid, item.sha256)]
        found = list(checks.stored_bytes(self._office.store, key, ctx))
        with self._database.write() as uow:
            about = {"evidence": key[0][1], "sha256": key[0][3]}
            uow.record(CUSTODY, scope, CustodyAction.VERIFY.value, key[0][2], **about, findings=len(found))
            uow.commit()
        return found

    def sheet(self, number: str, language: str, target: Path, ctx: JobContext, case_number: str = "") -> int:
        """Write the custody of an item as PDF or DOCX; gives how many lines it has.

        Raises:
            BadInputError: neither PDF nor DOCX.
            FileError: the file is there already or cannot be written.
            BuildError: the pages could not be set.
            NotFoundError: there is no such item.
            Cancelled: the person asked for it to stop.

        """
        check_target(target)
        with self._database.read() as uow:
            row = evidence.row(uow, evidence.find(uow, number, case_number).id)
            case, scope = evidence.case_number(uow, evidence.place(uow, row.id).case_id)
            lines = registers.lines_about(uow.connection, row.uid, CUSTODY)
            head = registers.head(uow.connection, CUSTODY, scope)
            now = uow.now
        say = spoken(self._load, language, N_("There is no language “{given}” for this yet."))
        title = say.text(N_("Custody of {number}"), number=f"{case}/{row.number}")
        last = f"{head.seq}: {head.hash}" if head else ""
        paper = Paper(
            title=(title,),
            running=(title,),
            author=self._database.actor,
            made_at=iso_utc(now),
            tags=(say.tag,),
            directions=(say.direction,),
            blocks=(
                Block("fields", fields=_about(row, say, self._zone, last)),
                Block("heading", words=(say.text(N_("What was done")),)),
                _table(lines, say, self._zone),
                Block("text", texts=((say.text(_HOW),),)),
            ),
            landscape=True,
        )
        write_paper(paper, target, self._resources, self._apart, ctx)
        with self._database.write() as uow:
            to = storable(str(target.absolute()))
            uow.record(AUDIT, scope, "custody_sheet_made", row.uid, evidence=row.number, to=to)
            uow.commit()
        return len(lines)


_HOW: Final = N_(
    "Every line holds the hash of the line before it in the register of this case. Whoever has the register "
    "can compute all hashes again, and sees any line that was changed, added or taken away."
)


def _about(row: EvidenceRow, say: Language, zone: dt.tzinfo, last: str) -> tuple[Any, ...]:
    fields = [
        (N_("Title"), row.title, ""),
        (N_("File"), row.filename, ""),
        (N_("Kind"), say.text(KIND_LABELS.get(row.kind, FILE_LABEL)), ""),
        (N_("Size"), say.size(row.size), ""),
        ("SHA-256", row.sha256, "code"),
        (N_("Taken in"), f"{say.datetime(row.acquired_at, zone)} · {row.acquired_by}", ""),
        (N_("Source"), row.source, ""),
        (N_("Made from"), row.derived_from, ""),
        (N_("Part of"), row.part_of, ""),
        (N_("Last line of the register"), last, "code"),
    ]
    return tuple(
        ((say.text(label),), (Span((value,), "code" if style else ""),))
        for label, value, style in fields
        if value
    )


def _table(lines: Sequence[Line], say: Language, zone: dt.tzinfo) -> Block:
    heads = (N_("Line"), N_("When"), N_("Who"), N_("What"), N_("Hash of the line"))
    return Block(
        "table",
        columns=(0.6, 1.9, 1.5, 4.2, 2.8),
        heads=tuple((say.text(head),) for head in heads),
        rows=tuple(_row(line, say, zone) for line in lines),
    )


def _row(line: Line, say: Language, zone: dt.tzinfo) -> tuple[Cell, ...]:
    content = line.values()
    done = say.text(label_of(CustodyAction, str(content.get("action", ""))))
    details = tuple(Span((told,), "muted") for told in told_of(content, say))
    return (
        (Span((str(line.seq),)),),
        (Span((say.datetime(moment_of(line.at), zone),)),),
        (Span((str(content.get("actor", "")),)),),
        (Span((done,), "strong"), *details),
        (Span((line.hash,), "code"),),
    )


def told_of(content: dict[str, Any], say: Language) -> list[str]:
    """Give what a line says besides who, when and what, in words."""
    return [
        say.text(DETAILS[name], value=say.isolate(str(value)))
        for name, value in content.items()
        if name in DETAILS and name not in _NOT_TOLD and value not in {"", None}
    ]
