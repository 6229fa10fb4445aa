"""References pointed elsewhere: at whole numbers, and at the blacked-out copy in place of its original."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.cases import add_evidence, open_case, write_files
from tests.factories.dossier import content, mail
from xborder_desk.documents.placing import all_references
from xborder_desk.domain.references import Reference, references
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.dossiers.pointing import at_copies, pointed, retold
from xborder_desk.services.facts import NewFact

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk


def test_every_reference_of_a_dossier_is_pointed_elsewhere_and_nothing_else_changes() -> None:
    made = content([mail(1), mail(2)])
    moved = pointed(made, lambda key: f"2026-0001/{key}")
    before, after = list(all_references(made)), list(all_references(moved))
    assert after == [Reference(f"2026-0001/{one.key}", one.page) for one in before]
    assert len(before) > 5
    assert pointed(moved, lambda key: key.rpartition("/")[2]) == made


def test_what_an_exhibit_says_is_left_as_it_is() -> None:
    made = content([replace(mail(1), text="{{ref:E-01}}", title="{{ref:E-02}}")])
    assert pointed(made, lambda _key: "E-09").exhibits == made.exhibits


def test_a_copy_is_pointed_at_only_where_it_is_shown_in_place_of_its_original() -> None:
    original, copy = mail(1), replace(mail(3), proves=("F-09",))
    swapped = at_copies(content([copy, mail(2)]), {"E-01": "E-03"})
    assert {one.key for one in all_references(swapped)} == {"E-03", "E-02"}
    assert swapped.exhibits[0].proves == ("F-09", "F-01")
    both = content([original, copy, mail(2)])
    assert at_copies(both, {"E-01": "E-03"}) is both
    neither = content([mail(2)])
    assert at_copies(neither, {"E-01": "E-03"}) is neither


KEYS = st.from_regex(r"E-\d{1,3}(\.\d{1,2})?", fullmatch=True)
PIECES = st.lists(st.one_of(st.text(max_size=8), KEYS.map(lambda key: f"{{{{ref:{key}}}}}")), max_size=8)


@given(PIECES)
def test_a_text_keeps_its_words_and_the_pages_of_its_references(pieces: list[str]) -> None:
    text = "".join(pieces)
    whole = retold(text, lambda key: f"2026-0007/{key}")
    assert [one.page for one in references(whole)] == [one.page for one in references(text)]
    assert all(one.key.startswith("2026-0007/") for one in references(whole))
    assert retold(whole, lambda key: key.removeprefix("2026-0007/")) == text


@pytest.mark.parametrize("variant", ["court", "other-party"])
def test_the_other_partys_copy_refers_to_the_label_of_the_redacted_copy(
    desk: Desk, tmp_path: Path, variant: str
) -> None:
    case = open_case(desk)
    add_evidence(desk, case, write_files(tmp_path / "in", whole="Name and sum", black="■■■■ and sum"))
    desk.facts.add(case, NewFact("Paid as {{ref:E-01:1}} shows.", "2026-01-07", ("E-01:1",)))
    desk.dossiers.set_recipe(case, {"redacted": {"E-01": "E-02"}})
    made = desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext(), variant=variant)
    assert made.warnings == ()
    told = (made.package / "data/case.json").read_text(encoding="utf-8")
    shown = "E-01" if variant == "court" else "E-02"
    assert f"{{{{ref:{shown}:1}}}}" in told
    assert [one.evidence_id for one in made.exhibits] == [f"{case}/{shown}"]
