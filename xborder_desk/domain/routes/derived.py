"""Facts that follow from other facts: what the trouble is, what arrived, where one can sue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.fact_table import FURTHER, FactKind

if TYPE_CHECKING:
    import datetime as dt

    from xborder_desk.domain.case_facts import CaseFacts, FactValue
    from xborder_desk.domain.jurisdictions import World

# Which trouble a problem code (or all that begin like it) stands for; the longest beginning counts.
TROUBLE_OF: Final = {
    "T01": "not_as_described",
    "T01.1": "defective",
    "T02": "not_received",
    "T02.1": "not_received",
    "T02.2": "not_received",
    "T02.3": "not_received",
    "T02.5": "other",
    "T02.6": "not_received",
    "T02.7": "other",
    "T02.8": "other",
    "T02.9": "other",
    "T02.10": "other",
    "T04": "billing",
    "T05": "not_as_described",
    "T06": "redress",
    "T07": "unfair",
    "T07.5": "unsolicited",
    "T07.7": "fraud",
    "T08": "contract",
    "T08.4": "withdrawal",
    "T08.6": "withdrawal",
    "T10": "unsafe",
    "T11": "data",
}
_UNION: Final = "EU"
_FLAGS: Final = {
    "counterfeit": "counterfeit",
    "unsafe": "unsafe",
    "injury": "injury",
    "fraud": "fraud",
    "data_misused": "data",
}
INDICATORS: Final = tuple(name for name, field in FURTHER.items() if field.kind is FactKind.INDICATOR)
# So many indicators answered with yes are taken for a directed activity until a court says otherwise.
ENOUGH_INDICATORS: Final = 2


def with_derived(facts: CaseFacts) -> CaseFacts:
    """Add the facts that follow from others."""
    made: dict[str, FactValue | None] = {
        "trouble": _trouble(facts),
        "directs": _directs(facts),
        "arrived": _arrived(facts),
        "price": facts.get("item_price") or facts.get("amount"),
    }
    with_directs = facts.changed(**made)
    return with_directs.changed(court_country=_court_country(with_directs))


def with_seat(facts: CaseFacts, world: World, on: dt.date) -> CaseFacts:
    """Add where the seller counts as domiciled.

    One outside the Union is at its branch inside (Brussels Ia, Article 17(2)).
    """
    seller, branch = facts.text("seller_country"), facts.text("seller_branch_country")
    outside = bool(seller) and not world.is_in(seller, _UNION, on)
    return facts.changed(seller_seat=(branch if branch and outside else seller) or None)


def trouble_of(code: str) -> str:
    """Give the trouble a problem code stands for; empty if it stands for none that routes know."""
    return TROUBLE_OF.get(code) or TROUBLE_OF.get(code.partition(".")[0], "")


def _trouble(facts: CaseFacts) -> tuple[str, ...] | None:
    found = {trouble_of(code) or "other" for code in facts.codes("problems")}
    found |= {trouble for name, trouble in _FLAGS.items() if facts.get(name) is True}
    if facts.day("withdrawn_on") is not None:
        found.add("withdrawal")
    return tuple(sorted(found)) or None


def _directs(facts: CaseFacts) -> bool | None:
    stated = facts.get("seller_directs")
    if isinstance(stated, bool):
        return stated
    answers = [facts.get(name) for name in INDICATORS]
    if answers.count(True) >= ENOUGH_INDICATORS:
        return True
    return False if all(answer is False for answer in answers) else None


def _court_country(facts: CaseFacts) -> str | None:
    """A consumer sues at home where the seller directs its business there, else where the seller sits.

    As long as nobody has looked, home is taken: the route says that it has to be shown.
    """
    at_home = facts.get("directs") is not False
    return facts.text("consumer_country" if at_home else "seller_country") or None


def _arrived(facts: CaseFacts) -> str | None:
    stated = facts.text("delivery_state")
    if stated:
        return stated
    problems = facts.codes("problems")
    if "T02.2" in problems:
        return "partial"
    if facts.day("delivered_on") is not None:
        return "complete"
    return "none" if "T02.1" in problems else None
