"""The sellers of the office: finding one by anything known of it, who else it may be, and deciding that."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from xborder_desk.i18n import N_
from xborder_desk.ui.asking import ask_files, ask_new_file
from xborder_desk.ui.models.table import TableModel
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.pages.sellers.columns import SELLERS
from xborder_desk.ui.pages.sellers.detail import SellerCard
from xborder_desk.ui.pages.sellers.others import Others
from xborder_desk.ui.welcome import documents
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty
from xborder_desk.ui.widgets.layouts import column, holding, row, side_by_side
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.sellers import Candidate, Imported, SellerRow, SellerView
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings

_PAUSE_MS: Final = 250
_TOLD: Final = 8


class SellersPage(PageWidget):
    """List, one seller in full, and who else it may be."""

    topics = ("cases", "sellers")

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self._chosen = ""
        self._turn = 0
        self._shown: tuple[SellerView, list[Candidate]] | None = None
        title = Text("page")
        self.say(title.setText, N_("Sellers"))
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.say(self.search.setAccessibleName, N_("Find a seller"))
        self.say(
            self.search.setPlaceholderText, N_("Name, telephone, account, web address … however written")
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.reload)
        self.search.textChanged.connect(self._pause.start)
        take = push(self, around.theme, N_("Import list…"), self._ask_list, icon="download-simple")
        give = push(self, around.theme, N_("Export list…"), self._ask_export, icon="upload-simple")
        self.card = Card(around.screen, N_("Sellers"))
        self.model = TableModel(around.screen, SELLERS, self)
        self.table = Table(around.theme, self.model, lines=2, memory=around.memory, key="sellers")
        self.say(self.table.setAccessibleName, N_("Sellers"))
        self.table.picked.connect(self._pick)
        self._places = QStackedWidget()
        for place in (self.table, self._empty(), self._nobody()):
            self._places.addWidget(place)
        self.card.body.addWidget(self.search)
        self.card.body.addWidget(self._places, 1)
        self.seller = SellerCard(around)
        self.others = Others(around)
        self.others.decided.connect(self.decide)
        self.others.undone.connect(self.undo)
        self.others.opened.connect(self.go_to)
        self._side = holding(column(self.seller, self.others, gap=12))
        self.body.addLayout(row(title, None, take, give))
        self.body.addWidget(side_by_side(self.card, self._side, (520, 760)), 1)

    def gather(self) -> tuple[str, list[SellerRow]]:
        """Give the sellers that are looked for."""
        text = self.search.text()
        return text, self.desk.sellers.search(text)

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show them, the chosen one still chosen."""
        text, rows = found
        self.model.show(rows)
        self.card.show_count(self.language.number(len(rows)) if rows else "")
        self._places.setCurrentIndex(0 if rows else 1 + int(bool(text.strip())))
        self._side.setVisible(bool(rows))
        numbers = [one.number for one in rows]
        if rows:
            self.table.pick(numbers.index(self._chosen) if self._chosen in numbers else 0)
            self.load()

    def go_to(self, ref: str) -> None:
        """Go to a seller by its number."""
        self._chosen = ref
        self.search.clear()
        self.reload()

    def load(self) -> None:
        """Load the chosen seller and who else it may be."""
        self._turn += 1
        turn, sellers, number = self._turn, self.desk.sellers, self._chosen
        job = self.around.runner.job(
            lambda _ctx: (turn, sellers.show(number), sellers.others(number)), quiet=True
        )
        job.done.connect(self._show)
        job.failed.connect(self.show_fault)

    def decide(self, other: str, verdict: str, reason: str) -> None:
        """Keep that the chosen seller and another are the same, or are not."""
        sellers, one = self.desk.sellers, self._chosen
        keep = partial(sellers.decide, one, other, verdict, reason)

        def done(decision: str) -> None:
            kept = [decision]
            self.others.reason.clear()
            self.around.guide.did(
                N_("Decision {decision} is kept."),
                lambda: sellers.undo(kept[-1]),
                lambda: kept.append(keep()),
                decision=decision,
            )

        self.do(lambda _ctx: keep(), done, topics=("sellers",))

    def undo(self, number: str) -> None:
        """Take a decision back."""
        self.do(lambda _ctx: self.desk.sellers.undo(number), topics=("sellers",))

    def import_list(self, files: list[Path]) -> None:
        """Take up a list of sellers, as a job."""
        sellers = self.desk.sellers

        def told(done: Imported) -> None:
            _ = self.language.text
            taken = _(
                N_("Sellers taken up: {sellers}, with {identifiers} identifiers."),
                sellers=done.sellers,
                identifiers=done.identifiers,
            )
            lines = [
                _(N_("Row {row}: {why}"), row=one.row, why=_(one.text, **one.fields))
                for one in done.rejected[:_TOLD]
            ]
            self.strip("warn" if lines else "ok", taken, "\n".join(lines))

        for file in files[:1]:
            title = N_("Importing sellers from {file}")

            def work(ctx: JobContext, file: Path = file) -> Imported:
                return sellers.import_list(file, ctx)

            self.do(work, told, title=title, topics=("sellers",), file=file.name)

    def export(self, file: Path) -> None:
        """Write the list into a file: CSV, or JSON lines of followthemoney by its ending."""
        sellers = self.desk.sellers
        form = "csv" if file.suffix.lower() == ".csv" else "ftm"

        def told(_nothing: object) -> None:
            self.strip("ok", self.language.text(N_("Written: {file}"), file=file.name))

        title = N_("Exporting sellers")
        self.do(lambda _ctx: sellers.write(file, sellers.export(form)), told, title=title)

    def retranslate(self) -> None:
        """Say the chosen seller again."""
        super().retranslate()
        self._draw()

    def _show(self, result: tuple[int, SellerView, list[Candidate]]) -> None:
        turn, view, others = result
        if turn == self._turn:
            self._shown = (view, others)
            self._draw()

    def _draw(self) -> None:
        shown = getattr(self, "_shown", None)
        if shown is not None:
            view, others = shown
            self.seller.show_seller(view)
            self.others.show_others(view.row.number, others, view.decisions)

    def _pick(self, number: int) -> None:
        one = self.model.row(number)
        if one is not None and one.number != self._chosen:
            self._chosen = one.number
            self.load()

    def _ask_list(self) -> None:
        ask_files(self, self.language.text(N_("List of sellers (CSV)")), documents(), self.import_list)

    def _ask_export(self) -> None:
        title = self.language.text(N_("Export the list of sellers"))
        ask_new_file(self, title, documents() / "sellers.csv", self.export)

    def _empty(self) -> Empty:
        take = push(self, self.around.theme, N_("Import list…"), self._ask_list, look="primary")
        return Empty(
            self.around.screen,
            self.around.theme,
            "storefront",
            N_("No seller yet"),
            N_("The seller of every case stands here by itself. A list of known sellers can be imported."),
            take,
        )

    def _nobody(self) -> Empty:
        return Empty(
            self.around.screen,
            self.around.theme,
            "storefront",
            N_("Nobody was found"),
            N_("Try a part of the name, or the whole number, account or web address."),
        )


PAGE: Final = Page(
    "sellers",
    N_("Sellers"),
    "storefront",
    30,
    SellersPage,
    help=N_(
        "Every seller the office has met, with each identifier and where it came from. Suggestions of who "
        "is the same come with reasons; people decide, and every decision can be undone."
    ),
)
