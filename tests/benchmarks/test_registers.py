"""Checking a long register, against hashing the same bytes."""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING

import pytest

from tests.factories.lines import chained
from xborder_desk.domain.registers import check_chain

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES = 100_000


def contents() -> Iterator[dict[str, object]]:
    """Contents like those of custody."""
    for number in range(LINES):
        yield {
            "at": "2026-03-01T10:00:00.000Z",
            "actor": "Jana Weiß",
            "action": "import",
            "subject": f"{number:032x}",
            "evidence": f"E-{number}",
            "sha256": f"{number:064x}",
            "size": number,
            "filename": "photo.jpg",
        }


@pytest.mark.bench
def test_checking_a_chain_costs_at_most_ten_times_its_hashes(capsys: pytest.CaptureFixture[str]) -> None:
    lines, head = chained(contents())
    began = time.perf_counter()
    assert list(check_chain(lines, head, {})) == []
    ours = time.perf_counter() - began
    began = time.perf_counter()
    for line in lines:
        hashlib.sha256((line.salt or "").encode() + (line.content or "").encode()).hexdigest()
        hashlib.sha256(f"{line.register}{line.scope}{line.seq}{line.digest}{line.prev}".encode()).hexdigest()
    floor = time.perf_counter() - began
    with capsys.disabled():
        print(  # noqa: T201 - what `make bench` is run for
            f"\ncheck of {LINES} register lines: {ours:.2f} s ({LINES / ours:,.0f} lines/s), "
            f"hashes alone {floor:.2f} s, ratio {ours / floor:.1f}"
        )
    assert ours <= 10 * floor
