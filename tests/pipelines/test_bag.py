"""A bag lists what was put into it, once, and takes no file whose bytes are not those expected."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.errors import BuildError, FileError
from xborder_desk.jobs import Cancelled, JobContext
from xborder_desk.pipelines.bag import Bag
from xborder_desk.pipelines.settling import Settling

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def settling() -> Iterator[Settling]:
    with Settling() as made:
        yield made


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_lists_payload_and_tags_apart_and_seals_them(settling: Settling, tmp_path: Path) -> None:
    bag = Bag(tmp_path, settling, JobContext())
    bag.put("data/b.txt", b"bb")
    bag.put("data/a.txt", b"a")
    bag.put("README.txt", b"read me")
    seal = bag.close({"Contact-Name": "Li\r\nWei"})
    manifest = (tmp_path / "manifest-sha256.txt").read_text(encoding="utf-8")
    assert manifest == f"{sha256(b'a')}  data/a.txt\n{sha256(b'bb')}  data/b.txt\n"
    tags = (tmp_path / "tagmanifest-sha256.txt").read_text(encoding="utf-8").splitlines()
    assert [line.split("  ")[1] for line in tags] == [
        "README.txt",
        "bag-info.txt",
        "bagit.txt",
        "manifest-sha256.txt",
    ]
    assert seal == sha256((tmp_path / "tagmanifest-sha256.txt").read_bytes())
    assert (tmp_path / "seal-sha256.txt").read_text(encoding="utf-8") == f"{seal}  tagmanifest-sha256.txt\n"
    assert (tmp_path / "bag-info.txt").read_text(encoding="utf-8") == (
        "Contact-Name: Li Wei\nPayload-Oxum: 3.2\n"
    )


def test_nothing_is_written_twice(settling: Settling, tmp_path: Path) -> None:
    bag = Bag(tmp_path, settling, JobContext())
    bag.put("data/a.txt", b"a")
    with pytest.raises(FileExistsError):
        bag.put("data/a.txt", b"b")
    assert (tmp_path / "data" / "a.txt").read_bytes() == b"a"


def test_copies_a_large_file_and_knows_its_hash(settling: Settling, tmp_path: Path) -> None:
    data = bytes(range(256)) * 10_000
    (tmp_path / "source").write_bytes(data)
    bag = Bag(tmp_path / "bag", settling, JobContext())
    bag.copy(tmp_path / "source", "data/x", sha256(data), "E-01")
    assert bag.sums == {"data/x": (sha256(data), len(data))}
    assert (tmp_path / "bag" / "data" / "x").read_bytes() == data


def test_takes_no_bytes_that_are_not_those_expected(settling: Settling, tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(b"other")
    bag = Bag(tmp_path / "bag", settling, JobContext())
    with pytest.raises(BuildError, match="E-01"):
        bag.copy(tmp_path / "source", "data/x", sha256(b"expected"), "E-01")
    with pytest.raises(FileError, match="E-02"):
        bag.copy(tmp_path / "gone", "data/y", None, "E-02")
    assert bag.sums == {}


def test_stops_between_two_pieces_of_a_large_file(settling: Settling, tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(bytes(3 << 20))
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        Bag(tmp_path / "bag", settling, ctx).copy(tmp_path / "source", "data/x", None, "E-01")


def test_every_file_is_on_the_disk_when_all_is_settled(
    settling: Settling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr("os.fsync", lambda number: synced.append(os.fstat(number).st_ino))
    (tmp_path / "source").write_bytes(b"x")
    bag = Bag(tmp_path / "bag", settling, JobContext())
    bag.copy(tmp_path / "source", "data/x", None, "E-01")
    bag.put("data/deep/down/y", b"y")
    bag.close({})
    settling.wait()
    files = [file for file in (tmp_path / "bag").rglob("*") if file.is_file()]
    assert sorted(synced) == sorted(file.stat().st_ino for file in files)


def test_files_copied_at_the_same_time_are_all_listed(settling: Settling, tmp_path: Path) -> None:
    sources = [tmp_path / f"s{number}" for number in range(40)]
    for number, source in enumerate(sources):
        source.write_bytes(bytes([number]) * 3000)
    bag = Bag(tmp_path / "bag", settling, JobContext())
    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(bag.copy, one, f"data/{one.name}", None, one.name) for one in sources]
        assert [one.result() for one in done] == [None] * 40
    assert bag.sums == {f"data/{one.name}": (sha256(one.read_bytes()), 3000) for one in sources}
