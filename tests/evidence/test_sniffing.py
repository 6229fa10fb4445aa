"""What kind a file is, told from its first bytes in the program itself: nothing can make that hang."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.evidence import HEAD, kind_of, kinds

if TYPE_CHECKING:
    from xborder_desk.domain.evidence import EvidenceKind

NAMES = ("a.txt", "a.html", "a.eml", "WhatsApp Chat.txt", "a.json", "a.pdf", "a.msg", "without")
ROWS = {
    "comments": b"<!---->",
    "comments with words": b"<!-- a -->\n",
    "comments never closed": b"<!--",
    "declarations": b"<?xml ",
    "blanks": b" ",
    "lines": b"\r\n",
    "fields": b"From: a\n",
    "mail lines": b"From a@b Mon Mar  2 09:30:00 2026\n",
    "dates": b"12/31/25, 9:05 - ",
    "dates in brackets": b"[12/31/25, 9:05:03 PM] ",
    "figures": b"1",
    "days in Chinese": "2026年3月2日 下午".encode(),
    "quotes": b'"from_id" : ',
    "brackets": b"<",
    "parts": b"Content-Type: multipart/related\n",
    "zip": b"PK\x03\x04",
    "gzip": b"\x1f\x8b\x08\x00",
    "zeros": b"\0",
}


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("end", [b"", b"x", b"<html>"])
def test_no_row_of_anything_holds_the_program_up(row: str, end: bytes) -> None:
    piece = ROWS[row]
    head = (piece * (HEAD // len(piece)))[: HEAD - len(end)] + end
    began = time.perf_counter()
    for name in NAMES:
        kind_of(head, name)
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("count", [0, 1, 30, 500])
def test_a_page_behind_comments_is_one(count: int) -> None:
    head = b"<!-- a > b -- c -->\n" * min(count, HEAD // 20 - 2) + b"<!DOCTYPE html><p>"
    assert kind_of(head, "what").id == "web"
    assert kind_of(b"<?xml version='1.0'?>\n" + head[: HEAD - 30], "a.txt").id == "web" or count > 400


@given(st.binary(max_size=400), st.sampled_from(NAMES))
def test_any_bytes_are_of_some_kind(head: bytes, name: str) -> None:
    chosen = kind_of(head, name)
    assert chosen in kinds()
    for kind in kinds():
        assert 0 <= kind.sniff(head, name) <= 1
    assert chosen.sniff(head, name) == max(kind.sniff(head, name) for kind in kinds())


@given(st.sampled_from([kind for kind in kinds() if kind.sample()]), st.integers(0, 400))
def test_a_sample_cut_off_breaks_no_judgement(kind: EvidenceKind, end: int) -> None:
    sample = kind.sample()
    assert kind_of(sample[:end], "a.bin") in kinds()


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.id)
def test_each_kind_knows_its_sample_under_any_name(kind: EvidenceKind) -> None:
    sample = kind.sample()[:HEAD]
    names = ["a", "без имени", "..", "", " "]
    found = {kind_of(sample, name).id for name in names}
    assert len(found) == 1, found
