"""The child process, spoken to by hand."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import asdict
from typing import cast

from tests.jobs.pipe import Pipe
from xborder_desk.jobs.fences import Limits
from xborder_desk.jobs.frames import Plain, read_frame, write_frame


def spoken(*frames: Plain) -> list[Plain]:
    """Talk to a child as a parent does, then hang up; give its answers."""
    pipe = Pipe()
    for frame in frames:
        write_frame(pipe, frame)
    command = [sys.executable, "-m", "xborder_desk.jobs.child"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin, process.stdout:
        process.stdin.write(bytes(pipe.data))
        process.stdin.flush()
        answers = []
        for _ in frames[1:]:
            answer = read_frame(process.stdout, 1 << 20)
            answers.append(answer[0] if answer else None)
        process.stdin.close()
        assert process.wait(timeout=5) == 0
    return answers


def test_it_answers_each_job_and_ends_when_the_parent_hangs_up() -> None:
    limits = cast("Plain", asdict(Limits()))
    echo: Plain = {"work": "tests.jobs.faulty:echo", "args": ["a", b"b"]}
    wrong: Plain = {"work": "tests.jobs.faulty:breaks", "args": []}
    first, second, third = spoken(limits, echo, wrong, echo)
    assert first == third == {"result": ["a", b"b"]}
    assert isinstance(second, dict)
    assert second["fault"] == "error"
    assert second["detail"] == "ValueError: torn"
    assert "in breaks" in str(second["trace"])


def test_a_parent_that_says_nothing_is_no_fault() -> None:
    assert spoken() == []
