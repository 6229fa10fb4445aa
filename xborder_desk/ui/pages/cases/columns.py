"""The columns of the list of cases, and what its groups are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.case_list import NONE
from xborder_desk.domain.choices import CaseStatus, label_of
from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import Column
from xborder_desk.ui.states import day_in_list, day_of, status_look

if TYPE_CHECKING:
    from xborder_desk.domain.cases import CaseRow
    from xborder_desk.i18n.language import Language


def _money(case: CaseRow, language: Language) -> str:
    if case.amount is None or not case.currency:
        return ""
    return language.money(case.amount, case.currency)


COLUMNS: Final[tuple[Column[CaseRow], ...]] = (
    Column("number", N_("Number"), lambda case, _l: case.number, whole=True, chars=10),
    Column("title", N_("Title"), lambda case, _l: case.title, stretch=True, gives=3),
    Column("consumer", N_("Consumer"), lambda case, _l: case.consumer, chars=14),
    Column("seller", N_("Seller"), lambda case, _l: case.seller, chars=15, gives=2, under="consumer"),
    Column(
        "country",
        N_("Seller’s country"),
        lambda case, language: language.country(case.seller_country) if case.seller_country else "",
        chars=12,
        hidden=True,
    ),
    Column(
        "status",
        N_("State"),
        lambda case, language: language.text(label_of(CaseStatus, case.status)),
        pill=lambda case: status_look(case.status)[0],
        icon=lambda case: status_look(case.status)[1],
        chars=17,
    ),
    Column(
        "due",
        N_("Next due"),
        lambda case, language: day_in_list(case.next_due, language),
        whole=True,
        chars=12,
        gives=4,
        under="number",
    ),
    Column("amount", N_("Amount"), _money, end=True, chars=11, gives=1),
    Column(
        "evidence",
        N_("Evidence"),
        lambda case, language: language.number(case.evidence),
        end=True,
        chars=8,
        hidden=True,
    ),
    Column(
        "attempts",
        N_("Attempts"),
        lambda case, language: language.number(case.attempts),
        end=True,
        chars=8,
        hidden=True,
    ),
    Column("caseworker", N_("Caseworker"), lambda case, _l: case.caseworker, chars=14, hidden=True),
    Column(
        "updated",
        N_("Changed"),
        lambda case, language: day_in_list(day_of(case.updated_at), language),
        whole=True,
        chars=15,
        hidden=True,
    ),
)
GROUPS: Final = (
    ("", N_("Not in groups")),
    ("status", N_("By state")),
    ("due", N_("By next due")),
    ("caseworker", N_("By caseworker")),
    ("seller", N_("By seller")),
    ("country", N_("By seller’s country")),
    ("platform", N_("By platform")),
)
_DUE: Final = {
    "over": N_("Over"),
    "week": N_("Within a week"),
    "month": N_("Within a month"),
    "later": N_("Later"),
    NONE: N_("Nothing is due"),
}
_NOBODY: Final = N_("Not given")


def group_name(by: str, key: str, language: Language) -> str:
    """Give the words of a group."""
    _ = language.text
    if by == "status":
        return _(label_of(CaseStatus, key))
    if by == "due":
        return _(_DUE.get(key, key))
    if not key:
        return _(_NOBODY)
    return language.country(key) if by == "country" else key
