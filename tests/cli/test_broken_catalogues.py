"""With a broken catalogue the command line goes on in English and says so; a paper is then not written."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.cli.harness import Desk, Done
from xborder_desk import cli
from xborder_desk.app import Places, Ways, find_places
from xborder_desk.settings import SettingsFile

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = "xborder_desk"
LETTERS = "xborder_letters"


@pytest.fixture
def translations(tmp_path: Path) -> Path:
    """Compiled catalogues of German and French alone, as an installed program has them."""
    made = tmp_path / "translations"
    for tag in ("de", "fr"):
        folder = made / tag / "LC_MESSAGES"
        folder.mkdir(parents=True)
        for file in (find_places().translations / tag / "LC_MESSAGES").glob("*.po"):
            shutil.copyfile(file, folder / file.name)
    return made


def damage(translations: Path, domain: str, kind: str) -> str:
    """Break a German catalogue; gives its name as a person is told it."""
    source = translations / "de" / "LC_MESSAGES" / f"{domain}.po"
    binary = source.with_suffix(".mo")
    compiled = (find_places().translations / "de" / "LC_MESSAGES" / f"{domain}.mo").read_bytes()
    source.unlink()
    binary.write_bytes(
        {"cut": compiled[: len(compiled) // 2], "garbage": bytes(range(256)) * 40, "empty": b""}[kind]
    )
    return f"de/LC_MESSAGES/{domain}.mo"


def run(desk: Desk, translations: Path, *arguments: str | Path) -> Done:
    """Run one command of a program with these catalogues."""
    ways = Ways(Places(find_places().resources, translations), SettingsFile(desk.settings))
    desk.capture.readouterr()
    status = cli.run([str(one) for one in arguments], ways, lambda _location, _language: 7)
    seen = desk.capture.readouterr()
    return Done(status, seen.out, seen.err)


@pytest.fixture(autouse=True)
def _compiled() -> None:
    if not (find_places().translations / "de" / "LC_MESSAGES" / f"{PROGRAM}.mo").is_file():
        pytest.skip("the catalogues of this checkout were not compiled")


@pytest.mark.parametrize("kind", ["cut", "garbage", "empty"])
def test_the_screen_goes_on_in_english_and_names_the_file(
    kind: str, desk: Desk, translations: Path, case: str
) -> None:
    file = damage(translations, PROGRAM, kind)
    done = run(desk, translations, "--language", "de", "case", "list")
    assert done.status == 0
    assert case in done.out
    assert "Status" in done.out
    assert file in done.sentence
    assert "showing English" in done.sentence
    assert "Traceback" not in done.err
    french = run(desk, translations, "--language", "fr", "case", "list")
    assert (french.status, french.err) == (0, "")


@pytest.mark.parametrize("kind", ["cut", "garbage", "empty"])
def test_no_letter_or_form_goes_out_in_english_in_place_of_german(
    kind: str, desk: Desk, translations: Path, case: str, tmp_path: Path
) -> None:
    file = damage(translations, LETTERS, kind)
    target = tmp_path / "letter.txt"
    asked = ("letter", "create", case, "complaint", "--to", target)
    for languages in (("--language", "de"), ("--language", "fr", "--beside", "de"), ("--language", "de-AT")):
        done = run(desk, translations, *asked, *languages)
        assert done.status == 1
        assert file in done.sentence
        assert not target.exists()
    form = run(
        desk, translations,
        "form", "export", case, "eu-small-claims", "--language", "de", "--to", tmp_path / "f.json",
    )  # fmt: skip
    assert (form.status, file in form.sentence) == (1, True)
    assert run(desk, translations, *asked, "--language", "fr").status == 0
    assert "Madame, Monsieur" in target.read_text("utf-8")


def test_no_statement_goes_out_in_english_either(
    desk: Desk, translations: Path, case: str, tmp_path: Path
) -> None:
    file = damage(translations, PROGRAM, "cut")
    target = tmp_path / "statement.pdf"
    for languages in (("--language", "de"), ("--language", "en", "--beside", "de")):
        done = run(desk, translations, "contact", "statement", case, *languages, "--to", target)
        assert done.status == 1
        assert file in done.sentence
        assert not target.exists()
    post = run(desk, translations, "post", "print", "--language", "de", "--to", target)
    assert (post.status, file in post.sentence) == (1, True)
    folder = tmp_path / "dossier"
    dossier = run(
        desk, translations,
        "dossier", "export", case, "--profile", "de", "--language", "de", "--to", folder,
    )  # fmt: skip
    assert (dossier.status, file in dossier.sentence) == (1, True)
    assert not folder.exists() or not any(folder.iterdir())


def test_titles_of_letters_come_in_english_and_it_is_said(desk: Desk, translations: Path) -> None:
    file = damage(translations, LETTERS, "cut")
    done = run(desk, translations, "--language", "de", "letter", "list")
    assert done.status == 0
    assert "Was es ist" in done.out
    assert "Address inquiry" in done.out
    assert file in done.sentence
    as_json = run(desk, translations, "--language", "de", "letter", "list", "--json")
    assert {one["id"] for one in as_json.json["letters"]} >= {"complaint", "address-inquiry"}
