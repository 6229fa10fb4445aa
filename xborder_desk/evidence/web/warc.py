"""Web archives (WARC, also packed as WACZ): which pages were captured when, and what they say."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, Final, cast

from xborder_desk.domain.evidence import Message, Part
from xborder_desk.domain.file_names import file_name
from xborder_desk.domain.packed import Packed, PackedError
from xborder_desk.evidence.web.page import Page, read_page
from xborder_desk.i18n import N_
from xborder_desk.mail import headers
from xborder_desk.mail.reading import unlike
from xborder_desk.mail.structure import split

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_RECORDS: Final = 20_000
MOST_PAGES: Final = 100
MOST_PARTS: Final = 200
MOST_RECORD: Final = 64 << 20
"""Bytes of one record that are read."""

_FAULTS: Final = (OSError, EOFError, zlib.error, ValueError)


@dataclass(slots=True)
class Capture:
    """The pages with their texts, the list of what was captured, files taken out, and what is odd."""

    pages: list[Page] = field(default_factory=list)
    listed: list[dict[str, Any]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


def is_warc(head: bytes) -> bool:
    """Whether it begins as a web archive does, packed or not."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def is_wacz(head: bytes, name: str) -> bool:
    """Whether it is a ZIP with web archives in it."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    return name.lower().endswith(".wacz") or (b"archive/" in head and b".warc" in head)


def read_archive(path: Path, room: int) -> Capture:
    """Read a web archive; what breaks off is read up to there."""
    capture = Capture()
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
    if not zipped:
        with path.open("rb") as file:
            _take(file, capture, room)
        return capture
    try:
        with Packed(path) as packed:
            for name in packed.names:
                if name.endswith((".warc", ".warc.gz")):
                    room = _take(io.BytesIO(packed.read(name)), capture, room)
            wanted = _first_page(packed)
    except PackedError:
        capture.told.append(
            Message(N_("The web archive is damaged; not all of it can be read."), missing=True)
        )
        wanted = ""
    # The page that was meant, before those that came along.
    capture.pages.sort(key=lambda page: page.facts.get("saved_from") != wanted)
    return capture


def _take(file: IO[bytes], capture: Capture, room: int) -> int:
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    stream = cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if packed else file
    try:
        for kind, fields, body in _records(stream):
            if kind in {"response", "resource"}:
                room = _record(capture, kind, fields, body, room)
    except _FAULTS:
        capture.told.append(
            Message(N_("The web archive is damaged; not all of it can be read."), missing=True)
        )
    return room


def _records(stream: IO[bytes]) -> Iterator[tuple[str, dict[str, str], bytes]]:
    for _ in range(MOST_RECORDS):
        line = stream.readline(1000)
        while line in {b"\r\n", b"\n"}:
            line = stream.readline(1000)
        if not line:
            return
        if not line.startswith(b"WARC/"):
            raise ValueError(line)
        fields: dict[str, str] = {}
        while (line := stream.readline(65536)).strip():
            name, _, value = line.decode("utf-8", "replace").partition(":")
            fields[name.strip().lower()] = value.strip()
        length = int(fields.get("content-length", ""))
        if length < 0:
            raise ValueError(line)
        body = stream.read(min(length, MOST_RECORD))
        _pass(stream, length - len(body))
        yield fields.get("warc-type", ""), fields, body


def _pass(stream: IO[bytes], left: int) -> None:
    while left > 0 and (piece := stream.read(min(left, 1 << 20))):
        left -= len(piece)


def _record(capture: Capture, kind: str, fields: dict[str, str], body: bytes, room: int) -> int:
    address = fields.get("warc-target-uri", "").strip("<>")
    status, media_type, charset = 200, fields.get("content-type", "").partition(";")[0], ""
    if kind == "response" and body.startswith(b"HTTP/"):
        status, media_type, charset, body = _answer(body)
    listed: dict[str, Any] = {
        "address": address[:2000],
        "time": fields.get("warc-date", "").replace("Z", "+00:00"),
        "status": status,
        "type": media_type,
        "size": len(body),
    }
    if len(capture.listed) < 2000:  # noqa: PLR2004 - more than anybody looks through
        capture.listed.append(listed)
    if status != 200:  # noqa: PLR2004 - the page was there
        return room
    if media_type in {"text/html", "application/xhtml+xml"} and len(capture.pages) < MOST_PAGES:
        page = read_page(body, charset)
        page.facts |= {"saved_from": address, "captured_at": listed["time"]}
        listed["title"] = page.title
        capture.pages.append(page)
    wanted = media_type == "application/pdf" or (media_type.startswith("image/") and "svg" not in media_type)
    if wanted and len(body) <= room and len(capture.parts) < MOST_PARTS:
        name = file_name(re.split(r"[?#]", address)[0], f"file-{len(capture.parts) + 1}")
        capture.parts.append(Part(unlike(name, capture.names), body))
        return room - len(body)
    return room


def _answer(data: bytes) -> tuple[int, str, str, bytes]:
    """Take a server's answer apart: status, media type, character set, body unpacked as far as it can be."""
    line, _, rest = data.partition(b"\n")
    found = re.match(rb"HTTP/\S+\s+(\d{3})", line)
    fields, body = split(rest)
    named = dict(reversed(fields))
    if b"chunked" in named.get("transfer-encoding", b"").lower():
        body = _joined(body)
    coded = headers.unfold(named.get("content-encoding", b"")).lower()
    for start in (31, 15, -15) if coded in {"gzip", "x-gzip", "deflate"} else ():
        try:
            body = zlib.decompressobj(start).decompress(body, MOST_RECORD)
            break
        except zlib.error:
            continue
    media_type, options = headers.parameters(named.get("content-type", b""))
    return int(found[1]) if found else 0, media_type, options.get("charset", ""), body


def _joined(body: bytes) -> bytes:
    """Put together what was sent in chunks; what is none stays as it is."""
    pieces: list[bytes] = []
    at = 0
    while found := re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]*\r?\n").match(body, at):
        size = int(found[1], 16)
        if not size:
            return b"".join(pieces)
        pieces.append(body[found.end() : found.end() + size])
        at = found.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(pieces) or body


def _first_page(packed: Packed) -> str:
    if not packed.has("pages/pages.jsonl"):
        return ""
    for line in packed.read("pages/pages.jsonl").splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        if isinstance(told, dict) and isinstance(told.get("url"), str):
            return str(told["url"])
    return ""
