"""What a court would find wrong with the dossier as it would be now, and what mends it; what has changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from xborder_desk.domain.lint import REASON
from xborder_desk.i18n import N_
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Pill, joined
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import holding, row, scrolling
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from xborder_desk.domain.lint import Finding
    from xborder_desk.i18n.language import Language
    from xborder_desk.services.dossiers.changes import Change
    from xborder_desk.services.dossiers.drafting import Draft
    from xborder_desk.ui.frame import Surroundings

MENDS: Final = {
    "description": N_("Describe"),
    "untranslated": N_("Translation…"),
    "no-text": N_("Recognise text"),
    "turned": N_("Turn"),
    "blank": N_("Pages…"),
    "paper": N_("Pages…"),
    "resolution": N_("Look"),
    "private": N_("Black out"),
    "not-shown": N_("Look"),
    "proves-nothing": N_("Facts"),
    "unproven": N_("Facts"),
    "stale-reference": N_("Facts"),
    "unchecked-law": N_("Law"),
    "size": N_("Leave out…"),
    "font": N_("Look"),
}
"""The word on the button that leads to what mends a finding."""

GRAVE: Final = frozenset(
    {
        "damaged",
        "locked",
        "page-number",
        "page-label",
        "link-dead",
        "index-link",
        "private",
        "stale-reference",
    }
    | {"not-shown", "size", "active", "label", "label-twice", "list-title"}
)
"""What a court may send a dossier back for."""

CHANGED: Final = {
    "added": N_("{label} is new."),
    "removed": N_("{label} is no longer there."),
    "label": N_("{before} is {after} now."),
    "title": N_("{label} is called “{after}” now."),
    "bytes": N_("{label} is another file now."),
    "pages": N_("{label} has {after} pages instead of {before}."),
}
NOT_YET: Final = N_("Not looked over yet.")
_MOST: Final = 60


class Checks(Card):
    """Lists findings; ``mended`` gives the finding to mend, ``followed`` the page to show."""

    mended = Signal(object)
    followed = Signal(int)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen, N_("Checks"))
        self._around = around
        self._draft: Draft | None = None
        self._waiting = NOT_YET
        self._grave, self._light = Pill(around.theme), Pill(around.theme)
        for pill in (self._grave, self._light):
            pill.hide()
        self._counts = Flow(self._grave, self._light)  # wraps: words of other languages are longer
        self._counts.hide()
        self.body.addWidget(self._counts)
        self.note = Text("second", wrap=True)
        self.body.addWidget(self.note)
        self._list = QWidget()
        self._area = scrolling(self._list)
        self._area.setProperty("role", "plain")
        self._area.setMinimumHeight(260)
        self.body.addWidget(self._area, 1)
        self._area.hide()

    def wait(self, words: str) -> None:
        """Say what is going on before there is anything to check."""
        self._waiting = words
        self.show_draft(None)

    def show_draft(self, draft: Draft | None) -> None:
        """Show what was found in a draft; while there is none, what is going on."""
        self._draft = draft
        language = self.language
        found = draft.findings if draft else ()
        grave = sum(one.kind in GRAVE for one in found)
        light = len(found) - grave
        self._grave.show_state("danger", "warning-circle", language.plural("{n} grave", "{n} grave", grave))
        self._light.show_state("warn", "warning", language.plural("{n} hint", "{n} hints", light))
        self._grave.setVisible(bool(grave))
        self._light.setVisible(bool(light))
        self._counts.setVisible(bool(found))
        self._area.setVisible(bool(found))
        self.note.setVisible(not found)
        _ = language.text
        self.note.setText(_(N_("Nothing is wrong with it.")) if draft else _(self._waiting))
        self._fill(sorted(found, key=lambda one: (one.kind not in GRAVE, one.page)))

    def retranslate(self) -> None:
        """Say it in the present language."""
        super().retranslate()
        if hasattr(self, "_draft"):
            self.show_draft(self._draft)

    def _fill(self, found: list[Finding]) -> None:
        lines = QGridLayout()
        lines.setContentsMargins(0, 0, 6, 0)
        lines.setHorizontalSpacing(10)
        lines.setVerticalSpacing(10)
        lines.setColumnStretch(1, 1)
        for place, one in enumerate(found[:_MOST]):
            self._line(lines, place, one)
        more = len(found) - _MOST
        if more > 0:
            rest = Text("second")
            rest.setText(self.language.plural("{n} more", "{n} more", more))
            lines.addWidget(rest, _MOST, 1)
        lines.setRowStretch(len(found) + 1, 1)
        self._list = holding(lines)
        self._area.setWidget(self._list)

    def _line(self, lines: QGridLayout, place: int, one: Finding) -> None:
        _, theme = self.language.text, self._around.theme
        picture = QLabel()
        grave = one.kind in GRAVE
        theme.dress(
            picture, "warning-circle" if grave else "warning", "on_danger" if grave else "on_warn", 16
        )
        said = Text(wrap=True)
        said.setText(_(one.text, **_fields(one, self.language)))
        exhibit = self._draft.exhibit_at(one.page) if self._draft and one.page else None
        where = _(N_("page {page}"), page=one.page) if one.page else ""
        below = Text("second", wrap=True)
        below.setText(joined(self.language, exhibit.label if exhibit else "", where, _(one.mend)))
        words = QWidget()
        words.setProperty("role", "plain")
        inner = QGridLayout(words)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setVerticalSpacing(1)
        inner.addWidget(said, 0, 0)
        inner.addWidget(below, 1, 0)
        lines.addWidget(picture, place, 0, Qt.AlignmentFlag.AlignTop)
        lines.addWidget(words, place, 1)
        buttons = []
        if one.page:
            follow = push(
                self, theme, N_("Show the page"), partial(self._follow, one.page), icon="eye", look="icon"
            )
            buttons.append(follow)
        if one.kind in MENDS:
            buttons.append(push(self, theme, MENDS[one.kind], partial(self._mend, one), look="row"))
        if buttons:  # below the words, which keep the width of a narrow column
            inner.addLayout(row(*buttons, None, gap=4), 2, 0)

    def _follow(self, page: int, *_checked: bool) -> None:
        self.followed.emit(page)

    def _mend(self, one: Finding, *_checked: bool) -> None:
        self.mended.emit(one)


def _fields(one: Finding, language: Language) -> dict[str, object]:
    """Give the fields of a finding; a reason that was said in the dossier's language is said in this one."""
    fields = dict(one.fields)
    made = fields.pop(REASON, None)
    if isinstance(made, list):
        text, values = made
        fields["why"] = language.text(text, **values)
    return fields


class Changes(Card):
    """Says what differs from the last edition."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen, N_("Since the last edition"))
        self._draft: Draft | None = None
        self.words = Text(wrap=True, select=True)
        self.body.addWidget(self.words)

    def show_draft(self, draft: Draft | None) -> None:
        """Show what changed; the card is only there when there is an edition to compare with."""
        self._draft = draft
        self.setVisible(bool(draft and draft.since))
        if draft is None or not draft.since:
            return
        _ = self.language.text
        self.show_count(_(N_("edition {edition}"), edition=draft.since))
        lines = [self._said(one) for one in draft.changes[:_MOST]]
        self.words.setText("\n".join(lines) or _(N_("The same exhibits, in the same order.")))

    def retranslate(self) -> None:
        """Say it in the present language."""
        super().retranslate()
        if hasattr(self, "_draft"):
            self.show_draft(self._draft)

    def _said(self, one: Change) -> str:
        fields = {"label": one.label, "before": one.before, "after": one.after}
        said = {name: self.language.isolate(value) for name, value in fields.items()}
        return self.language.text(CHANGED[one.kind], **said)
