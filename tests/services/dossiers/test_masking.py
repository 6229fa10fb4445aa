"""The other party's copy: blacked-out items in place of whole ones, and nothing personal in our own words."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import add_evidence, open_case, write_files
from tests.factories.dossier import content, mail
from xborder_desk.domain.dossier import Fact, Identifier
from xborder_desk.domain.recipes import Recipe
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.verify import verify_package
from xborder_desk.services.dossiers.masking import mask, masked, redacted_order

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("paid from DE89 3704 0044 0532 0130 00 today", "paid from DE••••3000 today"),
        ("paid from DE89370400440532013000 today", "paid from DE••••3000 today"),
        ("card 4111 1111 1111 1111", "card ••••1111"),
        ("card 4111-1111-1111-11 12", "card ••••1112"),
        ("order 114-3941689", "order 114-3941689"),
    ],
)
def test_numbers_keep_their_last_figures(text: str, shown: str) -> None:
    assert mask(text) == shown


def test_for_the_court_nothing_is_masked() -> None:
    made = content([mail(1)])
    assert masked(made) is made


def test_for_the_other_party_the_consumer_is_a_name_and_an_address() -> None:
    made = content([mail(1)], variant="other-party")
    party = replace(made.parties[0], identifiers=(Identifier("Telefon", "+49 1"),))
    fact = Fact("F-01", "Bezahlt von DE89370400440532013000.")
    made = masked(replace(made, parties=(party, *made.parties[1:]), facts=(fact,)))
    assert made.parties[0].identifiers == ()
    assert made.parties[0].addresses
    assert made.facts[0].text == "Bezahlt von DE••••3000."
    assert all(exhibit.custody == () for exhibit in made.exhibits)
    assert made.edition.fingerprint == "f" * 64


def test_blacked_out_items_take_the_place_of_whole_ones() -> None:
    recipe = Recipe(redacted={"E-02": "E-05"})
    assert redacted_order(["E-01", "E-02", "E-02.1", "E-03"], recipe) == ["E-01", "E-05", "E-03"]


def test_the_other_partys_package_holds_neither_the_item_nor_what_is_said_of_it(
    desk: Desk, tmp_path: Path
) -> None:
    case = open_case(desk)
    add_evidence(
        desk, case, write_files(tmp_path / "in", whole="IBAN DE89370400440532013000", black="IBAN ----")
    )
    desk.dossiers.set_recipe(case, {"redacted": {"E-01": "E-02"}})
    whole = desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext())
    made = desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext(), variant="other-party")
    assert [one.evidence_id for one in whole.exhibits] == [f"{case}/E-01"]
    assert [one.evidence_id for one in made.exhibits] == [f"{case}/E-02"]
    assert made.package.name.endswith("-other-party")
    assert verify_package(made.package).ok
    everything = b"".join(path.read_bytes() for path in made.package.rglob("*") if path.is_file())
    assert b"DE89370400440532013000" not in everything
    lines = (made.package / "data/registers/custody.jsonl").read_text(encoding="utf-8").splitlines()
    assert all(json.loads(line)["content"] is None for line in lines)


def test_filed_numbers_stay_when_something_is_put_in(desk: Desk, tmp_path: Path) -> None:
    case = open_case(desk)
    add_evidence(desk, case, write_files(tmp_path / "in", a="1", b="2"))
    assert desk.dossiers.freeze(case, "generic") == {"E-01": "1", "E-02": "2"}
    add_evidence(desk, case, write_files(tmp_path / "more", c="3", d="4"))
    kept = desk.dossiers.recipe(case)
    desk.dossiers.set_recipe(case, {**kept, "order": ["E-04", "E-02"], "late": {"E-03": "E-01"}})
    made = desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext())
    assert [(one.evidence_id[-4:], one.label) for one in made.exhibits] == [
        ("E-04", "Exhibit 3"),
        ("E-02", "Exhibit 2"),
        ("E-01", "Exhibit 1"),
        ("E-03", "Exhibit 1a"),
    ]
