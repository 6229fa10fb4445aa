"""The parts of a mail, cut out byte for byte, whatever is wrong with its boundaries and line ends."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.mail import charsets, headers

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST: Final = 30
MOST_PIECES: Final = 2000

_LINE: Final = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FIELD: Final = re.compile(rb"([!-9;-~]+)[ \t]*:(.*)", re.DOTALL)
_ENVELOPE: Final = re.compile(rb">?From (?! *:)[^\r\n]*(?:\r\n|\r|\n)")
_LAST_BREAK: Final = re.compile(rb"(?:\r\n|\r|\n)\Z")
_QUOTED_BREAK: Final = re.compile(rb"[ \t]+(?=\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One part: its fields (names in lower case, values raw), its body as sent, and the parts inside it."""

    fields: tuple[tuple[str, bytes], ...]
    raw: bytes
    media_type: str
    parameters: dict[str, str]
    pieces: tuple[Piece, ...] = ()

    def field(self, name: str) -> bytes | None:
        """Give the first field of this name (lower case)."""
        return next((value for known, value in self.fields if known == name), None)

    def fields_named(self, name: str) -> list[bytes]:
        """Give all fields of this name (lower case), in order."""
        return [value for known, value in self.fields if known == name]

    @property
    def disposition(self) -> str:
        """``inline``, ``attachment`` or whatever the sender wrote; empty when he wrote nothing."""
        return headers.parameters(self.field("content-disposition") or b"")[0]

    @property
    def name(self) -> str:
        """The file name as the sender wrote it, decoded but not made safe; empty when there is none."""
        given = headers.parameters(self.field("content-disposition") or b"")[1].get("filename")
        return given or self.parameters.get("name", "")

    @property
    def content(self) -> bytes:
        """The body with its transfer encoding undone, as far as it can be."""
        return unpacked(self.raw, self.encoding)

    @property
    def encoding(self) -> str:
        """The transfer encoding in lower case."""
        return headers.unfold(self.field("content-transfer-encoding") or b"").split(";")[0].strip().lower()

    def text(self) -> tuple[str, bool]:
        """Give the body as text with plain line ends, and whether every byte could be read."""
        text, sure = charsets.decode(self.content, self.parameters.get("charset", ""))
        return text.replace("\r\n", "\n"), sure

    def leaves(self) -> Iterator[Piece]:
        """Give all parts that hold no others, in order."""
        if not self.pieces:
            yield self
        for piece in self.pieces:
            yield from piece.leaves()


def parse(data: bytes) -> Piece:
    """Cut a mail into its parts. Never fails: what cannot be cut stays one part."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    envelope = _ENVELOPE.match(data)
    return _piece(data[envelope.end() :] if envelope else data, "text/plain", 0, [MOST_PIECES])


def unpacked(raw: bytes, encoding: str) -> bytes:
    """Undo a transfer encoding; an unknown one leaves the bytes as they are."""
    if encoding == "base64":
        return headers.base64_bytes(raw) if _looks_base64(raw) else raw
    if encoding == "quoted-printable":
        return binascii.a2b_qp(_QUOTED_BREAK.sub(b"", raw))
    if encoding in {"x-uuencode", "uuencode", "x-uue", "uue"}:
        return _uudecoded(raw)
    return raw


def split(data: bytes) -> tuple[tuple[tuple[str, bytes], ...], bytes]:
    """Part the header fields from the body."""
    fields: list[tuple[str, bytes]] = []
    at = 0
    while at < len(data):
        line = _line(data, at)
        if not line.strip() and (line[:1] in {b"\r", b"\n"} or not _more_fields(data, at + len(line))):
            return tuple(fields), data[at + len(line) :]
        if line[:1] in {b" ", b"\t"} and fields:
            fields[-1] = (fields[-1][0], fields[-1][1] + line)
        elif (field := _FIELD.fullmatch(line)) is not None:
            fields.append((field[1].decode("ascii").lower(), field[2]))
        elif not _more_fields(data, at + len(line)):
            return tuple(fields), data[at:]
        at += len(line)
    return tuple(fields), b""


def _piece(data: bytes, otherwise: str, depth: int, room: list[int]) -> Piece:
    room[0] -= 1
    fields, body = split(data)
    given = next((value for name, value in fields if name == "content-type"), b"")
    media_type, parameters = headers.parameters(given)
    if not re.fullmatch(r"[\w.+\-]+/[\w.+\-]+", media_type):
        media_type = "text/plain" if media_type.startswith("text") or given else otherwise
    boundary = parameters.get("boundary", "")
    # None may end with a blank; where one does, its lines decide whether the blank is of it.
    if boundary.endswith(" ") and f"--{boundary}".encode("utf-8", "replace") not in body:
        boundary = boundary.rstrip()
    if not media_type.startswith("multipart/") or not boundary or depth >= DEEPEST:
        return Piece(fields, body, _without_parts(media_type), parameters)
    inner = "message/rfc822" if media_type == "multipart/digest" else "text/plain"
    chunks = _chunks(body, boundary.encode("utf-8", "replace"))
    pieces = tuple(_piece(chunk, inner, depth + 1, room) for chunk in chunks if room[0] > 0)
    if not pieces:
        return Piece(fields, body, "text/plain", parameters)
    return Piece(fields, body, media_type, parameters, pieces)


def _without_parts(media_type: str) -> str:
    return "text/plain" if media_type.startswith("multipart/") else media_type


def _chunks(body: bytes, boundary: bytes) -> list[bytes]:
    mark = rb"(?:\A|(?<=[\r\n]))--" + re.escape(boundary) + rb"(--)?(?:[ \t][^\r\n]*)?(?:\r\n|\r|\n|\Z)"
    chunks: list[bytes] = []
    start: int | None = None
    for found in re.finditer(mark, body):
        if start is not None:
            # The line end before a boundary belongs to the boundary.
            chunks.append(_LAST_BREAK.sub(b"", body[start : found.start()]))
        if found[1]:
            return chunks
        start = found.end()
    if start is not None:
        # The end mark may stand behind the last words instead of below them.
        chunks.append(body[start:].rstrip(b"\r\n").removesuffix(b"--" + boundary + b"--"))
    return chunks


def _line(data: bytes, at: int) -> bytes:
    found = _LINE.match(data, at)
    return found[0] if found else b""


def _more_fields(data: bytes, at: int) -> bool:
    line = _line(data, at)
    while line[:1] in {b" ", b"\t"} and line.strip():
        at += len(line)
        line = _line(data, at)
    return _FIELD.fullmatch(line) is not None


def _looks_base64(raw: bytes) -> bool:
    sample = raw[:4096].translate(None, b" \t\r\n")
    if not sample:
        return True
    fitting = len(re.findall(rb"[A-Za-z0-9+/=]", sample))
    words = len(raw[:4096].split())
    return fitting >= 0.9 * len(sample) and words <= 1 + len(sample) / 8  # words of prose are short


def _uudecoded(raw: bytes) -> bytes:
    lines = raw.splitlines()
    begin = next((number for number, line in enumerate(lines) if line.startswith(b"begin ")), None)
    if begin is None:
        return raw
    decoded = bytearray()
    for line in lines[begin + 1 :]:
        if line.strip() in {b"end", b"`"}:
            break
        try:
            decoded += binascii.a2b_uu(line)
        except binascii.Error:
            length = (((line[0] - 32) & 63) * 4 + 5) // 3 if line else 0
            try:
                decoded += binascii.a2b_uu(line[:length])
            except binascii.Error:
                return raw
    return bytes(decoded)
