"""One seller with everything around it: figures, the picture and the same as a table, cases, comparing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from xborder_desk.domain.choices import OutcomeKind, label_of
from xborder_desk.domain.constellation import NODE_KINDS
from xborder_desk.domain.sellers import KIND_NAMES
from xborder_desk.i18n import N_
from xborder_desk.ui import typed
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.models.table import TableModel
from xborder_desk.ui.pages.sellers.cluster_columns import CASES, LINES, Line
from xborder_desk.ui.pages.sellers.compare import Compare
from xborder_desk.ui.pages.sellers.picture import Picture, second_line
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, joined
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import clear, column, holding, row, side_by_side
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtWidgets import QPushButton

    from xborder_desk.domain.constellation import Against, Aspect, Constellation, Node
    from xborder_desk.domain.sellers import Score, SellerView
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.pages.sellers.placing import Places

MOST_DRAWN: Final = 60


@dataclass(frozen=True)
class Around:
    """Everything the view shows: the seller, its picture and where things stand in it, the cases."""

    view: SellerView
    whole: Constellation
    drawn: Constellation
    places: Places
    against: Against


class Cluster(Spoken):
    """``back``: to the list; ``picked``: a seller to lay beside; ``opened``: a seller or case by number.

    ``export_wanted`` asks where to write the picture, ``report_wanted`` where to write what is known.
    """

    back = Signal()
    picked = Signal(str)
    opened = Signal(str)
    export_wanted = Signal()
    report_wanted = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen)
        self._shown: Around | None = None
        self._wanted = ""
        theme = around.theme
        back = push(self, theme, N_("All sellers"), self.back.emit, icon="arrow-left", look="link")
        self.title = Text("page", wrap=True)
        self._second = Text("second", wrap=True)
        report = push(self, theme, N_("What we know…"), self.report_wanted.emit, icon="file-text")
        export = push(self, theme, N_("Export picture…"), self.export_wanted.emit, icon="download-simple")
        self._figures = row(gap=28)
        self._warnings = Text("wrong", wrap=True)
        self.picture = Picture(theme)
        self.picture.setMinimumHeight(420)
        self.kinds: dict[str, QPushButton] = {}
        self.since, self.until = self._day(N_("Met since")), self._day(N_("Met until"))
        self._legend = Text("second", wrap=True)
        self.lines = TableModel(around.screen, LINES, self)
        self.table = Table(theme, self.lines, lines=2, memory=around.memory, key="constellation")
        self.cases = TableModel(around.screen, CASES, self)
        self._against = Card(around.screen, N_("Cases against this seller"))
        self._tally = Text("second", wrap=True)
        self.compare = Compare(around)
        theme.changed.connect(self._draw)
        head = row(column(self.title, self._second, gap=2), None, report, export)
        head.setStretch(0, 1)
        cards = (self._connected(around), self._twin(around), self._cases(around))
        left = holding(column(*cards, gap=12))
        both = side_by_side(left, self.compare, (720, 420))
        self.setLayout(column(row(back, None), head, self._figures, self._warnings, both, gap=10))

    def _connected(self, around: Surroundings) -> Card:
        """Make the card of the picture, with what is left in it and how near it is."""
        theme, card = around.theme, Card(around.screen, N_("Who is connected"))
        spoken = N_("Picture of who is connected; the table below says the same")
        self.say(self.picture.setAccessibleName, spoken)
        self.picture.chosen.connect(self._chosen_in_picture)
        self.picture.opened.connect(self._open_node)
        chips = Flow(gap=6)
        for kind, words in NODE_KINDS.items():
            if kind != "seller":
                chip = push(self, theme, words, self._filter, look="chip")
                chip.setChecked(True)
                self.kinds[kind] = chip
                chips.addWidget(chip)
        zoom = (
            (N_("Zoom out"), self.picture.zoom_out, "magnifying-glass-minus"),
            (N_("Zoom in"), self.picture.zoom_in, "magnifying-glass-plus"),
            (N_("Show everything"), self.picture.fit, "corners-out"),
        )
        for words, zooming, icon in zoom:
            card.tools.addWidget(push(self, theme, words, zooming, icon=icon, look="icon"))
        line = row(chips, self.since, self.until)
        line.setStretch(0, 1)
        card.body.addLayout(line)
        card.body.addWidget(self.picture, 1)
        card.body.addWidget(self._legend)
        return card

    def _twin(self, around: Surroundings) -> Card:
        """Make the card of the table that says the same."""
        card = Card(around.screen, N_("The same as a table"))
        self.say(self.table.setAccessibleName, N_("The same as a table"))
        self.table.picked.connect(self._chosen_in_table)
        self.table.opened.connect(self._open_line)
        card.body.addWidget(self.table)
        return card

    def _cases(self, around: Surroundings) -> Card:
        """Make the card of the cases."""
        cases = Table(around.theme, self.cases, lines=2, memory=around.memory, key="cases-against")
        self.say(cases.setAccessibleName, N_("Cases against this seller"))
        cases.opened.connect(self._open_case)
        self._against.body.addWidget(cases)
        self._against.body.addWidget(self._tally)
        return self._against

    @property
    def other(self) -> str:
        """The number of the seller that is laid beside, empty if none is."""
        node = next((one for one in self._nodes() if one.id == self.picture.now), None)
        center = self._shown.whole.center if self._shown else ""
        return node.ref if node is not None and node.kind == "seller" and node.id != center else ""

    def show_around(self, shown: Around) -> None:
        """Show a seller with everything around it; another seller that was picked stays so."""
        first = self._shown is None or self._shown.whole.center != shown.whole.center
        self._shown = shown
        self._draw()
        if first:
            rest = [one for one in shown.drawn.nodes if one.kind == "seller" and one.id != shown.whole.center]
            wanted, self._wanted = self._wanted, ""
            named = (one.id for one in rest if one.ref == wanted)
            best = next(named, "") or next((one.id for one in rest if one.state == "suggested"), "")
            best = best or (rest[0].id if rest else "")
            if best:
                self.picture.pick(best)
        if self.other:
            self.picked.emit(self.other)
        else:
            self.compare.show_nothing()

    def lay_beside(self, other: str) -> None:
        """Pick this seller when the next one is shown."""
        self._shown, self._wanted = None, other

    def forget(self) -> None:
        """Begin anew with the next seller that is shown: beside who is suggested."""
        self._shown = None

    def show_pair(self, other: str, aspects: list[Aspect], score: Score, view: SellerView) -> None:
        """Lay the picked seller beside."""
        if self._shown is None or other != self.other:
            return
        node = next(one for one in self._nodes() if one.ref == other and one.kind == "seller")
        self.compare.show_pair(self._shown.view.row, view.row, aspects, score, node.state)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        if getattr(self, "_shown", None) is not None:
            self._draw()
            if self.other:
                self.picked.emit(self.other)

    def _nodes(self) -> tuple[Node, ...]:
        return self._shown.whole.nodes if self._shown else ()

    def _draw(self) -> None:
        shown, language = self._shown, self.language
        if shown is None:
            return
        _ = language.text
        self.title.setText(language.isolate(shown.view.row.name))
        names = [shown.view.name_latin, *(name for name, *_rest in shown.view.names)]
        country = language.country(shown.view.row.country) if shown.view.row.country else ""
        self._second.setText(
            joined(language, shown.view.row.number, country, *dict.fromkeys(filter(None, names)))
        )
        self._show_figures(shown)
        self._warnings.setText("\n".join(_(text) for text in shown.against.warnings))
        self._warnings.setVisible(bool(shown.against.warnings))
        kept = self._kept(shown.drawn)
        seconds = {node.id: second_line(node, KIND_NAMES, language) for node in kept.nodes}
        self.picture.show_all(kept, shown.places, seconds, rtl=language.direction == "rtl")
        legend = _(
            N_("Solid: confirmed or read from evidence. Dashed: only suggested. Thick: what is picked.")
        )
        if shown.drawn.left_out:
            left = _(N_("Not in the picture, but in the table: {count}"), count=shown.drawn.left_out)
            legend = f"{legend} {left}"
        self._legend.setText(legend)
        named = {node.id: node.title for node in shown.whole.nodes if node.kind == "seller"}
        whole = self._kept(shown.whole)
        holders = _holders(whole)
        self.lines.show(
            [Line(node, tuple(named[one] for one in holders.get(node.id, ()))) for node in whole.nodes]
        )
        self.cases.show(list(shown.against.cases))
        self._against.show_count(language.number(len(shown.against.cases)))
        self._tally.setText(_tally(shown.against, language))

    def _show_figures(self, shown: Around) -> None:
        language = self.language
        count = {kind: sum(one.kind == kind for one in shown.whole.nodes) for kind in NODE_KINDS}
        figures = [
            (language.text(NODE_KINDS[kind]), language.number(number)) for kind, number in count.items()
        ]
        for total in shown.against.totals:
            words = language.plural("{n} case", "{n} cases", total.cases)
            figures.append((words, language.money(total.amount, total.currency)))
        clear(self._figures)
        for words, figure in figures:
            small, large = Text("second"), Text("strong")
            small.setText(words)
            large.setText(figure)
            figure_box = holding(column(small, large, gap=0))
            figure_box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
            self._figures.addWidget(figure_box)
        self._figures.addStretch(1)

    def _kept(self, what: Constellation) -> Constellation:
        wanted = [kind for kind, chip in self.kinds.items() if chip.isChecked()]
        return what.only(wanted, self._typed(self.since), self._typed(self.until))

    def _typed(self, editor: QLineEdit) -> dt.date | None:
        import datetime as dt  # noqa: PLC0415 - used here alone at run time

        told = typed.day(editor.text(), self.language, dt.datetime.now().astimezone().date())
        try:
            return dt.date.fromisoformat(told) if told else None
        except ValueError:
            return None

    def _day(self, words: str) -> QLineEdit:
        editor = QLineEdit()
        editor.setClearButtonEnabled(True)
        editor.setMaximumWidth(170)
        self.say(editor.setPlaceholderText, words)
        self.say(editor.setAccessibleName, words)
        editor.editingFinished.connect(self._filter)
        return editor

    def _filter(self, *_checked: bool) -> None:
        self._draw()

    def _chosen_in_picture(self, node: str) -> None:
        ids = [line.node.id for line in self.lines.rows]
        if node in ids and self.table.current_row() != ids.index(node):
            self.table.pick(ids.index(node))
        if self.other:
            self.picked.emit(self.other)
        else:
            self.compare.show_nothing()

    def _chosen_in_table(self, number: int) -> None:
        line = self.lines.row(number)
        if line is not None and line.node.id != self.picture.now:
            self.picture.pick(line.node.id)

    def _open_node(self, node: str) -> None:
        found = next((one for one in self._nodes() if one.id == node), None)
        if found is not None and found.ref:
            self.opened.emit(found.ref)

    def _open_line(self, number: int) -> None:
        line = self.lines.row(number)
        if line is not None:
            self._open_node(line.node.id)

    def _open_case(self, number: int) -> None:
        one = self.cases.row(number)
        if one is not None:
            self.opened.emit(one.case)


def _holders(what: Constellation) -> dict[str, tuple[str, ...]]:
    """Give the sellers each thing hangs on, for all at once; a group may have thousands."""
    sellers = {one.id for one in what.nodes if one.kind == "seller"}
    found: dict[str, list[str]] = {}
    for edge in what.edges:
        for one, other in ((edge.a, edge.b), (edge.b, edge.a)):
            if other in sellers and one not in sellers:
                found.setdefault(one, []).append(other)
    return {one: tuple(dict.fromkeys(held)) for one, held in found.items()}


def _tally(against: Against, language: Language) -> str:
    """Say how cases ended and by which way, in one line each."""
    _ = language.text
    ends = [
        (_(label_of(OutcomeKind, one)) if one else _(N_("no result yet")), count)
        for one, count in against.outcomes
    ]
    ways = [(one or _(N_("no way brought a result yet")), count) for one, count in against.routes]
    said = [
        _(text, counts=joined(language, *(f"{name} {language.number(count)}" for name, count in counts)))
        for text, counts in ((N_("By result: {counts}"), ends), (N_("By way: {counts}"), ways))
        if counts
    ]
    return "\n".join(said)
