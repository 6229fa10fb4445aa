"""The words the matcher knows, from ``resources/matching``: legal forms, generic words, places, readings."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from rapidfuzz.distance import OSA

from xborder_desk.domain.errors import BrokenDataError
from xborder_desk.domain.folding import fold
from xborder_desk.i18n import N_
from xborder_desk.matching.scripts import CJK, HAN, latin, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_STEM: Final = 3
_LONG: Final = 7
_ENDINGS: Final = {3: 2, 4: 4, 5: 6}
_MOST_ENDING: Final = 9
_PLACE_ENDING: Final = 5


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a known word stands for: ``words`` in English, and its role."""

    words: tuple[str, ...]
    role: str


@dataclass
class Lexicon:
    """Words by their folded form, and those of which only the beginning is fixed."""

    whole: dict[str, Meaning] = field(default_factory=dict)
    stems: dict[str, dict[str, Meaning]] = field(default_factory=lambda: defaultdict(dict))
    longest_han: int = 1

    def add(self, form: str, meaning: Meaning) -> None:
        """Take up one form; what was told first stays."""
        text = " ".join(pieces(form.removesuffix("*")))
        if form.endswith("*"):
            self.stems[text[:_STEM]].setdefault(text, meaning)
            return
        self.whole.setdefault(text, meaning)
        if CJK.search(text):
            self.longest_han = max(self.longest_han, len(text))

    def find(self, word: str) -> Meaning | None:
        """Give what a folded word means, None if it is nobody's but the firm's own."""
        found = self.whole.get(word)
        if found is not None or len(word) < _STEM:
            return found
        begun = [stem for stem in self.stems.get(word[:_STEM], ()) if word.startswith(stem)]
        best = max(begun, key=len, default=None)
        if best is None:
            return None
        meaning = self.stems[word[:_STEM]][best]
        # Of a short stem only a short ending is one; else “Asia” would be found in any word with ази.
        most = _PLACE_ENDING if meaning.role == "place" else _ENDINGS.get(len(best), _MOST_ENDING)
        return meaning if len(word) - len(best) <= min(most, _ENDINGS.get(len(best), _MOST_ENDING)) else None


@dataclass(frozen=True)
class Words:
    """Everything the reading of names needs."""

    lexicon: Lexicon
    forms: dict[tuple[str, ...], str]
    short_forms: dict[str, str]
    longest_form: int
    readings: dict[str, str]
    titles: frozenset[str]
    particles: dict[str, str]
    nicknames: dict[str, str]
    numbers: dict[str, str]
    joiners: frozenset[str]
    form_words: frozenset[str]
    families: dict[str, tuple[str, ...]] = field(default_factory=dict)
    given: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wade: dict[str, str] = field(default_factory=dict)
    chinese_families: frozenset[str] = frozenset()

    def form_word(self, word: str) -> str:
        """Give the word of a legal form that a long word is a slip of the pen for, else the word itself."""
        if len(word) < _LONG - 1 or word in self.form_words or self.lexicon.find(word) is not None:
            return word
        return next((form for form in self.form_words if OSA.distance(word, form, score_cutoff=1) <= 1), word)


@lru_cache(maxsize=4)
def read_words(folder: Path) -> Words:
    """Read the data files of ``resources/matching``.

    Raises:
        BrokenDataError: a file is missing or faulty.

    """
    generic, places = read(folder, "generic"), read(folder, "places")
    persons, pinyin = read(folder, "persons"), read(folder, "pinyin")
    lexicon = Lexicon()
    for role, section in (("place", places["country"]), ("place", places["city"])):
        for english, spelled in section.items():
            _add(lexicon, role, english, spelled)
    for language, section in generic.items():
        if isinstance(section, dict) and language != "joiners":
            for english, spelled in section.items():
                _add(lexicon, "generic", english, spelled, also_english=language == "en")
    forms: dict[tuple[str, ...], str] = {}
    short: dict[str, str] = {}
    for form in read(folder, "legal_forms")["form"]:
        for word in form["words"]:
            forms.setdefault(pieces(word), form["class"])
        for word in form["short"]:
            short.setdefault(fold(word), form["class"])
    return Words(
        lexicon=lexicon,
        forms=forms,
        short_forms=short,
        longest_form=max(map(len, forms)),
        form_words=frozenset(
            word for form in forms for word in form if len(word) >= _LONG and word.isalpha()
        ),
        readings={fold(word): reading.replace(" ", "") for word, reading in pinyin["words"].items()},
        titles=frozenset(fold(word) for word in persons["titles"]),
        particles=dict(_spelled([(name, [name]) for name in persons["particles"]], persons["same"])),
        nicknames=dict(_spelled([], persons["short"])),
        numbers=dict(_spelled([], persons["numbers"])),
        joiners=frozenset(fold(word) for word in generic["joiners"]["of"]),
        families={fold(word): tuple(ways) for word, ways in persons["families"].items()},
        given={fold(word): tuple(ways) for word, ways in persons["given"].items()},
        wade=dict(pinyin["wade"]),
        chinese_families=frozenset(latin(fold(word)) for word in persons["families"] if HAN.match(word)),
    )


def read(folder: Path, name: str) -> dict[str, Any]:
    """Read one data file.

    Raises:
        BrokenDataError: it is missing or faulty.

    """
    file = folder / f"{name}.toml"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BrokenDataError(
            N_("{file} is not a proper data file: {reason}."), file=file.name, reason=str(error)
        ) from error


def _add(
    lexicon: Lexicon, role: str, english: str, spelled: Iterable[str], *, also_english: bool = True
) -> None:
    words = tuple(fold(english).split())
    meaning = Meaning(
        ("-".join(words),) if role == "place" else words, "joiner" if words[0] in _IDLE else role
    )
    for form in spelled:
        lexicon.add(form, meaning)
    if also_english and (len(words) == 1 or role == "place"):
        lexicon.add(english, meaning)


_IDLE: Final = frozenset({"of", "and", "the"})


def _spelled(
    first: Iterable[tuple[str, list[str]]], table: dict[str, list[str]]
) -> Iterator[tuple[str, str]]:
    for kept, spelled in (*first, *table.items()):
        for word in (kept, *spelled):
            yield re.sub(r"\s", "", fold(word)), fold(kept)
