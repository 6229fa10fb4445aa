"""How the findings of a check are given, whatever was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.cli.tables import clean
from xborder_desk.cli.verbs import Answer
from xborder_desk.i18n import N_
from xborder_desk.i18n.language import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xborder_desk.cli.session import Session
    from xborder_desk.domain.items import Checked


def answer(session: Session, checked: Checked, more: Mapping[str, object] | None = None) -> Answer:
    """Give the answer of a check of the office; a finding makes it a trouble."""
    findings = [
        {
            "kind": found.kind,
            "subject": found.subject,
            "message": session.text(found.text, **dict(found.fields)),
        }
        for found in checked.findings
    ]
    data = {"ok": not findings, "checked": checked.checked, "findings": findings, **(more or {})}
    return told(session, data, [found["message"] for found in findings], checked.checked)


def told(session: Session, data: Mapping[str, object], messages: Sequence[str], checked: int) -> Answer:
    """Give findings as an answer: a line for each, or that all is well."""
    if messages:
        trouble = Notice(
            N_("The check found {count} things that are not as they should be: {first}"),
            {"count": len(messages), "first": messages[0]},
        )
        if len(messages) == 1:
            trouble = Notice(
                N_("The check found something that is not as it should be: {first}"), {"first": messages[0]}
            )
        return Answer(data, map(clean, messages), trouble)
    return Answer(data, _well(session, checked))


def _well(session: Session, checked: int) -> Iterator[str]:
    yield session.text(N_("Everything is as it should be. Checked: {checked}."), checked=checked)
