"""Today: what runs out first, whom to try again, what arrived and was not seen; a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import grow, new_attempt, new_case, open_case
from tests.factories.offices import ACTOR, statements
from xborder_desk.services.contacts import NewOutcome
from xborder_desk.services.parties import NewIdentifier

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories.offices import Clock
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

TODAY = dt.date(2026, 3, 2)


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


@pytest.fixture
def case(desk: Desk) -> str:
    """A case whose seller has an e-mail address and a phone."""
    number = open_case(desk)
    desk.parties.add_identifier(number, "P-02", NewIdentifier("email", "service@wanbao.example", "imprint"))
    desk.parties.add_identifier(number, "P-02", NewIdentifier("phone", "+86 755 5550 0142", "imprint"))
    return number


def test_an_empty_office_has_an_empty_morning(desk: Desk) -> None:
    seen = desk.today.show()
    assert seen.today == TODAY
    assert (seen.due, seen.attempts, seen.news, seen.latest) == ((), (), (), ())
    assert (seen.cases, seen.due_total, seen.news_total, seen.next_due) == (0, 0, 0, None)


def test_tasks_run_out_in_the_order_of_their_days(desk: Desk, case: str) -> None:
    for text, days in (("late", -3), ("soon", 4), ("today", 0), ("in a month", 30), ("far", 31)):
        desk.cases.plan(case, text, day(days))
    desk.cases.plan(case, "some day")
    done = desk.cases.plan(case, "done", day(1))
    desk.cases.finish(case, done)
    lines = desk.today.show().due
    assert [(line.text, line.left) for line in lines if line.kind == "task"] == [
        ("late", -3),
        ("today", 0),
        ("soon", 4),
        ("in a month", 30),
    ]
    assert lines[0].sides == "Zoë Müller-Strauß – 深圳市万宝贸易有限公司"
    assert lines[0].uid in {task.uid for task in desk.cases.show(case).tasks}


def test_deadlines_of_routes_come_with_their_reason(desk: Desk) -> None:
    number = open_case(desk, payment_method="card-visa", delivery_due=day(-100), paid_on=day(-110))
    desk.routes.refresh(number=number)
    lines = [line for line in desk.today.show().due if line.kind == "deadline"]
    assert lines
    assert all(line.route and line.case == number and line.why is not None for line in lines)
    assert [line.on for line in lines] == sorted(line.on for line in lines)


def test_the_next_day_is_told_when_nothing_runs_out_soon(desk: Desk, case: str) -> None:
    desk.cases.plan(case, "far", day(45))
    desk.cases.plan(case, "farther", day(90))
    seen = desk.today.show()
    assert seen.due == ()
    assert seen.next_due == TODAY + dt.timedelta(days=45)


def test_what_is_closed_or_in_the_bin_runs_out_no_more(desk: Desk, case: str) -> None:
    desk.cases.plan(case, "a", day(1))
    other = open_case(desk)
    desk.cases.plan(other, "b", day(2))
    desk.cases.bin(other)
    assert [line.text for line in desk.today.show().due] == ["a"]
    desk.cases.set(case, {"status": "closed"})
    assert desk.today.show().due == ()


def test_only_so_many_are_given_and_all_are_counted(desk: Desk, case: str) -> None:
    for number in range(45):
        desk.cases.plan(case, f"task {number}", day(number % 20))
    seen = desk.today.show()
    assert (len(seen.due), seen.due_total) == (40, 45)


def test_an_answer_asked_for_is_due_until_it_came(desk: Desk, case: str) -> None:
    attempt = desk.contacts.add(case, new_attempt(reply_by=day(3)))
    answers = [line for line in desk.today.show().attempts if line.kind == "answer"]
    assert [(line.attempt, line.left, line.address) for line in answers] == [
        (attempt, 3, "service@wanbao.example")
    ]
    desk.contacts.add_reply(attempt, NewOutcome(note="We will look"), case)
    assert [line for line in desk.today.show().attempts if line.kind == "answer"] == []


def test_the_search_says_what_to_try_next(desk: Desk, case: str) -> None:
    assert desk.today.show().attempts == ()
    desk.contacts.add(case, new_attempt(result="bounced"))
    lines = [line for line in desk.today.show().attempts if line.kind == "search"]
    assert {line.channel for line in lines} <= {"email", "phone", "registered_letter", "web_form"}
    phone = next(line for line in lines if line.channel == "phone")
    assert phone.address == "+86 755 5550 0142"
    assert phone.told is not None
    assert phone.told.fields == {"n": 1, "wanted": phone.told.fields["wanted"]}


def test_a_seller_who_was_reached_is_not_searched_for(desk: Desk, case: str) -> None:
    desk.contacts.add(case, new_attempt(result="delivered"))
    assert [line for line in desk.today.show().attempts if line.kind == "search"] == []


def test_replies_and_failures_are_news_until_they_are_seen(desk: Desk, case: str) -> None:
    first = desk.contacts.add(case, new_attempt())
    second = desk.contacts.add(case, new_attempt(channel="phone", address="+86 755 5550 0142"))
    desk.contacts.add_reply(first, NewOutcome(note="Please name the order"), case)
    desk.contacts.add_result(second, NewOutcome(result="number_not_in_service"), case)
    news = desk.today.show().news
    assert [(line.kind, line.attempt) for line in news] == [("bounce", second), ("reply", first)]
    assert news[1].note == "Please name the order"
    assert news[1].by == ACTOR
    desk.today.mark_seen([news[0].id])
    assert [line.kind for line in desk.today.show().news] == ["reply"]
    desk.today.mark_seen([news[0].id], seen=False)
    assert len(desk.today.show().news) == 2
    before = desk.today.mark_all_seen()
    assert desk.today.show().news == ()
    assert desk.today.show().news_total == 0
    desk.contacts.add_reply(second, NewOutcome(note="And again"), case)
    assert [line.note for line in desk.today.show().news] == ["And again"]
    desk.today.put_back_seen(before)
    assert len(desk.today.show().news) == 3


def test_one_of_those_marked_together_can_be_marked_as_not_seen(desk: Desk, case: str) -> None:
    attempt = desk.contacts.add(case, new_attempt())
    for note in ("one", "two", "three"):
        desk.contacts.add_reply(attempt, NewOutcome(note=note), case)
    news = {line.note: line.id for line in desk.today.show().news}
    desk.today.mark_all_seen()
    desk.today.mark_seen([news["two"]], seen=False)
    assert [line.note for line in desk.today.show().news] == ["two"]
    desk.today.mark_seen([news["one"], news["three"]], seen=False)
    assert [line.note for line in desk.today.show().news] == ["three", "two", "one"]
    desk.contacts.add_reply(attempt, NewOutcome(note="four"), case)
    desk.today.mark_seen([news["one"]])
    assert [line.note for line in desk.today.show().news] == ["four", "three", "two"]
    before = desk.today.mark_all_seen()
    desk.today.put_back_seen(before)
    assert [line.note for line in desk.today.show().news] == ["four", "three", "two"]


def test_what_one_person_has_seen_is_news_for_another(desk: Desk, office: Office, case: str) -> None:
    attempt = desk.contacts.add(case, new_attempt())
    desk.contacts.add_reply(attempt, NewOutcome(note="Yes"), case)
    desk.today.mark_all_seen()
    office.database.actor = "Ana Souza"
    assert len(desk.today.show().news) == 1


def test_what_arrived_as_hoped_is_no_news(desk: Desk, case: str) -> None:
    attempt = desk.contacts.add(case, new_attempt())
    desk.contacts.add_result(attempt, NewOutcome(result="delivered"), case)
    assert desk.today.show().news == ()


def test_a_failure_typed_with_its_attempt_is_no_news_but_a_server_s_report_is(desk: Desk, case: str) -> None:
    attempt = desk.contacts.add(case, new_attempt(result="bounced"))
    assert desk.today.show().news == ()
    told = NewOutcome(
        result="bounced", recipient="x@wanbao.example", status="5.1.1", status_class=5, dead=True
    )
    desk.contacts.add_result(attempt, told, case)
    assert [line.address for line in desk.today.show().news] == ["x@wanbao.example"]


def test_my_cases_are_those_with_my_name(desk: Desk, case: str) -> None:
    other = desk.cases.create(new_case(more={"caseworker": "Ana Souza"}))
    for number in (case, other):
        desk.cases.plan(number, f"for {number}", day(1))
        attempt = desk.contacts.add(number, new_attempt(reply_by=day(1)))
        desk.contacts.add_result(attempt, NewOutcome(result="bounced"), number)
    whole, mine = desk.today.show(), desk.today.show(mine=True)
    assert (len(whole.due), len(mine.due)) == (2, 1)
    assert {line.case for line in mine.attempts} == {line.case for line in mine.news} == {case}
    assert {line.case for line in whole.news} == {case, other}
    assert (whole.cases, mine.cases) == (2, 1)
    assert [row.number for row in mine.latest] == [case]


def test_what_was_changed_last_stands_first(desk: Desk, case: str) -> None:
    other = open_case(desk)
    assert [row.number for row in desk.today.show().latest] == [other, case]
    desk.cases.set(case, {"title": "Changed"})
    assert [row.number for row in desk.today.show().latest] == [case, other]


def test_the_morning_costs_the_same_whatever_there_is(
    desk: Desk, office: Office, case: str, tmp_path: Path
) -> None:
    def cost() -> int:
        with statements(office.database.engine) as sent:
            desk.today.show()
        return len(sent)

    attempt = desk.contacts.add(case, new_attempt(reply_by=day(1)))
    desk.contacts.add_result(attempt, NewOutcome(result="bounced"), case)
    desk.cases.plan(case, "one", day(1))
    small = cost()
    grow(desk, case, tmp_path / "in", 6)
    for _ in range(5):
        number = open_case(desk)
        desk.cases.plan(number, "more", day(2))
        desk.contacts.add(number, new_attempt(reply_by=day(1), result="bounced"))
    assert cost() == small <= 16


def test_a_clock_set_back_takes_nothing_away(desk: Desk, clock: Clock, case: str) -> None:
    attempt = desk.contacts.add(case, new_attempt())
    desk.contacts.add_reply(attempt, NewOutcome(note="Yes"), case)
    desk.cases.plan(case, "call", day(1))
    clock.moment -= dt.timedelta(days=400)
    seen = desk.today.show()
    assert [line.note for line in seen.news] == ["Yes"]
    assert seen.due == ()
    assert seen.next_due == TODAY + dt.timedelta(days=1)
    desk.today.mark_all_seen()
    assert desk.today.show().news == ()
