"""Saying what an exhibit is called and described as, which pages of it are shown, and where it belongs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.recipes import Recipe
from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.pages.dossier import ordering
from xborder_desk.ui.widgets.forms import Form
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.frame import Surroundings

NO_RANGE = N_("“{given}” is no range of pages. Give it like 2-5, or leave it empty.")


def pages_of(given: str) -> tuple[int, int]:
    """Read a range of pages; nothing is all of them, (0, 0).

    Raises:
        BadInputError: it is no range.

    """
    text = given.replace("–", "-").replace(" ", "")
    if not text:
        return (0, 0)
    first, _, last = text.partition("-")
    last = last or first
    if not (first.isdecimal() and last.isdecimal()) or not 1 <= int(first) <= int(last):
        raise BadInputError(NO_RANGE, field="pages", given=given.strip())
    return int(first), int(last)


class ExhibitSheet(Sheet):
    """Asks for all that a recipe says of one exhibit, in the language of the dossier; ``keep`` keeps it."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        item: EvidenceRow,
        others: Sequence[EvidenceRow],
        recipe: dict[str, Any],
        tag: str,
        keep: Callable[[dict[str, Any]], object],
    ) -> None:
        super().__init__(around, parent, N_("Exhibit"), N_("Save"))
        self._item, self._recipe, self._tag, self._keep = item, ordering.whole(recipe), tag, keep
        self._others = others
        self.form = form = Form(around.screen)
        number = item.number
        form.line("title", N_("Name in the dossier"), wide=True)
        described = form.text("description", N_("Description in one line"), lines=2)
        described.setMaximumHeight(described.minimumHeight())
        form.line("pages", N_("Pages to show"), hint=N_("all, or 2-5"))
        form.options("section", N_("Section"), self._sections)
        form.line("new", N_("New section, begun by this exhibit"))
        form.options("translates", N_("Translation of"), self._whole)
        form.options("late", N_("Put in later, behind (7a)"), self._whole)
        place = ordering.section_of(self._recipe, number)
        cut = self._recipe["pages"].get(number)
        form.fill(
            {
                "title": self._recipe["titles"].get(number, {}).get(tag, ""),
                "description": self._recipe["descriptions"].get(number, {}).get(tag, ""),
                "pages": f"{cut[0]}-{cut[1]}" if cut else "",
                "section": "" if place is None else str(place),
                "translates": next(
                    (one for one, other in self._recipe["translations"].items() if other == number), ""
                ),
                "late": self._recipe["late"].get(number, ""),
            }
        )
        form.accepted.connect(self.accept_it)
        note = Text("second", wrap=True)
        self.inside.say(
            note.setText,
            N_("Names and descriptions are kept for each language of the dossier; here for {language}."),
            language=around.screen.language.language_name(tag),
        )
        heading = Text("strong", wrap=True)
        heading.setText(f"{number} · {item.title or item.filename}")
        self.body.addWidget(heading)
        self.body.addWidget(form)
        self.body.addWidget(note)
        self.body.addStretch(1)
        self.resize(640, 560)
        form.editor("title").setFocus()

    def accept_it(self) -> None:
        """Keep what was said."""
        try:
            made = self._said()
        except BadInputError as error:
            self.form.show_wrong(error.field, partial(self.inside.language.error, error))
            return
        self._keep(made)
        self.accept()

    def _said(self) -> dict[str, Any]:
        typed, number, tag = self.form.values(), self._item.number, self._tag
        made = ordering.worded(self._recipe, number, "titles", tag, typed["title"])
        made = ordering.worded(made, number, "descriptions", tag, typed["description"].replace("\n", " "))
        made = ordering.cut(made, number, *pages_of(typed["pages"]))
        made = ordering.translates(made, number, typed["translates"])
        Recipe(translations=made["translations"]).check("translates")
        made = ordering.paired(made, "late", number, typed["late"])
        Recipe(translations=made["translations"], late=made["late"]).check("late")
        if typed["new"].strip():
            return ordering.begun(made, number, typed["new"].strip(), tag)
        section = int(typed["section"]) if typed["section"] else None
        if section == ordering.section_of(self._recipe, number):
            return made
        return ordering.put(made, number, section)

    def _sections(self, language: Language) -> Iterable[tuple[str, str]]:
        yield "", language.text(N_("none"))
        for place, one in enumerate(self._recipe["sections"]):
            titles = one["titles"]
            yield str(place), titles.get(self._tag) or next(iter(titles.values()), "–")

    def _whole(self, language: Language) -> Iterable[tuple[str, str]]:
        yield "", "–"
        for one in self._others:
            if one.number != self._item.number and not one.part_of:
                yield one.number, f"{one.number} · {language.isolate(one.title or one.filename)}"


class SectionSheet(Sheet):
    """Asks what a section is called; without a name there is none."""

    def __init__(
        self, around: Surroundings, parent: QWidget, title: str, keep: Callable[[str], object]
    ) -> None:
        super().__init__(around, parent, N_("Section"), N_("Save"))
        self._keep = keep
        self.form = Form(around.screen, columns=1)
        self.form.line("title", N_("Title of the section, in the language of the dossier"), wide=True)
        self.form.fill({"title": title})
        self.form.accepted.connect(self.accept_it)
        self.body.addWidget(self.form)
        note = Text("second", wrap=True)
        self.inside.say(note.setText, N_("Without a title its exhibits stand in no section."))
        self.body.addWidget(note)
        self.body.addStretch(1)
        self.resize(520, 240)
        self.form.editor("title").setFocus()

    def accept_it(self) -> None:
        """Keep the title."""
        self._keep(self.form.values()["title"].strip())
        self.accept()
