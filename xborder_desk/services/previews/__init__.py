"""Looking at evidence: its pages, drawn apart, or what it says; nothing of it is ever run or fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import NotFoundError
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.folding import fold
from xborder_desk.domain.previews import Hit, Preview, PreviewError
from xborder_desk.i18n import N_
from xborder_desk.services.previews.passages import passages_of
from xborder_desk.storage.queries import evidence

if TYPE_CHECKING:
    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.domain.previews import Drawn, Sheet
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.pipelines.preview import Previewer
    from xborder_desk.storage.office import Office

_SHOWS_NOTHING: Final = {
    "media": N_("Sound and film are not played here. Save a copy and open it with a program of your own."),
    "archive": N_("This is an archive. What was found in it stands in the list of evidence."),
    "mbox": N_("This is a mailbox. Its mails stand in the list of evidence."),
    "empty": N_("The file is empty."),
}
_NO_VIEW: Final = N_("Files of this kind cannot be shown here. Save a copy and open it with its own program.")
_NOT_YET: Final = N_("This item was not read yet.")
_GONE: Final = N_("The bytes of this item are not in the store.")


class Previews:
    """What a viewer asks for."""

    def __init__(self, office: Office, previewer: Previewer) -> None:
        self._office = office
        self._previewer = previewer

    def show(self, number: str, case_number: str = "", ctx: JobContext | None = None) -> Preview:
        """Give what can be shown of an item; why there is less than one might expect stands in ``reason``.

        Raises:
            NotFoundError: there is no such item.
            Cancelled: nobody waits for it any more.

        """
        with self._office.database.read() as uow:
            item = evidence.find(uow, number, case_number)
            case, _uid = evidence.case_number(uow, item.case_id)
            row, texts = evidence.row(uow, item.id), evidence.page_texts(uow, item.id)
            parts = [one for one in evidence.rows(uow, item.case_id) if one.part_of == row.number]
        sheets, reason = self._sheets(row, ctx)
        passages = () if sheets else passages_of(row, texts, parts)
        if reason is None and not sheets and not passages:
            reason = Message(_NOT_YET if row.state == "kept" else _SHOWS_NOTHING.get(row.kind, _NO_VIEW))
        return Preview(
            case=case,
            number=row.number,
            title=row.title or row.filename,
            sha256=row.sha256,
            media_type=row.media_type,
            sheets=sheets,
            passages=passages,
            texts=texts,
            reason=reason,
        )

    def draw(
        self, preview: Preview, page: int, width: int, turn: int = 0, ctx: JobContext | None = None
    ) -> Drawn:
        """Draw a page (from 0) about ``width`` dots wide, turned clockwise by 0, 90, 180 or 270 degrees.

        Raises:
            PreviewError: it cannot be drawn; says why.
            NotFoundError: its bytes are gone.
            Cancelled: nobody waits for it any more.

        """
        path = self._office.store.path(preview.sha256)
        return self._previewer.draw(path, preview.media_type, page, max(1, width), turn, ctx)

    def find(self, preview: Preview, words: str, ctx: JobContext | None = None) -> tuple[Hit, ...]:
        """Find words on the pages of an item, in their order; where no place is known, the page is given.

        Raises:
            PreviewError: it cannot be searched; says why.
            NotFoundError: its bytes are gone.
            Cancelled: nobody waits for it any more.

        """
        wanted = fold(words).strip()
        if not wanted or not preview.sheets:
            return ()
        path = self._office.store.path(preview.sha256)
        placed = self._previewer.find(path, preview.media_type, words.strip(), ctx)
        known = {hit.page for hit in placed}
        pages = len(preview.sheets)
        # What is known of a page besides its own letters (read off a picture, or written otherwise).
        more = [
            Hit(page)
            for page, text in enumerate(preview.texts[:pages])
            if page not in known and wanted in fold(text)
        ]
        return tuple(sorted([*placed, *more], key=lambda hit: hit.page))

    def close(self) -> None:
        """End the child processes that draw."""
        self._previewer.close()

    def _sheets(self, row: EvidenceRow, ctx: JobContext | None) -> tuple[tuple[Sheet, ...], Message | None]:
        if not self._previewer.draws(row.media_type) or not row.size:
            return (), None
        try:
            return self._previewer.measure(self._office.store.path(row.sha256), row.media_type, ctx), None
        except PreviewError as error:
            return (), Message(error.text, {name: str(value) for name, value in error.fields.items()})
        except NotFoundError:
            return (), Message(_GONE)
