"""A case, full width: its header, which never changes, and its pages as tabs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout

from xborder_desk.domain.choices import CaseStatus, label_of
from xborder_desk.i18n import N_
from xborder_desk.ui.states import between, due_words, status_look
from xborder_desk.ui.view import View
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Frame, Pill
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import row
from xborder_desk.ui.widgets.texts import Elided, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from xborder_desk.domain.cases import CaseView
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.page import Page, PageWidget


class Tabs(QTabBar):
    """Tabs that keep the width of their bold state."""

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """Give room for the bold words."""
        size = super().tabSizeHint(index)
        bold = self.font()
        bold.setBold(True)
        return QSize(max(size.width(), size.width() + 4), size.height())


class Workspace(View):
    """Shows one case; a page is built when its tab is first chosen."""

    left = Signal()

    def __init__(self, around: Surroundings, desk: Desk, number: str, pages: list[Page]) -> None:
        super().__init__(around.screen)
        self.around, self.desk, self.number = around, desk, number
        self.pages = pages
        self._built: dict[str, PageWidget] = {}
        self._view: CaseView | None = None
        self.setProperty("role", "ground")
        self._back = push(
            self, around.theme, N_("Back to the list"), self.left.emit, icon="arrow-left", look="icon"
        )
        self._number, self._title = Text("page"), Elided("heading")
        self._state, self._due = Pill(around.theme), Pill(around.theme)
        self._log = push(self, around.theme, N_("Log attempt"), self.log_attempt, icon="phone-call")
        self._between = Elided("second")
        first = row(self._back, self._number, self._title, self._log, gap=10)
        first.setStretch(2, 1)
        self._between.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        # At 200 % text who against whom goes below; nothing in the header is cut.
        second = Flow(self._state, self._due, self._between, gap=10)
        self.tabs = Tabs()
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.say(self.tabs.setAccessibleName, N_("Pages of the case"))
        header = Frame("header")
        inner = QVBoxLayout(header)
        inner.setContentsMargins(16, 10, 16, 0)
        inner.setSpacing(4)
        inner.addLayout(first)
        inner.addWidget(second)
        inner.addWidget(self.tabs)
        self.stack = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(header)
        outer.addWidget(self.stack, 1)
        for _page in pages:
            self.tabs.addTab("")
        self.tabs.currentChanged.connect(self._show_tab)
        around.changes.changed.connect(self._note_change)
        self.retranslate()
        self.load()

    def show_page(self, page_id: str = "", ref: str = "") -> None:
        """Show a page of the case, at something in it, or at a form that was half typed (``draft:sum``)."""
        ids = [page.id for page in self.pages]
        self.tabs.setCurrentIndex(ids.index(page_id) if page_id in ids else max(self.tabs.currentIndex(), 0))
        self._show_tab(self.tabs.currentIndex())
        self.current().arrive(ref)

    def current(self) -> PageWidget:
        """Give the page that is shown."""
        page = self.pages[max(self.tabs.currentIndex(), 0)]
        return self._page(page)

    def step(self, by: int) -> None:
        """Go to the next page of the case, or the one before."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def log_attempt(self) -> None:
        """Go where a contact attempt is written down."""
        self.show_page("contacts", "new")

    def load(self) -> None:
        """Load the header."""
        job = self.around.runner.job(lambda _ctx: self.desk.cases.show(self.number), quiet=True)
        job.done.connect(self._present)

    def retranslate(self) -> None:
        """Say the header and the tabs."""
        super().retranslate()
        if not hasattr(self, "tabs"):
            return
        _ = self.language.text
        for index, page in enumerate(self.pages):
            self.tabs.setTabText(index, _(page.title))
        if self._view is not None:
            self._present(self._view)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Show the first page when nothing is shown yet."""
        super().showEvent(event)
        if not self._built:
            self._show_tab(self.tabs.currentIndex())

    def _page(self, page: Page) -> PageWidget:
        if page.id not in self._built:
            built = page.build(self.around, self.desk, self.number)
            self._built[page.id] = built
            self.stack.addWidget(built)
        return self._built[page.id]

    def _show_tab(self, index: int) -> None:
        if 0 <= index < len(self.pages):
            self.stack.setCurrentWidget(self._page(self.pages[index]))

    def _present(self, view: CaseView) -> None:
        self._view = view
        _ = self.language.text
        self._number.setText(view.number)
        self._title.show_text(view.title)
        kind, icon = status_look(view.status)
        self._state.show_state(kind, icon, _(label_of(CaseStatus, view.status)))
        self._between.show_text(between(view, self.language))
        self._show_due(view)
        self._log.setEnabled(view.binned_at is None)

    def _show_due(self, view: CaseView) -> None:
        days = [task.due_on for task in view.tasks if task.due_on and task.done_at is None]
        self._due.setVisible(bool(days))
        if days:
            left = (min(days) - dt.datetime.now(self.desk.zone).date()).days
            kind, words = due_words(left, self.language)
            self._due.show_state(kind, "timer", f"{words} · {self.language.date(min(days))}")

    def _note_change(self, topic: str, ids: object) -> None:
        del ids
        if topic in {f"case:{self.number}", "all"}:
            self.load()
