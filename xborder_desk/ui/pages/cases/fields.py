"""The row of fields below the titles, each narrowing the list by its column."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from xborder_desk.domain.case_list import DAYS, NUMBERS
from xborder_desk.domain.choices import CaseStatus
from xborder_desk.i18n import N_
from xborder_desk.ui import conditions
from xborder_desk.ui.pages.cases.columns import COLUMNS
from xborder_desk.ui.widgets.forms import Options, of_choice, of_countries

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtWidgets import QWidget

    from xborder_desk.i18n.language import Language
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.language import Spoken
    from xborder_desk.ui.widgets.headers import FilterHeader


def put_fields(owner: Spoken, around: Surroundings, desk: Desk, header: FilterHeader) -> None:
    """Put a field below each title; ``owner`` says their names in the language of the screen."""
    for section, column in enumerate(COLUMNS):
        field: QLineEdit | Options
        if column.id == "status":
            field = Options(around.screen, of_choice(CaseStatus, empty=True), wide=True)
        elif column.id == "country":
            field = Options(around.screen, of_countries(desk.lists.countries()), wide=True)
        else:
            field = QLineEdit()
            owner.say(field.setPlaceholderText, _hint(column.id))
        field.setProperty("look", "narrow")
        Named(owner, field, column.title)
        header.put_field(section, field)


class Named:
    """Names a field for a screen reader by the title above it, in the language of the screen."""

    def __init__(self, owner: Spoken, field: QWidget, title: str) -> None:
        self._owner, self._field = owner, field
        owner.say(self.name, title)

    def name(self, title: str) -> None:
        """Name the field."""
        words = self._owner.language.text(N_("Only cases with {column}"), column=title)
        self._field.setAccessibleName(words)


def typed_in(header: FilterHeader, language: Language, today: dt.date) -> dict[str, str]:
    """Give what stands in the fields as conditions, by column."""
    read = {
        **dict.fromkeys(DAYS, partial(conditions.days, language=language, today=today)),
        **dict.fromkeys(NUMBERS, partial(conditions.numbers, language=language)),
    }
    typed = {COLUMNS[section].id: text for section, text in header.typed().items()}
    return {name: read[name](text) if name in read else text for name, text in typed.items()}


def _hint(column: str) -> str:
    if column in DAYS:
        return N_("<= +14")
    return N_(">= 100") if column in NUMBERS else N_("holds …")
