"""The claim from the command line: sums, rates, and the JSON that scripts read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk


def test_the_claim_of_a_case_as_scripts_read_it(desk: Desk, case: str) -> None:
    told = desk.json("claim", "show", case, "--on", "2026-12-31")
    assert {"heads", "interest", "total", "currency"} <= told.keys()
    assert (told["total"], told["currency"], told["on"]) == ("129.90", "EUR", "2026-12-31")
    assert [one["kind"] for one in told["heads"]] == ["price"]
    assert {one["procedure"]: one["state"] for one in told["ceilings"]} == {
        "eu-small-claims": "below",
        "national-small-claims": "below",
    }
    assert all(one["source"] and one["status"] for one in told["ceilings"])
    assert "€129.90" in desk.run("claim", "show", case).out


def test_sums_are_added_and_taken_out(desk: Desk, case: str, tmp_path: Path) -> None:
    (tmp_path / "duty.txt").write_text("3.00", encoding="utf-8")
    desk.json("evidence", "add", case, tmp_path / "duty.txt")
    add = ("claim", "add", case, "--head", "customs", "--amount", "3.00", "--currency", "EUR")
    told = desk.json(*add, "--proof", "E-01", "--note", "Duty")
    assert (told["total"], told["heads"][1]["proof"]) == ("132.90", f"{case}/E-01")
    assert desk.json("claim", "remove", case, "1")["total"] == "129.90"


def test_interest_is_told_by_period(desk: Desk, case: str) -> None:
    desk.json(
        *(
            "contact",
            "add",
            case,
            "--channel",
            "email",
            "--address",
            "a@b.example",
            "--at",
            "2026-01-05T10:00",
        ),
        *("--purpose", "demand", "--reply-by", "2026-01-19"),
    )
    told = desk.json("claim", "show", case, "--on", "2026-02-28")
    (period,) = told["interest"]
    assert (period["from"], period["to"], period["days"]) == ("2026-01-20", "2026-02-28", 40)
    assert (period["percent"], period["amount"], period["assumed"]) == ("6.27", "0.89", False)
    assert told["total"] == "130.79"
    assert "6.27 %" in desk.run("claim", "show", case, "--on", "2026-02-28").out


def test_rates_are_kept_and_a_currency_without_one_is_said(desk: Desk, case: str, tmp_path: Path) -> None:
    told = desk.json(
        "claim",
        "add",
        case,
        "--head",
        "bank-fee",
        "--amount",
        "10",
        "--currency",
        "USD",
        "--on",
        "2026-01-11",
    )
    assert told["heads"][1]["claimed"] is None
    assert any("USD" in one for one in told["warnings"])
    file = tmp_path / "eurofxref-hist.csv"
    file.write_text("Date,USD,\n2026-01-09,1.2500,\n", encoding="utf-8")
    kept = {"rates": 1, "currencies": 1, "first": "2026-01-09", "last": "2026-01-09"}
    assert desk.json("claim", "rates", file) == kept
    head = desk.json("claim", "show", case)["heads"][1]
    assert (head["claimed"], head["basis"]) == ("8.00", "reference")
    assert head["rates"] == [{"currency": "USD", "per_euro": "1.25", "on": "2026-01-09"}]


def test_refusals_change_nothing(desk: Desk, case: str, tmp_path: Path) -> None:
    assert "no added sum" in desk.refused("claim", "remove", case, "1")
    assert "is no number of a sum" in desk.refused("claim", "remove", case, "one")
    add = ("claim", "add", case, "--amount", "3", "--currency", "EUR")
    assert "gift" in desk.refused(*add, "--head", "gift")
    (tmp_path / "rates.csv").write_text("a,b", encoding="utf-8")
    assert "eurofxref-hist" in desk.refused("claim", "rates", tmp_path / "rates.csv")
    assert "is no country" in desk.refused("claim", "show", case, "--country", "ZZ")


def test_ceilings_are_named_in_words_and_with_the_colon_of_the_language(desk: Desk, case: str) -> None:
    told = desk.run("--language", "fr", "claim", "show", case, "--on", "2026-12-31").out
    assert "Procédure européenne de règlement des petits litiges (EU, 5\u202f000,00\u00a0€)\u00a0: " in told
    assert "eu-small-claims" not in told
    assert "Total\u00a0: " in told
