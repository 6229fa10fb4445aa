"""What holidays are called: those many states share in the reader's language, others as in their country."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from xborder_desk.domain.sentences import Sentence
from xborder_desk.i18n import N_

NEW_YEAR: Final = N_("New Year's Day")
AFTER_NEW_YEAR: Final = N_("Day after New Year")
EPIPHANY: Final = N_("Epiphany")
MAUNDY_THURSDAY: Final = N_("Maundy Thursday")
GOOD_FRIDAY: Final = N_("Good Friday")
EASTER_SUNDAY: Final = N_("Easter Sunday")
EASTER_MONDAY: Final = N_("Easter Monday")
LABOUR_DAY: Final = N_("Labour Day")
ASCENSION: Final = N_("Ascension Day")
AFTER_ASCENSION: Final = N_("Day after Ascension")
WHIT_SUNDAY: Final = N_("Whit Sunday")
WHIT_MONDAY: Final = N_("Whit Monday")
CORPUS_CHRISTI: Final = N_("Corpus Christi")
ASSUMPTION: Final = N_("Assumption Day")
ALL_SAINTS: Final = N_("All Saints' Day")
ALL_SOULS: Final = N_("All Souls' Day")
IMMACULATE_CONCEPTION: Final = N_("Immaculate Conception")
CHRISTMAS_EVE: Final = N_("Christmas Eve")
CHRISTMAS: Final = N_("Christmas Day")
SECOND_CHRISTMAS: Final = N_("Second day of Christmas")
END_OF_YEAR: Final = N_("End of the year")
NATIONAL_DAY: Final = N_("National Day")
EUROPE_DAY: Final = N_("Europe Day")
CHINESE_NEW_YEAR: Final = N_("Chinese New Year")
TOMB_SWEEPING: Final = N_("Tomb-Sweeping Day")
DRAGON_BOAT: Final = N_("Dragon Boat Festival")
MID_AUTUMN: Final = N_("Mid-Autumn Festival")
DAY_IN_LIEU: Final = N_("Day off worked on another day")

# What the library calls them in English, where that is not our own word.
_ALSO: Final = {
    "Labor Day": LABOUR_DAY,
    "International Labor Day": LABOUR_DAY,
    "International Workers' Day": LABOUR_DAY,
    "Labor Day and International Workers' Solidarity Day": LABOUR_DAY,
    "May Day": LABOUR_DAY,
    "Worker's Day": LABOUR_DAY,
    "Easter": EASTER_SUNDAY,
    "Pentecost": WHIT_SUNDAY,
    "Pentecost Monday": WHIT_MONDAY,
    "Monday of the Holy Spirit": WHIT_MONDAY,
    "Assumption Of Mary Day": ASSUMPTION,
    "Assumption of Mary": ASSUMPTION,
    "Dormition of the Mother of God": ASSUMPTION,
    "Saint Stephen's Day": SECOND_CHRISTMAS,
    "Boxing Day": SECOND_CHRISTMAS,
    "Day After Christmas": SECOND_CHRISTMAS,
    "Chinese New Year (Spring Festival)": CHINESE_NEW_YEAR,
    "Chinese New Year's Eve": CHINESE_NEW_YEAR,
    "The second day of Chinese New Year": CHINESE_NEW_YEAR,
    "The third day of Chinese New Year": CHINESE_NEW_YEAR,
}
_OWN: Final = (
    *(NEW_YEAR, EPIPHANY, MAUNDY_THURSDAY, GOOD_FRIDAY, EASTER_SUNDAY, EASTER_MONDAY, LABOUR_DAY, ASCENSION),
    *(WHIT_SUNDAY, WHIT_MONDAY, CORPUS_CHRISTI, ASSUMPTION, ALL_SAINTS, ALL_SOULS, IMMACULATE_CONCEPTION),
    *(CHRISTMAS_EVE, CHRISTMAS, SECOND_CHRISTMAS, NATIONAL_DAY, CHINESE_NEW_YEAR, TOMB_SWEEPING, DRAGON_BOAT),
    MID_AUTUMN,
)
_OURS: Final = (*zip(_OWN, _OWN, strict=True), *_ALSO.items())
_KNOWN: Final = {english.casefold(): text for english, text in _OURS}
_BETWEEN: Final = "; "
_REMARK: Final = re.compile(r" \((?:observed|estimated|observed, estimated)\)$", re.IGNORECASE)
_IN_LIEU: Final = re.compile(r"^Day off \(substituted from ", re.IGNORECASE)


def holiday_name(english: str, local: str) -> str | Sentence:
    """Give what a holiday is called, by its names in English and in its country; empty for none.

    Where several fall on one day, the one that readers know is given. One that only its country knows is
    called as there, with the English beside it where that is not written in Latin letters.
    """
    for one in english.split(_BETWEEN):
        plain = _REMARK.sub("", one.strip())
        text = DAY_IN_LIEU if _IN_LIEU.match(plain) else _KNOWN.get(plain.casefold())
        if text:
            return Sentence(text)
    if not local or local == english or _is_latin(local):
        return local or english
    return f"{local} – {english}"


def _is_latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(char, "") for char in text if char.isalpha())
