"""Faults name what was typed: the option or field, never what the program calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.cli.naming import as_typed
from xborder_desk.domain.errors import BadInputError, NotFoundError

if TYPE_CHECKING:
    from tests.cli.harness import Desk


def fault(name: str) -> BadInputError:
    return BadInputError("“{given}” is not known for {name}.", field=name, name=name, given="x")


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("payment_method", ("case", "create", "--payment", "x"), "--payment"),
        ("payment_method", ("case", "create", "--payment=x"), "--payment"),
        ("payment_method", ("case", "set", "2026-0001", "payment=x"), "payment"),
        ("payment_method", ("case", "set", "2026-0001", "payment-method=x"), "payment-method"),
        ("card_kind", ("case", "set", "2026-0001", "Card-Kind=x"), "Card-Kind"),
        ("payment_method", ("case", "import", "cases.csv"), "Means of payment"),
        ("shoe_size", ("case", "import", "cases.csv"), "shoe-size"),
    ],
)
def test_a_name_is_the_one_that_was_typed(name: str, arguments: tuple[str, ...], said: str) -> None:
    told = as_typed(fault(name), arguments)
    assert told.text.format(**told.fields) == f"“x” is not known for {said}."


def test_other_faults_and_other_names_stay_as_they_are() -> None:
    gone = NotFoundError("There is no {name}.", name="payment_method")
    assert as_typed(gone, ("--payment", "x")) is gone
    of_another = BadInputError("{name} is closed.", field="state", name="adr")
    assert as_typed(of_another, ("--state", "x")) is of_another


@pytest.mark.parametrize(
    ("command", "typed"),
    [
        (("case", "set", "{case}", "payment=banana"), "payment"),
        (("case", "set", "{case}", "card-kind=gold"), "card-kind"),
        (("contact", "add", "{case}", "--channel", "pigeon", "--address", "x"), "--channel"),
    ],
)
def test_no_sentence_names_an_inner_field(
    desk: Desk, case: str, command: tuple[str, ...], typed: str
) -> None:
    sentence = desk.refused(*(part.replace("{case}", case) for part in command))
    assert f"for {typed}" in sentence
    assert "_method" not in sentence.partition("Possible")[0]


def test_a_field_nearly_written_right_is_guessed(desk: Desk, case: str) -> None:
    sentence = desk.refused("case", "set", case, "deliverd-on=2026-01-01")
    assert "Did you mean" in sentence
    assert "delivered-on" in sentence
    assert len(sentence) < 300
