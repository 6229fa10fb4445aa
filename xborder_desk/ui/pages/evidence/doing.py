"""What can be done with the chosen item: copies of it, its text, its stamps, its custody."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from xborder_desk.domain.items import KEPT
from xborder_desk.i18n import N_
from xborder_desk.ui.asking import ask_files, ask_new_file
from xborder_desk.ui.dialogs.copies import (
    HandSheet,
    PagesSheet,
    PasswordSheet,
    StampSheet,
    TranslationSheet,
)
from xborder_desk.ui.dialogs.looking import BesideSheet
from xborder_desk.ui.dialogs.redacting import RedactSheet
from xborder_desk.ui.widgets.buttons import push

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QPushButton

    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.ui.dialogs.sheet import Sheet
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.language import Spoken
    from xborder_desk.ui.page import PageWidget

_DRAFTS: Final[Mapping[type[Sheet], str]] = {TranslationSheet: "translation", HandSheet: "custody"}
"""Questions with more than a word to type, and where their drafts stand."""


class Doing:
    """A button with a menu about an item; what cannot be done with it is not in its menu."""

    def __init__(self, around: Surroundings, page: PageWidget, owner: Spoken) -> None:
        self._around, self._page = around, page
        self._item: EvidenceRow | None = None
        self.button: QPushButton = push(owner, around.theme, N_("Do more"), icon="list-bullets", look="row")
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        self.menu.aboutToShow.connect(self._fill)

    def about(self, item: EvidenceRow | None) -> None:
        """Say which item it is about."""
        self._item = item
        self.button.setVisible(item is not None)

    def verbs(self) -> list[tuple[str, Callable[[], object] | None]]:
        """Give the words and what each does; without words it is a line between groups."""
        item = self._item
        if item is None:
            return []
        pictures, pdf = item.kind == "picture", item.media_type == "application/pdf"
        locked = bool(item.facts.get("locked"))
        shown: list[tuple[bool, str, Callable[[], object] | None]] = [
            (locked, N_("Open with its password…"), partial(self._ask, PasswordSheet)),
            (item.state == KEPT, N_("Read what was not read yet"), self._read),
            (pictures or pdf, N_("Make parts unreadable…"), self._redact),
            (pictures or pdf, N_("Copy of some pages…"), partial(self._ask, PagesSheet)),
            (pictures, N_("Upright copy"), partial(self._copy, self._upright)),
            (not pdf, N_("Copy as PDF"), partial(self._copy, self._as_pdf)),
            (True, N_("Add a translation…"), partial(self._ask, TranslationSheet)),
            (self._pair() is not None, N_("Beside its original"), self._beside),
            (True, "", None),
            (pictures or pdf, N_("Recognise the text"), self._recognise),
            (True, "", None),
            (True, N_("Time stamp"), self._stamp),
            (True, N_("Keep a time stamp from a file…"), self._bring),
            (True, N_("Time stamp service…"), self._service),
            (True, "", None),
            (True, N_("Note in the custody register…"), partial(self._ask, HandSheet)),
            (True, N_("Custody sheet…"), self._sheet),
        ]  # fmt: skip
        return [(words, verb) for fits, words, verb in shown if fits]

    @property
    def _case(self) -> str:
        return self._page.case

    @property
    def _deriving(self) -> Any:  # noqa: ANN401 - the use-cases of copies
        return self._page.desk.deriving

    def _fill(self) -> None:
        self.menu.clear()
        for words, verb in self.verbs():
            if verb is None:
                self.menu.addSeparator()
                continue
            action = QAction(self._page.language.text(words), self.menu)
            action.triggered.connect(verb)
            self.menu.addAction(action)

    def go_on(self, what: str, item: EvidenceRow) -> None:
        """Open the question that was half answered about an item; it puts itself back."""
        for sheet, place in _DRAFTS.items():
            if place == what:
                self._open(sheet, item)

    def _ask(self, sheet: Any, *_checked: object) -> None:  # noqa: ANN401 - one of the sheets
        item = self._item
        if item is not None:
            self._open(sheet, item)

    def _open(self, kind: Any, item: EvidenceRow) -> None:  # noqa: ANN401 - as above
        """Ask about an item; what is typed into a long question is kept until it is answered."""
        sheet = kind(self._around, self._page, self._page.desk, (self._case, item), self._made)
        if kind in _DRAFTS:
            place = f"{self._case}/evidence/{_DRAFTS[kind]}:{item.number}"
            sheet.keep_drafts(self._page.desk, sheet.form, place)
        sheet.open()

    def _redact(self) -> None:
        item = self._item
        if item is not None:
            about = (self._case, item.number)
            RedactSheet(self._around, self._page, self._page.desk, about, self._made).open()

    def _as_pdf(self, number: str, ctx: JobContext) -> object:
        tag = self._page.language.tag
        return self._deriving.convert(number, "pdf", ctx, self._case, language=tag)

    def _upright(self, number: str, ctx: JobContext) -> object:
        return self._deriving.turn(number, 0, ctx, self._case)

    def _copy(self, work: Callable[[str, JobContext], object], *_checked: object) -> None:
        # The copy is of what was chosen when it was asked for: it may wait its turn behind other work.
        self._page.do(
            partial(work, self._name()),
            self._made,
            title=N_("Making a copy of {number}"),
            topics=self._topics(),
            number=self._name(),
        )

    def _made(self, result: object) -> None:
        """Say what was made, and go to it."""
        number = getattr(result, "number", "")
        if number:
            self._around.guide.tell(N_("{number} was made."), "ok", number=number)
        self._around.changes.tell(*self._topics())
        if number:
            self._page.go_to(number)

    def _read(self) -> None:
        self._page.do(
            lambda ctx: self._page.desk.evidence.read_again(self._case, ctx),
            lambda _count: None,
            title=N_("Reading evidence"),
            topics=self._topics(),
        )

    def _recognise(self) -> None:
        item, scans = self._item, self._page.desk.scans
        missing = scans.hindrance()
        if missing:
            self._page.strip("warn", lambda: self._page.language.text(missing))
            return
        if item is not None:
            again = any(
                one.strip() for one in self._page.desk.evidence.show(item.number, self._case).page_texts
            )
            self._page.do(
                lambda ctx: scans.recognise(item.number, ctx, self._case, again=again),
                self._recognised,
                title=N_("Recognising the text of {number}"),
                topics=self._topics(),
                number=item.number,
            )

    def _recognised(self, done: Any) -> None:  # noqa: ANN401 - what was recognised
        page, told = self._page, N_("{engine} has read {count} characters, {sure} % certain.")
        faults = [one for one in done.pages if one.fault]

        def said() -> str:
            sure = done.confidence or 0
            return page.language.text(told, engine=done.engine, count=done.characters, sure=sure)

        def wrong() -> str:
            return "\n".join(f"{one.page}: {page.language.text(one.fault)}" for one in faults[:12])

        page.strip("warn" if faults else "ok", said, wrong)

    def _stamp(self) -> None:
        item = self._item
        if item is not None:
            self._page.do(
                lambda ctx: self._page.desk.stamping.stamp(item.number, ctx, self._case),
                self._stamped,
                title=N_("Asking for a time stamp for {number}"),
                topics=self._topics(),
                number=item.number,
            )

    def _bring(self) -> None:
        item, title = self._item, self._page.language.text(N_("File with the time stamp"))
        if item is None:
            return

        def given(files: list[Path]) -> None:
            self._page.do(
                lambda ctx: self._page.desk.stamping.bring(item.number, files[0], ctx, self._case),
                self._stamped,
                topics=self._topics(),
            )

        ask_files(self._page, title, Path.home(), given)

    def _stamped(self, stamp: dict[str, Any]) -> None:
        page, trusted = self._page, bool(stamp["trusted"])
        when = str(stamp["at"]).replace("T", " ")[:19]
        said = N_("Stamped on {when} UTC by {authority}.")
        trust = N_("Its authority is not among those that the office trusts.")
        page.strip(
            "ok" if trusted else "warn",
            lambda: page.language.text(said, when=when, authority=stamp["authority"]),
            None if trusted else lambda: page.language.text(trust),
        )

    def _service(self) -> None:
        StampSheet(self._around, self._page, self._page.desk, lambda _service: None).open()

    def _sheet(self) -> None:
        item = self._item
        if item is None:
            return
        title = self._page.language.text(N_("Where to save the custody sheet"))
        ask_new_file(self._page, title, Path.home() / f"{item.number}-custody.pdf", self._save_sheet)

    def _save_sheet(self, file: Path) -> None:
        item, tag = self._item, self._page.language.tag
        if item is not None:
            self._page.do(
                lambda ctx: self._page.desk.custody.sheet(item.number, tag, file, ctx, self._case),
                lambda _lines: self._around.guide.tell(N_("Saved: {file}"), "ok", file=str(file)),
                title=N_("Writing the custody sheet of {number}"),
                number=item.number,
            )

    def _pair(self) -> tuple[str, str] | None:
        item = self._item
        if item is None or not item.derived_from or (item.derivation or {}).get("how") != "translated":
            return None
        return item.derived_from, item.number

    def _beside(self) -> None:
        pair = self._pair()
        if pair is not None:
            BesideSheet(self._around, self._page, self._page.desk, self._case, pair).open()

    def _topics(self) -> tuple[str, ...]:
        return ("cases", f"case:{self._case}")

    def _name(self) -> str:
        return self._item.number if self._item is not None else ""
