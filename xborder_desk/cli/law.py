"""Commands about the law as the office knows it: figures, own rules, and what nobody has checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli.tables import clean, table
from xborder_desk.cli.verbs import Answer, Area, Argument, Option, Verb
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.domain.jurisdictions import STATUS_LABELS
from xborder_desk.domain.routes.layers import FIGURE, PROFILE, ROUTE
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.jurisdictions import Figure
    from xborder_desk.domain.routes.layers import Doubt, Layer


def doubts(session: Session, given: Given) -> Answer:
    """List what is unchecked, or was checked more than a year ago, and what is wrong with rules."""
    del given
    law = session.desk().law
    found, faults = law.doubts(), law.faults()
    data = {
        "doubts": [_doubt(one) for one in found],
        "faults": [session.language.say(fault) for fault in faults],
    }
    return Answer(data, _doubt_lines(session, found, [session.language.say(fault) for fault in faults]))


def figures(session: Session, given: Given) -> Answer:
    """List the figures of a country."""
    country = given.text("country").strip().upper()
    law = session.desk().law
    if country not in law.countries():
        raise BadInputError(
            N_("There are no figures for “{given}”. Possible: {possible}."),
            field="country",
            given=given.text("country"),
            possible=", ".join(law.countries()),
        )
    found = law.figures(country)
    return Answer(
        {"country": country, "figures": [_figure(one) for one in found]}, _figure_lines(session, found)
    )


def correct(session: Session, given: Given) -> Answer:
    """Correct a figure: the changed keys, and where that stands."""
    country, figure = given.text("country").strip(), given.text("figure").strip()
    changes = dict(_pair(one) for one in given.texts("changes"))
    session.desk().law.correct_figure(country, figure, changes, given.text("source"))
    changed = next(one for one in session.desk().law.figures(country) if one.id == figure)
    return Answer({"country": country.upper(), **_figure(changed)}, [f"{country.upper()}: {figure}"])


def route(session: Session, given: Given) -> Answer:
    """Add a route of the office's own, or lay one over ours, from a file."""
    file = given.path("file")
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(N_("“{file}” cannot be read."), file=str(file)) from error
    session.desk().law.put_route(file.stem, text, given.text("source"))
    return Answer({"route": file.stem}, [file.stem])


def confirm(session: Session, given: Given) -> Answer:
    """Keep who confirmed a dossier profile, and when."""
    law, profile = session.desk().law, given.text("profile").strip().lower()
    law.confirm_profile(profile, given.text("source"), given.text("checked-on"))
    found = next(one for one in law.profiles() if one.id == profile)
    data = {
        "profile": found.id,
        "status": found.status,
        "checked_on": found.checked_on,
        "sources": list(found.sources),
    }
    return Answer(data, [f"{PROFILE}:{found.id}"])


def own(session: Session, given: Given) -> Answer:
    """List the rules of the office's own."""
    del given
    layers = session.desk().law.layers()
    data = {"rules": [_layer(one) for one in layers]}
    heads = [session.text(head) for head in (N_("Rule"), N_("Source"), N_("Who"), N_("Day"))]
    cells = ((one.ref, one.source, one.author, session.language.date(one.at.date())) for one in layers)
    lines = table(heads, cells, most=terminal_width()) if layers else [session.text(N_("None yet."))]
    return Answer(data, lines)


def take_back(session: Session, given: Given) -> Answer:
    """Take an own rule away; ours holds again."""
    ref = given.text("rule").strip()
    kind = ROUTE
    if ref.lower().startswith(f"{PROFILE}:"):
        kind, ref = PROFILE, ref.lower()
    elif ":" in ref:  # a figure: its country is written in small letters, however it was typed
        kind, ref = FIGURE, ref.lower()
    session.desk().law.take_back(kind, ref)
    return Answer({"rule": ref}, [ref])


def _pair(written: str) -> tuple[str, str]:
    name, equals, value = written.partition("=")
    if not equals:
        raise BadInputError(
            N_("“{given}” is no change of a figure. Write it like amount=12000."),
            field="changes",
            given=written,
        )
    return name.strip().replace("-", "_"), value.strip()


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "amount": None if one.amount is None else f"{one.amount:f}",
        "currency": one.currency,
        "rate": None if one.rate is None else f"{one.rate:f}",
        "rule": one.rule,
        "region": one.region,
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
        "note": one.note.text if one.note else "",
        "source": one.source,
        "status": one.status,
        "checked_on": one.checked_on,
    }


