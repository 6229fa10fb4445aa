"""An office's own figures and routes, and the report of what nobody has checked."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import new_case
from tests.factories.offices import ACTOR
from tests.factories.routes import RESOURCES
from xborder_desk.domain.errors import BadInputError, BrokenDataError
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.domain.routes.route import RouteState
from xborder_desk.storage import registers
from xborder_desk.storage.queries import routes as stored

if TYPE_CHECKING:
    from xborder_desk.domain.profiles import ProfileEntry
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

MORE = {"amount": "12000.00", "currency": "EUR", "problem": "T02.1"}


def state(desk: Desk, number: str, route: str) -> RouteState:
    board = desk.routes.board(number, dt.date(2026, 11, 23))
    return next(one.state for one in board.standings if one.id == route)


def test_a_corrected_figure_moves_the_board_and_can_be_taken_back(desk: Desk) -> None:
    number = desk.cases.create(new_case(more=MORE))
    assert state(desk, number, "national-small-claims") is RouteState.CLOSED
    desk.routes.refresh()
    desk.law.correct_figure("DE", "small-claims", {"amount": "15000"}, "BGBl. 2026 I Nr. 1")
    assert state(desk, number, "national-small-claims") is RouteState.OPEN
    assert desk.routes.refresh().computed == 1
    [layer] = desk.law.layers()
    assert (layer.ref, layer.author, layer.source) == ("de:small-claims", ACTOR, "BGBl. 2026 I Nr. 1")
    figure = next(one for one in desk.law.figures("DE") if one.id == "small-claims")
    assert (figure.amount, figure.status, figure.valid_from) == (
        Decimal(15000),
        "unchecked",
        dt.date(2026, 1, 1),
    )
    desk.law.take_back("figure", "de:small-claims")
    assert state(desk, number, "national-small-claims") is RouteState.CLOSED


@pytest.mark.parametrize(
    ("figure", "changes", "source"),
    [
        ("small-claims", {"amount": "15000"}, " "),
        ("no-such", {"amount": "15000"}, "law"),
        ("small-claims", {"colour": "red"}, "law"),
    ],
)
def test_a_correction_needs_a_figure_a_key_and_a_source(
    desk: Desk, figure: str, changes: dict[str, str], source: str
) -> None:
    with pytest.raises(BadInputError):
        desk.law.correct_figure("DE", figure, changes, source)
    assert desk.law.layers() == ()


@pytest.mark.parametrize(
    ("changes", "key"),
    [({"amount": "much"}, "amount"), ({"valid_from": "soon"}, "valid_from"), ({"status": "sure"}, "status")],
)
def test_a_wrong_value_names_its_key(desk: Desk, changes: dict[str, str], key: str) -> None:
    with pytest.raises(BrokenDataError, match=key):
        desk.law.correct_figure("DE", "small-claims", changes, "law")
    assert desk.law.layers() == ()


def test_an_own_route_joins_the_board(desk: Desk) -> None:
    text = (RESOURCES / "routes" / "hk-consumer-council.toml").read_text(encoding="utf-8")
    own = text.replace('id = "hk-consumer-council"', 'id = "sg-case"').replace('"HK"', '"SG"')
    desk.law.put_route("sg-case", own, "Own inquiry")
    number = desk.cases.create(new_case(seller_country="SG", more=MORE))
    assert state(desk, number, "sg-case") is RouteState.OPEN
    with pytest.raises(BrokenDataError, match="kind"):
        desk.law.put_route("sg-case", own.replace('kind = "foreign"', 'kind = "moon"'), "x")
    with pytest.raises(BrokenDataError, match="id"):
        desk.law.put_route("other", own, "x")
    with pytest.raises(BrokenDataError):
        desk.law.put_route("sg-case", "id = ", "x")


def test_doubts_are_what_is_unchecked_or_old(desk: Desk) -> None:
    doubts = desk.law.doubts(dt.date(2026, 11, 24))
    refs = {one.ref for one in doubts}
    assert {"dk:small-claims", "card-not-received:kcard"} <= refs
    assert "de:small-claims" not in refs
    assert not any(one.stale for one in doubts)
    later = desk.law.doubts(dt.date(2027, 12, 1))
    assert all(one.stale for one in later)
    assert "de:small-claims" in {one.ref for one in later}


ADR = (RESOURCES / "routes" / "adr.toml").read_text("utf-8")


def test_a_broken_edit_names_file_key_and_reason_and_the_rest_works(desk: Desk) -> None:
    number = desk.cases.create(new_case(more=MORE))
    for wrong, key in (
        ('kind = "prayer"', "kind"),
        ("kind = adr", "reason"),
        ('title = "x"\nkind = "adr"', "reason"),
    ):
        text = ADR.replace('id = "adr"', 'id = "our-body"', 1).replace('kind = "adr"', wrong, 1)
        with pytest.raises(BrokenDataError) as fault:
            desk.law.put_route("our-body", text, "Agreement")
        assert "our-body.toml" in str(fault.value)
        assert key in str(fault.value) or key in fault.value.fields
    assert desk.law.layers() == ()
    assert len(desk.routes.board(number).standings) == len(desk.law.routes())


def test_a_rule_that_broke_later_is_named_and_all_others_work(desk: Desk, office: Office) -> None:
    number = desk.cases.create(new_case(more=MORE))
    with office.database.write() as uow:
        stored.put_layer(uow, "route", "our-body", {"toml": "id = 'our-body'"}, "Agreement")
        stored.put_layer(uow, "figure", "de:small-claims", {"kind": "small_claims", "amount": "much"}, "?")
        uow.commit()
    told = [str(fault) for fault in desk.law.faults()]
    assert [one.partition(",")[0] for one in told] == ["our-body.toml", "de.toml"]
    assert "amount" in told[1]
    board = desk.routes.board(number)
    assert len(board.faults) == 2
    assert len(board.standings) == len(desk.law.routes())
    assert next(one for one in desk.law.figures("DE") if one.id == "small-claims").amount == Decimal(10000)


@pytest.mark.parametrize("name", ["Our Body", "our_body", "-x", "ä"])
def test_the_id_of_a_route_is_checked(desk: Desk, name: str) -> None:
    with pytest.raises(BrokenDataError, match="small letters"):
        desk.law.put_route(name, ADR, "Agreement")


def test_a_route_is_added_from_its_text_alone_and_laid_again(desk: Desk) -> None:
    number = desk.cases.create(new_case(more=MORE))
    text = ADR.replace('id = "adr"', 'id = "our-body"', 1)
    desk.law.put_route("", text, "Agreement")
    assert desk.law.route_text("our-body") == text
    assert state(desk, number, "our-body") is RouteState.CLOSED
    [layer] = desk.law.layers()
    desk.law.take_back("route", "our-body")
    assert "our-body" not in {one.id for one in desk.law.routes()}
    desk.law.lay_again(layer)
    assert desk.law.layers()[0].source == "Agreement"
    with pytest.raises(BadInputError):
        desk.law.route_text("nowhere")
    with pytest.raises(BadInputError, match="of its own"):
        desk.law.take_back("route", "adr")


def test_every_figure_and_country_can_be_asked_for(desk: Desk) -> None:
    kinds = desk.law.kinds()
    assert kinds["de:small-claims"].value == "small_claims"
    assert set(desk.law.countries()) >= {"DE", "FR", "TW", "CN"}
    assert all(ref.partition(":")[0].upper() in desk.law.countries() for ref in kinds)
    assert {one.ref for one in desk.law.doubts() if one.kind == "figure"} <= set(kinds)


def profile(desk: Desk, name: str = "de") -> ProfileEntry:
    return next(one for one in desk.law.profiles() if one.id == name)


def doubtful(desk: Desk, on: dt.date | None = None) -> set[str]:
    return {one.ref for one in desk.law.doubts(on) if one.kind == "profile"}


def test_a_profile_is_confirmed_by_somebody_on_a_day_until_that_is_old(desk: Desk, office: Office) -> None:
    assert profile(desk).status == "unchecked"
    assert "profile:de" in doubtful(desk)
    desk.law.confirm_profile(" DE ", "Dr. Sommer, letter", "2026-01-05")
    own = profile(desk)
    assert (own.status, own.checked_on, own.sources[-1]) == (
        "confirmed",
        dt.date(2026, 1, 5),
        "Dr. Sommer, letter",
    )
    assert profile(desk, "fr").status == "unchecked"
    assert "profile:de" not in doubtful(desk)
    assert "profile:fr" in doubtful(desk)
    assert "profile:de" in doubtful(desk, dt.date(2027, 1, 6)), "it was a year ago"
    [layer] = desk.law.layers()
    assert (layer.kind, layer.ref, layer.author) == ("profile", "profile:de", ACTOR)
    with office.database.read() as uow:
        line = registers.lines(uow.connection, OFFICE_SCOPE, AUDIT)[-1].values()
    assert (line["action"], line["ref"], line["source"]) == (
        "law_corrected",
        "profile:de",
        "Dr. Sommer, letter",
    )


def test_what_was_confirmed_is_taken_back_put_back_and_said_anew(desk: Desk) -> None:
    desk.law.confirm_profile("de", "Dr. Sommer")
    [layer] = desk.law.layers()
    today = profile(desk).checked_on
    assert today is not None
    desk.law.take_back("profile", "profile:de")
    assert profile(desk).status == "unchecked"
    desk.law.lay_again(layer)
    assert (profile(desk).status, profile(desk).checked_on) == ("confirmed", today)
    desk.law.confirm_profile("de", "The court of Aachen", "2026-01-02")
    assert profile(desk).sources[-1] == "The court of Aachen"
    assert len(desk.law.layers()) == 1


def test_no_board_is_computed_again_for_a_confirmed_profile(desk: Desk, office: Office) -> None:
    desk.cases.create(new_case(more=MORE))
    desk.routes.refresh()
    desk.law.confirm_profile("de", "Dr. Sommer")
    assert desk.routes.refresh().computed == 0
    with office.database.read() as uow:
        assert stored.layers(uow) == []


@pytest.mark.parametrize(
    ("name", "source", "day", "field"),
    [
        ("xx", "Dr. Sommer", "", "profile"),
        ("", "Dr. Sommer", "", "profile"),
        ("de", " ", "", "source"),
        ("de", "Dr. Sommer", "2999-01-01", "checked_on"),
        ("de", "Dr. Sommer", "2150-01-01", "checked_on"),
        ("de", "Dr. Sommer", "yesterday", "checked_on"),
    ],
)
def test_a_confirmation_needs_a_profile_a_day_that_has_been_and_a_name(
    desk: Desk, name: str, source: str, day: str, field: str
) -> None:
    with pytest.raises(BadInputError) as refused:
        desk.law.confirm_profile(name, source, day)
    assert refused.value.field == field
    assert desk.law.layers() == ()
