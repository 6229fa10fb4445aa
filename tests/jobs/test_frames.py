"""Values over a pipe, and hostile bytes in their place."""

from __future__ import annotations

import struct
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.jobs.pipe import Pipe
from xborder_desk.jobs.frames import FrameError, FrameTooLargeError, Plain, read_frame, write_frame

plains = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(plains, plains)
def test_values_come_through_one_after_another(first: Plain, second: Plain) -> None:
    pipe = Pipe()
    write_frame(pipe, first)
    size = len(pipe.data)
    write_frame(pipe, second)
    assert read_frame(pipe, 1 << 20) == (first, size)
    rest = len(pipe.data)
    assert read_frame(pipe, 1 << 20) == (second, rest)
    assert read_frame(pipe, 1 << 20) is None


@given(st.binary(max_size=200))
def test_foreign_bytes_are_refused_or_read_but_never_more(data: bytes) -> None:
    try:
        frame = read_frame(Pipe(data), 1000)
    except FrameError:
        return
    assert (frame is None) == (not data)


def test_a_frame_that_is_too_large_is_not_read() -> None:
    pipe = Pipe()
    write_frame(pipe, bytes(5000))
    with pytest.raises(FrameTooLargeError):
        read_frame(pipe, 4999)
    assert len(pipe.data) >= 5000
    with pytest.raises(FrameTooLargeError):
        read_frame(Pipe(struct.pack("!QQ", 1 << 60, 0)), 1 << 30)
    with pytest.raises(FrameTooLargeError):
        read_frame(Pipe(struct.pack("!QQ", 2, 1 << 60)), 1 << 30)


def test_a_frame_that_breaks_off_is_refused() -> None:
    pipe = Pipe()
    write_frame(pipe, ["some", b"thing"])
    for end in range(1, len(pipe.data)):
        with pytest.raises(FrameError):
            read_frame(Pipe(bytes(pipe.data[:end])), 1000)


@pytest.mark.parametrize("body", [b"[" * 200_000, b'{"\\u0000bytes":0}', b"nonsense", b"\xff", b"1" * 9000])
def test_hostile_json_is_refused(body: bytes) -> None:
    with pytest.raises(FrameError):
        read_frame(Pipe(struct.pack("!QQ", len(body), 0) + body), 1 << 20)


def test_what_is_not_plain_is_refused_by_the_writer() -> None:
    with pytest.raises(TypeError):
        write_frame(Pipe(), cast("Plain", object()))
