"""What law a dossier rests on: that of an annex that is in it, of the court's country, the newest rule."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import add_evidence, new_case, write_files
from tests.factories.dossier import content
from tests.factories.offices import desk_in
from xborder_desk.domain.dossier import Annex, Group
from xborder_desk.domain.jurisdictions import Figure, FigureKind
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.dossiers.grounding import grounded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

STATED = replace(content(), annexes=(Annex("statement", "Erklärung", ()),))
SEEN = dt.date(2026, 11, 23)
SERVICE = Figure(
    "service", FigureKind.SERVICE, "AT", None, SEEN, None, "K: § 116 ZPO", "unchecked", dt.date(2026, 11, 23)
)


def test_what_is_not_in_the_dossier_rests_on_nothing() -> None:
    hashed = replace(content(), annexes=(Annex("hashes", "Hashwerte", ()),))
    assert grounded(content(), [SERVICE]).law == ()
    assert grounded(hashed, [SERVICE]).law == ()
    assert grounded(STATED, []).law == ()


def test_the_rule_is_named_with_source_status_and_annex() -> None:
    (found,) = grounded(STATED, [replace(SERVICE, kind=FigureKind.INTEREST, id="interest"), SERVICE]).law
    assert (found.ref, found.source, found.status) == ("at:service", "K: § 116 ZPO", "unchecked")
    assert (found.checked_on, found.annex) == (SEEN, "statement")


def test_the_newest_rule_counts_and_none_of_a_region() -> None:
    newer = replace(SERVICE, id="service-2027", valid_from=dt.date(2027, 1, 1), status="sourced")
    region = replace(newer, id="scotland", valid_from=dt.date(2028, 1, 1), region="GB-SCT")
    for figures in ([SERVICE, newer, region], [region, newer, SERVICE]):
        assert [one.ref for one in grounded(STATED, figures).law] == ["at:service-2027"]
    assert grounded(STATED, [region]).law == ()


@pytest.fixture
def desk(embedded: Office) -> Iterator[Desk]:
    made = desk_in(embedded)
    yield made
    made.offices._apart.close()


def test_the_package_tells_an_outsider_and_a_new_word_on_the_law_is_a_new_edition(
    desk: Desk, tmp_path: Path
) -> None:
    number = desk.cases.create(new_case(title="Lamp", consumer="Zoë Adler"))
    add_evidence(desk, number, write_files(tmp_path / "in", rechnung="Die Rechnung über eine Lampe."))
    desk.dossiers.set_recipe(number, {"annexes": ["statement"]})
    first = desk.dossiers.export(number, "at", "de", tmp_path / "out", JobContext())
    told = json.loads((first.package / "data/case.json").read_text(encoding="utf-8"))
    assert [(one["ref"], one["status"], one["annex"]) for one in told["law"]] == [
        ("at:service", "unchecked", "statement")
    ]
    again = desk.dossiers.export(number, "at", "de", tmp_path / "again", JobContext())
    assert again.edition == first.edition
    assert again.bundle.read_bytes() == first.bundle.read_bytes()
    desk.law.correct_figure("AT", "service", {"status": "confirmed"}, "Opinion of a lawyer, 2026")
    later = desk.dossiers.export(number, "at", "de", tmp_path / "later", JobContext())
    assert later.edition == first.edition + 1
    told = json.loads((later.package / "data/case.json").read_text(encoding="utf-8"))
    assert [(one["source"], one["status"]) for one in told["law"]] == [
        ("Opinion of a lawyer, 2026", "confirmed")
    ]


def test_a_dossier_over_several_cases_is_looked_over_too(desk: Desk, tmp_path: Path) -> None:
    numbers = [desk.cases.create(new_case(title=f"Lamp {one}", consumer=f"Person {one}")) for one in (1, 2)]
    for number in numbers:
        files = write_files(tmp_path / number, rechnung=f"Die Rechnung zu {number}.")
        add_evidence(desk, number, files)
    group = Group("", tuple(numbers))
    desk.dossiers.groups.set_recipe(group, {"annexes": ["statement"]})
    found = desk.dossiers.groups.draft(group, "at", "de", JobContext()).findings
    assert [one.fields["ref"] for one in found if one.kind == "unchecked-law"] == ["at:service"]
    assert "unchecked-law" not in {
        one.kind for one in desk.dossiers.groups.draft(group, "de", "de", JobContext()).findings
    }
