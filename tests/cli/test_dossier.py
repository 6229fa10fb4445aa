"""Dossiers from the command line: the recipe, the export, and a check that needs no office."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.harness import Shell
from xborder_desk.evidence.eml import sample as mail_sample

if TYPE_CHECKING:
    from tests.cli.harness import Desk


@pytest.fixture
def full_case(desk: Desk, case: str, tmp_path: Path) -> str:
    """A case with a mail and a note."""
    (tmp_path / "mail.eml").write_bytes(mail_sample())
    (tmp_path / "note.txt").write_text("It smoked.", encoding="utf-8")
    desk.json("evidence", "add", case, tmp_path / "mail.eml", tmp_path / "note.txt")
    return case


def test_a_recipe_is_shown_and_kept(desk: Desk, full_case: str, tmp_path: Path) -> None:
    first = desk.json("dossier", "recipe", full_case)
    ids = [f"{full_case}/{number}" for number in ("E-01", "E-01.1", "E-02")]
    assert first == {"order": [], "excluded": [], "titles": {}, "exhibits": ids}
    file = tmp_path / "recipe.json"
    given = {**first, "order": [ids[2]], "titles": {ids[0]: {"de": "Die Frage"}}}
    file.write_text(json.dumps(given), encoding="utf-8")
    kept = desk.json("dossier", "recipe", full_case, "--from", file)
    assert kept["exhibits"] == [ids[2], ids[0], ids[1]]
    assert kept["titles"] == {ids[0]: {"de": "Die Frage"}}
    assert json.loads(desk.run("dossier", "recipe", full_case).out) == kept


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"not json", "is no JSON file"),
        (b"\xff\xfe\x00", "is no JSON file"),
        (b"[" * 100_000, "is no JSON file"),
        (b"[]", "no JSON object"),
        (b'{"order": ["E-09"]}', "E-09"),
        (b'{"titles": {"E-01": "x"}}', "titles"),
        (b'{"translations": {"E-01": "E-01"}}', "The recipe runs in a circle: E-01 – E-01."),
    ],
)
def test_a_bad_recipe_is_not_kept(
    desk: Desk, full_case: str, tmp_path: Path, content: bytes, says: str
) -> None:
    file = tmp_path / "recipe.json"
    file.write_bytes(content)
    assert says in desk.refused("dossier", "recipe", full_case, "--from", file)


def test_a_recipe_that_is_no_file_is_told(desk: Desk, full_case: str, tmp_path: Path) -> None:
    assert "is not there" in desk.refused("dossier", "recipe", full_case, "--from", tmp_path / "gone.json")
    assert "cannot be read" in desk.refused("dossier", "recipe", full_case, "--from", tmp_path)


def test_a_dossier_is_built_and_verified(desk: Desk, full_case: str, tmp_path: Path) -> None:
    to = tmp_path / "out"
    order = ("dossier", "export", full_case, "--profile", "de", "--language", "de", "--to", to)
    made = desk.json(*order)
    assert made.keys() >= {"bundle", "package", "zip", "pages", "edition", "exhibits", "warnings"}
    assert (made["edition"], len(made["exhibits"])) == (1, 3)
    for exhibit in made["exhibits"]:
        assert exhibit.keys() >= {"label", "title", "evidence", "first_page", "last_page", "sha256"}
        assert 1 <= exhibit["first_page"] <= exhibit["last_page"] <= made["pages"]
    assert made["exhibits"][0]["evidence"] == f"{full_case}/E-01"
    assert made["exhibits"][0]["label"].startswith("Anlage")
    before = hashlib.sha256(Path(made["bundle"]).read_bytes()).hexdigest()
    again = desk.run(*order[:-1], tmp_path / "again")
    assert again.status == 0
    assert hashlib.sha256(next((tmp_path / "again").glob("*.pdf")).read_bytes()).hexdigest() == before
    stranger = Shell(tmp_path / "strange", desk.capture)
    for name in ("bundle", "package", "zip"):
        checked = stranger.json("dossier", "verify", made[name])
        assert (checked["ok"], checked["findings"]) == (True, [])
    original = next(
        each for each in Path(made["package"]).rglob("*.txt") if each.read_bytes() == b"It smoked."
    )
    original.chmod(0o600)
    original.write_bytes(b"It stank!!")
    found = stranger.run("dossier", "verify", made["package"], "--json")
    assert (found.status, found.json["ok"]) == (1, False)
    assert found.json["findings"][0].keys() == {"file", "kind", "message"}
    assert original.name in found.json["findings"][0]["file"]
    assert original.name in found.sentence


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"--profile": "atlantis"}, "atlantis"),
        ({"--language": "tlh"}, "no language “tlh”"),
        ({"--variant": "secret"}, "no variant “secret”"),
    ],
)
def test_a_dossier_that_cannot_be_is_not_begun(
    desk: Desk, full_case: str, tmp_path: Path, change: dict[str, str], says: str
) -> None:
    options = {"--profile": "de", "--language": "de", "--to": str(tmp_path / "out"), **change}
    words = [word for pair in options.items() for word in pair]
    assert says in desk.refused("dossier", "export", full_case, *words)
    assert not (tmp_path / "out").exists()


def test_nothing_is_built_where_a_file_stands(desk: Desk, full_case: str, tmp_path: Path) -> None:
    done = desk.run(
        *(
            "dossier",
            "export",
            full_case,
            "--profile",
            "de",
            "--language",
            "de",
            "--to",
            tmp_path / "note.txt",
        )
    )
    assert (done.status, done.out) == (1, "")
    assert "note.txt" in done.sentence
    assert (tmp_path / "note.txt").read_text(encoding="utf-8") == "It smoked."


def test_what_is_no_package_is_told(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file.zip").write_bytes(b"PK nothing")
    assert "is not there" in shell.run("dossier", "verify", tmp_path / "gone").sentence
    for path in (tmp_path / "file.zip", tmp_path):
        done = shell.run("dossier", "verify", path, "--json")
        assert (done.status, done.json["ok"]) == (1, False)
        assert done.sentence


def test_a_dossier_too_large_for_a_court_comes_in_parts_too(
    desk: Desk, full_case: str, tmp_path: Path
) -> None:
    order = ("dossier", "export", full_case, "--profile", "de", "--language", "de", "--to", tmp_path / "out")
    made = desk.json(*order, "--split", "0.1")
    assert made["parts"] == [] or all(Path(part).stat().st_size <= 100_000 for part in made["parts"])
    assert desk.json(*order)["parts"] == []
    assert not list((tmp_path / "out").glob("*-part-*.pdf"))
    for given in ("huge", "0", "-3", "nan", "inf"):
        assert given in desk.refused(*order, "--split", given)
