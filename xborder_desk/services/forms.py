"""Forms of courts: their content from a case, checked for what is missing, as pages, JSON or XML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.documents.form_sheets import TEMPLATE, form_data, form_json, form_xml
from xborder_desk.domain import words
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.forms import fill_form
from xborder_desk.domain.letters import Country
from xborder_desk.domain.registers import AUDIT
from xborder_desk.i18n import N_
from xborder_desk.i18n.languages import match
from xborder_desk.identifiers import codes
from xborder_desk.pipelines.form_facts import form_values, warnings_of
from xborder_desk.pipelines.paper import compose_pages, kind_of, placed
from xborder_desk.pipelines.spoken import spoken
from xborder_desk.storage.queries import cases, contacts, dossiers, evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.claim import Claim
    from xborder_desk.domain.forms import FilledForm, Form
    from xborder_desk.domain.letters import Given
    from xborder_desk.domain.sentences import Sentence
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.pipelines.paper import Press
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork

KINDS: Final = ("pdf", "json", "xml")


@dataclass(frozen=True, slots=True)
class FormMade:
    """A form as exported: its file, its content, and what speaks against using it as it is."""

    file: Path
    form: FilledForm
    warnings: tuple[Sentence, ...]


class Forms:
    """What can be done with forms. ``claim`` computes the claim of a case."""

    def __init__(self, office: Office, catalog: Catalog, press: Press, claim: Callable[[str], Claim]) -> None:
        self._database = office.database
        self._catalog = catalog
        self._press = press
        self._claim = claim

    def forms(self) -> list[Form]:
        """Give the forms there are."""
        return self._catalog.forms()

    def fill(
        self, case_number: str, form: str, language: str, given: Sequence[tuple[str, str]] = ()
    ) -> tuple[FilledForm, tuple[Sentence, ...]]:
        """Fill a form as far as the case can; ``given`` are values typed by hand, by the field's name.

        Raises:
            BadInputError: no such form, language or field.
            NotFoundError: no such case.

        """
        wanted, speech = self._catalog.form(form), self._language(language)
        typed = _typed(wanted, given)
        claim = self._claim(case_number)
        with self._database.read() as uow:
            case = cases.view(uow, case_number)
            attempts = contacts.attempts(uow, case.uid)
            exhibits = _exhibits(uow, case_number, speech.tag)
        values = {**form_values(case, claim, attempts, exhibits), **typed}
        told = tuple(warnings_of(wanted, case, claim, self._catalog.world(), values))
        return fill_form(wanted, values, speech), told

    def export(
        self,
        case_number: str,
        form: str,
        language: str,
        target: Path,
        ctx: JobContext,
        given: Sequence[tuple[str, str]] = (),
    ) -> FormMade:
        """Write a form's content into a file: PDF, JSON or XML by its ending.

        Raises:
            BadInputError: no such form, language or field, or a file of another kind.
            NotFoundError: no such case.
            BuildError: the pages could not be set.
            FileError: the file cannot be written.
            Cancelled: the person asked for it to stop.

        """
        kind = kind_of(target, KINDS)
        filled, told = self.fill(case_number, form, language, given)
        # What speaks against the form is for the desk: not on the pages, in English in the other files.
        said = [str(one) for one in told]
        with placed(target) as temp:
            match kind:
                case "json":
                    temp.write_text(form_json(filled, case_number, said), encoding="utf-8")
                case "xml":
                    temp.write_bytes(form_xml(filled, case_number, said))
                case _:
                    data = form_data(filled, self._press.resources, case_number, ())
                    with self._database.read() as uow:
                        made_at = uow.now.isoformat(timespec="seconds")
                    compose_pages(self._press, TEMPLATE, data, made_at, temp, ctx)
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            uow.record(AUDIT, case.uid, "form_exported", case.uid, form=filled.form, language=filled.language)
            uow.commit()
        return FormMade(target, filled, told)

    def _language(self, tag: str) -> Language:
        found = match(tag.strip(), self._press.tags())
        if found is None:
            raise BadInputError(
                N_("Forms cannot be written in “{given}” yet. Possible: {possible}."),
                field="language",
                given=tag,
                possible=", ".join(self._press.tags()),
            )
        return spoken(self._press.load, found, N_("There is no language “{given}” for this yet."))


def _typed(form: Form, given: Sequence[tuple[str, str]]) -> Mapping[str, Given]:
    found: dict[str, Given] = {}
    for name, value in given:
        if name not in form.names:
            raise BadInputError(
                N_("This form has no field “{given}”. Possible: {possible}."),
                field="fact",
                given=name,
                possible=", ".join(sorted(form.names)),
            )
        if name.endswith("_country"):
            found[name] = Country(codes.country(value, field=name))
        elif name in {"interest_from", "demanded"}:
            found[name] = words.day(value, field=name) or ""
        else:
            found[name] = words.text(value, field=name)
    return found


def _exhibits(uow: UnitOfWork, case_number: str, tag: str) -> list[tuple[str, str]]:
    """Give the items of a case that are no parts of others, with their titles in a language."""
    row = dossiers.recipe_row(uow, cases.find(uow, case_number))
    titles = row.recipe.get("titles", {}) if row else {}
    items = evidence.rows(uow, evidence.case_key(uow, case_number)[0])
    return [
        (item.number, titles.get(item.number, {}).get(tag) or item.title or item.filename)
        for item in items
        if not item.part_of
    ]
