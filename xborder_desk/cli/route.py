"""The ways to redress of a case: which is open, until when, why, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli import fields
from xborder_desk.cli.case import CASE
from xborder_desk.cli.tables import table
from xborder_desk.cli.verbs import Answer, Area, Argument, Option, Verb
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain import words
from xborder_desk.domain.routes.route import PAPERS, STATE_LABELS, RouteState
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.routes.standing import ClockTime, RouteStanding
    from xborder_desk.domain.sentences import Told
    from xborder_desk.i18n.language import Language
    from xborder_desk.services.routes import Board


def show_all(session: Session, given: Given) -> Answer:
    """List every route of a case, what runs out first on top."""
    on = words.day(given.text("on"), field="on")
    board = session.desk().routes.board(given.text("case"), on)
    language = session.language
    data = {
        "case": board.case,
        "on": board.on,
        "routes": [standing(one, language) for one in board.standings],
        "forum": _forum(board, language),
        "moved": [
            {"id": one.route, "before": _stood(one.before), "after": _stood(one.after)} for one in board.moved
        ],
        "contradictions": [language.say(told) for told in board.contradictions],
        "faults": [language.say(fault) for fault in board.faults],
    }
    return Answer(data, _lines(session, board))


def seen(session: Session, given: Given) -> Answer:
    """Remember how the routes stand now; what moves from here on is told."""
    number = given.text("case").strip()
    session.desk().routes.look(number)
    return Answer({"case": number}, [number])


def override(session: Session, given: Given) -> Answer:
    """Write an own verdict on a route, or take it away again."""
    number, route = given.text("case").strip(), given.text("route").strip()
    if given.text("state"):
        session.desk().routes.override(number, route, given.text("state"), given.text("reason"))
    else:
        session.desk().routes.lift(number, route)
    return Answer({"case": number, "route": route, "state": given.text("state") or None}, [route])


def standing(one: RouteStanding, language: Language) -> dict[str, Any]:
    """Give how a route stands, as JSON values."""
    return {
        "id": one.id,
        "title": language.say(one.title),
        "kind": one.kind.value,
        "state": one.state.value,
        "reasons": _said(one.reasons, language),
        "opens": one.opens,
        "due": one.due,
        "status": one.status,
        "alternatives": alternatives(one.alternatives, language),
        "steps": _said(one.steps, language),
        "missing": list(one.missing),
        "filed": one.filed,
        "papers": list(one.papers),
        "papers_missing": list(one.papers_missing),
        "warnings": _said(one.warnings, language),
        "clocks": [_clock(time, language) for time in one.clocks],
        "sources": [
            {
                "key": source.key,
                "instrument": source.instrument,
                "article": source.article,
                "status": source.status,
                "checked_on": source.checked_on,
            }
            for source in one.sources
        ],
        "gives": language.say(one.gives),
        "cost": language.say(one.cost),
        "channel": one.channel,
        "letters": list(one.letters),
        "override": None
        if one.override is None
        else {"reason": one.override.reason, "by": one.override.by, "at": one.override.at},
    }


def alternatives(found: Iterable[tuple[dt.date, Told]], language: Language) -> list[dict[str, object]]:
    """Give the other days a limit could end on, each with why."""
    return [{"date": day, "why": language.say(why)} for day, why in found]


def _clock(time: ClockTime, language: Language) -> dict[str, Any]:
    return {
        "id": time.id,
        "kind": time.kind.value,
        "from": time.fact,
        "since": time.since,
        "rule": time.rule,
        "date": time.day,
        "note": language.say(time.clock.note) if time.clock.note else "",
        "source": time.source,
        "status": time.status,
    }


def _stood(values: tuple[str | None, ...]) -> dict[str, str | None]:
    return dict(zip(("state", "opens", "due"), values, strict=False))


def _forum(board: Board, language: Language) -> dict[str, Any]:
    forum = board.forum
    return {
        "courts": [
            {"country": court.country, "why": language.say(court.why), "status": court.source.status}
            for court in forum.courts
        ],
        "law": language.say(forum.law),
        "directs": forum.directs,
        "indicators": [
            {"fact": one.name, "title": language.say(one.title), "yes": one.answer, "evidence": one.evidence}
            for one in forum.indicators
        ],
        "warnings": _said(forum.warnings, language),
    }


def _said(told: Iterable[Told], language: Language) -> list[str]:
    return [language.say(one) for one in told]


def _lines(session: Session, board: Board) -> Iterator[str]:
    language = session.language
    heads = [session.text(head) for head in (N_("State"), N_("Way"), N_("Until"), N_("Checked"), N_("Why"))]
    cells = (
        (
            language.text(STATE_LABELS[one.state]),
            language.say(one.title),
            fields.day(one.due or one.opens, language),
            language.text(one.status),
            " ".join(_said(one.reasons, language)),
        )
        for one in board.standings
    )
    yield from table(heads, cells, most=terminal_width())
    titles = {one.id: one.title for one in board.standings}
    for one in board.moved:
        yield ""
        before = language.text(STATE_LABELS[RouteState(str(one.before[0]))])
        moved = N_("{way} moved since somebody looked: before {before}.")
        yield language.text(moved, way=language.say(titles[one.route]), before=before)
    for told in (*board.contradictions, *board.forum.warnings):
        yield ""
        yield language.say(told)


def paper_names(ids: Iterable[str], language: Language) -> list[str]:
    """Give what papers are called."""
    return [language.text(PAPERS.get(one, one)) for one in ids]


AREA: Final = Area(
    "route",
    N_("See which ways to redress are open, until when and why."),
    (
        Verb(
            "list",
            N_("List every route of a case, also the closed ones, what runs out first on top."),
            "route list 2026-0001 --on 2026-12-24",
            show_all,
            (CASE,),
            (Option("on", N_("The day to look at; today if none is given."), "YYYY-MM-DD"),),
        ),
        Verb(
            "seen",
            N_("Remember how the routes stand today; what moves from here on is told."),
            "route seen 2026-0001",
            seen,
            (CASE,),
        ),
        Verb(
            "override",
            N_("Write an own verdict on a route, with the reason; without a state take it away."),
            'route override 2026-0001 adr --state closed --reason "The body has refused by phone."',
            override,
            (CASE, Argument("route", N_("The id of the route, like adr."))),
            (
                Option("state", N_("How it stands:"), "STATE", choices=tuple(RouteState)),
                Option("reason", N_("Why.")),
            ),
        ),
    ),
)
