"""Commands that look at sellers from further off: groups, sums, watch list, returns, the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.cli.plain import plain
from xborder_desk.cli.tables import clean, table
from xborder_desk.cli.verbs import Answer, Argument, Option, Verb
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain.choices import CaseStatus, OutcomeKind, label_of
from xborder_desk.domain.constellation import VERDICT_WORDS
from xborder_desk.domain.sellers import KIND_NAMES, PAGE_FIELDS
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.constellation import Against

_SELLER: Final = Argument("seller", N_("The number of the seller, like S-0001."))
_KINDS: Final = {**KIND_NAMES, "name": N_("name"), "country": N_("country")}


def against(session: Session, given: Given) -> Answer:
    """Show all cases against a seller and those confirmed to be the same, with sums."""
    found = session.desk().sellers.looks.against(given.text("seller"))
    data = {
        "sellers": [row.number for row in found.members],
        "cases": [plain(one) for one in found.cases],
        "totals": [plain(one) for one in found.totals],
        "routes": [{"route": name, "cases": count} for name, count in found.routes],
        "outcomes": [{"outcome": name, "cases": count} for name, count in found.outcomes],
        "decisions": [plain(one) for one in found.decisions],
        "warnings": [session.text(text) for text in found.warnings],
    }
    return Answer(data, list(_against(session, found)))


def _against(session: Session, found: Against) -> Iterator[str]:
    yield " ".join(row.number for row in found.members)
    yield from (f"  ! {session.text(text)}" for text in found.warnings)
    heads = [session.text(head) for head in (N_("Case"), N_("Seller"), N_("Amount"), N_("Where it stands"))]
    cells = (
        (
            one.case,
            one.seller,
            session.language.money(one.amount, one.currency) if one.amount is not None else "",
            session.text(label_of(CaseStatus, one.status)),
        )
        for one in found.cases
    )
    yield from table(heads, cells, most=terminal_width())
    for total in found.totals:
        amount = session.language.money(total.amount, total.currency)
        yield session.text(N_("In cases: {count}, together {amount}"), count=total.cases, amount=amount)
    for route, count in found.routes:
        name = route or session.text(N_("no way brought a result yet"))
        yield session.text(N_("{name}: {count}"), name=name, count=count)
    for outcome, count in found.outcomes:
        name = session.text(label_of(OutcomeKind, outcome)) if outcome else session.text(N_("no result yet"))
        yield session.text(N_("{name}: {count}"), name=name, count=count)


def beside(session: Session, given: Given) -> Answer:
    """Lay two sellers beside each other."""
    found, score = session.desk().sellers.looks.side_by_side(given.text("first"), given.text("second"))
    data = {"score": score.score, "match": score.match, "aspects": [plain(one) for one in found]}
    heads = [
        session.text(head) for head in (N_("What"), N_("Verdict"), given.text("first"), given.text("second"))
    ]
    cells = (
        (
            session.text(_KINDS.get(one.kind, one.kind)),
            session.text(VERDICT_WORDS[one.verdict]),
            ", ".join(" ".join(value.split()) for value in one.ours),
            ", ".join(" ".join(value.split()) for value in one.theirs),
        )
        for one in found
    )
    return Answer(data, [f"{score.score:.2f}", *table(heads, cells, most=terminal_width())])


def watch(session: Session, given: Given) -> Answer:
    """Put a seller on the watch list, or take it off."""
    number = given.text("seller").strip()
    session.desk().sellers.watch(number, given.text("reason"), given.text("review"))
    return Answer({"seller": number, "watched": bool(given.text("reason").strip())}, [number])


def watched(session: Session, given: Given) -> Answer:
    """Show the watch list."""
    del given
    rows = session.desk().sellers.looks.watched()
    data = {
        "watched": [
            {
                "seller": row.number,
                "name": row.name,
                "reason": row.watch_reason,
                "review_on": plain(row.review_on),
            }
            for row in rows
        ]
    }
    heads = [session.text(head) for head in (N_("Look again on"), N_("Seller"), N_("Name"), N_("Reason"))]
    cells = (
        (
            session.language.date(row.review_on) if row.review_on else "",
            row.number,
            row.name,
            row.watch_reason,
        )
        for row in rows
    )
    return Answer(data, table(heads, cells, most=terminal_width()))


def returned(session: Session, given: Given) -> Answer:
    """Show shops that were removed, and when and as what their sellers came back."""
    del given
    found = session.desk().sellers.looks.returned()
    heads = [
        session.text(head)
        for head in (N_("Seller"), N_("Shop"), N_("Removed on"), N_("Back on"), N_("Back as"))
    ]
    cells = (
        (
            one.seller,
            " ".join(filter(None, (one.platform, one.account))),
            session.language.date(one.removed_on),
            session.language.date(one.back_on) if one.back_on else "",
            one.back_as,
        )
        for one in found
    )
    return Answer({"shops": [plain(one) for one in found]}, table(heads, cells, most=terminal_width()))


def split(session: Session, given: Given) -> Answer:
    """Take a seller out of its group."""
    undone = session.desk().sellers.split(given.text("seller"), given.text("reason"))
    return Answer({"undone": undone}, undone)


def page(session: Session, given: Given) -> Answer:
    """Keep what a seller's page states."""
    names = {name: name.replace("_", "-") for name in PAGE_FIELDS}
    values = {name: given.text(option) for name, option in names.items() if given.text(option).strip()}
    kept = session.desk().sellers.stated(given.text("seller"), values)
    return Answer({"seller": given.text("seller").strip(), "kept": kept}, [str(kept)])


