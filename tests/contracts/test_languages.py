"""Every language that lies in ``translations/`` is whole, fits the texts there are, and can be loaded."""

from __future__ import annotations

import csv
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from xborder_desk.i18n.catalogues import check
from xborder_desk.i18n.languages import available, completeness, load

if TYPE_CHECKING:
    from pathlib import Path


def test_german_and_traditional_chinese_are_there(project_root: Path) -> None:
    assert {"en", "de", "zh-Hant"} <= set(available(project_root / "translations"))


def test_no_translation_is_wrong(project_root: Path) -> None:
    assert check(project_root, complete=False) == []


def test_every_language_loads_without_a_complaint(project_root: Path) -> None:
    for tag in available(project_root / "translations"):
        language = load(tag, project_root / "translations")
        assert (language.tag, language.problems) == (tag, ())
        if tag != "en":
            assert language.text("Refund") != "Refund"
            assert completeness(tag, project_root / "translations").total > 100


@pytest.mark.parametrize("column", ["en", "de", "zh_Hant"])
def test_the_glossary_has_every_term(column: str, project_root: Path) -> None:
    text = (project_root / "translations" / "glossary.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) > 80
    assert [row["term_id"] for row in rows if not row[column]] == []


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext's own tools are not installed")
def test_gettext_s_own_check_has_nothing_to_say(project_root: Path) -> None:
    sources = sorted((project_root / "translations").glob("*/LC_MESSAGES/*.po"))
    assert len(sources) >= 3 * 11
    for source in sources:
        done = subprocess.run(["msgfmt", "-c", "-o", "-", source], capture_output=True, check=False)
        assert (done.returncode, done.stderr.decode()) == (0, ""), source
