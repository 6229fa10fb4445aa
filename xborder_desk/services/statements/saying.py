"""Saying things in every language of a paper at once, and labelling the exhibits it names."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from xborder_desk.domain.items import FILE_LABEL, KIND_LABELS
from xborder_desk.domain.references import Reference
from xborder_desk.domain.statement import Exhibit, Span
from xborder_desk.i18n import N_
from xborder_desk.i18n.zones import there

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence
    from typing import Literal

    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.domain.statement import Words
    from xborder_desk.i18n.language import Language, Sayable
    from xborder_desk.services.statements.gathering import Gathered, Source

Style = "Literal['', 'muted', 'strong', 'code']"
_LONGEST = 600


@dataclass
class Saying:
    """The languages of a paper, the office's zone, what it is made of, and the exhibits named so far.

    With ``tokens`` the paper stands in a dossier: exhibits are named by references to those of the dossier.
    """

    languages: Sequence[Language]
    zone: dt.tzinfo
    gathered: Gathered
    _labels: dict[tuple[str, str], str] = field(default_factory=dict)
    exhibits: list[Exhibit] = field(default_factory=list)
    tokens: bool = False

    def text(self, msgid: str, **fields: object) -> Words:
        """Say a marked text."""
        return tuple(language.text(msgid, **fields) for language in self.languages)

    def say(self, told: Sayable, **fields: object) -> Words:
        """Say a text of our data, with the values for its places."""
        context = getattr(told, "context", "")
        if not context:
            return tuple(language.say(told) for language in self.languages)
        return tuple(language.ctext(context, told.text, **fields) for language in self.languages)

    def each(self, write: Callable[[Language], str]) -> Words:
        """Write a value as each language does."""
        return tuple(write(language) for language in self.languages)

    def plain(self, text: str) -> Words:
        """Give what is not ours to translate, without what nobody else may read."""
        return (self.gathered.masked(text),)

    def span(self, words: Words, style: Literal["", "muted", "strong", "code"] = "") -> Span:
        """Give a line of a cell."""
        return Span(words, style)

    def value(self, text: str) -> tuple[Span, ...]:
        """Give a cell with what is not ours to translate."""
        return (Span(self.plain(text)),)

    def day(self, day: dt.date | None) -> Words:
        """Write a day."""
        return self.each(lambda language: language.date(day)) if day else ("",)

    def moment(self, at: dt.datetime, zone: dt.tzinfo | None = None) -> Words:
        """Write a moment with its distance to UTC."""
        return self.each(lambda language: language.datetime(at, zone or self.zone))

    def times(self, attempt: AttemptView, country: str) -> list[Span]:
        """Write when an attempt was made, here and where the other side is."""
        here = attempt.local
        spans = [Span(self.moment(here, here.tzinfo))]
        away = there(attempt.started_at, country)
        if away is not None and away.utcoffset() != here.utcoffset():
            spans.append(Span(self.each(partial(_at_the_other_end, away)), "muted"))
        return spans

    def proofs(self, source: Source, numbers: Iterable[str]) -> tuple[Span, ...]:
        """Name evidence as exhibits, in the order in which they are first named."""
        labels = [self.label(source, number) for number in dict.fromkeys(numbers)]
        return tuple(Span((label,)) for label in labels if label)

    def label(self, source: Source, number: str) -> str:
        """Give the label of an item, a new one if it is named for the first time."""
        item = source.items.get(number)
        if item is None:
            return ""
        if self.tokens:
            return Reference(f"{source.number}/{number}" if self.gathered.pooled else number).token
        key = (source.number, number)
        if key not in self._labels:
            label = self.languages[0].text(N_("Exhibit {n}"), n=len(self._labels) + 1)
            self._labels[key] = label
            evidence = f"{source.number}/{number}"
            self.exhibits.append(Exhibit(label, evidence, item.sha256, self._title(source, number)))
        return self._labels[key]

    def _title(self, source: Source, number: str) -> str:
        """Name an item; in another consumer's case only what kind of thing it is and of which day."""
        item = source.items[number]
        if source.own:
            return item.title or item.filename
        kind = self.languages[0].text(KIND_LABELS.get(item.kind, FILE_LABEL))
        return f"{kind}, {item.on[:10]}" if item.on else kind

    def short(self, text: str) -> str:
        """Cut a long text for a table; the whole stands in the exhibit."""
        flat = " ".join(text.split())
        return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]} […]"


def _at_the_other_end(away: dt.datetime, language: Language) -> str:
    time = f"{language.date(away.date())} {away:%H:%M}"
    return language.text(N_("at the other end {time}"), time=time)
