"""Commands about forms of courts: which there are, and what a case puts into one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli.case import CASE
from xborder_desk.cli.tables import clean, table
from xborder_desk.cli.verbs import Answer, Area, Argument, Option, Verb
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.forms import Form
    from xborder_desk.services.forms import FormMade


def show_all(session: Session, given: Given) -> Answer:
    """List the forms there are."""
    del given
    forms = session.desk().forms.forms()
    data = [
        {
            "id": one.id,
            "title": _title(session, one),
            "instrument": one.instrument,
            "source": one.source,
            "status": one.status,
            "checked_on": one.checked_on.isoformat(),
            "fields": sorted(one.names),
        }
        for one in forms
    ]
    heads = [session.text(head) for head in (N_("Form"), N_("What it is"))]
    cells = ((one.id, _title(session, one)) for one in forms)
    return Answer({"forms": data}, table(heads, cells, most=terminal_width()))


def export(session: Session, given: Given) -> Answer:
    """Write what a case puts into a form into a file."""
    made = session.desk().forms.export(
        given.text("case").strip(),
        given.text("form").strip(),
        given.text("language"),
        given.path("to").absolute(),
        session.context,
        tuple(_value(one) for one in given.texts("fact")),
    )
    return Answer(_made(session, made), _told(session, made))


def _title(session: Session, form: Form) -> str:
    return session.letter_words.ctext(form.title.context, form.title.text)


def _value(written: str) -> tuple[str, str]:
    name, equals, value = written.partition("=")
    if not equals:
        raise BadInputError(
            N_("“{given}” is no value of a field. Write it like court_name=Amtsgericht Freiburg."),
            field="fact",
            given=written,
        )
    return name.strip(), value.strip()


def _made(session: Session, made: FormMade) -> dict[str, Any]:
    return {
        "file": str(made.file),
        "incomplete": list(made.form.incomplete),
        "warnings": [session.language.say(one) for one in made.warnings],
        "form": made.form.form,
        "language": made.form.language,
    }


def _told(session: Session, made: FormMade) -> Iterator[str]:
    yield clean(str(made.file))
    for missing in made.form.incomplete:
        yield session.text(N_("Missing: {field}"), field=missing)
    yield from (clean(session.language.say(one)) for one in made.warnings)


AREA: Final = Area(
    "form",
    N_("Fill the content of court forms from a case."),
    (
        Verb("list", N_("List the forms there are."), "form list", show_all),
        Verb(
            "export",
            N_("Write what a case puts into a form; this is its content, not the official form."),
            "form export 2026-0001 national-small-claims --language de --to sheet.pdf",
            export,
            (CASE, Argument("form", N_("Which form, like eu-small-claims; see “form list”."))),
            (
                Option("language", N_("The language of the court, like de."), "TAG", needed=True),
                Option("to", N_("The file: .pdf, .json or .xml."), "FILE", needed=True),
                Option("fact", N_("A value for a field, like “court_name=…”."), "NAME=VALUE", many=True),
            ),
        ),
    ),
)
