"""The other party's copy: blacked-out items in place of whole ones, and no personal data in our own words."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.lint import OTHER_PARTY

if TYPE_CHECKING:
    from xborder_desk.domain.dossier import DossierContent, Party
    from xborder_desk.domain.recipes import Recipe

_IBAN: Final = re.compile(r"\b([A-Z]{2})\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")
_CARD: Final = re.compile(r"\b(?:\d[ -]?){12,18}\d\b")
_LAST: Final = 4
_HIDDEN: Final = "••••"


def redacted_order(order: list[str], recipe: Recipe) -> list[str]:
    """Put blacked-out items in the places of those they stand in for; parts of such a whole are left out."""
    replaced = set(recipe.redacted)
    return [
        recipe.redacted.get(number, number)
        for number in order
        if not any(number.startswith(f"{whole}.") for whole in replaced)
    ]


def masked(content: DossierContent) -> DossierContent:
    """Give the content as the other party may read it; for the court it stays as it is.

    Account and card numbers keep their last figures. Of the consumer, only name, country and address are
    given. Who handled an item is the office's own affair: custody stays out.
    """
    if content.variant != OTHER_PARTY:
        return content
    # The consumer is the first of the parties.
    parties = (*map(_bare, content.parties[:1]), *content.parties[1:])
    exhibits = tuple(replace(exhibit, custody=(), source="") for exhibit in content.exhibits)
    hidden: DossierContent = _mask(replace(content, parties=parties, exhibits=exhibits))
    return replace(hidden, edition=content.edition, heads=content.heads)


def masked_annexes(content: DossierContent) -> DossierContent:
    """Give the content with its annexes as the other party may read them; the rest is masked before."""
    if content.variant != OTHER_PARTY:
        return content
    return replace(content, annexes=_mask(content.annexes))


def mask(text: str) -> str:
    """Hide account and card numbers but for their last figures."""
    text = _IBAN.sub(lambda found: f"{found.group(1)}{_HIDDEN}{_last(found.group())}", text)
    return _CARD.sub(lambda found: f"{_HIDDEN}{_last(found.group())}", text)


def _last(number: str) -> str:
    """Give the last figures of a number, however it is set out."""
    return "".join(number.replace("-", "").split())[-_LAST:]


def _bare(party: Party) -> Party:
    return replace(party, identifiers=())


_AS_IT_IS: Final = frozenset({"sha256", "uid", "key", "evidence_id", "part_of", "profile", "media_type"})


def _mask(value: Any) -> Any:  # noqa: ANN401 - any value of a dossier
    """Hide numbers in every text of a value, but not in what identifies evidence."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, tuple):
        return tuple(_mask(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: _mask(getattr(value, one.name)) for one in fields(value) if one.name not in _AS_IT_IS
        }
        return replace(value, **changed)
    return value
