"""Sellers for other programs: followthemoney entities, and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.services.sellers.tables import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.domain.sellers import MarkView, SellerView

# Our kinds of identifiers, as properties of followthemoney's LegalEntity.
_PROPERTIES: Final = {
    "phone": "phone", "sms": "phone", "whatsapp": "phone", "fax": "phone", "email": "email",
    "website": "website", "url": "website", "domain": "website", "vat": "vatCode",
    "registration": "registrationNumber", "address": "address", "return_address": "address",
}  # fmt: skip
# What a spreadsheet takes for the beginning of a formula; a number or telephone number is none.
_STARTS: Final = frozenset("=@\t\r+-")
_NUMBER: Final = re.compile(r"[+-][\d ()]+")
# Ends of lines for some readers of JSON lines, though not for JSON.
_ENDS: Final = {ord(one): f"\\u{ord(one):04x}" for one in "\x85\u2028\u2029"}
_SCHEMAS: Final = {"natural": "Person", "legal": "Company"}


def followthemoney(views: Iterable[SellerView], *, same: Iterable[tuple[str, str]] = ()) -> str:
    """Write sellers as followthemoney entities, one JSON object on each line.

    ``same`` are the uids of pairs that a person found to be one.
    """
    # One account may stand under several sellers; it is one entity, with an owner for each.
    found = {entity["id"]: entity for view in views for entity in _entities(view)}
    lines = [json.dumps(entity, ensure_ascii=False, sort_keys=True) for entity in found.values()]
    lines += [
        json.dumps(
            {
                "id": f"xbd-link-{one}-{other}",
                "schema": "UnknownLink",
                "properties": {"subject": [_id(one)], "object": [_id(other)], "role": ["same seller"]},
            },
            sort_keys=True,
        )
        for one, other in same
    ]
    return "".join(f"{line.translate(_ENDS)}\n" for line in lines)


def comma_separated(views: Iterable[SellerView]) -> str:
    """Write sellers as a list that can be imported again; several values stand with a semicolon between."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for view in views:
        for shop in view.storefronts or (None,):
            marks = view.marks if shop in {None, view.storefronts[0] if view.storefronts else None} else ()
            values = {
                "name": view.row.name,
                "alias": "; ".join(dict.fromkeys(name for name, *_ in view.names)),
                "country": view.row.country,
                "platform": shop.platform if shop else "",
                "storefront": (shop.url or shop.account) if shop else "",
                **{
                    kind: _values(marks, kind)
                    for kind in COLUMNS
                    if kind in _PROPERTIES or kind in {"iban", "ref"}
                },
            }
            writer.writerow([_harmless(values.get(column, "")) for column in COLUMNS])
    return out.getvalue()


def _entities(view: SellerView) -> list[dict[str, Any]]:
    schema = _SCHEMAS.get(view.row.kind, "LegalEntity")
    properties: dict[str, list[str]] = {"name": [view.row.name]}
    aliases = [name for name, *_ in view.names] + ([view.name_latin] if view.name_latin else [])
    aliases += [shop.name for shop in view.storefronts if shop.name]
    if aliases:
        properties["alias"] = sorted(set(aliases) - {view.row.name})
    if view.row.country:
        properties["country"] = [view.row.country.lower()]
    for mark in view.marks:
        name = _PROPERTIES.get(mark.kind)
        if name and mark.valid is not False:
            properties.setdefault(name, []).append(_value(name, mark))
    found = [
        {
            "id": _id(view.row.uid),
            "schema": schema,
            "properties": {k: list(dict.fromkeys(v)) for k, v in properties.items() if v},
        }
    ]
    ibans = [mark for mark in view.marks if mark.kind == "iban" and mark.valid is not False]
    found += [entity for mark in ibans for entity in _account(view, mark)]
    return found + [
        {
            "id": f"{_id(view.row.uid)}-shop-{number}",
            "schema": "UserAccount",
            "properties": {
                "owner": [_id(view.row.uid)],
                "service": [shop.platform or "?"],
                "username": [shop.account or shop.name or shop.url],
            },
        }
        for number, shop in enumerate(view.storefronts, 1)
    ]


def _value(name: str, mark: MarkView) -> str:
    """Give an identifier in the form that its type in followthemoney has."""
    if name == "phone":
        return mark.normal
    if name == "address":
        return ", ".join(line.strip() for line in mark.raw.splitlines() if line.strip())
    if name == "website":
        url = mark.raw.strip() if "://" in mark.raw else f"https://{mark.raw.strip()}"
        return url if "/" in url.partition("://")[2] else f"{url}/"
    return mark.raw.strip()


def _account(view: SellerView, mark: MarkView) -> list[dict[str, Any]]:
    """Give an account, and that the seller owns it: there a line of its own."""
    account, owner = f"xbd-account-{mark.normal}", _id(view.row.uid)
    about = {"iban": [mark.normal], "accountNumber": [mark.normal]}
    owned = {"owner": [owner], "asset": [account]}
    return [
        {"id": account, "schema": "BankAccount", "properties": about},
        {"id": f"{owner}-{mark.normal}", "schema": "Ownership", "properties": owned},
    ]


def _id(uid: str) -> str:
    return f"xbd-{uid}"


def _values(marks: Iterable[MarkView], kind: str) -> str:
    return "; ".join(mark.raw.replace("\n", ", ") for mark in marks if mark.kind == kind)


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula; phone numbers may begin with a plus."""
    return f"'{cell}" if cell[:1] in _STARTS and not _NUMBER.fullmatch(cell) else cell
