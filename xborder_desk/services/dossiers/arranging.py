"""What a person does with a dossier over several cases before it is built: order, pages, numbers."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.dossier import Edition
from xborder_desk.domain.pseudonyms import veil_of
from xborder_desk.domain.recipes import read_recipe
from xborder_desk.domain.registers import AUDIT
from xborder_desk.pipelines.preview import Previewer
from xborder_desk.services.dossiers.content import COURT
from xborder_desk.services.dossiers.drafting import Bench, Former
from xborder_desk.services.dossiers.editions import edition_view
from xborder_desk.services.dossiers.gathering import asked, sources_of
from xborder_desk.services.dossiers.grouping import Groups
from xborder_desk.services.dossiers.making import fingerprint
from xborder_desk.services.dossiers.members import SHOWN, frozen_in, kept_recipe, looked_through, pseudonyms
from xborder_desk.services.dossiers.revealing import hindrance
from xborder_desk.storage.queries import cases, dossiers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xborder_desk.domain.dossier import Group
    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.domain.previews import Drawn
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services.dossiers.content import Sources
    from xborder_desk.services.dossiers.drafting import Draft
    from xborder_desk.services.dossiers.editions import EditionView
    from xborder_desk.storage.uow import UnitOfWork

WITHHELD: Final = "withheld"
_OF_CASES: Final = ("translations", "redacted")
"""What the cases say themselves of their items; it is told with the group's recipe, but not kept again."""


