"""Bytes to text: by the character set a sender declared, or by a careful guess."""

from __future__ import annotations

import codecs
from typing import Final

from xborder_desk.mail.scripts import likeliest

_ALIASES: Final = {
    # As browsers do: what calls itself Latin-1 is nearly always the Windows set that contains it.
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "windows-31j": "cp932",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "windows-874": "cp874",
    "tis-620": "cp874",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "x-windows-1252": "cp1252",
    "utf8": "utf-8",
    "x-utf-8": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
}
_UNKNOWN: Final = {"", "unknown-8bit", "unknown", "x-unknown", "binary", "8bit", "default", "none"}
_NOT_TEXT: Final = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, declared: str) -> tuple[str, bool]:
    """Give the text and whether every byte could be read in the declared set (or in a guessed one)."""
    name = declared.strip().strip("\"'").lower()
    if name in {"us-ascii", "ascii", "ansi_x3.4-1968"} and not data.isascii():
        return decode_guessed(data)
    codec = find(name)
    if codec is None:
        text, sure = decode_guessed(data)
        return text, sure and name in _UNKNOWN
    try:
        return data.decode(codec).removeprefix("\ufeff"), True
    except (UnicodeError, ValueError):
        return data.decode(codec, "replace").removeprefix("\ufeff"), False


def decode_guessed(data: bytes) -> tuple[str, bool]:
    """Read bytes whose character set nobody declared: marks, UTF-8, UTF-16 by its zeros, else by script."""
    codec = guess(data)
    try:
        return data.decode(codec).removeprefix("\ufeff"), True
    except (UnicodeError, ValueError):
        return data.decode(codec, "replace").removeprefix("\ufeff"), False


def guess(data: bytes) -> str:
    """Name the likeliest character set of the bytes."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec
    sample = data[: 1 << 16]
    if sample and b"\0" in sample:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if odd > len(sample) // 4 and odd > 4 * even:
            return "utf-16-le"
        if even > len(sample) // 4 and even > 4 * odd:
            return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        # A sequence cut off at the very end is still UTF-8; a Latin letter in the middle is not.
        return (
            "utf-8"
            if wrong.start >= len(data) - 3 and wrong.start > 0 and not data[: wrong.start].isascii()
            else likeliest(data)
        )
    return "utf-8"


def find(declared: str) -> str | None:
    """Give Python's name for a declared character set, or nothing when it is unknown."""
    name = declared.strip().strip("\"'").lower()
    if name in _UNKNOWN:
        return None
    name = _ALIASES.get(name, name)
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return None
    # Codecs that turn bytes into bytes, or read escapes, are not character sets.
    if not getattr(found, "_is_text_encoding", True) or found.name in _NOT_TEXT:
        return None
    return found.name
