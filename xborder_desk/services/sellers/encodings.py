"""Which encoding a list without any sign of it is in: the one in which its letters are ordinary ones."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD: Final = re.compile(r"[^\W\d_]+")
_NULS: Final = b"\x00"
_LOOKED_AT: Final = 20_000
_RUN: Final = 3
_FEW: Final = 0.2
_SURE: Final = 0.6


def _lead(codec: str, first: int, last: int) -> Callable[[str], bool]:
    """Give the test for a character whose first byte lies where the ordinary ones stand."""

    def ordinary(character: str) -> bool:
        written = character.encode(codec, "ignore")
        return len(written) > 1 and first <= written[0] <= last

    return ordinary


def _one_of(letters: str) -> Callable[[str], bool]:
    held = frozenset(letters)
    return lambda character: character.casefold() in held


def _hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"


def _japanese(character: str) -> bool:
    return "\u3040" <= character <= "\u30ff" or _lead("shift_jis", 0x88, 0x97)(character)


# By how much of a text each must find ordinary; in this order, the first of equals wins.
_EAST: Final[tuple[tuple[str, Callable[[str], bool], float], ...]] = (
    ("euc_kr", _hangul, 0.97),
    ("shift_jis", _japanese, 0.75),
    ("gb18030", _lead("gb18030", 0xB0, 0xD7), 0.75),
    ("big5", _lead("big5", 0xA4, 0xC6), 0.75),
)
_WEST: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    ("cp1251", _one_of("оеаинтсрвлкмдпуяыьгзбчйхіїє")),
    ("koi8-r", _one_of("оеаинтсрвлкмдпуяыьгзбчйх")),
    ("cp1253", _one_of("αοιετσνηυρπκμλςωίάόέήύώδγθ")),
    ("cp1256", _one_of("اليمونرتبةعدسفهكقحجشطصخ")),
    ("cp1255", _one_of("יולאהמרתבשנדחעקפםכטגצסןז")),
)
_MIDDLE: Final = _one_of("ąćęłńśźżčďěňřšťůžőűăâîşţșțđóáíéúýöüäßôçë")
_LATIN: Final = _one_of("äöüßéèêëàâçñáíóúøåæœôîïûùãõìò")


def decode(data: bytes) -> str | None:
    """Give the text in bytes; None for what is no text."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace")
    if _NULS in data[:4096]:
        return _wide(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # One wrong byte in a long list is a slip, and no other encoding.
        if len(data) > _LOOKED_AT and error.start > len(data) / 2:
            return data.decode("utf-8-sig", errors="replace")
    return data.decode(_guessed(data), errors="replace")


def _wide(data: bytes) -> str | None:
    """Read UTF-16 without its sign: then every second byte of the heading is nothing."""
    head = data[:8]
    for at, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) > _RUN and not any(head[at::2]) and all(head[1 - at :: 2]):
            return data.decode(codec, errors="replace")
    return None


def _guessed(data: bytes) -> str:
    sample = data[:_LOOKED_AT]
    for codec, ordinary, least in _EAST:
        if _share(_foreign(sample, codec), ordinary) >= least:
            return codec
    runs = {codec: _foreign(sample, codec) for codec, _ in _WEST}
    best = max(_WEST, key=lambda one: _score(runs[one[0]], one[1]))
    if _score(runs[best[0]], best[1]) >= _SURE:
        return best[0]
    middle, latin = (
        _share(_foreign(sample, codec), ordinary)
        for codec, ordinary in (("cp1250", _MIDDLE), ("cp1252", _LATIN))
    )
    return "cp1250" if middle > latin + _FEW else "cp1252"


def _foreign(sample: bytes, codec: str) -> str:
    """Give what is not ASCII of a sample, a space between its words; empty where it cannot be read so."""
    for cut in range(4):  # the sample may end within a character
        try:
            text = sample[: len(sample) - cut].decode(codec)
        except UnicodeDecodeError:
            continue
        return " ".join(word for word in re.findall(r"[^\x00-\x7f]+", text) if _WORD.search(word))
    return ""


def _share(foreign: str, ordinary: Callable[[str], bool]) -> float:
    # Letters, figures and signs count; punctuation says nothing.
    told = [one for one in foreign if unicodedata.category(one)[0] in "LNS"]
    return sum(map(ordinary, told)) / len(told) if told else 0.0


def _score(foreign: str, ordinary: Callable[[str], bool]) -> float:
    """Weigh a script of its own: ordinary letters, in words of some length, capitals only at their heads."""
    words = _WORD.findall(foreign)
    long = [word for word in words if len(word) >= _RUN]
    if 2 * len(long) < len(words) or not long:
        return 0.0
    cased = sum(1 for word in long if word[1:] == word[1:].lower() or word.isupper())
    return _share(foreign, ordinary) * cased / len(long)
