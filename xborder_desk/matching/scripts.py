"""Scripts: look-alike letters put right, words cut apart, and every script read in Latin letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from xborder_desk.domain.folding import fold

CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
HANGUL: Final = re.compile(r"[\uac00-\ud7af]")
_GREEK: Final = re.compile(r"[\u0370-\u03ff]")
_WORD: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+|"
    r"(?:(?![\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])[^\W_]"
    r"|[\u0300-\u036f\u064b-\u065f\u0900-\u0dff\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f])+"
)
_CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
_LATIN: Final = re.compile(r"[a-z]")
# Latin letters that stand in Cyrillic words for the letter they look like, and the other way round.
_LOOKS: Final = dict(zip("abcehkmoptxyiu3", "авсенкмортхуіиз", strict=True))
_TO_CYRILLIC: Final = str.maketrans(_LOOKS)
_TO_LATIN: Final = str.maketrans({v: k for k, v in _LOOKS.items() if k not in "u3"})
_DIGIT_LOOKS: Final = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "9": "g", "@": "a", "$": "s"}
)
_MARKED: Final = re.compile(
    r"[\u3040-\u30ff\uff66-\uff9f\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
_SPACES: Final = re.compile(r"\s+")
_WHOLLY: Final = re.compile(r"[abcehkmoptxyiu3]{1,4}")
_OWNER: Final = re.compile(r"(?<=[a-z])[’'`ʼ´‘]s\b")
_APOSTROPHE: Final = re.compile(r"(?<=\w)[’'`ʼʻ´‘](?=\w)")
# Letters that are mostly long vowels; the short ones are not written.
_ARABIC: Final = str.maketrans({"و": "u", "ي": "i", "ی": "i", "ع": "a", "ו": "u", "י": "i"})
# Hebrew letters that begin a word with another sound than they have within it.
_HARDENED: Final = {"ב": "b", "פ": "p", "כ": "k"}
# Greek sounds that are written with two letters, as passports and road signs give them.
_GREEK_SOUNDS: Final = (
    (re.compile("ου"), "ou"),
    (re.compile("(?<=[αεη])υ(?=[θκξπσςτφχψ]|$)"), "f"),
    (re.compile("(?<=[αεη])υ"), "v"),
    (re.compile(r"\bμπ"), "b"),
    (re.compile(r"\bντ"), "d"),
    (re.compile("γ(?=[γξχ])"), "n"),
    (re.compile(r"\bγκ"), "g"),
    (re.compile("χ"), "ch"),
    (re.compile("φ"), "f"),
)
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"sch(?!e)|shch|sh|sz|zh|dzh|dj", "s"),
        (r"tsch|tch|tzsch|ch|cz|tj", "C"),
        (r"ph", "f"),
        (r"(?<=[aeiou])h(?=[bcdfgjklmnpqrstvwxz]|$)", ""),
        (r"kh|gh|qh", "h"),
        (r"(?<=[bcdfgklmnprvz])h$", ""),
        (r"th", "t"),
        (r"ck|cq|q|k", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ts|tz|z", "z"),
        (r"ee|ie|ei|ey|iy|yi|ij|yj|y|j", "i"),
        (r"oo|ou|u", "u"),
        (r"ae|ai", "e"),
        (r"oe", "o"),
        (r"(.)\1+", r"\1"),
        (r"C", "c"),
    )
)
_VOWELS: Final = re.compile(r"[aeiouy]")


@lru_cache(maxsize=65536)
def pieces(text: str) -> tuple[str, ...]:
    """Cut a text into folded words: no accents, no marks, initials written together (L.L.C. is llc)."""
    plain = _APOSTROPHE.sub("", _OWNER.sub("", _folded(text)).replace("&", " and "))
    words: list[str] = []
    run: list[str] = []
    for word in _WORD.findall(plain):
        if len(word) == 1 and not word.isdigit() and not CJK.match(word):
            run.append(word)
            continue
        words += _joined(run)
        run = []
        words.append(_right_script(word))
    words += _joined(run)
    if any(_CYRILLIC.search(word) for word in words):
        words = [word.translate(_TO_CYRILLIC) if _WHOLLY.fullmatch(word) else word for word in words]
    return tuple(words)


def _folded(text: str) -> str:
    """Fold, but leave the marks of kana and Indian scripts, which make another letter of it."""
    if _MARKED.search(text):
        return _SPACES.sub(" ", unicodedata.normalize("NFKC", text).casefold().replace("・", " ")).strip()
    return fold(text)


def _joined(run: list[str]) -> list[str]:
    return [_right_script("".join(run))] if run else []


def _right_script(word: str) -> str:
    """Put right a word in which letters of two scripts stand side by side: ОСTЕК, TAA, I9or."""
    if word.isascii():
        if (
            any(c.isdigit() for c in word)
            and sum(c.isalpha() for c in word) > len(word) / 2
            and len(word) > len("4px")
        ):
            inner = word.translate(_DIGIT_LOOKS)
            return inner if word[-1].isalpha() and word[0].isalpha() else word
        return word
    if _CYRILLIC.search(word) and _LATIN.search(word):
        cyrillic = sum(1 for c in word if _CYRILLIC.match(c))
        certain = any(_CYRILLIC.match(c) and c not in _LOOKS.values() for c in word)
        whole = certain or 2 * cyrillic >= len(word)
        turned = word.translate(_TO_CYRILLIC if whole else _TO_LATIN)
        return turned if whole or turned.isascii() else word.translate(_TO_CYRILLIC)
    return word


@lru_cache(maxsize=65536)
def latin(word: str) -> str:
    """Read a folded word in Latin letters."""
    if word.isascii():
        return word
    if word[0] in _HARDENED:
        word = _HARDENED[word[0]] + word[1:]
    if _GREEK.search(word):
        for letters, spelled in _GREEK_SOUNDS:
            word = letters.sub(spelled, word)
    return re.sub(r"[^a-z0-9]", "", fold(anyascii(word.translate(_ARABIC))))


@lru_cache(maxsize=65536)
def sound(text: str) -> str:
    """Give a form in which the usual spellings of one sound are one: w and v, y and i, kh and h."""
    for pattern, replaced in _SOUNDS:
        text = pattern.sub(replaced, text)
    return text


@lru_cache(maxsize=65536)
def root(text: str) -> str:
    """Give the consonants without the ending of Slavic places, so that Ulyanovsk is Ульяновский."""
    stripped = bones(text)
    return stripped.removesuffix("sk") if len(stripped) > len("nvsk") else stripped


@lru_cache(maxsize=65536)
def bones(text: str) -> str:
    """Give the consonants of a sound form, which is all that some scripts write."""
    return _VOWELS.sub("", sound(text))


@lru_cache(maxsize=65536)
def is_pinyin(text: str) -> bool:
    """Tell whether a word is written wholly of Chinese syllables: then another letter is another name."""
    return _syllables().fullmatch(text) is not None


@lru_cache(maxsize=1)
def _syllables() -> re.Pattern[str]:
    read = {latin(chr(code)) for code in range(0x4E00, 0x9FA6)}
    return re.compile(f"(?:{'|'.join(sorted(filter(None, read), key=len, reverse=True))}){{1,3}}")
