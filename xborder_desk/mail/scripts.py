"""Guesses in which old character set bytes were written that are no UTF-8: by the script that makes sense."""

from __future__ import annotations

import codecs
import re
from typing import Final

_ENOUGH: Final = 8
"""Bytes beyond ASCII from which on a script can be told; a name has fewer."""
_LONGEST: Final = 1 << 14
_ROWS: Final = re.compile(rb"[\x80-\xff]{2,}")
_POLISH: Final = re.compile(
    rb"[A-Za-z\xc0-\xff][\xb3\xb9\xbf][A-Za-z\xc0-\xff]|(?<![A-Za-z0-9\x80-\xff])\xb3[a-z\xea\xf3]"
)
_LETTERS: Final = {
    # The letters that are most of any text in the language, and more than half of it.
    "cp1251": "оеаинтсрвлкмдпу",
    "koi8_r": "оеаинтсрвлкмдпу",
    "cp1253": "αοιετσνηυρπκμλςάέίό",
    "cp1255": "יוהלארתבשמנ",
    "cp1256": "اليمونرتبهةسدعأ",
    "cp874": "ารนกอมเวงลยทสดต่้ัคิีืขบป",
}
_WESTERN: Final = "cp1252"


def likeliest(data: bytes) -> str:
    """Name the likeliest set of bytes that are no UTF-8; that of Western Europe where nothing tells."""
    sample = data[:_LONGEST]
    high = sum(byte >= 0x80 for byte in sample)  # noqa: PLR2004 - beyond ASCII
    rows = sum(len(row) for row in _ROWS.findall(sample))
    # Accented letters stand alone between others; those of other scripts stand in rows.
    if high < _ENOUGH or rows < high * 0.6:
        return _latin(sample)
    alone = {name: _share(sample, name, letters) for name, letters in _LETTERS.items()}
    best = max(alone, key=lambda name: alone[name])
    if alone[best] > 0.6:  # noqa: PLR2004 - chance gives a third
        return best
    pairs = {
        "gb18030": _chinese(sample),
        "big5": _common(sample, "big5", 0xA4, 0xC6),
        "cp932": _japanese(sample, "cp932"),
        "euc_jp": _japanese(sample, "euc_jp"),
        "cp949": _korean(sample),
    }
    best = max(pairs, key=lambda name: pairs[name])
    return best if pairs[best] > 0.75 else _latin(sample)  # noqa: PLR2004 - rare signs are the rest


def _latin(sample: bytes) -> str:
    """Tell Polish, whose letters would be signs inside of words elsewhere; of the others nobody can tell."""
    return "cp1250" if len(_POLISH.findall(sample)) > 1 else _WESTERN


def _read(sample: bytes, codec: str) -> str:
    """Give the signs beyond ASCII, none where the bytes are not of this set; one cut off is left out."""
    try:
        text = codecs.getincrementaldecoder(codec)().decode(sample)
    except (UnicodeDecodeError, ValueError):
        return ""
    return "".join(sign for sign in text if not sign.isascii())


def _share(sample: bytes, codec: str, letters: str) -> float:
    """Say how much of the text is made of these letters; capitals, which are rarer, count for less."""
    signs = _read(sample, codec)
    small, large = set(letters), set(letters.upper()) - set(letters)
    counted = sum(sign in small for sign in signs) + 0.8 * sum(sign in large for sign in signs)
    return counted / len(signs) if signs else 0.0


def _leads(sample: bytes, codec: str) -> list[int]:
    """Give the first byte of each sign of two bytes."""
    return [raw[0] if len(raw := sign.encode(codec, "replace")) > 1 else 0 for sign in _read(sample, codec)]


def _common(sample: bytes, codec: str, first: int, last: int) -> float:
    leads = _leads(sample, codec)
    marks = range(0xA1, 0xA4)
    return sum(first <= lead <= last or lead in marks for lead in leads) / len(leads) if leads else 0.0


def _chinese(sample: bytes) -> float:
    signs = _read(sample, "gb18030")
    leads = [sign.encode("gb2312", "replace")[0] for sign in signs]
    if not leads:
        return 0.0
    return sum(0xB0 <= lead <= 0xD7 or lead in {0xA1, 0xA3} for lead in leads) / len(leads)  # noqa: PLR2004 - the common ones


def _japanese(sample: bytes, codec: str) -> float:
    signs = _read(sample, codec)
    if not signs:
        return 0.0
    kana = sum("\u3041" <= sign <= "\u30fe" for sign in signs)
    marks = sum("\u3000" <= sign <= "\u303f" or "\uff01" <= sign <= "\uff5e" for sign in signs)
    han = sum("\u4e00" <= sign <= "\u9fff" for sign in signs)
    # Hardly a sentence is without kana, and nothing else has so many; without them it must be nothing else.
    if kana > len(signs) / 8 or (codec == "cp932" and not _read(sample, _WESTERN)):
        return (kana + marks + han) / len(signs) + (0.1 if kana else 0.0)
    return 0.0


def _korean(sample: bytes) -> float:
    leads = _leads(sample, "cp949")
    hangul = sum(0xB0 <= lead <= 0xC8 for lead in leads)  # noqa: PLR2004 - the syllables of the old standard
    marks = sum(0xA1 <= lead <= 0xA3 for lead in leads)  # noqa: PLR2004 - signs
    # Chinese uses the same bytes and as many beyond them.
    return (hangul + marks) / len(leads) + 0.05 if leads and hangul + marks > 0.97 * len(leads) else 0.0
