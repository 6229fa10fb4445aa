"""Sentences that come out of data files: like messages, with the context they are translated under."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from xborder_desk.domain.evidence import Message
from xborder_desk.domain.periods import Span, parse_period


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence for people, not yet in their language; ``context`` is empty for texts of the program.

    Fields may be texts, whole numbers, days, and sentences in turn.
    """

    text: str
    fields: Mapping[str, object] = field(default_factory=dict)
    context: str = ""

    def __str__(self) -> str:
        """Give the English, for logs and tests."""
        return self.text.format(**self.fields) if self.fields else self.text


Told: TypeAlias = Message | Sentence


def to_plain(told: Told) -> dict[str, object]:
    """Give a sentence as JSON values, so that it can be kept and said in any language later."""
    fields = {name: _plain(value) for name, value in told.fields.items()}
    plain: dict[str, object] = {"text": told.text, "fields": fields}
    if context := getattr(told, "context", ""):
        plain["context"] = context
    return plain


def from_plain(kept: Mapping[str, object]) -> Sentence:
    """Give back what ``to_plain`` kept."""
    fields = kept.get("fields")
    values = (
        {str(name): _value(value) for name, value in fields.items()} if isinstance(fields, Mapping) else {}
    )
    return Sentence(str(kept.get("text", "")), values, str(kept.get("context", "")))


def _plain(value: object) -> object:
    if isinstance(value, Message | Sentence):
        return to_plain(value)
    if isinstance(value, dt.datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, dt.date):
        return {"day": value.isoformat()}
    if isinstance(value, Span):
        return {"period": str(value)}
    return value if isinstance(value, int) else str(value)


def _value(kept: object) -> object:
    if isinstance(kept, Mapping) and "period" in kept:
        return Span(parse_period(str(kept["period"])))
    if isinstance(kept, Mapping) and "moment" in kept:
        return dt.datetime.fromisoformat(str(kept["moment"]))
    if isinstance(kept, Mapping):
        return dt.date.fromisoformat(str(kept["day"])) if "day" in kept else from_plain(kept)
    return kept
