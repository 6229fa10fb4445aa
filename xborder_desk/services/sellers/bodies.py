"""Platforms, carriers, insurers, authorities …: what is shipped, and the office's own layer over it."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Final

from xborder_desk.catalog.bodies import read_bodies
from xborder_desk.domain import words
from xborder_desk.domain.bodies import BODY_KINDS, BodyView, fields_of
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.folding import fold
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.i18n import N_
from xborder_desk.identifiers import codes
from xborder_desk.storage.models import Body
from xborder_desk.storage.queries import bodies as rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xborder_desk.domain.bodies import KnownBody
    from xborder_desk.storage.uow import Database

_ID: Final = re.compile(r"[^a-z0-9]+")
_LINES: Final = frozenset({"hosts", "also", "policies", "certified", "note", "answers", "papers"})


class Bodies:
    """What can be done with bodies; ``resources`` is where those we ship lie."""

    def __init__(self, database: Database, resources: Path) -> None:
        self._database = database
        self._resources = resources

    def all(self, text: str = "", kind: str = "") -> list[BodyView]:
        """List bodies by kind and name, those whose names hold every word of ``text``.

        Raises:
            BadInputError: there is no such kind.

        """
        if kind and kind not in BODY_KINDS:
            raise BadInputError(
                N_("“{given}” is no kind of body. There are: {possible}."),
                field="kind",
                given=kind,
                possible=", ".join(BODY_KINDS),
            )
        with self._database.read() as uow:
            own = {row.catalog_id: row for row in rows.own(uow)}
        shipped = read_bodies(self._resources).items
        found = [_over(one, own.get(one.id)) for one in shipped.values()]
        found += [_alone(row) for key, row in own.items() if key not in shipped]
        asked = fold(text).split()
        places = {one: at for at, one in enumerate(BODY_KINDS)}
        return sorted(
            (
                one
                for one in found
                if (not kind or one.kind == kind)
                and all(word in fold(" ".join((one.id, *_named(one)))) for word in asked)
            ),
            key=lambda one: (places.get(one.kind, len(places)), fold(one.name)),
        )

    def show(self, body: str) -> BodyView:
        """Show one body by its id.

        Raises:
            NotFoundError: there is none.

        """
        found = next((one for one in self.all() if one.id == body.strip().lower()), None)
        if found is None:
            raise NotFoundError(N_("There is no body “{given}”."), given=body.strip())
        return found

    def change(
        self, body: str, values: Mapping[str, str], *, source: str, checked_on: str, kind: str = ""
    ) -> str:
        """Say something of a body, or of a new one (``body`` empty, with its ``kind`` and name).

        Only the fields that are named change; the same as shipped takes the office's word back. ``source``
        says where it was read and ``checked_on`` on which day.

        Raises:
            NotFoundError: there is no such body.
            BadInputError: a field or value cannot be taken, or source or day is missing.

        """
        told = words.text(source, field="source", needed=True)
        day = words.day(checked_on, field="checked_on")
        if day is None:
            raise BadInputError(
                N_("Say on which day that was read, for example 2026-11-23."), field="checked_on"
            )
        before = self.show(body) if body.strip() else None
        kept = _checked(values, before.kind if before else _kind(kind))
        name = kept.get("name", before.name if before else "")
        if not name:
            raise BadInputError(N_("Give the body a name."), field="name")
        known = read_bodies(self._resources).items
        with self._database.write() as uow:
            key = before.id if before else _new_id(name, {*known, *(r.catalog_id for r in rows.own(uow))})
            row = rows.own_of(uow, key)
            if row is None:
                row = Body(uid=uuid.uuid4().hex, kind=before.kind if before else kind, catalog_id=key)
                row.details = {}
                row.name, row.name_key = name, fold(name)
                uow.session.add(row)
            shipped = _texts(known[key]) if key in known else {}
            details = {**row.details, **kept}
            row.details = {field: text for field, text in details.items() if text != shipped.get(field, "")}
            row.name, row.name_key = name, fold(name)
            row.country = details.get("country", before.values.get("country", "") if before else "")
            row.source, row.checked_on = told, day
            uow.flush()
            uow.record(AUDIT, OFFICE_SCOPE, "body_changed", row.uid, body=key, source=told, **kept)
            uow.commit()
            return key

    def reset(self, body: str) -> None:
        """Take back everything the office itself said of a body; one of its own is gone then.

        Raises:
            NotFoundError: the office said nothing of such a body.

        """
        with self._database.write() as uow:
            row = rows.own_of(uow, body.strip().lower())
            if row is None:
                raise NotFoundError(
                    N_("This office has said nothing of its own about “{given}”."), given=body.strip()
                )
            uow.record(AUDIT, OFFICE_SCOPE, "body_reset", row.uid, body=row.catalog_id)
            uow.session.delete(row)
            uow.commit()


def _named(one: BodyView) -> tuple[str, ...]:
    return tuple(one.values.get(field, "") for field in ("name", "entity", "also", "hosts", "country"))


def _texts(one: KnownBody) -> dict[str, str]:
    single = ("name", "country", "entity", "seat", "representative", "website", "complaint", "scope", "note")
    found = {field: str(getattr(one, field)) for field in single}
    return {**found, "hosts": "\n".join(one.hosts), "also": "\n".join(one.also)}


def _over(one: KnownBody, row: Body | None) -> BodyView:
    shipped = {field: text for field, text in _texts(one).items() if text}
    own = {field: str(text) for field, text in (row.details if row else {}).items()}
    if row is None or not own:
        source = one.source
        return BodyView(one.id, one.kind, shipped, source.text, source.checked_on, source.status)
    merged = {field: text for field, text in {**shipped, **own}.items() if text}
    return BodyView(one.id, one.kind, merged, row.source, row.checked_on, "sourced", tuple(sorted(own)))


def _alone(row: Body) -> BodyView:
    values = {"name": row.name, **{field: str(text) for field, text in row.details.items() if text}}
    changed = tuple(sorted(values))
    return BodyView(
        row.catalog_id, row.kind, values, row.source, row.checked_on, "sourced", changed, own=True
    )


def _kind(kind: str) -> str:
    if kind not in BODY_KINDS:
        raise BadInputError(
            N_("“{given}” is no kind of body. There are: {possible}."),
            field="kind",
            given=kind,
            possible=", ".join(BODY_KINDS),
        )
    return kind


def _checked(values: Mapping[str, str], kind: str) -> dict[str, str]:
    known = fields_of(kind)
    found = {}
    for field, raw in values.items():
        if field not in known:
            raise BadInputError(
                N_("“{given}” is no field of a body. There are: {possible}."),
                field=field,
                given=field,
                possible=", ".join(known),
            )
        if field == "country":
            found[field] = codes.country(raw, field=field)
        elif field in _LINES:
            found[field] = words.text(raw, field=field)
        else:
            found[field] = words.name(raw, field=field, needed=False)
    return found


def _new_id(name: str, taken: set[str]) -> str:
    """Make an id out of a name that no other body has."""
    base = _ID.sub("-", fold(name)).strip("-") or "body"
    return next(one for one in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if one not in taken)
