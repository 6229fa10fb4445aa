"""Evidence items as lists see them."""

from __future__ import annotations

from xborder_desk.domain.items import FILE_LABEL, KIND_LABELS, STATE_LABELS, Checked
from xborder_desk.domain.registers import Finding
from xborder_desk.evidence import kinds
from xborder_desk.storage.models import Evidence


def test_a_check_without_findings_is_good() -> None:
    assert Checked(3).ok
    assert not Checked(3, (Finding("bytes-changed", "2026-0001/E-01", "x"),)).ok


def test_every_kind_and_state_has_a_name() -> None:
    named = {kind.id: KIND_LABELS.get(kind.id, FILE_LABEL) for kind in kinds()}
    assert all(named.values())
    assert {"pdf", "picture", "eml", "text", "empty"} <= KIND_LABELS.keys()
    assert Evidence.__table__.c.state.default.arg in STATE_LABELS
