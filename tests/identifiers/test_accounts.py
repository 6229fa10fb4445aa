"""Bank accounts and their check digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.identifiers.accounts import check_account, check_bic, check_iban, find

IBAN = "DE89370400440532013000"


def test_the_form_has_no_spaces() -> None:
    assert check_iban("DE89 3704 0044 0532 0130 00") == check_iban(IBAN.lower())
    assert check_iban(IBAN).valid is True


@given(st.integers(4, len(IBAN) - 1), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen(place: int, more: int) -> None:
    wrong = IBAN[:place] + str((int(IBAN[place]) + more) % 10) + IBAN[place + 1 :]
    assert check_iban(wrong).valid is False
    assert check_iban(wrong).normal == wrong


def test_other_accounts_have_nothing_to_check() -> None:
    assert check_account("6222 0210 0100 0000 000").valid is None
    assert check_account(IBAN).valid is True
    assert check_iban("").normal == ""


@pytest.mark.parametrize(
    ("raw", "form", "valid"), [("COBADEFFXXX", "COBADEFF", True), ("COBA", "COBA", False)]
)
def test_banks(raw: str, form: str, valid: object) -> None:
    assert (check_bic(raw).normal, check_bic(raw).valid) == (form, valid)


def test_accounts_are_found_even_with_a_wrong_digit() -> None:
    text = f"IBAN {IBAN[:4]} {IBAN[4:8]} {IBAN[8:]} ALSO, wrong: DE88370400440532013000, BIC: COBADEFFXXX"
    found = list(find(text))
    assert [(one.kind, one.valid) for one in found] == [("iban", True), ("iban", False), ("bic", True)]
    assert found[0].normal == IBAN
    assert all(text[one.start : one.end] == one.raw for one in found)
