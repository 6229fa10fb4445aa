"""Filters a person keeps under a name, with how many cases each finds now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain import words
from xborder_desk.domain.case_list import CaseQuestion, SavedFilter
from xborder_desk.domain.errors import BadInputError
from xborder_desk.storage.queries import case_list, choices

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from xborder_desk.storage.uow import Database, UnitOfWork

_PREFIX: Final = "filters/"
_MOST_NAME: Final = 60


class SavedFilters:
    """The filters of the person at the desk; part of ``Cases``."""

    def __init__(self, database: Database, zone: dt.tzinfo) -> None:
        self._database = database
        self._zone = zone

    @property
    def _key(self) -> str:
        return f"{_PREFIX}{self._database.actor}"

    def kept(self) -> Sequence[SavedFilter]:
        """Give the filters in the order in which they were kept."""
        with self._database.read() as uow:
            kept = choices.get(uow, self._key).get("filters", [])
        return [SavedFilter(str(one["name"]), CaseQuestion.from_plain(one["question"])) for one in kept]

    def keep(self, name: str, question: CaseQuestion) -> None:
        """Keep a question under a name; one of that name is replaced.

        Raises:
            BadInputError: the name is empty or cannot be taken.

        """
        taken = words.name(name, field="name")[:_MOST_NAME]
        with self._database.write() as uow:
            kept = choices.get(uow, self._key).get("filters", [])
            new = {"name": taken, "question": question.to_plain()}
            rest = [new if one["name"] == taken else one for one in kept]
            choices.put(uow, self._key, {"filters": rest if new in rest else [*rest, new]})
            uow.commit()

    def drop(self, name: str) -> None:
        """Let a filter go; one that is not there is gone already."""
        with self._database.write() as uow:
            kept = choices.get(uow, self._key).get("filters", [])
            choices.put(uow, self._key, {"filters": [one for one in kept if one["name"] != name]})
            uow.commit()

    def counts(self, questions: Sequence[CaseQuestion]) -> list[int]:
        """Give how many cases each question finds now; none for one whose conditions cannot be read."""
        with self._database.read() as uow:
            today = uow.now.astimezone(self._zone).date()
            return [self._count(uow, one, today) for one in questions]

    def _count(self, uow: UnitOfWork, question: CaseQuestion, today: dt.date) -> int:
        try:
            return case_list.count(uow, question, today, self._zone)
        except BadInputError:  # kept by another version: it must not take the counts of the others with it
            return 0
