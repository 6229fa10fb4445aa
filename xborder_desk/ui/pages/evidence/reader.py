"""One item: its picture, what it says of itself, the text of its pages, and its custody."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtGui import QPixmap, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTabWidget, QVBoxLayout

from xborder_desk.domain.choices import CustodyAction, label_of
from xborder_desk.i18n import N_
from xborder_desk.ui.asking import ask_new_file
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.pages.evidence.doing import Doing
from xborder_desk.ui.pages.evidence.said import pairs
from xborder_desk.ui.pages.evidence.suggested import Suggested
from xborder_desk.ui.states import item_look
from xborder_desk.ui.viewer.viewer import Viewer
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Pill, Strip, joined
from xborder_desk.ui.widgets.editing import EditCard, Pairs
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import clear, holding, scrolling
from xborder_desk.ui.widgets.picture import Picture
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    import datetime as dt

    from xborder_desk.domain.items import CustodyEvent, EvidenceView
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.page import PageWidget

_MOST_SHOWN: Final = 400


def custody(zone: dt.tzinfo) -> tuple[Column[CustodyEvent], ...]:
    """Give the columns of the custody register; ``zone`` is the office's own."""
    return (
        Column("seq", N_("Line"), lambda event, language: language.number(event.seq), chars=6, end=True),
        Column(
            "at", N_("When"), lambda event, language: language.datetime(event.at, zone), whole=True, chars=26
        ),
        Column(
            "what",
            N_("What"),
            lambda event, language: language.text(label_of(CustodyAction, event.action)),
            chars=20,
        ),
        Column("who", N_("Who"), lambda event, _l: event.actor, stretch=True),
    )


