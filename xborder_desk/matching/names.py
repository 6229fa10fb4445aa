"""Reading a name: legal form, place, generic words and numbers told apart from what is the firm's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from xborder_desk.matching import persons
from xborder_desk.matching.scripts import CJK, HAN, is_pinyin, latin, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xborder_desk.matching.words import Meaning, Words

CORE: Final = "core"
GENERIC: Final = "generic"
PLACE: Final = "place"
NUMBER: Final = "number"
PARTICLE: Final = "particle"
INITIAL: Final = "initial"
JOINER: Final = "joiner"
_ALSO: Final = re.compile(
    r"\s+/\s+|\s+(?:a\.?k\.?a\.?|f\.?k\.?a\.?|t/a|d/?b/?a|trading as|doing business as|formerly|"
    r"also known as)\.?\s+",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_COMMA: Final = re.compile(r"^([^,，]{2,40}),\s*([^,，]{1,60})$")
# Russian adjectives of places; folding has made й an и.
_ADJECTIVE: Final = re.compile(r"(?<=\w{3})(?:ь?ск|цк)(?:ии|ая|ое|ого|ои|ом|им|ие|их)$")
_ARTICLE: Final = re.compile(r"^و?ال(?=\w{3})")
_SUFFIX_FORM: Final = re.compile(r"(?<=\w{4})(gmbh|llc|ltd|limited|inc)$|(?<=[a-z]{5})(ag|oy|ab)$")
_ACRONYM: Final = range(3, 8)
_TEN: Final = 10
_FIRM: Final = "company"
_HYPHENS: Final = re.compile(r"(?<=\w)[-‐‑–—](?=\w)")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name: ``text`` is compared, ``shown`` is how it was written."""

    text: str
    role: str
    shown: str
    foreign: bool = False
    also: tuple[str, ...] = ()  # other ways its characters are written in Latin letters

    @property
    def translated(self) -> bool:
        """Whether it stands for a word of another script by its meaning, not by its sound."""
        return self.foreign and self.text != latin(self.shown)


@dataclass(frozen=True, slots=True)
class Name:
    """A name read: its words, and the classes of the legal forms in it."""

    raw: str
    person: bool
    tokens: tuple[Token, ...]
    forms: frozenset[str]
    bare: bool = False  # nothing but generic words, which then stand for the firm's own
    chinese: bool = False  # a person's name of Chinese syllables, one of them a family name

    def of(self, *roles: str) -> tuple[Token, ...]:
        """Give the words with one of these roles."""
        return tuple(token for token in self.tokens if token.role in roles)

    @property
    def own(self) -> tuple[Token, ...]:
        """The words that tell this name from others."""
        return self.of(CORE, INITIAL)


def acronyms(name: Name) -> frozenset[str]:
    """Give the short forms a firm may go by: its one short word, or the initials of its words as written."""
    told = [token for token in name.tokens if token.role != JOINER]
    if name.person or not told:
        return frozenset()
    if len(told) == 1:
        return frozenset({told[0].text} if len(told[0].text) in _ACRONYM else ())
    spelled = (
        "".join(latin(word)[:1] for word in dict.fromkeys(t.shown for t in told)),
        "".join(t.text[:1] for t in told),
    )
    return frozenset(one for one in spelled if len(one) in _ACRONYM)


def read_names(raw: str, words: Words, *, person: bool = False) -> tuple[Name, ...]:
    """Read a name in each way it can be meant: “A / B” is A or B, “A (B)” may be B."""
    return _read_names(raw, id(words), person, _Held(words))


