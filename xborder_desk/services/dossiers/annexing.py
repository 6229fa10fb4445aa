"""The annexes of a dossier: custody of each exhibit, all hashes, and the statement of contact attempts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from xborder_desk.domain.dossier import ANNEXES, CUSTODY_ANNEX, HASHES, STATEMENT, Annex
from xborder_desk.domain.references import Reference
from xborder_desk.domain.statement import Block, Span
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xborder_desk.domain.claim import Head
    from xborder_desk.domain.dossier import DossierContent, Exhibit
    from xborder_desk.domain.jurisdictions import Figure
    from xborder_desk.domain.recipes import Recipe
    from xborder_desk.domain.statement import Cell
    from xborder_desk.i18n.language import Language


class Declaring(Protocol):
    """Makes the statement of contact attempts of a case, or of several against a seller, as an annex."""

    def __call__(self, language: str, cases: Sequence[str], *, pooled: bool = False) -> Annex:
        """Make it."""


def _no_heads(_case: str) -> Sequence[Head]:
    return ()


def _nobody(_seller: str) -> Sequence[str]:
    return ()


def _no_law(_country: str) -> Sequence[Figure]:
    return ()


@dataclass(frozen=True)
class Neighbours:
    """What a dossier shows that others know.

    ``heads`` gives the heads of a case's claim, ``met`` the numbers of the cases that met a seller,
    ``statement`` the statement of contact attempts, ``law`` a country's figures as the office knows them.
    """

    heads: Callable[[str], Sequence[Head]] = _no_heads
    met: Callable[[str], Sequence[str]] = _nobody
    statement: Declaring | None = None
    law: Callable[[str], Sequence[Figure]] = _no_law


def annexed(
    content: DossierContent, recipe: Recipe, language: Language, statement: Annex | None = None
) -> DossierContent:
    """Put in the annexes that the recipe asks for, or else the profile; empty ones are left out."""
    wanted = content.profile.annexes if recipe.annexes is None else recipe.annexes
    makers: dict[str, Callable[[], Annex | None]] = {
        STATEMENT: lambda: statement,
        CUSTODY_ANNEX: lambda: custody_annex(content, language),
        HASHES: lambda: hash_annex(content, language),
    }
    asked = [makers[name]() for name in ANNEXES if name in wanted]
    return replace(content, annexes=tuple(annex for annex in asked if annex is not None))


def wants_statement(recipe: Recipe, profile_annexes: tuple[str, ...]) -> bool:
    """Whether the statement of contact attempts is to be made."""
    return STATEMENT in (profile_annexes if recipe.annexes is None else recipe.annexes)


def custody_annex(content: DossierContent, language: Language) -> Annex | None:
    """Tell of every exhibit what was done with it and by whom; nothing where that is not told."""
    rows = tuple(
        (*_named(one), tuple(Span((line,)) for line in one.custody))
        for one in content.exhibits
        if one.custody
    )
    if not rows:
        return None
    heads = [(language.text(head),) for head in (N_("Exhibit"), N_("Document"), N_("Custody"))]
    table = Block("table", columns=(1.5, 3, 4.5), heads=tuple(heads), rows=rows)
    return Annex(CUSTODY_ANNEX, language.text(N_("Custody of the evidence")), (table,))


def hash_annex(content: DossierContent, language: Language) -> Annex | None:
    """Give the whole hash of every exhibit, by which anybody can tell that a file is the one meant."""
    rows = tuple(
        (
            *_named(one),
            (Span((language.size(one.size),)),),
            (Span((one.sha256,), "code"),),
        )
        for one in content.exhibits
    )
    if not rows:
        return None
    heads = [(language.text(head),) for head in (N_("Exhibit"), N_("Document"), N_("Size"))]
    table = Block("table", columns=(1.5, 3, 1.2, 3.3), heads=(*heads, ("SHA-256",)), rows=rows)
    return Annex(HASHES, language.text(N_("Hash values of the exhibits")), (table,))


def _named(exhibit: Exhibit) -> tuple[Cell, Cell]:
    """Name an exhibit by its label, which leads to it, its numbers, its title and its file."""
    numbers = [Span((number,), "muted") for number in (exhibit.evidence_id, *exhibit.also)]
    file = [Span((exhibit.filename,), "muted")] if exhibit.filename != exhibit.title else []
    title = exhibit.title or exhibit.filename
    return (Span((Reference(exhibit.key).token,), "strong"), *numbers), (Span((title,)), *file)
