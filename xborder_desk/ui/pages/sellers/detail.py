"""Everything the office knows of one seller: names, shops, identifiers with their origin, cases."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import TableModel
from xborder_desk.ui.pages.sellers.columns import MARKS
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, joined
from xborder_desk.ui.widgets.editing import Pairs
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import clear, column
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from xborder_desk.domain.sellers import SellerView, StorefrontView
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.frame import Surroundings


class SellerCard(Card):
    """Shows one seller; a case opens its contacts. Each signal is a button: the person wants that."""

    picture_wanted = Signal()
    watch_wanted = Signal()
    page_wanted = Signal()
    link_wanted = Signal()
    dossier_wanted = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen)
        self._around = around
        self.title.show()
        self.title.setWordWrap(True)
        theme = around.theme
        self._verbs = Flow(
            push(self, theme, N_("Picture and cases"), self.picture_wanted.emit, icon="squares-four"),
            push(self, theme, N_("Watch…"), self.watch_wanted.emit, icon="eye", look="link"),
            self._more(),
        )
        self._known = Pairs()
        self.marks = TableModel(around.screen, MARKS, self)
        self._table = Table(around.theme, self.marks, lines=2, memory=around.memory, key="seller-marks")
        self.say(self._table.setAccessibleName, N_("Identifiers"))
        self._bare = Text("second", wrap=True)
        self.say(self._bare.setText, N_("No identifier is known yet; add them to the party in the case."))
        self._cases = column(gap=4)
        self.body.addWidget(self._verbs)
        self.body.addWidget(self._known)
        self.body.addWidget(self._table, 1)
        self.body.addWidget(self._bare)
        self.body.addLayout(self._cases)

    def _more(self) -> QPushButton:
        """Give a button with what is done less often: a line of verbs that breaks is read as two."""
        button = push(self, self._around.theme, N_("Do more"), icon="list-bullets", look="row")
        self.more = QMenu(button)
        verbs = (
            (N_("What its page states…"), self.page_wanted),
            (N_("Link a party…"), self.link_wanted),
            (N_("Dossier over several cases…"), self.dossier_wanted),
        )
        for words, wanted in verbs:
            action = self.more.addAction("")
            self.say(action.setText, words)
            action.triggered.connect(wanted)
        button.setMenu(self.more)
        return button

    def show_seller(self, view: SellerView) -> None:
        """Show a seller."""
        language, row = self.language, view.row
        _ = language.text
        self.title.setText(language.isolate(row.name))
        self.setAccessibleName(row.name)
        names = [view.name_latin, *(name for name, *_rest in view.names)]
        self._known.show_pairs(
            [
                (_(N_("Number")), row.number),
                (_(N_("Country")), language.country(row.country) if row.country else ""),
                (_(N_("Other names")), "\n".join(dict.fromkeys(filter(None, names)))),
                (_(N_("Shops")), "\n".join(_shop(one, language) for one in view.storefronts)),
                (_(N_("On the watch list because")), row.watch_reason),
                (_(N_("Look again on")), language.date(row.review_on) if row.review_on else ""),
            ]
        )
        self.marks.show(view.marks)
        self._table.setVisible(bool(view.marks))
        self._bare.setVisible(not view.marks)
        clear(self._cases)
        if not view.cases:
            return
        label = Text("head")
        label.setText(_(N_("Cases")))
        self._cases.addWidget(label)
        line = Flow(gap=6)
        for number in view.cases:
            button = push(
                self, self._around.theme, N_("Case {number}"), partial(self._open, number), look="row"
            )
            self.say(button.setText, N_("Case {number}"), number=number)
            line.addWidget(button)
        self._cases.addWidget(line)

    def _open(self, number: str, *_checked: bool) -> None:
        self._around.guide.open_case(number, "contacts")


def _shop(one: StorefrontView, language: Language) -> str:
    _ = language.text
    gone = _(N_("removed on {day}"), day=one.removed_on) if one.removed_on else ""
    back = _(N_("back on {day}"), day=one.reappeared_on) if one.reappeared_on else ""
    return joined(language, one.platform, one.name, one.account or one.url, gone, back)
