"""How each field of a case is read from what a person types."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from xborder_desk.domain import words
from xborder_desk.domain.cases import DATE_FIELDS
from xborder_desk.domain.choices import CaseStatus, OutcomeKind, PaymentMethod, Want, parse_choice
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.fact_table import FURTHER, FactKind
from xborder_desk.domain.routes.route import PAPERS
from xborder_desk.i18n import N_
from xborder_desk.identifiers import codes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from xborder_desk.domain.fact_table import FactField

_NAMES: Final = (
    "platform",
    "order_number",
    "product",
    "product_identifier",
    "payment_reference",
    "selling_method",
    "advertising_method",
    "sector",
    "market",
    "outcome_route",
    "caseworker",
)
_TEXTS: Final = ("story", "wants_note")
_YES: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
# What people call some fields on the command line.
ALSO: Final = {
    "payment": "payment_method",
    "problem": "problems",
    "want": "wants",
    "complaint": "story",
}


def known_names() -> list[str]:
    """Give the names of every field that can be set, in alphabetical order."""
    special = ("title", "status", "language", "payment_method", "wants", "outcome", "problems")
    money = ("amount", "currency", "outcome_amount", "outcome_currency", "via_marketplace")
    return sorted({*DATE_FIELDS, *_NAMES, *_TEXTS, *special, *money, *FURTHER})


def read(given: Mapping[str, str], now: Mapping[str, object], problems: Collection[str]) -> dict[str, object]:
    """Turn typed fields into values; ``now`` are the case's present ones, ``problems`` the known codes.

    Raises:
        BadInputError: a name that is no field, or a value that cannot be taken; nothing is changed.

    """
    typed = {ALSO.get(name, name): value for name, value in ((_name(key), v) for key, v in given.items())}
    taken: dict[str, object] = {}
    if further := {name: _read_further(FURTHER[name], typed.pop(name)) for name in FURTHER if name in typed}:
        kept = now.get("further")
        both = {**(kept if isinstance(kept, dict) else {}), **further}
        taken["further"] = {name: value for name, value in both.items() if value}
    for name, value in typed.items():
        if name in {"amount", "currency", "outcome_amount", "outcome_currency"}:
            continue
        taken[name] = _read_problems(value, problems) if name == "problems" else _reader(name)(value)
    taken.update(_read_money(typed, now, ""))
    taken.update(_read_money(typed, now, "outcome_"))
    return taken


def _name(key: str) -> str:
    return key.strip().lower().replace("-", "_")


def _reader(name: str) -> Callable[[str], object]:
    if name in DATE_FIELDS:
        return lambda value: words.day(value, field=name)
    if name in _NAMES:
        return lambda value: words.name(value, field=name, needed=False)
    if name in _TEXTS:
        return lambda value: words.text(value, field=name)
    readers: dict[str, Callable[[str], object]] = {
        "title": lambda value: words.name(value, field="title"),
        "status": lambda value: parse_choice(CaseStatus, value, field="status").value,
        "language": lambda value: codes.language_tag(value, field="language"),
        "payment_method": lambda value: _choice_or_empty(PaymentMethod, value, "payment_method"),
        "wants": lambda value: _choice_or_empty(Want, value, "wants"),
        "outcome": lambda value: _choice_or_empty(OutcomeKind, value, "outcome"),
        "via_marketplace": lambda value: _read_yes(value, "via_marketplace"),
    }
    if name not in readers:
        raise _no_field(name)
    return readers[name]


def _no_field(name: str) -> BadInputError:
    """Say that there is no such field, and which are written nearly so; all of them where none is."""
    known = [*known_names(), *ALSO]
    close = difflib.get_close_matches(name, known, n=5)
    told = N_("A case has no field “{given}”. Possible: {possible}.")
    if close:
        told = N_("A case has no field “{given}”. Did you mean one of these: {possible}?")
    possible = ", ".join(one.replace("_", "-") for one in close or known_names())
    return BadInputError(told, field=name, given=name.replace("_", "-"), possible=possible)


def _choice_or_empty(kind: type[PaymentMethod | Want | OutcomeKind], value: str, field: str) -> str:
    return parse_choice(kind, value, field=field).value if value.strip() else ""


def _read_yes(value: str, field: str) -> bool | None:
    given = value.strip().lower()
    if given and given not in _YES:
        raise BadInputError(N_("“{given}” is neither yes nor no."), field=field, given=value)
    return _YES.get(given)


def _read_further(field: FactField, value: str) -> str:  # noqa: PLR0911 - one return for each kind
    """Read a further fact into the text it is kept as; empty takes it away."""
    given = value.strip()
    match field.kind:
        case _ if not given:
            return ""
        case FactKind.EVENT | FactKind.DAY:
            return str(words.day(given, field=field.name))
        case FactKind.YES:
            return "yes" if _read_yes(given, field.name) else "no"
        case FactKind.INDICATOR:
            answer, _, proof = given.partition(" ")
            told = "yes" if _read_yes(answer, field.name) else "no"
            return f"{told} {words.name(proof, field=field.name, needed=False)}".strip()
        case FactKind.CHOICE | FactKind.CODES:
            return _read_ids(field, given)
        case FactKind.COUNTRY:
            return codes.country(given, field=field.name)
        case FactKind.MONEY:
            return f"{codes.amount(given, 'EUR', field=field.name):f}"
        case _:
            return words.name(given, field=field.name)


def _read_ids(field: FactField, given: str) -> str:
    many = field.kind is FactKind.CODES
    ids = [one.strip().lower() for one in (given.split(",") if many else [given]) if one.strip()]
    possible = field.choices or tuple(PAPERS)
    for one in ids:
        if one not in possible:
            raise BadInputError(
                N_("“{given}” is not known for {name}. Possible: {possible}."),
                field=field.name,
                name=field.name,
                given=one,
                possible=", ".join(possible),
            )
    return ",".join(ids)


def _read_problems(value: str, known: Collection[str]) -> list[str]:
    given = [code.strip().upper() for code in value.replace(";", ",").split(",") if code.strip()]
    for code in given:
        if code not in known:
            raise BadInputError(
                N_("“{given}” is no code of the list of problems. Give one like T02.1."),
                field="problem",
                given=code,
            )
    return given


def _read_money(typed: Mapping[str, str], now: Mapping[str, object], prefix: str) -> dict[str, object]:
    amount_name, currency_name = f"{prefix}amount", f"{prefix}currency"
    if amount_name not in typed and currency_name not in typed:
        return {}
    currency = codes.currency(
        typed.get(currency_name, str(now.get(currency_name) or "")), field=currency_name
    )
    written = typed.get(amount_name, "" if now.get(amount_name) is None else str(now[amount_name]))
    if not written.strip() and not currency:
        return {amount_name: None, currency_name: None}
    if not written.strip() or not currency:
        missing = amount_name if currency else currency_name
        raise BadInputError(
            N_("An amount and its currency belong together. Give {missing} too."),
            field=missing,
            missing=missing,
        )
    return {amount_name: codes.amount(written, currency, field=amount_name), currency_name: currency}
