"""A package tells its recipient in the dossier's language what lies where and how to check it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.packages import sample_spec
from xborder_desk.i18n.language import places
from xborder_desk.i18n.languages import load
from xborder_desk.pipelines.package_words import readme, verifier_texts
from xborder_desk.pipelines.verifier import TEXTS

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


@pytest.mark.parametrize("tag", ["de", "zh-Hant"])
def test_every_sentence_of_the_verifier_is_there_with_its_places(tag: str, project_root: Path) -> None:
    texts = verifier_texts(load(tag, project_root / "translations"))
    assert set(texts) == set(TEXTS)
    for kind, text in texts.items():
        assert text != TEXTS[kind]
        assert places(text) == places(TEXTS[kind])
