"""One dossier over several cases from the command line: built, verified, refused in a sentence."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.harness import Shell

if TYPE_CHECKING:
    from tests.cli.harness import Desk

LOOK = ("--profile", "de", "--language", "de")


@pytest.fixture
def two(desk: Desk, case: str, tmp_path: Path) -> tuple[str, str]:
    """Two cases against one seller, with a file that both have."""
    other = desk.json(
        *("case", "create", "--title", "Fan", "--consumer", "Uwe Brandt", "--consumer-country", "AT"),
        *("--seller", "深圳灯具", "--seller-country", "CN"),
    )["case"]
    (tmp_path / "terms.txt").write_text("Terms of the shop.", encoding="utf-8")
    (tmp_path / "letter.txt").write_text("Dear shop, yours Erika Mustermann", encoding="utf-8")
    desk.json("evidence", "add", case, tmp_path / "terms.txt", tmp_path / "letter.txt")
    desk.json("evidence", "add", other, tmp_path / "terms.txt")
    return case, other


def test_a_dossier_over_two_cases_is_built_and_verified_by_a_stranger(
    desk: Desk, two: tuple[str, str], tmp_path: Path
) -> None:
    order = ("dossier", "group", "--cases", ",".join(two), "--pseudonymous", *LOOK, "--to")
    made = desk.json(*order, tmp_path / "out")
    assert made.keys() >= {"bundle", "package", "zip", "pages", "edition", "exhibits", "warnings"}
    assert [one["evidence"] for one in made["exhibits"]] == [f"{two[0]}/E-01"]
    assert made["exhibits"][0]["label"] == "Anlage K 1"
    assert [one["case"] for one in made["cases"]] == list(two)
    assert [one["consumer"][-2:] for one in made["cases"]] == [" A", " B"]
    assert [one["evidence"] for one in made["left_out"]] == [f"{two[0]}/E-02"]
    stranger = Shell(tmp_path / "strange", desk.capture)
    for name in ("bundle", "package", "zip"):
        assert stranger.json("dossier", "verify", made[name])["ok"]
    everything = b"".join(path.read_bytes() for path in Path(made["package"]).rglob("*") if path.is_file())
    assert b"Mustermann" not in everything
    assert b"Brandt" not in everything
    again = desk.json(*order, tmp_path / "again")
    first, second = (hashlib.sha256(Path(one["zip"]).read_bytes()).hexdigest() for one in (made, again))
    assert first == second


def test_cases_may_be_given_one_by_one_and_people_are_told_lines(
    desk: Desk, two: tuple[str, str], tmp_path: Path
) -> None:
    given = [word for number in two for word in ("--cases", number)]
    done = desk.run("dossier", "group", *given, *LOOK, "--to", tmp_path / "out")
    assert done.status == 0
    assert "Anlage K 2" in done.out
    assert f"{two[0]}+{two[1]}-de-de-1.zip" in done.out


def test_all_cases_of_a_seller_and_numbers_kept_for_good(
    desk: Desk, two: tuple[str, str], tmp_path: Path
) -> None:
    found = desk.json("seller", "list")["sellers"]
    numbers = sorted(one["seller"] for one in found if one["name"] == "深圳灯具")
    for other in numbers[1:]:
        desk.json("seller", "decide", numbers[0], other, "same", "--reason", "one firm")
    order = ("dossier", "group", "--seller", numbers[0], *LOOK, "--to", tmp_path / "out")
    first = desk.json(*order, "--freeze")
    assert [one["case"] for one in first["cases"]] == list(two)
    file = tmp_path / "recipe.json"
    file.write_text(json.dumps({"excluded": [f"{two[0]}/E-01"], "annexes": ["hashes"]}), encoding="utf-8")
    second = desk.json(*order, "--recipe", file)
    assert (first["edition"], second["edition"]) == (1, 2)
    assert {one["evidence"] for one in second["exhibits"]} == {f"{two[0]}/E-02"}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ((), "Name a case or a seller"),
        (("--seller", "S-0001", "--cases", "2026-0001"), "Name a case or a seller"),
        (("--cases", "2026-0077"), "2026-0077"),
        (("--seller", "S-0077"), "S-0077"),
        (("--cases", "2026-0001", "--variant", "nobody"), "nobody"),
        (("--cases", "2026-0001", "--split", "much"), "much"),
        (("--cases", "2026-0001", "--recipe", "gone.json"), "gone.json"),
        (("--cases", " , "), "Name a case or a seller"),
    ],
)
@pytest.mark.usefixtures("case")
def test_what_cannot_be_built_is_one_sentence(
    desk: Desk, tmp_path: Path, given: tuple[str, ...], says: str
) -> None:
    assert says in desk.refused("dossier", "group", *given, *LOOK, "--to", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_recipe_of_a_case_names_its_annexes_as_they_are(desk: Desk, case: str, tmp_path: Path) -> None:
    file = tmp_path / "recipe.json"
    file.write_text(json.dumps({"annexes": ["custody", "statement"]}), encoding="utf-8")
    kept = desk.json("dossier", "recipe", case, "--from", file)
    assert kept["annexes"] == ["statement", "custody"]
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert desk.json("dossier", "recipe", case, "--from", file) == kept
