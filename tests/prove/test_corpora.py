"""Every real file through the command line: one entry each, in order, unchanged; the table in the docs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import evidence_table
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MOST_MEMORY = 400 << 20


@pytest.mark.prove
def test_every_real_file_is_taken_in_unchanged_and_the_table_in_the_docs_is_true(
    corpora: Path, tmp_path: Path
) -> None:
    made = evidence_table.run(corpora, tmp_path)
    assert [each["path"] for each in made.entries] == [str(file) for file in made.files]
    taken = {each["path"]: each["sha256"] for each in made.entries}
    assert taken == {str(file): evidence_table.sha256(file) for file in made.files}
    faults = [
        text for each in made.entries for text in each["warnings"] if "reading this file" in str(text).lower()
    ]
    assert not faults
    assert made.memory < MOST_MEMORY
    page = (ROOT / "docs" / "evidence-kinds.md").read_text(encoding="utf-8")
    assert evidence_table.table(made.entries) in page
