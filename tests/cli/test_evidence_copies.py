"""Copies from the command line: redacted, in part, upright, converted, translated; or a sentence why not."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from tests.factories.told import OVER, telling_pdf, telling_picture, tells

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk


@pytest.fixture
def item(desk: Desk, case: str, tmp_path: Path) -> str:
    """A PDF that tells a word in many ways."""
    file = telling_pdf(tmp_path / "Zwiebelfisch.pdf", layered=False)
    return str(desk.json("evidence", "add", case, file)["added"][0]["evidence"])


def boxes(tmp_path: Path, value: Any = None) -> Path:
    file = tmp_path / "boxes.json"
    file.write_text(json.dumps([OVER] if value is None else value), encoding="utf-8")
    return file


def test_a_redacted_copy(desk: Desk, case: str, item: str, tmp_path: Path) -> None:
    original = desk.json("evidence", "show", item)
    made = desk.json("evidence", "redact", item, "--boxes", boxes(tmp_path))
    assert (made["evidence"], made["derived_from"]) == (f"{case}/E-02", item)
    assert made["derivation"]["boxes"][0]["reason"] == "personal-data"
    target = tmp_path / "out.pdf"
    desk.json("evidence", "export", made["evidence"], "--to", target)
    assert not tells(target)
    assert hashlib.sha256(target.read_bytes()).hexdigest() == made["sha256"]
    after = desk.json("evidence", "show", item)
    assert after["sha256"] == original["sha256"]
    custody = [event["action"] for event in after["custody"]]
    assert custody == ["import", "redact"]
    assert after["custody"][-1]["details"]["hash_after"] == made["sha256"]
    assert desk.json("evidence", "verify")["ok"] is True


def test_the_help_shows_the_shape_of_the_file(desk: Desk) -> None:
    told = desk.run("evidence", "redact", "--help").out
    for word in ('"rectangle"', '"page"', "personal-data", "bottom-left", "1/72"):
        assert word in told


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([], "list"),
        ([{"page": 1}], "Box 1"),
        ([{"page": 9, "rectangle": [1, 1, 9, 9]}], "only 2"),
        ([{"page": 1, "rectangle": [2000, 1, 2009, 9]}], "outside"),
        ([{"page": 1, "rectangle": [1, 1, 9, 9], "reason": "because"}], "because"),
    ],
)
def test_wrong_boxes_are_one_sentence(desk: Desk, item: str, tmp_path: Path, value: Any, said: str) -> None:
    assert said in desk.refused("evidence", "redact", item, "--boxes", boxes(tmp_path, value))


def test_a_file_of_boxes_that_is_none(desk: Desk, item: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\xff\xfe\x00 no text")
    (tmp_path / "y").write_text("no json", encoding="utf-8")
    assert "UTF-8" in desk.refused("evidence", "redact", item, "--boxes", tmp_path / "x")
    assert "JSON" in desk.refused("evidence", "redact", item, "--boxes", tmp_path / "y")
    assert "read" in desk.refused("evidence", "redact", item, "--boxes", tmp_path / "none")
    assert "read" in desk.refused("evidence", "redact", item, "--boxes", tmp_path)


def test_an_item_that_is_not_there(desk: Desk, case: str, tmp_path: Path) -> None:
    assert "E-99" in desk.refused("evidence", "redact", f"{case}/E-99", "--boxes", boxes(tmp_path))
    assert "E-99" in desk.refused("evidence", "derive", f"{case}/E-99", "--pages", "1")


def test_pages_of_an_item(desk: Desk, item: str) -> None:
    made = desk.json("evidence", "derive", item, "--pages", "2-2")
    assert (made["pages"], made["derived_from"], made["derivation"]["how"]) == (1, item, "pages")
    assert desk.json("evidence", "derive", item, "--pages", "1")["pages"] == 1


@pytest.mark.parametrize("pages", ["0", "3", "2-1", "a-b", "1-2-3", "-1", ""])
def test_pages_that_are_none(desk: Desk, item: str, pages: str) -> None:
    assert desk.refused("evidence", "derive", item, f"--pages={pages}")


def test_one_thing_is_derived_at_a_time(desk: Desk, item: str) -> None:
    assert "--pages" in desk.refused("evidence", "derive", item)
    assert "--pages" in desk.refused("evidence", "derive", item, "--pages", "1", "--convert", "pdf")


def test_pictures_upright_turned_and_converted(desk: Desk, case: str, tmp_path: Path) -> None:
    file = telling_picture(tmp_path / "p.jpg", orientation=6)
    picture = desk.json("evidence", "add", case, file)["added"][0]["evidence"]
    assert desk.json("evidence", "derive", picture, "--upright")["filename"] == "p-upright.png"
    assert desk.json("evidence", "derive", picture, "--turn", "90")["derivation"]["turned"] == 90
    assert desk.json("evidence", "derive", picture, "--convert", "pdf")["kind"] == "pdf"
    assert desk.refused("evidence", "derive", picture, "--turn", "45")
    assert desk.refused("evidence", "derive", picture, "--turn", "much")
    assert desk.refused("evidence", "derive", picture, "--convert", "docx")


def test_a_translation_of_an_item(desk: Desk, item: str, tmp_path: Path) -> None:
    file = tmp_path / "de.txt"
    file.write_text("Übersetzung", encoding="utf-8")
    given = (
        "--into",
        "de",
        "--translator",
        "Anna Berg",
        "--on",
        "2026-02-01",
        "--certified",
        "--pages",
        "1=1-2",
    )
    made = desk.json("evidence", "translate", item, file, *given)
    assert (made["derived_from"], made["language"]) == (item, "de")
    assert made["derivation"]["pairs"] == [[1, 1, 2]]
    assert made["derivation"]["certified"] is True
    assert desk.json("evidence", "show", item)["custody"][-1]["action"] == "translate"


def test_a_translation_needs_a_language_and_a_translator(desk: Desk, item: str, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("x", encoding="utf-8")
    assert desk.refused("evidence", "translate", item, tmp_path / "t.txt", "--into", "de", status=2)
    given = ("--into", "xx-nonsense", "--translator", "A B")
    assert desk.refused("evidence", "translate", item, tmp_path / "t.txt", *given)
    given = ("--into", "de", "--translator", "A B")
    assert desk.refused("evidence", "translate", item, tmp_path / "none.txt", *given)


def locked(desk: Desk, case: str, tmp_path: Path) -> str:
    telling_pdf(tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="sesame-4711", owner="o"))
    return str(desk.json("evidence", "add", case, tmp_path / "locked.pdf")["added"][0]["evidence"])


def test_a_locked_pdf_opens_with_its_password_from_a_file(desk: Desk, case: str, tmp_path: Path) -> None:
    item = locked(desk, case, tmp_path)
    (tmp_path / "wrong").write_text("sesame\n", encoding="utf-8")
    (tmp_path / "right").write_text("sesame-4711\r\nsecond line\n", encoding="utf-8")
    assert "password" in desk.refused("evidence", "unlock", item)
    assert "password" in desk.refused("evidence", "unlock", item, "--password-file", tmp_path / "wrong")
    assert desk.json("evidence", "unlock", item, "--password-file", tmp_path / "right")["pages"] == 2
    made = desk.json(
        "evidence", "redact", item, "--boxes", boxes(tmp_path), "--password-file", tmp_path / "right"
    )
    assert made["pages"] == 2
    assert "sesame-4711" not in desk.content()


def test_pages_of_a_locked_pdf_are_copied_with_its_password_and_stand_in_the_dossier(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    item = locked(desk, case, tmp_path)
    (tmp_path / "right").write_text("sesame-4711\n", encoding="utf-8")
    assert "password" in desk.refused("evidence", "derive", item, "--pages", "1-2")
    made = desk.json("evidence", "derive", item, "--pages", "1-2", "--password-file", tmp_path / "right")
    assert made["pages"] == 2
    assert "password" not in str(made["warnings"])
    assert made["evidence"] in desk.json("dossier", "recipe", case)["exhibits"]
    assert "sesame-4711" not in desk.content()
