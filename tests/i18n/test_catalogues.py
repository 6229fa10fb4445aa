"""The translator's commands: texts are collected, kept, compiled and checked."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from xborder_desk.i18n.catalogues import check, compile_all, hints, main, template, update
from xborder_desk.i18n.checking import read_glossary
from xborder_desk.i18n.languages import load

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
from xborder_desk.i18n import N_
TEXTS = [N_("Refund"), N_("Sent to {name}")]
def shown(language, n):
    return language.plural("{n} case", "{n} cases", n) + language.ctext("verb", "Open") + _("Two "
        "lines")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "xborder_desk" / "ui").mkdir(parents=True)
    (tmp_path / "xborder_desk" / "ui" / "page.py").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "resources" / "taxonomy").mkdir(parents=True)
    (tmp_path / "resources" / "taxonomy" / "mine.toml").write_text(
        '[[types]]\ncode = "T01"\nlabel = "Quality"\n', encoding="utf-8"
    )
    return tmp_path


def fill(project: Path, *pairs: tuple[str, str]) -> None:
    path = project / "translations" / "de" / "LC_MESSAGES" / "xborder_desk.po"
    text = path.read_text(encoding="utf-8")
    for msgid, msgstr in pairs:
        assert f"{msgid}\nmsgstr" in text or f"{msgid}\nmsgid_plural" in text
        head, tail = text.split(f"{msgid}\n", 1)
        text = f"{head}{msgid}\n" + tail.replace('""', f'"{msgstr}"', 1)
    path.write_text(text, encoding="utf-8")


ALL = (
    ('msgid "Refund"', "Erstattung"),
    ('msgid "Sent to {name}"', "Gesendet an {name}"),
    ('msgid "Open"', "Öffnen"),
    ('msgid "Two lines"', "Zwei Zeilen"),
    ('msgid "Quality"', "Qualität"),
    ('msgid "{n} case"', "{n} Fall"),
)


def fill_all(project: Path) -> None:
    update(project, ["de"])
    fill(project, *ALL)
    path = project / "translations" / "de" / "LC_MESSAGES" / "xborder_desk.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgstr[1] ""', 'msgstr[1] "{n} Fälle"'), encoding="utf-8")


def test_collects_texts_of_program_and_data(project: Path) -> None:
    found = {(message.id, message.context) for message in template(project) if message.id}
    assert found == {
        ("Refund", None),
        ("Sent to {name}", None),
        (("{n} case", "{n} cases"), None),
        ("Open", "verb"),
        ("Two lines", None),
        ("Quality", "taxonomy:T01"),
    }


def test_updating_keeps_what_is_translated_and_drops_what_is_gone(project: Path) -> None:
    fill_all(project)
    page = project / "xborder_desk" / "ui" / "page.py"
    page.write_text(PROGRAM.replace("Refund", "Replacement"), encoding="utf-8")
    assert update(project) == ["de"]
    text = (project / "translations" / "de" / "LC_MESSAGES" / "xborder_desk.po").read_text(encoding="utf-8")
    assert "Gesendet an {name}" in text
    assert "Erstattung" not in text
    assert check(project) == ["de: missing: “Replacement”"]


def test_updating_twice_changes_nothing(project: Path) -> None:
    fill_all(project)
    update(project)
    path = project / "translations" / "de" / "LC_MESSAGES" / "xborder_desk.po"
    before = path.read_bytes()
    update(project, ["de"])
    assert path.read_bytes() == before


def test_a_percentage_is_not_taken_for_a_place(project: Path) -> None:
    page = project / "xborder_desk" / "ui" / "page.py"
    page.write_text('TEXT = N_("12 % from then")', encoding="utf-8")
    update(project, ["de"])
    text = (project / "translations" / "de" / "LC_MESSAGES" / "xborder_desk.po").read_text(encoding="utf-8")
    assert "12 % from then" in text
    assert "python-format" not in text


def test_a_whole_catalogue_is_right_and_compiles(project: Path) -> None:
    fill_all(project)
    assert check(project) == []
    assert compile_all(project) == ["de"]
    (project / "translations" / "de" / "LC_MESSAGES" / "xborder_desk.po").unlink()
    german = load("de", project / "translations")
    assert german.plural("{n} case", "{n} cases", 3) == "3 Fälle"
    assert german.ctext("taxonomy:T01", "Quality") == "Qualität"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Gesendet an {name}", "Gesendet", "lacks the place {name}"),
        ("Gesendet an {name}", "Gesendet an {name} {day}", "names the place {day}"),
        ("Gesendet an {name}", "Gesendet an {name} ", "another space"),
        ("Erstattung", "", "missing: “Refund”"),
        ("{n} Fälle", "", "a plural form is empty"),
        ("{n} Fälle", "Fälle {m}", "names the place {m}"),
        ('msgid "Refund"', '#, fuzzy\nmsgid "Refund"', "guessed"),
        ('msgid "Refund"', 'nonsense "Refund"', "cannot be read"),
        ("Gesendet an {name}", "Ge&sendet an {name}", "has a key (&)"),
        ("Zwei Zeilen", "Zwei Zeilen\\n", "another space or line break"),
        ("Gesendet an {name}", "Gesendet an {Name}", "names the place {Name}"),
    ],
)
def test_faults_are_told(old: str, new: str, told: str, project: Path) -> None:
    fill_all(project)
    path = project / "translations" / "de" / "LC_MESSAGES" / "xborder_desk.po"
    text = path.read_text(encoding="utf-8").replace("#, fuzzy", "")
    path.write_text(text.replace(old, new), encoding="utf-8")
    lines = check(project)
    assert any(told in line for line in lines), lines
    assert all(line.startswith("de: ") for line in lines)


def test_the_glossary_gives_hints(project: Path) -> None:
    fill_all(project)
    (project / "translations" / "glossary.csv").write_text(
        "term_id,en,de,zh_Hant\nrefund,refund,Rückzahlung,退款\ncase,case,Fall (Vorgang),案件\n",
        encoding="utf-8",
    )
    assert hints(project) == ["de: “refund” is “Rückzahlung” in the glossary: “Refund”"]
    assert read_glossary(project / "none.csv") == {}


def test_the_commands(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    root = ["--root", str(project)]
    with caplog.at_level("INFO"):
        assert main(["update", "de", *root]) == 0
        assert main(["extract", *root]) == 0
        assert main(["compile", *root]) == 0
        assert main(["hints", *root]) == 0
        assert main(["check", *root]) == 1
    assert (project / "translations" / "xborder_desk.pot").read_bytes().count(b"msgid") == 8


SENTENCES = """
from xborder_desk.i18n import N_
TEXTS = [
    N_("The seller has not answered the second letter yet."),
    N_("Write to contact=help@example.com or open https://shop.example/offer now."),
    N_("any of: name, alias, country, address, phone, email"),
    N_("Xborder Desk"),
    N_("see below"),
]
"""


@pytest.mark.parametrize(
    ("source", "said", "told"),
    [
        (
            "The seller has",
            "The seller has not answered the second letter yet.",
            "seller has not answered the",
        ),
        (
            "The seller has",
            "Der Verkäufer has not answered the second letter bislang.",
            "has not answered the",
        ),
        ("see below", "see below", "says “see below” in English"),
        ("The seller has", "Der Verkäufer hat den zweiten Brief noch nicht beantwortet.", ""),
        ("Write to", "An contact=help@example.com schreiben oder https://shop.example/offer öffnen.", ""),
        ("any of", "eines von: name, alias, country, address, phone, email", ""),
        ("Xborder", "Xborder Desk", ""),
    ],
)
def test_source_text_left_by_mistake_is_told(source: str, said: str, told: str, project: Path) -> None:
    (project / "xborder_desk" / "ui" / "page.py").write_text(SENTENCES, encoding="utf-8")
    update(project, ["de"])
    path = project / "translations" / "de" / "LC_MESSAGES" / "xborder_desk.po"
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(f'msgid "{source}'))
    lines[at + 1] = f'msgstr "{said}"'
    path.write_text("\n".join(lines), encoding="utf-8")
    found = [line for line in check(project, complete=False) if "in English" in line]
    assert len(found) == bool(told), found
    assert all(told in line for line in found)


def test_a_term_said_otherwise_is_told_with_the_rest(project: Path) -> None:
    fill_all(project)
    glossary = project / "translations" / "glossary.csv"
    glossary.write_text("term_id,en,de\nrefund,refund,Rückzahlung\n", encoding="utf-8")
    assert check(project) == ["de: “refund” is “Rückzahlung” in the glossary: “Refund”"]
    allowed = project / "translations" / "glossary-deviations.csv"
    allowed.write_text("term_id,language,words,reason\nrefund,de,Erstattung,as in law\n", encoding="utf-8")
    assert check(project) == []
    allowed.write_text("term_id,language,words,reason\nrefund,de,Erstattung,\n", encoding="utf-8")
    assert "without words or reason" in check(project)[0]


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext's own tools are not installed")
def test_what_is_written_pleases_gettext_s_own_check(project: Path) -> None:
    fill_all(project)
    update(project)
    path = project / "translations" / "de" / "LC_MESSAGES" / "xborder_desk.po"
    done = subprocess.run(["msgfmt", "-c", "-o", "-", path], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert load("de", project / "translations").text("Refund") == "Erstattung"
