"""Where a consumer can sue and whose law applies: Brussels Ia Articles 17 to 19, Rome I Article 6."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.case_facts import Sound, label
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.routes.derived import ENOUGH_INDICATORS, INDICATORS, with_derived
from xborder_desk.domain.routes.route import Source
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xborder_desk.domain.case_facts import CaseFacts
    from xborder_desk.domain.jurisdictions import World
    from xborder_desk.domain.sentences import Sentence, Told

_CHECKED: Final = dt.date(2026, 11, 23)
_UNION: Final = "EU"
BRUSSELS: Final = Source(
    "s63", "Regulation (EU) No 1215/2012", "Articles 6(1), 17, 18, 19", "sourced", _CHECKED, "S-63"
)
ROME: Final = Source("s64", "Regulation (EC) No 593/2008", "Articles 3, 4, 6", "sourced", _CHECKED, "S-64")
PAMMER: Final = Source(
    "s78",
    "Court of Justice, C-585/08 and C-144/09",
    "Pammer, Hotel Alpenhof",
    "unchecked",
    _CHECKED,
    "S-78/K",
)
UNITED_KINGDOM: Final = Source(
    "s38", "Civil Jurisdiction and Judgments Act 1982", "sections 15B, 15E", "sourced", _CHECKED, "S-38"
)
NATIONAL: Final = Source("k", "National law", "", "unchecked", _CHECKED, "K")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One sign of a directed activity: its fact, its name, yes, no or not looked at, the evidence."""

    name: str
    title: Sentence
    answer: bool | None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Court:
    """One country whose courts a consumer can go to, why, and what that rests on."""

    country: str
    why: Told
    source: Source


@dataclass(frozen=True, slots=True)
class Forum:
    """Courts, the law that applies, the sheet on directed activity, and traps to know of."""

    courts: tuple[Court, ...]
    law: Told
    law_source: Source
    directs: bool | None
    indicators: tuple[Indicator, ...]
    warnings: tuple[Told, ...]


def find_forum(facts: CaseFacts, world: World, on: dt.date, proofs: Mapping[str, str] | None = None) -> Forum:
    """Say in which countries a consumer can sue and whose law the court will look at.

    ``proofs`` gives the evidence for signs of a directed activity, by their facts.
    """
    known = with_derived(Sound.of(facts).facts)
    directs = known.get("directs")
    home, seller = known.text("consumer_country"), known.text("seller_country")
    law, source = _law(directs is not False, home, seller)
    shown = proofs or {}
    sheet = tuple(
        Indicator(name, label(name), _answer(known, name), shown.get(name, "")) for name in INDICATORS
    )
    return Forum(
        courts=tuple(_courts(known, world, on)),
        law=law,
        law_source=source,
        directs=directs if isinstance(directs, bool) else None,
        indicators=sheet,
        warnings=tuple(_warnings(known, world, on)),
    )


def _answer(facts: CaseFacts, name: str) -> bool | None:
    found = facts.get(name)
    return found if isinstance(found, bool) else None


def _courts(facts: CaseFacts, world: World, on: dt.date) -> list[Court]:
    home, seller = facts.text("consumer_country"), facts.text("seller_country")
    found: list[Court] = []
    if home and facts.get("directs") is not False:
        found.append(Court(home, *_at_home(home, world, on)))
    if seller and seller != home:
        inside = world.is_in(seller, _UNION, on)
        told = (
            N_("The seller has its domicile there (Brussels Ia, Article 18(1)).")
            if inside
            else N_("The seller sits there; the law of that country says which court.")
        )
        found.append(Court(seller, Message(told, {}), BRUSSELS if inside else NATIONAL))
    branch = facts.text("seller_branch_country")
    if branch and branch not in {home, seller} and world.is_in(branch, _UNION, on):
        told = N_("For disputes from its branch the seller is treated as domiciled there (Article 17(2)).")
        found.append(Court(branch, Message(told, {}), BRUSSELS))
    return found


def _at_home(home: str, world: World, on: dt.date) -> tuple[Told, Source]:
    if world.is_in(home, _UNION, on):
        told = N_(
            "The consumer's own place, whatever the seller's domicile, if the seller pursues or directs its "
            "business there (Brussels Ia, Articles 17(1)(c), 18(1))."
        )
        return Message(told, {}), BRUSSELS
    if home == "GB":
        told = N_("The consumer's own domicile, if the seller directs its business to the United Kingdom.")
        return Message(told, {}), UNITED_KINGDOM
    return Message(N_("The consumer's own country, if its law allows it."), {}), NATIONAL


def _law(at_home: bool, home: str, seller: str) -> tuple[Told, Source]:  # noqa: FBT001 - a plain yes or no
    if at_home:
        told = N_(
            "The law of {country}, where the consumer lives; a choice of law cannot take its mandatory "
            "protection away (Rome I, Article 6)."
        )
        return Message(told, {"country": home}), ROME
    told = N_("No directed activity: the law chosen, else the seller's, {country} (Rome I, Articles 3, 4).")
    return Message(told, {"country": seller}), ROME


def _warnings(facts: CaseFacts, world: World, on: dt.date) -> list[Told]:
    told: list[str] = []
    home, seller = facts.text("consumer_country"), facts.text("seller_country")
    if facts.get("directs") is None:
        told.append(
            N_("Nobody has looked yet whether the seller directs its business to the consumer's country.")
        )
    elif facts.get("seller_directs") is None and facts.get("directs") is True:
        told.append(
            N_("At least {number} signs of a directed activity were found; the court weighs them itself.")
        )
    if home and seller and world.is_in(home, _UNION, on) and not world.is_in(seller, _UNION, on):
        told.append(
            N_(
                "The seller sits outside the Union: at home there is no European small claims procedure, and "
                "a judgment is enforced abroad only where that country allows it."
            )
        )
    if facts.text("seller_address") == "unknown":
        told.append(N_("The seller's address is unknown: the European procedures are closed."))
    return [Message(one, {"number": ENOUGH_INDICATORS}) for one in told]