def _doubt(one: Doubt) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "ref": one.ref,
        "source": one.source,
        "status": one.status,
        "checked_on": one.checked_on,
        "stale": one.stale,
    }


def _layer(one: Layer) -> dict[str, Any]:
    return {"kind": one.kind, "ref": one.ref, "source": one.source, "author": one.author, "at": one.at}


def _figure_lines(session: Session, found: Sequence[Figure]) -> Iterator[str]:
    language = session.language
    heads = [session.text(head) for head in (N_("Figure"), N_("Value"), N_("Checked"), N_("Source"))]
    cells = (
        (
            one.id,
            _value(session, one),
            language.text(STATUS_LABELS.get(one.status, one.status)),
            one.source,
        )
        for one in found
    )
    yield from table(heads, cells, most=terminal_width())


def _value(session: Session, one: Figure) -> str:
    if one.amount is not None:
        return session.language.money(one.amount, one.currency)
    if one.rate is not None:
        return session.text(N_("{percent} %"), percent=one.rate)
    return one.rule or (session.language.say(one.note) if one.note else "")


def _doubt_lines(session: Session, found: Sequence[Doubt], faults: Sequence[str]) -> Iterator[str]:
    language = session.language
    yield from (clean(fault) for fault in faults)
    heads = [session.text(head) for head in (N_("Rule"), N_("Checked"), N_("Day"), N_("Source"))]
    cells = (
        (
            one.ref,
            language.text(STATUS_LABELS.get(one.status, one.status)),
            language.date(one.checked_on),
            _rests_on(session, one),
        )
        for one in found
    )
    yield from table(heads, cells, most=terminal_width())


def _rests_on(session: Session, one: Doubt) -> str:
    if one.kind == PROFILE:
        return session.language.ctext(f"{one.ref}:note", one.source)
    return one.source


_COUNTRY: Final = Argument("country", N_("The country, like DE."))
_SOURCE: Final = Option("source", N_("Where it stands: law, article, where you read it."), needed=True)

AREA: Final = Area(
    "law",
    N_("See and correct the figures and routes that boards rest on."),
    (
        Verb(
            "doubts",
            N_("List what nobody has checked, or not for a year, and rules with a fault."),
            "law doubts",
            doubts,
        ),
        Verb("figures", N_("List the figures of a country."), "law figures DE", figures, (_COUNTRY,)),
        Verb(
            "correct",
            N_("Correct a figure; ours stays below and holds again when the correction is taken back."),
            'law correct DE small-claims amount=12000 --source "BGBl. 2027 I Nr. 3"',
            correct,
            (
                _COUNTRY,
                Argument("figure", N_("Which figure, like small-claims; see “law figures”.")),
                Argument(
                    "changes", N_("What is otherwise, like amount=12000 or valid_from=2027-01-01."), many=True
                ),
            ),
            (_SOURCE,),
        ),
        Verb(
            "route",
            N_("Add a route of the office's own, written like our route files."),
            'law route our-body.toml --source "Agreement of 2026"',
            route,
            (Argument("file", N_("The file; its name is the route's id.")),),
            (_SOURCE,),
        ),
        Verb(
            "confirm",
            N_("Say that a lawyer or a court confirmed a dossier profile."),
            'law confirm de --source "Dr. Sommer, letter of 2026-11-20" --checked-on 2026-11-20',
            confirm,
            (Argument("profile", N_("For whose courts, like de, fr or generic.")),),
            (
                Option("source", N_("Who confirmed it, and where that stands."), needed=True),
                Option("checked-on", N_("The day it was checked; today if none is given."), "DAY"),
            ),
        ),
        Verb("own", N_("List the office's own figures and routes."), "law own", own),
        Verb(
            "take-back",
            N_("Take an own figure or route away; ours holds again."),
            "law take-back de:small-claims",
            take_back,
            (Argument("rule", N_("Which rule, like de:small-claims or our-body; see “law own”.")),),
        ),
    ),
)
