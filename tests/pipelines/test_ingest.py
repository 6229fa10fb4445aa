"""Reading files to the bottom, whatever is in them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.evidence import Stored
from xborder_desk.evidence import kinds
from xborder_desk.jobs.apart import Apart, Limits
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.pipelines import ingest
from xborder_desk.pipelines.ingest import Budget, expand, read_item, read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAMPLES = {kind.id: kind.sample() for kind in kinds()}


class FolderStore:
    """The simplest store: a folder of files named by their hashes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, source: Path, ctx: JobContext | None = None) -> Stored:
        del ctx
        return self.add_bytes(source.read_bytes())

    def add_bytes(self, data: bytes) -> Stored:
        sha256 = hashlib.sha256(data).hexdigest()
        self.path(sha256).write_bytes(data)
        return Stored(sha256, len(data))

    def path(self, sha256: str) -> Path:
        return self.folder / sha256

    def has(self, sha256: str) -> bool:
        return self.path(sha256).exists()


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    with Apart() as apart:
        yield apart


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    folder = tmp_path / "store"
    folder.mkdir()
    return FolderStore(folder)


def mail(*attachments: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["Subject"] = "Papers"
    message["From"] = "a@example.org"
    message["Date"] = "Mon, 02 Mar 2026 09:30:00 +0100"
    message.set_content("See inside.")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def nested(layers: int) -> bytes:
    data = mail(("picture.png", SAMPLES["picture"]))
    for layer in range(layers):
        data = mail((f"layer-{layer}.eml", data))
    return data


def whole(data: bytes, store: FolderStore, apart: Apart, budget: Budget | None = None) -> ingest.Whole:
    stored = store.add_bytes(data)
    return read_whole(store.path(stored.sha256), "papers.eml", store=store, apart=apart, budget=budget)


def test_files_come_in_the_order_given_and_folders_sorted(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "b/a/3.txt", "c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(name, encoding="utf-8")
    (tmp_path / "b/link.txt").symlink_to(tmp_path / "c.txt")
    (tmp_path / "b/folder").symlink_to(tmp_path)
    missing = tmp_path / "missing.txt"
    given = [tmp_path / "c.txt", missing, tmp_path / "b", tmp_path / "c.txt"]
    names = [str(path.relative_to(tmp_path)) for path in expand(given)]
    assert names == ["c.txt", "missing.txt", "b/1.txt", "b/2.txt", "b/a/3.txt", "c.txt"]


def test_parts_are_kept_and_read_to_the_bottom(store: FolderStore, apart: Apart) -> None:
    inner = nested(1)
    found = whole(mail(("layer-1.eml", inner)), store, apart)
    assert found.reading.title == "Papers"
    assert found.reading.parts == ()
    path: list[tuple[str, str]] = []
    inside = found.inside
    while inside:
        (part,) = inside
        path.append((part.name, part.reading.kind))
        assert part.reading.parts == ()
        inside = part.inside
    assert path == [("layer-1.eml", "eml"), ("layer-0.eml", "eml"), ("picture.png", "picture")]
    assert store.path(found.inside[0].stored.sha256).read_bytes() == inner
    assert store.path(part.stored.sha256).read_bytes() == SAMPLES["picture"]


def test_the_budget_ends_depth_count_and_size(store: FolderStore, apart: Apart) -> None:
    deep = whole(nested(3), store, apart, Budget(depth=2))
    second = deep.inside[0].inside[0]
    assert second.inside == ()
    assert "Not taken out" in str(second.reading.warnings[-1])
    many = mail(*((f"{number}.txt", b"text") for number in range(5)))
    few = whole(many, store, apart, Budget(count=3))
    assert [part.name for part in few.inside] == ["0.txt", "1.txt", "2.txt"]
    assert few.reading.warnings[-1].fields == {"count": 2, "name": "3.txt"}
    small = whole(mail(("large.bin", bytes(2000)), ("small.txt", b"x")), store, apart, Budget(size=1000))
    assert [part.name for part in small.inside] == ["small.txt"]
    assert "large.bin" in str(small.reading.warnings[-1])


@pytest.mark.parametrize(
    ("work", "limits", "said"),
    [
        ("sleeps_reading", Limits(seconds=0.4), "too long"),
        ("grows_reading", Limits(memory=400 << 20), "too much memory"),
        ("falls_reading", Limits(), "failed on this one"),
        ("breaks_reading", Limits(), "could not be read"),
        ("floods_reading", Limits(output=1 << 20), "more than can be taken"),
        ("refuses_reading", Limits(), "Page 4 is torn."),
        ("lies_about_shape", Limits(), "failed on this one"),
        ("lies_about_kind", Limits(), "failed on this one"),
    ],
)
def test_whatever_goes_wrong_apart_becomes_a_warning(
    work: str, limits: Limits, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = next(kind for kind in kinds() if kind.id == "text")
    bad = replace(text, read=f"tests.pipelines.bad_kind:{work}")
    monkeypatch.setattr(ingest, "kind_of", lambda _head, _name: bad)
    path = tmp_path / "a.txt"
    path.write_text("hello", encoding="utf-8")
    with Apart(limits) as apart:
        reading = read_item(path, path.name, apart)
    assert said in str(reading.warnings[0])
    assert (reading.kind, reading.title, reading.viewable) == ("text", "a.txt", False)


def test_a_file_that_vanished_gives_a_warning(apart: Apart, tmp_path: Path) -> None:
    reading = read_item(tmp_path / "gone", "gone.pdf", apart)
    assert "could not be read" in str(reading.warnings[0])


def test_cancelling_is_not_swallowed(store: FolderStore, apart: Apart) -> None:
    ctx = JobContext()
    ctx.cancel()
    stored = store.add_bytes(SAMPLES["eml"])
    with pytest.raises(Cancelled):
        read_whole(store.path(stored.sha256), "a.eml", store=store, apart=apart, ctx=ctx)


ROOTS = ("02-mail", "05-pdf", "06-images", "01-bounces")


def read_all(corpora: Path, apart: Apart, step: int) -> list[str]:
    faults = []
    for root in ROOTS:
        files = sorted(path for path in (corpora / root).rglob("*") if path.is_file())
        for path in files[::step]:
            reading = read_item(path, path.name, apart)
            said = [warning.text for warning in reading.warnings]
            if any(text in ingest.SAID.values() for text in said):
                faults.append(f"{path.relative_to(corpora)}: {said}")
            assert "{" not in "".join(map(str, reading.warnings))
    return faults


def test_real_files_are_read_without_a_fault(corpora: Path, apart: Apart) -> None:
    assert read_all(corpora, apart, 5) == []


@pytest.mark.prove
def test_all_real_files_are_read_without_a_fault(corpora: Path, apart: Apart) -> None:
    assert read_all(corpora, apart, 1) == []
