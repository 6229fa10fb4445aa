"""What of a postal address can be compared: postcode, city, house number, road and room, in Latin and Han."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from anyascii import anyascii

from xborder_desk.domain.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Place:
    """The parts of an address that tell it from others, folded to Latin; any may be empty."""

    postcode: str = ""
    house: str = ""
    room: str = ""
    road: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_HAN_ROOM: Final = re.compile(r"([0-9A-Za-z-]+)(?:室|号房|號房|房|单元)")
_HAN_HOUSE: Final = re.compile(r"([0-9]+(?:[-之][0-9]+)?)\s?(?:号|號|番地|号楼)")
_HAN_PART: Final = re.compile(
    r"([\u3400-\u9fff]{2,8}?)(?:省|自治区|特别行政区|市|区|區|县|縣|镇|鎮|街道|社区|社區|大道|大街|路|街|道|村|巷|里|"
    r"园区|工业园|大厦|大廈|中心|广场|廣場)"
)
_ROADS: Final = frozenset(["路", "街", "道", "大道", "大街", "巷"])
_POSTCODE: Final = (
    re.compile(r"\b([a-z]{1,2}\d[a-z\d]?) ?(\d[a-z]{2})\b"),  # GB
    re.compile(r"\b(\d{4}) ?([a-z]{2})\b(?= [a-z])"),  # NL
    re.compile(r"\b([a-z]\d[a-z]) ?(\d[a-z]\d)\b"),  # CA
    re.compile(r"\b(\d{3}) (\d{2})\b"),  # SE, CZ, SK, GR
    re.compile(r"\b(\d{2})-(\d{3})\b"),  # PL
    re.compile(r"\b(?:[a-z]{1,2}-)?(\d{5,6})()\b"),
    re.compile(r"\b(?:[a-z]{1,2}-)?(\d{4})()\b(?= [a-z])"),
)
_ROOM: Final = re.compile(
    r"\b(?:room|rm|unit|suite|ste|flat|apt|apartment|office|zimmer|app|bureau|r)[ .#:]*(?:no[. ]*)?"
    r"([0-9]+[a-z]?(?:-\d+)?|[a-z]\d+)\b"
)
# Numbers that are no house number: of a building, a floor, an ordinal.
_INSIDE: Final = re.compile(
    r"\b(?:building|bldg|block|floor|fl)[ .]*\w{1,3}\b|\b\w{1,3} ?f\b|\b\d+(?:st|nd|rd|th)\b"
)
# Behind the number of a Colombian road stands that of the house: Cra 18 #63-64.
_HOUSE: Final = re.compile(
    r"(?:\b(?:no|nr|n)[. ]*|# ?(?=\d+[a-z]? ?- ?\d))([0-9]+[a-z]?(?:[-/]\d+[a-z]?)?)\b"
)
_NUMBER: Final = re.compile(r"\b(\d{1,5}(?: ?[a-z])?(?:[-/]\d+[a-z]?)?)\b")
_FRACTION: Final = re.compile(r"(?<=\d) ?[¼½¾]")
_SUFFIX: Final = re.compile(r"(strasse|str|straat|gatan|vagen|gata|weg|allee|platz|laan|vej|gade)$")
_ROAD_WORDS: Final = frozenset(
    {
        "road", "rd", "street", "st", "avenue", "ave", "av", "lane", "ln", "drive", "dr", "boulevard",
        "blvd", "way", "rue", "via", "calle", "ul", "ulica", "strasse", "str", "weg", "platz", "allee",
        "lu", "jie", "dadao", "dajie", "daodao", "dao", "west", "east", "north", "south", "middle",
        "zhong", "dong", "xi", "nan", "bei", "straat", "laan", "chaussee", "quai", "place", "piazza",
        "corso", "avenida", "rua",
    }
)  # fmt: skip
_BEFORE: Final = frozenset(["rue", "via", "calle", "ul", "ulica", "avenue", "avenida", "rua", "corso"])
_IDLE: Final = frozenset(
    {
        "room", "rm", "unit", "suite", "floor", "fl", "no", "nr", "building", "bldg", "block", "district",
        "city", "province", "town", "county", "area", "zone", "industrial", "park", "road", "rd",
        "street", "st", "avenue", "ave", "the", "of", "and", "de", "la", "le", "der", "die", "das", "am",
        "im", "an", "c/o", "p", "r", "china", "shi", "qu", "sheng", "zhen", "xian", "jiedao", "lu", "jie",
        "germany", "deutschland", "france", "uk", "usa",
    }
)  # fmt: skip


@lru_cache(maxsize=4096)
def read_place(text: str) -> Place:
    """Take an address apart, in any script."""
    if _HAN.search(text):
        return _read_han(text)
    whole = _FRACTION.sub("", text)
    plain = re.sub(r"[^\w/.#-]+", " ", fold(anyascii(whole) if not whole.isascii() else whole))
    postcode, rest = _postcode(plain)
    room = _ROOM.search(rest)
    rest = rest[: room.start()] + " " + rest[room.end() :] if room else rest
    house = _HOUSE.search(rest) or _NUMBER.search(_INSIDE.sub(" ", rest))
    words = _words(rest)
    return Place(
        postcode=postcode,
        house=_plain(house[1]) if house else "",
        room=_plain(room[1]) if room else "",
        road=_road(rest),
        words=words,
    )


def place_of(raw: str, parts: Mapping[str, str] | None = None) -> Place:
    """Take an address apart, by its fields where they are known."""
    if not parts or not parts.get("street_address"):
        return read_place(raw)
    street = read_place(str(parts["street_address"]))
    city = _words(_latin(str(parts.get("city", ""))))
    code = re.sub(r"[^a-z0-9]", "", fold(str(parts.get("postal_code", ""))))
    return Place(code or street.postcode, street.house, street.room, street.road, street.words | city)


def keys(place: Place) -> frozenset[str]:
    """Give the keys under which the same address is found again; none where it has no house number."""
    if not place.house:
        return frozenset()
    found = {f"{place.postcode}|{place.house}|{place.room}"} if place.postcode else set()
    found |= {f"{word}|{place.house}|{place.room}" for word in place.road}
    return frozenset(found)


def alike(one: Place, other: Place) -> float:
    """Say how much two addresses are one, from 0 to 1; 0.9 and more is the same house."""
    if not one.house or one.house != other.house:
        return 0.0
    if one.room and other.room and one.room != other.room:
        return 0.3
    shared = len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))
    same_code = bool(one.postcode) and one.postcode == other.postcode
    if one.postcode and other.postcode and not same_code:
        return 0.0
    # Where no road is told from the rest (rue de la Paix), the same words are the same road.
    same_road = bool(one.road & other.road) or (not one.road and not other.road and shared == 1)
    base = 0.45 * same_road + 0.3 * same_code + 0.35 * shared
    return min(1.0, base + (0.1 if one.room and one.room == other.room else 0.0))


def _postcode(plain: str) -> tuple[str, str]:
    for pattern in _POSTCODE:
        matches = list(pattern.finditer(plain))
        if matches:
            last = matches[-1]
            return last[1] + (last[2] or ""), plain[: last.start()] + " " + plain[last.end() :]
    return "", plain


def _road(rest: str) -> frozenset[str]:
    tokens = re.findall(r"[^\W\d_]+", rest)
    found = {_SUFFIX.sub("", token) for token in tokens if _SUFFIX.search(token) and token not in _ROAD_WORDS}
    for before, token in pairwise(tokens):
        if token in _ROAD_WORDS and before not in _ROAD_WORDS and before not in _IDLE:
            found.add(before)
        if before in _BEFORE and len(token) > len("des"):
            found.add(token)
    return frozenset(word for word in found if len(word) > 1)


def _words(rest: str) -> frozenset[str]:
    return frozenset(
        _SUFFIX.sub("", token) or token
        for token in re.findall(r"[^\W\d_]{2,}", rest)
        if token not in _IDLE and token not in _ROAD_WORDS
    )


def _read_han(text: str) -> Place:
    plain = fold(text).replace(" ", "")
    room, house = _HAN_ROOM.search(plain), _HAN_HOUSE.search(plain)
    code = re.search(r"(?<!\d)(\d{6})(?!\d)", plain)
    road, words = set(), set()
    for part in _HAN_PART.finditer(plain):
        word = _latin(part[1])
        words.add(word)
        if part.group()[len(part[1]) :] in _ROADS:
            road.add(word)
    return Place(
        postcode=code[1] if code else "",
        house=_plain(house[1]) if house else "",
        room=_plain(room[1]) if room else "",
        road=frozenset(road),
        words=frozenset(words),
    )


def _latin(text: str) -> str:
    return fold(anyascii(text)).replace(" ", "") if _HAN.search(text) else fold(anyascii(text))


def _plain(number: str) -> str:
    return (
        re.sub(r"[^0-9a-z]", "", number.replace("之", "-")) if number.isdigit() else number.replace(" ", "")
    )
