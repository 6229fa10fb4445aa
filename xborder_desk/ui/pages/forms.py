"""Forms of courts: what the case puts into each field, what is missing, and where to enter it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from xborder_desk.domain.forms import FieldState
from xborder_desk.i18n import N_
from xborder_desk.ui.asking import ask_new_file
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.welcome import documents
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Form, Options
from xborder_desk.ui.widgets.layouts import column, holding, row, side_by_side
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xborder_desk.domain.forms import FilledField, FilledForm
    from xborder_desk.domain.forms import Form as CourtForm
    from xborder_desk.domain.sentences import Sentence
    from xborder_desk.i18n.language import Language
    from xborder_desk.services import Desk
    from xborder_desk.services.forms import FormMade
    from xborder_desk.ui.frame import Surroundings

_LOOKS: Final = {
    FieldState.FILLED: ("ok", "check-circle", N_("filled")),
    FieldState.MISSING: ("warn", "warning", N_("missing")),
    FieldState.EMPTY: ("neutral", "minus-circle", N_("may stay empty")),
    FieldState.BY_HAND: ("info", "pencil-simple", N_("by hand")),
}


@dataclass(frozen=True, slots=True)
class FormLine:
    """One field with the heading of its section."""

    heading: str
    field: FilledField


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as far as the case fills it, what speaks against it, and all forms there are."""

    form: FilledForm
    warnings: tuple[Sentence, ...]
    forms: tuple[CourtForm, ...]
    tags: tuple[str, ...]


_NAME: Final = 34
"""Letters of the name of a form that are seen, whatever the size of text."""

LINES: Final[tuple[Column[FormLine], ...]] = (
    Column("number", N_("No."), lambda line, _l: line.field.number, chars=9),
    Column(
        "label",
        N_("Field"),
        lambda line, _l: line.field.label,
        second=lambda line, _l: line.heading,
        chars=34,
    ),
    Column(
        "value",
        N_("To enter"),
        lambda line, _l: line.field.value or line.field.note,
        stretch=True,
    ),
    Column(
        "state",
        N_("State"),
        lambda line, language: language.text(_LOOKS[line.field.state][2]),
        pill=lambda line: _LOOKS[line.field.state][0],
        icon=lambda line: _LOOKS[line.field.state][1],
        chars=18,
    ),
)


