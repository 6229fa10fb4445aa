"""Letters: written from the facts of a case in the recipient's language, kept, and logged when sent."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.documents.letters import TEMPLATE, Side, letter_data, letter_docx, letter_text
from xborder_desk.domain import letters, words
from xborder_desk.domain.contacts import NewAttempt
from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.i18n import N_
from xborder_desk.i18n.languages import match
from xborder_desk.identifiers import codes
from xborder_desk.pipelines.letter_facts import Around, facts_of
from xborder_desk.pipelines.paper import compose_pages, kind_of, placed
from xborder_desk.pipelines.spoken import spoken
from xborder_desk.services.letters.asked import (
    LetterMade,
    LetterRow,
    recipient_of,
    still_there,
    typed_facts,
)
from xborder_desk.storage.queries import cases, contacts, dossiers, evidence
from xborder_desk.storage.queries import letters as rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.cases import PartyView
    from xborder_desk.domain.letters import Template, Written
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.pipelines.paper import Press
    from xborder_desk.services.letters.asked import Neighbours, NewLetter, Sending
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork

KINDS: Final = ("pdf", "docx", "txt")
SENDER_FIELDS: Final = ("name", "address", "email", "phone", "country")
_SENT: Final = "sent"


class Letters:
    """What can be done with the letters of a case. ``zone`` is the office's own."""

    def __init__(
        self, office: Office, catalog: Catalog, press: Press, neighbours: Neighbours, zone: dt.tzinfo
    ) -> None:
        self._database = office.database
        self._catalog = catalog
        self._press = press
        self._neighbours = neighbours
        self._zone = zone

    def templates(self) -> list[Template]:
        """Give the letters there are."""
        return self._catalog.templates()

    def languages(self) -> list[str]:
        """Give the tags of the languages letters can be written in."""
        return self._press.tags()

    def words(self, tag: str) -> Language:
        """Give the language that letters are named in for a reader of another one; English if there is none.

        The texts of letters stand in catalogues of their own, which the language of the screen does not hold.
        """
        return self._press.load(match(tag, self._press.tags()) or "en")

    def preview(self, case_number: str, new: NewLetter) -> tuple[Written, Written | None]:
        """Write a letter without keeping it; the second is its translation, if one is asked for.

        Raises:
            BadInputError: no such letter or language, or a value that cannot be taken.
            NotFoundError: no such case, party or evidence.

        """
        with self._database.read() as uow:
            return self._write(uow, case_number, new)[:2]

    def create(self, case_number: str, new: NewLetter, target: Path, ctx: JobContext) -> LetterMade:
        """Write a letter into a file (PDF, Word or text by its ending) and keep it as a draft of the case.

        Raises:
            BadInputError: no such letter or language, or a value that cannot be taken.
            NotFoundError: no such case, party or evidence.
            BuildError: the pages could not be set.
            FileError: the file cannot be written.
            Cancelled: the person asked for it to stop.

        """
        kind = kind_of(target, KINDS)
        with self._database.read() as uow:
            written, beside, party = self._write(uow, case_number, new)
            made_at, author = uow.now, rows.sender(uow).get("name", "")
        sides = self._sides(written, beside)
        with placed(target) as temp:
            if kind == "pdf":
                data = letter_data(sides, self._press.resources, author)
                compose_pages(self._press, TEMPLATE, data, made_at.isoformat(timespec="seconds"), temp, ctx)
            else:
                temp.write_bytes(letter_text(sides).encode() if kind == "txt" else letter_docx(sides, author))
            digest = hashlib.sha256(temp.read_bytes()).hexdigest()
        number = self._keep(case_number, new, written, party, {"sha256": digest, "kind": kind})
        return LetterMade(number, target, written, beside)

    def of_case(self, case_number: str) -> list[LetterRow]:
        """Give the letters of a case in the order they were written.

        Raises:
            NotFoundError: no such case.

        """
        with self._database.read() as uow:
            case = cases.find(uow, case_number)
            attempts = {one.uid: one.number for one in contacts.attempts(uow, case.uid)}
            return [
                LetterRow(
                    number=number,
                    template=row.template,
                    language=row.language,
                    beside=row.beside,
                    state=row.state,
                    written_on=row.written_on,
                    attempt=attempts.get(row.attempt_uid, ""),
                    unfilled=tuple(row.content.get("unfilled", ())),
                )
                for number, row in rows.of_case(uow, case.id)
            ]

    def sent(self, case_number: str, letter: str, file: Path, how: Sending, ctx: JobContext) -> str:
        """Log that a letter went out; the very file becomes evidence. Gives the number of the attempt.

        Raises:
            BadInputError: a value cannot be taken, or the letter is marked as sent already.
            NotFoundError: no such case or letter.
            FileError: the file cannot be read.

        """
        with self._database.read() as uow:
            case = cases.find(uow, case_number)
            row = rows.find(uow, case, letter)
            if row.state == _SENT:
                raise BadInputError(N_("The letter {number} is marked as sent already."), number=letter)
            view = cases.view(uow, case_number)
            content, template, language = dict(row.content), row.template, row.language
        purpose = self._catalog.template(template).purpose
        new = NewAttempt(
            channel=how.channel,
            address=how.address,
            at=how.at,
            address_source=how.address_source,
            purpose=purpose,
            party=still_there(view, str(content.get("party", ""))),
            language=language,
            reply_by=str(content.get("reply_by", "")),
        )
        self._neighbours.check(case_number, new)
        (added,) = self._neighbours.take_in(case_number, [file], ctx)
        if added.row is None:
            raise added.fault or FileError(N_("“{file}” cannot be read."), file=file.name)
        attempt = self._neighbours.log(case_number, new, (added.row.number,))
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            kept = rows.find(uow, case, letter)
            kept.state, kept.evidence_id = _SENT, evidence.find(uow, added.row.number, case_number).id
            made = next(one for one in contacts.attempts(uow, case.uid) if one.number == attempt)
            kept.attempt_uid = made.uid
            same = added.row.sha256 == content.get("sha256")
            uow.record(AUDIT, case.uid, "letter_sent", kept.uid, attempt=attempt, as_written=same)
            cases.touch(case, uow.now)
            uow.commit()
        return attempt

    def sender(self) -> dict[str, str]:
        """Give what the office puts at the head of its letters."""
        with self._database.read() as uow:
            return rows.sender(uow)

    def set_sender(self, given: Mapping[str, str]) -> dict[str, str]:
        """Change what the office puts at the head of its letters: name, address, email, phone, country.

        Raises:
            BadInputError: a value cannot be taken.

        """
        with self._database.write() as uow:
            before = rows.sender(uow)
            values = dict(before)
            for name, value in given.items():
                if name not in SENDER_FIELDS:
                    raise BadInputError(N_("The sender has no field “{given}”."), field=name, given=name)
                written = value.replace("\\n", "\n") if name == "address" else value
                values[name] = codes.country(value) if name == "country" else words.text(written, field=name)
            if values != before:
                rows.write_sender(uow, values)
                uow.record(AUDIT, OFFICE_SCOPE, "sender_changed", fields=sorted(given))
                uow.commit()
            return values

    def _write(
        self, uow: UnitOfWork, case_number: str, new: NewLetter
    ) -> tuple[Written, Written | None, PartyView | None]:
        template = self._catalog.template(new.template)
        language = self._language(new.language, "language")
        beside = self._language(new.beside, "beside") if new.beside else None
        case = cases.view(uow, case_number)
        party = recipient_of(case, template, new.party)
        today = uow.now.astimezone(self._zone).date()
        around = Around(
            case=case,
            claim=self._neighbours.claim(case_number),
            today=today,
            reply_by=words.day(new.by, field="by") or today + dt.timedelta(days=template.days),
            attempts=len(contacts.attempts(uow, case.uid)),
            sender=rows.sender(uow),
            recipient=party,
            world=self._catalog.world(),
        )
        facts = facts_of(around, typed_facts(template, new.facts))
        papers = [evidence.find_own(uow, number, case_number, field="enclose") for number in new.enclose]
        row = dossiers.recipe_row(uow, cases.find(uow, case_number))
        called = row.recipe.get("titles", {}) if row else {}

        def spoken(speech: Language) -> Written:
            titles = [
                called.get(paper.no, {}).get(speech.tag) or paper.title or paper.filename for paper in papers
            ]
            return letters.write(template, facts, speech, enclosures=titles)

        return spoken(language), spoken(beside) if beside else None, party

    def _language(self, tag: str, name: str) -> Language:
        found = match(tag.strip(), self._press.tags())
        if found is None:
            raise BadInputError(
                N_("Letters cannot be written in “{given}” yet. Possible: {possible}."),
                field=name,
                given=tag,
                possible=", ".join(self._press.tags()),
            )
        return spoken(self._press.load, found, N_("There is no language “{given}” for this yet."))

    def _sides(self, written: Written, beside: Written | None) -> list[Side]:
        sides = []
        for letter in (written, beside):
            if letter is not None:
                language = self._press.load(letter.language)
                label = self._catalog.template(letter.template).words["beside"]
                said = language.ctext(label.context, label.text) if letter is beside else ""
                sides.append(Side(letter, language.language_name(letter.language), said))
        return sides

    def _keep(
        self, number: str, new: NewLetter, written: Written, party: PartyView | None, made: Mapping[str, str]
    ) -> str:
        with self._database.write() as uow:
            case = cases.find(uow, number)
            today = uow.now.astimezone(self._zone).date()
            days = self._catalog.template(written.template).days
            due = words.day(new.by, field="by") or today + dt.timedelta(days=days)
            content: dict[str, Any] = {
                **made,
                "subject": written.subject.text,
                "body": [[paragraph.clause, paragraph.text] for paragraph in written.body],
                "unfilled": list(written.unfilled),
                "withheld": list(written.withheld),
                "party": party.number if party else "",
                "reply_by": due.isoformat(),
            }
            row, letter = rows.add(
                uow,
                case,
                {
                    "template": written.template,
                    "party_id": rows.party_id(uow, party.uid) if party else None,
                    "language": written.language,
                    "beside": new.beside,
                    "content": content,
                    "written_on": today,
                },
            )
            cases.touch(case, uow.now)
            said = {"letter": letter, "template": written.template, "language": written.language}
            uow.record(AUDIT, case.uid, "letter_written", row.uid, **said, sha256=made["sha256"])
            uow.commit()
            return letter
