"""The dossier: exhibits in sections, pages as they would be printed, checks, builds and editions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import shiboken6
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from xborder_desk.i18n import N_
from xborder_desk.i18n.counting import Counted
from xborder_desk.services.dossiers.hearing import said_again
from xborder_desk.services.dossiers.revealing import may_be_looked_through
from xborder_desk.ui.asking import ask_folder
from xborder_desk.ui.dialogs.group_dossier import read_address
from xborder_desk.ui.dialogs.signing import SigningSheet, signed_by
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.pages.dossier import ordering
from xborder_desk.ui.pages.dossier.annexes import Annexes
from xborder_desk.ui.pages.dossier.asking import ExhibitSheet, SectionSheet
from xborder_desk.ui.pages.dossier.checks import NOT_YET, Changes, Checks
from xborder_desk.ui.pages.dossier.exhibits import EXHIBITS, ExhibitsModel, ExhibitTable
from xborder_desk.ui.pages.dossier.head import Head, Over
from xborder_desk.ui.pages.dossier.leaves import Leaves
from xborder_desk.ui.pages.dossier.making import Editions, Making
from xborder_desk.ui.pages.dossier.showing import PLACES, UNCHECKED_LAW, rows_of
from xborder_desk.ui.pages.dossier.subject import OfCase, OfGroup, Order
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty, joined
from xborder_desk.ui.widgets.folding import Folding
from xborder_desk.ui.widgets.layouts import column, scrolling, side_by_side
from xborder_desk.ui.widgets.texts import Line, Text

if TYPE_CHECKING:
    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.domain.lint import Finding
    from xborder_desk.domain.profiles import ProfileEntry
    from xborder_desk.services import Desk
    from xborder_desk.services.dossiers import DossierExport, EditionView, Signer, Signing
    from xborder_desk.services.dossiers.drafting import Draft
    from xborder_desk.ui.dialogs.group_dossier import Asked
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.pages.dossier.subject import Subject
    from xborder_desk.ui.runner import Job

_SOON_MS: Final = 350
_LEAST: Final = 330
_LETTERS: Final = 128
WORKING: Final = N_("Working out the pages…")
LONG: Final = N_("The dossier is long: its pages are worked out when you ask.")
MOST_PAGES: Final = 400
"""So many pages are worked out by themselves after every change; more only when somebody asks."""


@dataclass(frozen=True)
class Plan:
    """What the page shows; ``cases`` are those it is about, ``home`` the country of the consumer."""

    cases: tuple[str, ...]
    recipe: dict[str, Any]
    items: tuple[EvidenceRow, ...]
    editions: tuple[EditionView, ...]
    profiles: tuple[ProfileEntry, ...]
    languages: tuple[str, ...]
    home: str = ""

    def item(self, number: str) -> EvidenceRow | None:
        """Give an item by its number."""
        return next((one for one in self.items if one.number == number), None)


class DossierPage(PageWidget):
    """Exhibits at the start, the page in the middle, checks, the build and its editions at the end."""

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        # Without a case it is of several, as soon as somebody says of which.
        self.subject: Subject | None = OfCase(desk, case) if case else None
        self._wished: Asked | None = None
        self._plan: Plan | None = None
        self._chosen = ""
        self._built: Path | None = None
        self._building = False
        self.draft: Draft | None = None
        self._drafting: Job | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.look)
        self.model = ExhibitsModel(around.screen, EXHIBITS, self)
        self.table = ExhibitTable(around.theme, self.model, memory=around.memory, key="exhibits-in-sections")
        self.say(self.table.setAccessibleName, N_("Exhibits in their order"))
        self.table.moved.connect(self._move)
        self.table.levelled.connect(self._level)
        self.table.toggled.connect(self._toggle)
        self.table.picked.connect(self._pick)
        self.table.opened.connect(self._edit)
        self.leaves = Leaves(around, desk)
        self.leaves.begun.connect(partial(self.look, asked=True))
        side = self._last_column()
        self._put_head()
        panes = side_by_side(self._exhibits(), self.leaves, (560, 400))
        whole = self._whole = Folding(_LETTERS)
        whole.addWidget(panes)
        self._side, self._aside = side, scrolling(side)
        self._aside.setMinimumWidth(_LEAST)
        whole.addWidget(self._aside)
        for place, width in enumerate((960, 380)):
            whole.setStretchFactor(place, width)
        whole.want([960, 380])
        whole.setChildrenCollapsible(False)
        self.body.addWidget(whole, 1)
        build = QShortcut(QKeySequence("Ctrl+Return"), self)
        build.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        build.activated.connect(self.build)

    def _last_column(self) -> QWidget:
        """Give what stands at the end: checks, changes, annexes, folder and editions."""
        around, side = self.around, QWidget()
        side.setProperty("role", "plain")
        self.checks = Checks(around)
        self.checks.followed.connect(self.leaves.go)
        self.checks.mended.connect(self._mend)
        self.changed = Changes(around)
        self.changed.hide()
        self.annexes = Annexes(around)
        self.annexes.chosen.connect(self._annex)
        self.making = Making(around)
        self.target = self.making.target
        self._editions = Editions(around, self.desk.zone)
        self.editions = self._editions.model
        cards = (self.checks, self.changed, self.annexes, self.making, self._editions)
        side.setLayout(column(*cards, gap=12))
        return side

    def go_to(self, ref: str) -> None:
        """Come to the dossier over several cases that is named, with what was asked of it."""
        if self.case:
            return
        self._wished = asked = read_address(ref)
        self.subject = OfGroup(self.desk, asked.group)
        self._plan, self.draft, self._chosen = None, None, ""
        self.over.show_subject(self.subject.name, pseudonymous=asked.group.pseudonymous)
        self._show_draft()
        self.reload()

    def _leave(self) -> None:
        seller = self._wished.group.seller if self._wished else ""
        self.around.guide.go("sellers", seller)

    def _put_head(self) -> None:
        """Put what the dossier is for above its exhibits; over several cases, of what it is, too."""
        self.head = Head(self.around)
        self.profile, self.tag, self.variant = self.head.profile, self.head.tag, self.head.variant
        self.head.chosen.connect(self._chose)
        self.head.build_wanted.connect(self.build)
        self.head.sign_wanted.connect(self.sign)
        self.head.freeze_wanted.connect(self._freeze)
        self.head.check_wanted.connect(self._ask_package)
        self.head.confirm_wanted.connect(lambda profile: self.around.guide.go("law", f"profile:{profile}"))
        self._go = self.head.go
        self.over = Over(self.around)
        self.over.setVisible(not self.case)
        self.over.left.connect(self._leave)
        self.body.addWidget(self.over)
        self.body.addWidget(self.head)

    def gather(self) -> Plan | None:
        """Give recipe, items, editions, profiles and languages; nothing while nobody has said of what."""
        subject = self.subject
        if subject is None:
            return None
        cases = subject.cases
        return Plan(
            cases,
            subject.recipe(),
            tuple(subject.items()),
            tuple(subject.editions()),
            self.desk.law.profiles(),
            tuple(one.tag for one in self.around.doors.languages()),
            self._home(cases),
        )

    def _home(self, cases: tuple[str, ...]) -> str:
        """Give the country whose courts a consumer would turn to first: the own one."""
        consumer = self.desk.cases.show(cases[0]).of_role("consumer") if cases else None
        return consumer.country if consumer is not None else ""

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show them, the chosen exhibit still chosen."""
        plan: Plan | None = found
        if plan is None:
            return
        fresh = self._plan is None
        self._plan = plan
        self.topics = (*(f"case:{one}" for one in plan.cases), "law")
        self.head.show_choices(plan.profiles, plan.languages)
        if fresh:
            self.head.choose(*(self._wished.choices if self._wished else ()), home=plan.home)
        self._show_annexes()
        self._show_rows()
        self._fit_side()
        self._editions.show_editions(plan.editions)
        if fresh and plan.recipe["exhibits"]:
            self._say_wait(WORKING, WORKING)
        self._soon.start()

    def _fit_side(self) -> None:
        """Give the side the width of its longest words, which no line of it may break."""
        if not self._whole.folded:
            bar = self._aside.verticalScrollBar().sizeHint().width()
            self._aside.setMinimumWidth(max(_LEAST, self._side.minimumSizeHint().width() + bar))

    def open_half(self, which: str) -> None:
        """Go on with what was half typed of an exhibit or a section."""
        what, _, about = which.partition(":")
        for place, one in enumerate(self.model.rows):
            if about == (one.number if what == "exhibit" else str(one.section) if one.item is None else ""):
                self.table.pick(place)
                self._edit(place)
                return

    def look(self, *, asked: bool = False) -> None:
        """Work out the pages, numbers and checks as they would be now; the one before is dropped."""
        plan, subject = self._plan, self.subject
        if plan is None or subject is None or not self.isVisible():
            return
        pages = sum(one.pages or 1 for one in plan.items if one.number in plan.recipe["exhibits"])
        if pages > MOST_PAGES and not asked:
            self.draft = None
            self._show_draft()
            self._say_wait(
                N_("The dossier is long: its pages are worked out when you ask."), NOT_YET, asks=True
            )
            return
        if self._drafting is not None:
            self._drafting.cancel()
        profile, tag, variant = self.head.choices()
        if self.draft is None:
            self._say_wait(WORKING, WORKING)
        job = self.around.runner.job(
            lambda ctx: subject.draft(profile, tag, variant, ctx),
            N_("Pages of {case}") if asked else "",
            quiet=not asked,
            case=subject.name,
        )
        self._drafting = job

        def arrived(made: Draft) -> None:
            if shiboken6.isValid(self) and self._drafting is job:
                self._drafting = None
                self.draft = made
                self._show_draft()

        def refused(error: Exception) -> None:
            if shiboken6.isValid(self) and self._drafting is job:
                self._drafting = None
                self.draft = None
                self._show_draft()
                known = self.around.faults.sentence(error)
                self.checks.wait(NOT_YET)
                self.leaves.wait(lambda: self.language.error(known), asks=True)

        job.done.connect(arrived)
        job.failed.connect(refused)

    def _say_wait(self, page: str, checks: str, *, asks: bool = False) -> None:
        """Say, where pages and checks will be, what goes on until they are there."""
        self.leaves.wait(lambda: self.language.text(page), asks=asks)
        self.checks.wait(checks)

    def build(self) -> None:
        """Build bundle, package and ZIP, as a job."""
        self._build()

    def sign(self) -> None:
        """Ask with what to sign, and build then."""
        if self.subject is not None and self.making.most_bytes() is not None and not self._building:
            SigningSheet(self.around, self, self.desk, self._build).open()

    def _build(self, signing: Signing | None = None, signer: Signer | None = None) -> None:
        subject, most = self.subject, self.making.most_bytes()
        if subject is None or most is None or self._building:
            return
        order = Order(self.head.choices(), self.making.folder(), most, signing)
        # The verb stays as it is: what is switched off loses the keyboard, to whatever stands next to it.
        self._building = True
        title = N_("Dossier of {case}")
        job = self.do(
            lambda ctx: subject.export(order, ctx),
            partial(self._show_built, signer),
            title=title,
            topics=self._topics(),
            case=subject.name,
        )
        job.ended.connect(self._build_ended)

    def _build_ended(self, _job: object) -> None:
        self._building = False

    def _show_built(self, signer: Signer | None, export: DossierExport) -> None:
        self._built = export.package.parent
        said = N_("The dossier is built: edition {edition}")
        strip = self.strip(
            "ok",
            lambda: self.language.text(said, edition=export.edition),
            partial(self._built_words, signer, export),
        )
        opening = [
            push(self, self.around.theme, words, partial(_open, path), look="row")
            for words, path in ((N_("Open file"), export.bundle), (N_("Open folder"), export.package.parent))
        ]
        for verb in opening:
            strip.buttons.addWidget(verb)
        # Who pressed the verb by keys goes on from what came of it; who is elsewhere by now stays there.
        if any(verb.hasFocus() for verb in (self.head.go, self.head.sign)):
            opening[0].setFocus()

    def _built_words(self, signer: Signer | None, export: DossierExport) -> str:
        pages = self.language.plural("{n} page", "{n} pages", export.pages)
        count = self.language.plural("{n} exhibit", "{n} exhibits", len(export.exhibits))
        files = map(str, (export.bundle, *export.parts))
        said = (*signed_by(self.language, signer), *said_again(export.told, self.language))
        return "\n".join([joined(self.language, pages, count), *files, *said])

    def _show_rows(self) -> None:
        plan = self._plan
        if plan is None:
            return
        shown = rows_of(plan.recipe, plan.items, self.tag.value(), self.draft)
        self.model.show(shown)
        numbers = [one.number for one in shown]
        if shown:
            first = next((place for place, one in enumerate(shown) if one.item is not None), 0)
            self.table.pick(numbers.index(self._chosen) if self._chosen in numbers else first)
        self._places.setCurrentIndex(0 if shown else 1)
        count = len(plan.recipe["exhibits"])
        words = self.language.plural("{n} exhibit", "{n} exhibits", count) if count else ""
        if self.draft is not None and count:
            pages = self.language.plural("{n} page", "{n} pages", self.draft.pages)
            words = joined(self.language, words, pages, self.language.size(self.draft.size))
        self._count.setText(words)

    def _show_draft(self) -> None:
        self.leaves.show_draft(self.draft)
        self.checks.show_draft(self.draft)
        self.changed.show_draft(self.draft)
        self._show_rows()
        self._fit_side()

    def _exhibits(self) -> Card:
        card = Card(self.around.screen, N_("Exhibits"))
        self._count = Line("second")  # below the title, whose line the verbs need
        theme = self.around.theme
        for words, does, icon in (
            (N_("Move up (Alt+Up)"), partial(self._step, -1), "caret-up"),
            (N_("Move down (Alt+Down)"), partial(self._step, 1), "caret-down"),
            (N_("Leave out or take in (Del)"), self._toggle_current, "minus-circle"),
        ):
            card.tools.addWidget(push(self, theme, words, does, icon=icon, look="icon"))
        card.tools.addWidget(push(self, theme, N_("Edit…"), self._edit_current))
        card.body.addWidget(self._count)
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(self._empty())
        card.body.addWidget(self._places, 1)
        hint = Text("second", wrap=True)
        self.say(
            hint.setText,
            N_(
                "Drag, or Alt+Up and Alt+Down, to move; Alt+Left and Alt+Right change the section. "
                "Labels, pages and references follow."
            ),
        )
        card.body.addWidget(hint)
        return card

    def _empty(self) -> Empty:
        add = push(self, self.around.theme, N_("Add evidence"), self._add_evidence, look="primary")
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

    def _add_evidence(self, *_checked: bool) -> None:
        if self._plan is not None:
            self.around.guide.open_case(self._plan.cases[0], "evidence")

    def _topics(self) -> tuple[str, ...]:
        return tuple(f"case:{one}" for one in self._plan.cases) if self._plan else ()

    def _chose(self) -> None:
        self._show_annexes()
        self._soon.start()

    def _pick(self, number: int) -> None:
        exhibit = self.model.row(number)
        if exhibit is None or exhibit.item is None or exhibit.number == self._chosen:
            return  # the rows were only shown anew: the page being read stays
        self._chosen = exhibit.number
        if exhibit.first and self.draft is not None:
            self.leaves.go(exhibit.first)

    def _step(self, by: int, *_checked: bool) -> None:
        self._move(self.table.current_row(), self.table.current_row() + by)

    def _move(self, source: int, goal: int) -> None:
        """Move an exhibit with its parts to where another stands; a part goes with its whole."""
        plan, one = self._plan, self.model.row(source)
        if plan is None or one is None or one.item is None or not one.kept:
            return
        what = one.number.split(".")[0]
        down = goal > source
        # What stands in the way: heads of sections, parts, and what is left out, are stepped over.
        wholes = [
            each.number for each in self.model.rows if each.item and each.kept and not each.item.part_of
        ]
        way = range(goal, self.model.size()) if down else range(min(goal, self.model.size() - 1), -1, -1)
        other = next(
            (found.number for place in way if (found := self.model.row(place)) and found.number in wholes), ""
        )
        if not other or other == what:
            return
        self._chosen = one.number
        self._write(ordering.moved(plan.recipe, wholes, what, other, behind=down))

    def _level(self, number: int, step: int) -> None:
        one = self.model.row(number)
        if self._plan is not None and one is not None and one.item is not None and one.kept:
            self._chosen = one.number
            self._write(ordering.stepped(self._plan.recipe, one.number.split(".")[0], step))

    def _toggle_current(self, *_checked: bool) -> None:
        self._toggle(self.table.current_row())

    def _toggle(self, number: int) -> None:
        one = self.model.row(number)
        if self._plan is None or one is None or one.item is None:
            return
        self._chosen = one.number
        why = self._plan.recipe.get("withheld", {}).get(one.number, "")
        if why:
            self._say_withheld(one.number, why)
        else:
            self._write(ordering.toggled(self._plan.recipe, one.number))

    def _say_withheld(self, number: str, why: str) -> None:
        """Say why a pseudonymous dossier does not show an exhibit, and offer what can be done about it."""
        strip = self.strip("warn", lambda: self.language.text(why, exhibit=number))
        plan = self._plan
        if plan is not None and may_be_looked_through(why):
            show = lambda *_checked: self._write(ordering.looked_through(plan.recipe, number))  # noqa: E731 - short
            words = N_("Show it: I have looked through it")
            strip.buttons.addWidget(push(self, self.around.theme, words, show, look="row"))

    def _edit_current(self, *_checked: bool) -> None:
        self._edit(self.table.current_row())

    def _edit(self, number: int) -> None:
        """Ask what an exhibit is called and where it belongs, or what a section is called."""
        one, plan = self.model.row(number), self._plan
        if one is None or plan is None:
            return
        tag = self.tag.value()
        if one.item is not None:
            self._chosen = one.number
            asked = ExhibitSheet(self.around, self, one.item, plan.items, plan.recipe, tag, self._write)
            if self.case:
                asked.keep_drafts(self.desk, asked.form, f"{self.case}/dossier/exhibit:{one.number}")
            asked.open()
        elif one.section is not None:
            section, recipe = one.section, plan.recipe
            keep = lambda title: self._write(ordering.renamed(recipe, section, title, tag))  # noqa: E731 - short
            sheet = SectionSheet(self.around, self, one.title, keep)
            if self.case:
                sheet.keep_drafts(self.desk, sheet.form, f"{self.case}/dossier/section:{section}")
            sheet.open()

    def _freeze(self, *_checked: bool) -> None:
        """Keep the numbers as they are, because the dossier was filed."""
        subject, profile = self.subject, self.profile.value()
        if subject is None:
            return

        def done(kept: dict[str, str]) -> None:
            said = N_("Numbers are kept: {exhibits}. What comes later gets further ones.")
            exhibits = Counted("{n} exhibit", "{n} exhibits", len(kept))
            self.strip("ok", lambda: self.language.text(said, exhibits=exhibits))

        self.do(lambda _ctx: subject.freeze(profile), done, topics=self._topics())

    def _mend(self, finding: Finding) -> None:
        """Lead to what mends a finding: the exhibit's own sheet, or the page where it is mended."""
        if finding.kind == UNCHECKED_LAW:
            self.around.guide.go("law", str(finding.fields.get("ref", "")))
            return
        exhibit = self.draft.exhibit_at(finding.page) if self.draft and finding.page else None
        number = exhibit.key if exhibit is not None else ""
        numbers = [one.number for one in self.model.rows]
        place = PLACES.get(finding.kind, "")
        if place and self.subject is not None and (number or place != "evidence"):
            case, own = self.subject.whole(number)
            case = case or self.subject.cases[0]
            self.around.guide.open_case(case, place, own if place == "evidence" else "")
        elif number in numbers:
            self.table.pick(numbers.index(number))
            self._edit(numbers.index(number))

    def _write(self, after: dict[str, Any]) -> None:
        subject = self.subject
        if self._plan is None or subject is None:
            return
        before = ordering.whole(self._plan.recipe)
        after = ordering.whole(after)
        if after == before:
            return

        def done(_result: Any) -> None:  # noqa: ANN401 - nothing
            undo, redo = partial(subject.keep, before), partial(subject.keep, after)
            self.around.guide.did(N_("The order of the exhibits was changed."), undo, redo)

        self.do(lambda _ctx: subject.keep(after), done, topics=self._topics())

    def _annex(self, names: list[str]) -> None:
        if self._plan is not None:
            self._write({**self._plan.recipe, ordering.ANNEXES: names})

    def _show_annexes(self) -> None:
        plan = self._plan
        if plan is None:
            return
        look = next((one for one in plan.profiles if one.id == self.profile.value()), None)
        usual = look.profile().annexes if look is not None else ()
        said = plan.recipe.get(ordering.ANNEXES)
        self.annexes.show_annexes(usual if said is None else said)

    def _ask_package(self) -> None:
        _ = self.language.text
        ask_folder(
            self, _("Folder of a dossier package"), self._built or Path(self.target.text()), self._verify
        )

    def _verify(self, folder: Path) -> None:
        def done(check: Any) -> None:  # noqa: ANN401 - a check
            if check.ok:
                said = N_("The package is whole: every file is what the seal says.")
                self.strip("ok", lambda: self.language.text(said))
            else:
                count = len(check.findings)
                self.strip(
                    "danger",
                    lambda: self.language.plural("{n} finding", "{n} findings", count),
                    partial(self._lines, check.findings[:12]),
                )

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
        "Order the exhibits in sections, name and describe them, leave some out, choose profile, language "
        "and for whom. The pages show what would be printed; the checks say what a court would find, and "
        "lead to what mends it. Once it is filed, keep the numbers: later exhibits then become 7a. The same "
        "edition gives the same bytes whenever it is built; a package can be checked by anyone, without "
        "this program."
    ),
)