class FormsPage(PageWidget):
    """Fills a form anew whenever something else is chosen; values typed here go onto the paper only."""

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self._forms: tuple[CourtForm, ...] = ()
        self._tags: tuple[str, ...] = ()
        self._chosen = "national-small-claims"
        self._tag = ""
        self._given: dict[str, str] = {}
        self._filling = self._entered = False
        self._filled: dict[str, str] = {}
        self.forms = Options(around.screen, self._titles, wide=True)
        self.languages = Options(around.screen, self._languages)
        self.forms.setMinimumContentsLength(_NAME)
        for options in (self.forms, self.languages):
            options.currentTextChanged.connect(self._choose)
        side = holding(column(self._missing_card(), None, gap=12))
        self.body.addWidget(self._head())
        self.body.addWidget(side_by_side(self._lines_card(), side, (900, 380)), 1)

    def gather(self) -> Filled:
        """Give the chosen form as far as the case fills it."""
        forms, letters = self.desk.forms, self.desk.letters
        tag = self._tag or self._court_language(letters.languages())
        filled, warnings = forms.fill(self.case, self._chosen, tag, tuple(self._given.items()))
        return Filled(filled, warnings, tuple(forms.forms()), tuple(letters.languages()))

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show it."""
        filled: Filled = found
        self._forms, self._tags = filled.forms, filled.tags
        self._tag = filled.form.language
        self._filling = True
        for options, value in ((self.forms, self._chosen), (self.languages, self._tag)):
            options.refill()
            options.choose(value)
        self._filling = False
        lines = [FormLine(section.heading, one) for section in filled.form.sections for one in section.fields]
        before, typed = self.model.row(self.table.current_row()), self.value.typed()
        self.model.show(lines)
        missing = filled.form.incomplete
        self.about.setText(self._about(filled.form))
        self.card.show_count(self.language.number(len(missing)) if missing else "")
        complete = self.language.text(N_("Nothing is missing that the form needs."))
        told = [self.language.say(one) for one in filled.warnings]
        self.told.setText("\n".join([*(() if missing else (complete,)), *told]))
        names = [one.field.name for one in lines]
        if before is not None and before.field.name in names and not self._entered:
            # Somebody else changed the case: who is typing a value goes on typing it.
            self.table.pick(names.index(before.field.name))
            if typed != self._filled:
                self.value.put(typed)
        elif lines:
            self.table.pick(next((at for at, one in enumerate(lines) if _lacks(one)), 0))
        self._entered = False

    def _titles(self, language: Language) -> list[tuple[str, str]]:
        speech = self.desk.letters.words(language.tag)
        return [(one.id, speech.ctext(one.title.context, one.title.text)) for one in self._forms]

    def _about(self, filled: FilledForm) -> str:
        """Say what the form is to who sits here; on paper the court's language says it."""
        form = next((one for one in self._forms if one.id == filled.form), None)
        if form is None:
            return filled.about
        return self.desk.letters.words(self.language.tag).ctext(form.about.context, form.about.text)

    def export(self, kind: str, file: Path) -> None:
        """Write the form's content into a file, as a job."""
        forms, case, chosen, tag = self.desk.forms, self.case, self._chosen, self._tag
        given = tuple(self._given.items())

        def done(made: FormMade) -> None:
            said = N_("Written: {file}")
            strip = self.strip("ok", lambda: self.language.text(said, file=made.file.name))
            if kind == "pdf":
                strip.buttons.addWidget(
                    push(self, self.around.theme, N_("Open file"), partial(_open, made.file), look="row")
                )

        self.do(
            lambda ctx: forms.export(case, chosen, tag, file, ctx, given), done, title=N_("Writing a form")
        )

    def enter(self, *_checked: bool) -> None:
        """Put what was typed into the chosen field of this paper."""
        line = self.model.row(self.table.current_row())
        value = self.value.values()["value"].strip()
        if line is None:
            return
        if value:
            self._given[line.field.name] = value
        else:
            self._given.pop(line.field.name, None)
        self._entered = True
        self.reload()

    def _head(self) -> Card:
        card = Card(self.around.screen, N_("Form of the court"))
        save = partial(push, self, self.around.theme)
        self.about = Text("second", wrap=True)
        self.say(self.forms.setAccessibleName, N_("Form of the court"))
        self.say(self.languages.setAccessibleName, N_("Language of the court"))
        buttons = [
            save(N_("Save as PDF…"), partial(self._ask, "pdf"), icon="file-text", look="primary"),
            save(N_("Save as XML…"), partial(self._ask, "xml")),
            save(N_("Save as JSON…"), partial(self._ask, "json")),
        ]
        card.body.addWidget(Flow(self.forms, self.languages, *buttons))
        card.body.addWidget(self.about)
        return card

    def _lines_card(self) -> Card:
        card = Card(self.around.screen, N_("What to enter where"))
        self.model = TableModel(self.around.screen, LINES, self)
        self.table = Table(
            self.around.theme, self.model, lines=2, memory=self.around.memory, key="form-lines"
        )
        self.say(self.table.setAccessibleName, N_("What to enter where"))
        self.table.picked.connect(self._pick)
        card.body.addWidget(self.table, 1)
        return card

    def _missing_card(self) -> Card:
        self.card = Card(self.around.screen, N_("Missing"))
        self.told = Text("second", wrap=True, select=True)
        self.asked = Text("strong", wrap=True)
        self.value = Form(self.around.screen, columns=1)
        self.value.line("value", N_("To enter"))
        self.value.accepted.connect(self.enter)
        enter = push(self, self.around.theme, N_("Enter"), self.enter)
        note = Text("second", wrap=True)
        self.say(note.setText, N_("What is typed here goes onto this paper only."))
        for part in (self.told, self.asked, self.value):
            self.card.body.addWidget(part)
        self.card.body.addLayout(row(enter, None))
        self.card.body.addWidget(note)
        return self.card

    def _pick(self, number: int) -> None:
        line = self.model.row(number)
        if line is not None:
            self.asked.setText(f"{line.field.number} {line.field.label}")
            self.value.fill({"value": self._given.get(line.field.name, line.field.value)})
            self._filled = self.value.typed()
            self.value.setEnabled(line.field.state is not FieldState.BY_HAND)

    def _choose(self, _words: str) -> None:
        if self._filling or not self.forms.value() or not self.languages.value():
            return
        if (self.forms.value(), self.languages.value()) == (self._chosen, self._tag):
            return
        if self.forms.value() != self._chosen:
            self._given.clear()
        self._chosen, self._tag = self.forms.value(), self.languages.value()
        self.reload()

    def _languages(self, language: Language) -> Iterable[tuple[str, str]]:
        return [(tag, language.language_name(tag)) for tag in self._tags]

    def _court_language(self, tags: Iterable[str]) -> str:
        """Give the language of the consumer's country if we can write it, else that of the screen."""
        known = list(tags)
        view = self.desk.cases.show(self.case)
        consumer = view.of_role("consumer")
        home = (consumer.country if consumer else "").lower()
        also = {"at": "de", "li": "de", "lu": "fr", "tw": "zh-Hant", "cn": "zh-Hans", "gb": "en", "ie": "en"}
        wanted = also.get(home, home)
        return wanted if wanted in known else self.language.tag if self.language.tag in known else "en"

    def _ask(self, kind: str) -> None:
        name = f"{self.case} {self._chosen}.{kind}"
        ask_new_file(
            self, self.language.text(N_("Save the form")), documents() / name, partial(self.export, kind)
        )


def _lacks(line: FormLine) -> bool:
    return line.field.state is FieldState.MISSING


def _open(file: Path, *_checked: bool) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


PAGE: Final = Page(
    "forms",
    N_("Forms"),
    "gavel",
    65,
    FormsPage,
    "case",
    help=N_(
        "What the case puts into a form of a court, field by field: its content, not the official form. What "
        "is missing is marked; values typed here go onto the paper only."
    ),
)
