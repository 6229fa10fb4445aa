"""Drafts: what somebody began to type and did not keep, offered again after a crash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_
from xborder_desk.storage.models import Draft
from xborder_desk.storage.queries import drafts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from xborder_desk.storage.uow import Database

PREFIX: Final = "form/"
MOST_CHARACTERS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """Half-typed work: at which ``place`` (``2026-0001/overview/purchase``), what, since when (UTC).

    ``version`` is that of the record when the typing began; ``aside``: the person closed the form.
    """

    place: str
    values: dict[str, str]
    version: int
    at: dt.datetime
    aside: bool = False

    @property
    def case(self) -> str:
        """The case it belongs to, empty if to none."""
        first = self.place.split("/", 1)[0]
        return first if first != "office" else ""


class Drafts:
    """What can be done with the drafts of the person at the desk; others' are neither seen nor touched."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, place: str, values: Mapping[str, str], version: int = 0, *, aside: bool = False) -> None:
        """Keep what was typed so far at a place, in place of what was kept there before.

        Raises:
            BadInputError: it is far more than anybody types.

        """
        if sum(map(len, values.values())) > MOST_CHARACTERS:
            raise BadInputError(
                N_("That is too much to be kept as a draft. Add long texts as files."), field="draft"
            )
        with self._database.write() as uow:
            row = uow.session.get(Draft, self._key(place))
            if row is None:
                row = Draft(key=self._key(place))
                uow.session.add(row)
            row.value = {"values": dict(values), "place": place, "aside": aside}
            row.base_version, row.by, row.at = version, uow.actor, uow.now
            uow.commit()

    def drop(self, place: str) -> None:
        """Let a draft go, because it was kept for good or thrown away."""
        with self._database.write() as uow:
            row = uow.session.get(Draft, self._key(place))
            if row is not None:
                uow.session.delete(row)
                uow.commit()

    def find(self, place: str) -> KeptDraft | None:
        """Give what was typed at a place, nothing if nothing was."""
        return next((one for one in self.mine() if one.place == place), None)

    def mine(self) -> Sequence[KeptDraft]:
        """Give the person's drafts, the newest first."""
        with self._database.read() as uow:
            found = drafts.versions(uow, self._key(""))
        return [_draft(*row) for row in reversed(found)]

    def _key(self, place: str) -> str:
        # A name may hold any character: a length before it keeps one person's keys from beginning another's.
        actor = self._database.actor
        return f"{PREFIX}{len(actor)}:{actor}/{place}"


def _draft(key: str, value: dict[str, Any], version: int, at: dt.datetime) -> KeptDraft:
    values = {str(name): str(text) for name, text in value.get("values", {}).items()}
    aside = bool(value.get("aside", False))
    return KeptDraft(str(value.get("place", key)), values, version, at, aside)
