"""RTF to text, and to the HTML that Outlook hides inside it; also unpacked from Outlook's compression."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xborder_desk.mail import charsets

if TYPE_CHECKING:
    from collections.abc import Iterator

_DICTIONARY: Final = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans"
    rb" SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_RING: Final = 4096
_PACKED: Final = 0x75465A4C
_PLAIN: Final = 0x414C454D
MOST: Final = 64 << 20
"""Bytes that a packed RTF may unpack to."""

DEEPEST: Final = 1000
MOST_TOKENS: Final = 2_000_000
"""Words and signs that are read; more would take a reader minutes."""

_TOKEN: Final = re.compile(
    rb"\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_SKIPPED: Final = {
    b"fonttbl",
    b"colortbl",
    b"stylesheet",
    b"listtable",
    b"listoverridetable",
    b"pict",
    b"objdata",
    b"fldinst",
    b"themedata",
    b"datastore",
    b"latentstyles",
    b"filetbl",
    b"revtbl",
    b"xmlnstbl",
    b"generator",
    b"bkmkstart",
    b"bkmkend",
    b"mhtmltag",
    b"listtext",
    b"pntext",
}
_NOTED: Final = {b"title", b"author", b"subject", b"company"}
_SAID: Final = {
    b"par": "\n",
    b"line": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"row": "\n",
    b"cell": "\t",
    b"nestcell": "\t",
    b"nestrow": "\n",
    b"tab": "\t",
    b"emdash": "\u2014",
    b"endash": "\u2013",
    b"emspace": "\u2003",
    b"enspace": "\u2002",
    b"lquote": "\u2018",
    b"rquote": "\u2019",
    b"ldblquote": "\u201c",
    b"rdblquote": "\u201d",
    b"bullet": "\u2022",
    b"zwj": "\u200d",
    b"zwnj": "\u200c",
    b"rtlmark": "\u200f",
    b"ltrmark": "\u200e",
}
_SIGNS: Final = {
    b"~": "\xa0",
    b"_": "\u2011",
    b"-": "",
    b"\\": "\\",
    b"{": "{",
    b"}": "}",
    b"\n": "\n",
    b"\r": "\n",
}
_FONT_SETS: Final = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}


@dataclass(frozen=True, slots=True)
class RichText:
    """What an RTF says: its text or, when ``html``, the page it was made from; and what it notes of itself.

    ``notes`` holds ``title``, ``author``, ``subject``, ``company`` and ``created`` (ISO), those that are
    there; ``pictures`` counts what is drawn in it, ``cut`` says that it was too long.
    """

    text: str
    html: bool
    notes: dict[str, str]
    pictures: int
    cut: bool = False


def unpacked(data: bytes) -> bytes:
    """Undo the compression in which Outlook keeps RTF; gives nothing when it is not such data."""
    if len(data) < 16:  # noqa: PLR2004 - the length of its head
        return b""
    _, size, kind, _ = struct.unpack_from("<IIII", data)
    if kind == _PLAIN:
        return data[16 : 16 + size]
    if kind != _PACKED or size > MOST:
        return b""
    return bytes(_unrolled(data, size)[:size])


def _unrolled(data: bytes, size: int) -> bytearray:
    """Follow the references back into what was written last."""
    ring = bytearray(_DICTIONARY) + bytearray(_RING - len(_DICTIONARY))
    place = len(_DICTIONARY)
    out = bytearray()
    at = 16
    while at < len(data) and len(out) <= size:
        control = data[at]
        at += 1
        for bit in range(8):
            if control >> bit & 1:
                reference = int.from_bytes(data[at : at + 2], "big")
                at += 2
                start, length = reference >> 4, (reference & 15) + 2
                if start == place or at > len(data):
                    return out
            elif at >= len(data):
                return out
            else:
                # A byte that stands for itself is put where a reference of one byte finds it.
                start, length = place, 1
                ring[place] = data[at]
                at += 1
            for step in range(length):
                ring[place] = ring[(start + step) % _RING]
                out.append(ring[place])
                place = (place + 1) % _RING
    return out


def read_rtf(data: bytes) -> RichText:
    """Read an RTF. Never fails: what is broken is left out."""
    reader = _Reader(html=b"\\fromhtml1" in data[:1024])
    cut = False
    for number, token in enumerate(_tokens(data)):
        if cut := number >= MOST_TOKENS:
            break
        reader.take(token)
    reader.flush()
    text = "".join(reader.said).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    notes = {name: " ".join("".join(words).split())[:500] for name, words in reader.notes.items()}
    if reader.created:
        notes["created"] = reader.created
    notes = {name: words for name, words in notes.items() if words}
    return RichText(text if reader.html else _tidy(text), reader.html, notes, reader.pictures, cut)


@dataclass(slots=True)
class _State:
    skipped: bool = False
    note: str = ""
    fallback: int = 1
    font: int | None = None
    suppressed: bool = False
    in_tag: bool = False
    fonts: bool = False
    created: bool = False


def _copy(state: _State) -> _State:
    return _State(
        state.skipped,
        state.note,
        state.fallback,
        state.font,
        state.suppressed,
        state.in_tag,
        state.fonts,
        state.created,
    )


@dataclass(slots=True)
class _Reader:
    html: bool
    said: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    pictures: int = 0
    created: str = ""
    _states: list[_State] = field(default_factory=lambda: [_State()])
    _lost: int = 0
    _bytes: bytearray = field(default_factory=bytearray)
    _charset: str = "cp1252"
    _fonts: dict[int, str] = field(default_factory=dict)
    _starred: bool = False
    _passing: int = 0
    _when: dict[bytes, int] = field(default_factory=dict)

    def take(self, token: re.Match[bytes]) -> None:
        """Go on by one token."""
        kind = token.lastgroup
        if token["word"]:
            self._word(token["word"], token["number"])
        elif kind == "hex":
            self._data(bytes([int(token["hex"], 16)]))
        elif kind == "text":
            self._data(token["text"])
        elif kind == "brace":
            self._brace(opening=token["brace"] == b"{")
        elif token["sign"] == b"*":
            self._starred = True
        else:
            self._say(_SIGNS.get(token["sign"], ""))

    def flush(self) -> None:
        """Turn the bytes that wait into text."""
        if not self._bytes:
            return
        state = self._states[-1]
        charset = self._fonts.get(state.font, self._charset) if state.font is not None else self._charset
        text = charsets.decode(bytes(self._bytes), charset)[0]
        self._bytes.clear()
        self._put(text)

    def _brace(self, *, opening: bool) -> None:
        self.flush()
        self._passing = 0
        self._starred = False
        if opening and len(self._states) < DEEPEST:
            self._states.append(_copy(self._states[-1]))
        elif opening:
            self._lost += 1
        elif self._lost:
            self._lost -= 1
        elif len(self._states) > 1:
            if self._states[-1].created and not self._states[-2].created:
                self._note_created()
            self._states.pop()

    def _data(self, data: bytes) -> None:
        if self._passing:
            passed = min(self._passing, len(data))
            self._passing -= passed
            data = data[passed:]
        state = self._states[-1]
        if data and not state.skipped:
            self._bytes += data

    def _say(self, text: str) -> None:
        self.flush()
        if self._passing:
            self._passing -= 1
            return
        self._put(text)

    def _put(self, text: str) -> None:
        state = self._states[-1]
        if state.skipped:
            return
        if state.note:
            self.notes.setdefault(state.note, []).append(text)
        elif not state.suppressed or state.in_tag:
            self.said.append(text)

    def _word(self, word: bytes, number: bytes | None) -> None:
        state = self._states[-1]
        value = int(number) if number else None
        starred, self._starred = self._starred, False
        if word == b"u":
            self._say("" if state.skipped else chr((value or 0) % 0x10000))
            self._passing = state.fallback
        elif word == b"bin":
            return
        elif word in _SAID:
            self._say(_SAID[word])
        elif starred or word in _SKIPPED or word in _NOTED or word in {b"info", b"creatim"}:
            self._destination(word, starred=starred)
        else:
            self._setting(word, value)

    def _destination(self, word: bytes, *, starred: bool) -> None:
        self.flush()
        state = self._states[-1]
        if word == b"fonttbl":
            state.fonts = state.skipped = True
        elif word == b"htmltag" and self.html:
            state.in_tag = True
            state.suppressed = False
        elif word in _NOTED and len(self._states) > 2:  # noqa: PLR2004 - inside the group of notes
            # What is said twice is said in Unicode the second time.
            state.note, state.skipped = word.decode(), False
            self.notes[state.note] = []
        elif word == b"creatim":
            state.created = True
        elif word == b"ud":
            return
        elif word == b"info" or (starred and word not in _SKIPPED) or word in _SKIPPED:
            self.pictures += word == b"pict"
            state.skipped = True

    def _setting(self, word: bytes, value: int | None) -> None:
        state = self._states[-1]
        if state.created and value is not None:
            self._when[word] = value
        elif word == b"ansicpg" and value:
            self._charset = f"cp{value}" if charsets.find(f"cp{value}") else "cp1252"
        elif word == b"mac":
            self._charset = "mac_roman"
        elif word == b"uc" and value is not None:
            state.fallback = min(max(value, 0), 10)
        elif word == b"f" and value is not None:
            self.flush()
            state.font = value
        elif word == b"fcharset" and state.fonts and state.font is not None and value in _FONT_SETS:
            self._fonts[state.font] = _FONT_SETS[value]
        elif word == b"plain":
            self.flush()
            state.font = None
        elif word == b"htmlrtf" and self.html:
            self.flush()
            state.suppressed = value != 0

    def _note_created(self) -> None:
        when = [self._when.get(word, 0) for word in (b"yr", b"mo", b"dy", b"hr", b"min")]
        if 1900 < when[0] < 10000 and 1 <= when[1] <= 12 and 1 <= when[2] <= 31:  # noqa: PLR2004 - a day
            day = "{:04}-{:02}-{:02}".format(*when[:3])
            self.created = f"{day}T{when[3]:02}:{when[4]:02}:00" if b"hr" in self._when else day


def _tokens(data: bytes) -> Iterator[re.Match[bytes]]:
    at = 0
    while (token := _TOKEN.search(data, at)) is not None:
        at = token.end()
        if token["word"] == b"bin":
            at += max(int(token["number"] or 0), 0)
        yield token


def _tidy(text: str) -> str:
    lines = [line.rstrip() for line in text.replace("\r", "").replace("\0", "").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
