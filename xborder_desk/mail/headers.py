"""Header fields of a mail: encoded words, parameters, addresses, dates, also where they break the rules."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import Final
from urllib.parse import unquote_to_bytes

from xborder_desk.mail import charsets

# A word ends before the next begins: so many that never end cost no more than one.
_WORD: Final = re.compile(
    r"=\?([\w.:+\-]*+)(?:\*[\w\-]*+)?\?([bqBQ])\?((?:[^?=]++|=(?!\?(?!=))|\?(?!=))*+)\?="
)
_BETWEEN: Final = re.compile(r"(\?=)[ \t\r\n]+(?==\?)")
_FOLD: Final = re.compile(rb"(?:\r\n|\r|\n)(?=[ \t])|(?:\r\n|\r|\n)")
_PARAMETER: Final = re.compile(
    r""";\s*([^\s=;"]+?)(\*\d+)?(\*)?\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)""", re.DOTALL
)
_URL_SAFE: Final = bytes.maketrans(b"-_", b"+/")
_ZONED: Final = re.compile(r"([+-]\d{4}|\b[A-Z]{1,5})\s*(\(.*)?$")

_ISO: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?"
)
_ZONE: Final = re.compile(r"(?<=\s)([A-Z]{3,4})(?: \(.*)?$")
_ZONES: Final = {
    "WET": "+0000",
    "WEST": "+0100",
    "CET": "+0100",
    "MET": "+0100",
    "MEZ": "+0100",
    "CEST": "+0200",
    "MEST": "+0200",
    "MESZ": "+0200",
    "EET": "+0200",
    "EEST": "+0300",
    "MSK": "+0300",
    "HKT": "+0800",
    "JST": "+0900",
    "KST": "+0900",
}


def text_of(raw: bytes) -> str:
    """Decode a header field for reading: unfolded, encoded words and raw 8-bit letters resolved."""
    return " ".join(decode_words(unfold(raw)).split())


def unfold(raw: bytes) -> str:
    """Give the field as one line, still with its encoded words."""
    line = _FOLD.sub(b"", raw)
    return (line.decode("ascii") if line.isascii() else charsets.decode_guessed(line)[0]).strip()


def decode_words(text: str) -> str:
    """Resolve RFC 2047 encoded words, also inside quotes and words, and where one letter is cut in two."""
    if "=?" not in text:
        return text
    text = _BETWEEN.sub(r"\1", text)
    pieces: list[tuple[str | None, bytes, str]] = []
    at = 0
    for word in _WORD.finditer(text):
        if word.start() > at:
            pieces.append((None, b"", text[at : word.start()]))
        pieces.append((word[1].lower(), _word_bytes(word[2], word[3]), ""))
        at = word.end()
    pieces.append((None, b"", text[at:]))
    return "".join(_joined(pieces))


