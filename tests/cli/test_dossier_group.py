"""One dossier over several cases from the command line: built, verified, refused in a sentence."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.harness import Shell
from tests.factories.signatures import NAME, PASS, flipped, holds, key, maker
from xborder_desk.app import find_places
from xborder_desk.cli.dossier_build import PASSPHRASE
from xborder_desk.i18n.languages import load
from xborder_desk.services.dossiers.making import SELF_MADE

if TYPE_CHECKING:
    from tests.cli.harness import Desk
    from tests.factories.signatures import Maker

__all__ = ["key", "maker"]

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


def test_a_signed_one_holds_for_another_program_and_no_longer_after_one_changed_byte(
    desk: Desk, two: tuple[str, str], key: str, maker: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE, PASS)
    order = ("dossier", "group", "--cases", ",".join(two), *LOOK, "--to")
    made = desk.json(*order, tmp_path / "out", "--sign", key, "--visible")
    bundle = Path(made["bundle"])
    assert holds(bundle, maker)
    assert load("de", find_places().translations).text(SELF_MADE) in made["warnings"]
    stranger = Shell(tmp_path / "strange", desk.capture)
    for name in ("bundle", "package", "zip"):
        checked = stranger.json("dossier", "verify", made[name])
        assert checked["ok"]
        assert checked["signature"]["intact"]
        assert NAME in checked["signature"]["signer"]
    everything = b"".join(one.read_bytes() for one in Path(made["package"]).rglob("*") if one.is_file())
    assert PASS.encode() not in everything
    spoilt = flipped(bundle, tmp_path / bundle.name)
    assert not holds(spoilt, maker)
    done = stranger.run("dossier", "verify", spoilt, "--json")
    assert done.status == 1
    assert done.json["signature"]["intact"] is False


@pytest.mark.parametrize("verb", ["group", "export"])
def test_with_a_passphrase_that_opens_nothing_no_dossier_is_built_and_no_number_kept(
    desk: Desk, two: tuple[str, str], key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.setenv(PASSPHRASE, "not this one")
    recipe = tmp_path / "recipe.json"
    recipe.write_text(json.dumps({"annexes": ["hashes"]}), encoding="utf-8")
    several = ("--cases", ",".join(two), "--freeze", "--recipe", recipe)
    order = ("group", *several) if verb == "group" else ("export", two[0])
    said = desk.refused("dossier", *order, *LOOK, "--to", tmp_path / "out", "--sign", key)
    assert "key.p12" in said
    assert "not this one" not in said
    assert not list(tmp_path.glob("out/*"))