class Reader(Card):
    """Shows the chosen item. Nothing here opens its bytes: pictures and texts were made apart."""

    def __init__(self, around: Surroundings, page: PageWidget) -> None:
        super().__init__(around.screen)
        self._around, self._page = around, page
        self._view: EvidenceView | None = None
        self.title.show()
        self.title.setWordWrap(True)
        self._number = Text("second")
        self._hash = Pill(around.theme)
        self.head.insertWidget(0, self._number)
        self._file = Text("second", wrap=True, select=True)
        self._sha = Text("second", wrap=True, select=True)
        self._warnings = QVBoxLayout()
        self._out = push(
            self, around.theme, N_("Save a copy…"), self._ask_out, icon="upload-simple", look="row"
        )
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._picture = Picture()
        self.say(self._picture.setAccessibleName, N_("Picture of the first page"))
        self._facts = Pairs()
        self._words = self._describing()
        page_one = QVBoxLayout()
        page_one.addWidget(self._words)
        page_one.addWidget(self._facts)
        page_one.addWidget(self._picture)
        page_one.addStretch(1)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self.say(self._text.setAccessibleName, N_("Text of the pages"))
        self._search = QLineEdit()
        self.say(self._search.setPlaceholderText, N_("Find in the text …"))
        self.say(self._search.setAccessibleName, N_("Find in the text"))
        self._search.returnPressed.connect(self._find_next)
        text_page = QVBoxLayout()
        text_page.addWidget(self._search)
        text_page.addWidget(self._text, 1)
        self.custody = TableModel(around.screen, custody(page.desk.zone), self)
        chain = Table(around.theme, self.custody)
        self.say(chain.setAccessibleName, N_("Custody"))
        self.viewer = Viewer(around, page.desk)
        self.suggested = Suggested(around, page)
        for number, (widget, words) in enumerate(
            (
                (self.viewer, N_("Preview")),
                (scrolling(holding(page_one)), N_("Item")),
                (holding(text_page), N_("Text")),
                (self.suggested, N_("Found")),
                (chain, N_("Custody")),
            )
        ):
            self._tabs.addTab(widget, "")
            self.say(_TabText(self._tabs, number).set_text, words)
        self.say(self._tabs.tabBar().setAccessibleName, N_("Parts of the item"))
        for part in (self._file, self._sha):
            self.body.addWidget(part)
        self.body.addLayout(self._warnings)
        self.doing = Doing(around, page, self)
        self.body.addWidget(Flow(self._hash, self._out, self.doing.button))
        self.body.addWidget(self._tabs, 1)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        self._view = None
        self._tabs.hide()
        self._out.hide()
        self._hash.hide()
        self.doing.about(None)
        for label in (self.title, self._number, self._file, self._sha):
            label.setText("")
        clear(self._warnings)

    def show_item(self, view: EvidenceView) -> None:
        """Show an item."""
        changed = self._view is None or self._view.row.number != view.row.number
        self._view = view
        self._tabs.show()
        self._out.show()
        self._hash.show()
        self.doing.about(view.row)
        self.suggested.show_item(view.row.number)
        if changed:
            self._words.read()
            self._show_picture(view.row.sha256)
            self.viewer.show_item(view.row.number, view.case)
        said = "\n\n".join(view.page_texts[:_MOST_SHOWN])
        if changed or said != self._text.toPlainText():
            self._text.setPlainText(said)
        self.custody.show(view.custody)
        self.retranslate()

    def retranslate(self) -> None:
        """Say what is known of the item."""
        super().retranslate()
        view = getattr(self, "_view", None)
        if view is None:
            return
        item, language = view.row, self.language
        _ = language.text
        self._number.setText(item.number)
        self.title.setText(item.title or item.filename)
        kind, icon = item_look(item.state)
        self._hash.show_state(kind, "lock-simple" if kind == "ok" else icon, _("Kept with its hash"))
        self._file.setText(joined(language, item.filename, language.size(item.size), item.media_type))
        groups = [item.sha256[at : at + 8] for at in range(0, len(item.sha256), 8)]
        self._sha.setText(f"\u2066SHA-256 {' '.join(groups)}\u2069")
        clear(self._warnings)
        for warning in item.warnings:
            strip = Strip(self._around.theme, "warn", "warning")
            strip.text.setText(language.say(warning))
            self._warnings.addWidget(strip)
        self._words.show_values(
            {"title": item.title, "on": item.on[:10], "language": item.language, "source": item.source}
        )
        self._words.pairs.show_pairs(
            [
                (_("Title"), item.title),
                (_("Date"), item.on),
                (_("Language"), language.language_name(item.language) if item.language else ""),
                (_("Came from"), item.source),
                (
                    _("Taken in"),
                    f"{language.datetime(item.acquired_at, self._page.desk.zone)} · {item.acquired_by}",
                ),
            ]
        )
        self._facts.show_pairs(pairs(item.facts, language))

    def _describing(self) -> _Describe:
        card = _Describe(self._around.screen, self._around.theme, N_("What it is"))
        card.saved.connect(partial(self._describe, card))
        return card

    def _describe(self, card: _Describe, given: dict[str, str]) -> None:
        view = self._view
        if view is None or not given:
            card.stop()
            return
        number, case, evidence = view.row.number, self._page.case, self._page.desk.evidence
        before = {
            "title": view.row.title,
            "on": view.row.on[:10],
            "language": view.row.language,
            "source": view.row.source,
        }
        back = {name: before[name] for name in given}

        def done(_result: Any) -> None:  # noqa: ANN401 - nothing
            card.stop()
            undo, redo = (
                partial(evidence.describe, number, back, case),
                partial(evidence.describe, number, given, case),
            )
            self._around.guide.did(N_("{number} was described anew."), undo, redo, number=number)

        self._page.do(
            lambda _ctx: evidence.describe(number, given, case),
            done,
            topics=(f"case:{case}",),
            form=card.form,
        )

    def _show_picture(self, sha256: str) -> None:
        file = self._page.desk.evidence.thumbnail(sha256)
        pixmap = QPixmap(str(file)) if file is not None else QPixmap()
        self._picture.show_pixmap(pixmap)

    def _find_next(self) -> None:
        words = self._search.text()
        if words and not self._text.find(words):
            self._text.moveCursor(QTextCursor.MoveOperation.Start)
            self._text.find(words)

    def _ask_out(self) -> None:
        if self._view is not None:
            _ = self.language.text
            ask_new_file(
                self, _("Where to save the copy"), Path.home() / self._view.row.filename, self._save_out
            )

    def _save_out(self, file: Path) -> None:
        view = self._view
        if view is None:
            return
        number, case = view.row.number, self._page.case
        self._page.do(
            lambda _ctx: self._page.desk.evidence.export(number, file, case),
            lambda _sha: self._around.guide.tell(N_("A copy was saved: {file}"), "ok", file=str(file)),
            topics=(f"case:{case}",),
        )


class _Describe(EditCard):
    def __init__(self, screen: Any, theme: Any, title: str) -> None:  # noqa: ANN401 - as EditCard
        super().__init__(screen, theme, title)
        self.pairs = Pairs()
        self.shown.addWidget(self.pairs)
        self.form.line("title", N_("Title"), wide=True)
        self.form.line("on", N_("Date"), kind="day")
        self.form.line("language", N_("Language, like de"))
        self.form.line("source", N_("Came from"), wide=True)


class _TabText:
    """One tab's words, as something that can be said."""

    def __init__(self, tabs: QTabWidget, number: int) -> None:
        self._tabs, self._number = tabs, number

    def set_text(self, words: str) -> None:
        """Set the words."""
        self._tabs.setTabText(self._number, words)
