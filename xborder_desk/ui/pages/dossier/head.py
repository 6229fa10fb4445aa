"""What a dossier is for: profile, language and reader, and the verbs; of several cases also the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.group_dossier import TITLE
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Options
from xborder_desk.ui.widgets.layouts import column, row
from xborder_desk.ui.widgets.texts import Line, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.domain.profiles import ProfileEntry
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.frame import Surroundings

HIDDEN = N_("Hide who the consumers are: Consumer A, Consumer B …")


GENERIC: Final = "generic"
"""The profile that suits where no court's own is known."""

_NAME: Final = 34
"""Letters of the name of a profile that are seen, whatever the size of text."""


class Head(Card):
    """``chosen`` when another profile, language or reader is; the others when a verb is pressed."""

    chosen = Signal()
    build_wanted = Signal()
    sign_wanted = Signal()
    freeze_wanted = Signal()
    check_wanted = Signal()
    confirm_wanted = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen)
        self._known: tuple[ProfileEntry, ...] = ()
        self._tags_known: tuple[str, ...] = ("en",)
        self.profile = Options(around.screen, self._profiles, wide=True)
        self.profile.setMinimumContentsLength(_NAME)
        self.tag = Options(around.screen, self._tags)
        self.variant = Options(around.screen, _variants)
        parts = []
        for editor, words in (
            (self.profile, N_("Profile")),
            (self.tag, N_("Language of the dossier")),
            (self.variant, N_("Copy for")),
        ):
            self.say(editor.setAccessibleName, words)
            editor.currentIndexChanged.connect(self._chose)
            parts.append(self._labelled(editor, words))
        theme = around.theme
        self.go = push(self, theme, N_("Build dossier"), self.build_wanted.emit, icon="books", look="primary")
        self.sign = push(self, theme, N_("Sign and build…"), self.sign_wanted.emit, icon="note-pencil")
        keep = push(self, theme, N_("Keep numbers (filed)"), self.freeze_wanted.emit, icon="lock-simple")
        check = push(self, theme, N_("Verify package…"), self.check_wanted.emit, icon="shield-check")
        self._note = Line("second")
        self._note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        start = QWidget()  # takes what is left of the line, so that the verbs stand at its end
        start.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        start.setProperty("role", "plain")
        self.confirm = push(self, theme, N_("Confirm this profile…"), self._confirm, look="link")
        self.body.addWidget(Flow(*parts, self._note, gap=14))
        self.body.addWidget(Flow(self.confirm, start, keep, check, self.sign, self.go))

    def show_choices(self, profiles: tuple[ProfileEntry, ...], tags: tuple[str, ...]) -> None:
        """Offer these profiles and languages."""
        self._known, self._tags_known = profiles, tags
        self.profile.refill()
        self.tag.refill()
        self._show_note()

    def choose(self, profile: str = "", tag: str = "", variant: str = "", *, home: str = "") -> None:
        """Choose these, or what is usual: what courts of ``home`` want, in the language of the screen."""
        known = [one.id for one in self._known]
        there = [one.id for one in self._known if home and one.country == home]
        usual = next((one for one in (*there, GENERIC, *known) if one in known), "")
        self.profile.choose(profile if profile in known else usual)
        own = self.language.tag if self.language.tag in self._tags_known else "en"
        self.tag.choose(tag if tag in self._tags_known else own)
        if variant:
            self.variant.choose(variant)
        self._show_note()

    def choices(self) -> tuple[str, str, str]:
        """Give profile, language and variant as they are chosen."""
        return self.profile.value(), self.tag.value(), self.variant.value() or "court"

    def retranslate(self) -> None:
        """Say it in the present language."""
        super().retranslate()
        if hasattr(self, "_note"):
            self._show_note()

    def _confirm(self, *_checked: bool) -> None:
        self.confirm_wanted.emit(self.profile.value())

    def _chose(self, *_index: int) -> None:
        self._show_note()
        self.chosen.emit()

    def _show_note(self) -> None:
        found = next((one for one in self._known if one.id == self.profile.value()), None)
        self.confirm.setVisible(found is not None and found.status != "confirmed")
        self._note.setText(self.language.ctext(f"profile:{found.id}:note", found.note) if found else "")

    def _labelled(self, editor: QWidget, words: str) -> QWidget:
        label = Text("label")
        self.say(label.setText, words)
        label.setBuddy(editor)
        holder = QWidget()
        holder.setProperty("role", "plain")
        layout: QVBoxLayout = column(label, editor, gap=3)
        holder.setLayout(layout)
        return holder

    def _profiles(self, language: Language) -> Iterable[tuple[str, str]]:
        unchecked = language.text(N_("not checked by a lawyer"))
        for one in self._known:
            said = language.ctext(f"profile:{one.id}:title", one.title)
            yield one.id, said if one.status == "confirmed" else f"{said} ({unchecked})"

    def _tags(self, language: Language) -> Iterable[tuple[str, str]]:
        return [(tag, language.language_name(tag)) for tag in self._tags_known]


def _variants(language: Language) -> Iterable[tuple[str, str]]:
    return [
        ("court", language.text(N_("the court"))),
        ("other-party", language.text(N_("the other party"))),
    ]


class Over(Spoken):
    """Says which cases a dossier over several is of; ``left`` when somebody goes back to the seller."""

    left = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen)
        self.setProperty("role", "plain")
        back = push(self, around.theme, N_("All sellers"), self.left.emit, icon="arrow-left", look="link")
        self.title = Text("page", wrap=True)
        self.second = Text("second", wrap=True)
        self.say(self.second.setText, HIDDEN)
        self.setLayout(column(row(back, None), self.title, self.second, gap=4))

    def show_subject(self, name: str, *, pseudonymous: bool) -> None:
        """Say of what the dossier is."""
        self.say_as(
            self.title.setText, lambda: f"{self.language.text(TITLE)} · {self.language.isolate(name)}"
        )
        self.second.setVisible(pseudonymous)
