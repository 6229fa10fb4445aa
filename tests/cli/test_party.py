"""Parties from the command line: how they are reached, and conflicts of interest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.harness import CASE

if TYPE_CHECKING:
    from tests.cli.harness import Desk


def test_a_party_is_added_and_conflicts_are_told(desk: Desk, case: str) -> None:
    made = desk.json(
        *("party", "add", case, "--role", "carrier", "--name", "Fast Parcels", "--country", "NL"),
        *("--email", "Help@Example.com", "--phone", "+31 20 123", "--identifier", "messenger=-77"),
        *("--origin", "imprint", "--seen-on", "2026-02-01"),
    )
    assert made == {"party": f"{case}/P-03", "conflicts": []}
    party = desk.json("case", "show", case)["parties"][2]
    assert [(one["kind"], one["raw"]) for one in party["identifiers"]] == [
        ("email", "Help@Example.com"), ("phone", "+31 20 123"), ("messenger", "-77")
    ]  # fmt: skip
    assert {one["origin"] for one in party["identifiers"]} == {"imprint"}
    other = desk.json(*CASE)["case"]
    clash = desk.json("party", "add", other, "--role", "seller", "--name", "erika mustermann")
    assert next((one["case"], one["role"]) for one in clash["conflicts"]) == (case, "consumer")
    assert (
        "Careful: Erika Mustermann"
        in desk.run("party", "add", other, "--role", "bank", "--name", "Erika Mustermann").out
    )


@pytest.mark.parametrize(
    ("more", "status"),
    [
        (("--role", "wizard", "--name", "X"), 1),
        (("--role", "bank", "--name", ""), 1),
        (("--role", "bank", "--name", "X", "--country", "ZZ"), 1),
        (("--role", "bank", "--name", "X", "--origin", "dream", "--iban", "DE00"), 1),
        (("--role", "bank", "--name", "X", "--iban", "DE00", "--origin-evidence", "E-09"), 1),
        (("--role", "bank", "--name", "X", "--identifier", "nothing"), 2),
        (("--role", "bank"), 2),
    ],
)
def test_a_bad_party_is_not_added(desk: Desk, case: str, more: tuple[str, ...], status: int) -> None:
    assert desk.refused("party", "add", case, *more, status=status)
