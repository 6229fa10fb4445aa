"""Each command done twice, undone, or cut off by its own rules: what a script may rely on."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cli.harness import CASE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """Two files with the same bytes and one with others."""
    made = []
    for name, text in (("a.txt", "same"), ("Ünïcödé 名.txt", "same"), ("c.txt", "other")):
        file = tmp_path / "in" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        made.append(file)
    return made


def numbers(answer: Any) -> list[str]:
    return [one["evidence"].rpartition("/")[2] for one in answer["added"]]


def test_files_come_back_in_the_order_they_were_given_each_once(
    desk: Desk, case: str, papers: list[Path]
) -> None:
    first = desk.json("evidence", "add", case, *papers)
    assert numbers(first) == ["E-01", "E-02", "E-03"]
    assert [one["filename"] for one in first["added"]] == [file.name for file in papers]
    again = desk.json("evidence", "add", case, *reversed(papers))
    assert [one["path"] for one in again["added"]] == [str(file) for file in reversed(papers)]
    twins = [one["duplicate_of"] for one in [*first["added"], *again["added"]]]
    assert twins[:3] == [None, f"{case}/E-01", None]
    assert all(twins[3:])
    verified = desk.json("evidence", "verify", case)
    assert (verified["ok"], verified["checked"], verified["findings"]) == (True, 6, [])


def test_what_is_exported_is_what_came_in_and_nothing_is_overwritten(
    desk: Desk, case: str, papers: list[Path], tmp_path: Path
) -> None:
    desk.json("evidence", "add", case, *papers)
    for typed in (f"{case}/E-03", f"{case}/e-3", f"{case}/E-003"):
        target = tmp_path / f"out-{len(typed)}-{typed[-3:]}.txt"
        desk.json("evidence", "export", typed, "--to", target)
        assert target.read_text("utf-8") == "other"
        assert "already" in desk.refused("evidence", "export", f"{case}/E-01", "--to", target)
        assert target.read_text("utf-8") == "other"
    assert (papers[2]).read_text("utf-8") == "other"


def test_setting_what_is_so_already_changes_nothing(desk: Desk, case: str) -> None:
    desk.json("case", "set", case, "status=waiting", "paid-on=2026-01-02")
    before = desk.content()
    for typed in ("status=waiting", "paid_on=2026-01-02", " Paid-On = 2026-01-02".strip()):
        desk.json("case", "set", case, typed.replace(" = ", "="))
    assert desk.content() == before


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("amount", "1249", "1249.00"),
        ("amount", "0.5", "0.50"),
        ("title", "  Ümläut  ", "Ümläut"),
        ("product", "台灯 „LED“ – 5W", "台灯 „LED“ – 5W"),
        ("order_number", "00114-39", "00114-39"),
        ("via_marketplace", "YES", True),
        ("paid_on", "2024-02-29", "2024-02-29"),
        ("story", "one\r\ntwo", "one\ntwo"),
        ("platform", "e\u0301", "\u00e9"),
    ],
)
def test_a_value_is_kept_as_it_was_meant(
    desk: Desk, case: str, field: str, value: str, shown: object
) -> None:
    desk.json("case", "set", case, f"{field}={value}")
    assert desk.json("case", "show", case)[field] == shown
    assert next(one for one in desk.json("case", "list")["cases"] if one["case"] == case)


def test_an_amount_without_its_currency_is_asked_for(desk: Desk) -> None:
    told = desk.refused(*CASE, "--amount", "12.50")
    assert "currency" in told
    told = desk.refused(*CASE, "--currency", "EUR")
    assert "amount" in told


WRONG: Final = [
    ("amount=1.249,00.1", "1.249,00.1"), ("amount=-1", "-1"), ("amount=1e3", "1e3"), ("currency=€€", "€€"),
    ("paid-on=2026-02-29", "2026-02-29"), ("paid-on=26-01-05", "26-01-05"), ("paid-on=5.1.2026", "5.1.2026"),
    ("status=Closed!", "Closed!"), ("via-marketplace=perhaps", "perhaps"),
    ("titel=X", "titel"), ("language=xxxx-yyyyyyyyy", "xxxx"), ("amount=12,50", "12,50"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "named"), WRONG)
def test_a_value_that_is_none_is_named_and_nothing_of_the_rest_is_kept(
    desk: Desk, case: str, typed: str, named: str
) -> None:
    """Of several fields one that is wrong stops them all."""
    assert named in desk.refused("case", "set", case, "title=Kept out", typed, "product=Kept out")


def test_logging_and_correcting_leave_every_word(desk: Desk, case: str) -> None:
    base = ("contact", "add", case, "--channel", "email", "--address")
    first = desk.json(*base, "shop@seller.example", "--at", "2026-01-05T10:00+01:00")["attempt"]
    desk.json("contact", "result", first, "--result", "bounced", "--note", "550")
    desk.json("contact", "correct", first, "--address", "shop2@seller.example", "--note", "typed wrong")
    (attempt,) = desk.json("contact", "list", case)["attempts"]
    assert attempt["address"] == "shop2@seller.example"
    assert attempt["started_at"].startswith("2026-01-05T09:00:00")
    assert [one["result"] for one in attempt["results"]] == ["bounced"]
    assert len(attempt["corrections"]) == 1
    told = json.dumps(attempt)
    assert "shop@seller.example" in told  # what was written first is still there


def test_a_number_may_be_typed_short_wherever_a_thing_is_meant(
    desk: Desk, case: str, papers: list[Path]
) -> None:
    desk.json("evidence", "add", case, papers[0])
    assert desk.json("fact", "add", case, "--text", "T", "--on", "2026-01-02", "--proof", "e-1")[
        "fact"
    ].endswith("F-01")
    desk.json("contact", "add", case, "--channel", "phone", "--address", "+49 761 123456")
    desk.json("contact", "result", f"{case}/a-1", "--result", "no_answer")
    shown = desk.json("case", "show", case)
    assert [proof["evidence"] for proof in shown["facts"][0]["proofs"]] == [f"{case}/E-01"]
    assert shown["attempts"][0]["result"] == "no_answer"


def test_another_cases_paper_is_no_proof(desk: Desk, case: str, papers: list[Path]) -> None:
    other = desk.json(*CASE)["case"]
    desk.json("evidence", "add", other, papers[0])
    theirs = f"{other}/E-01"
    for arguments in (
        ("fact", "add", case, "--text", "T", "--on", "2026-01-02", "--proof", theirs),
        ("claim", "add", case, "--head", "customs", "--amount", "5", "--currency", "EUR", "--proof", theirs),
    ):
        assert "belongs to another case" in desk.refused(*arguments)


def test_a_backup_restores_to_the_same_answers(
    desk: Desk, case: str, papers: list[Path], tmp_path: Path
) -> None:
    desk.json("evidence", "add", case, *papers)
    made = desk.json("office", "backup", tmp_path / "b.zip")
    assert (made["cases"], made["evidence"]) == (1, 3)
    assert zipfile.is_zipfile(tmp_path / "b.zip")
    before = desk.json("case", "show", case)
    again = desk.json("office", "restore", tmp_path / "b.zip", tmp_path / "again")
    assert {key: again[key] for key in ("cases", "evidence")} == {"cases": 1, "evidence": 3}
    assert desk.json("--office", tmp_path / "again", "case", "show", case) == before
    assert desk.json("--office", tmp_path / "again", "office", "check")["ok"]
    told = desk.run("office", "restore", tmp_path / "b.zip", tmp_path / "again").sentence
    assert "not empty" in told


def test_damage_is_found_by_the_check_and_said_by_its_status(
    desk: Desk, case: str, papers: list[Path]
) -> None:
    desk.json("evidence", "add", case, papers[0], papers[2])
    stored = sorted(one for one in (desk.office / "evidence").glob("*/*") if one.is_file())
    stored[0].chmod(0o600)
    stored[0].write_bytes(b"changed")
    for arguments in (("office", "check"), ("evidence", "verify"), ("evidence", "verify", case)):
        done = desk.run(*arguments, "--json")
        assert (done.status, done.json["ok"]) == (1, False)
        assert done.json["findings"]
        assert all({"kind", "subject", "message"} <= one.keys() for one in done.json["findings"])
        assert done.sentence
    stored[0].unlink()
    assert desk.run("office", "check", "--json").json["findings"][0]["kind"] == "bytes-missing"
