"""Bodies: what is shipped, the office's own word over it, and bodies of its own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.bodies import BODY_FIELDS, BODY_KINDS, POLICY_FIELDS, fields_of
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from xborder_desk.services import Desk
    from xborder_desk.services.sellers.bodies import Bodies
    from xborder_desk.storage.office import Office

READ = {"source": "Legal notice", "checked_on": "2026-11-20"}


@pytest.fixture
def bodies(desk: Desk) -> Bodies:
    """The bodies of an empty office."""
    return desk.sellers.looks.bodies


def test_sixty_and_more_are_shipped_with_source_and_day(known: Desk) -> None:
    found = known.sellers.looks.bodies.all()
    assert len(found) >= 60
    assert all(one.source and one.checked_on for one in found)
    assert not any(one.changed or one.own for one in found)
    assert {one.kind for one in found} >= {"platform", "carrier", "insurer", "authority", "payment_service"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("amazon", "amazon"),
        ("AMAZON.DE", "amazon"),
        ("亚马逊", "amazon"),
        ("services europe", "amazon"),
        ("trusted shops", "trusted-shops"),
    ],
)
def test_they_are_found_by_any_of_their_names(known: Desk, text: str, found: str) -> None:
    assert found in [one.id for one in known.sellers.looks.bodies.all(text)]


def test_every_word_must_be_there(known: Desk) -> None:
    assert known.sellers.looks.bodies.all("amazon nonsense") == []


@pytest.mark.parametrize("kind", BODY_KINDS)
def test_one_kind_alone(known: Desk, kind: str) -> None:
    assert {one.kind for one in known.sellers.looks.bodies.all(kind=kind)} <= {kind}


def test_a_kind_that_is_none_is_refused(known: Desk) -> None:
    with pytest.raises(BadInputError, match="platform, carrier"):
        known.sellers.looks.bodies.all(kind="shop")


def test_our_word_stands_over_what_is_shipped(bodies: Bodies) -> None:
    before = bodies.show("amazon")
    assert bodies.change("amazon", {"contact": "help@example.com", "seat": "Elsewhere"}, **READ) == "amazon"
    after = bodies.show("amazon")
    assert after.values["contact"] == "help@example.com"
    assert after.values["seat"] == "Elsewhere"
    assert after.values["entity"] == before.values["entity"]
    assert (after.source, after.checked_on) == ("Legal notice", dt.date(2026, 11, 20))
    assert after.changed == ("contact", "seat")
    assert not after.own


def test_a_second_word_adds_to_the_first(bodies: Bodies) -> None:
    bodies.change("dhl", {"contact": "one@example.com"}, **READ)
    bodies.change("dhl", {"answers": "9 days in 2026-0001"}, **READ)
    assert bodies.show("dhl").changed == ("answers", "contact")


def test_saying_what_is_shipped_takes_our_word_back(bodies: Bodies) -> None:
    seat = bodies.show("amazon").values["seat"]
    bodies.change("amazon", {"seat": "Elsewhere"}, **READ)
    bodies.change("amazon", {"seat": seat}, **READ)
    assert bodies.show("amazon").changed == ()


def test_a_value_can_be_emptied(bodies: Bodies) -> None:
    bodies.change("amazon", {"seat": ""}, **READ)
    assert "seat" not in bodies.show("amazon").values


def test_everything_is_taken_back_at_once(bodies: Bodies) -> None:
    before = bodies.show("amazon")
    bodies.change("amazon", {"seat": "Elsewhere", "note": "Line one\nLine two"}, **READ)
    assert bodies.show("amazon").values["note"] == "Line one\nLine two"
    bodies.reset("amazon")
    assert bodies.show("amazon") == before
    with pytest.raises(NotFoundError, match="nothing of its own"):
        bodies.reset("amazon")


def test_a_body_of_our_own(bodies: Bodies) -> None:
    values = {"name": "Lampen-Versicherung", "country": "de", "report_within": "5 days", "excess": "50 EUR"}
    key = bodies.change("", values, kind="insurer", **READ)
    assert key == "lampen-versicherung"
    view = bodies.show(key)
    assert (view.name, view.kind, view.own) == ("Lampen-Versicherung", "insurer", True)
    assert view.values["country"] == "DE"
    assert view.values["report_within"] == "5 days"
    assert key in [one.id for one in bodies.all("versicherung", "insurer")]
    bodies.reset(key)
    with pytest.raises(NotFoundError, match="no body"):
        bodies.show(key)


def test_two_of_one_name_are_two_bodies(bodies: Bodies) -> None:
    first = bodies.change("", {"name": "Amazon"}, kind="platform", **READ)
    second = bodies.change("", {"name": "Amazon"}, kind="platform", **READ)
    assert [first, second] == ["amazon-2", "amazon-3"]
    assert bodies.change("", {"name": "物流"}, kind="carrier", **READ) == "body"


@pytest.mark.parametrize(
    ("body", "values", "kind", "read", "told"),
    [
        ("amazon", {"color": "red"}, "", READ, "no field of a body"),
        ("dhl", {"excess": "50"}, "", READ, "no field of a body"),
        ("amazon", {"seat": "x"}, "", {**READ, "source": " "}, "Source"),
        ("amazon", {"seat": "x"}, "", {**READ, "checked_on": ""}, "which day"),
        ("amazon", {"seat": "x"}, "", {**READ, "checked_on": "2026-13-01"}, "2026-13-01"),
        ("amazon", {"country": "Nowhere"}, "", READ, "Nowhere"),
        ("", {"name": "X"}, "shop", READ, "no kind of body"),
        ("", {"country": "DE"}, "platform", READ, "a name"),
    ],
)
def test_what_cannot_be_taken_is_told(
    bodies: Bodies, body: str, values: dict[str, str], kind: str, read: dict[str, str], told: str
) -> None:
    with pytest.raises(BadInputError, match=told):
        bodies.change(body, values, kind=kind, **read)
    assert not any(one.changed for one in bodies.all())


def test_a_body_nobody_knows_is_not_changed(bodies: Bodies) -> None:
    with pytest.raises(NotFoundError, match="no body"):
        bodies.change("nowhere", {"seat": "x"}, **READ)


def test_changes_stand_in_the_register(bodies: Bodies, office: Office) -> None:
    bodies.change("amazon", {"seat": "Elsewhere"}, **READ)
    bodies.reset("amazon")
    with office.database.read() as uow:
        told = [str(line) for line in registers.lines(uow.connection, OFFICE_SCOPE, AUDIT)]
    assert sum("body_changed" in line for line in told) == 1
    assert sum("body_reset" in line for line in told) == 1


def test_insurers_have_the_fields_of_their_policies() -> None:
    assert set(POLICY_FIELDS) <= set(fields_of("insurer"))
    assert set(fields_of("platform")) == set(BODY_FIELDS)
