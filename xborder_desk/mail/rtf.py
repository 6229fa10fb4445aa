"""RTF to text and pictures, and to the HTML that Outlook hides inside it."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from xborder_desk.mail import charsets

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_BLIPS: Final = {b"pngblip": "png", b"jpegblip": "jpg"}
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
    there; ``pictures`` counts what is drawn in it, ``files`` are those of them that are PNG or JPEG (name,
    bytes); ``hidden`` and ``deleted`` are words that do not stand on paper; ``cut`` says it was too long.
    """

    text: str
    html: bool
    notes: dict[str, str]
    pictures: int
    cut: bool = False
    files: tuple[tuple[str, bytes], ...] = ()
    hidden: str = ""
    deleted: str = ""


def read_rtf(data: bytes) -> RichText:
    """Read an RTF. Never fails: what is broken is left out."""
    reader = _Reader(html=b"\\fromhtml1" in data[:1024])
    cut = False
    for number, token in enumerate(_tokens(data)):
        if cut := number >= MOST_TOKENS:
            break
        reader.take(token)
        if token["word"] == b"bin":
            reader.drawn += data[token.end() : token.end() + _length(token)] if reader.drawing else b""
    reader.flush()
    text = _joined(reader.said)
    notes = {name: " ".join("".join(words).split())[:500] for name, words in reader.notes.items()}
    if reader.created:
        notes["created"] = reader.created
    notes = {name: words for name, words in notes.items() if words}
    return RichText(
        text if reader.html else _tidy(text),
        reader.html,
        notes,
        reader.pictures,
        cut,
        tuple((f"picture-{number}.{form}", drawn) for number, (form, drawn) in enumerate(reader.files, 1)),
        " ".join(_joined(reader.hidden).split()),
        " ".join(_joined(reader.deleted).split()),
    )


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
    drawing: bool = False
    hidden: bool = False
    deleted: bool = False


@dataclass(slots=True)
class _Reader:
    html: bool
    said: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    pictures: int = 0
    files: list[tuple[str, bytes]] = field(default_factory=list)
    drawn: bytearray = field(default_factory=bytearray)
    created: str = ""
    _form: str = ""
    _hex: bytearray = field(default_factory=bytearray)
    _states: list[_State] = field(default_factory=lambda: [_State()])
    _lost: int = 0
    _bytes: bytearray = field(default_factory=bytearray)
    _charset: str = "cp1252"
    _fonts: dict[int, str] = field(default_factory=dict)
    _starred: bool = False
    _passing: int = 0
    _when: dict[bytes, int] = field(default_factory=dict)

    @property
    def drawing(self) -> bool:
        """Whether what comes now is a picture."""
        return self._states[-1].drawing

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
            self._states.append(replace(self._states[-1]))
        elif opening:
            self._lost += 1
        elif self._lost:
            self._lost -= 1
        elif len(self._states) > 1:
            if self._states[-1].created and not self._states[-2].created:
                self._note_created()
            if self._states[-1].drawing and not self._states[-2].drawing:
                self._keep_picture()
            self._states.pop()

    def _data(self, data: bytes) -> None:
        if self._passing:
            passed = min(self._passing, len(data))
            self._passing -= passed
            data = data[passed:]
        state = self._states[-1]
        if state.drawing:
            self._hex += data
        elif data and not state.skipped:
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
        elif (state.hidden or state.deleted) and not self.html:
            (self.deleted if state.deleted else self.hidden).append(text)
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
            state.drawing = word == b"pict"
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
        elif word == b"htmlrtf" and self.html:
            self.flush()
            state.suppressed = value != 0
        elif word in _BLIPS:
            self._form = _BLIPS[word] if state.drawing else ""
        elif word in {b"v", b"deleted", b"plain"}:
            self._look(word, on=value != 0)

    def _look(self, word: bytes, *, on: bool) -> None:
        """Change how letters look: whether they are seen at all."""
        self.flush()
        state = self._states[-1]
        if word == b"v":
            state.hidden = on
        elif word == b"deleted":
            state.deleted = on
        else:
            state.font, state.hidden, state.deleted = None, False, False

    def _keep_picture(self) -> None:
        """Keep what was drawn, if it is of a form that others read."""
        digits = re.sub(rb"[^0-9a-fA-F]", b"", bytes(self._hex))
        data = bytes(self.drawn) or binascii.unhexlify(digits[: len(digits) // 2 * 2])
        if self._form and data:
            self.files.append((self._form, data))
        self._form = ""
        self._hex.clear()
        self.drawn.clear()

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
            at += _length(token)
        yield token


def _length(token: re.Match[bytes]) -> int:
    """Say how many bytes follow that are no RTF."""
    return max(int(token["number"] or 0), 0)


def _joined(pieces: list[str]) -> str:
    """Join what was said; letters of two halves come together."""
    return "".join(pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _tidy(text: str) -> str:
    lines = [line.rstrip() for line in text.replace("\r", "").replace("\0", "").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
