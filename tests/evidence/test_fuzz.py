"""Broken files of every kind: each gives a reading, and a sentence when its reader died of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factories.mutants import feed, seeds
from xborder_desk.jobs.apart import Apart, Limits

if TYPE_CHECKING:
    from pathlib import Path

MUTANTS = 500


def test_broken_files_are_read_or_said_to_be_broken(corpora: Path, tmp_path: Path) -> None:
    with Apart(Limits(memory=1 << 30, seconds=20, jobs=500)) as apart:
        ends = feed(seeds(corpora), MUTANTS, 20261123, apart, tmp_path)
    assert sum(ends.values()) == MUTANTS
    assert len({end.partition(" ")[0] for end in ends}) >= 10
    # A reader may die of a file; one that stumbles and knows no better is to be mended.
    assert not [end for end in ends if end.endswith(" error")], ends
