"""What the other party would still read is said with each build of its copy, until it is redacted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import add_evidence, new_case, write_files
from tests.factories.offices import desk_in
from xborder_desk.domain.dossier import Group
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.parties import NewIdentifier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.services.dossiers import DossierExport
    from xborder_desk.storage.office import Office

OWN = "DE89 3704 0044 0532 0130 00"
THEIRS = "LT12 1000 0111 0100 1000"
TEXTS = {
    "account": f"Paid from {OWN}.",
    "card": "Charged to 4111 1111 1111 1111.",
    "invoice": f"Pay to {THEIRS}, please.",
    "phone": "Call me: 0170/123 45 67.",
    "plain": "Order 114-3941689 of 5 January 2026.",
}


@pytest.fixture
def desk(embedded: Office) -> Iterator[Desk]:
    made = desk_in(embedded)
    yield made
    made.offices._apart.close()


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> str:
    number = desk.cases.create(new_case(title="Lamp", consumer="Zoë Adler"))
    add_evidence(desk, number, write_files(tmp_path / "in", **TEXTS))
    desk.parties.add_identifier(number, "P-01", NewIdentifier("phone", "+49 170 1234567"))
    desk.parties.add_identifier(number, "P-02", NewIdentifier("iban", THEIRS))
    return number


def export(desk: Desk, case: str, tmp_path: Path, variant: str = "other-party") -> DossierExport:
    return desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext(), variant=variant)


def labels(desk: Desk, case: str) -> dict[str, str]:
    """Give the label of each exhibit by the name of its file."""
    names = {one.number: one.filename for one in desk.evidence.list(case)}
    return {
        names[number].partition(".")[0]: f"Exhibit {n}" for number, n in desk.dossiers.numbers(case).items()
    }


def test_each_exhibit_that_shows_personal_data_is_named_and_no_other(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    made, called = export(desk, case, tmp_path), labels(desk, case)
    shows = "{} shows personal data to the other party: {}. Make a redacted copy of it."
    assert set(made.warnings) == {
        shows.format(called["account"], "IBAN"),
        shows.format(called["card"], "PAN"),
        shows.format(called["phone"], "Phone"),
    }


def test_the_court_sees_everything_and_nothing_is_said(desk: Desk, case: str, tmp_path: Path) -> None:
    made = export(desk, case, tmp_path, "court")
    assert made.warnings == ()
    read = "".join(path.read_text(encoding="utf-8") for path in (made.package / "data/text").iterdir())
    assert OWN in read


def test_texts_beside_the_other_partys_copy_keep_only_the_last_figures(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    made = export(desk, case, tmp_path)
    read = "".join(path.read_text(encoding="utf-8") for path in (made.package / "data/text").iterdir())
    assert OWN not in read
    assert "DE••••3000" in read
    assert "4111" not in read


def test_what_is_left_out_is_not_spoken_of(desk: Desk, case: str, tmp_path: Path) -> None:
    desk.dossiers.set_recipe(case, {"excluded": [one.number for one in desk.evidence.list(case)][:-1]})
    (left,) = desk.dossiers.numbers(case)
    shown = next(one for one in desk.evidence.list(case) if one.number == left)
    wanted = 0 if shown.filename.startswith(("plain", "invoice")) else 1
    assert len(export(desk, case, tmp_path).warnings) == wanted


def test_a_redacted_copy_in_its_place_mends_it(desk: Desk, case: str, tmp_path: Path) -> None:
    number = next(one.number for one in desk.evidence.list(case) if one.filename.startswith("account"))
    add_evidence(desk, case, write_files(tmp_path / "copy", redacted="Paid from DE••••3000."))
    copy = next(one.number for one in desk.evidence.list(case) if one.filename.startswith("redacted"))
    desk.dossiers.set_recipe(case, {"redacted": {number: copy}})
    assert not any("IBAN" in one for one in export(desk, case, tmp_path).warnings)


def test_over_several_cases_it_is_said_too(desk: Desk, case: str, tmp_path: Path) -> None:
    group = Group(cases=(case,))
    groups = desk.dossiers.groups
    made = groups.export(group, "generic", "en", tmp_path / "out", JobContext(), variant="other-party")
    assert sum("personal data" in one for one in made.warnings) == 3
