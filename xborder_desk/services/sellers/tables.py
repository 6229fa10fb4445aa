"""Lists of sellers from elsewhere: CSV in whatever encoding, with columns named in many ways."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.domain.folding import fold
from xborder_desk.domain.os_faults import unreadable
from xborder_desk.domain.sellers import Rejected
from xborder_desk.i18n import N_
from xborder_desk.services.sellers.encodings import decode
from xborder_desk.services.sellers.taking import NewMark, NewSeller, NewShop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS: Final = (
    "name", "alias", "country", "address", "phone", "email", "website", "iban", "vat", "registration",
    "platform", "storefront", "ref",
)  # fmt: skip
_SAME: Final = {
    "seller": "name", "company": "name", "firma": "name", "seller name": "name", "company name": "name",
    "aliases": "alias", "other names": "alias", "trading name": "alias", "land": "country", "e-mail": "email",
    "mail": "email", "telephone": "phone", "tel": "phone", "telefon": "phone", "adresse": "address",
    "web": "website", "url": "website", "homepage": "website", "vat number": "vat", "vat id": "vat",
    "ust-idnr": "vat", "company number": "registration", "registration number": "registration",
    "registrationnumber": "registration", "account": "storefront", "shop": "storefront",
    "store": "storefront",
    "storefront url": "storefront", "marketplace": "platform", "reference": "ref", "id": "ref",
    "previousname": "alias", "weakalias": "alias", "taxnumber": "vat",
}  # fmt: skip
_MARKS: Final = ("address", "phone", "email", "website", "iban", "vat", "registration", "ref")
_SEVERAL: Final = re.compile(r"\s*[;|]\s*")
_MAIL: Final = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+")
# Marks of the direction of writing, which lists copied from pages are full of.
_UNSEEN: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# What a value of the wrong column looks like: an e-mail in the name, a name in the country.
_LOOKS: Final = {
    "email": _MAIL,
    "phone": re.compile(r"(?=(?:\D*\d){5})[^@]*"),
    "country": re.compile(r"[^\d@]{2,60}"),
    "iban": re.compile(r"(?=(?:\D*\d){6})[^@]*"),
}
_COUNTRIES: Final = {
    "russia": "RU", "south korea": "KR", "north korea": "KP", "korea": "KR", "iran": "IR", "syria": "SY",
    "great britain": "GB", "england": "GB", "usa": "US", "u.s.a.": "US", "america": "US", "taiwan": "TW",
    "vietnam": "VN", "laos": "LA", "moldova": "MD", "bolivia": "BO", "tanzania": "TZ", "venezuela": "VE",
    "palestine": "PS", "turkey": "TR", "hongkong": "HK", "macau": "MO", "czech republic": "CZ", "burma": "MM",
    "ivory coast": "CI", "north macedonia": "MK", "deutschland": "DE", "osterreich": "AT", "schweiz": "CH",
    "中国": "CN", "中國": "CN", "香港": "HK", "台湾": "TW", "台灣": "TW",
    "日本": "JP", "韩国": "KR", "德国": "DE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: its number from 1, and the seller it tells of."""

    number: int
    seller: NewSeller