def parameters(raw: bytes) -> tuple[str, dict[str, str]]:
    """Split a field such as Content-Type into its value and its parameters (RFC 2231 and 2047 resolved).

    Parameter names are in lower case; of a parameter given twice the first counts.
    """
    line = unfold(raw)
    value = line.partition(";")[0].strip().lower()
    plain: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, index, star, given in _PARAMETER.findall(line):
        content = _unquoted(given.strip())
        if not index and not star:
            plain.setdefault(name.lower(), decode_words(content))
        else:
            number = min(int(index[1:6]), 10_000) if index else 0
            pieces.setdefault(name.lower(), []).append((number, bool(star), content))
    for name, parts in pieces.items():
        plain[name] = _extended(sorted(parts, key=lambda part: part[0]))
    return value, plain


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody in a header: the display name and the address, either of which may be empty."""

    name: str
    address: str

    def __str__(self) -> str:
        """Write it as people know it."""
        if self.name and self.address and self.name != self.address:
            return f"{self.name} <{self.address}>"
        return self.name or self.address


def addresses(raw: bytes) -> tuple[Address, ...]:
    """Read a list of addresses; the members of a group stand for the group, comments may give a name."""
    found: list[Address] = []
    words: list[str] = []
    comments: list[str] = []
    angle: str | None = None

    def finish() -> None:
        nonlocal angle
        address = _address(words, comments, angle)
        only_noted = bool(found) and angle is None and not "".join(words).strip()
        if address is not None and not only_noted:
            found.append(address)
        words.clear()
        comments.clear()
        angle = None

    for kind, content in _tokens(unfold(raw)):
        if kind == "quoted":
            words.append(f'"{content}' if _bare_address(words) else decode_words(content))
        elif kind == "comment":
            comments.append(content)
        elif kind == "angle":
            angle = content
        elif kind == "mark":
            if content == ":":
                words.clear()
                comments.clear()
            else:
                finish()
        else:
            words.append(content)
    finish()
    return tuple(found)


def _zoned(line: str) -> str:
    """Put figures in the place of a zone that has a name, where only one is meant by it."""
    found = _ZONE.search(line)
    return f"{line[: found.start()]}{_ZONES[found[1]]}" if found and found[1] in _ZONES else line


def date_of(raw: bytes) -> str | None:
    """Give the date as ISO 8601 with its offset (without one when the mail names no zone), or nothing."""
    line = " ".join(unfold(raw).split())
    try:
        if _ISO.fullmatch(line):
            return datetime.fromisoformat(line.replace(" ", "T", 1).replace(" ", "")).isoformat()
        parsed = parsedate_tz(_zoned(line))
        if parsed is None:
            return None
        moment = datetime(*parsed[:6])  # noqa: DTZ001 - the zone follows
        if _ZONED.search(line) is None:
            return moment.isoformat()
        return moment.replace(tzinfo=timezone(timedelta(seconds=parsed[9] or 0))).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _word_bytes(encoding: str, content: str) -> bytes:
    data = content.encode("utf-8", "replace")
    if encoding in "bB":
        return base64_bytes(data)
    return binascii.a2b_qp(data.replace(b" ", b"_"), header=True)


def base64_bytes(data: bytes) -> bytes:
    """Decode base64 as far as it goes: foreign characters skipped, missing padding added."""
    # Padding in the middle ends one piece; some programs write several, one behind the other.
    pieces = re.sub(rb"[^A-Za-z0-9+/=]", b"", data.translate(_URL_SAFE)).split(b"=")
    return b"".join(map(_unpadded, filter(None, pieces)))


def _unpadded(data: bytes) -> bytes:
    whole = data[:-1] if len(data) % 4 == 1 else data
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def _joined(pieces: list[tuple[str | None, bytes, str]]) -> list[str]:
    texts: list[str] = []
    waiting: tuple[str, bytes] | None = None
    for charset, data, text in pieces:
        if charset is not None:
            if waiting is not None and waiting[0] == charset:
                waiting = (charset, waiting[1] + data)
                continue
            if waiting is not None:
                texts.append(charsets.decode(waiting[1], waiting[0])[0])
            waiting = (charset, data)
        else:
            if waiting is not None:
                texts.append(charsets.decode(waiting[1], waiting[0])[0])
                waiting = None
            texts.append(text)
    return texts


def _unquoted(text: str) -> str:
    if text.startswith('"'):
        return re.sub(r"\\(.)", r"\1", text[1:].removesuffix('"'), flags=re.DOTALL)
    # An unquoted value may hold blanks where a careless program wrote a file name; a comment is not of it.
    return re.sub(r"\s+\([^()]*\)$", "", text).strip()


def _extended(parts: list[tuple[int, bool, str]]) -> str:
    charset = ""
    data = b""
    for position, (_, encoded, content) in enumerate(parts):
        value = content
        if encoded and position == 0 and value.count("'") >= 2:  # noqa: PLR2004 - charset'language'value
            charset, _, value = value.split("'", 2)
        data += unquote_to_bytes(value) if encoded else value.encode("utf-8", "replace")
    text = charsets.decode(data, charset)[0]
    return decode_words(text)


def _tokens(line: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at = begun = 0
    signed = False
    while at < len(line):
        # A colon opens a group only where no address has begun: routes and URLs have colons too.
        since = re.split(r"[,;]", line[begun:at])
        signed = "@" in since[-1] or (signed and len(since) == 1)
        begun = at
        character = line[at]
        if character == '"':
            content, at = _until(line, at, '"', '"')
            tokens.append(("quoted", content))
        elif character == "(":
            content, at = _until(line, at, "(", ")")
            tokens.append(("comment", content))
        elif character == "<":
            content, at = _until(line, at, "\0", ">")
            tokens.append(("angle", content))
        elif character in ",;:":
            tokens.append(("mark" if character != ":" or not signed else "word", character))
            at += 1
        else:
            end = at
            while end < len(line) and line[end] not in '"(<,;:':
                end += 1
            tokens.append(("word", line[at:end]))
            at = end
    return tokens


def _until(line: str, start: int, opening: str, closing: str) -> tuple[str, int]:
    depth = 1
    content: list[str] = []
    at = start + 1
    while at < len(line):
        character = line[at]
        if character == "\\" and at + 1 < len(line) and closing != ">":
            content.append(line[at + 1])
            at += 2
            continue
        if character == closing:
            depth -= 1
            if depth == 0:
                return "".join(content), at + 1
        elif character == opening:
            depth += 1
        content.append(character)
        at += 1
    return "".join(content), at


def _bare_address(words: list[str]) -> bool:
    return bool(words) and words[-1].rstrip().endswith("@")


def _address(words: list[str], comments: list[str], angle: str | None) -> Address | None:
    said = " ".join(decode_words(" ".join(words)).split())
    noted = " ".join(decode_words(" ".join(comments)).split())
    if angle is not None:
        name = f"{said} ({noted})" if said and noted else said or noted
        return _bracketed(name, decode_words(angle).strip())
    if "@" in said:
        if " " in said and not re.fullmatch(r"\S+\s*@\s*\S+", said):
            # "Jane Doe jane@example.org" without brackets: the piece with the sign is the address.
            piece = next(word for word in said.split() if "@" in word)
            return _named(" ".join(word for word in said.split() if word != piece) or noted, piece)
        return _named(noted, "".join(said.split()))
    return _named(said or noted, "")


def _bracketed(name: str, content: str) -> Address | None:
    content = re.sub(r"\([^()]*\)", "", content)
    if "@" not in content and " " in content:
        return _named(name or content, "")  # a program put its name where its address belongs
    if content.startswith("@"):  # a route through other hosts, as of old
        content = content.rpartition(":")[2]
    return _named(name, "".join(content.split()))


def _named(name: str, address: str) -> Address | None:
    name = name.strip().strip("'\"").strip()
    address = address.strip("'\" ")
    return Address(name, address) if name or address else None
