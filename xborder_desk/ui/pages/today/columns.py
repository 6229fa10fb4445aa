"""The columns of what Today shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.choices import Channel, ContactResult, label_of
from xborder_desk.domain.jurisdictions import STATUS_LABELS, UNCHECKED
from xborder_desk.domain.morning import ANSWER, DEADLINE, REPLY, STEP, TASK
from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import Column
from xborder_desk.ui.states import CHANNEL_ICONS, day_in_list, day_of, due_kind, due_words
from xborder_desk.ui.widgets.cards import joined

if TYPE_CHECKING:
    from xborder_desk.domain.cases import CaseRow
    from xborder_desk.domain.morning import AttemptLine, DueLine, NewsLine
    from xborder_desk.i18n.language import Language

DONE: Final = N_("Done")
OPEN: Final = N_("Show")
LOG: Final = N_("Log")
SEEN: Final = N_("Seen")


def due_title(line: DueLine, language: Language) -> str:
    """Give what runs out: a task as it was written, a deadline in the language."""
    if line.kind == TASK:
        return line.text
    return language.ctext(f"route:{line.route}:title", line.text)


def due_why(line: DueLine, language: Language) -> str:
    """Give the day, and for a deadline how it came about and whether the rule was checked."""
    day = day_in_list(line.on, language)
    if line.kind == TASK:
        return joined(language, language.text(N_("Task")), day)
    why = language.say(line.why) if line.why is not None else ""
    unchecked = language.text(STATUS_LABELS[UNCHECKED]) if line.status == UNCHECKED else ""
    return joined(language, day, why, unchecked)


def attempt_title(line: AttemptLine, language: Language) -> str:
    """Give what is to be done: which way, to which address."""
    _ = language.text
    words = {ANSWER: N_("Answer is due: {address}"), STEP: N_("Next step: {address}")}
    text = words.get(line.kind, N_("Try again: {address}"))
    return _(text, address=language.isolate(line.address or line.text))


def attempt_why(line: AttemptLine, language: Language) -> str:
    """Give the channel, the case, and why it is due."""
    channel = language.text(label_of(Channel, line.channel)) if line.channel else ""
    why = language.say(line.told) if line.told is not None else line.text
    return joined(language, channel, line.case, line.attempt, why)


def news_title(line: NewsLine, language: Language) -> str:
    """Give what arrived."""
    _ = language.text
    if line.kind == REPLY:
        return _(N_("Reply in case {case}"), case=line.case)
    return _(
        N_("{result}: {address}"),
        result=_(label_of(ContactResult, line.result)),
        address=language.isolate(line.address),
    )


def news_second(line: NewsLine, language: Language) -> str:
    """Give where it belongs, and its own words."""
    return joined(language, line.case, line.attempt, line.note.split("\n", 1)[0] or line.case_title)


DUE: Final[tuple[Column[DueLine], ...]] = (
    Column(
        "left",
        N_("Runs out"),
        lambda line, language: due_words(line.left, language)[1],
        pill=lambda line: due_kind(line.left),
        icon=lambda line: "timer" if line.kind == DEADLINE else "list-checks",
        chars=17,
        sort=lambda line: line.on,
    ),
    Column("what", N_("What, and when"), due_title, second=due_why, stretch=True),
    Column("case", N_("Case"), lambda line, _l: line.case, second=lambda line, _l: line.sides, chars=23),
    Column(
        "verb",
        "",
        lambda line, language: language.text(DONE if line.kind == TASK else OPEN),
        chars=11,
        verb=True,
    ),
)
ATTEMPTS: Final[tuple[Column[AttemptLine], ...]] = (
    Column(
        "address",
        N_("Attempt"),
        attempt_title,
        second=attempt_why,
        icon=lambda line: CHANNEL_ICONS.get(line.channel, "phone"),
        stretch=True,
    ),
    Column(
        "by",
        N_("Until"),
        lambda line, language: due_words(line.left, language)[1],
        second=lambda line, language: day_in_list(line.by, language),
        chars=18,
        sort=lambda line: line.by,
    ),
    Column("verb", "", lambda _line, language: language.text(LOG), chars=11, verb=True),
)
NEWS: Final[tuple[Column[NewsLine], ...]] = (
    Column(
        "what",
        N_("What arrived"),
        news_title,
        second=news_second,
        icon=lambda line: "chats" if line.kind == REPLY else "arrow-u-down-left",
        stretch=True,
    ),
    Column(
        "day", N_("Day"), lambda line, language: day_in_list(day_of(line.at), language), whole=True, chars=10
    ),
    Column("verb", "", lambda _line, language: language.text(SEEN), chars=11, verb=True),
)
LATEST: Final[tuple[Column[CaseRow], ...]] = (
    Column(
        "case",
        N_("Case"),
        lambda case, _l: case.title,
        second=lambda case, language: joined(language, case.number, case.consumer, case.seller),
        stretch=True,
    ),
    Column(
        "changed",
        N_("Changed"),
        lambda case, language: day_in_list(day_of(case.updated_at), language),
        whole=True,
        chars=14,
    ),
)
