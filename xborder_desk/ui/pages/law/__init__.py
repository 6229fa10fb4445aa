"""The law as this office knows it: figures to correct, routes to add, and what nobody has checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.routes.layers import PROFILE, ROUTE
from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import TableModel
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.pages.law.columns import DOUBTS, FIGURES, OWN, Doubtful, told_faults
from xborder_desk.ui.pages.law.sheets import FigureSheet, ProfileSheet, RouteSheet
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Options, of_countries
from xborder_desk.ui.widgets.layouts import column, holding, row, side_by_side
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xborder_desk.domain.errors import BrokenDataError
    from xborder_desk.domain.jurisdictions import Figure
    from xborder_desk.domain.routes.layers import Doubt, Layer
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings

_FIRST: Final = "DE"


@dataclass(frozen=True)
class Lawbook:
    """What the page shows: figures of the chosen country, the office's own rules, doubts and faults."""

    country: str
    figures: tuple[Figure, ...]
    own: tuple[Layer, ...]
    doubts: tuple[Doubtful, ...]
    faults: tuple[BrokenDataError, ...]


class LawPage(PageWidget):
    """Shows figures and rules with their sources; what an office changes lies over ours."""

    topics = ("law",)

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        title = Text("page")
        self.say(title.setText, N_("Law"))
        self._country = _FIRST
        self._faults = Text("wrong", wrap=True, select=True)
        self._faults.hide()
        self.countries = Options(around.screen, of_countries(desk.law.countries(), empty=False))
        self.countries.choose(_FIRST)
        self.countries.currentTextChanged.connect(self._choose)
        self.body.addWidget(title)
        self.body.addWidget(self._faults)
        whole = column(self._figures_card(), self._own_card(), gap=12)
        whole.setStretch(0, 3)
        whole.setStretch(1, 1)
        left = holding(whole)
        self.body.addWidget(side_by_side(left, self._doubts_card(), (760, 520)), 1)

    def gather(self) -> Lawbook:
        """Give figures, own rules, doubts and faults."""
        law = self.desk.law
        titles = {one.id: one.title for one in law.routes()}
        kinds, profiles = law.kinds(), {f"{PROFILE}:{one.id}": one for one in law.profiles()}
        return Lawbook(
            self._country,
            law.figures(self._country),
            law.layers(),
            tuple(
                Doubtful(one, titles.get(_named(one)), kinds.get(one.ref), profiles.get(one.ref))
                for one in law.doubts()
            ),
            law.faults(),
        )

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show them."""
        book: Lawbook = found
        self.figures.show(book.figures)
        self.own.show(book.own)
        self._own.setVisible(bool(book.own))
        self._none.setVisible(not book.own)
        self._back.setEnabled(bool(book.own))
        self.doubts.show(book.doubts)
        self.card.show_count(self.language.number(len(book.doubts)))
        for table, rows in ((self.table, book.figures), (self._own, book.own)):
            if rows and table.current_row() < 0:
                table.pick(0)
        self._faults.setText(told_faults(book.faults, self.language))
        self._faults.setVisible(bool(book.faults))

    def go_to(self, ref: str) -> None:
        """Open a figure or a profile by its name, like ``de:service`` or ``profile:de``."""
        country, _, figure = ref.partition(":")
        if country == PROFILE:
            self._ask_profile(figure)
        elif country.upper() in self.desk.law.countries():
            self._open_figure(country, figure)

    def correct(self, *_checked: bool) -> None:
        """Ask for a correction of the chosen figure."""
        figure = self.figures.row(self.table.current_row())
        if figure is not None:
            self._ask_figure(figure)

    def add_route(self, route: str = "") -> None:
        """Ask for a route of the office's own, beginning with one there is."""
        sheet = RouteSheet(self.around, self, self.desk.law, route, self._changed)
        sheet.keep_drafts(self.desk, sheet.form, f"office/law/route:{route}")
        sheet.open()

    def _ask_figure(self, figure: Figure) -> None:
        sheet = FigureSheet(self.around, self, figure, partial(self._correct, figure), self._changed)
        sheet.keep_drafts(self.desk, sheet.form, f"office/law/figure:{self._country}:{figure.id}")
        sheet.open()

    def _ask_profile(self, name: str) -> None:
        law = self.desk.law
        profile = next((one for one in law.profiles() if one.id == name), None)
        if profile is not None:
            sheet = ProfileSheet(self.around, self, profile, partial(law.confirm_profile, name), self._told)
            sheet.keep_drafts(self.desk, sheet.form, f"office/law/profile:{name}")
            sheet.open()

    def open_half(self, which: str) -> None:
        """Go on with a figure, a route or a profile that was half typed."""
        what, _, about = which.partition(":")
        if what == "route":
            self.add_route(about)
        elif what == PROFILE:
            self._ask_profile(about)
        elif what == "figure":
            self._open_figure(*about.split(":", 1))

    def take_back(self, *_checked: bool) -> None:
        """Take the chosen own rule away, and offer to undo that."""
        layer = self.own.row(self._own.current_row())
        if layer is None:
            return
        law = self.desk.law

        def done(_nothing: object) -> None:
            self.around.guide.did(
                N_("A rule of this office was taken back; ours holds again."),
                lambda: law.lay_again(layer),
                lambda: law.take_back(layer.kind, layer.ref),
            )

        self.do(lambda _ctx: law.take_back(layer.kind, layer.ref), done, topics=("law", "cases", "all"))

    def _correct(self, figure: Figure, changes: Mapping[str, str], source: str) -> None:
        self.desk.law.correct_figure(figure.country, figure.id, changes, source)

    def _told(self, _nothing: object) -> None:
        self.around.changes.tell("law")

    def _changed(self, _nothing: object) -> None:
        self.around.changes.tell("law", "cases", "all")

    def _choose(self, _words: str) -> None:
        if self.countries.value() and self.countries.value() != self._country:
            self._country = self.countries.value()
            self.reload()

    def _figures_card(self) -> Card:
        card = Card(self.around.screen, N_("Figures of a country"))
        label = Text("label")
        self.say(label.setText, N_("Country"))
        self.say(self.countries.setAccessibleName, N_("Country"))
        label.setBuddy(self.countries)
        button = push(
            self, self.around.theme, N_("Correct…"), self.correct, icon="pencil-simple", look="primary"
        )
        self.figures = TableModel(self.around.screen, FIGURES, self)
        self.table = Table(
            self.around.theme, self.figures, lines=2, memory=self.around.memory, key="law-figures"
        )
        self.table.setMinimumHeight(260)
        self.say(self.table.setAccessibleName, N_("Figures of a country"))
        self.table.opened.connect(lambda _row: self.correct())
        self.table.keep_chosen()
        card.body.addWidget(Flow(label, self.countries, button))
        card.body.addWidget(self.table, 1)
        return card

    def _own_card(self) -> Card:
        card = Card(self.around.screen, N_("Rules of this office"))
        self.own = TableModel(self.around.screen, OWN, self)
        self._own = Table(self.around.theme, self.own, lines=2, memory=self.around.memory, key="law-own")
        self.say(self._own.setAccessibleName, N_("Rules of this office"))
        self._own.opened.connect(self._open_own)
        self._own.keep_chosen()
        self._none = Text("second", wrap=True)
        self.say(
            self._none.setText,
            N_("None yet. What you correct or add lies over our rules and can be taken back."),
        )
        add = push(self, self.around.theme, N_("Add a route…"), self._add, icon="plus")
        self._back = push(self, self.around.theme, N_("Take back"), self.take_back, icon="trash")
        card.body.addWidget(self._none)
        card.body.addWidget(self._own, 1)
        card.body.addLayout(row(add, self._back, None))
        return card

    def _add(self, *_checked: bool) -> None:
        self.add_route()

    def _open_own(self, number: int) -> None:
        layer = self.own.row(number)
        if layer is not None and layer.kind == ROUTE:
            self.add_route(layer.ref)
        elif layer is not None and layer.kind == PROFILE:
            self.go_to(layer.ref)

    def _doubts_card(self) -> Card:
        self.card = Card(self.around.screen, N_("Not checked, or not for a year"))
        words = Text("second", wrap=True)
        self.say(
            words.setText,
            N_(
                "Such a rule is marked on every board and never printed as if it were settled. Check it, "
                "then correct it with its source and the day."
            ),
        )
        self.doubts = TableModel(self.around.screen, DOUBTS, self)
        table = Table(self.around.theme, self.doubts, lines=2, memory=self.around.memory, key="law-doubts")
        self.say(table.setAccessibleName, N_("Not checked, or not for a year"))
        table.opened.connect(self._open_doubt)
        self.card.body.addWidget(words)
        self.card.body.addWidget(table, 1)
        return self.card

    def _open_doubt(self, number: int) -> None:
        found = self.doubts.row(number)
        if found is None:
            return
        if found.doubt.kind == ROUTE:
            self.add_route(found.doubt.ref.partition(":")[0])
        else:
            self.go_to(found.doubt.ref)

    def _open_figure(self, country: str, figure: str) -> None:
        self._country = country.upper()
        self.countries.choose(self._country)
        chosen = next((one for one in self.desk.law.figures(self._country) if one.id == figure), None)
        if chosen is not None:
            self._ask_figure(chosen)
        self.reload()


def _named(doubt: Doubt) -> str:
    return doubt.ref.partition(":")[0] if doubt.kind == ROUTE else ""


PAGE: Final = Page(
    "law",
    N_("Law"),
    "books",
    85,
    LawPage,
    "foot",
    help=N_(
        "The figures and routes that boards rest on. A correction needs its source; it lies over our figure, "
        "counts at once in every case, and can be taken back. A rule with a fault is named with file, key "
        "and reason; all others go on working."
    ),
)
