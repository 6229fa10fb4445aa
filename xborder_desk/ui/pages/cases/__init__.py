"""The list of cases: find, narrow, order and group them, see one beside it, change many, the bin."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from xborder_desk.domain.case_list import NAMES, CaseQuestion
from xborder_desk.i18n import N_
from xborder_desk.i18n.counting import Counted
from xborder_desk.ui.models.grouped import GroupedModel
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.pages.cases.beside import Beside, Side, Together
from xborder_desk.ui.pages.cases.columns import COLUMNS, group_name
from xborder_desk.ui.pages.cases.fields import put_fields, typed_in
from xborder_desk.ui.pages.cases.filters import FilterBar, KeepSheet
from xborder_desk.ui.pages.cases.head import Head
from xborder_desk.ui.pages.cases.together import TogetherSheet
from xborder_desk.ui.printing import Printed, preview
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty
from xborder_desk.ui.widgets.layouts import remember_split, side_by_side
from xborder_desk.ui.widgets.lists import LongTable
from xborder_desk.ui.widgets.stepping import IntoList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.case_list import Found, SavedFilter
    from xborder_desk.domain.cases import CaseRow
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings

_WAIT_MS: Final = 120
_PRINTED: Final = 2000
_NAMED: Final = 5
_TOLD: Final = 50
_VIEW: Final = "cases/view"


@dataclass(frozen=True)
class Listed:
    """What a question found."""

    question: CaseQuestion
    found: Found


class CasesPage(PageWidget):
    """Shows the cases that answer a question; typing never waits for them."""

    topics = ("cases",)

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self.question = CaseQuestion()
        self._chosen: int | None = None
        # The counts of the filters stay as they are while only the question changes.
        self._recount = True
        self.model: GroupedModel[CaseRow] = GroupedModel(around.screen, COLUMNS, desk.cases.rows, self)
        self.table = LongTable(around.theme, self.model, around.memory, "cases")
        self.say(self.table.setAccessibleName, N_("Cases"))
        self.table.opened.connect(self._open)
        self.table.picked.connect(self._pick)
        self.table.ordered.connect(self._ask)
        self.table.chosen_changed.connect(self._note_chosen)
        self.table.filters.narrowed.connect(self._ask)
        put_fields(self, around, desk, self.table.filters)
        self.head = Head(around)
        self.finder = self.head.finder
        IntoList(self.finder, self.table)
        self.head.asked.connect(self._ask)
        self.head.narrow_pressed.connect(self._toggle_fields)
        self.head.columns_pressed.connect(self._choose_columns)
        self.head.print_pressed.connect(self.print_list)
        self.body.addWidget(self.head)
        self.bar = FilterBar(around, desk)
        self.bar.chosen.connect(self._use)
        self.bar.saving.connect(self._keep_filter)
        self.body.addWidget(self.bar)
        card = Card(around.screen)
        card.whole.setContentsMargins(1, 1, 1, 8)
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(self._empty())
        card.body.addWidget(self._places)
        self._glance, self.together = Beside(around, desk), Together(around, self._verbs())
        self._side = Side()
        self._side.addWidget(self._glance)
        self._side.addWidget(self.together)
        split = side_by_side(card, self._side, (985, 240))
        remember_split(around.memory, "cases", split)
        self.body.addWidget(split, 1)
        self._round = 0
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(_WAIT_MS)
        self._counting.timeout.connect(self._count)
        self._keys()
        self._recall()
        around.screen.changed.connect(self._order_anew)

    def _order_anew(self) -> None:
        """Ask again where another language has names in another order."""
        if self.question.order in NAMES:
            super().reload()

    def gather(self) -> Listed:
        """Give the ids of the cases that answer the question, and the groups."""
        question = self.question
        return Listed(question, self.desk.cases.find(question, self.language))

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show them, with the chosen cases still chosen."""
        listed: Listed = found
        self.model.name = partial(group_name, listed.question.group)
        ids, groups = listed.found.ids, listed.found.groups
        self.model.show_found(ids, groups)
        self.say_found(listed)
        self._places.setCurrentIndex(0 if ids else 1)
        if ids and self.table.current_row() < 0:
            # Where every group is folded the first head is all there is.
            self.table.pick(next((n for n in range(self.model.size()) if not self.model.heading(n)), 0))
        self._side.setVisible(bool(ids))
        if self._recount:
            self._counting.start()
        self._recount = True

    def say_found(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Count them; the list says its rows by itself, and chosen cases stay chosen."""
        listed: Listed = found
        self.head.count.setText(self.language.plural("{n} case", "{n} cases", len(listed.found.ids)))

    def reload(self) -> None:
        """Load again; rows that changed are read anew."""
        self.model.forget()
        self.question = self._asked_for()
        super().reload()

    @property
    def in_bin(self) -> bool:
        """Whether the bin is in view."""
        return self.question.binned

    def _keys(self) -> None:
        self._shortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._to_bin, of=self.table)
        self._shortcut(QKeySequence("Ctrl+Shift+F"), self._toggle_fields)
        self._shortcut(QKeySequence(QKeySequence.StandardKey.Print), self.print_list)

    def _shortcut(self, key: QKeySequence, slot: Callable[[], object], of: QWidget | None = None) -> None:
        shortcut = QShortcut(key, of or self)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        shortcut.setContext(inside if of is None else Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(slot)

    def _verbs(self) -> tuple[tuple[str, str, Callable[[], object]], ...]:
        return (
            (N_("Change…"), "pencil-simple", self._change_together),
            (N_("Copy as a table"), "note", self.table.copy),
            (N_("Print…"), "printer", self.print_list),
            (N_("To the bin, or out of it"), "trash", self._to_bin),
        )

    def _empty(self) -> Empty:
        make = push(self, self.around.theme, N_("New case"), self.around.guide.new_case, look="primary")
        return Empty(
            self.around.screen,
            self.around.theme,
            "briefcase",
            N_("No case here"),
            N_("A case is one consumer’s dispute with a trader abroad. Open one, or search otherwise."),
            make,
            hint=N_("Ctrl+N opens a new case"),
        )

    def _asked_for(self) -> CaseQuestion:
        """Give the question as the fields, titles and chips stand now."""
        base = self.bar.question() if hasattr(self, "bar") else CaseQuestion()
        today = dt.datetime.now(self.desk.zone).date()
        typed = typed_in(self.table.filters, self.language, today)
        fixed = tuple(one for one in base.where if one[0] not in typed)
        order, descending = self.table.order
        return CaseQuestion(
            text=self.finder.text().strip() or base.text,
            binned=base.binned,
            where=(*fixed, *sorted(typed.items())),
            order=order or base.order,
            descending=descending if order else base.descending,
            group=self.head.group.value() or base.group,
        )

    def _ask(self, *_changed: object) -> None:
        if self._asked_for() != self.question:
            self._remember()
            self._recount = False
            self.reload()

    def _use(self, _question: CaseQuestion) -> None:
        """Use a filter: its order and groups hold as long as none was chosen here."""
        self.finder.clear()
        self.table.filters.fill({})
        self._remember()
        self.reload()

    def _count(self) -> None:
        """Count the filters anew, behind what is in view."""
        filters = self.desk.cases.filters
        everything = self.bar.everything
        self._round += 1
        turn = self._round

        def work(_ctx: object) -> tuple[int, Sequence[SavedFilter], list[int]]:
            return turn, filters.kept(), filters.counts(everything())

        job = self.around.runner.job(work, quiet=True)
        job.done.connect(self._show_counts)

    def _show_counts(self, found: tuple[int, Sequence[SavedFilter], list[int]]) -> None:
        turn, kept, counts = found
        if turn != self._round:
            return
        before = self.bar.names
        self.bar.show_kept(kept)
        # The filter in use may be gone, let go of in another window: its list is not that of any chip.
        self._ask()
        if self.bar.names == before:
            self.bar.show_counts(counts)
        else:
            self._counting.start()

    def _keep_filter(self) -> None:
        KeepSheet(self.around, self, self.desk, self.question, self._kept).open()

    def _kept(self, name: str) -> None:
        # What is being counted still knows nothing of this filter, and would take its chip away again.
        self._round += 1
        self.bar.show_kept(self.desk.cases.filters.kept())
        self.bar.choose(f"kept:{name}")
        self._counting.start()

    def _open(self, number: int) -> None:
        case = self.model.row(number)
        if case is not None:
            self.around.guide.open_case(case.number)

    def _pick(self, number: int) -> None:
        case = self.model.row(number)
        if case is not None:
            self._chosen = case.id
            self._glance.show_case(case.number)

    def _note_chosen(self) -> None:
        many = sum(self.model.rows_between(one.top(), one.bottom()) for one in self._ranges())
        self._side.setCurrentIndex(1 if many > 1 else 0)
        if many > 1:
            self.together.show_many(many)

    def _ranges(self) -> list[Any]:
        chosen: Any = self.table.selectionModel().selection()
        return list(chosen)

    def _with_numbers(self, then: Callable[[list[str]], object]) -> None:
        """Find the numbers of the chosen cases apart, and go on with them."""
        ids = [int(str(key)) for key in self.table.chosen_keys()]
        if ids:
            self.do(lambda _ctx: self.desk.cases.many.numbers(ids), then)

    def _change_together(self) -> None:
        self._with_numbers(
            lambda numbers: TogetherSheet(self.around, self, self.desk, numbers, self._changed).open()
        )

    def _changed(self, before: dict[str, dict[str, str]], given: dict[str, str]) -> None:
        many, numbers = self.desk.cases.many, list(before)
        self._tell(numbers)
        undo, redo = partial(many.put_back, before), partial(many.set, numbers, given)
        self.around.guide.did(
            N_("Changed: {cases}."), undo, redo, cases=Counted("{n} case", "{n} cases", len(numbers))
        )

    def _to_bin(self) -> None:
        self._with_numbers(self._move)

    def _move(self, numbers: list[str]) -> None:
        many = self.desk.cases.many
        away, back = (many.take_back, many.bin) if self.in_bin else (many.bin, many.take_back)
        one = (N_("Taken out of the bin: {cases}"), N_("In the bin: {cases}"))
        text = one[0] if self.in_bin else one[1]

        def done(_result: Any) -> None:  # noqa: ANN401 - nothing
            named = numbers if len(numbers) <= _NAMED else [*numbers[:_NAMED], f"… ({len(numbers)})"]
            self._tell(numbers)
            self.around.guide.did(text, partial(back, numbers), partial(away, numbers), cases=named)

        self.do(lambda _ctx: away(numbers), done)

    def _tell(self, numbers: Sequence[str]) -> None:
        topics = [f"case:{number}" for number in numbers[:_TOLD]]
        self.around.changes.tell("cases", *topics)

    def _toggle_fields(self) -> None:
        shown = not self.table.filters.open
        self.table.filters.show_fields(shown=shown)
        self.around.memory.setValue("cases/fields", shown)
        if not shown:
            self.table.setFocus()

    def _choose_columns(self) -> None:
        self.table.columns_menu().popup(self.head.columns.mapToGlobal(self.head.columns.rect().bottomLeft()))

    def print_list(self) -> None:
        """Show how the chosen cases would be printed, or the whole list where only one is chosen."""
        rows = self.table.chosen_rows()
        if len(rows) <= 1:
            rows = [n for n in range(min(self.model.size(), _PRINTED)) if not self.model.heading(n)]
        head, cells = self.table.table_of(rows[:_PRINTED])
        preview(self, self.language, Printed(self.language.text(N_("Cases")), head, cells))

    def _remember(self) -> None:
        order, descending = self.table.order
        kept = CaseQuestion(order=order, descending=descending, group=self.head.group.value())
        self.around.memory.setValue(_VIEW, json.dumps(kept.to_plain()))

    def _recall(self) -> None:
        try:
            kept = CaseQuestion.from_plain(json.loads(str(self.around.memory.value(_VIEW) or "{}")))
        except (ValueError, AttributeError, TypeError):
            kept = CaseQuestion()
        blocked = self.head.group.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.head.group.choose(kept.group)
        self.head.group.blockSignals(blocked)
        if kept.order in {column.id for column in COLUMNS}:
            self.table.order_by(kept.order, descending=kept.descending)
        if str(self.around.memory.value("cases/fields")).lower() == "true":
            self.table.filters.show_fields(shown=True)


PAGE: Final = Page(
    "cases",
    N_("Cases"),
    "briefcase",
    20,
    CasesPage,
    help=N_(
        "All cases of the office, newest first. Type a few letters to narrow the list, or open the row of "
        "fields with Ctrl+Shift+F and narrow each column: a part of a word, >= 100, <= +14. A press on a "
        "title orders the list; groups can be folded with Left and Right. What you find can be kept as a "
        "filter of your own. Choose many cases with Shift or Ctrl to change them together; you see first "
        "what will change. Del puts the chosen cases into the bin, where they stay until somebody takes "
        "them out again. Ctrl+C copies lines as a table, Ctrl+P prints them; Enter opens a case."
    ),
)
