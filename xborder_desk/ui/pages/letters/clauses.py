"""A letter clause by clause, both languages level: facts tinted, what is missing marked on both sides."""

from __future__ import annotations

from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from xborder_desk.domain.letters import Paragraph, Run
from xborder_desk.i18n import N_
from xborder_desk.ui.widgets.cards import Card, Pill, rule
from xborder_desk.ui.widgets.layouts import clear
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent

    from xborder_desk.domain.letters import Line, Written
    from xborder_desk.ui.frame import Surroundings


_ROWS: Final = 3
"""Of each part of a letter: the line above it, one side, and the other where it stands below."""
_LETTERS: Final = 32
"""The least letters of a line that is read with ease."""


class Clauses(Card):
    """Shows a letter in one language or two; the rows keep both sides level, or below each other."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen)
        self._around = around
        self._sides: tuple[Written, Written | None] | None = None
        self._across = True
        self.title.show()
        self._state = Pill(around.theme)
        self.tools.addWidget(self._state)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(8)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        around.theme.changed.connect(self._draw)

    def show_letter(self, written: Written, beside: Written | None) -> None:
        """Show a letter, and its translation beside it if there is one."""
        self._sides = (written, beside)
        self._draw()

    def _draw(self) -> None:
        if self._sides is None:
            return
        written, beside = self._sides
        language = self.language
        self.title.setText(language.isolate(written.title))
        lacking = len(written.unfilled)
        kind, icon = ("warn", "warning") if lacking else ("ok", "check-circle")
        words = (
            language.plural("{n} fact missing", "{n} facts missing", lacking)
            if lacking
            else language.text(N_("Nothing is missing"))
        )
        self._state.show_state(kind, icon, words)
        clear(self._grid)
        sides = [written] if beside is None else [written, beside]
        said = (N_("goes out"), N_("for the file"))
        across = self._across and beside is not None
        for place, side in enumerate(sides):
            head = Text("head", wrap=True)
            name = language.language_name(side.language)
            head.setText(f"{name} · {language.text(said[place])}")
            self._put(head, 0, place, across=across)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, int(across))
        for number, parts in enumerate(zip_longest(*map(_blocks, sides)), 1):
            self._grid.addWidget(rule(), number * _ROWS - 1, 0, 1, 2 if across else 1)
            for place, (side, part) in enumerate(zip(sides, parts, strict=True)):
                if part is not None:
                    self._put(self._clause(part, side), number * _ROWS, place, across=across)

    def _put(self, label: QLabel, at: int, place: int, *, across: bool) -> None:
        """Put one side of a row beside the other, or below it."""
        self._grid.addWidget(label, at if across else at + place, place if across else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put both sides below each other where a line of one would hold a few words only."""
        super().resizeEvent(event)
        across = event.size().width() >= 2 * _LETTERS * self.fontMetrics().averageCharWidth()
        if across != self._across:
            self._across = across
            self._draw()

    def _clause(self, part: Paragraph, side: Written) -> QLabel:
        """Give a clause as rich text of our own making: what stands in the letter is escaped."""
        tokens = self._around.theme.tokens
        lines = []
        for line in part.lines:
            runs = []
            for run in line:
                text = escape(run.text)
                if run.missing:
                    ink = f"background-color:{tokens.mark}; color:{tokens.on_mark}; font-weight:700"
                    text = f'<span style="{ink}">{text}</span>'
                elif run.fact:
                    text = f'<span style="color:{tokens.accent}">{text}</span>'
                runs.append(text)
            lines.append("".join(runs))
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        rtl = side.direction == "rtl"
        shown = "<br>".join(lines)
        label.setText(f"<b>{shown}</b>" if part is side.subject else shown)
        label.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        edge = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        label.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setAccessibleName(part.text)
        label.setMinimumWidth(80)
        return label


def _blocks(side: Written) -> Iterator[Paragraph]:
    """Give the parts of a letter from the top: sender, recipient, day, subject, clauses, signature."""
    yield Paragraph("sender", side.sender)
    yield Paragraph("recipient", side.recipient)
    yield Paragraph("date", _filled((side.date, side.reference)))
    yield side.subject
    yield from side.body
    if side.signature:
        yield Paragraph("signature", side.signature)
    if side.enclosures:
        yield Paragraph("enclosures", _enclosures(side))


def _enclosures(side: Written) -> tuple[Line, ...]:
    """Give the enclosures as lines below their title."""
    return ((Run(side.enclosures_title),), *((Run(title),) for title in side.enclosures))


def _filled(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line)
