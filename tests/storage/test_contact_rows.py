"""The searchable side of the contact register: numbers, reminders, places of mail, and who stands where."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.factories.rows import SHA, a_case, a_party, a_seller, an_entry, an_identifier, an_item, uid
from xborder_desk.domain.contacts import REPLY, RESULT
from xborder_desk.domain.errors import NotFoundError
from xborder_desk.storage.models import Staff
from xborder_desk.storage.queries import contacts

if TYPE_CHECKING:
    from xborder_desk.storage.office import Office

DAY = dt.date(2026, 11, 23)
NEXT_DAY = DAY + dt.timedelta(days=1)


def test_attempts_are_counted_by_case_and_results_are_none(office: Office) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow), a_case(uow, 2)
        assert (contacts.made(uow, case.id), contacts.next_no(uow, case.id)) == (0, "A-01")
        an_entry(uow, case, "x", no="A-01", channel="email")
        an_entry(uow, case, "x", RESULT, result="bounced")
        an_entry(uow, case, "x", REPLY)
        an_entry(uow, other, "y", no="A-01")
        assert (contacts.made(uow, case.id), contacts.next_no(uow, case.id)) == (1, "A-02")
    assert [contacts.number_of(one) for one in (1, 99, 100, 12345)] == ["A-01", "A-99", "A-100", "A-12345"]


def test_an_attempt_is_found_by_case_and_number_alone(office: Office) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow), a_case(uow, 2)
        mine = an_entry(uow, case, "x", no="A-01")
        an_entry(uow, case, "x", RESULT, result="bounced")
        theirs = an_entry(uow, other, "y", no="A-01")
        assert contacts.find_attempt(uow, "2026-0001", "A-01") == (case, mine)
        assert contacts.find_attempt(uow, "2026-0002", "A-01") == (other, theirs)
        for number, attempt in (("2026-0001", "A-02"), ("2026-0003", "A-01"), ("2026-0001", ""), ("", "")):
            with pytest.raises(NotFoundError) as told:
                contacts.find_attempt(uow, number, attempt)
            assert told.value.fields == {"number": attempt, "case": number}


def test_parties_come_with_every_address_and_those_without_any_too(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        consumer, seller = a_party(uow, case, 2, "consumer", "Erika"), a_party(uow, case, 1, name="深圳")
        a_party(uow, case, 3, "carrier", "Gone", removed_at=uow.now)
        item = an_item(uow, case, 7)
        more = {"party_id": seller.id, "origin": "imprint", "origin_evidence_id": item.id, "seen_on": DAY}
        an_identifier(uow, "email", "Shop@x.example", **more)
        an_identifier(uow, "phone", "1", party_id=seller.id, removed_at=uow.now)
        an_identifier(uow, "fax", "2", party_id=seller.id)
        found = contacts.parties_by_address(uow, case.id)
        assert [(one.number, one.role, one.kind, one.raw, one.normal) for one in found] == [
            ("P-01", "seller", "email", "Shop@x.example", "shop@x.example"),
            ("P-01", "seller", "fax", "2", "2"),
            ("P-02", "consumer", "", "", ""),
        ]
        assert (found[0].origin, found[0].evidence, found[0].seen_on) == ("imprint", "E-07", DAY)
        assert (found[2].party_uid, found[2].name) == (consumer.uid, "Erika")


def test_whether_an_address_is_alive_is_written_on_all_that_are_the_same_in_the_case(office: Office) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow), a_case(uow, 2)
        one, two = a_party(uow, case, 1), a_party(uow, case, 2, "platform")
        apart = a_party(uow, other, 1)
        rows = [an_identifier(uow, "email", "A@x", party_id=party.id) for party in (one, two, apart)]
        different = an_identifier(uow, "email", "b@x", party_id=one.id)
        contacts.set_state(uow, case.id, "a@x", "dead", "attempt")
        for row in (*rows, different):
            uow.session.refresh(row)
        assert [row.state for row in rows] == ["dead", "dead", ""]
        assert [row.version for row in rows] == [2, 2, 1]
        assert (rows[0].state_attempt_uid, different.state) == ("attempt", "")


def test_items_with_the_same_bytes_come_oldest_first_and_parts_are_none(office: Office) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow), a_case(uow, 2)
        first, second = an_item(uow, case, 1), an_item(uow, case, 2)
        an_item(uow, case, 3, sha256="b" * 64)
        an_item(uow, case, 4, parent_id=first.id)
        an_item(uow, other, 1)
        assert contacts.items_with_bytes(uow, case.id, SHA) == [first.uid, second.uid]
        assert contacts.items_with_bytes(uow, case.id, "c" * 64) == []


def test_the_first_party_of_a_role_says_the_country(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        a_party(uow, case, 1, country="XX", removed_at=uow.now)
        a_party(uow, case, 3, country="FR")
        a_party(uow, case, 2, country="CN")
        assert contacts.country_of(uow, " 2026-0001 ", "seller") == "CN"
        assert contacts.country_of(uow, "2026-0001", "consumer") == ""
        assert contacts.country_of(uow, "2026-0009", "seller") == ""
        assert contacts.party_uid(uow, case.id, "P-02") == "c1-p2"
        assert contacts.party_uid(uow, case.id, "P-09") == ""


def test_an_answer_is_due_until_it_came_and_a_step_until_the_next_attempt(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow, title="Lamp")
        an_entry(uow, case, "a", no="A-01", channel="email", address="x", reply_by=DAY, party_uid="p")
        an_entry(uow, case, "b", no="A-02", channel="letter", reply_by=DAY, party_uid="q")
        an_entry(uow, case, "b", REPLY)
        an_entry(uow, case, "c", no="A-03", reply_by=NEXT_DAY, party_uid="r")
        planned = {"next_due": (DAY - dt.timedelta(days=3)).isoformat(), "next_step": "ring again"}
        an_entry(uow, case, "d", no="A-04", channel="phone", party_uid="s", line=planned)
        an_entry(uow, case, "e", no="A-05", channel="phone", party_uid="t", line=planned)
        an_entry(uow, case, "f", no="A-06", channel="phone", party_uid="t")  # it was done
        due = contacts.reminders(uow, DAY)
        assert [(one.attempt, one.kind, one.due, one.text) for one in due] == [
            ("A-04", "next", DAY - dt.timedelta(days=3), "ring again"),
            ("A-01", "answer", DAY, ""),
        ]
        assert (due[1].case, due[1].case_title, due[1].channel, due[1].address) == (
            "2026-0001",
            "Lamp",
            "email",
            "x",
        )
        assert [one.attempt for one in contacts.reminders(uow, NEXT_DAY)] == ["A-04", "A-01", "A-03"]
        assert contacts.reminders(uow, DAY - dt.timedelta(days=4)) == []


def test_a_case_that_is_over_reminds_nobody_and_takes_no_mail(office: Office) -> None:
    with office.database.write() as uow:
        over = [
            a_case(uow, n, status=status) for n, status in enumerate(("settled", "closed", "withdrawn"), 1)
        ]
        for case in (*over, a_case(uow, 9, binned_at=uow.now)):
            party = a_party(uow, case, 1)
            an_identifier(uow, "email", "a@x", party_id=party.id)
            step = {"next_due": DAY.isoformat()}
            an_entry(uow, case, f"a{case.id}", no="A-01", reply_by=DAY, line=step, message_id=f"{case.id}@x")
        assert contacts.reminders(uow, DAY) == []
        assert contacts.places_of_mail(uow) == contacts.MailPlaces({}, {})


def test_mail_belongs_where_the_other_side_is_known_by_it(office: Office) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow), a_case(uow, 2)
        for number, (one, role, gone) in enumerate(
            [
                (case, "seller", False),
                (other, "platform", False),
                (case, "consumer", False),
                (case, "representative", False),
                (case, "witness", False),
                (other, "seller", True),
            ],
            1,
        ):
            party = a_party(uow, one, number, role, removed_at=uow.now if gone else None)
            an_identifier(
                uow, "email", "same@x" if role in {"seller", "platform"} else "own@x", party_id=party.id
            )
            an_identifier(uow, "phone", "1", party_id=party.id)
            an_identifier(uow, "email", "old@x", party_id=party.id, removed_at=uow.now)
        an_entry(uow, case, "a", no="A-01", message_id="one@x")
        an_entry(uow, other, "b", no="A-01", message_id="two@x")
        an_entry(uow, other, "c", no="A-02")
        places = contacts.places_of_mail(uow)
        assert places.by_id == {"one@x": "2026-0001", "two@x": "2026-0002"}
        assert places.by_address == {"same@x": {"2026-0001", "2026-0002"}}


def test_the_cases_of_a_seller_come_in_order_each_once(office: Office) -> None:
    with office.database.write() as uow:
        seller, nobody = a_seller(uow, "Lampix"), a_seller(uow, "Zortan")
        second, first = a_case(uow, 12), a_case(uow, 3)
        binned = a_case(uow, 4, binned_at=uow.now)
        a_party(uow, second, 5, seller_id=seller.id)
        a_party(uow, second, 2, seller_id=seller.id)
        a_party(uow, first, 1, seller_id=seller.id)
        a_party(uow, first, 2, seller_id=nobody.id, removed_at=uow.now)
        a_party(uow, binned, 1, seller_id=seller.id)
        number = f"S-{seller.id:04d}"
        for typed in (number, number.lower(), f"s{seller.id}", f"  {number} ", seller.uid):
            assert contacts.cases_of_seller(uow, typed) == [("2026-0003", "P-01"), ("2026-0012", "P-02")]
        assert contacts.cases_of_seller(uow, nobody.uid) == []
        for typed in ("S-0999", "", "Lampix", "S-"):
            with pytest.raises(NotFoundError) as told:
                contacts.cases_of_seller(uow, typed)
            assert told.value.fields["number"] == (typed or "–")


def test_who_somebody_is_and_who_stands_for_whom(office: Office) -> None:
    with office.database.write() as uow:
        uow.session.add(Staff(name="Jana Weiß", function="Juristin"))
        case = a_case(uow)
        consumer = a_party(uow, case, 1, "consumer", "Erika")
        for number, name in ((3, "Anwältin"), (2, "Vater")):
            a_party(uow, case, number, "representative", name, represents_id=consumer.id)
        a_party(uow, case, 4, "representative", "Früher", represents_id=consumer.id, removed_at=uow.now)
        uow.flush()
        assert contacts.function_of(uow, "Jana Weiß") == "Juristin"
        assert contacts.function_of(uow, "jana weiß") == ""
        assert contacts.representatives(uow, case.id, "P-01") == ["Vater", "Anwältin"]
        assert contacts.representatives(uow, case.id, "P-02") == []
        assert contacts.representatives(uow, case.id, "") == []


def test_the_normal_form_an_attempt_used(office: Office) -> None:
    with office.database.write() as uow:
        case, attempt = a_case(uow), uid()
        an_entry(uow, case, attempt, address="A@X", address_normal="a@x")
        an_entry(uow, case, attempt, RESULT, address_normal="b@x")
        an_entry(uow, case, "other", address_normal="")
        assert contacts.normals_of(uow, attempt) == ["a@x"]
        assert contacts.normals_of(uow, "other") == []
