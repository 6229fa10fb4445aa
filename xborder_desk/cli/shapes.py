"""What the JSON answers hold of cases, evidence and attempts; every id in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xborder_desk.cli.plain import full, plain

if TYPE_CHECKING:
    from xborder_desk.domain.cases import CaseRow, CaseView, Conflict, PartyView, ProofView
    from xborder_desk.domain.contacts import AttemptView, Outcome
    from xborder_desk.domain.items import Added, CustodyEvent, EvidenceRow
    from xborder_desk.i18n.language import Language


def case_row(row: CaseRow) -> dict[str, Any]:
    """Give a case as lists show it."""
    return {"case": row.number, **_fields(row, without=("id",))}


def case(view: CaseView) -> dict[str, Any]:
    """Give a case with its parties, facts, notes and tasks; its fields stand beside its number."""
    without = ("id", "values", "parties", "facts", "notes", "tasks")
    return {
        "case": view.number,
        **_fields(view, without=without),
        **{name: plain(value) for name, value in view.values.items()},
        "parties": [party(view.number, one) for one in view.parties],
        "facts": [
            {
                **_fields(one, without=("proofs",)),
                "fact": full(view.number, one.number),
                "proofs": [
                    {"evidence": full(view.number, each.evidence), "page": each.page} for each in one.proofs
                ],
            }
            for one in view.facts
        ],
        "notes": [_fields(one) for one in view.notes],
        "tasks": [_fields(one) for one in view.tasks],
    }


def party(number: str, view: PartyView) -> dict[str, Any]:
    """Give a party with its ways to be reached."""
    identifiers = [
        {**_fields(one), "origin_evidence": full(number, one.origin_evidence)} for one in view.identifiers
    ]
    return {**_fields(view), "party": full(number, view.number), "identifiers": identifiers}


def conflict(found: Conflict) -> dict[str, Any]:
    """Give where the office meets a name on the other side."""
    return _fields(found)


def proof(view: ProofView) -> str:
    """Write a proof the short way: E-02:3."""
    return view.evidence if view.page is None else f"{view.evidence}:{view.page}"


def item(number: str, row: EvidenceRow, language: Language) -> dict[str, Any]:
    """Give an evidence item with what is known of it."""
    return {
        "evidence": full(number, row.number),
        "part_of": full(number, row.part_of) or None,
        "uid": row.uid,
        "filename": row.filename,
        "sha256": row.sha256,
        "size": row.size,
        "media_type": row.media_type,
        "kind": row.kind,
        "title": row.title,
        "date": row.on or None,
        "language": row.language or None,
        "pages": row.pages,
        "text_chars": row.text_chars,
        "facts": plain(row.facts),
        "duplicate_of": full(number, row.duplicate_of) or None,
        "derived_from": full(number, row.derived_from) or None,
        "derivation": plain(row.derivation),
        "timestamp": plain(row.timestamp),
        "warnings": [language.say(told) for told in row.warnings],
        "state": row.state,
        "source": row.source,
        "method": row.method,
        "acquired_at": plain(row.acquired_at),
        "acquired_by": row.acquired_by,
    }


def custody(event: CustodyEvent) -> dict[str, Any]:
    """Give one line of the custody register."""
    return _fields(event)


def added(number: str, entry: Added, language: Language, *, path: str = "") -> dict[str, Any]:
    """Give what became of one file; of a file that could not be taken, the reason."""
    faults = [language.say(entry.fault)] if entry.fault else []
    row = entry.row
    if row is None:
        blank: dict[str, Any] = dict.fromkeys(
            ("evidence", "sha256", "kind", "title", "date", "language", "duplicate_of")
        )
        return {"path": path, **blank, "text_chars": 0, "facts": {}, "parts": [], "warnings": faults}
    known = item(number, row, language)
    return {
        "path": path,
        **known,
        "warnings": [*known["warnings"], *faults],
        "parts": [
            added(number, part, language, path=part.row.filename if part.row else "") for part in entry.parts
        ],
    }


def attempt(number: str, view: AttemptView) -> dict[str, Any]:
    """Give an attempt with its results, replies and corrections."""
    return {
        **_fields(view),
        "attempt": full(number, view.number),
        "local": view.local.isoformat(timespec="seconds"),
        "party": full(number, view.party) or None,
        "address_evidence": full(number, view.address_evidence) or None,
        "proofs": [full(number, one) for one in view.proofs],
        "results": [_outcome(number, one) for one in view.results],
        "replies": [_outcome(number, one) for one in view.replies],
        "corrections": [_fields(one) for one in view.corrections],
    }


def _outcome(number: str, outcome: Outcome) -> dict[str, Any]:
    return {**_fields(outcome), "proofs": [full(number, one) for one in outcome.proofs]}


def _fields(value: object, without: tuple[str, ...] = ()) -> dict[str, Any]:
    found = plain(value)
    return {key: item for key, item in found.items() if key not in without} if isinstance(found, dict) else {}
