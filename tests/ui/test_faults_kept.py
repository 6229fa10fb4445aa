"""Reports of what nobody foresaw: kept whatever the fault holds, once each, and never a second fault."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xborder_desk.domain.errors import KnownError
from xborder_desk.ui.errors import UNEXPECTED, Faults

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOSTILE: Final = (
    "caf\udce9.pdf",
    "\x00\x1b[31m",
    "\u202eevil",
    "深圳 😀 فاطمة",
    "x" * 200_000,
    "{case} %s {0}",
)


@pytest.fixture
def faults(tmp_path: Path, qapp: object) -> Faults:
    """Where reports are kept."""
    del qapp
    return Faults(tmp_path / "reports")


def raised(error: BaseException) -> BaseException:
    try:
        raise error  # noqa: TRY301 - so that it has a trace
    except BaseException as found:  # noqa: BLE001 - any fault at all
        return found


def deep(levels: int) -> int:
    return deep(levels + 1) + 1


@pytest.mark.parametrize("words", HOSTILE)
def test_a_fault_with_any_words_is_kept(faults: Faults, words: str) -> None:
    file = faults.note(raised(ValueError(words)))
    assert file is not None
    text = file.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert words.encode("ascii", "ignore").decode().strip("\x00\x1b")[:3] in text


@given(words=st.text(max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_any_words_at_all(faults: Faults, words: str) -> None:
    error = raised(RuntimeError(words))
    file = faults.note(error)
    assert file is not None
    assert file == faults.note(error)


def test_faults_of_faults_are_told_whole(faults: Faults) -> None:
    def fall() -> None:
        try:
            dict[str, str]()["purchase"]
        except KeyError as error:
            message = "while the case was shown"
            raise RuntimeError(message) from error

    try:
        fall()
    except RuntimeError as error:
        file = faults.note(error)
    assert file is not None
    text = file.read_text(encoding="utf-8")
    assert text.index("KeyError: 'purchase'") < text.index("while the case was shown")


def test_an_endless_call_is_kept(faults: Faults) -> None:
    try:
        deep(0)
    except RecursionError as error:
        file = faults.note(error)
    assert file is not None
    assert file.stat().st_size < 100_000


def test_a_fault_that_cannot_say_what_it_is(faults: Faults) -> None:
    class MuteError(Exception):
        def __str__(self) -> str:
            message = "even this fails"
            raise ValueError(message)

    file = faults.note(raised(MuteError()))
    assert file is not None
    assert "MuteError" in file.read_text(encoding="utf-8")


def test_several_at_once_are_kept_each(faults: Faults) -> None:
    group = ExceptionGroup("several", [ValueError("one"), KeyError("two")])
    file = faults.note(raised(group))
    assert file is not None
    text = file.read_text(encoding="utf-8")
    assert "one" in text
    assert "two" in text


def test_two_faults_are_two_files(faults: Faults) -> None:
    first, second = faults.note(raised(ValueError("a"))), faults.note(raised(ValueError("b")))
    assert first != second


def test_a_disk_that_refuses_is_no_second_fault(tmp_path: Path, qapp: object) -> None:
    del qapp
    (tmp_path / "reports").write_text("a file where the folder should be", encoding="utf-8")
    faults = Faults(tmp_path / "reports")
    assert faults.note(raised(ValueError("x"))) is None
    assert faults.note(raised(ValueError("x"))) is None


@pytest.mark.parametrize("error", [KnownError("No room."), KeyboardInterrupt()])
def test_what_is_known_or_wanted_is_no_report(faults: Faults, tmp_path: Path, error: BaseException) -> None:
    assert faults.note(raised(error)) is None
    assert not (tmp_path / "reports").exists()


def test_the_sentence_says_nothing_of_the_fault(faults: Faults) -> None:
    assert faults.sentence(ValueError("secret of case 2026-0001")).text == UNEXPECTED
    known = KnownError("There is no room left.")
    assert faults.sentence(known) is known


def in_thread(work: Callable[[], object]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_the_edges_are_watched_and_ctrl_c_ends(
    faults: Faults, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept: list[object] = []
    faults.kept.connect(kept.append)
    monkeypatch.setattr(sys, "excepthook", faults._hook)
    monkeypatch.setattr(threading, "excepthook", faults._thread_hook)
    sys.excepthook(ValueError, raised(ValueError("at the edge")), None)
    in_thread(lambda: 1 // 0)
    assert len(list((tmp_path / "reports").iterdir())) == 2
    assert len(kept) >= 1
    with pytest.raises(SystemExit):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
