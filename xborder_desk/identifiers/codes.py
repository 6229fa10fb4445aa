"""Countries, currencies and languages by their standard codes, through the ISO tables of pycountry."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.folding import fold
from xborder_desk.i18n import N_

# Codes that are no ISO 3166-1 countries but that addresses and registers really use.
_ALSO: Final = {"XK": "Kosovo", "UK": "GB", "EL": "GR"}
_PLACES: Final = {
    "BHD": 3, "BIF": 0, "CLF": 4, "CLP": 0, "DJF": 0, "GNF": 0, "IQD": 3, "ISK": 0, "JOD": 3, "JPY": 0,
    "KMF": 0, "KRW": 0, "KWD": 3, "LYD": 3, "OMR": 3, "PYG": 0, "RWF": 0, "TND": 3, "UGX": 0, "UYI": 0,
    "UYW": 4, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
}  # fmt: skip
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?")
_NUMBER: Final = re.compile(r"[+-]?\d{1,15}(\.\d+)?")
MOST: Final = Decimal(10) ** 12


def country(text: str, *, field: str = "country") -> str:
    """Give the ISO 3166-1 alpha-2 code of a country given by code or English name.

    Raises:
        BadInputError: nobody knows such a country.

    """
    import pycountry  # noqa: PLC0415 - its tables are read on first use, not at start

    given = text.strip()
    if not given:
        return ""
    upper = given.upper()
    if upper in _ALSO:
        return upper if upper == "XK" else _ALSO[upper]
    found = pycountry.countries.get(alpha_2=upper) or pycountry.countries.get(alpha_3=upper)
    if found is None:
        wanted = fold(given)
        names = ("name", "common_name", "official_name")
        found = next(
            (c for c in pycountry.countries if wanted in {fold(getattr(c, n, "")) for n in names}), None
        )
    if found is None:
        raise BadInputError(
            N_("“{given}” is no country. Give its two-letter code, for example DE or CN."),
            field=field,
            given=given,
        )
    return str(found.alpha_2)


def countries() -> list[str]:
    """Give every country code one can choose, in alphabetical order."""
    import pycountry  # noqa: PLC0415 - as above

    return sorted([found.alpha_2 for found in pycountry.countries] + ["XK"])


def currency(text: str, *, field: str = "currency") -> str:
    """Give the ISO 4217 code of a currency.

    Raises:
        BadInputError: nobody knows such a currency.

    """
    import pycountry  # noqa: PLC0415 - as above

    given = text.strip().upper()
    if not given:
        return ""
    if pycountry.currencies.get(alpha_3=given) is None:
        raise BadInputError(
            N_("“{given}” is no currency. Give its three-letter code, for example EUR or CNY."),
            field=field,
            given=text.strip(),
        )
    return given


def currencies() -> list[str]:
    """Give every currency code one can choose, in alphabetical order."""
    import pycountry  # noqa: PLC0415 - as above

    return sorted(found.alpha_3 for found in pycountry.currencies)


def places(currency_code: str) -> int:
    """Give how many decimals a currency has."""
    return _PLACES.get(currency_code, 2)


def amount(text: str, currency_code: str, *, field: str = "amount") -> Decimal:
    """Read an amount as scripts write it: digits, and a point before the decimals.

    Raises:
        BadInputError: no number, negative, too large, or more decimals than the currency has.

    """
    given = text.strip().replace("\u202f", "").replace("\u00a0", "")
    try:
        value = Decimal(given) if _NUMBER.fullmatch(given) else None
    except InvalidOperation:  # pragma: no cover - the pattern admits nothing Decimal refuses
        value = None
    if value is None:
        raise BadInputError(
            N_("“{given}” is no amount. Write it with digits and a point, for example 1249.00."),
            field=field,
            given=text.strip(),
        )
    if value < 0:
        raise BadInputError(
            N_("The amount {given} is negative. Give it without the minus."), field=field, given=given
        )
    if value >= MOST:
        raise BadInputError(
            N_("The amount {given} is larger than any claim. Check it."), field=field, given=given
        )
    decimals = places(currency_code)
    if value != round(value, decimals):
        raise BadInputError(
            N_("The amount {given} has more decimals than {currency} has."),
            field=field,
            given=given,
            currency=currency_code,
        )
    return abs(round(value, decimals))  # abs: “-0” is no minus


def language_tag(text: str, *, field: str = "language") -> str:
    """Give a BCP 47 tag in its usual spelling: ``de``, ``zh-Hant``, ``pt-BR``.

    Raises:
        BadInputError: no such language.

    """
    import pycountry  # noqa: PLC0415 - as above

    given = text.strip().replace("_", "-")
    if not given:
        return ""
    parts = given.split("-")
    code = parts[0].lower()
    kind = {"alpha_2": code} if len(code) == len("de") else {"alpha_3": code}
    if not _TAG.fullmatch(given) or pycountry.languages.get(**kind) is None:
        raise BadInputError(
            N_("“{given}” is no language. Give its tag, for example de or zh-Hant."), field=field, given=given
        )
    rest = [part.title() if len(part) == len("Hant") else part.upper() for part in parts[1:]]
    return "-".join([code, *rest])
