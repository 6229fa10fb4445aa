"""What a text may be asked about a case: identifiers, amounts, days and names on card statements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xborder_desk.identifiers import amounts, dates, finding
from xborder_desk.identifiers.payments import check_descriptor
from xborder_desk.identifiers.shapes import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KINDS: Final = (
    "email", "phone", "website", "storefront", "iban", "bic", "vat", "registration", "order", "tracking",
    "paypal", "wechat", "alipay", "descriptor", "amount", "date",
)  # fmt: skip
# As banks print them: the payment firm, a star, and in capitals who is paid.
_DESCRIPTOR: Final = re.compile(
    r"(?<![\w*])(?:PAYPAL|PP|SQ|SQR|SUMUP|ZETTLE|IZETTLE|STRIPE|SP|ADYEN|KLARNA|MOLLIE|ALIPAY|ALP|WECHAT|TENPAY|"
    r"ALIEXPRESS|ALI|PAYONEER|WORLDPAY|CKO|PADDLE\.NET|2CO\.COM|GOOGLE|AMZN|AMZN MKTP|AMAZON|DRI|EBAY|"
    r"ETSY|TEMU|SHEIN|WISE|TST|FS|EB)[ ]?\*[ ]?[A-Z0-9][A-Z0-9.&'/-]*(?:[ ][A-Z0-9.&'/-]+){0,3}"
)


def find(text: str, *, country: str = "") -> list[Found]:
    """Find all of it, in the order of the text; what overlaps is told once, by the more certain reading."""
    readings: tuple[Iterable[Found], ...] = (
        _descriptors(text),
        finding.find(text, country=country),
        dates.find(text, country),
        amounts.find(text),
    )
    kept: list[Found] = []
    for found in (one for reading in readings for one in reading):
        if all(found.end <= other.start or found.start >= other.end for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda one: one.start)


def _descriptors(text: str) -> Iterator[Found]:
    for match in _DESCRIPTOR.finditer(text):
        yield Found(
            "descriptor", match.group(), match.start(), match.end(), check_descriptor(match.group()).normal
        )
