"""Amounts of money in a text: as written in many countries, in one form: 1249.00 EUR."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from xborder_desk.identifiers.codes import places
from xborder_desk.identifiers.shapes import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS: Final = {
    "€": "EUR", "£": "GBP", "US$": "USD", "$": "USD", "NT$": "TWD", "HK$": "HKD", "CN¥": "CNY", "RMB": "CNY",
    "元": "CNY", "人民币": "CNY", "円": "JPY", "日圓": "JPY",
    "₩": "KRW", "원": "KRW", "zł": "PLN", "Kč": "CZK",
    "Ft": "HUF", "lei": "RON", "лв": "BGN", "₽": "RUB", "₴": "UAH", "A$": "AUD", "C$": "CAD", "R$": "BRL",
    "₹": "INR", "₺": "TRY", "฿": "THB", "₫": "VND", "kr.": "DKK", "Euro": "EUR", "euros": "EUR",
    "Euros": "EUR", "euro": "EUR", "港元": "HKD", "港幣": "HKD", "新台幣": "TWD", "新臺幣": "TWD",
    "欧元": "EUR", "歐元": "EUR", "美元": "USD", "¥": "CNY", "￥": "CNY",
}  # fmt: skip
_CODES: Final = (
    "EUR", "USD", "GBP", "CHF", "CNY", "JPY", "KRW", "TWD", "HKD", "PLN", "CZK", "HUF", "RON", "SEK", "DKK",
    "NOK", "BGN", "TRY", "AUD", "CAD", "SGD", "INR", "THB", "VND", "RUB", "UAH", "BRL", "MXN", "AED", "ILS",
)  # fmt: skip
_NUMBER: Final = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,3})?"
_MARK: Final = "|".join(map(re.escape, sorted((*_SIGNS, *_CODES), key=len, reverse=True)))
_GAP: Final = "[ \u00a0\u202f]?"
_BEFORE: Final = re.compile(rf"(?<![\w$])(?P<mark>{_MARK}){_GAP}(?P<number>{_NUMBER})(?![\d\w])")
_AFTER: Final = re.compile(rf"(?<![\w.,])(?P<number>{_NUMBER})(?:,--|,-)?{_GAP}(?P<mark>{_MARK})(?![A-Za-z])")
_THOUSANDS: Final = 3


def find(text: str) -> Iterator[Found]:
    """Find amounts that name their currency, before or behind the number."""
    taken: list[tuple[int, int]] = []
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            currency = _SIGNS.get(match["mark"], match["mark"])
            value = read(match["number"], currency)
            if value is not None:
                taken.append(match.span())
                yield Found("amount", match.group(), match.start(), match.end(), f"{value} {currency}")


def read(written: str, currency: str) -> Decimal | None:
    """Read a number with whatever marks between its digits; None where it can be no amount of this currency.

    The last mark stands before decimals, unless three digits follow it, or it stands there more than once.
    """
    digits = "".join(one for one in written if one.isdigit())
    marks = [place for place, one in enumerate(written) if not one.isdigit()]
    if not digits or not marks:
        return _scaled(digits, 0, currency) if digits else None
    last = written[marks[-1]]
    behind = len(written) - marks[-1] - 1
    several = sum(written[place] == last for place in marks) > 1
    decimals = 0 if several or behind == _THOUSANDS or last not in ".," else behind
    return _scaled(digits, decimals, currency)


def _scaled(digits: str, decimals: int, currency: str) -> Decimal | None:
    most = places(currency)
    if decimals > most:
        return None
    value = Decimal(int(digits)).scaleb(-decimals)
    return value.quantize(Decimal(1).scaleb(-most))
