"""Driving the window as a person does, and looking at what stands in it."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from xborder_desk.domain.cases import NewCase
from xborder_desk.domain.contacts import NewAttempt
from xborder_desk.i18n.pseudo import OPENING, pseudo_language
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.facts import NewFact
from xborder_desk.services.parties import NewIdentifier
from xborder_desk.ui.page import PageWidget
from xborder_desk.ui.shell import Shell
from xborder_desk.ui.widgets.texts import Elided
from xborder_desk.ui.widgets.ticks import Tick
from xborder_desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from xborder_desk.app import Ways
    from xborder_desk.ui.window import Window

OFFICE_PAGES: Final = ("today", "cases", "deadlines", "settings")
CASE_PAGES: Final = ("overview", "timeline", "evidence", "contacts", "routes", "dossier")
FULL_CASE: Final = "2026-0001"
_PATIENCE: Final = 30.0


def fill_office(ways: Ways, folder: Path) -> None:
    """Make an office with two cases: one with something of everything, one with nothing."""
    desk = ways.create(folder, JobContext())
    today = dt.datetime.now(dt.UTC).date()
    year = today.year
    number = desk.cases.create(
        NewCase(
            "Folding bicycle never delivered",
            "Annika Brandt",
            "DE",
            "深圳市蓝屿科技有限公司",
            "CN",
            {
                "platform": "BazaarHub",
                "order_number": "BH-7781",
                "amount": "1249.00",
                "currency": "EUR",
                "payment_method": "card-visa",
                "ordered_on": f"{year}-01-02",
                "problem": "T02.1",
                "story": "The parcel has stood still since January.",
            },
        )
    )
    assert number == f"{year}-0001"
    desk.parties.add_identifier(number, "P-02", NewIdentifier("email", "service@lanyu.example", "imprint"))
    papers = folder.parent / "papers"
    papers.mkdir(exist_ok=True)
    (papers / "chat.txt").write_text("We will send it tomorrow.\n", encoding="utf-8")
    (papers / "empty.pdf").write_bytes(b"")
    desk.evidence.add_files(number, [papers / "chat.txt", papers / "empty.pdf"], JobContext())
    desk.contacts.add(
        number,
        NewAttempt(
            "email",
            "service@lanyu.example",
            at=f"{year}-01-20T10:12",
            result="bounced",
            address_source="imprint",
            party="P-02",
            reply_by=today.isoformat(),
        ),
    )
    desk.facts.add(number, NewFact("The seller promised a new parcel.", f"{year}-01-15", ("E-01",)))
    desk.cases.plan(number, "File the claim", today.isoformat())
    desk.cases.note(number, "Call after five.")
    desk.cases.create(NewCase("Watch without papers", "فاطمة الحسن", "AT", "Uhrenhaus", "CH"))
    desk.close()


class Driver:
    """The shell with one window; waits until nothing runs any more."""

    def __init__(self, app: QApplication, ways: Ways, qtbot: QtBot) -> None:
        self.app, self.ways, self.qtbot = app, ways, qtbot
        self.shell = Shell(app, ways, "en")
        self.window: Window = self.shell.new_window()
        self.window.resize(1440, 900)

    @property
    def case(self) -> str:
        """The number of the full case."""
        return f"{dt.datetime.now(dt.UTC).year}-0001"

    @property
    def page(self) -> PageWidget:
        """The page in view."""
        view = self.window.view()
        page = view.current() if isinstance(view, Workspace) else view
        assert isinstance(page, PageWidget)
        return page

    def open(self, office: Path) -> None:
        """Open an office."""
        self.shell.open_office(office)
        self.settle()
        assert self.shell.desk is not None

    def settle(self) -> None:
        """Let the window work until nothing is running."""
        end = time.monotonic() + _PATIENCE
        quiet = 0
        while quiet < 3:
            assert time.monotonic() < end, "still running"
            self.app.processEvents()
            quiet = 0 if self.shell.runner.running else quiet + 1
            time.sleep(0.002)

    def go(self, page: str) -> PageWidget:
        """Show a page of the office or of the full case."""
        if page in OFFICE_PAGES:
            self.window.go(page)
        else:
            self.window.open_case(self.case, page)
        self.settle()
        return self.page

    def speak(self, tag: str) -> None:
        """Switch the language: a tag, ``qps`` or ``qps-rtl``."""
        if tag.startswith("qps"):
            self.shell.screen.use(pseudo_language("rtl" if tag.endswith("rtl") else "ltr"))
        else:
            self.shell.screen.switch(tag)
        self.settle()

    def dialog(self) -> QDialog:
        """The question that is open."""
        found = [one for one in self.app.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        assert len(found) == 1, found
        return found[0]

    def tidy(self) -> None:
        """Leave one window that speaks English, with no question open and nothing to undo."""
        for one in self.app.topLevelWidgets():
            if isinstance(one, QDialog) and shiboken6.isValid(one):
                one.close()
        for window in self.shell.windows[1:]:
            window.allow_close()
            window.close()
        if self.shell.screen.language.tag != "en":
            self.shell.screen.switch("en")
        self.settle()
        self.window.undo.forget()
        # Without an event loop nobody takes away what asked to be deleted later.
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def new_case(self, title: str = "Watch without papers") -> str:
        """Open another case, behind the window's back; gives its number."""
        assert self.shell.desk is not None
        return self.shell.desk.cases.create(NewCase(title, "Jo Roe", "AT", "Uhrenhaus", "CH"))

    def close(self) -> None:
        """Close everything."""
        for one in self.app.topLevelWidgets():
            if isinstance(one, QDialog) and shiboken6.isValid(one):
                one.close()
        self.shell.screen.switch("en")
        for window in list(self.shell.windows):
            window.allow_close()
            window.close()
        self.shell.close()
        self.shell.deleteLater()
        self.app.processEvents()


