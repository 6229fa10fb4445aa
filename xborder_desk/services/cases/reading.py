"""The order of names as readers expect it, where the database has another: Ł, Ñ, Han characters."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from xborder_desk.domain.case_list import NAMES, CaseQuestion, Found
from xborder_desk.storage.queries import case_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xborder_desk.i18n.language import Language
    from xborder_desk.storage.uow import UnitOfWork


def as_read(uow: UnitOfWork, found: Found, question: CaseQuestion, reader: Language) -> Found:
    """Order an answer by names as a reader does, within each of its groups; what has no name stays behind.

    The database keeps a key without accents, which is the order of most languages: only others pay for this.
    """
    if question.order not in NAMES or not reader.tailored:
        return found
    written = case_list.names(uow, question.order)
    keys = {name: reader.sort_key(name) for name in {written.get(one, "") for one in found.ids}}
    ids = array("q")
    for group in _groups(found):
        named = [one for one in group if written.get(one)]
        named.sort(key=lambda one: keys[written[one]], reverse=question.descending)
        ids.extend(named)
        ids.extend(one for one in group if not written.get(one))
    return Found(ids, found.groups)


def _groups(found: Found) -> Iterator[Sequence[int]]:
    if not found.groups:
        yield found.ids
        return
    begin = 0
    for _name, count in found.groups:
        yield found.ids[begin : begin + count]
        begin += count
