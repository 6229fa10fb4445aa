"""Facts from the command line, and what proves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk


def test_a_fact_is_added_with_its_proofs(desk: Desk, case: str, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("a note", encoding="utf-8")
    [item] = desk.json("evidence", "add", case, tmp_path / "note.txt")["added"]
    text = "It smoked, see {{ref:E-01:1}}."
    made = desk.json("fact", "add", case, "--text", text, "--on", "2026-02", "--proof", item["evidence"])
    assert made == {"fact": f"{case}/F-01"}
    desk.json("fact", "add", case, "--text", "Again.", "--on", "2026-02-03", "--proof", "e-01:1")
    facts = desk.json("case", "show", case)["facts"]
    assert [one["fact"] for one in facts] == [f"{case}/F-01", f"{case}/F-02"]
    assert facts[0]["proofs"] == [{"evidence": item["evidence"], "page": None}]
    assert facts[1]["proofs"] == [{"evidence": item["evidence"], "page": 1}]
    assert (facts[0]["on"], facts[0]["precision"]) == ("2026-02-01", "month")


@pytest.mark.parametrize(
    "more",
    [
        ("--text", "", "--on", "2026-02-03"),
        ("--text", "x", "--on", "2026-02-30"),
        ("--text", "x", "--on", "2026-02-03", "--proof", "E-09"),
        ("--text", "x", "--on", "2026-02-03", "--proof", "E-01:0"),
        ("--text", "x", "--on", "2026-02-03", "--proof", "nonsense"),
        ("--text", "see {{ref:E-09}}", "--on", "2026-02-03"),
        ("--text", "\u202eevil", "--on", "2026-02-03"),
    ],
)
def test_a_bad_fact_is_not_added(desk: Desk, case: str, more: tuple[str, ...]) -> None:
    assert desk.refused("fact", "add", case, *more)
