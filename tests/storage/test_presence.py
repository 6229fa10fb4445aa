"""Who has an office open: another machine is refused by name, the remains of crashes are cleared."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.factories.offices import ACTOR, blank_folder
from xborder_desk.domain.errors import OfficeError
from xborder_desk.storage import office as offices
from xborder_desk.storage import presence, schema
from xborder_desk.storage.presence import STALE, Presence, Visitor, machine_name

if TYPE_CHECKING:
    from pathlib import Path


def note(folder: Path, name: str, **values: object) -> Path:
    """Lay down somebody's note."""
    (folder / "open").mkdir(exist_ok=True)
    file = folder / "open" / f"{name}.json"
    file.write_text(
        json.dumps({"machine": "PC-7", "process": 4711, "person": "Ömer", **values}), encoding="utf-8"
    )
    return file


def ended_process() -> int:
    """Give the number of a process that is over."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_entering_and_leaving(tmp_path: Path) -> None:
    one, other = Presence(tmp_path, "Jana"), Presence(tmp_path, "Ali")
    one.enter()
    assert one.others() == []
    assert other.others() == [Visitor(machine_name(), os.getpid(), "Jana")]
    other.enter()
    one.leave()
    assert other.others() == []
    other.leave()
    assert list((tmp_path / "open").iterdir()) == []


def test_another_machine_is_refused_by_name_and_nothing_is_written(tmp_path: Path) -> None:
    note(tmp_path, "them")
    mine = Presence(tmp_path, "Jana")
    with pytest.raises(OfficeError, match=r"Ömer has this office open on the computer PC-7") as caught:
        mine.enter()
    assert "shared office" in str(caught.value)
    assert len(list((tmp_path / "open").iterdir())) == 1


def test_another_machine_that_has_fallen_silent_is_cleared(tmp_path: Path) -> None:
    file = note(tmp_path, "them")
    os.utime(file, (time.time() - STALE - 1,) * 2)
    mine = Presence(tmp_path, "Jana")
    mine.enter()
    assert not file.exists()
    mine.leave()


def test_a_beat_keeps_a_note_alive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Presence(tmp_path, "Jana")
    mine.enter()
    (file,) = (tmp_path / "open").iterdir()
    os.utime(file, (time.time() - STALE - 1,) * 2)
    mine.beat()
    monkeypatch.setattr(presence, "machine_name", lambda: "elsewhere")
    with pytest.raises(OfficeError, match="Jana has this office open"):
        Presence(tmp_path, "Ali").enter()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a process cannot be asked without harm")
def test_the_remains_of_a_crash_here_are_cleared(tmp_path: Path) -> None:
    file = note(tmp_path, "crashed", machine=machine_name(), process=ended_process())
    assert Presence(tmp_path, "Jana").others() == []
    assert not file.exists()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff", b'{"machine": "x"}', b'{"machine":"x","process":"y","person":"z"}']
)
def test_a_half_written_note_is_nobody(tmp_path: Path, content: bytes) -> None:
    note(tmp_path, "half").write_bytes(content)
    mine = Presence(tmp_path, "Jana")
    mine.enter()
    assert mine.others() == []


def test_an_office_open_elsewhere_is_not_even_upgraded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = blank_folder(tmp_path / "office")
    note(folder, "them")
    monkeypatch.setattr(schema, "bring_up", lambda *_: pytest.fail("touched"))
    with pytest.raises(OfficeError, match="PC-7"):
        offices.open_office(folder, actor=ACTOR)


def test_a_place_that_cannot_be_written_does_not_stop_a_look(tmp_path: Path) -> None:
    (tmp_path / "open").write_text("no folder", encoding="utf-8")
    mine = Presence(tmp_path, "Jana")
    mine.enter()
    mine.beat()
    mine.leave()
    assert (tmp_path / "open").read_text(encoding="utf-8") == "no folder"
