"""Facts of the followthemoney schema (version 4): which properties our entities may have, and of which type.

Read out of the library's model; only what the export uses and what could be mistaken for it stands here.
"""

from __future__ import annotations

import re
from typing import Final

_THING: Final = {
    "name": "name", "alias": "name", "previousName": "name", "country": "country", "address": "address",
    "summary": "text", "notes": "text", "sourceUrl": "url", "topics": "topic", "publisher": "string",
}  # fmt: skip
_LEGAL: Final = {
    **_THING, "email": "email", "phone": "phone", "website": "url", "legalForm": "string",
    "registrationNumber": "identifier", "taxNumber": "identifier", "vatCode": "identifier",
    "idNumber": "identifier", "jurisdiction": "country", "mainCountry": "country",
}  # fmt: skip
_LINK: Final = {
    "role": "string",
    "status": "string",
    "startDate": "date",
    "endDate": "date",
    "summary": "text",
}

PROPERTIES: Final[dict[str, dict[str, str]]] = {
    "LegalEntity": _LEGAL,
    "Person": {**_LEGAL, "firstName": "string", "lastName": "string", "nationality": "country"},
    "Company": {**_LEGAL, "currency": "string", "capital": "number"},
    "UserAccount": {
        **_THING, "owner": "entity:LegalEntity", "service": "string", "username": "string",
        "email": "email", "phone": "phone",
    },
    "BankAccount": {
        **_THING, "iban": "identifier", "bic": "identifier", "accountNumber": "identifier",
        "bankName": "string", "currency": "string",
    },
    "Ownership": {**_LINK, "owner": "entity:LegalEntity", "asset": "entity:BankAccount"},
    "UnknownLink": {**_LINK, "subject": "entity:LegalEntity", "object": "entity:LegalEntity"},
}  # fmt: skip
REQUIRED: Final[dict[str, tuple[str, ...]]] = {
    "LegalEntity": ("name",),
    "Person": ("name",),
    "Company": ("name",),
    "UserAccount": ("username",),
    "BankAccount": (),
    "Ownership": ("owner", "asset"),
    "UnknownLink": ("subject", "object"),
}
KIND_OF: Final[dict[str, frozenset[str]]] = {
    "LegalEntity": frozenset({"LegalEntity", "Person", "Company"}),
    "BankAccount": frozenset({"BankAccount"}),
}
TYPES: Final[dict[str, re.Pattern[str]]] = {
    "name": re.compile(r"(?s).*\S.*"),
    "string": re.compile(r"(?s).*\S.*"),
    "text": re.compile(r"(?s).*\S.*"),
    "identifier": re.compile(r"\S(.*\S)?"),
    "address": re.compile(r"[^\n]*\S[^\n]*"),
    "country": re.compile(r"[a-z]{2}"),
    "phone": re.compile(r"\+\d{4,16}"),
    "email": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "url": re.compile(r"https?://[^\s/]+/\S*"),
}