def read_text(file: Path) -> str:
    """Read a text file in the encoding it most likely has.

    Raises:
        FileError: it cannot be read, or is no text.

    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise unreadable(file, error) from error
    text = decode(data)
    if text is None:
        raise FileError(N_("{file} is no text. Save the list as CSV in UTF-8."), file=file.name)
    return text


def read_table(file: Path) -> tuple[list[str], Iterator[list[str]]]:
    """Read a list with a heading, whatever separates its cells: the folded heads, and the rows.

    Raises:
        FileError: the file cannot be read, or is no table.

    """
    text = read_text(file).lstrip("\ufeff\r\n ")
    first = text.split("\n", 1)[0]
    separator = max(",;\t|", key=_outside(first).count)
    body = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    heads = [fold(cell).replace("_", " ").strip() for cell in _next(body, file) or []]
    return heads, (row for row in _rows(body, file) if row)


def _outside(line: str) -> str:
    """Leave out of a line what stands in quotation marks."""
    return re.sub(r'"[^"]*"', "", line)


def _next(body: Iterator[list[str]], file: Path) -> list[str] | None:
    try:
        return next(body, None)
    except csv.Error as error:
        told = N_("{file} is no proper list: from one of its quotation marks on, nothing ends.")
        raise FileError(told, file=file.name) from error


def _rows(body: Iterator[list[str]], file: Path) -> Iterator[list[str]]:
    while (row := _next(body, file)) is not None:
        yield row


def read_sellers(file: Path) -> Iterator[Row | Rejected]:
    """Read a list of sellers; a row that cannot be meant as it stands comes as rejected, with why.

    Raises:
        FileError: the file cannot be read.
        BadInputError: it has no column with names, or a column twice.

    """
    columns, body = _columns(file)
    for number, cells in enumerate((row for row in body if any(cell.strip() for cell in row)), 1):
        yield _row(number, cells, columns)


def _columns(file: Path) -> tuple[list[str], Iterator[list[str]]]:
    heads, body = read_table(file)
    columns = [_SAME.get(head, head) for head in heads]
    doubled = sorted(
        {name for name in columns if name in COLUMNS and name != "alias" and columns.count(name) > 1}
    )
    if doubled:
        raise BadInputError(
            N_("{file} has the column {column} twice. Leave one of them out."),
            field="file",
            file=file.name,
            column=doubled[0],
        )
    if "name" not in columns:
        raise BadInputError(
            N_("{file} has no column “name”. A list has any of: {columns}."),
            field="file",
            file=file.name,
            columns=", ".join(COLUMNS),
        )
    return columns, body


def _row(number: int, cells: list[str], columns: list[str]) -> Row | Rejected:
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        return Rejected(
            number,
            N_("It has {cells} cells for {columns} columns: values have slipped into a wrong column."),
            {"cells": len(cells), "columns": len(columns)},
        )
    values: dict[str, list[str]] = {}
    for name, cell in zip(columns, cells, strict=False):
        written = _UNSEEN.sub("", cell).strip()
        if written:
            values.setdefault(name, []).append(written)
    if not values.get("name"):
        return Rejected(number, N_("It has no name."))
    if any("\ufffd" in cell for cell in cells):
        return Rejected(
            number, N_("Its characters are broken: the file has another encoding. Save it as UTF-8.")
        )
    for name, look in _LOOKS.items():
        for value in values.get(name, ()):
            # A note among several values is no sign; a column where none is right is.
            if not any(
                look.search(one) if name == "email" else look.fullmatch(one) for one in _values(value)
            ):
                return Rejected(
                    number,
                    N_("“{value}” stands under {column} but does not look like it: columns have shifted."),
                    {"value": value, "column": name},
                )
    return Row(number, _seller(values))


def _seller(values: dict[str, list[str]]) -> NewSeller:
    marks = [
        NewMark(kind, raw) for kind in _MARKS for value in values.get(kind, ()) for raw in _raws(kind, value)
    ]
    platform = (values.get("platform") or [""])[0]
    accounts = [one for value in values.get("storefront", ()) for one in _SEVERAL.split(value) if one]
    shops = [NewShop(platform=platform, account=account) for account in accounts]
    if platform and not shops:
        shops = [NewShop(platform=platform)]
    return NewSeller(
        name=values["name"][0],
        country=_country((values.get("country") or [""])[0]),
        aliases=tuple(one for value in values.get("alias", ()) for one in _SEVERAL.split(value) if one),
        marks=tuple(marks),
        shops=tuple(shops),
    )


def _raws(kind: str, value: str) -> list[str]:
    """Take a cell apart into the values it holds; what is a note beside them is left out."""
    if kind == "address":
        return [value]
    if kind == "email":
        return [one.strip(".") for one in _MAIL.findall(value)]
    look = _LOOKS.get(kind)
    return [one for one in _values(value) if look is None or look.fullmatch(one)]


def _values(value: str) -> list[str]:
    return [one for one in _SEVERAL.split(value) if one]


def _country(given: str) -> str:
    """Give the code of a country that lists call by its everyday name; anything else as it is."""
    return _COUNTRIES.get(fold(given).removeprefix("the "), given)
