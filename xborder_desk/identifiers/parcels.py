"""Orders and parcels: the numbers by which platforms and carriers know them, and their check digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xborder_desk.identifiers.shapes import Checked, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_CODE: Final = re.compile(r"[^0-9A-Za-z]")
_S10: Final = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")
_UPS: Final = re.compile(r"1Z[0-9A-Z]{16}")
_WEIGHTS: Final = (8, 6, 4, 2, 3, 5, 9, 7)
_TRACKING: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:[A-Z]{2} ?\d{3} ?\d{3} ?\d{3} ?[A-Z]{2}|"
    r"1Z ?(?:[0-9A-Z] ?){15}[0-9A-Z])(?![0-9A-Za-z])"
)
_ORDERS: Final = (
    re.compile(r"(?<![\w-])\d{3}-\d{7}-\d{7}(?![\w-])"),  # Amazon
    re.compile(r"(?<![\w-])\d{2}-\d{5}-\d{5}(?![\w-])"),  # eBay
    re.compile(r"(?<![\w-])PO-\d{3}-\d{15,17}(?![\w-])"),  # Temu
    re.compile(r"(?<![\w-])GS[0-9A-Z]{13,16}(?![\w-])"),  # Shein
)
_NAMED: Final = re.compile(
    r"(?:order(?:[ -]?(?:number|no\.?|nr\.?|id))?|bestell(?:ung|nummer|nr\.?)|"
    r"commande(?: n[°o.]*)?|订单号?|訂單編?號?)"
    r"\s*[:#：]?\s*(?P<number>[A-Z0-9][A-Z0-9-]{6,24}[0-9])(?![\w-])",
    re.IGNORECASE,
)


def check_tracking(raw: str) -> Checked:
    """Check a tracking number: UPU S10 and UPS have a check digit, others are kept as they are."""
    text = _NOT_CODE.sub("", raw).upper()
    if _S10.fullmatch(text):
        return Checked(text, _s10(text))
    if _UPS.fullmatch(text):
        return Checked(text, _ups(text))
    return Checked(text)


def check_order(raw: str) -> Checked:
    """Give an order number without its dashes; no platform publishes a check digit."""
    return Checked(_NOT_CODE.sub("", raw).upper())


def origin_country(tracking: str) -> str:
    """Give the country in which a postal item (UPU S10) was posted; empty for other numbers."""
    return tracking[-2:] if _S10.fullmatch(tracking) and _s10(tracking) else ""


def find(text: str) -> Iterator[Found]:
    """Find tracking numbers and order numbers in a text."""
    for match in _TRACKING.finditer(text):
        checked = check_tracking(match.group())
        if checked.valid:
            yield Found("tracking", match.group(), match.start(), match.end(), checked.normal, valid=True)
    for pattern in _ORDERS:
        for match in pattern.finditer(text):
            yield Found("order", match.group(), match.start(), match.end(), check_order(match.group()).normal)
    for match in _NAMED.finditer(text):
        number = match["number"]
        yield Found("order", number, match.start("number"), match.end("number"), check_order(number).normal)


def _s10(text: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(text[2:10], _WEIGHTS, strict=True))
    digit = 11 - total % 11
    return int(text[10]) == {10: 0, 11: 5}.get(digit, digit)


def _ups(text: str) -> bool:
    total = 0
    for place, character in enumerate(text[2:17]):
        value = int(character) if character.isdigit() else (ord(character) - 63) % 10
        total += value * 2 if place % 2 else value
    return text[17].isdigit() and int(text[17]) == (10 - total % 10) % 10
