"""The text of scans: recognised page by page where Tesseract is installed, kept apart from the file's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.choices import CustodyAction
from xborder_desk.domain.errors import BadInputError, BuildError
from xborder_desk.domain.registers import CUSTODY
from xborder_desk.i18n import N_
from xborder_desk.identifiers import codes
from xborder_desk.pipelines import recognition
from xborder_desk.storage.queries import cases, evidence, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.pipelines.recognition import Page
    from xborder_desk.storage.office import Office

PDF: Final = "application/pdf"
NO_SCAN: Final = N_("“{file}” is neither a picture nor a PDF; there is nothing to recognise.")
NOTHING_LEFT: Final = N_("Every page of “{file}” has a text already.")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What came of it: the engine, pages read (from 1) with text, and how sure its words are on the whole."""

    evidence: str
    engine: str
    languages: str
    pages: tuple[Page, ...]

    @property
    def confidence(self) -> int | None:
        """The mean over the pages with words, 0 to 100."""
        sure = [page.confidence for page in self.pages if page.confidence is not None]
        return round(sum(sure) / len(sure)) if sure else None

    @property
    def characters(self) -> int:
        """How many characters were read."""
        return sum(len(page.text) for page in self.pages)


class Scans:
    """What can be done about the text of scans."""

    def __init__(self, office: Office, apart: Apart) -> None:
        self._office = office
        self._database = office.database
        self._apart = apart

    def hindrance(self) -> str:
        """Say (untranslated) what to install before scans can be read, empty if nothing is missing."""
        return recognition.hindrance()

    def recognise(
        self,
        number: str,
        ctx: JobContext,
        case_number: str = "",
        *,
        languages: Sequence[str] = (),
        again: bool = False,
    ) -> Recognised:
        """Read the text of the pages that have none; with ``again`` of all, in place of what was read before.

        Without ``languages`` (tags) it is read in the item's own, without that in English.

        Raises:
            BadInputError: it is no scan, or every page has a text, or a language is none.
            ProgramError: Tesseract or its language is not installed; says what to install.
            BuildError: no page of it could be read; says why.
            NotFoundError: there is no such item, or its bytes are gone.
            Cancelled: the person asked for it to stop; pages read before stay.

        """
        with self._database.read() as uow:
            item = evidence.row(uow, evidence.find(uow, number, case_number).id)
            read = texts.pages_with_text(uow, item.id, recognised=not again)
        wanted = _wanted(item, set() if again else read)
        tags = [codes.language_tag(one, field="language") for one in languages] or [item.language]
        engine, names = recognition.prepare([tag for tag in tags if tag], ctx)
        path = self._office.store.path(item.sha256)
        done: list[Page] = []
        for page in recognition.recognise(path, item.media_type, wanted, names, self._apart, ctx):
            done.append(page)
            if not page.fault:
                with self._database.write() as uow:
                    texts.keep_recognised(uow, item.id, page.page, page.text, engine, page.confidence)
                    uow.commit()
        if done and all(page.fault for page in done):
            raise BuildError(done[0].fault, page=done[0].page)
        result = Recognised(item.number, engine, names, tuple(done))
        self._note(item, result)
        return result

    def _note(self, item: EvidenceRow, result: Recognised) -> None:
        with self._database.write() as uow:
            case, scope = evidence.case_number(uow, evidence.place(uow, item.id).case_id)
            texts.count_again(uow, item.id)
            about = {"evidence": item.number, "sha256": item.sha256, "tool": result.engine}
            said = {
                "languages": result.languages,
                "pages": [page.page for page in result.pages if not page.fault],
                "confidence": result.confidence,
            }
            uow.record(CUSTODY, scope, CustodyAction.RECOGNISE.value, item.uid, **about, **said)
            cases.touch(cases.find(uow, case), uow.now)
            uow.commit()


def _wanted(item: EvidenceRow, read: set[int]) -> list[int]:
    if item.kind != "picture" and item.media_type != PDF:
        raise BadInputError(NO_SCAN, field="id", file=item.filename)
    wanted = [page for page in range(1, (item.pages or 1) + 1) if page not in read]
    if not wanted:
        raise BadInputError(NOTHING_LEFT, field="id", file=item.filename)
    return wanted
