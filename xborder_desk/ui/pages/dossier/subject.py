"""What a dossier is of: one case, or several cases of a seller. The builder's page works on either."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xborder_desk.domain.dossier import Group
    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services import Desk
    from xborder_desk.services.dossiers import DossierExport, EditionView, Signing
    from xborder_desk.services.dossiers.drafting import Draft


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: profile, language and variant, where to, and signed with what, if it is signed.

    A PDF of more than ``most_bytes`` comes in parts too; 0 is no limit.
    """

    choices: tuple[str, str, str]
    target: Path
    most_bytes: int = 0
    signing: Signing | None = None

    def build(self, export: Callable[..., DossierExport], ctx: JobContext) -> DossierExport:
        """Have it built by a use-case that knows already what the dossier is of."""
        profile, tag, variant = self.choices
        return export(
            profile,
            tag,
            self.target,
            ctx,
            variant=variant,
            signing=self.signing,
            most_bytes=self.most_bytes,
        )


class Subject(Protocol):
    """Use-cases of a dossier; ``name`` is what it is called, ``cases`` are those that it shows."""

    @property
    def name(self) -> str:
        """Give the number of the case, or what stands for several."""

    @property
    def cases(self) -> tuple[str, ...]:
        """Give the numbers of the cases."""

    def recipe(self) -> dict[str, Any]:
        """Give the recipe."""

    def items(self) -> list[EvidenceRow]:
        """Give what can be an exhibit."""

    def editions(self) -> list[EditionView]:
        """Give the editions, newest first."""

    def keep(self, values: dict[str, Any]) -> None:
        """Keep a recipe."""

    def freeze(self, profile: str) -> dict[str, str]:
        """Keep the numbers."""

    def draft(self, profile: str, tag: str, variant: str, ctx: JobContext) -> Draft:
        """Give the dossier as it would be now."""

    def export(self, order: Order, ctx: JobContext) -> DossierExport:
        """Build it."""

    def whole(self, number: str) -> tuple[str, str]:
        """Give the case of an exhibit, and its number there."""


@dataclass(frozen=True)
class OfCase:
    """The dossier of one case."""

    desk: Desk
    case: str

    @property
    def name(self) -> str:
        """Give the number of the case."""
        return self.case

    @property
    def cases(self) -> tuple[str, ...]:
        """Give the one case."""
        return (self.case,)

    def recipe(self) -> dict[str, Any]:
        """Give the recipe."""
        return self.desk.dossiers.recipe(self.case)

    def items(self) -> list[EvidenceRow]:
        """Give all items of the case."""
        return list(self.desk.evidence.list(self.case))

    def editions(self) -> list[EditionView]:
        """Give the editions, newest first."""
        return self.desk.dossiers.editions(self.case)

    def keep(self, values: dict[str, Any]) -> None:
        """Keep a recipe."""
        self.desk.dossiers.set_recipe(self.case, values)

    def freeze(self, profile: str) -> dict[str, str]:
        """Keep the numbers."""
        return self.desk.dossiers.freeze(self.case, profile)

    def draft(self, profile: str, tag: str, variant: str, ctx: JobContext) -> Draft:
        """Give the dossier as it would be now."""
        return self.desk.dossiers.draft(self.case, profile, tag, ctx, variant=variant)

    def export(self, order: Order, ctx: JobContext) -> DossierExport:
        """Build it."""
        return order.build(partial(self.desk.dossiers.export, self.case), ctx)

    def whole(self, number: str) -> tuple[str, str]:
        """Give the case of an exhibit, and its number there."""
        return self.case, number


@dataclass(frozen=True)
class OfGroup:
    """The dossier over several cases: of a seller, or the ones that are named."""

    desk: Desk
    group: Group

    @property
    def name(self) -> str:
        """Give the number of the seller, or those of the cases."""
        return self.group.seller or ", ".join(self.group.cases)

    @property
    def cases(self) -> tuple[str, ...]:
        """Give the cases, those that met the seller if it is about one."""
        seller = self.group.seller
        return tuple(self.desk.dossiers.groups.met(seller)) if seller else self.group.cases

    def recipe(self) -> dict[str, Any]:
        """Give the recipe."""
        return self.desk.dossiers.groups.recipe(self.group)

    def items(self) -> list[EvidenceRow]:
        """Give the items of all cases, a file that several have once."""
        return self.desk.dossiers.groups.items(self.group)

    def editions(self) -> list[EditionView]:
        """Give the editions, newest first."""
        return self.desk.dossiers.groups.editions(self.group)

    def keep(self, values: dict[str, Any]) -> None:
        """Keep a recipe."""
        self.desk.dossiers.groups.set_recipe(self.group, values)

    def freeze(self, profile: str) -> dict[str, str]:
        """Keep the numbers."""
        return self.desk.dossiers.groups.freeze(self.group, profile)

    def draft(self, profile: str, tag: str, variant: str, ctx: JobContext) -> Draft:
        """Give the dossier as it would be now."""
        return self.desk.dossiers.groups.draft(self.group, profile, tag, ctx, variant=variant)

    def export(self, order: Order, ctx: JobContext) -> DossierExport:
        """Build it."""
        return order.build(partial(self.desk.dossiers.groups.export, self.group), ctx)

    def whole(self, number: str) -> tuple[str, str]:
        """Give the case of an exhibit, and its number there."""
        case, _, own = number.partition("/")
        return case, own
