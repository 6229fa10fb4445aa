"""One item to look at: its pages or its words, with zoom, turn, find, and the way to its neighbours."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from xborder_desk.i18n import N_
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.viewer.drawing import Drawing
from xborder_desk.ui.viewer.finding import FindBar
from xborder_desk.ui.viewer.pages import PagesView
from xborder_desk.ui.viewer.words import WordsView
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QPushButton

    from xborder_desk.domain.previews import Hit, Preview
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.runner import Job
    from xborder_desk.ui.viewer.geometry import Zoom

_SPOKEN: Final = 2000
_PAGES, _WORDS, _REASON = range(3)


class Viewer(Spoken):
    """Shows an item. Its bytes are drawn in a child process; here only finished dots and plain text arrive.

    ``stepped`` asks for the item before (-1) or after (1), ``enlarged`` for a window of its own, ``scrolled``
    tells how far (0 to 1) one has read.
    """

    stepped = Signal(int)
    enlarged = Signal()
    scrolled = Signal(float)
    shown = Signal(object)

    def __init__(self, around: Surroundings, desk: Desk, *, neighbours: bool = True) -> None:
        super().__init__(around.screen)
        self._around, self._desk = around, desk
        self._preview: Preview | None = None
        self._asked = 0
        self._named = ""
        self._hits: tuple[Hit, ...] = ()
        self._search: Job | None = None
        self.pages, self.words = PagesView(around.theme), WordsView(around.theme)
        self.reason = Text("label", wrap=True)
        self.say(self.words.setAccessibleName, N_("Text of the item"))
        self._drawing = Drawing(around, desk, self)
        self._drawing.drawn.connect(self._drawn)
        self._drawing.failed.connect(self._not_drawn)
        self.pages.wanted.connect(self._drawing.ask)
        self.pages.page_changed.connect(self._tell_page)
        self._scale, self._place = Text("label"), Text("label")
        for view in (self.pages, self.words):
            view.zoomed.connect(self._tell_scale)
            view.scrolled.connect(self.scrolled)
        self.finder = FindBar(around)
        self.finder.asked.connect(self._find)
        self.finder.stepped.connect(self._go_to_hit)
        self.stack = QStackedWidget()
        for part in (self.pages, self.words, self.reason):
            self.stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._tools(neighbours=neighbours))
        layout.addWidget(self.finder)
        layout.addWidget(self.stack, 1)
        self._make_keys()
        self.show_nothing()

    @property
    def preview(self) -> Preview | None:
        """What is shown."""
        return self._preview

    def show_nothing(self, sentence: str = "") -> None:
        """Show that there is nothing, and why."""
        self._asked += 1
        self._preview = None
        self._drawing.begin(None)
        self.reason.setText(sentence)
        self.stack.setCurrentIndex(_REASON)
        self._set_tools()

    def show_item(self, number: str, case: str = "") -> None:
        """Show an item by its number; its pages come as they are drawn."""
        self._asked += 1
        asked = self._asked
        self._drawing.begin(None)
        job = self._around.runner.look(lambda ctx: self._desk.previews.show(number, case, ctx))

        def found(preview: Preview) -> None:
            if shiboken6.isValid(self) and asked == self._asked:
                self.show_preview(preview)

        def failed(error: Exception) -> None:
            if shiboken6.isValid(self) and asked == self._asked:
                self.show_nothing(self.language.error(self._around.faults.sentence(error)))

        job.done.connect(found)
        job.failed.connect(failed)

    def show_preview(self, preview: Preview) -> None:
        """Show what was found of an item."""
        self._preview = preview
        self._hits = ()
        self._drawing.begin(preview)
        if preview.sheets:
            self.stack.setCurrentIndex(_PAGES)
            self.pages.show_sheets(preview.sheets)
        elif preview.passages:
            self.stack.setCurrentIndex(_WORDS)
            self.words.show_passages(preview.passages, self.language)
            self._named = self.language.tag
        else:
            self.stack.setCurrentIndex(_REASON)
        self.retranslate()
        self._set_tools()
        self.finder.begin()
        self.shown.emit(preview)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        preview = getattr(self, "_preview", None)
        if preview is None:
            return
        if preview.passages and not preview.sheets:
            self._name_anew(preview)
        if preview.reason is not None:
            self.reason.setText(self.language.say(preview.reason))
        self._tell_page(self.pages.page)
        self._tell_scale()

    def _name_anew(self, preview: Preview) -> None:
        """Name the parts of a text in the present language, and stay where one was reading."""
        if self._named != self.language.tag:
            bar = self.words.verticalScrollBar()
            place = bar.value()
            self.words.show_passages(preview.passages, self.language)
            self._named = self.language.tag
            bar.setValue(place)
            self.finder.begin()

    def set_zoom(self, zoom: Zoom) -> None:
        """Zoom: as wide as the view, a whole page, or a scale."""
        if self._in_pages():
            self.pages.set_zoom(zoom)
        else:
            self.words.set_scale(1.0 if isinstance(zoom, str) else zoom)

    def zoom_by(self, by: int, *_checked: bool) -> None:
        """Larger or smaller by a step."""
        (self.pages if self._in_pages() else self.words).zoom_by(by)

    def scroll_to(self, part: float) -> None:
        """Scroll to a part (0 to 1), as another viewer beside this one did."""
        (self.pages if self._in_pages() else self.words).scroll_to(part)

    def go_to_page(self, page: int) -> None:
        """Bring a page (from 0) into view."""
        if self._in_pages():
            self.pages.go_to(page)

    def take_focus(self) -> None:
        """Put the focus on what is shown, where the keys to turn, zoom and go on work."""
        (self.pages if self._in_pages() else self.words).setFocus()

    def _in_pages(self) -> bool:
        return self.stack.currentIndex() == _PAGES

    def _tools(self, *, neighbours: bool) -> Flow:
        def icon(words: str, name: str, slot: Callable[..., object]) -> QPushButton:
            return push(self, self._around.theme, words, slot, icon=name, look="icon")

        before = icon(N_("Item before (Alt+PgUp)"), "caret-up", partial(self._step, -1))
        after = icon(N_("Next item (Alt+PgDown)"), "caret-down", partial(self._step, 1))
        larger = icon(N_("Larger (Ctrl++)"), "magnifying-glass-plus", partial(self.zoom_by, 1))
        smaller = icon(N_("Smaller (Ctrl+-)"), "magnifying-glass-minus", partial(self.zoom_by, -1))
        wide = icon(N_("As wide as there is room (Ctrl+0)"), "arrows-horizontal", self._fit_width)
        whole = icon(N_("The whole page (Ctrl+9)"), "corners-out", self._fit_page)
        turn = icon(N_("Turn (R)"), "arrow-clockwise", self._turn)
        own = icon(N_("In a window of its own"), "arrows-out", self.enlarged.emit)
        if not neighbours:
            for button in (before, after, own):
                button.hide()
        self._zoomers = (smaller, larger)
        self._fitters = (wide, whole, turn)
        self._neighbours = (before, after)
        return Flow(before, after, smaller, self._scale, larger, wide, whole, turn, own, self._place, gap=5)

    def catch_find(self) -> None:
        """Answer Ctrl+F here; in the window itself that key belongs to the window, which asks its view."""
        self._key("Ctrl+F", self.finder.take_focus)

    def _make_keys(self) -> None:
        for keys, slot in (
            ("Ctrl++", partial(self.zoom_by, 1)),
            ("Ctrl+=", partial(self.zoom_by, 1)),
            ("Ctrl+-", partial(self.zoom_by, -1)),
            ("Ctrl+0", self._fit_width),
            ("Ctrl+9", self._fit_page),
            ("Alt+PgUp", partial(self._step, -1)),
            ("Alt+PgDown", partial(self._step, 1)),
            ("F3", partial(self.finder.step, 1)),
            ("Shift+F3", partial(self.finder.step, -1)),
        ):
            self._key(keys, slot)

    def _key(self, keys: str, slot: Callable[..., object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    def _set_tools(self) -> None:
        preview = self._preview
        pages, any_text = bool(preview and preview.sheets), bool(preview and preview.passages)
        for button in self._fitters:
            button.setVisible(pages)
        for button in self._zoomers:
            button.setVisible(pages or any_text)
        for words, shown in ((self._scale, pages or any_text), (self._place, pages)):
            words.setVisible(shown)
        self.finder.setVisible(any_text or pages)

    def _step(self, by: int, *_checked: bool) -> None:
        self.stepped.emit(by)

    def _fit_width(self, *_checked: bool) -> None:
        self.set_zoom("width")

    def _fit_page(self, *_checked: bool) -> None:
        self.set_zoom("page")

    def _turn(self, *_checked: bool) -> None:
        if self._in_pages():
            self.pages.rotate()

    def _drawn(self, page: int, turn: int, image: QImage) -> None:
        self.pages.put_image(page, turn, image)
        self._drawing.ask(self.pages.missing())

    def _not_drawn(self, page: int, error: Exception) -> None:
        self.pages.put_fault(page, self.language.error(self._around.faults.sentence(error)))
        self._drawing.ask(self.pages.missing())

    def _tell_scale(self, *_zoomed: float) -> None:
        # Pages that are not shown fit themselves to their room, too.
        scale = (self.pages if self._in_pages() else self.words).scale
        self._scale.setText(self.language.text(N_("{number} %"), number=round(scale * 100)))

    def _tell_page(self, page: int) -> None:
        preview = self._preview
        if preview is None or not preview.sheets or page < 0:
            return
        words = self.language.text(N_("Page {page} of {pages}"), page=page + 1, pages=len(preview.sheets))
        self._place.setText(words)
        self.pages.setAccessibleName(f"{preview.title}, {words}")
        # Who cannot see the page hears what is written on it.
        self.pages.setAccessibleDescription(
            preview.texts[page][:_SPOKEN] if page < len(preview.texts) else ""
        )

    def _find(self, words: str) -> None:
        preview = self._preview
        if preview is None:
            return
        if not self._in_pages():
            self._hits = ()
            self.finder.show_found(self.words.find_all(words))
            return
        if not words.strip():
            self._show_hits(())
            return
        asked = self._asked
        if self._search is not None and shiboken6.isValid(self._search):
            self._search.cancel()
        job = self._search = self._around.runner.look(
            lambda ctx: self._desk.previews.find(preview, words, ctx)
        )

        def found(hits: tuple[Hit, ...]) -> None:
            if shiboken6.isValid(self) and asked == self._asked and self.finder.words() == words:
                self._show_hits(hits)

        def failed(error: Exception) -> None:
            if shiboken6.isValid(self) and asked == self._asked:
                self.finder.show_fault(self.language.error(self._around.faults.sentence(error)))

        job.done.connect(found)
        job.failed.connect(failed)

    def _show_hits(self, hits: tuple[Hit, ...]) -> None:
        self._hits = hits
        self.pages.show_hits(hits)
        self.finder.show_found(len(hits))

    def _go_to_hit(self, number: int) -> None:
        if self._in_pages():
            self.pages.show_hits(self._hits, number)
        else:
            self.words.choose(number)
