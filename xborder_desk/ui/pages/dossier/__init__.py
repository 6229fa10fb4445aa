"""The dossier: which exhibits in which order, for whom and in which language; build it; its editions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from xborder_desk.i18n import N_
from xborder_desk.ui.asking import ask_folder
from xborder_desk.ui.models.table import TableModel
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.pages.dossier.exhibits import EXHIBITS, Exhibit, ExhibitsModel, ExhibitTable, editions
from xborder_desk.ui.welcome import documents
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty, joined
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Options
from xborder_desk.ui.widgets.layouts import column, row, side_by_side
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.domain.profiles import ProfileEntry
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services import Desk
    from xborder_desk.services.dossiers import DossierExport, EditionView
    from xborder_desk.ui.frame import Surroundings


@dataclass(frozen=True)
class Plan:
    """What the page shows."""

    recipe: dict[str, Any]
    items: tuple[EvidenceRow, ...]
    editions: tuple[EditionView, ...]
    profiles: tuple[ProfileEntry, ...]
    languages: tuple[str, ...]


class DossierPage(PageWidget):
    """Exhibits at the start, the build and its editions beside them."""

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self._plan: Plan | None = None
        self._chosen = ""
        self._built: Path | None = None
        self.model = ExhibitsModel(around.screen, EXHIBITS, self)
        self.table = ExhibitTable(around.theme, self.model, memory=around.memory, key="exhibits")
        self.say(self.table.setAccessibleName, N_("Exhibits in their order"))
        self.table.moved.connect(self._move)
        self.table.toggled.connect(self._toggle)
        self.table.picked.connect(self._pick)
        left = Card(around.screen, N_("Exhibits"))
        self._exhibits_card = left
        up = push(
            self, around.theme, N_("Move up (Alt+Up)"), partial(self._step, -1), icon="caret-up", look="icon"
        )
        down = push(
            self,
            around.theme,
            N_("Move down (Alt+Down)"),
            partial(self._step, 1),
            icon="caret-down",
            look="icon",
        )
        out = push(self, around.theme, N_("Leave out or take in"), self._toggle_current)
        for button in (up, down, out):
            left.tools.addWidget(button)
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(self._empty())
        left.body.addWidget(self._places, 1)
        hint = Text("second", wrap=True)
        self.say(
            hint.setText, N_("Drag, or Alt+Up and Alt+Down, to move. Labels, pages and references follow.")
        )
        left.body.addWidget(hint)
        side = QWidget()
        side.setProperty("role", "plain")
        side.setLayout(column(self._build_card(), self._editions_card(), gap=12))
        self.body.addWidget(side_by_side(left, side, (620, 620)), 1)
        build = QShortcut(QKeySequence("Ctrl+Return"), self)
        build.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        build.activated.connect(self.build)

    def gather(self) -> Plan:
        """Give recipe, items, editions, profiles and languages."""
        return Plan(
            self.desk.dossiers.recipe(self.case),
            tuple(self.desk.evidence.list(self.case)),
            tuple(self.desk.dossiers.editions(self.case)),
            tuple(self.desk.lists.profiles()),
            tuple(one.tag for one in self.around.doors.languages()),
        )

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show them, the chosen exhibit still chosen."""
        plan: Plan = found
        fresh = self._plan is None
        self._plan = plan
        self.profile.refill()
        self.tag.refill()
        if fresh:
            first = next((one.id for one in plan.profiles if one.id == "de"), "")
            self.profile.choose(first or (plan.profiles[0].id if plan.profiles else ""))
            self.tag.choose(self.language.tag if self.language.tag in plan.languages else "en")
        self._show_note()
        order = list(plan.recipe["exhibits"])
        excluded = set(plan.recipe["excluded"])
        by_number = {item.number: item for item in plan.items}
        shown = [
            Exhibit(by_number[n], place, kept=True) for place, n in enumerate(order, 1) if n in by_number
        ]
        left_out = [item for item in plan.items if item.number not in order]
        shown += [
            Exhibit(item, 0, kept=False) for item in left_out if item.number in excluded or item.part_of
        ]
        self.model.show(shown)
        numbers = [one.item.number for one in shown]
        if shown:
            self.table.pick(numbers.index(self._chosen) if self._chosen in numbers else 0)
        self._places.setCurrentIndex(0 if shown else 1)
        self._exhibits_card.show_count(
            self.language.plural("{n} exhibit", "{n} exhibits", len(order)) if order else ""
        )
        self.editions.show(plan.editions)
        self._editions_place.setCurrentIndex(0 if plan.editions else 1)

    def build(self) -> None:
        """Build bundle, package and ZIP, as a job."""
        target = Path(self.target.text()).expanduser()
        profile, tag, case = self.profile.value(), self.tag.value(), self.case

        def work(ctx: JobContext) -> DossierExport:
            return self.desk.dossiers.export(case, profile, tag, target, ctx)

        self._go.setEnabled(False)
        title = N_("Dossier of {case}")
        job = self.do(work, self._show_built, title=title, topics=(f"case:{case}",), case=case)
        job.ended.connect(self._build_ended)

    def _build_ended(self, _job: object) -> None:
        self._go.setEnabled(True)

    def _show_built(self, export: DossierExport) -> None:
        _ = self.language.text
        self._built = export.package.parent
        pages = self.language.plural("{n} page", "{n} pages", export.pages)
        count = self.language.plural("{n} exhibit", "{n} exhibits", len(export.exhibits))
        said = _("The dossier is built: edition {edition}", edition=export.edition)
        lines = [joined(self.language, pages, count), str(export.bundle), *map(_, export.warnings)]
        strip = self.strip("ok", said, "\n".join(lines))
        strip.buttons.addWidget(
            push(self, self.around.theme, N_("Open"), partial(_open, export.bundle), look="row")
        )
        show = push(
            self, self.around.theme, N_("Open folder"), partial(_open, export.package.parent), look="row"
        )
        strip.buttons.addWidget(show)

    def _build_card(self) -> Card:
        card = Card(self.around.screen, N_("Build"))
        self.profile = Options(self.around.screen, self._profiles, wide=True)
        self.tag = Options(self.around.screen, self._tags, wide=True)
        self.target = QLineEdit(str(documents() / "Xborder Desk"))
        for editor, words in (
            (self.profile, N_("Profile")),
            (self.tag, N_("Language of the dossier")),
            (self.target, N_("Folder")),
        ):
            self.say(editor.setAccessibleName, words)
        self.profile.currentIndexChanged.connect(self._show_note)
        self._note = Text("second", wrap=True)
        choose = push(self, self.around.theme, N_("Choose…"), self._ask_target)
        self._go = push(
            self, self.around.theme, N_("Build dossier"), self.build, icon="books", look="primary"
        )
        check = push(self, self.around.theme, N_("Verify package…"), self._ask_package, icon="shield-check")
        first = QHBoxLayout()
        first.setSpacing(12)
        for editor, words in ((self.profile, N_("Profile")), (self.tag, N_("Language of the dossier"))):
            first.addLayout(self._labelled(editor, words), 1)
        folder = row(self.target, choose)
        folder.setStretch(0, 1)
        where = Text("label")
        self.say(where.setText, N_("Folder"))
        where.setBuddy(self.target)
        card.body.addLayout(first)
        card.body.addWidget(self._note)
        card.body.addWidget(where)
        card.body.addLayout(folder)
        card.body.addWidget(Flow(check, self._go))
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return card

    def _labelled(self, editor: QWidget, words: str) -> QVBoxLayout:
        label = Text("label")
        self.say(label.setText, words)
        label.setBuddy(editor)
        return column(label, editor, gap=3)

    def _editions_card(self) -> Card:
        card = Card(self.around.screen, N_("Editions"))
        self.editions = TableModel(self.around.screen, editions(self.desk.zone), self)
        table = Table(self.around.theme, self.editions, lines=2)
        self.say(table.setAccessibleName, N_("Editions"))
        self._editions_place = QStackedWidget()
        self._editions_place.addWidget(table)
        self._editions_place.addWidget(
            Empty(
                self.around.screen,
                self.around.theme,
                "books",
                N_("Not built yet"),
                N_(
                    "Each build of other content is an edition; the same edition is the same bytes, any time."
                ),
            )
        )
        card.body.addWidget(self._editions_place, 1)
        return card

    def _empty(self) -> Empty:
        go = partial(self.around.guide.open_case, self.case, "evidence")
        add = push(self, self.around.theme, N_("Add evidence"), go, look="primary")
        return Empty(
            self.around.screen,
            self.around.theme,
            "books",
            N_("No exhibits yet"),
            N_(
                "Every item of evidence becomes an exhibit by itself; here you order them and leave some out."
            ),
            add,
        )

    def _profiles(self, language: Language) -> Iterable[tuple[str, str]]:
        profiles = self._plan.profiles if self._plan is not None else ()
        _ = language.text
        badge = f" ({_(N_('not checked by a lawyer'))})"
        return [
            (
                one.id,
                language.ctext(f"profile:{one.id}:title", one.title)
                + ("" if one.status == "confirmed" else badge),
            )
            for one in profiles
        ]

    def _tags(self, language: Language) -> Iterable[tuple[str, str]]:
        tags = self._plan.languages if self._plan is not None else ("en",)
        return [(tag, language.language_name(tag)) for tag in tags]

    def _show_note(self, *_index: int) -> None:
        profiles = self._plan.profiles if self._plan is not None else ()
        found = next((one for one in profiles if one.id == self.profile.value()), None)
        self._note.setText(self.language.ctext(f"profile:{found.id}:note", found.note) if found else "")

    def _pick(self, number: int) -> None:
        exhibit = self.model.row(number)
        if exhibit is not None:
            self._chosen = exhibit.item.number

    def _step(self, by: int, *_checked: bool) -> None:
        self._move(self.table.current_row(), self.table.current_row() + by)

    def _move(self, source: int, goal: int) -> None:
        """Move an exhibit with its parts; a part goes with its whole."""
        wholes = [one.item.number for one in self.model.rows if one.kept and not one.item.part_of]
        one = self.model.row(source)
        other = self.model.row(max(0, min(goal, self.model.size() - 1)))
        if one is None or other is None or not one.kept:
            return
        moved, place = one.item.number.split(".")[0], other.item.number.split(".")[0]
        if moved == place and goal > source:
            below = wholes.index(moved) + 1
            place = wholes[below] if below < len(wholes) else moved
        if place not in wholes or moved not in wholes or moved == place:
            return
        at = wholes.index(place)
        wholes.remove(moved)
        wholes.insert(at, moved)
        self._chosen = one.item.number
        self._write({"order": wholes})

    def _toggle_current(self) -> None:
        self._toggle(self.table.current_row())

    def _toggle(self, number: int) -> None:
        exhibit = self.model.row(number)
        if exhibit is None or self._plan is None:
            return
        whole = exhibit.item.number
        excluded = list(self._plan.recipe["excluded"])
        if whole in excluded:
            excluded.remove(whole)
        elif exhibit.kept:
            excluded.append(whole)
        self._chosen = exhibit.item.number
        self._write({"excluded": excluded})

    def _write(self, changed: dict[str, Any]) -> None:
        if self._plan is None:
            return
        before = {name: self._plan.recipe[name] for name in ("order", "excluded", "titles")}
        after = {**before, **changed}
        keep = self.desk.dossiers.set_recipe

        def done(_result: Any) -> None:  # noqa: ANN401 - nothing
            undo, redo = partial(keep, self.case, before), partial(keep, self.case, after)
            self.around.guide.did(N_("The order of the exhibits was changed."), undo, redo)

        self.do(lambda _ctx: keep(self.case, after), done, topics=(f"case:{self.case}",))

    def _ask_target(self) -> None:
        _ = self.language.text
        ask_folder(
            self, _("Folder for the dossier"), Path(self.target.text()), lambda f: self.target.setText(str(f))
        )

    def _ask_package(self) -> None:
        _ = self.language.text
        ask_folder(
            self, _("Folder of a dossier package"), self._built or Path(self.target.text()), self._verify
        )

    def _verify(self, folder: Path) -> None:
        def done(check: Any) -> None:  # noqa: ANN401 - a check
            _ = self.language.text
            if check.ok:
                self.strip("ok", _("The package is whole: every file is what the seal says."))
            else:
                lines = [self.language.say(one) for one in check.findings[:12]]
                count = self.language.plural("{n} finding", "{n} findings", len(check.findings))
                self.strip("danger", count, "\n".join(lines))

        self.do(lambda _ctx: self.around.doors.verify_package(folder), done, title=N_("Verifying a package"))


def _open(path: Path, *_checked: bool) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


PAGE: Final = Page(
    "dossier",
    N_("Dossier"),
    "books",
    80,
    DossierPage,
    "case",
    help=N_(
        "Order the exhibits, leave some out, choose profile and language, build. Cancel leaves nothing half "
        "written. The same edition gives the same bytes whenever it is built; a package can be checked "
        "by anyone, without this program."
    ),
)
