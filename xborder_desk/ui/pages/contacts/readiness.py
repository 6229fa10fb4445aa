"""Ready for the court? What the rule of a country asks for: missing first, each with source and badge."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout

from xborder_desk.domain.choices import label_of
from xborder_desk.domain.search import RowState
from xborder_desk.domain.service_rules import UNCHECKED, RuleStatus
from xborder_desk.i18n import N_
from xborder_desk.ui.states import listed
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Pill, rule
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Options
from xborder_desk.ui.widgets.layouts import clear, column, holding, row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.search import BoardRow
    from xborder_desk.domain.service_rules import Item, Readiness
    from xborder_desk.i18n.language import Language
    from xborder_desk.services.contacts.board import Survey
    from xborder_desk.ui.frame import Surroundings

_FOLDED: Final = 4
# A source of our list; other marks only say that something is practice, which its badge says in a word.
_NUMBERED: Final = re.compile(r"S-\d")
# What an item of each sort is followed by; a row of the search without one is marked on the board.
_VERBS: Final = {
    "email": N_("Write"),
    "phone": N_("Call"),
    "letter": N_("Write"),
    "form": N_("Write"),
    "omissions": N_("Write"),
    "rule": "",
    "no-living-address": "",
    "unreachable": "",
}


class ReadinessCard(Card):
    """``court`` gives the country chosen, ``wanted`` the key of what somebody wants to do now."""

    court = Signal(str)
    wanted = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen, N_("Ready for the court?"))
        self._theme = around.theme
        self._survey: Survey | None = None
        self._open = False
        self._drawn: tuple[object, ...] = ()
        self._codes: tuple[str, ...] = ()
        self.country = Options(around.screen, self._countries, wide=True)
        self.say(self.country.setAccessibleName, N_("Country of the court"))
        self.country.currentIndexChanged.connect(self._chosen)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.say(self._bar.setAccessibleName, N_("How much of it is done"))
        self._rule, self._summary = Text("strong", wrap=True), Text("second", wrap=True)
        self._status = Pill(around.theme)
        self._lists = QVBoxLayout()
        self._lists.setSpacing(6)
        for part in (self.country, self._bar, self._rule, self._summary):
            self.body.addWidget(part)
        self.body.addLayout(row(self._status, None))
        self.body.addLayout(self._lists)
        self.body.addStretch(1)

    def show_survey(self, survey: Survey) -> None:
        """Show how ready the case is; what was folded out stays so, what is shown already is left alone."""
        found = survey.readiness
        shown_now = (found, survey.board, self._open, self.language.tag)
        self._survey = survey
        if shown_now == self._drawn:
            return
        self._drawn = shown_now
        self._codes = tuple(dict.fromkeys([*survey.courts, *filter(None, [found.country])]))
        self.country.refill()
        blocked = self.country.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.country.choose(found.country)
        self.country.blockSignals(blocked)
        language = self.language
        done, total = len(found.done), len(found.done) + len(found.missing)
        self.show_count(language.text(N_("{done} of {total}"), done=done, total=total))
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._show_rule(found)
        clear(self._lists)
        self._fill("danger", "circle", N_("Missing {n}"), found.missing, verbs=True)
        shown = found.done if self._open else found.done[:_FOLDED]
        self._fill("ok", "check-circle", N_("Done {n}"), found.done, shown)
        if len(found.done) > len(shown):
            more = language.plural("{n} more is done", "{n} more are done", len(found.done) - len(shown))
            button = push(self, self._theme, N_("Show all"), self._unfold, look="link")
            button.setText(more)
            self._lists.addLayout(row(button, None))
        self._show_not_asked(survey.board)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        if getattr(self, "_survey", None) is not None and self._survey is not None:
            self.show_survey(self._survey)

    def _show_rule(self, found: Readiness) -> None:
        language = self.language
        named = found.rule is not None
        self._rule.setText(language.say(found.rule.title) if found.rule else "")
        note = found.rule.note if found.rule else None
        words = [language.say(one) for one in (found.rule.summary, note) if one] if found.rule else []
        self._summary.setText(" ".join(words))
        self._rule.setVisible(named)
        self._summary.setVisible(bool(words))
        _badge(self._status, found.rule.status if found.rule else UNCHECKED, language)

    def _fill(
        self,
        kind: str,
        icon: str,
        title: str,
        items: Sequence[Item],
        shown: Sequence[Item] | None = None,
        *,
        verbs: bool = False,
    ) -> None:
        if not items:
            return
        head = Pill(self._theme)
        head.show_state(kind, icon, self.language.text(title, n=len(items)))
        self._lists.addLayout(row(head, None))
        for one in items if shown is None else shown:
            self._lists.addWidget(self._item(one, icon, "danger" if verbs else "ok", verb=verbs))
        self._lists.addWidget(rule())

    def _item(self, one: Item, icon: str, ink: str, *, verb: bool) -> QWidget:
        language = self.language
        picture, name, second = QLabel(), Text("strong", wrap=True), Text("second", wrap=True)
        self._theme.dress(picture, icon, f"on_{ink}", 16)
        title = language.say(one.item)
        name.setText(title)
        told = language.say(one.told or one.why)
        shown_by = listed(language, (*one.attempts, *one.proofs))
        second.setText("\n".join(filter(None, (told, shown_by))))
        badge = Pill(self._theme)
        _badge(badge, one.status, language, one.source if _NUMBERED.match(one.source) else "")
        badge.setToolTip(self._instrument(one.source))
        # What one can do stands below with the badge: beside the words it would leave no room for long ones.
        foot: list[QWidget] = [badge]
        word = (
            _VERBS.get(one.key, N_("Plan") if one.key.startswith("cadence") else N_("Mark")) if verb else ""
        )
        if word:
            button = push(self, self._theme, word, partial(self._want, one.key), look="row")
            button.setAccessibleName(f"{language.text(word)}: {title}")
            foot.append(button)
        line = row(picture, column(name, second, Flow(*foot), gap=2), gap=8)
        line.setStretch(1, 1)
        line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        place = holding(line)
        place.setAccessibleName(f"{title}. {told}")
        return place

    def _show_not_asked(self, board: Sequence[BoardRow]) -> None:
        """Say which steps do not apply, and why."""
        rest = [one for one in board if one.state is RowState.NOT_APPLICABLE]
        if not rest:
            return
        language = self.language
        head = Pill(self._theme)
        head.show_state("neutral", "minus-circle", language.text(N_("Does not apply {n}"), n=len(rest)))
        self._lists.addLayout(row(head, None))
        for one in rest:
            name, why = Text("label", wrap=True), Text("second", wrap=True)
            name.setText(language.say(one.row.text))
            why.setText(one.reason or (language.say(one.told) if one.told else ""))
            self._lists.addLayout(column(name, why, gap=1))

    def _countries(self, language: Language) -> Iterable[tuple[str, str]]:
        named = [(code, language.country(code)) for code in self._codes]
        return sorted(named, key=lambda one: language.sort_key(one[1]))

    def _chosen(self, _index: int) -> None:
        self.court.emit(self.country.value())

    def _instrument(self, source: str) -> str:
        """Give what a number of our list of sources stands for, where the rule says it."""
        rule = self._survey.readiness.rule if self._survey is not None else None
        told = (one.partition(":") for one in (rule.sources if rule is not None else ()))
        return next((words.strip() for number, _mark, words in told if number == source), "")

    def _want(self, key: str, *_checked: object) -> None:
        self.wanted.emit(key)

    def _unfold(self, *_checked: object) -> None:
        self._open = True
        if self._survey is not None:
            self.show_survey(self._survey)


def _badge(pill: Pill, status: str, language: Language, source: str = "") -> None:
    """Say how far something was checked, and by which source."""
    kind, icon = ("warn", "warning") if status == UNCHECKED else ("ok", "check-circle")
    words = language.text(label_of(RuleStatus, status))
    pill.show_state(kind, icon, f"{source} · {words}" if source else words)
