"""The sellers of the office: finding one by anything known of it, who else it may be, and deciding that."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStackedWidget

from xborder_desk.domain.errors import KnownError
from xborder_desk.i18n import N_
from xborder_desk.services.dossiers.hearing import said_again
from xborder_desk.ui.asking import ask_files, ask_new_file
from xborder_desk.ui.dialogs.group_dossier import Asked, Does, GroupSheet, address_of
from xborder_desk.ui.dialogs.signing import SigningSheet, signed_by
from xborder_desk.ui.models.table import TableModel
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.pages.sellers.cluster import MOST_DRAWN, Around, Cluster
from xborder_desk.ui.pages.sellers.columns import SELLERS
from xborder_desk.ui.pages.sellers.detail import SellerCard
from xborder_desk.ui.pages.sellers.lists import Bodies, returned, watched
from xborder_desk.ui.pages.sellers.others import Others
from xborder_desk.ui.pages.sellers.placing import place
from xborder_desk.ui.pages.sellers.sheets import LinkSheet, PageSheet, WatchSheet
from xborder_desk.ui.welcome import documents
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty
from xborder_desk.ui.widgets.chips import Chips
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import column, holding, side_by_side
from xborder_desk.ui.widgets.stepping import IntoList
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text
from xborder_desk.ui.widgets.who_else import BESIDE

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.bodies import BodyView
    from xborder_desk.domain.constellation import Against, Aspect, Returned
    from xborder_desk.domain.profiles import ProfileEntry
    from xborder_desk.domain.sellers import Candidate, Imported, Score, SellerRow, SellerView
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services import Desk
    from xborder_desk.services.dossiers import DossierExport, Signer, Signing
    from xborder_desk.services.drafts import KeptDraft
    from xborder_desk.ui.dialogs.group_dossier import Wanted
    from xborder_desk.ui.frame import Surroundings

_PAUSE_MS: Final = 250
_VIEWS: Final = (
    ("register", N_("All sellers")),
    ("watched", N_("Watch list")),
    ("returned", N_("Removed and returned")),
    ("bodies", N_("Bodies")),
)
_TOLD: Final = 8


class SellersPage(PageWidget):
    """List, one seller in full, and who else it may be."""

    topics = ("cases", "sellers")

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self._chosen = self._half_asked = ""
        self._turn = 0
        self._shown: tuple[SellerView, list[Candidate]] | None = None
        title = Text("page")
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
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
        for spot in (self.table, self._empty(), self._nobody()):
            self._places.addWidget(spot)
        self.card.body.addWidget(self.search)
        self.card.body.addWidget(self._places, 1)
        self.seller = SellerCard(around)
        self.others = Others(around)
        self.others.decided.connect(self.decide)
        self.others.undone.connect(self.undo)
        self.others.opened.connect(self.go_to)
        self.seller.picture_wanted.connect(self.show_picture)
        self.seller.watch_wanted.connect(self._ask_watch)
        self.seller.page_wanted.connect(self._ask_page)
        self.seller.link_wanted.connect(self._ask_link)
        self.seller.dossier_wanted.connect(self._ask_dossier)
        self._side = holding(column(self.seller, self.others, gap=12))
        self.chips = Chips(around.screen, around.theme, _VIEWS)
        self.chips.chosen.connect(self.show_view)
        self._register = side_by_side(self.card, self._side, (520, 760))
        self.watched, self.returned = watched(around), returned(around)
        self.bodies = Bodies(around, desk.drafts)
        self.cluster = Cluster(around)
        self._views = QStackedWidget()
        for view in (self._register, self.watched, self.returned, self.bodies, self.cluster):
            self._views.addWidget(view)
        self._connect()
        self._head = holding(column(Flow(title, take, give), self.chips, gap=8))
        self.body.addWidget(self._head)
        self.body.addWidget(self._views, 1)

    def _connect(self) -> None:
        IntoList(self.search, self.table)
        for one in (self.watched, self.returned):
            one.opened.connect(self._open_seller)
        self.bodies.saved.connect(self.save_body)
        self.bodies.taken_back.connect(self.reset_body)
        self.bodies.resumed.connect(self._tell_resumed)
        self.cluster.back.connect(self._leave_picture)
        self.cluster.picked.connect(self._lay_beside)
        self.cluster.opened.connect(self._open_ref)
        self.cluster.export_wanted.connect(self._ask_picture)
        self.cluster.report_wanted.connect(self._ask_report)
        self.cluster.compare.decided.connect(self.decide)
        self.cluster.compare.parted.connect(self.split)

    @property
    def finder(self) -> QLineEdit:
        """The field in which one looks for something in the list that is in view."""
        return self.bodies.search if self._views.currentWidget() is self.bodies else self.search

    def show_view(self, view: str) -> None:
        """Show the register, the watch list, the returns or the bodies."""
        places = [one for one, _ in _VIEWS]
        self.chips.choose(view)
        self._views.setCurrentIndex(places.index(view))
        self.reload()

    def show_picture(self) -> None:
        """Show the chosen seller with everything around it."""
        self._views.setCurrentWidget(self.cluster)
        self._head.hide()
        self._load_picture()

    def gather(self) -> tuple[str, list[SellerRow], list[SellerRow], list[Returned], list[BodyView]]:
        """Give the sellers that are looked for, and what the other lists show."""
        text, sellers = self.search.text(), self.desk.sellers
        looks = sellers.looks
        return text, sellers.search(text), looks.watched(), looks.returned(), looks.bodies.all()

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show them, the chosen one still chosen."""
        text, rows, watch, back, bodies = found
        self.watched.show_rows(watch)
        self.returned.show_rows(back)
        self.bodies.show_bodies(bodies)
        self.model.show(rows)
        self.card.show_count(self.language.number(len(rows)) if rows else "")
        self._places.setCurrentIndex(0 if rows else 1 + int(bool(text.strip())))
        self._side.setVisible(bool(rows))
        numbers = [one.number for one in rows]
        if rows:
            self.table.pick(numbers.index(self._chosen) if self._chosen in numbers else 0)
            self.load()

    def go_to(self, ref: str) -> None:
        """Go to a seller by its number, or to two that are laid beside each other (``S-0001+S-0003``)."""
        self._leave_picture()
        self._chosen, _, other = ref.partition(BESIDE)
        if other:
            self.cluster.lay_beside(other)
            self.show_picture()
            return
        self.search.clear()
        self.show_view("register")

    def load(self) -> None:
        """Load the chosen seller and who else it may be."""
        self._turn += 1
        turn, sellers, number = self._turn, self.desk.sellers, self._chosen
        job = self.around.runner.job(
            lambda _ctx: (turn, sellers.show(number), sellers.others(number)), quiet=True
        )
        job.done.connect(self._show)
        job.failed.connect(self.show_fault)
        if self._views.currentWidget() is self.cluster:
            self._load_picture()

    def decide(self, other: str, verdict: str, reason: str) -> None:
        """Keep that the chosen seller and another are the same, or are not."""
        sellers, one = self.desk.sellers, self._chosen
        keep = partial(sellers.decide, one, other, verdict, reason)

        def done(decision: str) -> None:
            kept = [decision]
            self.others.reason.clear()
            self.cluster.compare.reason.clear()
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

    def split(self, number: str, reason: str) -> None:
        """Take a seller out of its group; the way back is offered."""
        sellers = self.desk.sellers

        def done(undone: list[str]) -> None:
            self.cluster.compare.reason.clear()
            self.around.guide.did(
                N_("{seller} is out of the group."),
                lambda: sellers.restore(undone),
                lambda: sellers.split(number, reason),
                seller=number,
            )

        self.do(lambda _ctx: sellers.split(number, reason), done, topics=("sellers",))

    def save_body(self, body: str, kind: str, values: dict[str, str], source: str, day: str) -> None:
        """Keep what the office says of a body."""
        change, form = self.desk.sellers.looks.bodies.change, self.bodies.form

        def done(_key: str) -> None:
            self.bodies.finish()

        def work(_ctx: JobContext) -> str:
            return change(body, values, source=source, checked_on=day, kind=kind)

        self.do(work, done, topics=("sellers",), form=form)

    def reset_body(self, body: str) -> None:
        """Take back what the office said of a body."""
        self.do(lambda _ctx: self.desk.sellers.looks.bodies.reset(body), topics=("sellers",))

    def write_picture(self, file: Path) -> None:
        """Write the picture as SVG or PDF, by the ending of its name."""
        try:
            self.cluster.picture.write(file, self.cluster.title.text())
        except KnownError as error:
            self.show_fault(error)
            return
        self._tell_written(file)

    def _tell_written(self, file: Path) -> None:
        self.strip("ok", lambda: self.language.text(N_("Written: {file}"), file=file.name))

    def write_report(self, file: Path) -> None:
        """Write what is known of the seller, as a job."""
        tell, number, tag = self.desk.sellers.looks.tell, self._chosen, self.language.tag

        def told(_file: Path) -> None:
            self._tell_written(file)

        title = N_("Writing what is known of a seller")
        self.do(lambda ctx: tell(number, tag, file, ctx), told, title=title)

    def _load_picture(self) -> None:
        sellers, number = self.desk.sellers, self._chosen

        def work(_ctx: JobContext) -> Around:
            whole = sellers.looks.constellation(number)
            drawn = whole.drawn(MOST_DRAWN)
            return Around(sellers.show(number), whole, drawn, place(drawn), sellers.looks.against(number))

        job = self.around.runner.job(work, quiet=True)
        job.done.connect(self.cluster.show_around)
        job.failed.connect(self.show_fault)

    def _lay_beside(self, other: str) -> None:
        sellers, number = self.desk.sellers, self._chosen
        job = self.around.runner.job(
            lambda _ctx: (other, *sellers.looks.side_by_side(number, other), sellers.show(other)), quiet=True
        )
        job.done.connect(self._show_pair)
        job.failed.connect(self.show_fault)

    def _show_pair(self, found: tuple[str, list[Aspect], Score, SellerView]) -> None:
        self.cluster.show_pair(*found)

    def _leave_picture(self, *_checked: bool) -> None:
        self._head.show()
        if self._views.currentWidget() is self.cluster:
            self.cluster.forget()
            self._views.setCurrentWidget(self._register)
            self.chips.choose("register")

    def _open_ref(self, ref: str) -> None:
        if ref.startswith("S-"):
            self._chosen = ref
            self.load()
        else:
            self.around.guide.open_case(ref, "overview")

    def _open_seller(self, number: str) -> None:
        self.go_to(number)

    def _ask_watch(self) -> None:
        self._ask("watch", WatchSheet)

    def _ask_page(self) -> None:
        self._ask("page", PageSheet)

    def _ask_link(self) -> None:
        self._ask("link", LinkSheet)

    def _ask(self, what: str, kind: type[WatchSheet | PageSheet | LinkSheet]) -> None:
        """Ask about the seller that is shown, keeping what is typed."""
        if self._shown is not None:
            row = self._shown[0].row
            sheet = kind(self.around, self, self.desk.sellers, row, self._changed)
            sheet.keep_drafts(self.desk, sheet.form, f"office/sellers/{what}:{row.number}")
            sheet.open()

    def open_half(self, which: str) -> None:
        """Go to the seller about which something was half typed, and on with it."""
        what, _, about = which.partition(":")
        if what == "body":
            self._leave_picture()
            self.show_view("bodies")
            self.bodies.go_on(about)
            return
        self._half_asked = what
        self.go_to(about)

    def _tell_resumed(self, draft: KeptDraft) -> None:
        """Say that what was typed about a body before is back."""
        zone = self.desk.zone
        words = N_("What you typed here before is back (from {when}).")

        def told() -> str:
            return self.language.text(words, when=self.language.datetime(draft.at.astimezone(zone), zone))

        strip = self.strip("neutral", told, icon="arrow-counter-clockwise")
        begin = push(self, self.around.theme, N_("Begin anew"), self._begin_body_anew, look="row")
        strip.buttons.addWidget(begin)

    def _begin_body_anew(self) -> None:
        self.clear_strips()
        self.bodies.begin_anew()

    def _ask_half(self) -> None:
        what, self._half_asked = self._half_asked, ""
        asks = {"watch": self._ask_watch, "page": self._ask_page, "link": self._ask_link}
        if what in asks:
            asks[what]()

    def _ask_dossier(self) -> None:
        """Load the cases that met the seller, then ask what is wanted of them."""
        desk, number = self.desk, self._chosen
        if self._shown is None:
            return
        name = self._shown[0].row.name

        def ask(found: tuple[Against, tuple[ProfileEntry, ...]]) -> None:
            against, profiles = found
            does = Does(self.build_dossier, self.arrange_dossier, self._sign_dossier)
            GroupSheet(self.around, self, name, against.cases, profiles, does).open()

        self.do(lambda _ctx: (desk.sellers.looks.against(number), desk.law.profiles()), ask)

    def arrange_dossier(self, wanted: Wanted) -> None:
        """Open the builder of one dossier over several cases of the seller."""
        asked = Asked(wanted.group(self._chosen), (wanted.profile, wanted.language, wanted.variant))
        self.around.guide.go("dossier", address_of(asked))

    def _sign_dossier(self, wanted: Wanted, sheet: GroupSheet) -> None:
        """Ask with what to sign, and build then."""

        def build(signing: Signing, signer: Signer) -> None:
            sheet.accept()
            self.build_dossier(wanted, signing, signer)

        SigningSheet(self.around, sheet, self.desk, build).open()

    def build_dossier(
        self, wanted: Wanted, signing: Signing | None = None, signer: Signer | None = None
    ) -> None:
        """Build one dossier over several cases of the seller, as a job; signed if it is said with what."""
        groups, seller = self.desk.dossiers.groups, self._chosen
        group = wanted.group(seller)

        def work(ctx: JobContext) -> DossierExport:
            return groups.export(
                group,
                wanted.profile,
                wanted.language,
                wanted.target,
                ctx,
                variant=wanted.variant,
                signing=signing,
            )

        topics = tuple(f"case:{case}" for case in wanted.cases)
        done = partial(self._show_dossier, signer)
        self.do(work, done, title=N_("Dossier of {case}"), topics=topics, case=seller)

    def _show_dossier(self, signer: Signer | None, made: DossierExport) -> None:
        def said() -> str:
            return self.language.text(N_("The dossier is built: edition {edition}"), edition=made.edition)

        def lines() -> str:
            told = said_again(made.told[:_TOLD], self.language)
            return "\n".join([str(made.bundle), *signed_by(self.language, signer), *told])

        strip = self.strip("warn" if made.left_out else "ok", said, lines)
        for words, path in ((N_("Open file"), made.bundle), (N_("Open folder"), made.package.parent)):
            strip.buttons.addWidget(push(self, self.around.theme, words, partial(_open, path), look="row"))

    def _changed(self, _done: object) -> None:
        self.around.changes.tell("sellers")

    def _ask_picture(self, *_checked: bool) -> None:
        title = self.language.text(N_("Write the picture (SVG or PDF)"))
        ask_new_file(self, title, documents() / f"{self._chosen}.svg", self.write_picture)

    def _ask_report(self, *_checked: bool) -> None:
        title = self.language.text(N_("Write what is known (PDF or DOCX)"))
        ask_new_file(self, title, documents() / f"{self._chosen}.pdf", self.write_report)

    def import_list(self, files: list[Path]) -> None:
        """Take up a list of sellers, as a job."""
        sellers = self.desk.sellers

        def taken(done: Imported) -> str:
            said = N_("Sellers taken up: {sellers}, with {identifiers} identifiers.")
            return self.language.text(said, sellers=done.sellers, identifiers=done.identifiers)

        def refused(done: Imported) -> str:
            _ = self.language.text
            return "\n".join(
                _(N_("Row {row}: {why}"), row=one.row, why=_(one.text, **one.fields))
                for one in done.rejected[:_TOLD]
            )

        def told(done: Imported) -> None:
            self.strip("warn" if done.rejected else "ok", partial(taken, done), partial(refused, done))

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
            self._tell_written(file)

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
            self._ask_half()

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


def _open(path: Path, *_checked: bool) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


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
