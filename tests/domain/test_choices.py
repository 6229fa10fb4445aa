"""The closed lists hold what scripts and stored cases rely on."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain import choices
from xborder_desk.domain.choices import (
    CLOSED_STATUSES,
    FAILED_RESULTS,
    REACHED_RESULTS,
    CaseStatus,
    Channel,
    Choice,
    ContactResult,
    PartyRole,
    PaymentMethod,
    Want,
    parse_choice,
)
from xborder_desk.domain.errors import BadInputError

LISTS = [
    kind for kind in vars(choices).values()
    if isinstance(kind, type) and issubclass(kind, Choice) and kind is not Choice
]  # fmt: skip


@pytest.mark.parametrize("kind", LISTS)
def test_every_entry_is_its_id_and_has_a_label(kind: type[Choice]) -> None:
    assert len(kind) > 1
    for member in kind:
        assert member == member.value
        assert json.loads(json.dumps(member)) == member.value
        assert member.value == member.value.lower()
        assert member.label[0].isupper()
    assert len({member.label for member in kind}) == len(kind)


def test_payment_methods_are_those_scripts_know() -> None:
    assert [method.value for method in PaymentMethod] == [
        "card-visa", "card-mastercard", "card-amex", "paypal", "sepa-debit", "sepa-transfer", "bnpl",
        "wallet", "gift-card", "crypto", "cash", "other",
    ]  # fmt: skip


def test_channels_and_results_are_those_of_the_contact_log() -> None:
    assert {channel.value for channel in Channel} == {
        "email", "phone", "sms", "messenger", "web_form", "chat", "platform_msg", "letter",
        "registered_letter", "fax", "visit", "bailiff", "register_lookup", "third_party",
    }  # fmt: skip
    assert {result.value for result in ContactResult} == {
        "delivered", "read", "bounced", "no_answer", "voicemail", "number_not_in_service", "returned_moved",
        "returned_unknown", "returned_refused", "returned_unclaimed", "pending",
        "returned_incomplete_address", "found", "not_found",
    }  # fmt: skip


def test_roles_and_wants_have_those_every_case_needs() -> None:
    assert {
        "consumer", "seller", "platform", "carrier", "bank", "insurer", "authority", "adr_body", "court",
        "representative",
    } <= {role.value for role in PartyRole}  # fmt: skip
    assert {want.value for want in Want} == {
        "refund", "delivery", "repair", "replacement", "price_reduction", "damages", "information", "other",
    }  # fmt: skip


def test_results_are_reached_failed_open_or_refused() -> None:
    assert not REACHED_RESULTS & FAILED_RESULTS
    assert set(ContactResult) - REACHED_RESULTS - FAILED_RESULTS == {
        ContactResult.PENDING,
        ContactResult.FOUND,
        ContactResult.NOT_FOUND,
        ContactResult.RETURNED_REFUSED,
    }
    assert CaseStatus.NEW not in CLOSED_STATUSES


@given(st.sampled_from(list(PaymentMethod)), st.sampled_from(["-", "_", " "]), st.booleans())
def test_an_id_is_read_as_people_type_it(method: PaymentMethod, joint: str, upper: bool) -> None:  # noqa: FBT001 - hypothesis
    typed = method.value.replace("-", joint)
    assert parse_choice(PaymentMethod, f" {typed.upper() if upper else typed} ", field="payment") is method


def test_an_unknown_id_names_the_field_and_what_there_is() -> None:
    with pytest.raises(BadInputError, match="“pigeon” is not known for Channel") as caught:
        parse_choice(Channel, "pigeon", field="channel")
    assert caught.value.field == "channel"
    assert "registered_letter" in str(caught.value)
