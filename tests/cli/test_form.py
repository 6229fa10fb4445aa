"""Forms from the command line: their content from a case, and what is missing in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk


def test_forms_are_listed_with_their_state(desk: Desk) -> None:
    told = desk.json("form", "list")["forms"]
    assert {one["id"]: one["status"] for one in told} == {
        "eu-payment-order": "unchecked",
        "eu-small-claims": "sourced",
        "national-small-claims": "sourced",
    }
    assert "national-small-claims" in desk.run("form", "list").out


def test_a_form_is_exported_and_what_lacks_is_named(desk: Desk, case: str, tmp_path: Path) -> None:
    file = tmp_path / "form.json"
    given = ("--fact", "court_name=Amtsgericht Freiburg")
    told = desk.json(
        "form", "export", case, "national-small-claims", "--language", "de", "--to", file, *given
    )
    assert told["file"] == str(file)
    assert "2.2 claimant_street" in told["incomplete"]
    assert "1.1 court_name" not in told["incomplete"]
    assert json.loads(file.read_text(encoding="utf-8"))["incomplete"] == told["incomplete"]
    shown = desk.run(
        "form", "export", case, "eu-small-claims", "--language", "fr", "--to", tmp_path / "f.xml"
    )
    assert shown.status == 0
    assert "Missing: 1.1 court_name" in shown.out


def test_refusals_change_nothing(desk: Desk, case: str, tmp_path: Path) -> None:
    export = ("form", "export", case)
    to = ("--language", "de", "--to", tmp_path / "form.pdf")
    assert "Possible: eu-payment-order" in desk.refused(*export, "form-z", *to)
    assert "is no value of a field" in desk.refused(*export, "eu-small-claims", *to, "--fact", "x")
    odd = ("--language", "de", "--to", tmp_path / "form.doc")
    assert "must end with" in desk.refused(*export, "eu-small-claims", *odd)
