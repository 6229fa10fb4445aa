"""Twenty thousand broken files: the main process lives, and what killed the child stands on the item."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.mutants import feed, seeds
from xborder_desk.jobs.apart import Apart, Limits

if TYPE_CHECKING:
    from pathlib import Path

MUTANTS = 20_000


@pytest.mark.prove
def test_no_broken_file_harms_the_program(
    corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Apart(Limits(memory=1 << 30, seconds=30, jobs=500)) as apart:
        ends = feed(seeds(corpora), MUTANTS, 7, apart, tmp_path)
    with capsys.disabled():
        listed = "".join(f"\n  {end}: {count}" for end, count in sorted(ends.items()))
        print(f"\n{MUTANTS} broken files:{listed}")  # noqa: T201 - what `make prove` is run for
    assert sum(ends.values()) == MUTANTS
    assert sum(count for end, count in ends.items() if end.endswith(" error")) <= MUTANTS // 1000
