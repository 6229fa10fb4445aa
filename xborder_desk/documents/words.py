"""The fixed words of a dossier, asked of a language, and what is wanted of such a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, Protocol

from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from xborder_desk.i18n.formats import Style

DOSSIER_TEXTS: Final = {
    "dossier": N_("Dossier"),
    "case": N_("Case"),
    "edition": N_("Edition"),
    "made": N_("Made on"),
    "made_by": N_("Made by"),
    "status": N_("Status"),
    "claim": N_("Claim"),
    "cases": N_("Cases"),
    "consumer": N_("Consumer"),
    "fingerprint": N_("Fingerprint of the contents (SHA-256)"),
    "about": N_("Page numbers equal the numbers of the PDF pages. Every entry of the contents is a link."),
    "against": N_("against"),
    "contents": N_("Contents"),
    "cover": N_("Cover"),
    "page": N_("Page"),
    "pages": N_("Pages"),
    "parties": N_("Parties"),
    "role": N_("Role"),
    "name": N_("Name"),
    "latin_name": N_("Name in Latin letters"),
    "country": N_("Country"),
    "address": N_("Address"),
    "identifiers": N_("Identifiers"),
    "origin": N_("Origin"),
    "facts": N_("Purchase, facts and claim"),
    "purchase": N_("Purchase"),
    "order_number": N_("Order number"),
    "product": N_("Product"),
    "amount": N_("Amount"),
    "ordered": N_("Ordered"),
    "paid": N_("Paid"),
    "delivery_promised": N_("Delivery promised"),
    "delivered": N_("Delivered"),
    "payment_method": N_("Means of payment"),
    "proof": N_("Evidence"),
    "statement": N_("Statement of facts"),
    "wish": N_("What is asked for"),
    "claim_for": N_("Head of claim"),
    "total": N_("Total"),
    "chronology": N_("Chronology"),
    "when": N_("When"),
    "what": N_("What happened"),
    "contacts": N_("Contact register"),
    "attempt": N_("Attempt"),
    "channel": N_("Channel"),
    "address_used": N_("Address used and where it came from"),
    "local_time": N_("as noted: {time}"),
    "note": N_("Note"),
    "description": N_("Description"),
    "translates": N_("Translation of"),
    "translation": N_("Translation"),
    "party": N_("Party"),
    "purpose": N_("Purpose"),
    "result": N_("Result"),
    "no_result": N_("No result recorded"),
    "correction": N_("Corrected on {time}"),
    "reason": N_("Reason"),
    "labelled": N_("{name}: {value}"),
    "exhibits": N_("List of exhibits"),
    "exhibit_label": N_("Exhibit {n}"),
    "exhibits_part": N_("Exhibits"),
    "exhibit": N_("Exhibit"),
    "document": N_("Document"),
    "date": N_("Date"),
    "proves": N_("Proves"),
    "submitted": N_("Date of submission"),
    "signature": N_("Signature: {name}"),
    "title": N_("Title"),
    "kind": N_("Kind"),
    "language": N_("Language"),
    "source": N_("Source"),
    "received": N_("Received"),
    "filename": N_("File name"),
    "size": N_("Size"),
    "evidence_id": N_("Evidence number"),
    "sha256": N_("SHA-256"),
    "custody": N_("Custody"),
    "remarks": N_("Remarks"),
    "parts": N_("Contains"),
    "part_of": N_("Part of"),
    "extract": N_("Extract: pages {first} to {last} of the document"),
    "not_shown": N_("This exhibit cannot be shown here"),
    "in_package": N_("The original is in the package."),
    "sender": N_("From"),
    "to": N_("To"),
    "cc": N_("Copy to"),
    "subject": N_("Subject"),
    "attachments": N_("Attachments"),
    "cut": N_("The text is longer; all of it is in the original."),
    "no_text": N_("(no text)"),
    "registers": N_("State of the registers"),
    "register": N_("Register"),
    "last_line": N_("Last line"),
    "hash": N_("Hash"),
    "none": N_("None."),
    "ref_page": N_("{label}, p. {page}"),
    "stamp_page": N_("p. {page}"),
    "bookmark": N_("{title} (p. {page})"),
    "exhibit_title": N_("{label} – {title}"),
}
"""Name in the page templates -> untranslated words."""


class Words(Protocol):
    """What the pages ask of a language; ``xborder_desk.i18n.language.Language`` answers all of it."""

    @property
    def tag(self) -> str:
        """The BCP 47 tag: ``de``, ``zh-Hant``."""

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """In which direction it is written."""

    def text(self, msgid: str, /, **fields: object) -> str:
        """Say an untranslated text, its named places filled."""

    def month(self, day: date) -> str:
        """Write the month and year of a day."""

    def year(self, day: date) -> str:
        """Write the year of a day."""

    def date(self, day: date, style: Style = "medium") -> str:
        """Write a day."""

    def datetime(self, at: datetime, zone: str | None = None, style: Style = "medium") -> str:
        """Write a moment in a zone, with its distance to UTC."""

    def money(self, amount: Decimal, currency: str) -> str:
        """Write an amount."""

    def size(self, count: int) -> str:
        """Write a number of bytes."""

    def country(self, code: str) -> str:
        """Name a country."""

    def language_name(self, tag: str) -> str:
        """Name a language."""


def dossier_texts(language: Words) -> dict[str, str]:
    """Say all fixed words of a dossier; named places (``{page}``) stay for the pages to fill."""
    return {name: language.text(msgid) for name, msgid in DOSSIER_TEXTS.items()}
