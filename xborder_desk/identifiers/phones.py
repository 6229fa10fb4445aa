"""Phone numbers: written internationally, whatever the local habit, by the tables of phonenumbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from xborder_desk.identifiers.shapes import Checked, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_DIAL: Final = re.compile(r"[^0-9+]")
_LINKS: Final = re.compile(
    r"^(?:tel:|sms:|whatsapp:|(?:https?://)?(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=))\+?(?=\d)",
    re.IGNORECASE,
)
# What stands before a number that is no phone.
_OTHER: Final = re.compile(
    r"(?:order|bestell\w*|tracking|sendung\w*|invoice|rechnung\w*|iban|vat|ust\S*|hrb|konto\w*|no\.?|nr\.?|id|"
    r"订单号?|运单号?|单号)\W{0,4}$",
    re.IGNORECASE,
)


def check(raw: str, country: str = "") -> Checked:
    """Give a number as +49301234567; ``country`` is where a number without its country is dialled."""
    text = raw.translate(_DIGITS).replace("(0)", "").strip()
    linked = _LINKS.match(text)
    text = "+" + text[linked.end() :] if linked else text
    crude = _crude(text)
    number = _parse("+" + crude[1:] if crude.startswith("+") else crude, country)
    if number is None:
        return Checked(crude)
    form = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return Checked(form, phonenumbers.is_valid_number(number))


def find(text: str, country: str = "") -> Iterator[Found]:
    """Find the phone numbers in a text; without ``country`` only those written with their country's code."""
    for match in phonenumbers.PhoneNumberMatcher(text, country or None):
        if not _OTHER.search(text[max(0, match.start - 24) : match.start]):
            form = phonenumbers.format_number(match.number, PhoneNumberFormat.E164)
            yield Found("phone", match.raw_string, match.start, match.end, form, valid=True)


_DIGITS: Final = {
    **{ord("０") + n: str(n) for n in range(10)},
    **{ord("٠") + n: str(n) for n in range(10)},
    **{ord("۰") + n: str(n) for n in range(10)},
    ord("＋"): "+",
}


def _crude(text: str) -> str:
    digits = _NOT_DIAL.sub("", text.split("ext", maxsplit=1)[0])
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    return digits[:1] + digits[1:].replace("+", "")


def _parse(digits: str, country: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(digits, country or None)
    except NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None
