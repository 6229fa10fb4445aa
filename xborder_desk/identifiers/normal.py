"""The form in which two writings of one address, number or name are the same."""

from __future__ import annotations

import re
from typing import Final

from xborder_desk.domain.folding import fold

_SPACES: Final = re.compile(r"\s+")
_NOT_DIAL: Final = re.compile(r"[^0-9+]")
_NOT_CODE: Final = re.compile(r"[^0-9A-Za-z]")
MAIL: Final = frozenset({"email"})
DIAL: Final = frozenset({"phone", "sms", "fax", "whatsapp"})
CODE: Final = frozenset({"iban", "vat", "registration", "order", "tracking", "account"})
WEB: Final = frozenset({"url", "website", "web_form", "chat", "domain"})


def normal(kind: str, raw: str) -> str:
    """Give the normal form of an identifier of this kind; never empty unless ``raw`` is."""
    text = _SPACES.sub(" ", raw).strip()
    return _stripped(kind, text) or text


def _stripped(kind: str, text: str) -> str:
    if kind in MAIL:
        return text.removeprefix("mailto:").strip("<> ").casefold()
    if kind in DIAL:
        digits = _NOT_DIAL.sub("", text.replace("(0)", ""))
        return "+" + digits[2:] if digits.startswith("00") else digits
    if kind in CODE:
        return _NOT_CODE.sub("", text).upper()
    if kind in WEB:
        return re.sub(r"^https?://(www\.)?", "", text.casefold()).rstrip("/")
    return fold(text)
