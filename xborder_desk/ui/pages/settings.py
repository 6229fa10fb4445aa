"""What a person chooses for this machine, and the care of the office: backup and check."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.i18n import N_, digits
from xborder_desk.i18n.counting import Counted
from xborder_desk.i18n.language import Language
from xborder_desk.i18n.languages import NOT_READ
from xborder_desk.ui.asking import ask_new_file
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.theme import TEXT_SIZES
from xborder_desk.ui.welcome import THEMES, documents
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Form
from xborder_desk.ui.widgets.layouts import row
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xborder_desk.domain.items import Checked
    from xborder_desk.domain.registers import Finding
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings


def _looks(language: Language) -> Iterable[tuple[str, str]]:
    _ = language.text
    return [(name, _(words)) for name, words in THEMES]


def _sizes(language: Language) -> Iterable[tuple[str, str]]:
    _ = language.text
    return [(str(percent), _(N_("{percent} %"), percent=percent)) for percent in TEXT_SIZES]


def _digits(language: Language) -> Iterable[tuple[str, str]]:
    known = [(system, digits.sample(system)) for system in digits.choices(language.tag)]
    return [("", language.text(N_("As is usual in the language"))), *known]


FINDINGS: Final[tuple[Column[Finding], ...]] = (
    Column("subject", N_("About"), lambda found, _l: found.subject, chars=22),
    Column(
        "what",
        N_("What was found"),
        lambda found, language: language.text(found.text, **dict(found.fields)),
        stretch=True,
    ),
)


class SettingsPage(PageWidget):
    """Language, look and name at once; backup and check as jobs."""

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        title = Text("page")
        self.say(title.setText, N_("Settings"))
        self._tags: list[str] = [around.screen.language.tag]
        self._own_names: dict[str, str] = {}
        self.body.addWidget(title)
        self.body.addWidget(self._person())
        self.body.addWidget(self._office())
        self.body.addWidget(self._check_card())
        self.body.addStretch(1)

    def gather(self) -> dict[str, Any]:
        """Give counts, languages and what is wrong with our own data."""
        return {
            "summary": self.desk.offices.summary(),
            "languages": [one.tag for one in self.around.doors.languages()],
            "settings": self.around.doors.settings(),
            "faults": self.desk.lists.faults(),
        }

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show them."""
        _ = self.language.text
        self._tags = found["languages"]
        chosen = found["settings"]
        self._filling = True
        self._language.refill()
        theme = self.around.theme
        self.form.fill(
            {
                "language": self.language.tag,
                "theme": theme.name,
                "text_size": str(theme.percent),
                "name": chosen.name,
                "digits": chosen.digits,
            }
        )
        self.form.show_field("digits", shown=bool(digits.choices(self.language.tag)))
        self._filling = False
        summary = found["summary"]
        cases = self.language.plural("{n} case", "{n} cases", summary["cases"])
        items = self.language.plural("{n} item of evidence", "{n} items of evidence", summary["evidence"])
        times = _("all times in {zone}", zone=self.desk.zone)
        self._counts.setText(f"{cases} · {items} · {times}")
        wrong = [*map(self.language.error, found["faults"]), *map(self.language.say, self.language.problems)]
        self._faults.setText("\n".join(wrong))
        self._faults.setVisible(bool(wrong))

    def _person(self) -> Card:
        card = Card(self.around.screen, N_("You, on this computer"))
        self._filling = False
        self.form = Form(self.around.screen)
        self._language = self.form.options("language", N_("Language of the screen"), self._languages)
        self.form.line("name", N_("Your name, as registers show it"))
        self.form.options("theme", N_("Appearance"), _looks)
        self.form.options("text_size", N_("Text size"), _sizes)
        self.form.options("digits", N_("Digits"), _digits)
        self.form.edited.connect(self._choose)
        card.body.addWidget(self.form)
        note = Text("second", wrap=True)
        self.say(
            note.setText,
            N_("Dossiers have a language of their own. Your name counts from the next start."),
        )
        card.body.addWidget(note)
        unread = Text("second", wrap=True)
        self.say(unread.setText, NOT_READ)
        card.body.addWidget(unread)
        return card

    def _languages(self, language: Language) -> Iterable[tuple[str, str]]:
        # Their catalogues are not needed for that: loading each would hold up every change of language.
        for tag in self._tags:
            self._own_names.setdefault(tag, Language(tag).language_name(tag))
        names = ((tag, self._own_names[tag], language.language_name(tag)) for tag in self._tags)
        return [(tag, own if own == here else f"{own} · {here}") for tag, own, here in names]

    def _office(self) -> Card:
        card = Card(self.around.screen, N_("This office"))
        place = Text(select=True, wrap=True)
        place.setText(str(self.desk.location))
        self._counts, self._faults = Text("second", wrap=True), Text("wrong", wrap=True, select=True)
        backup = push(
            self, self.around.theme, N_("Write a backup…"), self._ask_backup, icon="download-simple"
        )
        for part in (place, self._counts, self._faults):
            card.body.addWidget(part)
        another = push(self, self.around.theme, N_("Another office…"), self.around.guide.leave_office)
        card.body.addWidget(Flow(backup, another))
        return card

    def _check_card(self) -> Card:
        card = Card(self.around.screen, N_("Check everything"))
        words = Text("second", wrap=True)
        self.say(
            words.setText,
            N_("Reads the database, every hash and every register. Nothing is changed."),
        )
        check = push(self, self.around.theme, N_("Check now"), self._check, icon="shield-check")
        self._verdict = Text("strong", wrap=True)
        self._verdict.hide()
        self.findings = TableModel(self.around.screen, FINDINGS, self)
        self._table = Table(self.around.theme, self.findings)
        self.say(self._table.setAccessibleName, N_("Findings"))
        self._table.setMinimumHeight(160)
        self._table.hide()
        card.body.addWidget(words)
        card.body.addLayout(row(check, None))
        card.body.addWidget(self._verdict)
        card.body.addWidget(self._table)
        return card

    def _choose(self) -> None:
        if self._filling:
            return
        chosen = self.form.values()
        theme, screen = self.around.theme, self.around.screen
        before = self.around.doors.settings().digits
        self.around.doors.choose(**chosen)
        if chosen["language"] and (chosen["language"], chosen["digits"]) != (screen.language.tag, before):
            screen.switch(chosen["language"])
        if (chosen["theme"], int(chosen["text_size"])) != (theme.name, theme.percent):
            theme.apply(chosen["theme"], int(chosen["text_size"]), screen.language.tag)

    def _ask_backup(self) -> None:
        _ = self.language.text
        today = dt.datetime.now(self.desk.zone).date()
        name = f"{self.desk.location.name}-{today.isoformat()}.zip"
        ask_new_file(self, _("Where to write the backup"), documents() / name, self.backup_to)

    def backup_to(self, file: Path) -> None:
        """Write a backup into a file, as a job."""

        def done(counts: dict[str, int]) -> None:
            said = N_("The backup is written: {file}")
            self.strip("ok", lambda: self.language.text(said, file=str(file)), partial(self._counted, counts))

        self.do(lambda ctx: self.desk.offices.backup(file, ctx), done, title=N_("Writing a backup"))

    def _counted(self, counts: dict[str, int]) -> str:
        cases = self.language.plural("{n} case", "{n} cases", counts.get("cases", 0))
        items = self.language.plural(
            "{n} item of evidence", "{n} items of evidence", counts.get("evidence", 0)
        )
        return f"{cases} · {items}"

    def _check(self) -> None:
        self.do(self.desk.offices.check, self._checked, title=N_("Checking the office"))

    def _checked(self, checked: Checked) -> None:
        self.say_as(self._verdict.setText, partial(self._judged, checked))
        self._verdict.show()
        self.findings.show(checked.findings)
        self._table.setVisible(not checked.ok)

    def _judged(self, checked: Checked) -> str:
        if checked.ok:
            items = Counted("{n} item of evidence", "{n} items of evidence", checked.checked)
            return self.language.text(N_("Every byte is as it was taken in: {items}."), items=items)
        return self.language.plural("{n} finding", "{n} findings", len(checked.findings))


PAGE: Final = Page(
    "settings",
    N_("Settings"),
    "gear-six",
    90,
    SettingsPage,
    "foot",
    help=N_(
        "Language, appearance and text size change at once. A backup is one file with everything, made while "
        "you go on working. The check reads every hash and every register line and names what it finds."
    ),
)
