"""The count in the making: what is a working day, how an end moves, what is warned of."""

from __future__ import annotations

import datetime as dt

from xborder_desk.domain.limit_values import Count, unknown_years, warnings_of
from xborder_desk.domain.sentences import from_plain, to_plain
from xborder_desk.i18n.language import Language


class Feasts:
    """One holiday on a Monday; nothing known after 2030."""

    def name(self, day: dt.date) -> str:
        return "Whit Monday" if day == dt.date(2026, 5, 25) else ""

    def known(self, year: int) -> bool:
        return year <= 2030


def count(day: str) -> Count:
    return Count(dt.date.fromisoformat(day), Feasts())


def test_an_idle_day_says_why() -> None:
    one = count("2026-05-23")
    assert str(one.why_idle(dt.date(2026, 5, 23))) == "Saturday"
    assert str(one.why_idle(dt.date(2026, 5, 24))) == "Sunday"
    assert one.why_idle(dt.date(2026, 5, 25)) == "Whit Monday"
    assert one.is_working(dt.date(2026, 5, 26))


def test_an_end_moves_day_by_day_and_says_each() -> None:
    one = count("2026-05-23")
    one.roll("{passed} ({reason}) to {day}")
    assert one.day == dt.date(2026, 5, 26)
    assert [str(step) for step in one.steps] == [
        "2026-05-23 (Saturday) to 2026-05-24",
        "2026-05-24 (Sunday) to 2026-05-25",
        "2026-05-25 (Whit Monday) to 2026-05-26",
    ]


def test_a_moved_end_names_the_day_before_it_moved() -> None:
    one = count("2026-05-23")
    plain = one.day
    one.roll("")
    [told] = warnings_of(one, plain)
    assert told.fields["day"] == plain
    assert list(warnings_of(one, one.day)) == []


def test_each_unknown_year_is_named() -> None:
    assert [str(told) for told in unknown_years(count("2031-01-02"), dt.date(2030, 12, 31))] == [
        "The public holidays of 2031 are not all known; check the day."
    ]
    assert "2031 / 2032" in str(next(unknown_years(count("2032-01-02"), dt.date(2031, 12, 31))))
    assert list(unknown_years(count("2030-01-02"), dt.date(2029, 12, 31))) == []


def test_steps_can_be_kept_and_said_later_in_any_language() -> None:
    one = count("2026-05-23")
    one.roll("{passed} ({reason}) to {day}")
    kept = [from_plain(to_plain(step)) for step in one.steps]
    assert [str(step) for step in kept] == [str(step) for step in one.steps]
    assert Language("de").say(kept[2]) == "25.05.2026 (Whit Monday) to 26.05.2026"
