"""Pages saved as one file, and web archives."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any, cast

import pytest

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import kind_of, web
from xborder_desk.evidence.web import page, saved, warc
from xborder_desk.mail.web_text import read_html

if TYPE_CHECKING:
    from pathlib import Path

HTML = b"<html lang=en><head><title>Order 4711</title></head><body><p>Shipped.</p></body></html>"


def read(tmp_path: Path, data: bytes, name: str, room: int = 1 << 20) -> Reading:
    path = tmp_path / name
    path.write_bytes(data)
    assert kind_of(data[:8192], name) is web.KIND
    return Reading.from_plain(web.read(str(path), name, room))


def record(kind: str, address: str, body: bytes, media_type: str = "application/http") -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-03-02T09:30:00Z\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def answer(body: bytes, media_type: str = "text/html", more: bytes = b"", status: int = 200) -> bytes:
    return b"HTTP/1.1 %d OK\r\nContent-Type: %b\r\n%b\r\n%b" % (status, media_type.encode(), more, body)


def captured() -> list[bytes]:
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(HTML), HTML)
    return [
        record("warcinfo", "", b"software: x\r\n", "application/warc-fields"),
        record("request", "https://shop.example/", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "https://shop.example/old", answer(b"", status=302)),
        record(
            "response",
            "https://shop.example/",
            answer(gzip.compress(HTML), more=b"Content-Encoding: gzip\r\n"),
        ),
        record("response", "https://shop.example/2", answer(chunked, more=b"Transfer-Encoding: chunked\r\n")),
        record("response", "https://shop.example/a/bill.pdf?x=1", answer(b"%PDF-1", "application/pdf")),
    ]


@pytest.mark.parametrize("name", ["site.warc", "site.warc.gz"])
def test_a_web_archive_tells_what_was_captured_when(name: str, tmp_path: Path) -> None:
    pieces = captured()
    packed = name.endswith(".gz")
    data = b"".join(map(gzip.compress, pieces)) if packed else b"".join(pieces)
    reading = read(tmp_path, data, name)
    assert (reading.title, reading.date) == ("Order 4711", "2026-03-02T09:30:00+00:00")
    assert reading.page_texts == ("Shipped.", "Shipped.")
    assert reading.facts["saved_from"] == "https://shop.example/"
    listed = cast("list[dict[str, Any]]", reading.facts["captured"])
    statuses = [row["status"] for row in listed]
    assert statuses == [302, 200, 200, 200]
    assert [(part.name, part.data) for part in reading.parts] == [("bill.pdf", b"%PDF-1")]
    cut = read(tmp_path, data[: len(data) * 2 // 3], "cut.warc")
    assert cut.page_texts
    assert "damaged" in str(cut.warnings[-1]) or not packed


def test_a_packed_archive_names_the_page_that_was_meant(tmp_path: Path) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr("archive/data.warc.gz", b"".join(map(gzip.compress, captured())))
        lines = [{"format": "json-pages-1.0"}, {"url": "https://shop.example/2"}]
        made.writestr("pages/pages.jsonl", "\n".join(map(json.dumps, lines)))
    reading = read(tmp_path, kept.getvalue(), "capture.wacz")
    assert reading.facts["saved_from"] == "https://shop.example/2"
    assert reading.media_type == "application/wacz"


def test_a_page_saved_as_one_file(tmp_path: Path) -> None:
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://shop.example/order?id=1\r\n"
        b"Subject: =?utf-8?Q?Order=204711?=\r\nDate: Mon, 2 Mar 2026 09:30:00 +0100\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html\r\nContent-Location: https://shop.example/order\r\n\r\n<p>Shipped.</p>\r\n"
        b"--b\r\nContent-Type: image/png\r\nContent-Location: https://shop.example/i/ware.png?v=2\r\n\r\npng\r\n"
        b"--b\r\nContent-Type: text/css\r\nContent-Location: cid:css\r\n\r\np{}\r\n--b--\r\n"
    )
    reading = read(tmp_path, data, "order.mhtml")
    assert (reading.title, reading.date) == ("Order 4711", "2026-03-02T09:30:00+01:00")
    assert reading.facts["saved_from"] == "https://shop.example/order?id=1"
    assert reading.page_texts == ("Shipped.",)
    assert [(part.name, part.data) for part in reading.parts] == [("ware.png", b"png")]
    assert saved.looks_saved(data, "attachment")
    assert not saved.looks_saved(data.replace(b"Saved by", b"Ann").replace(b"Snapshot-", b"X-"), "mail.eml")


def test_what_a_saving_program_noted() -> None:
    data = (
        b"<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://shop.example/x \n"
        b" saved date: Mon Mar 02 2026 09:30:00 GMT+0100 (CET)\n--><head>"
        b'<link rel=canonical href="https://shop.example/y"><meta name="author" content="Shop">'
    )
    facts = page.read_page(data).facts
    assert (facts["saved_from"], facts["captured_at"]) == (
        "https://shop.example/x",
        "2026-03-02T09:30:00+01:00",
    )
    assert (facts["address"], facts["author"]) == ("https://shop.example/y", "Shop")


def test_a_page_saved_in_unicode_may_still_claim_its_old_letters() -> None:
    claimed = "<meta charset=gb2312><title>科技</title><p>人工智能迈上新台阶 " + "数据" * 20
    assert page.read_page(claimed.encode()).title == "科技"
    assert page.read_page(claimed.encode("gb18030")).title == "科技"


def test_rubbish_is_no_web_archive() -> None:
    assert not warc.is_warc(gzip.compress(b"nothing"))
    assert not warc.is_warc(b"\x1f\x8brubbish")
    assert not warc.is_wacz(b"PK\x03\x04order", "order.zip")


def test_real_pages_give_their_title_and_every_word_of_the_article(corpora: Path) -> None:
    folder = corpora / "04-web" / "readability"
    count = 0
    for file in sorted(folder.rglob("source.html")):
        reading = Reading.from_plain(web.read(str(file), file.name, 0))
        truth = json.loads((file.parent / "expected-metadata.json").read_bytes())
        said = joined(reading.title + " " + reading.page_texts[0])
        assert joined(truth["title"] or "") in said, file.parent.name
        article = words(read_html((file.parent / "expected.html").read_text("utf-8")).text)
        have = set(words(reading.page_texts[0]))
        missing = [word for word in article if word not in have]
        assert len(missing) <= 0.01 * len(article), file.parent.name
        count += 1
    assert count >= 21


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def joined(text: str) -> str:
    return "".join(words(text))
