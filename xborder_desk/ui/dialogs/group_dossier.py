"""Asking for one dossier over several cases of a seller: which cases, for whom, names hidden or not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.dossier import Group
from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_
from xborder_desk.ui.asking import ask_folder
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.welcome import documents
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.fields import OneLine
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Form
from xborder_desk.ui.widgets.layouts import row
from xborder_desk.ui.widgets.texts import Text
from xborder_desk.ui.widgets.ticks import Tick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.constellation import CaseAgainst
    from xborder_desk.domain.profiles import ProfileEntry
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.frame import Surroundings

_BAR: Final = "|"
_AND: Final = "+"
_HIDDEN: Final = "hidden"
TITLE: Final = N_("Dossier over several cases")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; ``every`` if no case was left out, so that later ones come in too."""

    cases: tuple[str, ...]
    every: bool
    pseudonymous: bool
    profile: str
    language: str
    variant: str
    target: Path

    def group(self, seller: str) -> Group:
        """Give the cases of a seller that are meant."""
        if self.every:
            return Group(seller, (), self.pseudonymous)
        return Group("", self.cases, self.pseudonymous)


@dataclass(frozen=True, slots=True)
class Asked:
    """A dossier over several cases as it is asked for: which, and its profile, language and variant."""

    group: Group
    choices: tuple[str, str, str] = ("", "", "")


def address_of(asked: Asked) -> str:
    """Write what was asked for as one word, by which its builder is reached."""
    group = asked.group
    who = group.seller or _AND.join(group.cases)
    return _BAR.join((who, _HIDDEN if group.pseudonymous else "", *asked.choices))


def read_address(ref: str) -> Asked:
    """Read what was asked for."""
    who, hidden, *choices = (ref + _BAR * 4).split(_BAR)[:5]
    pseudonymous = hidden == _HIDDEN
    seller = who.startswith("S-")
    group = Group(who if seller else "", () if seller else tuple(who.split(_AND)), pseudonymous)
    return Asked(group, (choices[0], choices[1], choices[2]))


@dataclass(frozen=True)
class Does:
    """What comes of the asking: ``build`` gets what is wanted, ``arrange`` what is to be put in order first.

    ``sign`` gets what is to be signed, and the sheet: it waits until it is said with what, so that who thinks
    better of that finds every choice as it was.
    """

    build: Callable[[Wanted], object]
    arrange: Callable[[Wanted], object]
    sign: Callable[[Wanted, GroupSheet], object]


class GroupSheet(Sheet):
    """Asks what is wanted; without a case nothing comes of it."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        seller: str,
        cases: Sequence[CaseAgainst],
        profiles: Sequence[ProfileEntry],
        does: Does,
    ) -> None:
        super().__init__(around, parent, TITLE, N_("Build dossier"))
        self._profiles_known, self._does = profiles, does
        self._tags_known = [one.tag for one in around.doors.languages()]
        name = Text("heading", wrap=True)
        name.setText(seller)
        self.body.addWidget(name)
        self.boxes: dict[str, Tick] = {}
        for one in cases:
            box = self.boxes[one.case] = Tick(f"{one.case} · {one.title}".replace("&", "&&"))
            box.setChecked(True)
            self.body.addWidget(box)
        self.hidden = Tick()
        self.inside.say(self.hidden.setText, N_("Hide who the consumers are: Consumer A, Consumer B …"))
        self.form = form = Form(around.screen)
        form.options("profile", N_("Profile"), self._profiles, wide=True)
        form.options("language", N_("Language of the dossier"), self._tags)
        form.options("variant", N_("Copy for"), _variants)
        language = around.screen.language.tag
        form.fill({"profile": self._usual(), "language": language, "variant": "court"})
        form.accepted.connect(self.accept_it)
        self.target = OneLine(str(documents() / "Xborder Desk"))
        self.inside.say(self.target.setAccessibleName, N_("Folder"))
        label = Text("label")
        self.inside.say(label.setText, N_("Folder"))
        label.setBuddy(self.target)
        folder = row(self.target, push(self.inside, around.theme, N_("Choose…"), self._ask_target))
        folder.setStretch(0, 1)
        self.body.addWidget(self.hidden)
        self.body.addWidget(form)
        self.body.addWidget(label)
        self.body.addLayout(folder)
        self.body.addStretch(1)
        self.order = push(self.inside, around.theme, N_("Arrange and look at pages…"), self.arrange_it)
        self.sign = push(self.inside, around.theme, N_("Sign and build…"), self.sign_it)
        self.foot.setStretch(0, 0)
        self.foot.insertWidget(0, Flow(self.order, self.sign), 1)
        self.resize(720, 560)

    def arrange_it(self, *_checked: bool) -> None:
        """Have the builder opened, unless no case is left."""
        self._give(self._does.arrange)

    def sign_it(self, *_checked: bool) -> None:
        """Have it asked with what it is signed, unless no case is left."""
        wanted = self._wanted()
        if wanted is not None:
            self._does.sign(wanted, self)

    def accept_it(self) -> None:
        """Have it built, unless no case is left."""
        self._give(self._does.build)

    def _give(self, take: Callable[[Wanted], object]) -> None:
        wanted = self._wanted()
        if wanted is not None:
            take(wanted)
            self.accept()

    def _wanted(self) -> Wanted | None:
        """Give what was asked for; without a case nothing, which is said."""
        cases = tuple(case for case, box in self.boxes.items() if box.isChecked())
        if not cases:
            error = BadInputError(N_("Name a case or a seller."), field="cases")
            self.show_strip("danger", self.inside.language.error(error))
            return None
        said = self.form.values()
        return Wanted(
            cases,
            len(cases) == len(self.boxes),
            self.hidden.isChecked(),
            said["profile"],
            said["language"],
            said["variant"] or "court",
            Path(self.target.text()).expanduser(),
        )

    def _ask_target(self, *_checked: bool) -> None:
        title = self.inside.language.text(N_("Folder for the dossier"))
        ask_folder(self, title, Path(self.target.text()), self._choose_target)

    def _choose_target(self, folder: Path) -> None:
        self.target.setText(str(folder))

    def _usual(self) -> str:
        first = self._profiles_known[0].id if self._profiles_known else ""
        return next((one.id for one in self._profiles_known if one.id == "de"), first)

    def _profiles(self, language: Language) -> Iterable[tuple[str, str]]:
        unchecked = language.text(N_("not checked by a lawyer"))
        for one in self._profiles_known:
            said = language.ctext(f"profile:{one.id}:title", one.title)
            yield one.id, said if one.status == "confirmed" else f"{said} ({unchecked})"

    def _tags(self, language: Language) -> Iterable[tuple[str, str]]:
        return [(tag, language.language_name(tag)) for tag in self._tags_known]


def _variants(language: Language) -> Iterable[tuple[str, str]]:
    return [
        ("court", language.text(N_("the court"))),
        ("other-party", language.text(N_("the other party"))),
    ]
