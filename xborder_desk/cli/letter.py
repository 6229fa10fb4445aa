"""Commands about letters: which there are, writing one from a case, logging that it was sent, the sender."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli.case import CASE
from xborder_desk.cli.plain import full
from xborder_desk.cli.tables import clean, pairs, table
from xborder_desk.cli.verbs import Answer, Area, Argument, Option, Verb
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain.choices import AddressSource, Channel, PartyRole, label_of
from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.letters import Template
    from xborder_desk.services.letters.asked import LetterMade

_SENDER: Final = ("name", "address", "email", "phone", "country")


def show_all(session: Session, given: Given) -> Answer:
    """List the letters that can be written."""
    del given
    templates, languages = session.doors.letters()
    return Answer(
        {"letters": [_template(session, one) for one in templates], "languages": languages},
        _templates(session, templates, languages),
    )


def create(session: Session, given: Given) -> Answer:
    """Write a letter of a case into a file."""
    from xborder_desk.services.letters.asked import NewLetter  # noqa: PLC0415 - help and faults need no office

    number, target = given.text("case").strip(), given.path("to").absolute()
    new = NewLetter(
        template=given.text("template"),
        language=given.text("language"),
        beside=given.text("beside"),
        party=given.text("party"),
        by=given.text("by"),
        facts=tuple(_fact(one) for one in given.texts("fact")),
        enclose=given.texts("enclose"),
    )
    made = session.desk().letters.create(number, new, target, session.context)
    return Answer(_made(number, made), _told(session, number, made))


def sent(session: Session, given: Given) -> Answer:
    """Log that a letter went out."""
    from xborder_desk.services.letters.asked import Sending  # noqa: PLC0415 - help and faults need no office

    number, letter = given.text("case").strip(), given.text("letter").strip()
    how = Sending(
        channel=given.text("channel"),
        address=given.text("address"),
        at=given.text("at"),
        address_source=given.text("address-source"),
    )
    desk = session.desk()
    attempt = full(number, desk.letters.sent(number, letter, given.path("file"), how, session.context))
    return Answer({"attempt": attempt}, [attempt])


def sender(session: Session, given: Given) -> Answer:
    """Show or change what stands at the head of letters."""
    changes = given.typed(_SENDER)
    letters = session.desk().letters
    values = letters.set_sender(changes) if changes else letters.sender()
    shown = {name: values.get(name, "") for name in _SENDER}
    return Answer(
        {"sender": shown}, pairs([(name, value.replace("\n", ", ")) for name, value in shown.items()])
    )


def _fact(written: str) -> tuple[str, str]:
    name, equals, value = written.partition("=")
    if not equals:
        raise BadInputError(
            N_("“{given}” is no fact. Write it like defect=The lamp does not light."),
            field="fact",
            given=written,
        )
    return name.strip(), value.strip()


def _template(session: Session, template: Template) -> dict[str, Any]:
    return {
        "id": template.id,
        "title": _title(session, template),
        "to": list(template.to),
        "purpose": template.purpose,
        "days": template.days,
        "facts": sorted(template.places),
    }


def _templates(session: Session, templates: list[Template], languages: list[str]) -> Iterator[str]:
    heads = [session.text(head) for head in (N_("Letter"), N_("What it is"), N_("To"))]
    cells = ((one.id, _title(session, one), _receivers(session, one)) for one in templates)
    yield from table(heads, cells, most=terminal_width())
    yield ""
    yield session.text(N_("Languages of letters: {tags}"), tags=", ".join(languages))


def _title(session: Session, template: Template) -> str:
    return session.letter_words.ctext(template.title.context, template.title.text)


def _receivers(session: Session, template: Template) -> str:
    return session.language.list([session.text(label_of(PartyRole, role)) for role in template.to], "or")


def _made(case: str, made: LetterMade) -> dict[str, Any]:
    return {
        "file": str(made.file),
        "unfilled": list(made.written.unfilled),
        "withheld": list(made.written.withheld),
        "letter": full(case, made.number),
        "language": made.written.language,
        "subject": made.written.subject.text,
    }


def _told(session: Session, case: str, made: LetterMade) -> Iterator[str]:
    yield clean(str(made.file))
    yield full(case, made.number)
    if made.unfilled:
        yield session.text(
            N_("Missing, and marked in the letter: {names}. Add them to the case, or give them with --fact."),
            names=", ".join(made.unfilled),
        )
    if made.written.withheld:
        yield session.text(
            N_("Held back, because the law they rest on is unchecked: {names}"),
            names=", ".join(made.written.withheld),
        )


AREA: Final = Area(
    "letter",
    N_("Write letters in the recipient's language."),
    (
        Verb("list", N_("List the letters there are, and their languages."), "letter list", show_all),
        Verb(
            "create",
            N_("Write a letter from the facts of a case; what is missing is marked in it and named."),
            "letter create 2026-0001 final-notice --language zh-Hans --beside de --to letter.pdf",
            create,
            (CASE, Argument("template", N_("Which letter, like non-delivery; see “letter list”."))),
            (
                Option("language", N_("The language of the recipient, like zh-Hans."), "TAG", needed=True),
                Option("to", N_("The file: .pdf, .docx or .txt."), "FILE", needed=True),
                Option("beside", N_("A language for the file, set beside it clause by clause."), "TAG"),
                Option(
                    "party", N_("To whom, like P-02; without it, the first party it is made for."), "PARTY"
                ),
                Option("by", N_("The day by which an answer is asked for."), "YYYY-MM-DD"),
                Option("fact", N_("A fact for this letter, like “defect=…”."), "NAME=VALUE", many=True),
                Option("enclose", N_("Evidence to list as enclosed, like E-02."), "EVIDENCE", many=True),
            ),
        ),
        Verb(
            "sent",
            N_("Log that a letter went out: a contact attempt with the very file as its proof."),
            "letter sent 2026-0001 L-01 --file letter.pdf --channel registered_letter --address ADDRESS",
            sent,
            (CASE, Argument("letter", N_("The number of the letter, like L-01."))),
            (
                Option("file", N_("The file that was sent."), "PATH", needed=True),
                Option("channel", N_("By which way:"), "C", needed=True, choices=tuple(Channel)),
                Option("address", N_("The exact address, number or place used."), "A", needed=True),
                Option("at", N_("When, like 2026-11-23T14:30+01:00; without it, now."), "ISO-8601"),
                Option(
                    "address-source",
                    N_("Where the address comes from:"),
                    "SOURCE",
                    choices=tuple(AddressSource),
                ),
            ),
        ),
        Verb(
            "sender",
            N_("Show or change what this office puts at the head of its letters."),
            'letter sender --name "Consumer Help" --address "Marktplatz 1\\n79098 Freiburg"',
            sender,
            (),
            (
                Option("name", N_("The name of the organisation.")),
                Option("address", N_("Its address; \\n begins a new line.")),
                Option("email", N_("Its e-mail address.")),
                Option("phone", N_("Its telephone number.")),
                Option(
                    "country", N_("Its country; the country's name is left out of addresses there."), "CC"
                ),
            ),
        ),
    ),
)
