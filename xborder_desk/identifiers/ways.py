"""Which kind of address a way of contact uses, and the form in which two writings of it are the same."""

from __future__ import annotations

import re
from typing import Final

from xborder_desk.domain.address_book import Ways
from xborder_desk.identifiers.normal import normal

# What kind of identifier an address is that was used by this way.
KIND_OF: Final = {
    "messenger": "phone",
    "letter": "address",
    "registered_letter": "address",
    "visit": "address",
    "bailiff": "address",
    "sms": "phone",
}
_MESSENGER: Final = "messenger"
_DIALLED: Final = re.compile(r"[+(]?[\d\s()./-]{6,}\d")


def normal_address(channel: str, address: str) -> str:
    """Give the form in which two writings of one address are the same."""
    return normal(kind_of(channel, address), address) if address else ""


def kind_of(channel: str, address: str = "") -> str:
    """Give the kind of identifier that a way of contact uses; a messenger's may be a number or a name."""
    if channel == _MESSENGER and address and not _DIALLED.fullmatch(address.strip()):
        return _MESSENGER
    return KIND_OF.get(channel, channel)


WAYS: Final = Ways(normal_address, kind_of)
