"""The unit of work: nothing is kept without commit, writers take turns, faults become sentences."""

from __future__ import annotations

import datetime as dt
import threading
import time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from tests.factories.offices import ACTOR, START, copy_of, row_counts, shared_office
from xborder_desk.domain.errors import ConflictError, DiskFullError, OfficeBusyError, OfficeError
from xborder_desk.storage import engine as engines
from xborder_desk.storage.engine import postgres_engine
from xborder_desk.storage.models import OfficeInfo, Setting
from xborder_desk.storage.uow import Database, iso_utc, utc_now

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories.offices import Clock
    from xborder_desk.storage.office import Office


def test_leaving_without_commit_takes_everything_back(office: Office) -> None:
    before = row_counts(office)
    with office.database.write() as uow:
        uow.session.add(Setting(key="a", value={}))
        uow.flush()
        uow.record("audit", "office", "something")
    assert row_counts(office) == before


def test_an_error_takes_everything_back_and_goes_on(office: Office) -> None:
    before = row_counts(office)

    def fail() -> None:
        with office.database.write() as uow:
            uow.session.add(Setting(key="a", value={}))
            uow.record("audit", "office", "something")
            msg = "ours"
            raise LookupError(msg)

    with pytest.raises(LookupError, match="ours"):
        fail()
    assert row_counts(office) == before


def test_commit_keeps_and_a_new_transaction_begins(office: Office) -> None:
    with office.database.write() as uow:
        uow.session.add(Setting(key="kept", value={"a": 1}))
        uow.commit()
        uow.session.add(Setting(key="lost", value={}))
        uow.flush()
    with office.database.read() as uow:
        assert list(uow.session.scalars(select(Setting.key))) == ["kept"]


def test_all_of_one_work_has_one_moment_and_one_person(office: Office, clock: Clock) -> None:
    clock.moment = START
    with office.database.write() as uow:
        one = uow.record("audit", "office", "first", "s1", more=[1, "ß"])
        other = uow.record("audit", "office", "second")
        uow.commit()
    assert one.at == other.at == "2026-03-02T09:00:00.000Z"
    told = {"at": one.at, "actor": ACTOR, "action": "first", "subject": "s1", "more": [1, "ß"]}
    assert one.values() == told
    assert (other.seq, other.prev) == (one.seq + 1, one.hash)


def test_moments_are_written_in_utc_with_milliseconds() -> None:
    east = dt.timezone(dt.timedelta(hours=8))
    assert iso_utc(dt.datetime(2026, 3, 1, 7, 0, 0, 123_999, tzinfo=east)) == "2026-02-28T23:00:00.123Z"
    assert utc_now().tzinfo is dt.UTC


def test_writers_take_turns(office: Office) -> None:
    """Two threads read, think and write; without turns one of the sums would be lost."""
    with office.database.write() as uow:
        uow.session.add(OfficeInfo(key="sum", value="0"))
        uow.commit()

    def add_ten() -> None:
        for _ in range(10):
            with office.database.write() as uow:
                row = uow.session.get_one(OfficeInfo, "sum")
                time.sleep(0.001)
                row.value = str(int(row.value) + 1)
                uow.record("audit", "office", "added")
                uow.commit()

    threads = [threading.Thread(target=add_ten) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with office.database.read() as uow:
        assert uow.session.get_one(OfficeInfo, "sum").value == "30"
        seqs = list(uow.session.scalars(text("SELECT seq FROM register_line ORDER BY seq")))
    assert seqs == list(range(1, 32))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_patience_ends_in_a_sentence(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(engines, "_PRAGMAS", (*engines._PRAGMAS[:-1], "PRAGMA busy_timeout=200"))
    if kind == "sqlite":
        office = copy_of(request.getfixturevalue("blank"), tmp_path / "office")
    else:
        monkeypatch.setattr(engines, "PATIENCE_SECONDS", 1)
        office = shared_office(request.getfixturevalue("blank_url"), tmp_path / "office")
    before = row_counts(office)
    with (
        office.database.write(),
        pytest.raises(OfficeBusyError, match="writing to this office"),
        office.database.write(),
    ):
        pytest.fail("two writers at once")
    with office.database.read() as uow:
        assert uow.session.get(OfficeInfo, "zone") is not None
    assert row_counts(office) == before
    office.close()


def test_a_row_that_somebody_else_changed_is_refused_and_not_overwritten(office: Office) -> None:
    with office.database.write() as uow:
        uow.session.add(Setting(key="a", value={"by": "nobody"}))
        uow.commit()
    with office.database.read() as uow:
        seen = uow.session.get_one(Setting, "a")
        uow.session.expunge(seen)
    with office.database.write() as uow:
        uow.session.get_one(Setting, "a").value = {"by": "them"}
        uow.commit()

    def change_what_was_seen() -> None:
        with office.database.write() as uow:
            uow.session.add(seen)
            seen.value = {"by": "me"}
            uow.commit()

    with pytest.raises(ConflictError, match="in the meantime"):
        change_what_was_seen()
    with office.database.read() as uow:
        assert uow.session.get_one(Setting, "a").value == {"by": "them"}


def test_a_full_disk_is_a_sentence_and_the_reserve_is_given_up(embedded: Office) -> None:
    (embedded.folder / "reserve").write_bytes(bytes(1000))
    before = row_counts(embedded)

    def fill() -> None:
        with embedded.database.write() as uow:
            pages = uow.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            uow.connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 1}")
            uow.session.add_all(Setting(key=str(n), value={"x": "x" * 9000}) for n in range(9))
            uow.commit()

    with pytest.raises(DiskFullError, match="Nothing was changed"):
        fill()
    assert not (embedded.folder / "reserve").exists()
    embedded.database.engine.dispose()
    assert row_counts(embedded) == before


def test_a_database_that_is_not_there_is_a_sentence() -> None:
    """A connection that cannot even be made fails as clearly as one that breaks."""
    gone = Database(postgres_engine("postgresql+psycopg://app@127.0.0.1:9/none?connect_timeout=1"), actor="A")
    for begin in (gone.read, gone.write):
        with pytest.raises(OfficeError, match="cannot be reached"), begin():
            pytest.fail("there is nobody")
    gone.close()
