"""The other lists about sellers: those watched, shops that went and came back, and the bodies."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from xborder_desk.domain.bodies import BODY_KINDS, BodyView, fields_of
from xborder_desk.domain.sellers import SellerRow
from xborder_desk.i18n import N_
from xborder_desk.ui.autosave import Autosave
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty, joined
from xborder_desk.ui.widgets.editing import Pairs
from xborder_desk.ui.widgets.forms import Form, Options
from xborder_desk.ui.widgets.layouts import column, holding, row, side_by_side
from xborder_desk.ui.widgets.stepping import IntoList
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xborder_desk.domain.constellation import Returned
    from xborder_desk.i18n.language import Language
    from xborder_desk.services.drafts import Drafts
    from xborder_desk.ui.frame import Surroundings

WATCHED: Final[tuple[Column[SellerRow], ...]] = (
    Column("name", N_("Seller"), lambda one, _: one.name, second=lambda one, _: one.number, stretch=True),
    Column("reason", N_("Reason"), lambda one, _: one.watch_reason, stretch=True),
    Column(
        "review",
        N_("Look again on"),
        lambda one, language: language.date(one.review_on) if one.review_on else "",
        sort=lambda one: one.review_on,
        whole=True,
        chars=16,
    ),
    Column("cases", N_("Cases"), lambda one, language: language.number(one.cases), end=True, chars=8),
)


def _back(one: Returned, language: Language) -> str:
    if one.back_on is None:
        return language.text(N_("not seen again"))
    days = language.plural("after {n} day", "after {n} days", one.days or 0)
    return joined(language, language.date(one.back_on), days)


RETURNED: Final[tuple[Column[Returned], ...]] = (
    Column("name", N_("Seller"), lambda one, _: one.name, second=lambda one, _: one.seller, stretch=True),
    Column("shop", N_("Shop"), lambda one, _: one.account, second=lambda one, _: one.platform, chars=26),
    Column(
        "removed",
        N_("Removed on"),
        lambda one, language: language.date(one.removed_on),
        sort=lambda one: one.removed_on,
        whole=True,
        chars=16,
    ),
    Column("back", N_("Back"), _back, second=lambda one, _: one.back_as, chars=28),
)


def _country(one: BodyView, language: Language) -> str:
    return language.country(one.values["country"]) if one.values.get("country") else ""


BODIES: Final[tuple[Column[BodyView], ...]] = (
    Column(
        "name",
        N_("Name"),
        lambda one, _: one.name,
        second=lambda one, language: language.text(BODY_KINDS.get(one.kind, one.kind)),
        stretch=True,
    ),
    Column("country", N_("Country"), _country, chars=18),
    Column(
        "layer",
        N_("Whose word"),
        lambda one, language: language.text(N_("Ours") if one.changed else N_("Shipped")),
        pill=lambda one: "info" if one.changed else "neutral",
        icon=lambda one: "pencil-simple" if one.changed else "books",
        chars=14,
    ),
)


class Lists(Spoken):
    """A list with an empty place; ``opened`` gives the number of a seller."""

    opened = Signal(str)

    def __init__(
        self, around: Surroundings, title: str, columns: Sequence[Column[Any]], empty: tuple[str, str, str]
    ) -> None:
        super().__init__(around.screen)
        self.model: TableModel[Any] = TableModel(around.screen, columns, self)
        self.table = Table(around.theme, self.model, lines=2, memory=around.memory, key=title)
        self.say(self.table.setAccessibleName, title)
        self.table.opened.connect(self._open)
        self._card = Card(around.screen, title)
        self._empty = Empty(around.screen, around.theme, *empty)
        self._card.body.addWidget(self.table, 1)
        self._card.body.addWidget(self._empty, 1)
        self.setLayout(column(self._card))

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show the rows, or the empty place."""
        self.model.show(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._card.show_count(self.language.number(len(rows)) if rows else "")

    def _open(self, number: int) -> None:
        one = self.model.row(number)
        if one is not None:
            self.opened.emit(one.number if isinstance(one, SellerRow) else one.seller)


class Bodies(Spoken):
    """Every body, found by name and kind, and what the office says of it over what is shipped.

    ``saved``: id (empty: a new one), kind, values, source, day; ``taken_back``: the id. What is typed and not
    saved is kept as a draft, and put back when the form opens again: then ``resumed`` tells.
    """

    saved = Signal(str, str, object, str, str)
    taken_back = Signal(str)
    resumed = Signal(object)

    def __init__(self, around: Surroundings, drafts: Drafts) -> None:
        super().__init__(around.screen)
        self._around, self._drafts = around, drafts
        self._draft: Autosave | None = None
        self._all: list[BodyView] = []
        self._now: BodyView | None = None
        self._new = False
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.say(self.search.setPlaceholderText, N_("Name, domain or country"))
        self.say(self.search.setAccessibleName, N_("Find a body"))
        self.search.textChanged.connect(self._filter)
        self.kind = Options(around.screen, _kinds)
        self.say(self.kind.setAccessibleName, N_("Kind"))
        self.kind.currentIndexChanged.connect(self._filter)
        self.model = TableModel(around.screen, BODIES, self)
        self.table = Table(around.theme, self.model, lines=2, memory=around.memory, key="bodies")
        self.say(self.table.setAccessibleName, N_("Bodies"))
        self.table.picked.connect(self._pick)
        IntoList(self.search, self.table)
        self._card = Card(around.screen, N_("Bodies"))
        add = push(self, around.theme, N_("Add a body"), self.start_new, icon="plus", look="link")
        self._card.tools.addWidget(add)
        line = row(self.search, self.kind)
        line.setStretch(0, 1)
        self._card.body.addLayout(line)
        self._card.body.addWidget(self.table, 1)
        self._detail = Card(around.screen)
        self._detail.title.show()
        self._known = Pairs()
        self.edit = push(self, around.theme, N_("Edit"), self.start, icon="pencil-simple", look="link")
        self.undo = push(self, around.theme, N_("Take our word back"), self._take_back, look="link")
        self._detail.tools.addWidget(self.undo)
        self._detail.tools.addWidget(self.edit)
        self.form = Form(around.screen, 1)
        self._forms = column()
        save = push(self, around.theme, N_("Save"), self._save, look="primary")
        cancel = push(self, around.theme, N_("Cancel"), self.stop)
        self._editing = holding(column(self._forms, row(None, cancel, save)))
        self._editing.hide()
        self._note = Text("second", wrap=True)
        self.say(
            self._note.setText,
            N_("What you write stands over what is shipped and stays when the program is renewed."),
        )
        for widget in (self._known, self._editing, self._note):
            self._detail.body.addWidget(widget)
        self._detail.body.addStretch(1)
        self.setLayout(column(side_by_side(self._card, self._detail, (480, 520))))

    def show_bodies(self, found: list[BodyView]) -> None:
        """Show them, the chosen one still chosen."""
        self._all = found
        self._filter()

    def start(self) -> None:
        """Edit what is shown."""
        if self._now is not None:
            self._new = False
            self._build(self._now.kind, dict(self._now.values))

    def start_new(self) -> None:
        """Begin a body of the office's own, of the kind that is looked at."""
        self._new = True
        self._detail.title.setText(self.language.text(N_("A new body")))
        self._build(self.kind.value() or "platform", {})

    def go_on(self, which: str) -> None:
        """Open the form that was half typed: of a body by its id, or of a new one (``:platform``)."""
        body, _, kind = which.partition(":")
        if kind:
            self.kind.choose(kind)
            self.start_new()
            return
        self.search.clear()
        self.kind.choose("")
        place = next((at for at, one in enumerate(self.model.rows) if one.id == body), -1)
        if place >= 0:
            self.table.pick(place)
            self.start()

    def begin_anew(self) -> None:
        """Let go of what was typed before."""
        if self._draft is not None:
            self._draft.begin_anew()

    def finish(self) -> None:
        """Go back to reading, because what was typed is kept for good."""
        if self._draft is not None:
            self._draft.forget()
        self.stop()

    def stop(self) -> None:
        """Go back to reading; what was typed is laid aside."""
        if self._draft is not None:
            self._draft.lay_aside()
            self._draft = None
        self._editing.hide()
        self._known.show()
        self._draw()

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        if getattr(self, "_now", None) is not None:
            self._draw()

    def _build(self, kind: str, values: dict[str, str]) -> None:
        if self._draft is not None:
            self._draft.lay_aside()
        while (item := self._forms.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.form = Form(self._around.screen, 1)
        if self._new:
            self.form.options("kind", N_("Kind"), lambda language: list(_kinds(language))[1:])
        for field, label in fields_of(kind).items():
            if field in {"hosts", "also", "policies", "certified", "answers", "note", "papers"}:
                editor = self.form.text(field, label, lines=2)
                editor.setMaximumHeight(editor.minimumHeight() + 8)
            else:
                self.form.line(field, label)
        self.form.line("source", N_("Source: where it was read"))
        self.form.line("checked_on", N_("Read on"), kind="day")
        self.form.fill({**values, "kind": kind})
        self._forms.addWidget(self.form)
        self._known.hide()
        self.edit.hide()
        self.undo.hide()
        self._editing.show()
        about = f":{kind}" if self._new or self._now is None else self._now.id
        place = f"office/sellers/body:{about}"
        self._draft = Autosave(self._around.runner, self._drafts, self.form, place, self.form)
        self._draft.begin()
        self._draft.resume(self.resumed.emit)

    def _save(self) -> None:
        values = self.form.values()
        source, day = values.pop("source"), values.pop("checked_on")
        kind = values.pop("kind", self._now.kind if self._now else "")
        body = "" if self._new or self._now is None else self._now.id
        before = {} if not body or self._now is None else self._now.values
        changed = {
            field: text for field, text in values.items() if text.strip() != before.get(field, "").strip()
        }
        self.saved.emit(body, kind, changed, source, day)

    def _take_back(self) -> None:
        if self._now is not None:
            self.taken_back.emit(self._now.id)

    def _filter(self, *_changed: object) -> None:
        words = self.search.text().casefold().split()
        kind = self.kind.value()
        found = [
            one
            for one in self._all
            if (not kind or one.kind == kind) and all(word in _searched(one) for word in words)
        ]
        self.model.show(found)
        self._card.show_count(self.language.number(len(found)))
        ids = [one.id for one in found]
        if found:
            self.table.pick(ids.index(self._now.id) if self._now is not None and self._now.id in ids else 0)

    def _pick(self, number: int) -> None:
        one = self.model.row(number)
        if one is None:
            return
        same = self._now is not None and one.id == self._now.id
        self._now = one
        # The list is filled anew whenever a case changes: who is typing about this body goes on typing.
        if not same or self._editing.isHidden():
            self.stop()

    def _draw(self) -> None:
        one, language = self._now, self.language
        if one is None:
            return
        _ = language.text
        self._detail.title.setText(language.isolate(one.name))
        shown = [(_(BODY_KINDS.get(one.kind, one.kind)), one.id)]
        for field, label in fields_of(one.kind).items():
            text = one.values.get(field, "")
            if text and field != "name":
                shown.append((_(label), language.country(text) if field == "country" else text))
        on = language.date(one.checked_on) if one.checked_on else ""
        shown.append((_(N_("Source")), joined(language, one.source, on)))
        self._known.show_pairs(shown)
        self.edit.show()
        self.undo.setVisible(bool(one.changed))


def _kinds(language: Language) -> Iterable[tuple[str, str]]:
    first = [("", language.text(N_("Every kind")))]
    return [*first, *((kind, language.text(words)) for kind, words in BODY_KINDS.items())]


def _searched(one: BodyView) -> str:
    parts = (one.id, *(one.values.get(field, "") for field in ("name", "entity", "also", "hosts", "country")))
    return " ".join(parts).casefold()


def watched(around: Surroundings) -> Lists:
    """Give the watch list."""
    return Lists(
        around,
        N_("Watch list"),
        WATCHED,
        ("eye", N_("Nobody is watched"), N_("A seller is put here with a reason and a day, on its card.")),
    )


def returned(around: Surroundings) -> Lists:
    """Give the list of shops that went and came back."""
    make = partial(Lists, around, N_("Removed and returned"), RETURNED)
    return make(
        (
            "arrow-clockwise",
            N_("No shop was removed"),
            N_("When a platform takes a shop down, write the day on the seller's card; returns show here."),
        )
    )