class _Held:
    """Carries the words through the cache, which goes by their identity."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


@lru_cache(maxsize=32768)
def _read_names(raw: str, key: int, person: bool, held: _Held) -> tuple[Name, ...]:  # noqa: FBT001 - cached
    del key
    found: list[Name] = []
    for one in _meant(raw, held.words, person=person):
        name = _read_person(one, held.words) if person else _read_firm(one, held.words)
        if name.tokens and all(name.tokens != other.tokens for other in found):
            found.append(name)
    return tuple(found)


def _meant(raw: str, words: Words, *, person: bool) -> Iterator[str]:
    parts = [part for part in _ALSO.split(raw) if part and part.strip()] or [raw]
    for part in parts[:4]:
        yield part
        if person:
            yield from persons.turned(part, words)
            continue
        for inside in _BRACKETS.findall(part):
            read = _read_plain(inside, words)
            if not read.of(CORE) or read.of(PLACE):
                continue
            outside = _BRACKETS.sub(" ", part)
            if len(_read_firm(outside, words).tokens) > 0:
                yield outside
            if len(inside) > len("abc"):
                yield inside


def _read_firm(raw: str, words: Words) -> Name:
    name = _read_plain(raw, words)
    if name.of(CORE):
        return name
    # Nothing is the firm's own: then its generic words are all that tells it from others.
    role = GENERIC if name.of(GENERIC) else PLACE
    tokens = tuple(Token(t.text, CORE, t.shown, t.foreign) if t.role == role else t for t in name.tokens)
    return Name(name.raw, person=False, tokens=tokens, forms=name.forms, bare=True)


def _read_plain(raw: str, words: Words) -> Name:
    text = _HYPHENS.sub(" ", raw)
    cut = [piece for word in pieces(text) for piece in _segments(word, words)]
    forms: set[str] = set()
    rest = list(_without_forms(cut, words, forms))
    if not any(words.lexicon.find(word) is None and word not in words.joiners for word in rest):
        # Nothing of its own is left: what seemed a form of two letters may be its own (PT Electronics).
        forms.clear()
        rest = list(_without_forms(cut, words, forms, short=False))
    tokens = _counted(
        token for word, meaning in _phrases(rest, words) for token in _tokens(word, meaning, words)
    )
    if not any(len(token.text) > 1 and token.role != JOINER for token in tokens):  # AT & T
        tokens = [Token(latin(word), CORE, word) for word in rest if word != "and"]
    if any(token.role == CORE for token in tokens):
        # “Company” says no more in any language than it does in English, where it is a legal form.
        tokens = [token for token in tokens if token.role != GENERIC or token.text != _FIRM]
    if not tokens:  # a name of nothing but forms: they are all there is
        tokens = [Token(latin(word), CORE, word) for word in cut]
    return Name(raw.strip(), person=False, tokens=tuple(tokens), forms=frozenset(forms))


def _segments(word: str, words: Words) -> Iterator[str]:
    """Cut a run of Han, kana or hangul into known words; the rest stays together."""
    if not CJK.match(word):
        yield word
        return
    held, start = 0, 0
    while start < len(word):
        end = next(
            (
                start + size
                for size in range(min(words.lexicon.longest_han, len(word) - start), 0, -1)
                if _known(word[start : start + size], words, start)
            ),
            None,
        )
        if end is None:
            start += 1
            continue
        if held < start:
            yield word[held:start]
        yield word[start:end]
        held = start = end
    if held < len(word):
        yield word[held:]


def _known(part: str, words: Words, start: int) -> bool:
    if (part,) in words.forms:
        return start > 0 or len(part) > len("公司")
    meaning = words.lexicon.whole.get(part)
    if meaning is None:
        return False
    # One character alone is a word only where it follows another: 市, 店, 厂.
    return len(part) > 1 or (start > 0 and part in "市省区區店厂廠")


def _without_forms(cut: list[str], words: Words, forms: set[str], *, short: bool = True) -> Iterator[str]:
    at = 0
    written = [words.form_word(word) for word in cut]
    while at < len(cut):
        for size in range(min(words.longest_form, len(cut) - at), 0, -1):
            found = words.forms.get(tuple(written[at : at + size]))
            if found is None and short and size == 1 and (at == 0 or at >= len(cut) - 2):
                found = words.short_forms.get(cut[at]) if len(cut) > 1 else None
            if found is not None:
                forms.add(found)
                at += size
                break
        else:
            glued = _SUFFIX_FORM.search(cut[at]) if at == len(cut) - 1 else None
            if glued and words.lexicon.find(cut[at]) is None:
                forms.add(words.forms.get((glued.group(),), "") or words.short_forms.get(glued.group(), ""))
                yield cut[at][: glued.start()]
            else:
                yield cut[at]
            at += 1


def _phrases(rest: list[str], words: Words) -> Iterator[tuple[str, Meaning | None]]:
    """Take together what is one word only as a whole: Hong Kong, New York."""
    at = 0
    while at < len(rest):
        for size in (3, 2):
            phrase = " ".join(rest[at : at + size])
            meaning = words.lexicon.whole.get(phrase) if at + size <= len(rest) else None
            if meaning is not None:
                yield phrase, meaning
                at += size
                break
        else:
            yield rest[at], words.lexicon.find(rest[at])
            at += 1


def _tokens(word: str, meaning: Meaning | None, words: Words) -> Iterator[Token]:
    foreign = not word.isascii()
    if word in words.joiners or (meaning is not None and meaning.role == JOINER):
        yield Token(latin(word), JOINER, word, foreign)
        return
    if word in words.numbers or word.isdigit():
        yield Token(words.numbers.get(word, word.lstrip("0") or "0"), NUMBER, word)
        return
    if meaning is not None:
        for english in meaning.words:
            yield Token(english, meaning.role, word, foreign)
        return
    yield Token(_spelled(word, words), CORE, word, foreign)


def _counted(tokens: Iterable[Token]) -> list[Token]:
    """Put numbers in words together: forty-four is 44."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        if before and before.role == token.role == NUMBER and not before.shown.isdigit():
            tens, unit = int(before.text), int(token.text)
            if tens % _TEN == 0 and 0 < unit < _TEN <= tens:
                found[-1] = Token(str(tens + unit), NUMBER, f"{before.shown} {token.shown}")
                continue
        found.append(token)
    return found


def _spelled(word: str, words: Words) -> str:
    if not HAN.search(word):
        return latin(_ARTICLE.sub("", _ADJECTIVE.sub("", word)))
    for known, reading in words.readings.items():
        if known in word:
            word = word.replace(known, reading)
    return latin(word)


def _read_person(raw: str, words: Words) -> Name:
    comma = _COMMA.match(raw.strip())
    text = f"{comma[2]} {comma[1]}" if comma else raw
    tokens: list[Token] = []
    split = [piece for part in re.split(r"[\s.,·・،-]+", text) for piece in pieces(part)]
    # Pan and Na are titles before or behind a name, and names beside another Chinese syllable: Pan Na.
    titled = len(split) > 2 or not all(map(is_pinyin, split))  # noqa: PLR2004 - a name of two words
    for word in (cut for piece in split for cut in persons.cut(piece, words)):
        if word in words.titles and len(split) > 1 and titled:
            continue
        single = len(word) == 1 and not CJK.match(word)
        role = PARTICLE if word in words.particles else INITIAL if single else CORE
        kept = words.particles.get(word, _spelled(word, words))
        tokens.append(Token(kept, role, word, not word.isascii(), persons.also(word, words)))
    if tokens and all(token.role == PARTICLE for token in tokens):
        tokens = [Token(token.text, CORE, token.shown, token.foreign) for token in tokens]
    return Name(
        raw.strip(),
        person=True,
        tokens=tuple(tokens),
        forms=frozenset(),
        chinese=len(tokens) > 1
        and all(token.role in {CORE, PARTICLE} and is_pinyin(token.text) for token in tokens)
        and any(token.text in words.chinese_families for token in tokens),
    )
