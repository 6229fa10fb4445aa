"""Pointing references of a dossier elsewhere: at whole numbers, or at the copy that stands in for one."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from xborder_desk.domain.references import Reference, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from xborder_desk.domain.dossier import DossierContent


def pointed(content: DossierContent, named: Callable[[str], str]) -> DossierContent:
    """Give a content whose references say what ``named`` makes of their keys.

    What an exhibit says itself is evidence: nothing in it is a reference of ours.
    """
    return replace(
        content,
        wish=_pointed(content.wish, named),
        parties=_pointed(content.parties, named),
        purchases=_pointed(content.purchases, named),
        facts=_pointed(content.facts, named),
        chronology=_pointed(content.chronology, named),
        contacts=_pointed(content.contacts, named),
    )


def at_copies(content: DossierContent, redacted: Mapping[str, str]) -> DossierContent:
    """Point at the blacked-out copies what pointed at their originals; they prove what those prove.

    ``redacted`` names the copy of each original, by their keys; where a copy is not shown, nothing changes.
    """
    shown = {one.key for one in content.exhibits}
    instead = {one: copy for one, copy in redacted.items() if copy in shown and one not in shown}
    if not instead:
        return content
    originals = {copy: one for one, copy in instead.items()}
    proving = {
        key: tuple(fact.id for fact in content.facts if any(proof.key == one for proof in fact.proofs))
        for key, one in originals.items()
    }
    exhibits = tuple(
        replace(one, proves=tuple(dict.fromkeys((*one.proves, *proving.get(one.key, ())))))
        for one in content.exhibits
    )
    return pointed(replace(content, exhibits=exhibits), lambda key: instead.get(key, key))


def _pointed(value: Any, named: Callable[[str], str]) -> Any:  # noqa: ANN401 - any value of a dossier
    if isinstance(value, Reference):
        return Reference(named(value.key), value.page)
    if isinstance(value, str):
        return retold(value, named)
    if isinstance(value, tuple):
        return tuple(_pointed(one, named) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {one.name: _pointed(getattr(value, one.name), named) for one in fields(value)}
        return replace(value, **changed)
    return value


def retold(text: str, named: Callable[[str], str]) -> str:
    """Write a text again with other keys in its tokens."""
    if "{{ref:" not in text:
        return text
    return "".join(
        piece if isinstance(piece, str) else Reference(named(piece.key), piece.page).token
        for piece in parse(text)
    )
