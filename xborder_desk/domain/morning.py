"""The morning: what runs out first, whom to try again, what arrived, and what was changed last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt

    from xborder_desk.domain.cases import CaseRow
    from xborder_desk.domain.evidence import Message
    from xborder_desk.domain.sentences import Told

TASK: Final = "task"
DEADLINE: Final = "deadline"
ANSWER: Final = "answer"
STEP: Final = "next"
SEARCH: Final = "search"
REPLY: Final = "reply"
BOUNCE: Final = "bounce"


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something that runs out on a day: a ``task`` (``text`` as written) or a ``deadline`` of a route.

    ``why`` is the first step of how the day was counted; ``status`` whether the rule was checked; ``uid``
    that of the task or deadline.
    """

    kind: str
    uid: str
    case: str
    sides: str
    text: str
    on: dt.date
    left: int
    route: str = ""
    why: Told | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """A contact that is due: an ``answer`` asked for by a day, a planned ``next`` step, or the ``search``.

    ``attempt`` is the attempt it follows (A-01), empty for a search; ``told`` says why.
    """

    kind: str
    case: str
    case_title: str
    attempt: str
    channel: str
    address: str
    by: dt.date
    left: int
    text: str = ""
    told: Message | None = None

    @property
    def uid(self) -> str:
        """What tells the line from all others, whatever day it is and however the reason is put."""
        return f"{self.kind}/{self.case}/{self.attempt}/{self.channel}/{self.address}"


@dataclass(frozen=True, slots=True)
class NewsLine:
    """A reply, or a result that says an address failed, not yet marked as seen; ``at`` is UTC."""

    id: int
    kind: str
    case: str
    case_title: str
    attempt: str
    channel: str
    address: str
    result: str
    note: str
    at: dt.datetime
    by: str


@dataclass(frozen=True, slots=True)
class Morning:
    """Everything of one morning; the ``_total`` counts tell how many there are beyond those given."""

    today: dt.date
    due: tuple[DueLine, ...]
    due_total: int
    attempts: tuple[AttemptLine, ...]
    attempts_total: int
    news: tuple[NewsLine, ...]
    news_total: int
    latest: tuple[CaseRow, ...]
    cases: int
    next_due: dt.date | None = None
