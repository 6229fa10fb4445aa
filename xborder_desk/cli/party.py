"""Commands about the parties of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.cli import shapes
from xborder_desk.cli.case import CASE
from xborder_desk.cli.plain import full
from xborder_desk.cli.tables import clean
from xborder_desk.cli.usage import WrongValueError
from xborder_desk.cli.verbs import Answer, Area, Option, Verb
from xborder_desk.domain.choices import AddressSource, PartyRole
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.cases import Conflict
    from xborder_desk.services.parties import NewIdentifier

# The usual ways to reach or tell a party, each an option of its own; others come by --identifier.
_KINDS: Final = (
    Option("email", N_("An e-mail address."), "ADDRESS", many=True),
    Option("phone", N_("A telephone number."), "NUMBER", many=True),
    Option("address", N_("A postal address."), many=True),
    Option("website", N_("A web address."), "URL", many=True),
    Option("iban", N_("A bank account."), "IBAN", many=True),
    Option("vat", N_("A VAT number."), "NUMBER", many=True),
    Option("registration", N_("A company register number."), "NUMBER", many=True),
)


def add(session: Session, given: Given) -> Answer:
    """Add a party to a case."""
    from xborder_desk.services.parties import NewParty  # noqa: PLC0415 - help and faults need no office

    new = NewParty(
        role=given.text("role"),
        name=given.text("name"),
        name_latin=given.text("name-latin"),
        kind=given.text("kind"),
        country=given.text("country"),
        language=given.text("language"),
        identifiers=tuple(_identifiers(given)),
    )
    number = given.text("case").strip()
    party, conflicts = session.desk().parties.add(number, new)
    data = {"party": full(number, party), "conflicts": [shapes.conflict(one) for one in conflicts]}
    return Answer(data, _lines(session, full(number, party), conflicts))


def _identifiers(given: Given) -> Iterator[NewIdentifier]:
    from xborder_desk.services.parties import NewIdentifier  # noqa: PLC0415 - as above

    typed = [(option.name, value) for option in _KINDS for value in given.texts(option.name)]
    for written in given.texts("identifier"):
        kind, equals, value = written.partition("=")
        if not equals or not kind.strip():
            raise WrongValueError(
                N_("“{given}” is no identifier. Write it like messenger=+49301234567."), given=written
            )
        typed.append((kind.strip(), value))
    evidence, _, page = given.text("origin-evidence").partition(":")
    if page and not page.isdecimal():
        raise WrongValueError(N_("“{given}” is no page."), given=page)
    for kind, value in typed:
        yield NewIdentifier(
            kind=kind,
            raw=value,
            origin=given.text("origin"),
            origin_note=given.text("origin-note"),
            evidence=evidence,
            page=int(page) if page else None,
            seen_on=given.text("seen-on"),
        )


def _lines(session: Session, party: str, conflicts: list[Conflict]) -> Iterator[str]:
    yield party
    for one in conflicts:
        yield clean(
            session.text(
                N_("Careful: {name} is known on the other side, in the case {case} ({title})."),
                name=one.known_as,
                case=one.case,
                title=one.case_title,
            )
        )


AREA: Final = Area(
    "party",
    N_("Add the people and bodies of a case."),
    (
        Verb(
            "add",
            N_("Add a party to a case; tells if the office knows that name on the other side."),
            'party add 2026-0001 --role carrier --name "Fast Parcels" --country NL --email help@example.com',
            add,
            (CASE,),
            (
                Option("role", N_("What it is in the case:"), "ROLE", needed=True, choices=tuple(PartyRole)),
                Option("name", N_("Its name, in its own script."), needed=True),
                Option("name-latin", N_("Its name in Latin letters.")),
                Option("kind", N_("The kind of person or body, in your own words.")),
                Option("country", N_("Where it sits, like DE."), "CC"),
                Option("language", N_("The language to write to it in, like de."), "TAG"),
                *_KINDS,
                Option("identifier", N_("Any other identifier."), "KIND=VALUE", many=True),
                Option("origin", N_("Where these come from:"), "SOURCE", choices=tuple(AddressSource)),
                Option("origin-note", N_("More on where they come from.")),
                Option("origin-evidence", N_("The evidence, and page, that shows them."), "EVIDENCE[:PAGE]"),
                Option("seen-on", N_("The day on which they were seen there."), "YYYY-MM-DD"),
            ),
        ),
    ),
)
