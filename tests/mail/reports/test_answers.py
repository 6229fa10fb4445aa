"""What a machine answered by itself is no reply of the seller; what a person wrote is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail.reports.answers import is_automatic


def automatic(text: str = "", **fields: str) -> bool:
    return is_automatic(lambda name: fields.get(name.replace("-", "_"), ""), text)


@pytest.mark.parametrize(
    "subject",
    [
        "Out of office: your order",
        "Out of the Office",
        "Automatic reply: Parcel",
        "auto-reply",
        "Auto: away",
        "OOO until Monday",
        "Automatische Antwort: Ihre Bestellung",
        "Abwesenheitsnotiz",
        "Réponse automatique : colis",
        "Respuesta automática: pedido",
        "Risposta automatica: ordine",
        "Automatisch antwoord: bestelling",
        "Autosvar: pakke",
        "Odpowiedź automatyczna: paczka",
        "自动回复:订单",
        "自動回覆:訂單",
        "Автоответ: заказ",
        "[자동 회신] 주문",
    ],
)
def test_an_absence_note_is_known_by_its_subject_in_many_languages(subject: str) -> None:
    assert automatic(subject=subject)


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Your automobile order",
        "Your order is out of stock",
        "Authorised dealer",
        "Autumn sale",
        "Office chairs",
        "Wo bleibt mein Paket?",
        "",
    ],
)
def test_an_ordinary_subject_is_no_absence_note(subject: str) -> None:
    assert not automatic(subject=subject)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"auto_submitted": "auto-replied"}, True),
        ({"auto_submitted": "Auto-Replied; owner-email=x@e.org"}, True),
        ({"auto_submitted": "auto-generated"}, True),
        ({"auto_submitted": "no"}, False),
        ({"precedence": "auto_reply"}, True),
        ({"precedence": "bulk"}, False),
        ({"x_autoreply": "yes"}, True),
        ({"x_mail_autoreply": "1"}, True),
        ({"x_auto_response_suppress": "All", "subject": "Auto note"}, True),
        ({"x_auto_response_suppress": "All", "subject": "About your parcel"}, False),
    ],
)
def test_header_fields_tell_it(fields: dict[str, str], expected: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert automatic(**fields) is expected


@pytest.mark.parametrize(
    "text",
    [
        "Please confirm that you are human.",
        "Verify you're not a robot",
        "Click the link to release your message.",
        "Bestätigen Sie, dass Sie ein Mensch sind",
        "This is BoxTrapper",
    ],
)
def test_a_challenge_is_no_reply(text: str) -> None:
    assert automatic(text)


def test_a_challenge_quoted_far_below_is_not_what_the_mail_says() -> None:
    assert not automatic("We will refund you. " * 300 + "Please confirm that you are human.")


@given(st.text(max_size=400), st.text(max_size=80))
def test_any_words_can_be_judged(text: str, subject: str) -> None:
    assert isinstance(automatic(text, subject=subject), bool)