class GroupBuilder(Groups):
    """What can be done with dossiers over several cases. Items are named by whole numbers."""

    def items(self, group: Group) -> list[EvidenceRow]:
        """Give the items of all cases that can be exhibits; a file that several have is there once.

        Raises:
            BadInputError: neither cases nor a seller.
            NotFoundError: no such case or seller.

        """
        numbers, _ = self._cases(group)
        with self._database.read() as uow:
            return list(_whole(self._read(uow, numbers)))

    def recipe(self, group: Group) -> dict[str, Any]:
        """Give the group's recipe, with what comes of it.

        ``exhibits`` are those that are shown, in order. Of a pseudonymous dossier ``withheld`` says in a
        marked sentence why an item is not shown, and ``shown`` names those somebody has looked through.

        Raises:
            BadInputError: neither cases nor a seller.
            NotFoundError: no such case or seller.

        """
        numbers, name = self._cases(group)
        with self._database.read() as uow:
            recipe, looked = kept_recipe(dossiers.recipe_row(uow, cases.find(uow, numbers[0]), name))
            sources = self._read(uow, numbers)
        items = list(_whole(sources))
        withheld = self._withheld(sources, looked) if group.pseudonymous else {}
        wholes = [one.number for one in items if one.number not in withheld]
        said = recipe.plain()
        for key in _OF_CASES:
            said[key] = {**_said_by(sources, key), **said.get(key, {})}
        order = recipe.arrange(wholes, {one.number: one.part_of for one in items})
        return {**said, SHOWN: list(looked), "exhibits": order, WITHHELD: withheld}

    def set_recipe(self, group: Group, values: object) -> None:
        """Keep a recipe of the group's exhibits, by whole numbers, in place of the one before.

        Its entry ``shown`` names items without text that may be shown in a pseudonymous dossier.

        Raises:
            BadInputError: it is no recipe, runs in a circle, or names evidence these cases do not have.
            NotFoundError: no such case or seller.

        """
        numbers, name = self._cases(group)
        with self._database.write() as uow:
            sources = self._read(uow, numbers)
            known = [f"{one.case.number}/{item}" for one in sources for item in one.items]
            recipe = read_recipe(values, known)
            replace(recipe, translations={**_said_by(sources, "translations"), **recipe.translations}).check()
            read = recipe.plain()
            for key in _OF_CASES:
                told = _said_by(sources, key)
                read[key] = {one: other for one, other in read.get(key, {}).items() if told.get(one) != other}
            kept = {key: value for key, value in read.items() if value or key not in _OF_CASES}
            kept[SHOWN] = looked_through(values, known)
            host = cases.find(uow, numbers[0])
            dossiers.write_recipe(uow, host, kept, name)
            uow.record(AUDIT, host.uid, "recipe_changed", host.uid, recipe=kept, group=name)
            uow.commit()

    def editions(self, group: Group) -> list[EditionView]:
        """Give the editions of the group's dossier, newest first.

        Raises:
            BadInputError: neither cases nor a seller.
            NotFoundError: no such case or seller.

        """
        numbers, name = self._cases(group)
        with self._database.read() as uow:
            host = cases.find(uow, numbers[0])
            row = dossiers.recipe_row(uow, host, name)
            rows = dossiers.editions(uow, host.id, row.id) if row else []
        return [edition_view(one, len(rows) - place) for place, one in enumerate(rows)]

    def draft(
        self, group: Group, profile: str, language_tag: str, ctx: JobContext, *, variant: str = COURT
    ) -> Draft:
        """Give the dossier as it would be now, to look at; it is no edition, and nothing is recorded.

        Raises:
            BadInputError: neither cases nor a seller; unknown profile, language or variant.
            NotFoundError: no such case or seller.
            BuildError: it could not be built.
            Cancelled: nobody waits for it any more.

        """
        look, language = asked(self._catalog, self._works.load, profile, language_tag, variant)
        numbers, name = self._cases(group)
        sums = {number: self._beside.heads(number) for number in numbers}
        declared = self._declared(name, numbers, look, language)
        with self._database.read() as uow:
            found = self._found(uow, group, name, numbers, variant, language)
            host = cases.find(uow, numbers[0])
            rows = dossiers.editions(uow, host.id, found.row.id) if found.row else []
        sources = [replace(one, heads=sums[one.case.number]) for one in found.sources]
        # A day that is nobody's: nothing here depends on when it is looked at.
        day = min(one.case.created_at for one in sources)
        edition = Edition(len(rows) + 1, day, "", self._zone)
        found = replace(found, statement=declared, law=tuple(self._beside.law(look.country)))
        content = self._content(found, sources, look, language, edition, ())
        former = Former(len(rows), tuple(rows[0].exhibits)) if rows and rows[0].exhibits else Former()
        mark = sha256(f"{name} {group.pseudonymous}".encode()).hexdigest()[:12]
        folder = self._works.office.folder / "drafts" / f"{host.uid}-{mark}"
        bench = Bench(self._works.office.store, folder, self._works.press(language))
        return bench.draft(content, fingerprint(content, variant), former, ctx)

    def freeze(self, group: Group, profile: str) -> dict[str, str]:
        """Keep the numbers of the exhibits as they are now, because they were filed; gives them.

        Raises:
            BadInputError: neither cases nor a seller; there is no such profile.
            NotFoundError: no such case or seller.

        """
        look, language = asked(self._catalog, self._works.load, profile, "en", COURT)
        numbers, name = self._cases(group)
        with self._database.write() as uow:
            found = self._found(uow, group, name, numbers, COURT, language)
            host = cases.find(uow, numbers[0])
            row = found.row or dossiers.write_recipe(uow, host, {}, name)
            blank = Edition(0, min(one.case.created_at for one in found.sources), "", self._zone)
            content = self._content(found, found.sources, look, language, blank, ())
            frozen = frozen_in(found.recipe, content).frozen
            row.recipe = {**row.recipe, "frozen": frozen}
            uow.record(AUDIT, host.uid, "exhibits_frozen", row.uid, numbers=frozen, group=name)
            uow.commit()
        return frozen

    def draw(self, draft: Draft, page: int, width: int, ctx: JobContext | None = None) -> Drawn:
        """Draw a page (from 1) of a draft about ``width`` dots wide.

        Raises:
            PreviewError: there is no such page, or the draft is gone.
            Cancelled: nobody waits for it any more.

        """
        drawer = Previewer(self._works.apart)
        return drawer.draw(draft.bundle, "application/pdf", page - 1, max(1, width), 0, ctx)

    def _read(self, uow: UnitOfWork, numbers: Sequence[str]) -> list[Sources]:
        return [sources_of(uow, number, COURT, self._zone) for number in numbers]

    def _withheld(self, sources: Sequence[Sources], looked: Sequence[str]) -> dict[str, str]:
        """Say of each item of a pseudonymous dossier why it, or the copy in its place, cannot be shown."""
        views = [one.case for one in sources]
        veil = veil_of(views, pseudonyms(views, self._works.load("en")))
        found = {
            f"{one.case.number}/{number}": hindrance(
                one, one.recipe.redacted.get(number, number), veil, looked
            )
            for one in sources
            for number in one.order
        }
        return {number: why for number, why in found.items() if why}


def _whole(sources: Sequence[Sources]) -> Iterator[EvidenceRow]:
    """Give the exhibits of all cases under their whole numbers; each file with the pages shown of it once."""
    shown: dict[tuple[object, ...], tuple[str, str]] = {}
    for one in sources:
        case = one.case.number
        for number in one.order:
            item = one.items[number]
            before = shown.setdefault((item.sha256, one.recipe.pages.get(number)), (case, number))
            if before[0] == case:
                whole = f"{case}/{item.part_of}" if item.part_of in one.order else ""
                yield replace(item, number=f"{case}/{number}", part_of=whole)


def _said_by(sources: Sequence[Sources], key: str) -> dict[str, str]:
    """Give what the cases themselves say of which item belongs to which, by whole numbers."""
    return {
        f"{one.case.number}/{number}": f"{one.case.number}/{other}"
        for one in sources
        for number, other in getattr(one.recipe, key).items()
    }
