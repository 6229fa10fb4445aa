"""Stamps held against what they are of and what was written down of them; tokens here are words."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Any, Final, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.documents import stamping
from xborder_desk.domain.items import KeptStamp, RecordedStamp
from xborder_desk.jobs.apart import ApartFailed
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.pipelines import stamps

if TYPE_CHECKING:
    from xborder_desk.jobs.apart import Apart

AT = "2026-03-02T09:30:00Z"
ENDED: Final = "crash"
LATER = "2026-03-03T09:30:00+01:00"


class Reader:
    """Takes every token that does not begin with “bad”, and remembers what it was asked."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.roots: list[bytes] = []
        self.calls = 0

    def run(self, _work: str, rows: list[list[str]], roots: list[bytes], *, ctx: JobContext) -> list[str]:
        ctx.check()
        self.calls += 1
        self.rows += rows
        self.roots = roots
        return [stamping.OTHER_BYTES if row[0].startswith("bad") else "" for row in rows]


class Broken:
    """A child that never comes back."""

    def run(self, *_given: object, ctx: JobContext) -> list[str]:
        ctx.check()
        raise ApartFailed(ENDED, "gone")


def kept(
    word: str = "t", subject: str = "2026-0001/E-01", sha256: str = "ab" * 32, at: str = AT
) -> KeptStamp:
    return KeptStamp(subject, word, sha256, at)


def told(word: str = "t", subject: str = "2026-0001/E-01", at: str = AT) -> RecordedStamp:
    return RecordedStamp(subject, at, hashlib.sha256(word.encode()).hexdigest())


def found(
    there: list[KeptStamp],
    lines: list[RecordedStamp],
    apart: object | None = None,
    trusted: tuple[str, ...] = (),
) -> list[tuple[str, str]]:
    made = stamps.findings(there, lines, trusted, cast("Apart", apart or Reader()), JobContext())
    return [(one.kind, one.subject) for one in made]


def test_what_is_kept_and_written_down_is_well() -> None:
    assert found([kept(), kept("u", at=LATER)], [told(), told("u", at=LATER)]) == []
    assert found([], []) == []


def test_a_line_from_before_hashes_were_written_vouches_for_any_token() -> None:
    assert found([kept()], [RecordedStamp("2026-0001/E-01", AT)]) == []


def test_a_token_of_which_no_line_tells_is_held_to_its_signature_alone() -> None:
    assert found([kept()], []) == []
    assert found([kept("bad")], []) == [("stamp-broken", "2026-0001/E-01")]


def test_a_token_put_in_the_place_of_another_is_named_though_its_signature_holds() -> None:
    assert found([kept("u")], [told("t")]) == [("stamp-broken", "2026-0001/E-01")]


def test_only_the_damaged_one_is_named() -> None:
    many = [kept(f"t{n}", f"2026-0001/E-{n:02}") for n in range(1, 9)]
    lines = [told(f"t{n}", f"2026-0001/E-{n:02}") for n in range(1, 9)]
    many[4] = kept("bad", "2026-0001/E-05")
    assert found(many, lines) == [("stamp-broken", "2026-0001/E-05")]
    del many[2]
    assert found(many, lines) == [
        ("stamp-broken", "2026-0001/E-05"),
        ("stamp-missing", "2026-0001/E-03"),
    ]


def test_what_it_was_about_may_be_gone() -> None:
    assert found([kept(sha256="")], [told()]) == [("stamp-gone", "2026-0001/E-01")]


def test_of_two_the_one_that_is_gone_is_told_with_its_time() -> None:
    for here, gone in ((AT, LATER), (LATER, AT)):
        token = {AT: "t", LATER: "u"}
        lines = [told("t"), told("u", at=LATER)]
        (one,) = stamps.findings(
            [kept(token[here], at=here)], lines, (), cast("Apart", Reader()), JobContext()
        )
        assert one.kind == "stamp-missing"
        assert dict(one.fields)["at"] == dt.datetime.fromisoformat(gone)


def test_a_time_that_is_none_is_told_as_it_stands() -> None:
    (one,) = stamps.findings([], [told(at="some day")], (), cast("Apart", Reader()), JobContext())
    assert dict(one.fields)["at"] == "some day"


def test_a_reader_that_fails_leaves_no_stamp_unnamed() -> None:
    assert found([kept(), kept(subject="x", sha256="")], [], Broken()) == [
        ("stamp-broken", "2026-0001/E-01"),
        ("stamp-gone", "x"),
    ]


def test_many_are_read_in_pieces_and_in_order() -> None:
    reader = Reader()
    many = [kept(f"{'bad' if n in {0, 250, 404} else 't'}{n}", f"E-{n}") for n in range(405)]
    assert found(many, [], reader) == [("stamp-broken", f"E-{n}") for n in (0, 250, 404)]
    assert reader.calls == 3
    assert [row[0] for row in reader.rows] == [one.token for one in many]


def test_a_certificate_that_cannot_be_read_is_left_out() -> None:
    reader = Reader()
    good = base64.b64encode(b"der").decode()
    assert found([kept()], [], reader, ("!", good, "")) == []
    assert reader.roots == [b"der"]


def test_it_can_be_stopped() -> None:
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        list(stamps.findings([kept()], [], (), cast("Apart", Reader()), ctx))


SUBJECTS = st.sampled_from(["2026-0001/E-01", "2026-0001/E-02", "audit of office 7"])


@given(st.lists(st.tuples(SUBJECTS, st.integers(0, 5)), unique=True), st.data())
def test_whatever_is_taken_away_is_counted_and_named(names: list[tuple[str, int]], data: Any) -> None:
    lines = [told(f"{subject}{n}", subject, f"2026-03-0{n + 1}T00:00:00Z") for subject, n in names]
    there = [kept(f"{subject}{n}", subject, at=f"2026-03-0{n + 1}T00:00:00Z") for subject, n in names]
    gone = data.draw(st.sets(st.integers(0, len(names) - 1))) if names else set()
    left = [one for number, one in enumerate(there) if number not in gone]
    missing = list(stamps.findings(left, lines, (), cast("Apart", Reader()), JobContext()))
    assert {one.kind for one in missing} <= {"stamp-missing"}
    assert sorted((one.subject, str(dict(one.fields)["at"])) for one in missing) == sorted(
        (there[number].subject, str(dt.datetime.fromisoformat(there[number].at))) for number in gone
    )
