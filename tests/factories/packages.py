"""A package to test with: a bundle, originals of awkward names, and registers with real chains."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.package import PackageSpec, PackedOriginal
from xborder_desk.domain.registers import Head, Line, next_line

if TYPE_CHECKING:
    from pathlib import Path

SCOPE: Final = "c0ffee00c0ffee00c0ffee00c0ffee00"
MADE_AT: Final = datetime(2026, 3, 29, 1, 30, 7, tzinfo=UTC)
BYTES: Final = {
    "invoice.pdf": b"%PDF-1.7 damaged",
    "empty.txt": b"",
    "../../etc/passwd": b"root\r\n",
    "照片 100%.JPG": b"\xff\xd8\xff picture",
    "照片 100%.jpg": b"\xff\xd8\xff another picture",
    "con.txt": b"a device, on one system",
}


def chain(register: str, contents: list[dict[str, object]]) -> list[Line]:
    """Chain some contents, with salts that do not change from run to run."""
    lines: list[Line] = []
    head: Head | None = None
    for number, content in enumerate(contents, 1):
        salt = hashlib.sha256(f"{register}{number}".encode()).hexdigest()[:32]
        line = next_line(head, register, SCOPE, content, salt)
        head = Head(register, SCOPE, line.seq, line.hash)
        lines.append(line)
    return lines


def sample_spec(folder: Path) -> PackageSpec:
    """Write the originals and the bundle into ``folder`` and give the spec of their package."""
    folder.mkdir(parents=True, exist_ok=True)
    bundle = folder / "made.pdf"
    bundle.write_bytes(b"%PDF-1.7 the dossier")
    originals = []
    for number, (name, data) in enumerate(BYTES.items(), 1):
        source = folder / f"stored-{number}"
        source.write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        label = f"Beilage ./{number}"
        originals.append(
            PackedOriginal(source, label, name, digest, f"2026-0001/E-0{number}", "A title", text="x")
        )
    moments = [f"2026-03-0{number}T08:00:00Z" for number in range(1, 7)]
    custody = chain(
        "custody",
        [
            {"at": at, "subject": "e" * 32, "action": "import", "sha256": original.sha256}
            for at, original in zip(moments, originals, strict=True)
        ],
    )
    contacts = chain(
        "contacts", [{"at": at, "to": "seller@example.com", "note": "寄出"} for at in moments[:3]]
    )
    heads = tuple(Head(end.register, end.scope, end.seq, end.hash) for end in (custody[-1], contacts[-1]))
    return PackageSpec(
        name="2026-0001 edition 1",
        case_number="2026-0001",
        edition=1,
        made_at=MADE_AT,
        bundle=bundle,
        originals=tuple(originals),
        lines=(*custody, *contacts),
        heads=heads,
        case={"number": "2026-0001", "title": "Lieferung ausgeblieben"},
        documents={"statement.pdf": b"%PDF-1.7 statement"},
        bag_info={"Source-Organization": "Verbraucher\nbüro"},
    )
