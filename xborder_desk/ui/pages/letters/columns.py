"""The columns of the letters of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import Column

if TYPE_CHECKING:
    from xborder_desk.i18n.language import Language
    from xborder_desk.services.letters.asked import LetterRow


@dataclass(frozen=True)
class Kept:
    """A letter of the case with its title in the language of the reader."""

    row: LetterRow
    title: str

    @property
    def number(self) -> str:
        """The number of the letter, by which it stays chosen."""
        return self.row.number

    @property
    def sent(self) -> bool:
        """Whether it is marked as sent."""
        return bool(self.row.attempt)


def _languages(one: Kept, language: Language) -> str:
    tags = [tag for tag in (one.row.language, one.row.beside) if tag]
    return " | ".join(language.language_name(tag) for tag in tags)


def _state(one: Kept, language: Language) -> str:
    if one.sent:
        return language.text(N_("sent, {attempt}"), attempt=one.row.attempt)
    lacking = len(one.row.unfilled)
    return (
        language.plural("{n} fact missing", "{n} facts missing", lacking)
        if lacking
        else language.text(N_("written"))
    )


def _look(one: Kept) -> tuple[str, str]:
    if one.sent:
        return "ok", "check-circle"
    return ("warn", "warning") if one.row.unfilled else ("info", "file-text")


KEPT: Final[tuple[Column[Kept], ...]] = (
    Column(
        "letter",
        N_("Letters"),
        lambda one, _language: f"{one.row.number} · {one.title}",
        second=_languages,
        stretch=True,
    ),
    Column(
        "state",
        N_("State"),
        _state,
        pill=lambda one: _look(one)[0],
        icon=lambda one: _look(one)[1],
        chars=20,
    ),
    Column(
        "on",
        N_("Written on"),
        lambda one, language: language.date(one.row.written_on) if one.row.written_on else "",
        whole=True,
        chars=14,
        hidden=True,
    ),
)
