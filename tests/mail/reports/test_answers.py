"""Mails a machine sent by itself are told from real answers."""

from __future__ import annotations

import pytest

from xborder_desk.mail.reports.answers import is_automatic


@pytest.mark.parametrize(
    ("fields", "text", "automatic"),
    [
        ({"auto-submitted": "auto-replied (vacation)"}, "", True),
        ({"auto-submitted": "no"}, "", False),
        ({"subject": "Automatische Antwort: Bestellung"}, "", True),
        ({"subject": "Réponse automatique : commande"}, "", True),
        ({"subject": "自動回覆：訂單"}, "", True),
        ({"subject": "Re: autograph"}, "", False),
        ({"x-autoreply": "yes"}, "", True),
        ({"precedence": "auto_reply"}, "", True),
        ({"x-auto-response-suppress": "All", "subject": "Your order"}, "", False),
        ({}, "Please confirm that you are human by clicking below.", True),
        ({}, "Click here so that we can deliver your message.", True),
        ({"subject": "Re: Order"}, "We have delivered your parcel.", False),
    ],
)
def test_marks_subjects_and_challenges(fields: dict[str, str], text: str, *, automatic: bool) -> None:
    assert is_automatic(lambda name: fields.get(name, ""), text) is automatic
