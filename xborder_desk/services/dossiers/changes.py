"""What changed between two builds of a dossier, exhibit by exhibit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Kind = Literal["added", "removed", "label", "title", "bytes", "pages"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: an exhibit by its evidence id and its label, and what it was before and is now."""

    kind: Kind
    evidence: str
    label: str
    before: str = ""
    after: str = ""


def changes(before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]) -> Iterator[Change]:
    """Compare the exhibits of two builds; those that are new or gone first, then what changed of others.

    Pages are only told of exhibits that have more or fewer of them: where they stand follows from the order.
    """
    old = {str(one["evidence_id"]): one for one in before}
    new = {str(one["evidence_id"]): one for one in after}
    yield from (Change("added", key, str(one["label"])) for key, one in new.items() if key not in old)
    yield from (Change("removed", key, str(one["label"])) for key, one in old.items() if key not in new)
    for key, now in new.items():
        was = old.get(key)
        if was is None:
            continue
        for kind, name in (("label", "label"), ("title", "title"), ("bytes", "sha256")):
            if was[name] != now[name]:
                yield Change(kind, key, str(now["label"]), str(was[name]), str(now[name]))  # type: ignore[arg-type]  # one of the kinds
        if _count(was) != _count(now):
            yield Change("pages", key, str(now["label"]), str(_count(was)), str(_count(now)))


def _count(exhibit: Mapping[str, Any]) -> int:
    return int(exhibit["last_page"]) - int(exhibit["first_page"]) + 1
