"""Adding and changing a party, and its addresses and numbers with where they were seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.address_book import IDENTIFIER_LABELS
from xborder_desk.domain.choices import AddressSource, PartyRole
from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_
from xborder_desk.services.parties import NewIdentifier, NewParty
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.forms import Form, of_choice, of_countries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.cases import Conflict, PartyView
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings

_LONGEST_PAGE: Final = 9
"""Digits; no document has more pages than that."""


def of_kinds(language: Language) -> Iterable[tuple[str, str]]:
    """Give the kinds of identifier."""
    _ = language.text
    return [(kind, _(label)) for kind, label in IDENTIFIER_LABELS.items()]


class PartySheet(Sheet):
    """Asks for a party; ``done`` gets where the office meets that name on the other side."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        case: str,
        party: PartyView | None,
        done: Callable[[list[Conflict]], object],
    ) -> None:
        title = N_("Change party") if party else N_("New party")
        super().__init__(around, parent, title, N_("Save"))
        self._desk, self._case, self._party, self._done = desk, case, party, done
        self.form = form = Form(around.screen)
        form.options("role", N_("Role"), of_choice(PartyRole))
        form.options("country", N_("Country"), of_countries(desk.lists.countries()), searching=True)
        form.line("name", N_("Name, in its own script"), wide=True)
        form.line("name_latin", N_("Name in Latin script"), wide=True)
        form.line("language", N_("Language, as a tag like de or zh-Hant"))
        if party is None:
            form.line("address", N_("Postal address"))
            form.line("email", N_("E-mail address"))
            form.line("phone", N_("Telephone"))
            form.options("origin", N_("Where these were found"), of_choice(AddressSource, empty=True))
        else:
            form.fill(
                {
                    "role": party.role,
                    "country": party.country,
                    "name": party.name,
                    "name_latin": party.name_latin,
                    "language": party.language,
                }
            )
        form.accepted.connect(self.accept_it)
        self.body.addWidget(form)
        self.body.addStretch(1)
        form.editor("name").setFocus()
        number, version = (party.number, party.version) if party is not None else ("new", 0)
        self.keep_drafts(desk, form, f"{case}/overview/party:{number}", version)

    def accept_it(self) -> None:
        """Keep the party."""
        typed = self.form.values()
        parties, case = self._desk.parties, self._case
        if self._party is not None:
            number = self._party.number
            seen = None if self.over else self._party.version
            self.run(
                lambda _ctx: parties.change(case, number, typed, version=seen),
                self._done,
                self.form,
            )
            return
        found = tuple(
            NewIdentifier(kind, typed[kind], typed["origin"])
            for kind in ("address", "email", "phone")
            if typed[kind].strip()
        )
        new = NewParty(
            typed["role"],
            typed["name"],
            typed["name_latin"],
            country=typed["country"],
            language=typed["language"],
            identifiers=found,
        )
        self.run(lambda _ctx: parties.add(case, new)[1], self._done, self.form)


class IdentifierSheet(Sheet):
    """Asks for one address, number or other sign of a party, and its origin."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        case: str,
        party: PartyView,
        done: Callable[[object], object],
    ) -> None:
        super().__init__(around, parent, N_("New address or number"), N_("Add"))
        self._desk, self._case, self._party, self._done = desk, case, party, done
        self.form = form = Form(around.screen)
        form.options("kind", N_("Kind"), of_kinds)
        form.line("raw", N_("Exactly as it was found"), wide=True)
        form.options("origin", N_("Where it was found"), of_choice(AddressSource, empty=True))
        form.line("origin_note", N_("Where exactly"))
        form.line("evidence", N_("Evidence, like E-02"))
        form.line("page", N_("Page"))
        form.accepted.connect(self.accept_it)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.resize(620, 420)
        form.editor("raw").setFocus()
        self.keep_drafts(desk, form, f"{case}/overview/address:{party.number}")

    def accept_it(self) -> None:
        """Keep it."""
        typed = self.form.values()
        number, parties, case = self._party.number, self._desk.parties, self._case

        def work(_ctx: JobContext) -> str:
            new = NewIdentifier(
                typed["kind"],
                typed["raw"],
                typed["origin"],
                typed["origin_note"],
                typed["evidence"],
                _page(typed["page"].strip()),
            )
            try:
                return parties.add_identifier(case, number, new)
            except BadInputError as error:
                # The use-case names what was typed by its kind; here it is one field whatever the kind.
                field = "raw" if error.field == new.kind else error.field
                raise BadInputError(error.text, field=field, **error.fields) from error

        self.run(work, self._done, self.form)


def _page(text: str) -> int | None:
    """Give the number of a page; what is none is told, not left out."""
    if not text:
        return None
    if not text.isdecimal() or len(text) > _LONGEST_PAGE or not int(text):
        raise BadInputError(N_("“{given}” is no page."), field="page", given=text)
    return int(text)
