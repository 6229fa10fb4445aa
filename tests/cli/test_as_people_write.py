"""Sums, moments, countries, languages, names and addresses as people of many places write them."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.harness import CASE
from xborder_desk.settings import SettingsFile

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk

SUMS: Final = [
    ("12", "JPY", "12"), ("1.234", "KWD", "1.234"), ("0", "EUR", "0.00"), ("00012.5", "eur", "12.50"),
    ("+5", "EUR", "5.00"), ("１２", "CNY", "12.00"), ("١٢", "AED", "12.00"),
    ("999999999.99", "EUR", "999999999.99"),
]  # fmt: skip


@pytest.mark.parametrize(("amount", "currency", "kept"), SUMS)
def test_a_sum_is_kept_exactly_in_the_decimals_of_its_currency(
    desk: Desk, case: str, amount: str, currency: str, kept: str
) -> None:
    desk.json("case", "set", case, f"amount={amount}", f"currency={currency}")
    shown = desk.json("case", "show", case)
    assert shown["currency"] == currency.upper()
    assert float(shown["amount"]) == float(kept)
    decimals = shown["amount"].partition(".")[2]
    assert len(decimals) >= len(kept.partition(".")[2].rstrip("0"))


NO_SUMS: Final = [
    ("12.5", "JPY"), ("1.2345", "KWD"), ("1.999", "EUR"), ("1_000", "EUR"), ("1 000", "EUR"),
    ("1e2", "EUR"), ("0x10", "EUR"),
    ("12.", "EUR"), (".5", "EUR"), ("9" * 30, "EUR"), ("--5", "EUR"),
    ("NaN", "EUR"), ("Infinity", "EUR"), ("twelve", "EUR"),
]  # fmt: skip


@pytest.mark.parametrize(("amount", "currency"), NO_SUMS)
def test_what_is_no_sum_is_never_guessed(desk: Desk, case: str, amount: str, currency: str) -> None:
    told = desk.refused("case", "set", case, f"amount={amount}", f"currency={currency}")
    assert amount in told


def logged(desk: Desk, case: str, at: str) -> dt.datetime:
    """Log a call at a moment as typed, and give the moment that was kept."""
    base = ("contact", "add", case, "--channel", "phone", "--address", "+49 761 123456")
    number = desk.json(*base, "--at", at)["attempt"]
    attempts = {one["attempt"]: one for one in desk.json("contact", "list", case)["attempts"]}
    return dt.datetime.fromisoformat(attempts[number]["started_at"])


@pytest.mark.parametrize(
    ("typed", "utc"),
    [
        ("2026-01-05T10:00Z", "2026-01-05T10:00"),
        ("2026-01-05T10:00+01:00", "2026-01-05T09:00"),
        ("2026-01-05 10:00-03:30", "2026-01-05T13:30"),
        ("20260105T100000+0545", "2026-01-05T04:15"),
        ("2026-01-05T23:59:59.999+14:00", "2026-01-05T09:59:59"),
        (" 2026-01-05T00:00-12:00 ", "2026-01-05T12:00"),
    ],
)
def test_a_moment_with_its_offset_is_that_moment(desk: Desk, case: str, typed: str, utc: str) -> None:
    found = logged(desk, case, typed).astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    assert found == dt.datetime.fromisoformat(utc)


@pytest.mark.parametrize(
    "typed",
    [
        "noon",
        "2026-01-05T25:00",
        "2026-13-01T10:00",
        "05.01.2026 10:00",
        "10:00",
        "2026-01-05T10:00+25:00",
        "",
        " ",
    ],
)
def test_what_is_no_moment_is_named(desk: Desk, case: str, typed: str) -> None:
    base = ("contact", "add", case, "--channel", "phone", "--address", "+49 761 123456")
    if typed.strip():
        assert typed.strip() in desk.refused(*base, f"--at={typed}")
    else:
        assert desk.json(*base, f"--at={typed}")["attempt"]  # nothing said is now


def test_an_attempt_that_is_still_to_come_cannot_have_been_made(desk: Desk, case: str) -> None:
    base = ("contact", "add", case, "--channel", "phone", "--address", "+49 761 123456")
    ahead = (dt.datetime.now(dt.UTC) + dt.timedelta(days=2)).isoformat()
    assert "future" in desk.refused(*base, "--at", ahead)
    logged(desk, case, (dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)).isoformat())


@pytest.mark.parametrize(
    ("typed", "kept"), [("de", "DE"), (" gb ", "GB"), ("UK", "GB"), ("EL", "GR"), ("deu", "DE"), ("XK", "XK")]
)
def test_a_country_is_known_by_its_codes(desk: Desk, case: str, typed: str, kept: str) -> None:
    number = desk.json("party", "add", case, "--role", "witness", "--name", "W", "--country", typed)["party"]
    (party,) = [one for one in desk.json("case", "show", case)["parties"] if one["party"] == number]
    assert party["country"] == kept


@pytest.mark.parametrize("typed", ["Deutschland", "EU", "D", "276", "ZZ", "D E", "??"])
def test_what_is_no_country_is_named(desk: Desk, case: str, typed: str) -> None:
    told = desk.refused("party", "add", case, "--role", "witness", "--name", "W", "--country", typed)
    assert typed in told


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("de", "de"),
        ("DE", "de"),
        ("de_AT", "de-AT"),
        ("zh-hant", "zh-Hant"),
        ("ZH-tw", "zh-TW"),
        ("pt-br", "pt-BR"),
    ],
)
def test_a_language_is_known_by_its_tag(desk: Desk, case: str, typed: str, kept: str) -> None:
    desk.json("case", "set", case, f"language={typed}")
    assert desk.json("case", "show", case)["language"] == kept


NAMES: Final = [
    "Łucja Żak-Brzęczyszczykiewicz", "深圳市万宝贸易有限公司", "株式会社カネコ", "شركة النور للتجارة",
    "Владимир Ёлкин",
    "Zoe\u0308 Mu\u0308ller", "O'Neil & Söhne “Best” GmbH", "-Dash", "=1+1", "a" * 500, "𠮷野家",
    "नेहा शर्मा", "100% <b>Rabatt</b>",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name[:12])
def test_a_name_of_any_script_is_kept_and_found_again(desk: Desk, name: str) -> None:
    composed = unicodedata.normalize("NFC", name)
    made = desk.json(*CASE[:2], f"--title={name}", *CASE[4:6], *CASE[6:8], f"--seller={name}", *CASE[10:])[
        "case"
    ]
    shown = desk.json("case", "show", made)
    assert shown["title"] == composed
    assert [one["name"] for one in shown["parties"] if one["role"] == "seller"] == [composed]
    listed = desk.json("case", "list", f"--find={name.split(maxsplit=1)[0]}")["cases"]
    assert made in {one["case"] for one in listed}
    plain = desk.run("case", "show", made).out
    assert composed[:40] in plain.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    "name", ["", "  ", "a\u202egnp", "tab\tbed", "two\nlines", "a" * 501, "\u2066hidden\u2069"]
)
def test_a_name_that_hides_something_or_is_none_is_refused(desk: Desk, case: str, name: str) -> None:
    told = desk.refused("party", "add", case, "--role", "witness", f"--name={name}")
    assert "name" in told


def test_the_zone_of_the_office_holds_for_times_without_an_offset(
    desk: Desk, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the computer stands: the office has one zone, and its summer time."""
    bare = "2026-07-01T10:00"
    first = logged(desk, case, bare)
    for zone in ("Pacific/Kiritimati", "America/Adak"):
        monkeypatch.setenv("TZ", zone)
        assert logged(desk, case, bare) == first
    SettingsFile(tmp_path / "settings").change(language="ar")
    assert logged(desk, case, bare) == first