def report(session: Session, given: Given) -> Answer:
    """Write what is known of a seller, and from where."""
    file = session.desk().sellers.looks.tell(
        given.text("seller"),
        given.text("language") or session.language.tag,
        given.path("to"),
        session.context,
        beside=given.text("beside"),
    )
    return Answer({"file": str(file.absolute())}, [clean(str(file.absolute()))])


LOOKS: Final = (
    Verb(
        "against",
        N_("Show all cases against a seller and those confirmed to be the same, with sums by currency."),
        "seller against S-0001",
        against,
        (_SELLER,),
    ),
    Verb(
        "beside",
        N_("Lay two sellers beside each other: what agrees, differs, or stands on one side alone."),
        "seller beside S-0001 S-0002",
        beside,
        (
            Argument("first", N_("One seller, like S-0001.")),
            Argument("second", N_("The other seller.")),
        ),
    ),
    Verb(
        "split",
        N_("Take a seller out of its group; every decision that holds it there is undone."),
        'seller split S-0002 --reason "The bank named another account holder"',
        split,
        (_SELLER,),
        (Option("reason", N_("Why."), needed=True),),
    ),
    Verb(
        "watch",
        N_("Put a seller on the watch list with a reason and a day; without a reason take it off."),
        'seller watch S-0001 --reason "Six complaints this year" --review 2027-01-15',
        watch,
        (_SELLER,),
        (
            Option("reason", N_("Why.")),
            Option("review", N_("The day on which it is looked at again."), "DAY"),
        ),
    ),
    Verb("watched", N_("Show the watch list."), "seller watched", watched),
    Verb(
        "returned",
        N_("Show shops that were removed, and when and as what their sellers came back."),
        "seller returned",
        returned,
    ),
    Verb(
        "page",
        N_("Keep what a seller's page states, with the page and the day it was read."),
        'seller page S-0001 --trader "Lampix Ltd" --address "1 High Street, London" --read-on 2026-11-20',
        page,
        (_SELLER,),
        tuple(Option(name.replace("_", "-"), label) for name, label in PAGE_FIELDS.items()),
    ),
    Verb(
        "report",
        N_("Write what is known of a seller, and from where, as PDF or DOCX."),
        "seller report S-0001 --language de --to seller.pdf",
        report,
        (_SELLER,),
        (
            Option("language", N_("The language of the reader, like de; without it your own."), "TAG"),
            Option("beside", N_("A second language beside it, like zh-Hant."), "TAG"),
            Option("to", N_("The file to write, .pdf or .docx."), "FILE", needed=True),
        ),
    ),
)