def shown(root: QWidget) -> Iterator[QWidget]:
    """Every widget below one that is in view."""
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and not isinstance(widget.parent(), QComboBox | QAbstractItemView):
            yield widget


def words_of(widget: QWidget) -> list[str]:
    """What a widget says by itself, seen or heard; what is marked as data is the person's own."""
    if widget.property("data"):
        return []
    said = [widget.toolTip()]
    if isinstance(widget, QLabel | QAbstractButton):
        said.append(widget.text())
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        said.append(widget.placeholderText())
    if isinstance(widget, QTabBar):
        said += [widget.tabText(number) for number in range(widget.count())]
    return [one for one in said if one.strip()]


def untranslated(root: QWidget, allowed: list[str]) -> list[str]:
    """Texts that were not marked: neither disguised, nor data of the case."""
    return [
        f"{type(widget).__name__}: {text}"
        for widget in shown(root)
        for text in words_of(widget)
        if OPENING not in text and not any(part in text for part in allowed) and any(map(str.isalpha, text))
    ]


def cut(root: QWidget) -> list[str]:
    """Labels and buttons that have less room than their words need."""
    found = []
    for widget in shown(root):
        if isinstance(widget, Elided) or not isinstance(widget, QLabel | QAbstractButton):
            continue
        if isinstance(widget, Tick) or (isinstance(widget, QLabel) and widget.wordWrap()):
            width = widget.width()
            tight = widget.height() < widget.heightForWidth(width) - 2
        else:
            tight = widget.width() < widget.sizeHint().width() - 1
        if tight and words_of(widget):
            found.append(f"{words_of(widget)[-1]!r} {widget.size()} < {widget.sizeHint()}")
    return found


def unnamed(root: QWidget) -> list[str]:
    """Controls that can have the focus but have no name for a screen reader."""
    controls = QAbstractButton | QLineEdit | QPlainTextEdit | QComboBox | QAbstractItemView | QTabBar
    found = []
    for widget in shown(root):
        if isinstance(widget, controls) and widget.focusPolicy().value:
            interface = QAccessible.queryAccessibleInterface(widget)
            if not interface.text(QAccessible.Text.Name).strip():
                found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found
