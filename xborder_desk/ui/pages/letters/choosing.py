"""Choosing a letter: which one, to whom, in which language, what stands beside it, by when to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.domain.choices import PartyRole, label_of
from xborder_desk.i18n import N_
from xborder_desk.i18n.official import language_of
from xborder_desk.services.letters.asked import NewLetter
from xborder_desk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.cases import CaseView
    from xborder_desk.domain.letters import Template
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.language import ScreenLanguage


class Choosing(Form):
    """The fields of the head; ``edited`` when a person chose something else."""

    def __init__(self, screen: ScreenLanguage, parent: QWidget | None = None) -> None:
        self._templates: Sequence[Template] = ()
        self._tags: Sequence[str] = ()
        self._view: CaseView | None = None
        self._speech: Language | None = None
        super().__init__(screen, 3, parent)
        self.template = self.options(
            "template", N_("Which letter"), self._letters, searching=True, wide=False
        )
        self.party = self.options("party", N_("To"), self._parties)
        self.tag = self.options("language", N_("In"), self._languages)
        self.beside = self.options("beside", N_("Beside it, for the file"), self._besides)
        self.by = self.line("by", N_("Answer by"), kind="day", hint=N_("empty for the usual time"))
        self.papers = self.line("enclose", N_("Enclosures"), hint=N_("E-02, E-05"))

    def offer(
        self, templates: Sequence[Template], tags: Sequence[str], view: CaseView, speech: Language
    ) -> None:
        """Offer these letters, languages and parties; what was chosen stays chosen."""
        first = self._view is None
        self._templates, self._tags, self._view, self._speech = templates, tags, view, speech
        for options in (self.template, self.party, self.tag, self.beside):
            options.blockSignals(True)  # noqa: FBT003 - Qt's own
            options.refill()
        if first:
            seller = view.of_role("seller")
            at, named = (seller.country, seller.language) if seller is not None else ("", "")
            self.template.choose("final-notice")
            self.tag.choose(language_of(at, tags, named))
            self.beside.choose(speech.tag if speech.tag != self.tag.value() else "")
        for options in (self.template, self.party, self.tag, self.beside):
            options.blockSignals(False)  # noqa: FBT003 - Qt's own

    def chosen(self, facts: dict[str, str]) -> NewLetter:
        """Give the letter that is asked for, with facts typed for it."""
        values = self.values()
        papers = tuple(
            part.strip() for part in values["enclose"].replace(";", ",").split(",") if part.strip()
        )
        beside = values["beside"] if values["beside"] != values["language"] else ""
        return NewLetter(
            template=values["template"],
            language=values["language"],
            beside=beside,
            party=values["party"],
            by=values["by"],
            facts=tuple((name, value) for name, value in facts.items() if value),
            enclose=papers,
        )

    def known(self, template: str) -> Template | None:
        """Give a letter by its id."""
        return next((one for one in self._templates if one.id == template), None)

    def title_of(self, template: str) -> str:
        """Name a letter as its reader does."""
        found = self.known(template)
        if found is None or self._speech is None:
            return template
        return self._speech.ctext(found.title.context, found.title.text)

    def words_of(self, template: str, fact: str) -> str:
        """Name a fact of a letter as its reader does."""
        found = self.known(template)
        label = found.words.get(fact) if found is not None else None
        return self._speech.ctext(label.context, label.text) if label and self._speech else fact

    def _letters(self, language: Language) -> Iterable[tuple[str, str]]:
        named = [(one.id, self.title_of(one.id)) for one in self._templates]
        return sorted(named, key=lambda pair: language.sort_key(pair[1]))

    def _parties(self, language: Language) -> Iterable[tuple[str, str]]:
        parties = self._view.parties if self._view is not None else ()
        named = [
            (one.number, f"{language.isolate(one.name)} ({language.text(label_of(PartyRole, one.role))})")
            for one in parties
        ]
        return [("", language.text(N_("Whom it is made for"))), *named]

    def _languages(self, language: Language) -> Iterable[tuple[str, str]]:
        return [(tag, language.language_name(tag)) for tag in self._tags]

    def _besides(self, language: Language) -> Iterable[tuple[str, str]]:
        return [("", language.text(N_("Nothing"))), *self._languages(language)]
