"""What cannot be done is one sentence in the language of the person, and nothing was changed by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk, Done, Shell

# What was typed, and what the sentence must name.
REFUSED: Final = [
    (("case", "show", "2026-0999"), "2026-0999"),
    (("case", "show", ""), ""),
    (("case", "set", "CASE", "amount=much"), "much"),
    (("case", "set", "CASE", "amount=1.23456"), "1.23456"),
    (("case", "set", "CASE", "amount=-5"), "-5"),
    (("case", "set", "CASE", "currency=EURO"), "EURO"),
    (("case", "set", "CASE", "ordered-on=2026-02-30"), "2026-02-30"),
    (("case", "set", "CASE", "ordered-on=1815-06-18"), "1815-06-18"),
    (("case", "set", "CASE", "status=finished"), "finished"),
    (("case", "set", "CASE", "payment=shells"), "shells"),
    (("case", "set", "CASE", "problem=T99.9"), "T99.9"),
    (("case", "set", "CASE", "moon=1"), "moon"),
    (("case", "set", "CASE", "title="), ""),
    (("case", "set", "CASE", "delivery_state=perhaps"), "perhaps"),
    (("party", "add", "CASE", "--role", "wizard", "--name", "X"), "wizard"),
    (("party", "add", "CASE", "--role", "bank", "--name", "X", "--country", "ZZ"), "ZZ"),
    (("party", "add", "2026-0999", "--role", "bank", "--name", "X"), "2026-0999"),
    (("fact", "add", "CASE", "--text", "T", "--on", "yesterday"), "yesterday"),
    (("fact", "add", "CASE", "--text", "T", "--on", "2026-01-02", "--proof", "E-09"), "E-09"),
    (("evidence", "show", "CASE/E-09"), "E-09"),
    (("evidence", "show", "nothing"), "nothing"),
    (("evidence", "verify", "2026-0999"), "2026-0999"),
    (("evidence", "export", "CASE/E-09", "--to", "x"), "E-09"),
    (("contact", "add", "CASE", "--channel", "pigeon", "--address", "x"), "pigeon"),
    (("contact", "add", "CASE", "--channel", "email", "--address", "x", "--result", "eaten"), "eaten"),
    (("contact", "add", "CASE", "--channel", "email", "--address", "x", "--at", "noon"), "noon"),
    (("contact", "add", "CASE", "--channel", "email", "--address", "x", "--purpose", "fun"), "fun"),
    (("contact", "add", "CASE", "--channel", "email", "--address", "x", "--proof", "/gone.txt"), "gone.txt"),
    (("contact", "correct", "CASE/A-09", "--note", "n"), "A-09"),
    (("contact", "result", "CASE/A-09", "--result", "bounced"), "A-09"),
    (("contact", "readiness", "CASE", "--court", "ZZ"), "ZZ"),
    (("contact", "list", "2026-0999"), "2026-0999"),
    (("seller", "show", "S-0999"), "S-0999"),
    (("seller", "decide", "S-0001", "S-0999", "same", "--reason", "r"), "S-0"),
    (("seller", "undo", "D-0999"), "D-0999"),
    (("seller", "import", "/gone.csv"), "gone.csv"),
    (("route", "list", "CASE", "--on", "2026-02-30"), "2026-02-30"),
    (("route", "list", "2026-0999"), "2026-0999"),
    (("claim", "show", "2026-0999"), "2026-0999"),
    (("claim", "show", "CASE", "--on", "soon"), "soon"),
    (("claim", "add", "CASE", "--head", "pizza", "--amount", "1", "--currency", "EUR"), "pizza"),
    (("deadline", "list", "2026-0999"), "2026-0999"),
    (("letter", "create", "CASE", "haiku", "--language", "de", "--to", "x.pdf"), "haiku"),
    (("dossier", "recipe", "2026-0999"), "2026-0999"),
    (("dossier", "recipe", "CASE", "--from", "/gone.json"), "gone.json"),
]


@pytest.mark.parametrize(
    ("arguments", "named"), REFUSED, ids=lambda one: " ".join(one) if isinstance(one, tuple) else ""
)
def test_what_cannot_be_done_is_said_in_two_languages(
    desk: Desk, case: str, arguments: tuple[str, ...], named: str
) -> None:
    typed = [one.replace("CASE", case) for one in arguments]
    english = desk.refused("--language", "en", *typed)
    german = desk.refused("--language", "de", *typed)
    assert english != german
    for told in (english, german):
        assert named in told
        assert "{" not in told.replace("{{", "")
        assert not told.startswith(("Error:", "BadInputError", "KeyError"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("case", "create", "--title", "T"),
        ("case", "show"),
        ("case", "show", "a", "b"),
        ("case", "set", "CASE"),
        ("case", "set", "CASE", "title"),
        ("case", "list", "--sort", "x"),
        ("moon",),
        ("case", "moon"),
        ("party", "add", "CASE", "--role", "bank"),
        ("fact", "add", "CASE", "--on", "2026-01-01"),
        ("evidence", "add", "CASE"),
        ("contact", "add", "CASE", "--channel", "email"),
        ("contact", "correct", "CASE/A-01"),
        ("deadline", "compute", "--rule", "eu-1182-71", "--from", "2026-01-01"),
        ("deadline", "export"),
        ("letter", "create", "CASE", "complaint", "--language", "de"),
        ("seller", "decide", "S-0001", "S-0002", "same"),
        ("seller", "compare", "one"),
        ("seller", "match", "--limit", "0", "--name", "x"),
        ("seller", "match", "--identifier", "phone"),
        ("--language",),
    ],
)
def test_wrong_usage_is_two_and_says_what_is_missing(
    desk: Desk, case: str, arguments: tuple[str, ...]
) -> None:
    before = desk.content()
    done = desk.run(*(one.replace("CASE", case) for one in arguments))
    assert (done.status, done.out) == (2, "")
    assert done.err.strip()
    assert "Traceback" not in done.err
    assert desk.content() == before


def test_a_refusal_says_nothing_on_stdout_even_as_json(desk: Desk, case: str) -> None:
    for arguments in (("case", "show", "2026-0999"), ("evidence", "show", f"{case}/E-09")):
        done = desk.run(*arguments, "--json")
        assert (done.status, done.out) == (1, "")
        assert done.sentence


LIMITS: Final = [
    ("eu-1182-71", "2026-05-01", "P1D", (), "2026-05-04"),
    ("eu-1182-71", "2026-05-01", "P2D", (), "2026-05-05"),
    ("eu-1182-71", "2026-01-31", "P1M", (), "2026-03-02"),
    ("eu-1182-71", "2026-11-23", "-P2D", (), "2026-11-19"),
    ("eu-1182-71", "2026-11-23", "P20WD", ("--country", "DE"), "2026-12-21"),
    ("eu-1182-71", "2026-04-30", "P1D", ("--country", "DE"), "2026-05-04"),  # 1 May is a holiday
    ("eu-1182-71", "2026-07-13", "P1D", ("--country", "FR"), "2026-07-15"),  # 14 July
    ("calendar-days", "2026-11-23", "P120D", (), "2027-03-23"),
    ("calendar-days", "2026-11-23", "-P120D", (), "2026-07-26"),
    ("bgb-187-193", "2026-12-11", "P2W", ("--country", "DE"), "2026-12-28"),
    ("cmr-30", "2026-05-08", "P7D", (), "2026-05-16"),
    ("year-end", "2023-03-15", "P3Y", (), "2026-12-31"),
]


@pytest.mark.parametrize(("rule", "event", "period", "more", "date"), LIMITS)
def test_limits_worked_out_by_hand(
    shell: Shell, rule: str, event: str, period: str, more: tuple[str, ...], date: str
) -> None:
    answer = shell.json(*("deadline", "compute", "--rule", rule, "--from", event, "--period", period, *more))
    assert answer["date"] == date
    assert answer["steps"]
    assert all(one["date"] >= date for one in answer["alternatives"])
    assert answer["source"]


def said(done: Done) -> tuple[int, str]:
    return done.status, done.sentence


def test_commands_that_need_no_office_work_without_one(shell: Shell, tmp_path: Path) -> None:
    assert shell.json("version").keys() >= {"version"}
    tags = [one["tag"] for one in shell.json("languages")["languages"]]
    assert {"en", "de", "fr", "zh-Hans", "zh-Hant"} <= set(tags)
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("name1,name2\nSiemens AG,Siemens Aktiengesellschaft\nLampix,Zortan\n", encoding="utf-8")
    told = shell.json("seller", "compare", "--pairs", pairs)["pairs"]
    assert [(one["name1"], one["name2"], one["match"]) for one in told] == [
        ("Siemens AG", "Siemens Aktiengesellschaft", True),
        ("Lampix", "Zortan", False),
    ]
    status, sentence = said(shell.run("case", "list"))
    assert status == 1
    assert "office" in sentence.lower()
    assert shell.windows == []


def test_a_dossier_that_is_none_is_no_crash(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / "x.zip").write_bytes(b"PK nothing")
    for name in ("empty", "x.pdf", "x.zip", "gone"):
        done = shell.run("dossier", "verify", tmp_path / name)
        assert done.status == 1
        assert "Traceback" not in done.err + done.out
        assert (done.err + done.out).strip()
