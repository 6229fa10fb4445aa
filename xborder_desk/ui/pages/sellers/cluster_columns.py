"""The columns of the table twin of a constellation, and of the cases against a seller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.choices import CaseStatus, OutcomeKind, label_of
from xborder_desk.domain.constellation import STATES
from xborder_desk.domain.sellers import KIND_NAMES
from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import Column
from xborder_desk.ui.pages.sellers.picture import ICONS, second_line
from xborder_desk.ui.widgets.cards import joined

if TYPE_CHECKING:
    from xborder_desk.domain.constellation import CaseAgainst, Node
    from xborder_desk.i18n.language import Language


_ONE: Final = {
    "seller": N_("Seller"), "storefront": N_("Shop"), "identifier": N_("Identifier"), "case": N_("Case"),
}  # fmt: skip
_PILLS: Final = {"confirmed": "ok", "suggested": "warn", "seen": "neutral"}
_SIGNS: Final = {"confirmed": "check-circle", "suggested": "link", "seen": "eye"}


@dataclass(frozen=True)
class Line:
    """A line of the table twin: a thing, and the names of the sellers it belongs to."""

    node: Node
    holders: tuple[str, ...]


def _kind(line: Line, language: Language) -> str:
    if line.node.kind == "identifier":
        return language.text(KIND_NAMES.get(line.node.about, line.node.about))
    return language.text(_ONE[line.node.kind])


def _read_from(line: Line, language: Language) -> str:
    days = {day for day in (line.node.first, line.node.last) if day is not None}
    told = " – ".join(language.date(day) for day in sorted(days))
    return joined(language, ", ".join(line.node.read_from), told)


def _icon_of(line: Line) -> str:
    node = line.node
    return ICONS.get(node.about if node.kind == "identifier" else node.kind, "tag")


def _second(line: Line, language: Language) -> str:
    if line.node.kind == "case":
        return joined(language, line.node.about, second_line(line.node, KIND_NAMES, language))
    return "" if line.node.kind == "identifier" else second_line(line.node, KIND_NAMES, language)


def _result(one: CaseAgainst, language: Language) -> str:
    if not one.outcome:
        return language.text(N_("no result yet"))
    return joined(language, language.text(label_of(OutcomeKind, one.outcome)), one.route)


LINES: Final[tuple[Column[Line], ...]] = (
    Column("kind", N_("Kind"), _kind, icon=_icon_of, chars=17),
    Column(
        "value",
        N_("Value"),
        lambda line, _language: line.node.title,
        second=_second,
        stretch=True,
    ),
    Column("holders", N_("Belongs to"), lambda line, _language: ", ".join(line.holders), chars=22),
    Column("read", N_("Read from"), _read_from, chars=22),
    Column(
        "state",
        N_("State"),
        lambda line, language: language.text(STATES[line.node.state]),
        pill=lambda line: _PILLS[line.node.state],
        icon=lambda line: _SIGNS[line.node.state],
        chars=14,
    ),
)
CASES: Final[tuple[Column[CaseAgainst], ...]] = (
    Column(
        "case",
        N_("Case"),
        lambda one, _language: one.case,
        second=lambda one, _language: one.title,
        stretch=True,
    ),
    Column(
        "amount",
        N_("Amount"),
        lambda one, language: language.money(one.amount, one.currency) if one.amount is not None else "",
        end=True,
        chars=14,
    ),
    Column(
        "status",
        N_("Where it stands"),
        lambda one, language: language.text(label_of(CaseStatus, one.status)),
        chars=22,
    ),
    Column("result", N_("Result"), _result, chars=22),
)
