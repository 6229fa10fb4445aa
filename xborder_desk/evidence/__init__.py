"""Kinds of evidence, one file each; a kind's parser is imported in the child process only."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.evidence import EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD: Final = 8192
"""How many bytes of a file's beginning are enough to tell its kind."""


@cache
def kinds() -> tuple[EvidenceKind, ...]:
    """Give all kinds, found by looking in this folder.

    Raises:
        TypeError: a module here declares no kind.

    """
    found = []
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        kind = getattr(importlib.import_module(module.name), "KIND", None)
        if not isinstance(kind, EvidenceKind):
            msg = f"{module.name} declares no KIND"
            raise TypeError(msg)
        found.append(kind)
    return tuple(found)


def kind_of(head: bytes, name: str, among: Sequence[EvidenceKind] | None = None) -> EvidenceKind:
    """Choose the kind of a file by its first bytes (at least ``HEAD`` of them, or all) and its name."""
    candidates = kinds() if among is None else among
    return max(candidates, key=lambda kind: (kind.sniff(head, name), kind.priority, kind.id))
