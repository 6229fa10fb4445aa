"""A small dossier with everything in it, a store in memory's place, and odd PDFs made on the spot."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from xborder_desk.domain.dossier import (
    CaseHead,
    ClaimLine,
    Contact,
    Correction,
    DossierContent,
    Edition,
    Entry,
    Exhibit,
    Fact,
    Head,
    Identifier,
    Mail,
    Money,
    Party,
    Profile,
    Purchase,
    Result,
    When,
)
from xborder_desk.domain.evidence import Stored
from xborder_desk.domain.references import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xborder_desk.jobs.context import JobContext

GERMAN = Profile("de", label={"*": "Anlage K {n}"}, list_title={"de": "Anlagenverzeichnis"})
GENERIC = Profile("generic")


class FolderStore:
    """Evidence bytes kept in a folder by their hash."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, source: Path, ctx: JobContext | None = None) -> Stored:
        if ctx is not None:
            ctx.check()
        return self.add_bytes(source.read_bytes())

    def add_bytes(self, data: bytes) -> Stored:
        sha256 = hashlib.sha256(data).hexdigest()
        (self._folder / sha256).write_bytes(data)
        return Stored(sha256, len(data))

    def path(self, sha256: str) -> Path:
        return self._folder / sha256

    def has(self, sha256: str) -> bool:
        return (self._folder / sha256).exists()


def exhibit(number: int, stored: Stored, media_type: str = "application/pdf", **more: Any) -> Exhibit:
    """Make an exhibit of stored bytes."""
    values: dict[str, Any] = {
        "key": f"E-{number:02}",
        "evidence_id": f"2026-0001/E-{number:02}",
        "uid": f"{number:032x}",
        "sha256": stored.sha256,
        "size": stored.size,
        "title": f"Beleg {number}",
        "kind": "PDF",
        "media_type": media_type,
        "filename": f"beleg-{number}.pdf",
        "date": When(date(2026, 3, 15)),
        "language": "de",
        "received": datetime(2026, 11, 1, 10, tzinfo=UTC),
        "zone": "Europe/Berlin",
        "custody": ("1.11.2026 übernommen",),
    }
    return Exhibit(**{**values, **more})


def mail(number: int, **more: Any) -> Exhibit:
    """Make an exhibit that is an e-mail."""
    head = Mail(
        "Ana <ana@example.org>", ("shop@example.org",), (), "2 Mar 2026", "Wo ist meine Ware?", ("a.pdf",)
    )
    values = {"kind": "E-Mail", "mail": head, "text": "Guten Tag,\n\nwo bleibt die Ware?\n\n" + "x" * 300}
    return exhibit(number, Stored("0" * 64, 10), "message/rfc822", **{**values, **more})


def content(
    exhibits: Iterable[Exhibit] = (), *, language: str = "de", profile: Profile = GERMAN, **more: Any
) -> DossierContent:
    """Make a dossier that uses every kind of value once."""
    at = datetime(2026, 5, 1, 8, 30, tzinfo=UTC)
    values: dict[str, Any] = {
        "edition": Edition(
            3, datetime(2026, 11, 23, 12, tzinfo=UTC), "f" * 64, "Europe/Berlin", "Beratung Musterstadt"
        ),
        "case": CaseHead("2026-0001", "Nicht gelieferte Kaffeemaschine", "offen", ("de", "zh")),
        "profile": profile,
        "language": language,
        "wish": "Rückzahlung, siehe {{ref:E-01:1}}.",
        "claim": Money(Decimal("1199.00"), "EUR"),
        "claim_lines": (ClaimLine("Kaufpreis", Money(Decimal("1199.00"), "EUR")),),
        "parties": (
            Party("P-01", "Verbraucherin", "Łucja Öztürk", "", "DE", ("Lange Str. 1\n10115 Berlin",)),
            Party(
                "P-02",
                "Verkäufer",
                "深圳市好咖啡電子商務有限公司",
                "Shenzhen Hao Kafei Co., Ltd.",
                "CN",
                ("广东省深圳市龙华区",),
                (Identifier("Telefon", "+86 755 8888 1234", "Impressum", (Reference("E-01", 1),)),),
            ),
        ),
        "purchases": (
            Purchase(
                "DE-4711",
                "Bella 3000",
                Money(Decimal("1199.00"), "EUR"),
                When(date(2026, 3, 15)),
                When(at=at, zone="Europe/Berlin"),
                When(date(2026, 4, 1), "month"),
                None,
                "Visa",
                (Reference("E-01"),),
            ),
        ),
        "facts": (
            Fact(
                "F-01", "Bezahlt ({{ref:E-01:1}}).", When(date(2026, 3, 15)), proofs=(Reference("E-01", 1),)
            ),
        ),
        "chronology": (Entry(When(date(2026, 4, 2)), "Nachfrage {{ref:E-02}}", (Reference("E-02"),)),),
        "contacts": (
            Contact(
                "A-01",
                at,
                "Europe/Berlin",
                "Telefon",
                "+86 755 8888 1234",
                "Verkäufer",
                "10.30 Uhr",
                "Impressum",
                "Nachfrage",
                (Result("Kein Anschluss {{ref:E-02:1}}", at, "Europe/Berlin"),),
                (Correction(at, "+86 1", "+86 755 8888 1234", "Europe/Berlin", "Zahlendreher"),),
            ),
        ),
        "exhibits": tuple(exhibits),
        "heads": (Head("Kontakte", 12, "a" * 64),),
    }
    return DossierContent(**{**values, **more})


def odd_pdf(target: Path, page_keys: list[dict[str, Any]], drawn: bytes = b"") -> Path:
    """Make a PDF whose pages have these keys and draw ``drawn``; the font is called /F."""
    with pikepdf.new() as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        shared = pdf.make_indirect(Dictionary(Font=Dictionary(F=font)))
        for keys in page_keys:
            page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Resources=shared)
            page.Contents = pdf.make_stream(drawn or b"BT /F 20 Tf 100 500 Td (Hello) Tj ET")
            for key, value in keys.items():
                page[f"/{key}"] = value
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        pdf.save(target)
    return target
