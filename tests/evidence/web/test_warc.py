"""Web archives record by record: answers in chunks and packed, pages, files, broken ones up to the break."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.evidence.web.warc import _answer, _joined, is_wacz, is_warc, read_archive

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.evidence.web.warc import Capture

HTML = b"<html><head><title>Offer</title></head><body><p>Only 3 left</p></body></html>"


def record(kind: str, body: bytes, address: str = "https://shop.example/offer") -> bytes:
    fields = {
        "WARC-Type": kind,
        "WARC-Target-URI": address,
        "WARC-Date": "2026-03-02T09:30:00Z",
        "Content-Length": str(len(body)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + body + b"\r\n\r\n"


def answer(body: bytes, kind: str = "text/html", *more: str, status: int = 200) -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status} OK", f"Content-Type: {kind}", *more])
    return head.encode() + b"\r\n\r\n" + body


def taken(tmp_path: Path, data: bytes, room: int = 1 << 20) -> Capture:
    (tmp_path / "a.warc").write_bytes(data)
    return read_archive(tmp_path / "a.warc", room)


def test_a_page_is_told_with_its_address_and_time(tmp_path: Path) -> None:
    capture = taken(tmp_path, record("warcinfo", b"x") + record("response", answer(HTML)))
    (page,) = capture.pages
    assert (page.title, page.text.strip()) == ("Offer", "Only 3 left")
    assert page.facts["saved_from"] == "https://shop.example/offer"
    assert page.facts["captured_at"] == "2026-03-02T09:30:00+00:00"
    assert capture.listed == [
        {
            "address": "https://shop.example/offer",
            "time": "2026-03-02T09:30:00+00:00",
            "status": 200,
            "type": "text/html",
            "size": len(HTML),
            "title": "Offer",
        }
    ]


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate"])
def test_an_answer_that_is_packed_is_unpacked(tmp_path: Path, coding: str) -> None:
    body = zlib.compress(HTML) if coding == "deflate" else gzip.compress(HTML)
    capture = taken(tmp_path, record("response", answer(body, "text/html", f"Content-Encoding: {coding}")))
    assert capture.pages[0].title == "Offer"


def test_an_answer_in_chunks_is_put_together(tmp_path: Path) -> None:
    chunks = b"%x\r\n%b\r\n%x;name=1\r\n%b\r\n0\r\n\r\n" % (20, HTML[:20], len(HTML) - 20, HTML[20:])
    capture = taken(tmp_path, record("response", answer(chunks, "text/html", "Transfer-Encoding: chunked")))
    assert capture.pages[0].text.strip() == "Only 3 left"


@pytest.mark.parametrize("body", [b"", b"no chunk", b"zz\r\n", b"5\r\nab"])
def test_what_is_no_chunk_stays_as_it_is_or_as_far_as_it_goes(body: bytes) -> None:
    assert _joined(body) in {body, b"ab"}


@given(st.lists(st.binary(min_size=1, max_size=30), max_size=6))
def test_chunks_are_put_together_as_they_were_cut(pieces: list[bytes]) -> None:
    sent = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    assert _joined(sent) == b"".join(pieces)


@pytest.mark.parametrize("status", [301, 404, 500])
def test_what_was_not_there_is_listed_and_no_page(tmp_path: Path, status: int) -> None:
    capture = taken(tmp_path, record("response", answer(HTML, status=status)))
    assert (capture.pages, capture.listed[0]["status"]) == ([], status)


def test_pictures_and_documents_come_out_under_unlike_names(tmp_path: Path) -> None:
    data = b"".join(
        record("response", answer(body, kind), f"https://shop.example/{name}")
        for name, kind, body in (
            ("a.png?size=1", "image/png", b"first"),
            ("x/a.png", "image/png", b"second"),
            ("terms.pdf", "application/pdf", b"%PDF"),
            ("logo.svg", "image/svg+xml", b"<svg/>"),
            ("app.js", "text/javascript", b"run()"),
        )
    )
    capture = taken(tmp_path, data)
    assert [part.data for part in capture.parts] == [b"first", b"second", b"%PDF"]
    assert len({part.name for part in capture.parts}) == 3
    assert len(capture.listed) == 5


def test_what_has_no_room_is_left(tmp_path: Path) -> None:
    data = record("response", answer(b"x" * 90, "image/png")) + record(
        "response", answer(b"y" * 20, "image/png")
    )
    assert [part.data for part in taken(tmp_path, data, 50).parts] == [b"y" * 20]


@pytest.mark.parametrize("end", [10, 60, 250])
def test_one_that_breaks_off_is_read_up_to_there(tmp_path: Path, end: int) -> None:
    whole = record("response", answer(HTML))
    capture = taken(tmp_path, whole + record("response", answer(HTML))[:end])
    assert len(capture.pages) >= 1
    assert all(told.missing for told in capture.told)


@pytest.mark.parametrize("length", ["", "many", "-1", "-999999"])
def test_a_record_of_no_length_ends_the_reading_with_a_sentence(tmp_path: Path, length: str) -> None:
    whole = record("response", answer(HTML))
    size = b"Content-Length: %d" % len(answer(HTML))
    broken = whole.replace(size, b"Content-Length: " + length.encode())
    assert broken != whole
    capture = taken(tmp_path, whole + broken)
    assert (len(capture.pages), len(capture.told)) == (1, 1)


def test_packed_record_by_record_or_as_a_whole(tmp_path: Path) -> None:
    one, two = record("warcinfo", b"x"), record("response", answer(HTML))
    for data in (gzip.compress(one) + gzip.compress(two), gzip.compress(one + two)):
        assert taken(tmp_path, data).pages[0].title == "Offer"


def test_the_page_that_was_meant_comes_first(tmp_path: Path) -> None:
    frame = record("response", answer(HTML.replace(b"Offer", b"Frame")), "https://ads.example/")
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("archive/data.warc.gz", gzip.compress(frame + record("response", answer(HTML))))
        archive.writestr(
            "pages/pages.jsonl", 'no json\n{"format": 1}\n{"url": "https://shop.example/offer"}\n'
        )
    assert [page.title for page in taken(tmp_path, kept.getvalue()).pages] == ["Offer", "Frame"]


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b"WARC/1.0\r\n", True),
        (gzip.compress(b"WARC/1.1\r\n", mtime=0), True),
        (gzip.compress(b"else", mtime=0), False),
        (b"\x1f\x8b\0\0", False),
        (b"", False),
    ],
)
def test_an_archive_is_told_by_its_beginning(head: bytes, is_one: bool) -> None:  # noqa: FBT001 - the value compared
    assert is_warc(head) is is_one
    assert not is_wacz(head, "a.wacz")


def test_an_answer_without_a_status_is_none() -> None:
    assert _answer(b"HTTP/1.1 what\r\nContent-Type: text/html; charset=koi8-r\r\n\r\nx") == (
        0,
        "text/html",
        "koi8-r",
        b"x",
    )


@given(st.binary(max_size=300))
def test_no_bytes_break_it(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.warc"
    for start in (b"", b"WARC/1.0\r\n", b"PK\x03\x04", record("response", b"HTTP/1.1 200 OK\r\n\r\n")[:-4]):
        file.write_bytes(start + data)
        assert isinstance(read_archive(file, 1000).listed, list)
