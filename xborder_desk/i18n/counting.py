"""A number of things as a value within a sentence: “1 case”, “3 cases”, in the plural each language wants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xborder_desk.i18n.language import Language


@dataclass(frozen=True, slots=True)
class Counted:
    """So many things: ``singular`` and ``plural`` with the place ``{n}``; standing here marks both.

    A bare number before a word reads wrong for one thing, and in many languages for two and for five.
    """

    singular: str
    plural: str
    n: int

    def __str__(self) -> str:
        """Give the English, for logs and tests."""
        return (self.singular if self.n == 1 else self.plural).format(n=self.n)

    def spell(self, language: Language) -> str:
        """Give the words in a language."""
        return language.plural(self.singular, self.plural, self.n)
