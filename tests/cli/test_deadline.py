"""Time limits and deadlines from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk, Shell


def test_a_limit_is_counted_without_an_office(shell: Shell) -> None:
    rule = ("deadline", "compute", "--rule", "eu-1182-71")
    done = shell.run(*rule, "--from", "2026-11-23", "--period", "P14D", "--json")
    assert done.status == 0
    assert done.json["date"] == "2026-12-07"
    assert done.json["source"].startswith("Regulation")
    assert done.json["steps"]
    back = shell.run(*rule, "--from", "2027-01-13", "--period", "-P10D", "--json")
    assert back.json["date"] == "2027-01-03"
    assert "31 Dec 2026" in back.json["warnings"][0]
    assert back.json["act_by"] == "2026-12-31"
    easter = shell.run(*rule, "--from", "2026-03-20", "--period", "P14D", "--country", "DE", "--json")
    assert easter.json["date"] == "2026-04-07"
    both = shell.run(*rule, "--from", "2026-11-23", "--period", "P1M", "--json")
    assert both.json["alternatives"][0]["date"] == "2026-12-24"
    assert both.json["alternatives"][0]["why"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--rule", "roman", "--from", "2026-11-23", "--period", "P14D"),
        ("--rule", "eu-1182-71", "--from", "2026-11-31", "--period", "P14D"),
        ("--rule", "eu-1182-71", "--from", "2026-11-23", "--period", "fortnight"),
        ("--rule", "eu-1182-71", "--from", "2026-11-23", "--period", "P14D", "--country", "XX"),
    ],
)
def test_what_cannot_be_counted_is_one_sentence(shell: Shell, wrong: tuple[str, ...]) -> None:
    done = shell.run("deadline", "compute", *wrong)
    assert done.status == 1
    assert done.sentence


def test_a_missing_option_is_wrong_usage(shell: Shell) -> None:
    assert shell.run("deadline", "compute", "--rule", "eu-1182-71").status == 2


def test_people_read_day_and_steps(shell: Shell) -> None:
    done = shell.run(
        "deadline", "compute", "--rule", "eu-1182-71", "--from", "2026-11-23", "--period", "P14D"
    )
    assert "2026" in done.out.splitlines()[0]
    assert done.out.splitlines()[1].startswith("1. ")


def test_deadlines_are_listed_and_exported(desk: Desk, case: str, tmp_path: Path) -> None:
    assert desk.json("deadline", "list") == {"deadlines": []}
    facts = ("delivery-due=2026-09-26", "paid-on=2026-09-01", "payment=card-visa", "problem=T02.1")
    desk.json("case", "set", case, *facts)
    found = desk.json("deadline", "list", case)["deadlines"]
    assert [one["due"] for one in found] == sorted(one["due"] for one in found)
    assert {"case": case, "fact": "delivery_due", "status": "unchecked"}.items() <= found[0].items()
    file = tmp_path / "deadlines.ics"
    assert desk.json("deadline", "export", "--to", file)["deadlines"] >= len(found)
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert case in desk.run("deadline", "list").out


def test_the_rule_is_cited_in_the_language_of_the_reader_and_as_it_is_in_json(desk: Desk) -> None:
    compute = ("deadline", "compute", "--rule", "eu-1182-71", "--from", "2026-03-09", "--period", "P7D")
    assert "Règlement (CEE, Euratom) n° 1182/71, article 3" in desk.run("--language", "fr", *compute).out
    assert desk.json(*compute)["source"] == "Regulation (EEC, Euratom) No 1182/71, Article 3"
