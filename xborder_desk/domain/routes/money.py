"""Whether a sum lies within the bounds of a route: fixed ones, or those of a country, in any currency."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.case_facts import question
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.routes.route import RouteState
from xborder_desk.domain.sentences import Sentence
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    import datetime as dt

    from xborder_desk.domain.jurisdictions import Figure
    from xborder_desk.domain.routes.conditions import Scene
    from xborder_desk.domain.routes.route import MoneyLimit, Route
    from xborder_desk.domain.routes.standing import Rates
    from xborder_desk.domain.sentences import Told

_EURO: Final = "EUR"
# From this part of a bound on, a changing rate or a further head of claim may carry the sum over it.
_CLOSE: Final = Decimal("0.95")


@dataclass(frozen=True, slots=True)
class Bounded:
    """What a bound says: the state it asks for, why, the facts it lacks, when it may change."""

    state: RouteState
    reason: Told | None = None
    missing: tuple[str, ...] = ()
    opens: dt.date | None = None
    warnings: tuple[Told, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Bound:
    least: Decimal | None
    most: Decimal | None
    currency: str
    valid_from: dt.date | None = None
    below: bool = False


def check_limits(route: Route, scene: Scene, rates: Rates) -> list[Bounded]:
    """Check every bound of a route that is the law on the day.

    A bound that will hold only later and then admits the sum makes the route wait for that day.
    """
    found: list[Bounded] = []
    for name in dict.fromkeys(limit.id for limit in route.limits):
        same = [limit for limit in route.limits if limit.id == name]
        current = next((limit for limit in same if limit.holds(scene.on)), None)
        if current is not None:
            bounded = _check(current, same, scene, rates)
            found.append(replace(bounded, source=current.source))
    return found


def _check(limit: MoneyLimit, same: list[MoneyLimit], scene: Scene, rates: Rates) -> Bounded:
    amount, currency = scene.facts.get(limit.fact), scene.facts.text("currency")
    if not isinstance(amount, Decimal) or not currency:
        asked = "amount" if not isinstance(amount, Decimal) else "currency"
        return Bounded(RouteState.UNKNOWN, question(asked), (asked,))
    bounds, later, lacking = _bounds(limit, same, scene, currency)
    if lacking is not None:
        return lacking
    verdicts = [_within(amount, currency, bound, scene.on, rates) for bound in bounds]
    if all(verdicts):
        return Bounded(RouteState.OPEN, warnings=_closeness(amount, currency, bounds, scene.on, rates))
    if None in verdicts or any(verdicts):
        unrated = None in verdicts
        return _no_rate(currency, bounds[0].currency, scene.on) if unrated else _differing(bounds)
    admitting = [one for one in later if _within(amount, currency, one, scene.on, rates)]
    return _later(admitting[0], scene.on) if admitting else Bounded(RouteState.CLOSED, _why(limit, bounds))


def _later(bound: _Bound, on: dt.date) -> Bounded:
    told = N_("The limit changes on {day}; then the sum lies within it.")
    return Bounded(
        RouteState.WAITING, Sentence(told, {"day": bound.valid_from or on}), opens=bound.valid_from
    )


def _why(limit: MoneyLimit, bounds: list[_Bound]) -> Sentence:
    return Sentence(limit.why.text, {**limit.why.fields, **_words(bounds)}, limit.why.context)


def _no_rate(currency: str, wanted: str, on: dt.date) -> Bounded:
    told = N_("There is no exchange rate for {currency} on {day} or before; enter the amount in {wanted}.")
    fields: dict[str, object] = {"currency": currency, "day": on, "wanted": wanted}
    return Bounded(RouteState.UNKNOWN, Sentence(told, fields), ("currency",))


def _differing(bounds: list[_Bound]) -> Bounded:
    """Tell several limits: parts of a country have their own, or a change is not certain."""
    told = N_("The limits that may hold differ ({limits}). Check which one does.")
    limits = ", ".join(f"{one.most:f} {one.currency}" for one in bounds if one.most is not None)
    return Bounded(RouteState.UNKNOWN, Message(told, {"limits": limits}))


def _words(bounds: list[_Bound]) -> dict[str, object]:
    widest = max(bounds, key=lambda one: one.most or 0)
    return {
        "most": "" if widest.most is None else widest.most,
        "least": "" if widest.least is None else widest.least,
        "currency": widest.currency,
    }


def _bounds(
    limit: MoneyLimit, same: list[MoneyLimit], scene: Scene, currency: str
) -> tuple[list[_Bound], list[_Bound], Bounded | None]:
    """Give the bounds of the day, those to come, and instead of both what is lacking to know them."""
    if limit.figure is None:
        later = sorted(
            (_fixed(one) for one in same if one.valid_from is not None and one.valid_from > scene.on),
            key=lambda one: one.valid_from or scene.on,
        )
        return [_fixed(limit)], later, None
    country = scene.facts.text(limit.country)
    found = scene.world.of(country) if country else None
    figures = found.in_force(limit.figure, scene.on) if found else ()
    if any(figure.bound == "none" for figure in figures):
        return [_Bound(None, None, currency)], [], None
    bounds = [_of(figure) for figure in figures if figure.amount is not None]
    if bounds and found:
        return bounds, [_of(one) for one in found.upcoming(limit.figure, scene.on) if one.amount], None
    if not country:
        return [], [], Bounded(RouteState.UNKNOWN, question("consumer_country"), ("consumer_country",))
    told = N_("There are no figures for {country} yet. Ask its courts for their limits.")
    return [], [], Bounded(RouteState.UNKNOWN, Message(told, {"country": country}))


def _fixed(limit: MoneyLimit) -> _Bound:
    return _Bound(limit.least, limit.most, limit.currency, limit.valid_from)


def _of(figure: Figure) -> _Bound:
    return _Bound(None, figure.amount, figure.currency, figure.valid_from, below=figure.bound == "below")


def _within(amount: Decimal, currency: str, bound: _Bound, on: dt.date, rates: Rates) -> bool | None:
    value = convert(amount, currency, bound.currency, on, rates)
    if value is None:
        return None
    if bound.most is not None and (value >= bound.most if bound.below else value > bound.most):
        return False
    return bound.least is None or value > bound.least


def _closeness(
    amount: Decimal, currency: str, bounds: list[_Bound], on: dt.date, rates: Rates
) -> tuple[Told, ...]:
    most = max((bound for bound in bounds if bound.most), key=lambda one: one.most or 0, default=None)
    if most is None or most.most is None:
        return ()
    value = convert(amount, currency, most.currency, on, rates)
    if value is None or value <= most.most * _CLOSE:
        return ()
    told = N_("The sum is close to the limit of {most} {currency}.")
    return (Sentence(told, {"most": most.most, "currency": most.currency}),)


def convert(amount: Decimal, currency: str, wanted: str, on: dt.date, rates: Rates) -> Decimal | None:
    """Give a sum in another currency by the reference rates of a day; None where a rate is not known."""
    if currency == wanted:
        return amount
    mine = Decimal(1) if currency == _EURO else rates.per_euro(currency, on)
    theirs = Decimal(1) if wanted == _EURO else rates.per_euro(wanted, on)
    if not mine or theirs is None:
        return None
    return (amount / mine * theirs).quantize(Decimal("0.01"))
