"""Copies made here stand where nobody need put them: redacted for the other party, translations behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import add_evidence, open_case
from tests.factories.dossier import odd_pdf
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.items import Translation
from xborder_desk.domain.redaction import boxes_from_plain
from xborder_desk.jobs.context import JobContext

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk

BOXES = boxes_from_plain([{"page": 1, "rectangle": [0.1, 0.1, 0.9, 0.9]}])


def ready(desk: Desk, folder: Path) -> str:
    """Open a case with two letters of one page."""
    case = open_case(desk)
    folder.mkdir(parents=True, exist_ok=True)
    files = [
        odd_pdf(folder / f"{name}.pdf", [{}], b"BT /F 20 Tf 100 500 Td (%d) Tj ET" % number)
        for number, name in enumerate(("one", "two"))
    ]
    add_evidence(desk, case, files)
    return case


def shown(desk: Desk, case: str, folder: Path, variant: str) -> list[str]:
    made = desk.dossiers.export(case, "generic", "en", folder, JobContext(), variant=variant)
    return [one.evidence_id.rpartition("/")[2] for one in made.exhibits]


def test_a_redacted_copy_is_for_the_other_party_alone(desk: Desk, tmp_path: Path) -> None:
    case = ready(desk, tmp_path / "in")
    desk.deriving.redact("E-01", BOXES, JobContext(), case)
    assert shown(desk, case, tmp_path / "out", "court") == ["E-01", "E-02"]
    assert shown(desk, case, tmp_path / "out", "other-party") == ["E-03", "E-02"]


def test_the_last_redacted_copy_counts_unless_somebody_says_otherwise(desk: Desk, tmp_path: Path) -> None:
    case = ready(desk, tmp_path / "in")
    other = boxes_from_plain([{"page": 1, "rectangle": [0.2, 0.2, 0.3, 0.3]}])
    desk.deriving.redact("E-01", BOXES, JobContext(), case)
    desk.deriving.redact("E-01", other, JobContext(), case)
    assert desk.dossiers.recipe(case)["exhibits"] == ["E-01", "E-02"]
    assert desk.dossiers.recipe(case)["redacted"] == {"E-01": "E-04"}
    assert shown(desk, case, tmp_path / "out", "other-party") == ["E-04", "E-02"]
    desk.dossiers.set_recipe(case, {"redacted": {"E-01": "E-03"}})
    assert shown(desk, case, tmp_path / "out", "other-party") == ["E-03", "E-02"]


def test_a_translation_stands_behind_its_original(desk: Desk, tmp_path: Path) -> None:
    case = ready(desk, tmp_path / "in")
    file = odd_pdf(tmp_path / "de.pdf", [{}], b"BT /F 20 Tf 100 500 Td (zwei) Tj ET")
    desk.deriving.translate("E-01", file, Translation("de", "A. Weber"), JobContext(), case)
    recipe = desk.dossiers.recipe(case)
    assert recipe["translations"] == {"E-01": "E-03"}
    assert recipe["exhibits"] == ["E-01", "E-03", "E-02"]
    desk.dossiers.set_recipe(case, {"order": ["E-02"]})
    assert desk.dossiers.recipe(case)["exhibits"] == ["E-02", "E-01", "E-03"]


def test_a_translation_made_here_cannot_be_called_the_original_of_its_original(
    desk: Desk, tmp_path: Path
) -> None:
    case = ready(desk, tmp_path / "in")
    file = odd_pdf(tmp_path / "de.pdf", [{}], b"BT /F 20 Tf 100 500 Td (zwei) Tj ET")
    desk.deriving.translate("E-01", file, Translation("de", "A. Weber"), JobContext(), case)
    before = desk.dossiers.recipe(case)
    with pytest.raises(BadInputError) as told:
        desk.dossiers.set_recipe(case, {"translations": {"E-03": "E-01"}, "excluded": ["E-02"]})
    assert told.value.fields["exhibits"] == "E-03 – E-01 – E-03"
    assert desk.dossiers.recipe(case) == before
