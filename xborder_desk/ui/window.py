"""The window: it only arranges the rail, the page or case in view, and the status bar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

import shiboken6
from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.goto import GoToSheet
from xborder_desk.ui.dialogs.help import HelpSheet
from xborder_desk.ui.dialogs.new_case import NewCaseSheet
from xborder_desk.ui.dialogs.shortcuts import SHORTCUTS, ShortcutsSheet
from xborder_desk.ui.frame import Surroundings
from xborder_desk.ui.keytips import KeyTips
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.page import PageWidget
from xborder_desk.ui.rail import Rail
from xborder_desk.ui.status import Status
from xborder_desk.ui.undo import Step, Undo
from xborder_desk.ui.viewer.viewer import Viewer
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Strip
from xborder_desk.ui.widgets.layouts import holding
from xborder_desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent

    from xborder_desk.services import Desk, Doors
    from xborder_desk.ui.errors import Faults
    from xborder_desk.ui.frame import Changes
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.page import Page
    from xborder_desk.ui.runner import Runner
    from xborder_desk.ui.theme import Theme

_STRIP_MS: Final = 10_000
_KEPT_CASES: Final = 5
_ROOMY: Final = 980
"""Below so many dots, at the plain size of text, the rail is narrow on every page."""


class Window(QMainWindow):
    """One window of an office. It is the ``Guide`` of its pages."""

    another = Signal()
    office_wanted = Signal()
    closed = Signal(object)

    def __init__(
        self,
        doors: Doors,
        parts: tuple[Runner, ScreenLanguage, Theme, Changes, Faults],
        memory: QSettings,
    ) -> None:
        super().__init__()
        runner, screen, theme, changes, faults = parts
        self.around = Surroundings(doors, runner, screen, theme, changes, faults, self, memory)
        self.desk: Desk | None = None
        self._pages: dict[str, Page] = {}
        self._built: dict[str, PageWidget] = {}
        self._cases: dict[str, Workspace] = {}
        self._closing = False
        self._in_case = False
        self.undo = Undo(runner, self)
        self.undo.moved.connect(partial(changes.tell, "all"))
        self.undo.failed.connect(self._tell_fault)
        self.center = Spoken(screen)
        self.center.say(self.setWindowTitle, N_("Xborder Desk"))
        self.rail = Rail(screen, theme)
        self.rail.chosen.connect(self.go)
        theme.changed.connect(self._fit_rail)
        self.rail.hide()
        self.stack = QStackedWidget()
        self._strips = QVBoxLayout()
        self._strips.setContentsMargins(18, 0, 18, 10)
        self._strip_place = holding(self._strips)
        self._strip_place.hide()
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addWidget(self.stack, 1)
        # Below the page: what comes and goes by itself must not move what somebody is about to press.
        side.addWidget(self._strip_place)
        layout = QHBoxLayout(self.center)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addLayout(side, 1)
        self.setCentralWidget(self.center)
        self.status = Status(screen, theme, runner, self)
        self.setStatusBar(self.status)
        self.keytips = KeyTips(self)
        self.actions_by_name: dict[str, QAction] = {}
        self._make_actions()
        room = self.screen().availableSize()
        self.resize(min(1440, max(room.width(), 640)), min(900, max(room.height(), 420)))
        self.setMinimumSize(640, 420)
        geometry = memory.value("window/geometry")
        if isinstance(geometry, QByteArray):  # a file that was damaged gives something else
            self.restoreGeometry(geometry)

    def put(self, widget: QWidget) -> None:
        """Show something that is no page, in place of everything."""
        self.rail.hide()
        if self.stack.indexOf(widget) < 0:
            self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)

    def enter(self, desk: Desk, pages: list[Page]) -> None:
        """Work in an office: show its pages, Today first; those of an office before are let go."""
        for built in (*self._built.values(), *self._cases.values()):
            self.stack.removeWidget(built)
            built.deleteLater()
        self._built.clear()
        self._cases.clear()
        self.undo.forget()
        self._clear_strips()
        self.desk = desk
        self._pages = {page.id: page for page in pages}
        self.rail.fill([page for page in pages if page.place != "case"])
        self.rail.show()
        self.status.place.setText(str(desk.location))
        self.go("today")

    def go(self, page: str, ref: str = "") -> None:
        """Show a page of the office, at something on it."""
        found = self._pages.get(page)
        if found is None or self.desk is None:
            return
        if page not in self._built:
            self._built[page] = found.build(self.around, self.desk, "")
            self.stack.addWidget(self._built[page])
        self._in_case = False
        self.rail.show()
        self._fit_rail()
        self.rail.show_chosen(page)
        self.stack.setCurrentWidget(self._built[page])
        self._keep_focus(self.rail.button(page))
        self._built[page].arrive(ref)

    def open_case(self, number: str, tab: str = "", ref: str = "") -> None:
        """Open a case in its workspace."""
        if self.desk is None:
            return
        space = self._cases.pop(number, None)
        if space is None:
            pages = [page for page in self._pages.values() if page.place == "case"]
            space = Workspace(self.around, self.desk, number, pages)
            space.left.connect(partial(self.go, "cases"))
            self.stack.addWidget(space)
        self._cases[number] = space
        if len(self._cases) > _KEPT_CASES:
            oldest = self._cases.pop(next(iter(self._cases)))
            self.stack.removeWidget(oldest)
            oldest.deleteLater()
        self.rail.show()
        self.rail.show_chosen("cases")
        self._in_case = True
        self._fit_rail()
        self.stack.setCurrentWidget(space)
        space.show_page(tab, ref)
        self._keep_focus(space.tabs)

    def _keep_focus(self, otherwise: QWidget | None) -> None:
        """Who goes by keys must always be somewhere: what had the focus may have gone out of view."""
        now = cast("QWidget | None", self.focusWidget())
        if otherwise is not None and (now is None or now is self or not now.isVisible()):
            otherwise.setFocus(Qt.FocusReason.OtherFocusReason)

    def come_up(self) -> None:
        """Come to the front."""
        self.setWindowState(
            (self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
        )
        self.show()
        self.raise_()
        self.activateWindow()

    def new_case(self) -> None:
        """Ask for a new case, and open it."""
        if self.desk is not None:
            NewCaseSheet(self.around, self, self.desk, self._created).open()

    def leave_office(self) -> None:
        """Ask for another office, unless work for this one is going on."""
        if self.around.runner.visible:
            self.tell(N_("Work is still going on"), "warn")
            return
        self.office_wanted.emit()

    def tell(
        self,
        text: str,
        kind: str = "neutral",
        verb: tuple[str, Callable[[], object]] | None = None,
        **fields: object,
    ) -> None:
        """Say a sentence below the page for ten seconds; a fault stays until the next."""
        strip = self.tell_lasting(text, kind, verb, **fields)
        if kind != "danger":
            QTimer.singleShot(_STRIP_MS, strip, partial(self._drop_strip, strip))

    def tell_lasting(
        self,
        text: str,
        kind: str = "neutral",
        verb: tuple[str, Callable[[], object]] | None = None,
        **fields: object,
    ) -> Strip:
        """Say a sentence below the page until the next one."""
        self._clear_strips()
        icons = {"danger": "warning-circle", "warn": "warning", "ok": "check-circle"}
        strip = Strip(self.around.theme, kind, icons.get(kind, "arrow-counter-clockwise"))
        self.center.say(strip.text.setText, text, **fields)
        if verb is not None:
            pressed = partial(self._do, verb[1])
            strip.buttons.addWidget(push(self.center, self.around.theme, verb[0], pressed, look="row"))
        self._strips.addWidget(strip)
        self._strip_place.show()
        return strip

    def did(
        self, text: str, undo: Callable[[], object], redo: Callable[[], object], **fields: object
    ) -> None:
        """Offer to undo what was done."""
        self.undo.push(Step(text, fields, undo, redo))
        self.tell(text, "neutral", (N_("Undo"), self.undo.undo), **fields)

    def view(self) -> PageWidget | Workspace | QWidget | None:
        """Give what is in view."""
        return self.stack.currentWidget()

    def page_in_view(self) -> Page | None:
        """Give the page in view."""
        view = self.view()
        if isinstance(view, Workspace):
            return view.pages[max(view.tabs.currentIndex(), 0)]
        return next((self._pages[name] for name, built in self._built.items() if built is view), None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the room to the page where there is little."""
        super().resizeEvent(event)
        self._fit_rail()

    def _fit_rail(self) -> None:
        little = self.width() < _ROOMY * self.around.theme.percent // 100
        if self.rail.compact != (self._in_case or little):
            self.rail.set_compact(compact=self._in_case or little)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Watch Alt from the first moment on the screen."""
        super().showEvent(event)
        self.keytips.watch()

    def allow_close(self) -> None:
        """Close without asking from now on."""
        self._closing = True

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Close; while jobs of this window run, ask whether to wait or to stop them."""
        running = self.around.runner.visible
        if running and not self._closing:
            event.ignore()
            self._ask_about(len(running))
            return
        self.around.memory.setValue("window/geometry", self.saveGeometry())
        super().closeEvent(event)
        self.closed.emit(self)

    def _ask_about(self, jobs: int) -> None:
        language = self.around.screen.language
        _ = language.text
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Work is still going on"))
        box.setText(language.plural("{n} job is still running.", "{n} jobs are still running.", jobs))
        box.setInformativeText(_("What it finished so far is kept either way."))
        wait = box.addButton(_("Wait, then close"), QMessageBox.ButtonRole.AcceptRole)
        stop = box.addButton(_("Cancel it and close"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(_("Keep working"), QMessageBox.ButtonRole.RejectRole)
        wait.clicked.connect(self._close_when_done)
        stop.clicked.connect(self.around.runner.cancel_all)
        stop.clicked.connect(self._close_when_done)
        box.open()

    def _close_when_done(self) -> None:
        self._closing = True
        self.tell(N_("Closing when the work has ended."))
        self.around.runner.ended.connect(self._close_if_done)
        self._close_if_done()

    def _close_if_done(self, *_job: object) -> None:
        if shiboken6.isValid(self) and not self.around.runner.visible:
            self.close()

    def _created(self, number: str) -> None:
        self.around.changes.tell("cases")
        self.open_case(number)
        self.tell(N_("Case {number} is open."), "ok", number=number)

    def _tell_fault(self, error: Exception) -> None:
        self.tell("{sentence}", "danger", sentence=self.around.faults.sentence(error))

    def _make_actions(self) -> None:
        slots: dict[str, Callable[..., Any]] = {
            "new_case": self.new_case,
            "go_to": self._go_to,
            "find": self._find,
            "refresh": self._refresh,
            "undo": self.undo.undo,
            "redo": self.undo.redo,
            "back": partial(self.go, "cases"),
            "today": partial(self.go, "today"),
            "cases": partial(self.go, "cases"),
            "settings": partial(self.go, "settings"),
            "window": self.another.emit,
            "help": self._help,
            "shortcuts": self._shortcuts,
            "next_tab": partial(self._step, 1),
            "previous_tab": partial(self._step, -1),
            "log": self._log,
            "note": self._note,
        }
        for name, key, text in SHORTCUTS:
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            self.center.say(action.setText, text)
            action.triggered.connect(partial(self._do, slots[name]))
            self.addAction(action)
            self.actions_by_name[name] = action

    @staticmethod
    def _do(slot: Callable[..., Any], *_checked: bool) -> None:
        slot()

    def _go_to(self) -> None:
        if self.desk is not None:
            GoToSheet(self.around, self, self.desk, self.open_case).open()

    def _find(self) -> None:
        inside = QApplication.focusWidget()
        while inside is not None and not isinstance(inside, Viewer):
            inside = inside.parentWidget()
        if isinstance(inside, Viewer):
            inside.finder.take_focus()
            return
        view = self.view()
        page = view.current() if isinstance(view, Workspace) else view
        field = getattr(page, "finder", None)
        if isinstance(field, QWidget):
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _refresh(self) -> None:
        self.around.changes.tell("all")

    def _help(self) -> None:
        page = self.page_in_view()
        if page is not None:
            HelpSheet(self.around, self, page).open()

    def _shortcuts(self) -> None:
        ShortcutsSheet(self.around, self).open()

    def _step(self, by: int) -> None:
        view = self.view()
        if isinstance(view, Workspace):
            view.step(by)

    def _log(self) -> None:
        view = self.view()
        if isinstance(view, Workspace | PageWidget):
            view.log_attempt()

    def _note(self) -> None:
        view = self.view()
        if isinstance(view, Workspace):
            view.show_page("overview", "note")

    def _clear_strips(self) -> None:
        self._strip_place.hide()
        while (item := self._strips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _drop_strip(self, strip: Strip) -> None:
        self._strips.removeWidget(strip)
        self._strip_place.setVisible(self._strips.count() > 0)
        strip.hide()
        strip.deleteLater()
