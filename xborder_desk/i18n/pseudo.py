"""A language that shows what was forgotten: every marked text comes accented, longer and in brackets."""

from __future__ import annotations

import gettext
import re
from typing import Final, Literal

from xborder_desk.i18n.language import Language

PSEUDO_TAG: Final = "qps"
OPENING: Final = "⟦"
CLOSING: Final = "⟧"
_KEPT: Final = re.compile(r"(\{\w*\}|<[^<>]*>|&\w|%\w)")
_ACCENTS: Final = str.maketrans("aeioucnyAEIOUCNY", "àéîõûçñÿÀÉÎÕÛÇÑÝ")
_LONGER: Final = 0.4


def pseudo(text: str) -> str:
    """Disguise one text; named places, tags and mnemonics stay as they are."""
    parts = _KEPT.split(text)
    disguised = "".join(part if index % 2 else part.translate(_ACCENTS) for index, part in enumerate(parts))
    return f"{OPENING}{disguised}{'~' * int(len(text) * _LONGER)}{CLOSING}"


class _PseudoCatalogue(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return pseudo(message)

    def pgettext(self, context: str, message: str) -> str:
        del context
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)


def pseudo_language(direction: Literal["ltr", "rtl"] = "ltr") -> Language:
    """Give the pseudo-language, in either writing direction; formats are the English ones."""
    return Language(PSEUDO_TAG, _PseudoCatalogue(), direction=direction)
