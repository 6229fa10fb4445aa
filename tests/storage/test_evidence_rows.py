"""Items of evidence as the databases answer: numbers, order, parts, twins, texts, custody, gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.offices import statements
from tests.factories.rows import SHA, a_case, a_fact, an_entry, an_item
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.registers import AUDIT, CUSTODY
from xborder_desk.storage import registers
from xborder_desk.storage.models import EvidenceText, FactProof
from xborder_desk.storage.queries import checks, evidence, evidence_bin, intake, texts

if TYPE_CHECKING:
    from xborder_desk.storage.models import Case, Evidence
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork

OTHER = "b" * 64


def a_part(uow: UnitOfWork, whole: Evidence, case: Case, number: int, **more: object) -> Evidence:
    """Add something found inside an item."""
    no = f"{whole.no}.{number}"
    values = {"uid": f"{case.uid}-{no}", "no": no, "parent_id": whole.id, **more}
    return an_item(uow, case, whole.position, **values)


def a_text(uow: UnitOfWork, item: Evidence, page: int, text: str, origin: str = "file") -> None:
    uow.session.add(EvidenceText(evidence_id=item.id, origin=origin, page=page, text=text))
    uow.flush()


@pytest.mark.parametrize(
    "typed", ["2026-0001/E-02", "2026-0001:E-02", " e-02 ", "E-2", "E-002", "2026-0001/e-2", "c1-e2"]
)
def test_an_item_is_found_however_it_is_named(office: Office, typed: str) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow, 1), a_case(uow, 2)
        an_item(uow, case, 1)
        wanted = an_item(uow, case, 2)
        an_item(uow, other, 2)
        assert evidence.find(uow, typed, "2026-0001").id == wanted.id
        assert evidence.find_own(uow, typed, "2026-0001").id == wanted.id


@pytest.mark.parametrize(
    "typed",
    ["", "E-", "E-0", "E-99", "2026-0002/E-01", "2026-0001/", "F-01", "E-1.1", "E-" + "9" * 40, "E-1.", "'"],
)
def test_an_item_that_is_not_there_is_named(office: Office, typed: str) -> None:
    with office.database.write() as uow:
        an_item(uow, a_case(uow), 1)
        with pytest.raises(NotFoundError, match="There is no evidence") as told:
            evidence.find(uow, typed, "2026-0001")
    assert told.value.fields["number"] == (typed or "—")


def test_a_short_number_without_its_case_is_nobodys(office: Office) -> None:
    with office.database.write() as uow:
        an_item(uow, a_case(uow), 1)
        with pytest.raises(NotFoundError):
            evidence.find(uow, "E-01")
        assert evidence.find(uow, "2026-0001/E-01").no == "E-01"


def test_an_item_of_another_case_is_not_ones_own(office: Office) -> None:
    with office.database.write() as uow:
        a_case(uow, 1)
        theirs = an_item(uow, a_case(uow, 2), 1)
        for typed in ("2026-0002/E-01", theirs.uid):
            assert evidence.find(uow, typed, "2026-0001").id == theirs.id
            with pytest.raises(BadInputError, match="belongs to another case") as told:
                evidence.find_own(uow, typed, "2026-0001", field="paper")
            assert told.value.field == "paper"


def test_parts_of_parts_are_found_and_stand_behind_their_whole(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        mail = an_item(uow, case, 1)
        second = an_item(uow, case, 2)
        archive = a_part(uow, mail, case, 1)
        inner = a_part(uow, archive, case, 3)
        a_part(uow, mail, case, 2, removed_at=uow.now)
        assert evidence.find(uow, "E-1.1.3", case.number).id == inner.id
        rows = evidence.rows(uow, case.id)
        assert [(one.number, one.part_of) for one in rows] == [
            ("E-01", ""),
            ("E-01.1", "E-01"),
            ("E-01.1.3", "E-01.1"),
            ("E-02", ""),
        ]
        assert evidence.with_parts(uow, mail.id)[0].number == "E-01"
        assert {one.number for one in evidence.with_parts(uow, mail.id)} >= {"E-01.1", "E-01.1.3"}
        assert [one.number for one in evidence.parts_of(uow, mail.id)] == ["E-01.1"]
        assert evidence.parts_of(uow, second.id) == []
        assert evidence.place(uow, inner.id).position == 1
        assert evidence.next_position(uow, case.id) == 3


def test_the_same_bytes_are_twins_of_the_first_in_their_own_case_alone(office: Office) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow, 1), a_case(uow, 2)
        an_item(uow, case, 1, sha256=SHA)
        an_item(uow, case, 2, sha256=OTHER)
        an_item(uow, case, 3, sha256=SHA)
        an_item(uow, case, 4, sha256=SHA, derived_from_id=evidence.find(uow, "E-2", case.number).id)
        an_item(uow, other, 1, sha256=SHA)
        rows = evidence.rows(uow, case.id)
        assert [(one.duplicate_of, one.derived_from) for one in rows] == [
            ("", ""),
            ("", ""),
            ("E-01", ""),
            ("E-01", "E-02"),
        ]
        assert [one.duplicate_of for one in evidence.rows(uow, other.id)] == [""]
        assert evidence.row(uow, evidence.find(uow, "E-4", case.number).id).derived_from == "E-02"


def test_pages_are_told_in_order_with_the_files_own_words_first(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        item, bare = an_item(uow, case, 1), an_item(uow, case, 2)
        a_text(uow, item, 4, "vier")
        a_text(uow, item, 1, "", "file")
        a_text(uow, item, 1, "eins gelesen", "ocr")
        a_text(uow, item, 2, "zwei", "file")
        a_text(uow, item, 2, "zwei gelesen", "ocr")
        expected = ("eins gelesen", "zwei", "", "vier")
        assert evidence.page_texts(uow, item.id) == expected
        assert evidence.page_texts(uow, bare.id) == ()
        assert evidence.texts_of_case(uow, case.id) == {item.id: list(expected)}


def test_reading_again_replaces_the_files_words_and_leaves_the_recognised(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        item = an_item(uow, case, 1)
        evidence.insert_texts(uow, item.id, ["old", "older"])
        texts.keep_recognised(uow, item.id, 2, "scanned", "engine", 80)
        evidence.write_reading(uow, item.id, {"kind": "pdf", "state": "read", "pages": 1}, ["new"])
        assert evidence.page_texts(uow, item.id) == ("new", "scanned")
        uow.session.refresh(item)
        assert (item.kind, item.state, item.pages, item.version) == ("pdf", "read", 1, 2)
        evidence.write_reading(uow, item.id, {"state": "unreadable"}, [])
        assert evidence.page_texts(uow, item.id) == ("", "scanned")


def test_only_blanks_are_filled(office: Office) -> None:
    with office.database.write() as uow:
        item = an_item(uow, a_case(uow), 1, title="Kept")
        evidence.fill_blank(uow, item.id, {"title": "Other", "language": "de", "source": "seller"})
        row = evidence.row(uow, item.id)
        assert (row.title, row.language, row.source) == ("Kept", "de", "seller")


def test_what_waits_to_be_read_is_what_is_kept_and_not_taken_off(office: Office) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow, 1), a_case(uow, 2)
        waiting = an_item(uow, case, 1)
        an_item(uow, case, 2, state="read")
        an_item(uow, case, 3, removed_at=uow.now)
        theirs = an_item(uow, other, 1)
        assert evidence.unread(uow) == [waiting.id, theirs.id]
        assert evidence.unread(uow, case.id) == [waiting.id]
        assert evidence.count(uow) == 4
        assert [one[:2] for one in evidence.hashes(uow, case.id)] == [
            ("2026-0001", f"E-0{number}") for number in (1, 2, 3)
        ]
        assert len(evidence.hashes(uow)) == 4  # what was taken off has bytes to be checked too


def test_custody_tells_each_item_apart_oldest_first(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        for running in (1, 2):
            an_item(uow, case, running)
        for action, subject in (
            ("import", "c1-e1"),
            ("import", "c1-e2"),
            ("read", "c1-e1"),
            ("export", "c1-e1"),
        ):
            uow.record(CUSTODY, case.uid, action, subject, pages=3)
        uow.record(AUDIT, case.uid, "item_described", "c1-e1")
        events = evidence.custody(uow, "c1-e1")
        assert [one.action for one in events] == ["import", "read", "export"]
        assert {one.details["pages"] for one in events} == {3}
        assert set(events[0].details) == {"pages"}
        whole = evidence.custody_of_case(uow, case.uid)
        assert {uid: len(found) for uid, found in whole.items()} == {"c1-e1": 3, "c1-e2": 1}
        assert tuple(whole["c1-e1"]) == events


def test_custody_that_was_lawfully_erased_still_says_that_something_happened(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        an_item(uow, case, 1)
        line = uow.record(CUSTODY, case.uid, "import", "c1-e1", sha256=SHA, filename="Anna.pdf")
        registers.erase(uow.connection, line, "Jana", line.at, "Article 17")
        assert list(registers.check(uow.connection)) == []
        assert list(checks.custody(uow)) == []
        left = registers.lines_about(uow.connection, "c1-e1", CUSTODY)
        assert [one.content for one in left] == [None]


def test_what_proves_something_is_told_with_its_parts(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        mail, free = an_item(uow, case, 1), an_item(uow, case, 2)
        part = a_part(uow, mail, case, 1)
        fact, gone = a_fact(uow, case, 1), a_fact(uow, case, 2, removed_at=uow.now)
        for one, item in ((fact, part), (gone, free)):
            uow.session.add(FactProof(fact_id=one.id, evidence_id=item.id))
        proof = [{"evidence": "E-01.1", "sha256": SHA}]
        an_entry(
            uow, case, "a", no="A-01", channel="email", address="a@b.example",
            line={"number": "A-01", "proofs": proof, "started_at": "2026-01-01T00:00:00Z"},
        )  # fmt: skip
        assert evidence_bin.proves(uow, case, mail) == ["F-01", "A-01"]
        assert evidence_bin.proves(uow, case, part) == ["F-01", "A-01"]
        assert evidence_bin.proves(uow, case, free) == []


def test_an_item_goes_and_comes_with_its_family_and_counts_once(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        mail = an_item(uow, case, 1)
        a_part(uow, a_part(uow, mail, case, 1), case, 1)
        an_item(uow, case, 2)
        assert evidence_bin.mark(uow, mail.id, uow.now)
        assert not evidence_bin.mark(uow, mail.id, uow.now)
        assert [one.number for one in evidence.rows(uow, case.id)] == ["E-02"]
        assert evidence_bin.ids(uow, case.id) == [mail.id]
        assert evidence_bin.mark(uow, mail.id, None)
        assert not evidence_bin.mark(uow, mail.id, None)
        assert len(evidence.rows(uow, case.id)) == 4
        assert evidence_bin.ids(uow, case.id) == []


def test_entering_takes_odd_names_and_leaves_nothing_out(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        stored = type("Stored", (), {"sha256": SHA, "size": 3})()
        for name in ("a\udcff.txt", "x" * 5000, "名\u202eexe.txt", ""):
            key, uid, number = intake.enter_item(
                uow, case.id, case.uid, stored, name, method="drop", path="p"
            )
            row = evidence.row(uow, key)
            assert (row.number, row.uid, row.method) == (number, uid, "drop")
            row.filename.encode()
            assert len(row.filename) <= 1000
            (event,) = evidence.custody(uow, uid)
            assert (event.action, event.details["path"]) == ("import", "p")
        assert list(checks.custody(uow)) == []
        assert evidence.next_position(uow, case.id) == 5


def test_the_cost_of_a_list_does_not_grow_with_it(office: Office) -> None:
    def cost(uow: UnitOfWork, case: Case) -> int:
        with statements(office.database.engine) as sent:
            evidence.rows(uow, case.id)
            evidence.texts_of_case(uow, case.id)
            evidence.custody_of_case(uow, case.uid)
        return len(sent)

    with office.database.write() as uow:
        case = a_case(uow)
        an_item(uow, case, 1)
        small = cost(uow, case)
        for running in range(2, 40):
            item = an_item(uow, case, running)
            a_text(uow, item, 1, "text")
            uow.record(CUSTODY, case.uid, "import", item.uid)
        assert cost(uow, case) == small == 3
