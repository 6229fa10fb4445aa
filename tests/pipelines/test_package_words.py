"""A package tells its recipient in the dossier's language what lies where and how to check it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.factories.packages import sample_spec
from xborder_desk.i18n.language import Language, places
from xborder_desk.i18n.languages import load
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.package import write_package
from xborder_desk.pipelines.package_words import readme, verifier_texts
from xborder_desk.pipelines.verifier import TEXTS
from xborder_desk.pipelines.verify import verify_package

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("tag", "words"),
    [("en", "Case 2026-0001, edition 1"), ("de", "Fall 2026-0001"), ("zh-Hant", "案件 2026-0001")],
)
def test_the_readme_speaks_the_language_and_names_the_commands(
    tag: str, words: str, tmp_path: Path, project_root: Path
) -> None:
    text = readme(sample_spec(tmp_path), load(tag, project_root / "translations"))
    assert text.startswith(words)
    for command in ("python3 verify.py", "sha256sum -c manifest-sha256.txt", "bagit.py --validate ."):
        assert command in text
    assert text.endswith("\n")


def test_the_readme_of_several_cases_names_the_dossier_and_what_documents_there_are(tmp_path: Path) -> None:
    spec = replace(sample_spec(tmp_path), documents={})
    assert "data/documents/" not in readme(spec, Language("en"))
    several = replace(spec, case_number="S-0005", case={"group": [{}]}, documents={"hashes.pdf": b"%PDF"})
    text = readme(several, Language("en"))
    assert text.startswith("Dossier S-0005 – Edition 1")
    assert "data/documents/" in text


@pytest.mark.parametrize(
    ("court", "office", "files"),
    [
        ("de", "fr", {"README.txt", "README.fr.txt", "README.en.txt"}),
        ("de", "de", {"README.txt", "README.en.txt"}),
        ("fr", "en", {"README.txt", "README.en.txt"}),
        ("en", "de", {"README.txt", "README.de.txt"}),
        ("en", "en", {"README.txt"}),
        ("de", "", {"README.txt", "README.en.txt"}),
    ],
)
def test_a_package_speaks_the_courts_and_the_offices_language(
    court: str, office: str, files: set[str], tmp_path: Path, project_root: Path
) -> None:
    speak = partial(load, translations=project_root / "translations")
    spec = replace(sample_spec(tmp_path), language=court)
    home = speak(office) if office else None
    made = write_package(spec, tmp_path / "out", JobContext(), speak(court), home)
    found = {path.name: path.read_text(encoding="utf-8") for path in made.folder.glob("README*")}
    assert set(found) == files
    assert found["README.txt"] == readme(spec, speak(court))
    for name, text in found.items():
        tag = name.removeprefix("README").removesuffix("txt").strip(".")
        assert text == readme(spec, speak(tag or court))
    assert verify_package(made.folder).ok


@pytest.mark.parametrize("tag", ["de", "zh-Hant"])
def test_every_sentence_of_the_verifier_is_there_with_its_places(tag: str, project_root: Path) -> None:
    texts = verifier_texts(load(tag, project_root / "translations"))
    assert set(texts) == set(TEXTS)
    for kind, text in texts.items():
        assert text != TEXTS[kind]
        assert places(text) == places(TEXTS[kind])
