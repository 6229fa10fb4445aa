"""Attempts as the register shows them, with only what a test is about said."""

from __future__ import annotations

import datetime as dt
from typing import Any

from xborder_desk.domain.contacts import AttemptView, Outcome

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)  # a Monday


def attempt(number: int = 1, day: float = 0, **more: Any) -> AttemptView:
    """Give an attempt by e-mail, ``day`` days after Monday, 2 March 2026, at nine."""
    at = START + dt.timedelta(days=day)
    values: dict[str, Any] = {
        "uid": f"u{number}",
        "number": f"A-{number:02d}",
        "seq": number,
        "recorded_at": at,
        "by": "Jana",
        "party": "",
        "channel": "email",
        "address": "shop@seller.example",
        "address_source": "",
        "address_evidence": "",
        "started_at": at,
        "offset": 0,
        "zone": "UTC",
        "purpose": "",
        "language": "",
        "note": "",
        "reply_by": None,
        "first_hand": True,
        "cost": "",
        "cost_currency": "",
        "next_step": "",
        "next_due": None,
        "proofs": (),
        "result": "pending",
    }
    return AttemptView(**{**values, **more})


def outcome(result: str, day: float = 0, **more: Any) -> Outcome:
    """Give a result or reply learnt ``day`` days after the start."""
    values: dict[str, Any] = {"seq": 1, "note": "", "proofs": (), "by": "Jana"}
    return Outcome(at=START + dt.timedelta(days=day), result=result, **{**values, **more})
