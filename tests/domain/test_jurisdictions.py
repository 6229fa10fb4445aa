"""Countries: groups and figures of a day."""

from __future__ import annotations

import datetime as dt

import pytest

from xborder_desk.domain.jurisdictions import Figure, FigureKind, Jurisdiction, Membership, World, weakest
from xborder_desk.domain.sentences import Sentence


def figure(name: str, since: str = "", until: str = "", trouble: tuple[str, ...] = ()) -> Figure:
    day = dt.date.fromisoformat
    return Figure(
        id=name,
        kind=FigureKind.LIMITATION,
        country="XA",
        valid_from=day(since) if since else None,
        seen_on=dt.date(2026, 1, 1),
        valid_to=day(until) if until else None,
        source="K",
        status="unchecked",
        checked_on=dt.date(2026, 1, 1),
        trouble=trouble,
    )


def country(*figures: Figure) -> Jurisdiction:
    groups = (Membership("EU", dt.date(2013, 7, 1), dt.date(2020, 12, 31)), Membership("ECC"))
    return Jurisdiction("XA", Sentence("A"), groups, figures)


def test_figures_hold_from_their_first_to_their_last_day() -> None:
    here = country(figure("old", until="2025-12-31"), figure("new", "2026-01-01"))
    for day, expected in (("2025-12-31", ["old"]), ("2026-01-01", ["new"])):
        found = here.in_force(FigureKind.LIMITATION, dt.date.fromisoformat(day))
        assert [one.id for one in found] == expected
    assert [one.id for one in here.upcoming(FigureKind.LIMITATION, dt.date(2025, 12, 31))] == ["new"]
    assert here.in_force(FigureKind.GUARANTEE, dt.date(2026, 1, 1)) == ()


def test_a_figure_for_this_trouble_counts_before_a_general_one() -> None:
    here = country(figure("general", "2026-01-01"), figure("defects", trouble=("defective",)))
    on = dt.date(2026, 2, 1)
    assert [one.id for one in here.in_force(FigureKind.LIMITATION, on, ("defective",))] == [
        "defects",
        "general",
    ]
    assert [one.id for one in here.in_force(FigureKind.LIMITATION, on, ("fraud",))] == ["general"]


def test_groups_are_entered_and_left() -> None:
    world = World({"XA": country(figure("f", "2026-01-01", "2026-06-30"))})
    assert world.is_in("xa", "EU", dt.date(2013, 7, 1))
    assert not world.is_in("XA", "EU", dt.date(2021, 1, 1))
    assert world.is_in("XA", "ECC", dt.date(1990, 1, 1))
    assert not world.is_in("XB", "ECC", dt.date(1990, 1, 1))
    days = ["2013-07-01", "2021-01-01", "2026-01-01", "2026-07-01"]
    assert [day.isoformat() for day in world.boundaries()] == days


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((), "unchecked"),
        (("sourced", "confirmed"), "sourced"),
        (("confirmed",), "confirmed"),
        (("odd", "sourced"), "odd"),
    ],
)
def test_what_rests_on_several_things_is_as_weak_as_the_weakest(
    statuses: tuple[str, ...], expected: str
) -> None:
    assert weakest(statuses) == expected
