"""Marking what shall be unreadable in a copy: with the mouse, or by words wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtWidgets import QLineEdit

from xborder_desk.domain.choices import RedactionReason, parse_choice
from xborder_desk.domain.redaction import Box
from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Form, of_choice
from xborder_desk.ui.widgets.marking import Marking
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.previews import Drawn, Hit, Preview
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.widgets.marking import Edges

_WIDE: Final = 1100
_ROOM: Final = 0.002
"""What a box of found words reaches beyond them, in parts of the page."""


class RedactSheet(Sheet):
    """Shows the pages of an item one by one; the verb makes the copy."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        item: tuple[str, str],
        done: Callable[[object], object],
    ) -> None:
        super().__init__(around, parent, N_("Make parts unreadable"), N_("Make the copy"))
        self._desk, self._done = desk, done
        self._case, self._number = item
        self._preview: Preview | None = None
        self._page = 0
        self._asked = 0
        self.boxes: list[Box] = []
        self.marking = Marking()
        self.marking.marked.connect(self._mark)
        self.inside.say(self.marking.setAccessibleName, N_("Page to draw on"))
        note = Text("second", wrap=True)
        self.inside.say(
            note.setText,
            N_(
                "Draw over what nobody shall read. The copy is made of pictures of the pages: nothing below "
                "a box is left in it. The original stays as it is."
            ),
        )
        self.body.addWidget(note)
        self.body.addWidget(self._tools())
        self.form = Form(around.screen)
        self.form.options("reason", N_("Reason"), of_choice(RedactionReason), wide=True)
        self.body.addWidget(self.form)
        self.body.addWidget(self.marking, 1)
        self.resize(820, 940)
        self.verb.setEnabled(False)
        # Enter in the line of words marks them; it must not make the copy as well.
        self.verb.setDefault(False)
        job = around.runner.job(lambda ctx: desk.previews.show(self._number, self._case, ctx), quiet=True)
        job.done.connect(self._shown)
        job.failed.connect(self._failed)

    def accept_it(self) -> None:
        """Make the copy."""
        boxes, case, number, tag = tuple(self.boxes), self._case, self._number, self.inside.language.tag
        desk = self._desk

        def work(ctx: JobContext) -> object:
            return desk.deriving.redact(number, boxes, ctx, case, language=tag)

        self.run(work, self._done, self.form)

    def _tools(self) -> Flow:
        theme = self.around.theme
        self.back = push(
            self.inside, theme, N_("Page before"), lambda: self._turn(-1), icon="caret-left", look="icon"
        )
        self.forth = push(
            self.inside, theme, N_("Next page"), lambda: self._turn(1), icon="caret-right", look="icon"
        )
        self._where = Text("second")
        self.words = QLineEdit()
        self.words.setMinimumWidth(200)
        self.inside.say(self.words.setPlaceholderText, N_("Words to mark wherever they stand …"))
        self.inside.say(self.words.setAccessibleName, N_("Words to mark"))
        self.words.returnPressed.connect(self._find)
        mark = push(self.inside, theme, N_("Mark words"), self._find)
        whole = push(self.inside, theme, N_("Mark the page"), lambda: self._mark((0.0, 0.0, 1.0, 1.0)))
        self.undo = push(self.inside, theme, N_("Take back"), self._take_back, icon="arrow-u-down-left")
        return Flow(self.back, self._where, self.forth, self.words, mark, whole, self.undo)

    def _shown(self, preview: Preview) -> None:
        if not shiboken6.isValid(self):
            return
        self._preview = preview
        if not preview.sheets:
            told = N_("This item has no pages to draw on. Make a PDF copy of it first, and redact that.")
            self.show_strip("warn", self.inside.language.text(told))
            self.marking.setEnabled(False)
            return
        self._turn(0)

    def _turn(self, by: int) -> None:
        preview = self._preview
        if preview is None or not preview.sheets:
            return
        self._page = min(max(self._page + by, 0), len(preview.sheets) - 1)
        self._asked += 1
        page, asked = self._page, self._asked
        job = self.around.runner.job(
            lambda ctx: self._desk.previews.draw(preview, page, _WIDE, 0, ctx), quiet=True
        )

        def drawn(picture: Drawn) -> None:
            if shiboken6.isValid(self) and asked == self._asked:
                self.marking.show_page(picture)

        job.done.connect(drawn)
        job.failed.connect(self._failed)
        self._refresh()

    def _mark(self, edges: Edges) -> None:
        if self._preview is None or not self._preview.sheets:
            return
        self.boxes.append(self._box(self._page, edges))
        self._refresh()

    def _box(self, page: int, edges: Edges) -> Box:
        reason = parse_choice(RedactionReason, self.form.values()["reason"], field="reason")
        return Box(page + 1, *edges, reason, "part")

    def _take_back(self) -> None:
        if self.boxes:
            self.boxes.pop()
            self._refresh()

    def _find(self) -> None:
        preview, words = self._preview, self.words.text().strip()
        if preview is None or not words:
            return
        job = self.around.runner.job(lambda ctx: self._desk.previews.find(preview, words, ctx), quiet=True)
        job.done.connect(self._found)
        job.failed.connect(self._failed)

    def _found(self, hits: Sequence[Hit]) -> None:
        if not shiboken6.isValid(self):
            return
        placed = [(hit.page, box) for hit in hits for box in hit.boxes]
        for page, (left, top, width, height) in placed:
            edges = (left - _ROOM, top - _ROOM, left + width + _ROOM, top + height + _ROOM)
            self.boxes.append(
                self._box(page, (max(edges[0], 0), max(edges[1], 0), min(edges[2], 1), min(edges[3], 1)))
            )
        language = self.inside.language
        unplaced = sorted({hit.page + 1 for hit in hits if not hit.boxes})
        if not hits:
            self.show_strip(
                "warn", language.text(N_("These words stand nowhere in its text. Draw over them."))
            )
        elif unplaced:
            told = N_("On these pages the words can be seen but not placed; draw over them: {pages}.")
            self.show_strip("warn", language.text(told, pages=unplaced))
        else:
            self.show_strip(
                "neutral", language.plural("{n} place was marked.", "{n} places were marked.", len(placed))
            )
        self._refresh()

    def _refresh(self) -> None:
        preview = self._preview
        pages = len(preview.sheets) if preview is not None else 0
        self.marking.show_boxes(
            [(box.left, box.top, box.right, box.bottom) for box in self.boxes if box.page == self._page + 1]
        )
        told = N_("Page {page} of {pages} · marked: {count}")
        count = len(self.boxes)
        self.inside.say(self._where.setText, told, page=self._page + 1, pages=pages, count=count)
        self.back.setEnabled(self._page > 0)
        self.forth.setEnabled(self._page + 1 < pages)
        self.undo.setEnabled(bool(self.boxes))
        self.verb.setEnabled(bool(self.boxes))

    def _failed(self, error: Exception) -> None:
        if shiboken6.isValid(self):
            self.show_strip("danger", self.inside.language.error(self.around.faults.sentence(error)))
