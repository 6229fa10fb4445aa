"""Bank accounts: IBAN and BIC with their check digits and the structure each country gives them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from stdnum import bic as bics
from stdnum import iban as ibans
from stdnum.exceptions import InvalidComponent, ValidationError

from xborder_desk.identifiers.shapes import Checked, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_CODE: Final = re.compile(r"[^0-9A-Za-z]")
_IBAN: Final = re.compile(r"(?<![0-9A-Za-z])[A-Z]{2}\d{2}(?:[ \u00a0-]?[0-9A-Z]){11,30}(?![0-9A-Za-z])")
_SHAPE: Final = re.compile(r"[A-Z]{2}\d{2}[0-9A-Z]{11,30}")
_BIC: Final = re.compile(
    r"(?:BIC|SWIFT(?:[-/ ]?(?:BIC|code))?)\W{1,4}([A-Z]{6}[0-9A-Z]{2}(?:[0-9A-Z]{3})?)(?![0-9A-Za-z])",
    re.IGNORECASE,
)


def check_iban(raw: str) -> Checked:
    """Check an IBAN: its length, its two digits, and the bank's own digits where the country has them."""
    text = _NOT_CODE.sub("", raw).upper()
    return Checked(text, _right_iban(text)) if text else Checked("")


def check_account(raw: str) -> Checked:
    """Check an account number; only one that looks like an IBAN has something to check."""
    text = _NOT_CODE.sub("", raw).upper()
    return Checked(text, _right_iban(text) if _SHAPE.fullmatch(text) else None)


def check_bic(raw: str) -> Checked:
    """Check the form of a BIC; the ending that stands for the head office is left out."""
    text = _NOT_CODE.sub("", raw).upper()
    if not text:
        return Checked("")
    bank = text[:8] if len(text) == len("AAAABBCCDDD") and text.endswith("X" * 3) else text
    return Checked(bank, bics.is_valid(text))


def find(text: str) -> Iterator[Found]:
    """Find IBANs (also with a wrong digit, marked so) and BICs that are called so."""
    for match in _IBAN.finditer(text):
        raw = _trimmed(match.group())
        checked = check_iban(raw)
        if checked.valid or _placed(checked.normal):
            yield Found("iban", raw, match.start(), match.start() + len(raw), checked.normal, checked.valid)
    for match in _BIC.finditer(text):
        checked = check_bic(match[1])
        if checked.valid:
            yield Found("bic", match[1], match.start(1), match.end(1), checked.normal, valid=True)


def _right_iban(text: str) -> bool:
    try:
        ibans.validate(text)
    except InvalidComponent:
        # The bank is none that is known today; the digits may be right all the same.
        return ibans.is_valid(text, check_country=False)
    except (ValidationError, ValueError, IndexError):
        return False
    return True


def _trimmed(raw: str) -> str:
    """Cut off words that follow an IBAN: the longest beginning that is right, else the whole."""
    parts = re.split(r"([ \u00a0])", raw)
    for end in range(len(parts), 0, -2):
        begun = "".join(parts[:end])
        if _right_iban(_NOT_CODE.sub("", begun).upper()):
            return begun
    return raw


def _placed(text: str) -> bool:
    """Tell whether only the digits are wrong: the length is one that the country uses."""
    length = _LENGTHS.get(text[:2])
    return length is not None and len(text) == length


_LENGTHS: Final = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24,
    "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27, "LI": 21, "LT": 20,
    "LU": 20, "LV": 21, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19,
    "SK": 24, "TR": 26, "AE": 23, "IL": 23, "SA": 24, "UA": 29,
}  # fmt: skip
