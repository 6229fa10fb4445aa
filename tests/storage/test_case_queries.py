"""Cases as rows: numbered, listed, found by folded words, shown whole, and known on the other side."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.offices import copy_of, statements
from xborder_desk.domain.errors import NotFoundError
from xborder_desk.domain.folding import fold
from xborder_desk.storage.models import (
    Case,
    ContactEntry,
    Deadline,
    Evidence,
    Fact,
    FactProof,
    Identifier,
    Mandate,
    Note,
    Party,
    Task,
)
from xborder_desk.storage.queries import cases

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork

DAY = dt.date(2026, 11, 23)
SHA = "a" * 64
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)


def a_case(uow: UnitOfWork, title: str = "Lamp", *, year: int = 2026, **more: object) -> Case:
    """Add a case with the next number."""
    number, seq = cases.next_number(uow, year)
    case = Case(uid=f"c-{number}", number=number, year=year, seq=seq, title=title, status="new")
    case.created_at = case.updated_at = uow.now
    for name, value in more.items():
        setattr(case, name, value)
    uow.session.add(case)
    uow.flush()
    return case


def a_party(uow: UnitOfWork, case: Case, role: str, name: str, **more: object) -> Party:
    """Add a party with the next number."""
    party = Party(
        uid=f"{case.uid}-p{cases.next_party_no(uow, case.id)}", case_id=case.id, role=role, name=name
    )
    party.no, party.name_key = cases.next_party_no(uow, case.id), fold(name)
    for attribute, value in more.items():
        setattr(party, attribute, value)
    uow.session.add(party)
    uow.flush()
    return party


def an_item(uow: UnitOfWork, case: Case, no: int, **more: object) -> Evidence:
    """Add an item."""
    item = Evidence(uid=f"{case.uid}-e{no}", case_id=case.id, no=f"E-{no:02d}", position=no, sha256=SHA)
    item.size, item.filename, item.acquired_at = 1, "a.txt", uow.now
    for name, value in more.items():
        setattr(item, name, value)
    uow.session.add(item)
    uow.flush()
    return item


def test_numbers_run_on_in_each_year_and_leave_no_gap_for_a_case_in_the_bin(office: Office) -> None:
    with office.database.write() as uow:
        assert cases.next_number(uow, 2026) == ("2026-0001", 1)
        a_case(uow, binned_at=uow.now)
        a_case(uow, year=2025)
        assert cases.next_number(uow, 2026) == ("2026-0002", 2)
        assert cases.next_number(uow, 2025) == ("2025-0002", 2)
        assert cases.next_number(uow, 2024) == ("2024-0001", 1)
        assert cases.count(uow) == 2


def test_after_nine_thousand_cases_numbers_grow_longer(office: Office) -> None:
    with office.database.write() as uow:
        a_case(uow)
        uow.session.query(Case).update({"seq": 9999, "number": "2026-9999"})
        assert cases.next_number(uow, 2026) == ("2026-10000", 10000)


@pytest.mark.parametrize("typed", ["2026-0001", "  2026-0001\n"])
def test_a_case_is_found_by_its_number_however_it_is_spaced(office: Office, typed: str) -> None:
    with office.database.write() as uow:
        made = a_case(uow)
        assert cases.find(uow, typed) is made
        assert cases.view(uow, typed).number == "2026-0001"


@pytest.mark.parametrize("typed", ["", "2026-0002", "2026-1", "%", "2026-000_", "' OR 1=1 --"])
def test_a_case_that_is_not_there_is_named(office: Office, typed: str) -> None:
    with office.database.write() as uow:
        a_case(uow)
        for look in (cases.find, cases.view):
            with pytest.raises(NotFoundError) as told:
                look(uow, typed)
            assert told.value.fields["number"] == typed.strip()


def test_the_list_row_counts_what_is_in_the_case_and_nothing_that_was_taken_out(office: Office) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow, amount=Decimal("129.90"), currency="EUR"), a_case(uow, "Other")
        a_party(uow, case, "seller", "Gone", removed_at=uow.now)
        a_party(uow, case, "seller", "深圳灯具", country="CN")
        a_party(uow, case, "seller", "Second")
        a_party(uow, case, "consumer", "Zoë")
        an_item(uow, case, 1)
        an_item(uow, case, 2, removed_at=uow.now)
        an_item(uow, other, 1)
        uow.session.add_all(
            ContactEntry(
                uid=f"k{n}",
                case_id=case.id,
                line_seq=n,
                entry=entry,
                attempt_uid=f"k{n}",
            )
            for n, entry in enumerate(("attempt", "result", "attempt"), start=1)
        )
        uow.flush()
        (row,) = cases.rows(uow, [case.id])
    assert (row.seller, row.seller_country, row.consumer) == ("深圳灯具", "CN", "Zoë")
    assert (row.evidence, row.attempts) == (1, 2)
    assert (row.amount, row.currency) == (Decimal("129.90"), "EUR")
    assert row.next_due is None


@pytest.mark.parametrize(
    ("task", "deadline", "first"),
    [
        (None, None, None),
        (3, None, 3),
        (None, 5, 5),
        (3, 5, 3),
        (5, 3, 3),
        (4, 4, 4),
    ],
)
def test_the_next_due_day_is_the_sooner_of_task_and_deadline(
    office: Office, task: int | None, deadline: int | None, first: int | None
) -> None:
    def day(offset: int) -> dt.date:
        return DAY + dt.timedelta(days=offset)

    with office.database.write() as uow:
        case = a_case(uow)
        if task is not None:
            uow.session.add(Task(uid="t", case_id=case.id, text="Do", due_on=day(task)))
            uow.session.add(Task(uid="u", case_id=case.id, text="Done", due_on=day(0), done_at=uow.now))
        if deadline is not None:
            for uid, state, offset in (("d", "running", deadline), ("e", "gone", 0)):
                uow.session.add(
                    Deadline(
                        uid=uid,
                        case_id=case.id,
                        title="T",
                        rule="r",
                        due_on=day(offset),
                        state=state,
                    )
                )
        uow.flush()
        (row,) = cases.rows(uow, [case.id])
    assert row.next_due == (None if first is None else day(first))


def test_rows_come_in_the_order_that_was_asked_for_and_unknown_ids_are_left_out(office: Office) -> None:
    with office.database.write() as uow:
        made = [a_case(uow, f"Case {n}").id for n in range(8)]
        wanted = made[:]
        random.Random(7).shuffle(wanted)  # noqa: S311 - an order, no secret
        assert [row.id for row in cases.rows(uow, [*wanted, 999_999])] == wanted
        assert cases.rows(uow, []) == []
        assert cases.ids(uow) == made[::-1]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", True),
        ("lampe", True),
        ("LAMPE shein", True),
        ("zoe muller", True),
        ("Müller", True),
        ("深圳", True),
        ("114-3941", True),
        ("2026-0001", True),
        ("lampe amazon", False),
        ("%", False),
        ("lam_e", False),
        ("weg", False),
    ],
)
def test_words_are_found_folded_in_number_title_names_and_order(
    office: Office, typed: str, *, found: bool
) -> None:
    with office.database.write() as uow:
        case = a_case(uow, "Die Lampe flackert", platform="SHEIN", order_number="114-3941689")
        a_party(uow, case, "consumer", "Zoë Müller")
        a_party(uow, case, "seller", "深圳灯具", name_latin="Shenzhen Lamps")
        a_party(uow, case, "seller", "Weg damit", removed_at=uow.now)
        cases.refresh_keys(uow, case)
        uow.flush()
        assert cases.ids(uow, typed) == ([case.id] if found else [])


def test_the_bin_and_the_states_are_lists_of_their_own(office: Office) -> None:
    with office.database.write() as uow:
        here, there = a_case(uow, status="closed"), a_case(uow, binned_at=uow.now)
        assert cases.ids(uow) == [here.id]
        assert cases.ids(uow, binned=True) == [there.id]
        assert cases.ids(uow, status="closed") == [here.id]
        assert cases.ids(uow, status="new") == []


def test_the_whole_case_shows_its_things_in_order_without_what_was_removed(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        party = a_party(uow, case, "seller", "S", country="CN")
        item = an_item(uow, case, 1)
        uow.session.add_all(
            [
                Identifier(
                    uid="i1", party_id=party.id, kind="email", raw="A@b.example", normal="a@b.example",
                    origin_evidence_id=item.id, origin_place={"page": 3},
                ),
                Identifier(uid="i2", party_id=party.id, kind="p", raw="1", normal="1", removed_at=uow.now),
            ]
        )  # fmt: skip
        for no, (day, removed) in enumerate(
            ((DAY, False), (None, False), (DAY.replace(day=1), False), (DAY, True))
        ):
            uow.session.add(
                Fact(
                    uid=f"f{no}", case_id=case.id, no=no + 1, text=f"Fact {no}", on=day, precision="day",
                    removed_at=uow.now if removed else None,
                )
            )  # fmt: skip
        uow.flush()
        fact = uow.session.query(Fact).filter_by(no=1).one()
        uow.session.add(FactProof(fact_id=fact.id, evidence_id=item.id, page=2))
        uow.session.add_all(
            Note(uid=f"n{n}", case_id=case.id, text=f"Note {n}", by="J", at=uow.now + dt.timedelta(minutes=n))
            for n in range(3)
        )
        uow.session.add(
            Mandate(uid="m", case_id=case.id, party_id=party.id, kind="mandate", given_on=DAY, scope="all")
        )
        uow.flush()
        seen = cases.view(uow, case.number)
    assert [fact.text for fact in seen.facts] == ["Fact 2", "Fact 0", "Fact 1"]
    assert [(proof.evidence, proof.page) for proof in seen.facts[1].proofs] == [("E-01", 2)]
    assert [note.text for note in seen.notes] == ["Note 2", "Note 1", "Note 0"]
    (only,) = seen.parties
    assert [(one.raw, one.origin_evidence, one.origin_page) for one in only.identifiers] == [
        ("A@b.example", "E-01", 3)
    ]
    assert [(one.party, one.scope, one.evidence) for one in seen.mandates] == [("P-01", "all", "")]
    assert seen.of_role("seller") is only
    assert seen.of_role("carrier") is None


def test_the_queries_of_a_case_do_not_grow_with_it(office: Office) -> None:
    counts = []
    for size in (1, 30):
        with office.database.write() as uow:
            case = a_case(uow)
            for number in range(size):
                a_party(uow, case, "carrier", f"C{number}")
                an_item(uow, case, number + 1)
                uow.session.add(Note(uid=f"{size}-{number}", case_id=case.id, text="n", by="J", at=uow.now))
            uow.commit()
        with office.database.read() as uow, statements(office.database.engine) as sent:
            cases.view(uow, case.number)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 8


def test_a_name_on_the_other_side_of_another_case_is_a_conflict(office: Office) -> None:
    with office.database.write() as uow:
        ours, theirs = a_case(uow, "Ours"), a_case(uow, "Theirs")
        a_party(uow, ours, "consumer", "ACME GmbH")
        a_party(uow, theirs, "seller", "Acme GmbH")
        a_party(uow, theirs, "seller", "ACME GMBH", removed_at=uow.now)
        a_party(uow, theirs, "witness", "Acme GmbH")
        (found,) = cases.conflicts(uow, ours.id, fold("acme gmbh"), ("seller",))
        assert (found.name, found.role, found.case) == ("Acme GmbH", "seller", theirs.number)
        assert cases.conflicts(uow, theirs.id, fold("acme gmbh"), ("seller",)) == []
        assert cases.conflicts(uow, ours.id, fold("acme gmbh"), ("carrier",)) == []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    titles=st.lists(
        st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30),
        min_size=1,
        max_size=6,
    )
)
def test_every_case_is_found_by_every_word_of_its_title(
    blank: Path, tmp_path_factory: pytest.TempPathFactory, titles: list[str]
) -> None:
    office = copy_of(blank, tmp_path_factory.mktemp("cases") / "office")
    try:
        with office.database.write() as uow:
            for title in titles:
                case = a_case(uow, title)
                cases.refresh_keys(uow, case)
                uow.flush()
                for word in title.split():
                    assert case.id in cases.ids(uow, word), (title, word)
    finally:
        office.close()
