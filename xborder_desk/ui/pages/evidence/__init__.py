"""The evidence of a case: take files in, see what each is, what it says, and that it was never changed."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QStackedWidget,
)

from xborder_desk.domain.choices import CustodyAction
from xborder_desk.domain.errors import KnownError
from xborder_desk.domain.folding import fold
from xborder_desk.i18n import N_
from xborder_desk.i18n.counting import Counted
from xborder_desk.ui.asking import ask_files, ask_folder
from xborder_desk.ui.dialogs.copies import CaptureSheet, WatchSheet
from xborder_desk.ui.dialogs.looking import LookSheet
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.pages.evidence.binning import Binning
from xborder_desk.ui.pages.evidence.columns import COLUMNS, ItemsModel
from xborder_desk.ui.pages.evidence.lookout import Lookout
from xborder_desk.ui.pages.evidence.reader import Reader
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty, Frame
from xborder_desk.ui.widgets.chips import Chips
from xborder_desk.ui.widgets.drops import Landing, forget_pasted
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.handed import handed
from xborder_desk.ui.widgets.layouts import side_by_side
from xborder_desk.ui.widgets.received import received, safe_name
from xborder_desk.ui.widgets.stepping import IntoList
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from xborder_desk.domain.items import Added, Checked, EvidenceRow, EvidenceView
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings

_FILTERS: Final = (
    ("", N_("All")),
    ("eml", N_("E-mails")),
    ("pdf", N_("Documents")),
    ("picture", N_("Pictures")),
    ("!", N_("With warnings")),
)


_WEB: Final = N_("Save the page in your browser, then add the files here.")
_WEB_MORE: Final = N_(
    "Chrome, Edge: Ctrl+S, “Web page, single file” (.mhtml). Firefox: Ctrl+S, “Web page, complete”. Any "
    "browser: Ctrl+P, “Save as PDF”, with date and address in its margins. Take a picture of the whole "
    "screen too, so that the address line can be read."
)


class EvidencePage(PageWidget):
    """Items at the start, the chosen one beside them; the whole pane is a landing."""

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self._items: list[EvidenceRow] = []
        self._chosen = self._wanted = ""
        self._pictures = False
        self._asked = 0
        self.model = ItemsModel(around.screen, COLUMNS, desk.evidence.thumbnail, around.theme, self)
        self.table = Table(around.theme, self.model, lines=2, memory=around.memory, key="evidence", many=True)
        self.say(self.table.setAccessibleName, N_("Evidence"))
        self.table.drag_out(self._chosen_files)
        self.grid = QListView()
        self.grid.setModel(self.model)
        self.grid.setSelectionModel(self.table.selectionModel())
        self.grid.setViewMode(QListView.ViewMode.IconMode)
        self.grid.setResizeMode(QListView.ResizeMode.Adjust)
        self.grid.setUniformItemSizes(True)
        self.grid.setMovement(QListView.Movement.Static)
        self.grid.setWordWrap(True)
        self.grid.setSpacing(8)
        self.say(self.grid.setAccessibleName, N_("Evidence as pictures"))
        self.table.picked.connect(self._pick)
        self._views = QStackedWidget()
        self._views.addWidget(self.table)
        self._views.addWidget(self.grid)
        self._views.addWidget(self._empty())
        left = Card(around.screen)
        left.body.addWidget(self._tools())
        self._chips = Chips(around.screen, around.theme, _FILTERS)
        self._chips.chosen.connect(self._filter)
        left.body.addWidget(self._chips)
        left.body.addWidget(self._views, 1)
        drop = Frame("drop")
        hint = Text("label", wrap=True)
        self.say(hint.setText, N_("Drop files, mails or pictures here, or paste a screenshot"))
        inner = QHBoxLayout(drop)
        inner.addWidget(hint)
        left.body.addWidget(drop)
        self.reader = Reader(around, self)
        self.reader.viewer.stepped.connect(self._step)
        self.reader.viewer.enlarged.connect(self._enlarge)
        for view in (self.table, self.grid):
            space = QShortcut(QKeySequence(Qt.Key.Key_Space), view)
            space.setContext(Qt.ShortcutContext.WidgetShortcut)
            space.activated.connect(self._enlarge)
        self._panes = side_by_side(left, self.reader, (600, 640))
        self.body.addWidget(self._panes, 1)
        IntoList(self.finder, self.table)
        self._landing = Landing(self, drop)
        self._landing.landed.connect(self.add_paths)
        self._landing.refused.connect(self.refuse)
        self._lookout = Lookout(self, self._added)
        self._catch_paste()

    def _catch_paste(self) -> None:
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self._paste)

    def gather(self) -> list[EvidenceRow]:
        """Give the items."""
        return self.desk.evidence.list(self.case)

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show them, the chosen one still chosen."""
        self._items = found
        # Without an item there is nothing to read: what to do stands in the whole width.
        if (reading := self._panes.widget(1)) is not None:
            reading.setVisible(bool(found))
        if self._wanted and any(item.number == self._wanted for item in self._items):
            self._chosen, self._wanted = self._wanted, ""
        self._filter()

    def go_to(self, ref: str) -> None:
        """Choose an item by its number; one that is not listed yet as soon as it is."""
        if not any(item.number == ref for item in self._items):
            self._wanted = ref
            return
        self._chosen, self._wanted = ref, ""
        self._filter()

    def open_half(self, which: str) -> None:
        """Go on with what was half typed about an item: its translation, or into whose hands it went."""
        what, _, number = which.partition(":")
        item = next((one for one in self._items if one.number == number), None)
        if item is not None:
            self.go_to(number)
            self.reader.doing.go_on(what, item)

    def add_paths(self, paths: list[Path], method: str = "drop") -> None:
        """Take files and folders in, as a job; its figure and Cancel stand in the status bar."""

        def work(ctx: JobContext) -> list[Added]:
            return self.desk.evidence.add_files(self.case, paths, ctx, method=method)

        job = self.do(
            work,
            self._added,
            title=N_("Taking in evidence for {case}"),
            topics=("cases", f"case:{self.case}"),
            case=self.case,
        )
        job.cancelled.connect(partial(self.around.changes.tell, f"case:{self.case}"))
        job.ended.connect(partial(forget_pasted, paths))

    def _added(self, added: list[Added]) -> None:
        good = [one.row for one in added if one.row is not None]
        faults = partial(self._faults_of, added)
        self.strip(
            "warn" if faults() else "ok",
            lambda: self.language.plural("{n} file was taken in.", "{n} files were taken in.", len(good)),
            faults,
        )
        if good:
            self._chosen = good[-1].number

    def _faults_of(self, added: list[Added]) -> str:
        """Say which files were not taken in and why, and which were here already."""
        language = self.language
        lines = [f"{one.path.name}: {language.error(one.fault)}" for one in added if one.fault is not None]
        doubles = [one.row.number for one in added if one.row is not None and one.row.duplicate_of]
        if doubles:
            lines.append(language.text(N_("The same bytes are here already: {numbers}."), numbers=doubles))
        return "\n".join(lines[:12])

    def _tools(self) -> Flow:
        self.finder = QLineEdit()
        self.finder.setClearButtonEnabled(True)
        self.say(self.finder.setPlaceholderText, N_("Find in evidence …"))
        self.say(self.finder.setAccessibleName, N_("Find in evidence"))
        self.finder.textChanged.connect(self._filter)
        switch = push(
            self, self.around.theme, N_("List or pictures"), self._switch, icon="squares-four", look="icon"
        )
        verify = push(self, self.around.theme, N_("Verify"), self._verify, icon="shield-check")
        add = push(self, self.around.theme, N_("Add"), icon="plus", look="primary")
        menu = QMenu(add)
        for words, slot in (
            (N_("Files…"), self._ask_files),
            (N_("A folder…"), self._ask_folder),
            (N_("Paste"), self._paste),
            (N_("A web page…"), self._ask_web),
            (N_("Watched folder…"), self._ask_watched),
            (N_("What was taken off…"), self._show_taken_off),
        ):
            action = QAction(menu)
            self.say(action.setText, words)
            action.triggered.connect(slot)
            menu.addAction(action)
        add.setMenu(menu)
        self.finder.setMinimumWidth(160)
        self.binning = Binning(self, (self.table, self.grid), self._chosen_numbers)
        return Flow(self.finder, switch, verify, add)

    def _empty(self) -> Empty:
        add = push(self, self.around.theme, N_("Add files…"), self._ask_files, look="primary")
        return Empty(
            self.around.screen,
            self.around.theme,
            "tray",
            N_("No evidence here"),
            N_("Every file is kept as it came, with its hash. Damaged files are kept too, and say so."),
            add,
            hint=N_("or drop files here, or press Ctrl+V for a screenshot"),
        )

    def _filter(self, *_what: object) -> None:
        wanted = self._chips.value()
        words = fold(self.finder.text()).split()
        shown = [
            item
            for item in self._items
            if (not wanted or item.kind == wanted or (wanted == "!" and item.warnings))
            and all(word in fold(f"{item.number} {item.title} {item.filename}") for word in words)
        ]
        many = self.table.chosen_keys()
        self.model.show(shown)
        numbers = [item.number for item in shown]
        if not shown:
            self._views.setCurrentIndex(2)
            self.reader.show_nothing()
            return
        self._views.setCurrentIndex(int(self._pictures))
        current = numbers.index(self._chosen) if self._chosen in numbers else 0
        if len(many) > 1 and self.model.key(current) in many:
            self.table.choose_keys(many, self.model.key(current))
        else:
            self.table.pick(current)

    def _pick(self, number: int) -> None:
        item = self.model.row(number)
        if item is None:
            return
        self._chosen = item.number
        self._asked += 1
        asked = self._asked

        def found(view: EvidenceView) -> None:
            if shiboken6.isValid(self) and asked == self._asked:
                self.reader.show_item(view)

        def failed(error: Exception) -> None:
            if shiboken6.isValid(self):
                self.show_fault(error)

        # Not by "do": walking through the items must not take away what a verification said.
        job = self.around.runner.job(lambda _ctx: self.desk.evidence.show(item.number, self.case), quiet=True)
        job.done.connect(found)
        job.failed.connect(failed)

    def _step(self, by: int) -> None:
        self.table.pick(min(max(self.table.current_row() + by, 0), self.model.size() - 1))

    def _enlarge(self) -> None:
        numbers = [item.number for item in self.model.rows]
        if self._chosen in numbers:
            LookSheet(self.around, self, self.desk, self.case, numbers, self._chosen).open()
            self._note(self._chosen, CustodyAction.VIEW)

    def _note(self, number: str, action: CustodyAction) -> None:
        """Write into the custody register what was done here."""
        self.around.runner.job(
            lambda _ctx: self.desk.custody.note(number, action.value, self.case), quiet=True
        )

    def _switch(self) -> None:
        self._pictures = not self._pictures
        if self.model.size():
            self._views.setCurrentIndex(int(self._pictures))

    def _ask_files(self) -> None:
        _ = self.language.text
        ask_files(self, _("Files to take in"), Path.home(), partial(self.add_paths, method="dialog"))

    def _ask_folder(self) -> None:
        _ = self.language.text
        ask_folder(
            self, _("Folder to take in"), Path.home(), lambda folder: self.add_paths([folder], "dialog")
        )

    def _ask_watched(self) -> None:
        WatchSheet(self.around, self, self.desk, self.case, lambda _watched: self._lookout.look()).open()

    def _ask_web(self) -> None:
        """Ask for an address where pages can be captured; elsewhere say how to save one by hand."""
        if not self.desk.capturing.hindrance():
            CaptureSheet(self.around, self, self._capture).open()
            return
        self.strip("info", lambda: self.language.text(_WEB), lambda: self.language.text(_WEB_MORE))

    def _capture(self, address: str) -> None:
        self.do(
            lambda ctx: self.desk.capturing.capture(self.case, address, ctx),
            lambda row: self.go_to(row.number),
            title=N_("Capturing {url}"),
            topics=("cases", f"case:{self.case}"),
            url=address,
        )

    def _paste(self) -> None:
        found = received(QApplication.clipboard().mimeData(), texts=True)
        self.refuse(found.told)
        if found.paths:
            self.add_paths(list(found.paths), "paste")

    def _verify(self) -> None:
        self.do(
            lambda ctx: self.desk.evidence.verify(self.case, ctx),
            self._verified,
            title=N_("Verifying the evidence of {case}"),
            topics=(f"case:{self.case}",),
            case=self.case,
        )

    def _verified(self, checked: Checked) -> None:
        if checked.ok:
            said = N_("Every byte is as it was taken in: {items}.")
            items = Counted("{n} item of evidence", "{n} items of evidence", checked.checked)
            self.strip("ok", lambda: self.language.text(said, items=items))
            return
        self.strip(
            "danger",
            lambda: self.language.plural("{n} finding", "{n} findings", len(checked.findings)),
            partial(self._findings_of, checked),
        )

    def _findings_of(self, checked: Checked) -> str:
        found = checked.findings[:12]
        return "\n".join(self.language.text(one.text, **dict(one.fields)) for one in found)

    def _chosen_numbers(self) -> list[str]:
        """Give the chosen items; parts go with their whole."""
        rows = [self.model.row(number) for number in self.table.chosen_rows()]
        return [one.number for one in rows if one is not None]

    def _show_taken_off(self) -> None:
        self.binning.show()

    def _chosen_files(self) -> list[Path]:
        """Give chosen items as files under their own names, copied aside."""
        folder = handed().folder()
        files = []
        for line in self.table.chosen_rows():
            item = self.model.row(line)
            if item is None:
                continue
            # Two pictures of two telephones may both be called IMG_0001; a name may be that of a path.
            own = folder / item.number
            own.mkdir()
            try:
                source = self.desk.evidence.path_for_reading(item.number, self.case)
                name = safe_name(item.filename) or item.number
                files.append(Path(shutil.copyfile(source, own / name)))
            except (KnownError, OSError) as error:
                self.show_fault(error)
                continue
            self._note(item.number, CustodyAction.COPY)
        return files


PAGE: Final = Page(
    "evidence",
    N_("Evidence"),
    "file-text",
    30,
    EvidencePage,
    "case",
    help=N_(
        "Every file is copied, hashed and locked before anything reads it, and never changed. Drop files, "
        "folders, mails or pictures on this page, or press Ctrl+V. A damaged file is kept and says so. "
        "Verify hashes everything again and checks the custody register."
    ),
)
