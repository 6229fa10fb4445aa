"""Writing values of a dossier as its language does: moments, amounts, references as runs of words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Final

from xborder_desk.documents.characters import isolated
from xborder_desk.documents.words import dossier_texts
from xborder_desk.domain.references import Reference, parse, words
from xborder_desk.i18n.language import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from xborder_desk.documents.words import Words
    from xborder_desk.domain.dossier import Annex, DossierContent, Money, When

Run = list[str]
"""Words and the target of the jump, or "" for none."""

OPEN: Final = "open"
CLOSE: Final = "close"
"""Instead of a target: here begins and ends an isolate, for a text that is put together from runs."""

SECTIONS: Final = ("cover", "contents", "parties", "facts", "chronology", "contacts", "exhibits")
"""The composed sections before the exhibits, in their order; each is one heading. Annexes follow."""


@dataclass(frozen=True, slots=True)
class Place:
    """Pages of the bundle, first and last, from 1."""

    first: int
    last: int


@dataclass(frozen=True)
class Writer:
    """Words, formats and exhibit labels of one dossier; isolates keep values whole where directions meet."""

    language: Words
    texts: Mapping[str, str]
    labels: Mapping[str, str]

    def say(self, name: str, **fields: object) -> str:
        """Say one of the fixed words, with its named places filled."""
        return fill(self.texts[name], {field: str(value) for field, value in fields.items()})

    def labelled(self, name: str, value: str) -> str:
        """Name a value by one of the fixed words, with the colon of the language."""
        return fill(self.texts["labelled"], {"name": self.texts[name], "value": value})

    def keep(self, text: str) -> str:
        """Keep each line of a value together, where this document or the value is written right to left."""
        return "\n".join(isolated(line) for line in text.split("\n")) if self._mixes(text) else text

    def _mixes(self, text: str) -> bool:
        return self.language.direction == "rtl" or any("\u0590" <= char <= "\u08ff" for char in text)

    def moment(self, at: datetime | None, zone: str) -> str:
        """Write a moment with its zone's distance to UTC."""
        return "" if at is None else self.keep(self.language.datetime(at, zone or "UTC"))

    def when(self, when: When | None) -> str:
        """Write a moment or a day, as exactly as it is known."""
        if when is None:
            return ""
        if when.at is not None:
            return self.moment(when.at, when.zone)
        if when.day is None:
            return ""
        if when.precision == "day":
            return self.keep(self.language.date(when.day))
        write = self.language.month if when.precision == "month" else self.language.year
        return self.keep(write(when.day))

    def money(self, money: Money | None) -> str:
        """Write an amount."""
        return "" if money is None else self.keep(self.language.money(money.amount, money.currency))

    def country(self, code: str) -> str:
        """Name a country."""
        return self.language.country(code) if code else ""

    def run(self, reference: Reference) -> Run:
        """Write one reference with its target."""
        text = self.keep(words(reference, self.labels, self.texts["ref_page"]))
        return [text, target(reference.key, reference.page) if reference.key in self.labels else ""]

    def runs(self, text: str) -> list[Run]:
        """Write a text with its references."""
        runs = [[piece, ""] if isinstance(piece, str) else self.run(piece) for piece in parse(text)]
        if not text or "\n" in text or not self._mixes(text):
            return runs
        return [["", OPEN], *runs, ["", CLOSE]]

    def proofs(self, references: Iterable[Reference]) -> list[Run]:
        """Write references one below the other."""
        return [self.run(reference) for reference in references]


def target(key: str, page: int | None = None) -> str:
    """Name a place in an exhibit for the binder."""
    return f"exhibit/{key}/{page or 0}"


def sections_of(content: DossierContent) -> tuple[str, ...]:
    """Name the composed sections of a dossier, its annexes last."""
    return (*SECTIONS, *map(annex_name, content.annexes))


def annex_name(annex: Annex) -> str:
    """Name an annex among the sections."""
    return f"annex-{annex.name}"


def writer_for(content: DossierContent, language: Words) -> Writer:
    """Make the writer of a dossier: its fixed words with the profile's own, and its exhibits' labels."""
    texts = dossier_texts(language)
    profile = content.profile
    texts["exhibit_label"] = profile.label_for(content.language, texts["exhibit_label"])
    texts["exhibits"] = profile.list_title_for(content.language, texts["exhibits"])
    texts.update({annex_name(annex): annex.title for annex in content.annexes})
    return Writer(language, texts, content.labels(texts["exhibit_label"]))


def moment_text(at: datetime) -> str:
    """Write a moment for machines: ISO, UTC."""
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="seconds")
