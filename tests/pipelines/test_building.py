"""What a step gives back to a build: its result, or a sentence; and what was not begun is not begun."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from tests.factories.dossier import FolderStore, content
from xborder_desk.documents.writer import writer_for
from xborder_desk.domain.errors import BuildError, DiskFullError
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart, ApartFailed, Limits
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.building import BUILDING_LIMITS, Job, Press, side_by_side


class Answering:
    """In place of child processes: gives an answer or fails, and keeps what it was asked."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.asked: list[tuple[str, tuple[Any, ...], Limits]] = []

    def run(self, work: str, *given: Any, ctx: JobContext, limits: Limits) -> Any:
        ctx.check()
        self.asked.append((work, given, limits))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def job(tmp_path: Path, answer: Any) -> Job:
    made, language = content(), Language("de")
    press = Press(language, cast("Apart", Answering(answer)), Path("resources"))
    work = tmp_path / "work"
    return Job(made, writer_for(made, language), FolderStore(tmp_path / "store"), work, JobContext(), press)


def test_a_step_gives_what_its_child_gave(tmp_path: Path) -> None:
    one = job(tmp_path, {"pages": 3})
    assert one.apart("room.module:work", 1, "a") == {"pages": 3}
    asked = cast("Answering", one.press.apart).asked
    assert asked == [("room.module:work", (1, "a"), BUILDING_LIMITS)]


def test_a_step_may_have_limits_of_its_own(tmp_path: Path) -> None:
    one = job(tmp_path, None)
    small = replace(BUILDING_LIMITS, jobs=1)
    one.apart("room.module:work", limits=small)
    assert cast("Answering", one.press.apart).asked[0][2] == small


def test_a_fault_with_a_sentence_is_told_in_that_sentence(tmp_path: Path) -> None:
    failed = ApartFailed("error", "x", text="The pages could not be set: {detail}", fields={"detail": "here"})
    with pytest.raises(BuildError) as told:
        job(tmp_path, failed).apart("room.module:work")
    assert (told.value.text, told.value.fields) == (failed.text, {"detail": "here"})


@pytest.mark.parametrize("kind", ["crash", "memory", "timeout", "output"])
def test_a_child_that_died_is_named_with_what_is_known(tmp_path: Path, kind: Any) -> None:
    with pytest.raises(BuildError) as told:
        job(tmp_path, ApartFailed(kind, "signal 9")).apart("room.module:work")
    assert told.value.fields == {"detail": f"{kind} signal 9"}


def test_a_full_disk_is_no_fault_of_the_dossier(tmp_path: Path) -> None:
    with pytest.raises(DiskFullError):
        job(tmp_path, ApartFailed("error", "OSError: [Errno 28] No space left on device")).apart(
            "room.module:work"
        )


def test_work_goes_on_side_by_side() -> None:
    met = threading.Barrier(2, timeout=10)
    with side_by_side() as pool:
        both = [pool.submit(met.wait) for _ in range(2)]
        assert sorted(one.result() for one in both) == [0, 1]


def test_after_a_fault_nothing_further_is_begun() -> None:
    begun: list[int] = []
    hold = threading.Event()

    def work(number: int) -> None:
        begun.append(number)
        hold.wait(10)

    def fail() -> None:
        with side_by_side() as pool:
            for number in range(20):
                pool.submit(work, number)
            threading.Timer(0.2, hold.set).start()
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        fail()
    assert len(begun) <= 4
