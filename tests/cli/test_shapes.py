"""What JSON says of a file that could not be taken in, and of one that was; the same keys in both."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from xborder_desk.cli.shapes import added, item, proof
from xborder_desk.domain.cases import ProofView
from xborder_desk.domain.errors import FileError
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.items import Added, EvidenceRow
from xborder_desk.i18n.language import Language

ENGLISH = Language("en")
ROW = EvidenceRow(
    id=1, uid="u", number="E-01", part_of="", sha256="0" * 64, size=3, filename="a.txt",
    media_type="text/plain", kind="text", title="A", on="", language="", pages=None, text_chars=3,
    facts={"n": 1},
    warnings=(Message("Only {count} pages were read.", {"count": 2}),), state="read", source="", method="",
    acquired_at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC), acquired_by="Jana", descriptions={}, duplicate_of="",
)  # fmt: skip


def test_a_file_left_out_has_every_key_and_its_reason() -> None:
    fault = FileError("There is no file “{file}”.", file="a.txt")
    left = added("2026-0001", Added(Path("a.txt"), None, fault), ENGLISH, path="a.txt")
    kept = added("2026-0001", Added(Path("a.txt"), ROW), ENGLISH, path="a.txt")
    assert left.keys() <= kept.keys()
    assert (left["evidence"], left["warnings"], left["parts"]) == (None, ["There is no file “a.txt”."], [])
    assert (kept["evidence"], kept["warnings"]) == ("2026-0001/E-01", ["Only 2 pages were read."])


def test_a_fault_of_reading_joins_the_warnings() -> None:
    entry = Added(Path("a.txt"), ROW, FileError("No room."), (Added(Path("a.txt"), ROW),))
    shown = added("2026-0001", entry, ENGLISH, path="x/a.txt")
    assert shown["warnings"] == ["Only 2 pages were read.", "No room."]
    assert [part["path"] for part in shown["parts"]] == ["a.txt"]


def test_what_is_not_known_is_null() -> None:
    shown = item("2026-0001", ROW, ENGLISH)
    assert (shown["date"], shown["language"], shown["part_of"], shown["duplicate_of"]) == (None,) * 4
    assert shown["acquired_at"] == "2026-03-02T00:00:00Z"
    assert (proof(ProofView("E-02", None)), proof(ProofView("E-02", 3))) == ("E-02", "E-02:3")
