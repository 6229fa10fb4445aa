"""A ZIP with fixed bytes: whatever the size of its files, and whoever else writes meanwhile."""

from __future__ import annotations

import errno
import hashlib
import os
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xborder_desk.jobs import JobContext
from xborder_desk.pipelines.settling import Settling
from xborder_desk.pipelines.zipping import StoredZip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AT = datetime(2026, 3, 1, 9, 30, 5, tzinfo=UTC)
MANY = 3 << 20


@pytest.fixture
def settling() -> Iterator[Settling]:
    with Settling() as made:
        yield made


def written(target: Path, files: dict[str, bytes], settling: Settling, at: datetime = AT) -> Path:
    """Write files into a ZIP, each in pieces of half a megabyte."""
    with StoredZip(target, "top", at, settling, JobContext()) as archive:
        for name, data in files.items():
            with archive.entry(name, len(data)) as out:
                for start in range(0, len(data), 1 << 19):
                    out.write(data[start : start + (1 << 19)])
        archive.close()
    return target


def test_small_and_large_files_come_out_as_they_went_in(settling: Settling, tmp_path: Path) -> None:
    files = {"a.txt": b"small", "deep/b.bin": os.urandom(MANY + 7), "c": b"", "d.bin": os.urandom(MANY)}
    with zipfile.ZipFile(written(tmp_path / "a.zip", files, settling)) as archive:
        assert archive.namelist() == [f"top/{name}" for name in files]
        assert archive.testzip() is None
        assert {name: archive.read(f"top/{name}") for name in files} == files
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {one.date_time for one in archive.infolist()} == {(2026, 3, 1, 9, 30, 4)}


def test_the_same_files_give_the_same_bytes(settling: Settling, tmp_path: Path) -> None:
    files = {"large": bytes(range(256)) * (MANY // 256), "small": b"x"}
    made = [written(tmp_path / name, files, settling) for name in ("one.zip", "two.zip")]
    first, second = (hashlib.sha256(one.read_bytes()).hexdigest() for one in made)
    assert first == second


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sizes=st.lists(st.integers(0, (2 << 20) + 3), min_size=1, max_size=4))
def test_any_sizes_can_be_read_again(sizes: list[int], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("sizes")
    files = {f"{place}.bin": bytes([place]) * size for place, size in enumerate(sizes)}
    with Settling() as settling:
        made = written(folder / "a.zip", files, settling)
    with zipfile.ZipFile(made) as archive:
        assert [archive.read(name) for name in archive.namelist()] == list(files.values())


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), (1980, 1, 1, 0, 0, 0)),
        (datetime(2200, 5, 5, tzinfo=UTC), (2107, 12, 31, 23, 59, 58)),
    ],
)
def test_a_moment_no_zip_can_tell_is_told_as_nearly_as_it_can(
    at: datetime, told: tuple[int, ...], settling: Settling, tmp_path: Path
) -> None:
    with zipfile.ZipFile(written(tmp_path / "a.zip", {"a": b"x"}, settling, at)) as archive:
        assert archive.infolist()[0].date_time == told


def test_a_full_disk_is_told_to_whoever_gives_the_bytes(
    settling: Settling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with StoredZip(tmp_path / "a.zip", "top", AT, settling, JobContext()) as archive:
        monkeypatch.setattr("zipfile._ZipWriteFile.write", full)
        with (
            pytest.raises(OSError, match=os.strerror(errno.ENOSPC)),
            archive.entry("large", MANY) as out,
        ):
            out.write(bytes(1 << 20))


def test_a_fault_of_who_gives_the_bytes_is_passed_on(settling: Settling, tmp_path: Path) -> None:
    def give() -> None:
        made = StoredZip(tmp_path / "a.zip", "top", AT, settling, JobContext())
        with made as archive, archive.entry("large", MANY) as out:
            out.write(bytes(1 << 20))
            raise KeyError(MANY)

    with pytest.raises(KeyError, match=str(MANY)):
        give()
