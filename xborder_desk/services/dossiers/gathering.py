"""What a dossier is made from, read of an open unit of work; and what was asked for, found or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.lint import OTHER_PARTY
from xborder_desk.domain.recipes import Recipe, read_recipe
from xborder_desk.domain.registers import CONTACTS, CUSTODY, POST, Head, Line
from xborder_desk.i18n import N_
from xborder_desk.pipelines.spoken import spoken
from xborder_desk.services.dossiers.content import COURT, Sources, shown_custody
from xborder_desk.services.dossiers.deriving import arranged, completed
from xborder_desk.services.dossiers.hearing import Heard
from xborder_desk.services.dossiers.masking import mask, redacted_order
from xborder_desk.storage import registers
from xborder_desk.storage.queries import cases, contacts, dossiers, evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.dossier import Profile
    from xborder_desk.i18n.language import Language
    from xborder_desk.storage.uow import UnitOfWork

# The audit register is the office's own; what a court may check are custody, contacts and post.
SHOWN_REGISTERS: Final = (CUSTODY, CONTACTS, POST)
VARIANTS: Final = (COURT, OTHER_PARTY)


def asked(
    catalog: Catalog, load: Callable[[str], Language], profile: str, language_tag: str, variant: str
) -> tuple[Profile, Heard]:
    """Find the profile and the language that were asked for; what is said in that can be said in others.

    Raises:
        BadInputError: there is no such profile, language or variant.

    """
    if variant not in VARIANTS:
        raise BadInputError(N_("There is no variant “{given}” of a dossier."), field="variant", given=variant)
    look = catalog.profile(profile).profile()
    return look, Heard(spoken(load, language_tag, N_("There is no language “{given}” for dossiers yet.")))


def recipe_of(uow: UnitOfWork, case_number: str) -> Recipe:
    """Give what was decided about a case's dossier, with what is known of copies made here.

    Raises:
        NotFoundError: no such case.

    """
    case = cases.find(uow, case_number)
    row = dossiers.recipe_row(uow, case)
    items = evidence.rows(uow, case.id)
    said = read_recipe(row.recipe, [item.number for item in items]) if row else Recipe()
    return completed(said, items)


def sources_of(
    uow: UnitOfWork, case_number: str, variant: str, zone: str, *, redacted: bool = False
) -> Sources:
    """Read what the dossier of a case is made from; with ``redacted``, blacked-out copies in any variant.

    Raises:
        NotFoundError: no such case.

    """
    case = cases.view(uow, case_number)
    items = evidence.rows(uow, case.id)
    recipe = recipe_of(uow, case_number)
    order = arranged(recipe, items)
    redacted = redacted or variant == OTHER_PARTY
    if redacted:
        order = redacted_order(order, recipe)
    custody = evidence.custody_of_case(uow, case.uid)
    return Sources(
        case=case,
        items={item.number: item for item in items},
        order=order,
        recipe=recipe,
        texts=evidence.texts_of_case(uow, case.id),
        custody={uid: shown_custody(events) for uid, events in custody.items()},
        attempts=contacts.attempts(uow, case.uid),
        zone=zone,
        variant=variant,
        redacted=redacted,
    )


def texts_of(sources: Sources) -> dict[str, str]:
    """Give what can be read in each item, by its number; for the other party with numbers masked."""
    found = {item.number: "\n\n".join(sources.texts.get(item.id, ())) for item in sources.items.values()}
    if sources.variant == OTHER_PARTY:
        return {number: mask(text) for number, text in found.items()}
    return found


def shown_heads(uow: UnitOfWork, case_uid: str) -> list[Head]:
    """Say where the registers of a case stand that a recipient may check."""
    found = registers.heads(uow.connection, case_uid)
    return [head for head in found if head.register in SHOWN_REGISTERS]


def lines_so_far(uow: UnitOfWork, case_uid: str, heads: Iterable[Head]) -> Iterator[Line]:
    """Give the lines of a case's registers as far as an edition knows them."""
    last = {head.register: head.seq for head in heads if head.scope == case_uid}
    lines = registers.lines(uow.connection, case_uid)
    return (line for line in lines if line.seq <= last.get(line.register, 0))
