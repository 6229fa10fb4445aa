"""The columns of the law page: figures, own rules, doubts; and how faults are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.jurisdictions import STATUS_LABELS, UNCHECKED, FigureKind
from xborder_desk.domain.periods import Span, parse_period
from xborder_desk.domain.routes.layers import FIGURE, PROFILE, ROUTE
from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import Column
from xborder_desk.ui.states import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.domain.errors import BrokenDataError
    from xborder_desk.domain.jurisdictions import Figure
    from xborder_desk.domain.profiles import ProfileEntry
    from xborder_desk.domain.routes.layers import Doubt, Layer
    from xborder_desk.domain.sentences import Sentence
    from xborder_desk.i18n.language import Language

KINDS: Final = {
    FigureKind.SMALL_CLAIMS: N_("Limit of small claims"),
    FigureKind.GUARANTEE: N_("Liability of the seller"),
    FigureKind.BURDEN: N_("Reversed burden of proof"),
    FigureKind.NOTICE: N_("Notice of a defect"),
    FigureKind.LIMITATION: N_("Limitation"),
    FigureKind.SERVICE: N_("Service at an unknown address"),
    FigureKind.INTEREST: N_("Default interest"),
    FigureKind.PROCEDURE: N_("Procedure"),
}

_OF: Final = {FIGURE: N_("Figure"), ROUTE: N_("Way"), PROFILE: N_("Profile")}


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A doubt, with the title of its route or with its profile, if it is of one."""

    doubt: Doubt
    title: Sentence | None = None
    kind: FigureKind | None = None
    profile: ProfileEntry | None = None

    def named(self, language: Language) -> str:
        """Name the rule: a route or profile by its title, a figure by its country and what it says."""
        if self.profile is not None:
            return language.labelled(language.text(N_("Profile")), profile_title(self.profile, language))
        if self.title is not None:
            return language.say(self.title)
        country = language.country(self.doubt.ref.partition(":")[0].upper())
        return language.labelled(country, language.text(KINDS[self.kind])) if self.kind else country

    def rests_on(self, language: Language) -> str:
        """Say what it rests on: a profile by its note, all else by the source it names."""
        if self.profile is not None:
            return language.ctext(f"profile:{self.profile.id}:note", self.profile.note)
        return language.isolate(self.doubt.source)


def profile_title(profile: ProfileEntry, language: Language) -> str:
    """Name a dossier profile."""
    return language.ctext(f"profile:{profile.id}:title", profile.title)


def value_of(figure: Figure, language: Language) -> str:
    """Write what a figure says: its sum, rate or rule; a dash where it is words alone."""
    if figure.amount is not None:
        return language.money(figure.amount, figure.currency)
    if figure.rate is not None:
        return language.text(N_("{percent} %"), percent=figure.rate)
    period = figure.rule.partition(":")[2]
    return Span(parse_period(period)).spell(language) if period else "–"


def _when(figure: Figure, language: Language) -> str:
    if figure.valid_from and figure.valid_to:
        told = N_("{first} to {last}")
        return language.text(told, first=figure.valid_from, last=figure.valid_to)
    if figure.valid_from:
        return language.text(N_("from {day}"), day=figure.valid_from)
    if figure.valid_to:
        return language.text(N_("until {day}"), day=figure.valid_to)
    return language.text(N_("seen {day}"), day=figure.seen_on) if figure.seen_on else ""


def _status(status: str, language: Language) -> str:
    return language.text(STATUS_LABELS.get(status, status))


FIGURES: Final[tuple[Column[Figure], ...]] = (
    Column(
        "what",
        N_("Figure"),
        lambda one, language: language.text(KINDS[one.kind]),
        second=lambda one, language: language.say(one.note) if one.note else "",
        stretch=True,
    ),
    Column("value", N_("Value"), value_of, second=_when, whole=True, chars=20),
    Column(
        "checked",
        N_("Checked"),
        lambda one, language: _status(one.status, language),
        pill=lambda one: "warn" if one.status == UNCHECKED else "ok",
        icon=lambda one: "warning" if one.status == UNCHECKED else "check-circle",
        chars=14,
    ),
    Column(
        "source",
        N_("Source"),
        lambda one, language: language.isolate(one.source),
        second=lambda one, language: language.date(one.checked_on),
        chars=22,
        gives=1,
    ),
)
OWN: Final[tuple[Column[Layer], ...]] = (
    Column(
        "what",
        N_("Rule"),
        lambda one, language: language.text(_OF.get(one.kind, one.kind)),
        second=lambda one, language: language.isolate(one.ref),
        chars=24,
    ),
    Column("source", N_("Source"), lambda one, language: language.isolate(one.source), stretch=True),
    Column(
        "who",
        N_("Who"),
        lambda one, _language: one.author,
        second=lambda one, language: language.date(day_of(one.at)),
        chars=20,
    ),
)
DOUBTS: Final[tuple[Column[Doubtful], ...]] = (
    Column(
        "what",
        N_("Rule"),
        lambda one, language: one.named(language),
        second=lambda one, language: one.rests_on(language),
        stretch=True,
    ),
    Column(
        "checked",
        N_("Checked"),
        lambda one, language: _status(one.doubt.status, language),
        second=lambda one, language: language.date(one.doubt.checked_on),
        whole=True,
        chars=18,
    ),
)


def told_faults(faults: Iterable[BrokenDataError], language: Language) -> str:
    """Say each fault with file, key and reason, and that the rest works."""
    said = [language.error(fault) for fault in faults]
    return "\n".join([*said, language.text(N_("All other rules work."))]) if said else ""
