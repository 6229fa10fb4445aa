"""The letters of a case: choose one, read it clause by clause in two languages, save it, mark it as sent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import shiboken6
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_
from xborder_desk.ui.asking import ask_new_file
from xborder_desk.ui.autosave import Autosave
from xborder_desk.ui.models.table import TableModel
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.pages.letters.choosing import Choosing
from xborder_desk.ui.pages.letters.clauses import Clauses
from xborder_desk.ui.pages.letters.columns import KEPT, Kept
from xborder_desk.ui.pages.letters.half import HalfLetter
from xborder_desk.ui.pages.letters.missing import Missing
from xborder_desk.ui.pages.letters.sheet import SenderSheet, SentSheet
from xborder_desk.ui.welcome import documents
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import column, holding, side_by_side
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from xborder_desk.domain.cases import CaseView
    from xborder_desk.domain.letters import Template, Written
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services import Desk
    from xborder_desk.services.letters.asked import LetterMade, LetterRow, Sending
    from xborder_desk.ui.frame import Surroundings

_PAUSE_MS: Final = 250


@dataclass(frozen=True)
class Letterbox:
    """What the page shows: the case, its letters, what can be written, and the language to name it in."""

    view: CaseView
    letters: tuple[LetterRow, ...]
    templates: tuple[Template, ...]
    tags: tuple[str, ...]
    speech: Language


class LettersPage(PageWidget):
    """Writes a letter anew whenever something else is chosen; nothing is kept until it is saved."""

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self._typed: dict[str, str] = {}
        self._files: dict[str, Path] = {}
        self._turn = 0
        self._wrong = False
        self._fresh = True
        self.choosing = Choosing(around.screen)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.preview)
        self.choosing.edited.connect(self._pause.start)
        head = Card(around.screen, N_("New letter"))
        save = partial(push, self, around.theme)
        self._saves = [
            save(N_("Save as PDF…"), partial(self._ask, "pdf"), icon="file-text", look="primary"),
            save(N_("Save for Word…"), partial(self._ask, "docx")),
            save(N_("Save as text…"), partial(self._ask, "txt")),
        ]
        head.body.addWidget(self.choosing)
        sender = save(N_("Sender…"), self._ask_sender, icon="identification-badge")
        head.body.addWidget(Flow(sender, *self._saves))
        self.clauses = Clauses(around)
        self.missing = Missing(around)
        self.missing.given.connect(self._fill)
        half = HalfLetter(self.choosing, self.missing)
        half.restored.connect(self._fill)
        self._draft = Autosave(around.runner, desk.drafts, half, f"{case}/letters/letter", self)
        side = holding(column(self._kept_card(), self.missing, None, gap=12))
        self.body.addWidget(head)
        self.body.addWidget(side_by_side(self.clauses, side, (860, 460)), 1)

    def gather(self) -> Letterbox:
        """Give the case, its letters, and what can be written."""
        letters = self.desk.letters
        return Letterbox(
            self.desk.cases.show(self.case),
            tuple(letters.of_case(self.case)),
            tuple(letters.templates()),
            tuple(letters.languages()),
            letters.words(self.language.tag),
        )

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show them, and write the letter that is chosen."""
        box: Letterbox = found
        fresh, self._fresh = self._fresh, False
        self.choosing.offer(box.templates, box.tags, box.view, box.speech)
        kept = [Kept(row, self.choosing.title_of(row.template)) for row in reversed(box.letters)]
        # A letter that was written just now is the one to go on with.
        newest = bool(kept) and self.model.place(kept[0].number) is None
        self.model.show(kept)
        self._kept.setVisible(bool(kept))
        self._none.setVisible(not kept)
        self.card.show_count(self.language.number(len(kept)) if kept else "")
        if kept and (newest or self.table.current_row() < 0):
            self.table.pick(0)
        self.preview()
        if fresh:
            self._draft.begin()
            self._draft.resume()

    def open_half(self, which: str) -> None:
        """Go on with what was half typed; the letter itself is back by then."""
        what, _, number = which.partition(":")
        if what == "sent":
            self._ask_sent(number)
        elif what == "sender":
            self._ask_sender()

    def retranslate(self) -> None:
        """Name the letters in the new language, which has to be loaded first."""
        super().retranslate()
        if self._has:
            self.reload()

    def preview(self) -> None:
        """Write the letter that is chosen, without keeping it."""
        self._turn += 1
        turn, new = self._turn, self.choosing.chosen(self._typed)
        if not new.template:
            return
        letters, case = self.desk.letters, self.case
        job = self.around.runner.job(lambda _ctx: (turn, letters.preview(case, new)), quiet=True)
        job.done.connect(self._show)
        job.failed.connect(self._refuse)

    def save(self, file: Path) -> None:
        """Write the chosen letter into a file and keep it as a letter of the case."""
        new, case, letters = self.choosing.chosen(self._typed), self.case, self.desk.letters

        def work(ctx: JobContext) -> LetterMade:
            return letters.create(case, new, file, ctx)

        self._enable(on=False)
        job = self.do(
            work,
            self._saved,
            title=N_("Letter of {case}"),
            topics=(f"case:{case}",),
            form=self.choosing,
            case=case,
        )
        job.ended.connect(self._ended)

    def mark(self, *_checked: bool) -> None:
        """Ask how the chosen letter went out."""
        one = self.model.row(self.table.current_row())
        if one is not None:
            self._ask_sent(one.row.number)

    def _show(self, result: tuple[int, tuple[Written, Written | None]]) -> None:
        turn, (written, beside) = result
        if turn != self._turn or not shiboken6.isValid(self):
            return
        if self._wrong:
            self._wrong = False
            self.clear_strips()
        self.choosing.clear_wrong()
        self.clauses.show_letter(written, beside)
        names = {name: self.choosing.words_of(written.template, name) for name in written.unfilled}
        typed = {name: self.choosing.words_of(written.template, name) for name in self._typed}
        self.missing.show_missing({**typed, **names}, self._typed, written.withheld)

    def _refuse(self, error: Exception) -> None:
        if not shiboken6.isValid(self):
            return
        known = self.around.faults.sentence(error)
        sentence = self.language.error(known)
        if not (isinstance(error, BadInputError) and self.choosing.show_wrong(error.field, sentence)):
            self._wrong = True
            self.strip("danger", lambda: self.language.error(known))

    def _fill(self, typed: dict[str, str]) -> None:
        self._typed = {name: value for name, value in typed.items() if value}
        self.preview()

    def _saved(self, made: LetterMade) -> None:
        self._files[made.number] = made.file
        self._draft.forget()
        self._draft.begin()
        said = N_("Letter {number} is written: {file}")
        strip = self.strip(
            "warn" if made.unfilled else "ok",
            lambda: self.language.text(said, number=made.number, file=made.file.name),
            partial(self._missing_words, len(made.unfilled)),
        )
        show, sent = partial(_open, made.file), partial(self._ask_sent, made.number)
        strip.buttons.addWidget(push(self, self.around.theme, N_("Open file"), show, look="row"))
        strip.buttons.addWidget(push(self, self.around.theme, N_("Mark as sent…"), sent, look="row"))

    def _missing_words(self, missing: int) -> str:
        return self.language.plural("{n} fact missing", "{n} facts missing", missing) if missing else ""

    def _ask(self, kind: str, *_checked: bool) -> None:
        name = f"{self.case}-{self.choosing.template.value()}.{kind}"
        ask_new_file(self, self.language.text(N_("Save the letter")), documents() / name, self.save)

    def _ask_sent(self, number: str, *_checked: bool) -> None:
        file = self._files.get(number)
        write = partial(self._write_sent, number)
        sheet = SentSheet(self.around, self, write, self._sent, str(file) if file else "")
        sheet.keep_drafts(self.desk, sheet.form, f"{self.case}/letters/sent:{number}")
        sheet.open()

    def _write_sent(self, number: str, file: str, how: Sending, ctx: JobContext) -> str:
        return self.desk.letters.sent(self.case, number, Path(file), how, ctx)

    def _sent(self, attempt: str) -> None:
        self.around.changes.tell("cases", f"case:{self.case}")
        show = partial(self.around.guide.open_case, self.case, "contacts", attempt)
        verb = (N_("Show"), show)
        self.around.guide.tell(N_("Attempt {number} is in the register."), "ok", verb, number=attempt)

    def _ask_sender(self) -> None:
        """Ask for the head of this office's letters, beginning with what it is now."""
        letters = self.desk.letters

        def show(values: dict[str, str]) -> None:
            sheet = SenderSheet(self.around, self, letters.set_sender, self._told, values)
            sheet.keep_drafts(self.desk, sheet.form, f"{self.case}/letters/sender")
            sheet.open()

        self.do(lambda _ctx: letters.sender(), show)

    def _told(self, _result: object) -> None:
        self.reload()

    def _ended(self, _job: object) -> None:
        self._enable(on=True)

    def _enable(self, *, on: bool) -> None:
        for button in self._saves:
            button.setEnabled(on)

    def _pick(self, number: int) -> None:
        one: Kept | None = self.model.row(number)
        self._mark.setEnabled(one is not None and not one.sent)

    def _kept_card(self) -> Card:
        card = Card(self.around.screen, N_("Letters of this case"))
        self.model = TableModel(self.around.screen, KEPT, self)
        self.table = Table(self.around.theme, self.model, lines=2, memory=self.around.memory, key="letters")
        self.say(self.table.setAccessibleName, N_("Letters of this case"))
        self.table.keep_chosen()
        self._mark = push(
            self, self.around.theme, N_("Mark as sent…"), self.mark, icon="envelope", look="row"
        )
        self.table.picked.connect(self._pick)
        self._kept = holding(column(self.table, Flow(self._mark)))
        self._none = Text("second", wrap=True)
        self.say(
            self._none.setText,
            N_("No letter yet. Choose one above and save it: it is kept here, to be marked as sent."),
        )
        card.body.addWidget(self._kept)
        card.body.addWidget(self._none)
        self.card = card
        return card


def _open(path: Path, *_checked: bool) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


PAGE: Final = Page(
    "letters",
    N_("Letters"),
    "envelope",
    60,
    LettersPage,
    "case",
    help=N_(
        "Letters in the recipient's language, with your own beside it clause by clause. What is not known is "
        "marked on both sides and listed. A letter that was sent is a contact attempt with its file as proof."
    ),
)
