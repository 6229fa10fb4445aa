"""A number of things as a value within a sentence: “1 case”, “3 cases”, in the plural each language wants."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xborder_desk.i18n.language import Language


@dataclass(frozen=True, slots=True)
class Counted:
    """So many things: ``singular`` and ``plural`` with the place ``{n}``; standing here marks both.

    ``fields`` fill further places, for a whole sentence that a number bends.

    A bare number before a word reads wrong for one thing, and in many languages for two and for five.
    """

    singular: str
    plural: str
    n: int
    fields: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The untranslated message, as English has it for this number."""
        return self.singular if self.n == 1 else self.plural

    def __str__(self) -> str:
        """Give the English, for logs and tests."""
        return self.text.format(n=self.n, **self.fields)

    def spell(self, language: Language) -> str:
        """Give the words in a language."""
        return language.plural(self.singular, self.plural, self.n, **self.fields)
