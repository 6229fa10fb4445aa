"""Commands about cases: opening, changing, listing, showing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.cli import fields, shapes
from xborder_desk.cli.plain import full
from xborder_desk.cli.tables import pairs, table
from xborder_desk.cli.usage import WrongValueError
from xborder_desk.cli.verbs import Answer, Area, Argument, Flag, Option, Verb
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain.cases import NewCase
from xborder_desk.domain.choices import CaseStatus, PartyRole, label_of
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.cases import CaseRow, CaseView

CASE: Final = Argument("case", N_("The number of the case, like 2026-0001."))


def create(session: Session, given: Given) -> Answer:
    """Open a case."""
    new = NewCase(
        title=given.text("title"),
        consumer=given.text("consumer"),
        consumer_country=given.text("consumer-country"),
        seller=given.text("seller"),
        seller_country=given.text("seller-country"),
        more=given.typed(option.name for option in fields.OPTIONS),
    )
    number = session.desk().cases.create(new)
    return Answer({"case": number}, [number])


def change(session: Session, given: Given) -> Answer:
    """Change fields of a case."""
    values: dict[str, str] = {}
    for typed in given.texts("field"):
        name, equals, value = typed.partition("=")
        if not equals or not name.strip():
            raise WrongValueError(N_("“{given}” is no change. Write it like amount=129.90."), given=typed)
        values[name] = value
    number = given.text("case").strip()
    session.desk().cases.set(number, values)
    return Answer({"case": number}, [number])


def show_all(session: Session, given: Given) -> Answer:
    """List the cases, newest first."""
    rows = session.desk().cases.all(given.text("find"), binned=given.flag("bin"))
    return Answer({"cases": [shapes.case_row(row) for row in rows]}, _table(session, rows))


def show(session: Session, given: Given) -> Answer:
    """Show the whole case."""
    desk, number = session.desk(), given.text("case")
    case = desk.cases.show(number)
    items, attempts = desk.evidence.list(case.number), desk.contacts.list(case.number)
    data = {
        **shapes.case(case),
        "evidence": [shapes.item(case.number, row, session.language) for row in items],
        "attempts": [shapes.attempt(case.number, one) for one in attempts],
        "timeline": [
            {"day": one.day, "at": one.at, "what": one.what, "text": one.text, "ref": one.ref}
            for one in desk.cases.timeline(case.number)
        ],
    }
    known = {entry.code: entry for _option, entry in desk.lists.codes()}
    meanings = {code: session.language.ctext(entry.context, entry.label) for code, entry in known.items()}
    return Answer(data, _lines(session, case, (len(items), len(attempts)), meanings))


def codes(session: Session, given: Given) -> Answer:
    """List the codes that fields of a case take."""
    words = given.text("find").casefold().split()
    rows = [
        (entry.code, f"--{option}", session.language.ctext(entry.context, entry.label))
        for option, entry in session.desk().lists.codes()
    ]
    found = [row for row in rows if all(word in f"{row[0]} {row[2]}".casefold() for word in words)]
    heads = [session.text(head) for head in (N_("Code"), N_("Option"), N_("Meaning"))]
    data = [{"code": code, "option": option, "meaning": meaning} for code, option, meaning in found]
    return Answer({"codes": data}, table(heads, found, most=terminal_width()))


def _table(session: Session, rows: list[CaseRow]) -> Iterator[str]:
    if not rows:
        yield session.text(N_("There is no case yet."))
        return
    language = session.language
    heads = [
        session.text(head)
        for head in (N_("Case"), N_("Status"), N_("Title"), N_("Seller"), N_("Amount"), N_("Evidence"))
    ]
    cells = (
        (
            row.number,
            language.text(label_of(CaseStatus, row.status)),
            row.title,
            f"{row.seller} ({row.seller_country})" if row.seller_country else row.seller,
            fields.money(row.amount, row.currency, language),
            str(row.evidence),
        )
        for row in rows
    )
    yield from table(heads, cells, most=terminal_width())


def _lines(
    session: Session, case: CaseView, counts: tuple[int, int], meanings: Mapping[str, str]
) -> Iterator[str]:
    language = session.language
    status = language.text(label_of(CaseStatus, case.status))
    yield from pairs(
        [
            (session.text(N_("Case")), case.number),
            (session.text(N_("Title")), case.title),
            (session.text(N_("Status")), status),
            (session.text(N_("Caseworker")), case.caseworker),
            *fields.shown(case.values, language, meanings),
            (session.text(N_("Evidence items")), str(counts[0])),
            (session.text(N_("Contact attempts")), str(counts[1])),
        ],
        session.language.colon,
    )
    if case.parties:
        yield ""
        heads = [session.text(head) for head in (N_("Party"), N_("Role"), N_("Name"), N_("Country"))]
        cells = (
            (
                full(case.number, one.number),
                language.text(label_of(PartyRole, one.role)),
                one.name,
                one.country,
            )
            for one in case.parties
        )
        yield from table(heads, cells, most=terminal_width())
    if case.facts:
        yield ""
        heads = [session.text(head) for head in (N_("Fact"), N_("Day"), N_("Proofs"), N_("What happened"))]
        told = (
            (
                full(case.number, one.number),
                language.known(one.on, one.precision) if one.on else "",
                " ".join(full(case.number, shapes.proof(each)) for each in one.proofs),
                one.text,
            )
            for one in case.facts
        )
        yield from table(heads, told, most=terminal_width())


_NAMES: Final = (
    Option("title", N_("What the case is called."), needed=True),
    Option("consumer", N_("The consumer's name."), "NAME", needed=True),
    Option("consumer-country", N_("Where the consumer lives, like DE."), "CC", needed=True),
    Option("seller", N_("The seller's name."), "NAME", needed=True),
    Option("seller-country", N_("Where the seller sits, like CN."), "CC", needed=True),
)

AREA: Final = Area(
    "case",
    N_("Open, change, list and show cases."),
    (
        Verb(
            "create",
            N_("Open a case."),
            'case create --title "Lamp without CE mark" --consumer "Erika Mustermann" --consumer-country DE '
            '--seller "Shenzhen Lamps" --seller-country CN --amount 129.90 --currency EUR',
            create,
            options=(*_NAMES, *fields.OPTIONS),
        ),
        Verb(
            "set",
            N_("Change fields of a case."),
            "case set 2026-0001 status=negotiating complained-on=2026-03-02",
            change,
            (CASE, Argument("field", N_("Changes written as FIELD=VALUE."), many=True)),
        ),
        Verb(
            "list",
            N_("List the cases, newest first."),
            "case list --json",
            show_all,
            options=(
                Option("find", N_("Only cases that hold every one of these words.")),
                Flag("bin", N_("Those in the bin.")),
            ),
        ),
        Verb("show", N_("Show the whole case."), "case show 2026-0001", show, (CASE,)),
        Verb(
            "codes",
            N_("List the codes of problems, sectors, markets and methods of sale."),
            "case codes --find refund",
            codes,
            options=(Option("find", N_("Only codes whose meaning holds every one of these words.")),),
        ),
    ),
)
