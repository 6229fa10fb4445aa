"""What recognising and checking give: the normal form, whether the check digits are right, the place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checked:
    """An identifier in its normal form; ``valid`` is None where nothing can be checked."""

    normal: str
    valid: bool | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An identifier seen in a text, from ``start`` up to before ``end`` (counted in characters)."""

    kind: str
    raw: str
    start: int
    end: int
    normal: str
    valid: bool | None = None
