"""Evidence: taken in whole, one by one, handed out and verified; what goes wrong is said of each file."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any, cast

import pytest

from tests.factories.cases import add_evidence, open_case, write_files
from tests.factories.offices import ACTOR, Clock, Inline, row_counts
from xborder_desk.domain.errors import BadInputError, DiskFullError, FileError, NotFoundError
from xborder_desk.domain.registers import CUSTODY
from xborder_desk.jobs.context import Cancelled, JobContext, Progress
from xborder_desk.pipelines.ingest import expand
from xborder_desk.services.evidence import Evidence
from xborder_desk.storage import registers
from xborder_desk.storage.blobs import FolderStore

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.jobs.apart import Apart
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

MAIL = b"""From: Shop <info@shop.example>\r
To: zoe@example.org\r
Subject: Your order\r
Date: Mon, 05 Jan 2026 10:00:00 +0100\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary=b\r
\r
--b\r
Content-Type: text/plain\r
\r
On its way.\r
--b\r
Content-Type: text/plain; name="../../label.txt"\r
Content-Disposition: attachment; filename="../../label.txt"\r
\r
parcel 7\r
--b--\r
"""


@pytest.fixture
def case(desk: Desk) -> str:
    return open_case(desk)


def custody(office: Office, case_uid: str) -> list[dict[str, object]]:
    with office.database.read() as uow:
        return [line.values() for line in registers.lines(uow.connection, case_uid, CUSTODY)]


def test_a_file_is_an_item_with_its_hash_its_line_and_its_words(
    desk: Desk, case: str, tmp_path: Path, clock: Clock
) -> None:
    began = clock.moment
    (file,) = write_files(tmp_path / "in", receipt="Bezahlt: 249,90 €")
    (added,) = add_evidence(desk, case, [file])
    row = added.row
    assert row is not None
    assert added.fault is None
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    assert (row.number, row.sha256, row.size, row.state, row.kind) == (
        "E-01",
        sha256,
        file.stat().st_size,
        "read",
        "text",
    )
    assert (row.filename, row.method, row.source, row.acquired_by) == (
        "receipt.txt",
        "drop",
        "consumer",
        ACTOR,
    )
    assert row.acquired_at >= began
    shown = desk.evidence.show(f"{case}/E-01")
    assert (shown.case, shown.page_texts) == (case, ("Bezahlt: 249,90 €",))
    (event,) = shown.custody
    assert (event.action, event.actor, event.details["sha256"], event.details["size"]) == (
        "import",
        ACTOR,
        sha256,
        row.size,
    )
    assert desk.evidence.path_for_reading("E-01", case).read_bytes() == file.read_bytes()
    assert desk.offices.check(JobContext()).findings == ()


def test_a_mail_brings_its_attachment_as_a_part_that_stays_inside(
    desk: Desk, office: Office, case: str, tmp_path: Path
) -> None:
    (tmp_path / "mail.eml").write_bytes(MAIL)
    (added,) = add_evidence(desk, case, [tmp_path / "mail.eml"])
    assert [part.row.number for part in added.parts if part.row] == ["E-01.1"]
    whole, part = desk.evidence.list(case)
    assert (part.part_of, part.filename, whole.title) == ("E-01", "label.txt", "Your order")
    desk.evidence.export("E-01.1", tmp_path, case)
    assert (tmp_path / "label.txt").read_bytes().strip() == b"parcel 7"
    assert add_evidence(desk, case, write_files(tmp_path / "in", next="x"))[0].row is not None
    assert [row.number for row in desk.evidence.list(case)] == ["E-01", "E-01.1", "E-02"]
    assert len(custody(office, desk.cases.show(case).uid)) == 4


def test_every_fault_is_said_of_its_file_and_the_others_are_taken(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    good = write_files(folder, a="good", b="good too")
    bad = [folder / "gone.txt", folder / "a\0b", folder / ("x" * 4000)]
    if os.name == "posix":
        os.mkfifo(folder / "pipe")
        bad.append(folder / "pipe")
    added = add_evidence(desk, case, [good[0], *bad, good[1]])
    assert [one.path for one in added] == [good[0], *bad, good[1]]
    assert [one.row.number if one.row else "" for one in added] == ["E-01", *[""] * len(bad), "E-02"]
    assert all(isinstance(one.fault, FileError) and str(one.fault).endswith(".") for one in added[1:-1])
    assert desk.offices.check(JobContext()).findings == ()


def test_a_folder_stands_for_all_its_files_and_links_are_not_followed(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    write_files(folder / "b", two="2")
    write_files(folder / "a", one="1")
    if os.name == "posix":
        (folder / "a" / "link.txt").symlink_to(tmp_path / "office" / "office.db")
    added = add_evidence(desk, case, [folder])
    assert [one.path.name for one in added] == ["one.txt", "two.txt"]
    assert add_evidence(desk, case, [tmp_path / "in" / "none"])[0].fault is not None


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become nobody")
def test_a_folder_one_may_not_read_is_said(tmp_path: Path) -> None:
    write_files(tmp_path / "in" / "closed", one="1")
    (tmp_path / "in" / "closed").chmod(0)
    for folder in (tmp_path, *tmp_path.parents):
        if "pytest" in str(folder):
            folder.chmod(0o755)
    os.seteuid(65534)
    try:
        files = expand([tmp_path / "in"])
        with pytest.raises(FileError, match="no permission to read “closed”"):
            FolderStore(tmp_path).add(files[0])
    finally:
        os.seteuid(0)
    assert files == [tmp_path / "in" / "closed"]


@pytest.mark.skipif(os.name != "posix", reason="names of POSIX")
def test_names_that_are_no_text_and_the_longest_names_are_taken(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    names = [
        b"\xff\xfe.txt",
        "ä".encode() * 125 + b".txt",
        "\u202efdp.exe".encode(),
        b"new\nline.txt",
        b" .txt",
    ]
    paths = [tmp_path / os.fsdecode(name) for name in names]
    for path in paths:
        path.write_text("x", encoding="utf-8")
    added = add_evidence(desk, case, paths)
    assert [one.fault for one in added] == [None] * len(names)
    assert [row.number for row in desk.evidence.list(case)] == [f"E-{n:02d}" for n in range(1, 6)]
    out = tmp_path / os.fsdecode(b"out\xff")
    out.mkdir()
    for number in range(1, 6):
        desk.evidence.export(f"E-0{number}", out / f"{number}", case)
    assert desk.evidence.verify(case, JobContext()).ok


def test_the_same_bytes_twice_are_shown_as_such(desk: Desk, case: str, tmp_path: Path) -> None:
    add_evidence(desk, case, write_files(tmp_path / "in", a="same", b="same", c="other"))
    assert [row.duplicate_of for row in desk.evidence.list(case)] == ["", "E-01", ""]


def test_an_empty_file_is_kept_with_its_reason(desk: Desk, case: str, tmp_path: Path) -> None:
    (added,) = add_evidence(desk, case, write_files(tmp_path / "in", empty=""))
    assert added.row is not None
    assert (added.row.size, added.row.state) == (0, "unreadable")
    assert added.row.warnings != ()


def test_cancelling_keeps_what_was_taken_before(desk: Desk, case: str, tmp_path: Path) -> None:
    def stop(told: Progress) -> None:
        if told.done == 2:
            ctx.cancel()

    ctx = JobContext(stop)
    files = write_files(tmp_path / "in", a="1", b="2", c="3", d="4")
    with pytest.raises(Cancelled):
        desk.evidence.add_files(case, files, ctx)
    kept = [row.filename for row in desk.evidence.list(case)]
    assert kept[:2] == ["a.txt", "b.txt"]
    assert len(kept) <= 3
    assert desk.offices.check(JobContext()).findings == ()


class Stopped(Inline):
    """Is told to stop before it has read anything."""

    def run(self, *_given: Any, **_named: Any) -> Any:
        raise Cancelled


def test_what_was_kept_but_not_read_is_read_later(
    desk: Desk, office: Office, case: str, tmp_path: Path
) -> None:
    stopped = Evidence(office, cast("Apart", Stopped()))
    with pytest.raises(Cancelled):
        stopped.add_files(case, write_files(tmp_path / "in", a="words"), JobContext())
    (row,) = desk.evidence.list(case)
    assert (row.state, row.sha256) == ("kept", hashlib.sha256(b"words").hexdigest())
    assert desk.evidence.read_again(case, JobContext()) == 1
    assert desk.evidence.show("E-01", case).page_texts == ("words",)
    assert desk.evidence.read_again(case, JobContext()) == 0


def test_a_full_disk_is_said_and_the_reserve_given_up(
    desk: Desk, office: Office, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office.folder / "reserve").write_bytes(b"x")
    before = row_counts(office)

    def full(*_given: object) -> None:
        raise DiskFullError("full.")  # noqa: EM101 - a sentence of the store

    monkeypatch.setattr(office.store, "_check_room", full)
    (added,) = add_evidence(desk, case, write_files(tmp_path / "in", a="1"))
    assert isinstance(added.fault, DiskFullError)
    assert row_counts(office) == before
    assert not (office.folder / "reserve").exists()
    monkeypatch.undo()
    assert add_evidence(desk, case, write_files(tmp_path / "in", a="1"))[0].fault is None


def test_bytes_swept_away_before_their_row_are_taken_again(
    desk: Desk, office: Office, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, files = office.store.add, write_files(tmp_path / "in", a="1")

    def add_then_sweep(source: Path, ctx: JobContext | None = None) -> object:
        stored = real(source, ctx)
        monkeypatch.undo()
        desk.offices.clear_leftovers()
        return stored

    monkeypatch.setattr(office.store, "add", add_then_sweep)
    add_evidence(desk, case, files)
    assert desk.evidence.verify(case, JobContext()).ok


def test_handing_out_is_checked_and_written_down(
    desk: Desk, office: Office, case: str, tmp_path: Path
) -> None:
    add_evidence(desk, case, write_files(tmp_path / "in", a="words"))
    out = tmp_path / "out"
    out.mkdir()
    sha256 = desk.evidence.export("E-01", out, case)
    assert (out / "a.txt").read_bytes() == b"words"
    line = custody(office, desk.cases.show(case).uid)[-1]
    assert (line["action"], line["sha256"], line["to"]) == ("export", sha256, str(out / "a.txt"))
    before = row_counts(office)
    with pytest.raises(FileError, match=r"a file “a\.txt” already"):
        desk.evidence.export("E-01", out, case)
    with pytest.raises(FileError, match="cannot be written"):
        desk.evidence.export("E-01", tmp_path / "none" / "a.txt", case)
    for number in ("E-09", "", "2026-0009/E-01"):
        with pytest.raises(NotFoundError):
            desk.evidence.export(number, tmp_path / "b.txt", case)
    assert row_counts(office) == before
    assert [entry.name for entry in out.iterdir()] == ["a.txt"]


def spoil(office: Office, sha256: str, data: bytes) -> None:
    path = office.store.path(sha256)
    path.chmod(0o600)
    path.write_bytes(data)


def test_changed_bytes_are_never_handed_out(desk: Desk, office: Office, case: str, tmp_path: Path) -> None:
    (added,) = add_evidence(desk, case, write_files(tmp_path / "in", a="words"))
    assert added.row is not None
    spoil(office, added.row.sha256, b"wordz")
    before = row_counts(office)
    with pytest.raises(FileError, match="not what was taken in; nothing was handed out"):
        desk.evidence.export("E-01", tmp_path / "out.txt", case)
    assert {entry.name for entry in tmp_path.iterdir()} == {"in", "office"}
    assert row_counts(office) == before


def test_a_flipped_byte_a_missing_and_a_swapped_file_are_each_named(
    desk: Desk, office: Office, case: str, tmp_path: Path
) -> None:
    added = add_evidence(
        desk, case, write_files(tmp_path / "in", a="aaaa", b="bbbb", c="cccc", d="dddd", e="fine")
    )
    sha = [one.row.sha256 for one in added if one.row]
    spoil(office, sha[0], b"aaba")
    office.store.path(sha[1]).unlink()
    spoil(office, sha[2], b"dddd")
    spoil(office, sha[3], b"cccc")
    for check in (
        desk.evidence.verify(case, JobContext()),
        desk.evidence.verify(None, JobContext()),
        desk.offices.check(JobContext()),
    ):
        assert check.checked == 5
        assert {(found.kind, found.subject) for found in check.findings} == {
            ("bytes-changed", f"{case}/E-01"),
            ("bytes-missing", f"{case}/E-02"),
            ("bytes-changed", f"{case}/E-03"),
            ("bytes-changed", f"{case}/E-04"),
        }
    line = custody(office, desk.cases.show(case).uid)[-1]
    assert (line["action"], line["items"], line["findings"]) == ("verify", 5, 4)


def test_a_check_of_one_case_tells_what_concerns_it(
    desk: Desk, office: Office, case: str, tmp_path: Path
) -> None:
    other = open_case(desk)
    add_evidence(desk, case, write_files(tmp_path / "in", a="aaaa"))
    (added,) = add_evidence(desk, other, write_files(tmp_path / "in", b="bbbb"))
    assert added.row is not None
    spoil(office, added.row.sha256, b"BBBB")
    with office.database.write() as uow:
        uow.connection.exec_driver_sql("DELETE FROM evidence_text WHERE evidence_id = 1")
        uow.connection.exec_driver_sql("DELETE FROM evidence WHERE id = 1")
        uow.commit()
    assert [found.kind for found in desk.evidence.verify(case, JobContext()).findings] == ["item-missing"]
    assert [found.kind for found in desk.evidence.verify(other, JobContext()).findings] == ["bytes-changed"]
    with pytest.raises(NotFoundError):
        desk.evidence.verify("2026-0009", JobContext())


def test_a_hash_changed_in_the_row_is_named_by_the_custody_line(
    desk: Desk, office: Office, case: str, tmp_path: Path
) -> None:
    add_evidence(desk, case, write_files(tmp_path / "in", a="aaaa", b="bbbb"))
    with office.database.write() as uow:
        uow.connection.exec_driver_sql(
            "UPDATE evidence SET sha256 = (SELECT sha256 FROM evidence WHERE id = 2) WHERE id = 1"
        )
        uow.commit()
    found = desk.evidence.verify(case, JobContext()).findings
    assert [(one.kind, one.subject) for one in found] == [("custody-differs", f"{case}/E-01")]


def test_an_erased_custody_line_is_no_finding(desk: Desk, office: Office, case: str, tmp_path: Path) -> None:
    add_evidence(desk, case, write_files(tmp_path / "in", a="aaaa"))
    with office.database.write() as uow:
        (line,) = registers.lines(uow.connection, desk.cases.show(case).uid, CUSTODY)
        registers.erase(uow.connection, line, "Jana", "2026-03-02T10:00:00.000Z", "court order")
        uow.commit()
    assert desk.evidence.verify(case, JobContext()).ok


def test_a_description_changes_words_and_never_bytes(
    desk: Desk, office: Office, case: str, tmp_path: Path
) -> None:
    (added,) = add_evidence(desk, case, write_files(tmp_path / "in", a="aaaa"))
    given = {"title": "Quittung", "language": "DE", "source": "bank", "on": "2026-01-01"}
    desk.evidence.describe("E-01", given, case)
    row = desk.evidence.list(case)[0]
    assert added.row is not None
    assert (row.title, row.language, row.source, row.on) == ("Quittung", "de", "bank", "2026-01-01")
    assert row.sha256 == added.row.sha256
    before = row_counts(office)
    desk.evidence.describe("E-01", given, case)
    for bad in (
        {"title": ""},
        {"language": "xx"},
        {"on": "soon"},
        {"on": "2026-01"},
        {"sha256": "0" * 64},
        {"source": "a\u202eb"},
    ):
        with pytest.raises(BadInputError):
            desk.evidence.describe("E-01", bad, case)
    assert row_counts(office) == before
