"""The sample office: fictional cases told to the same use-cases a person would use."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.cases import NewCase
from xborder_desk.domain.contacts import NewAttempt
from xborder_desk.i18n import N_
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.contacts import NewOutcome
from xborder_desk.services.facts import NewFact
from xborder_desk.services.parties import NewIdentifier, NewParty
from xborder_desk.services.samples.stories import read_stories

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xborder_desk.services import Desk

Story = dict[str, Any]

FICTIONAL: Final = (
    "Fictional sample case. People, firms, platforms, numbers and papers are invented; "
    "none of the legal dates in it has been checked."
)
"""The note every sample case carries; a note is for colleagues, no document can reach it."""

# The parties that come with the case, in the order in which opening it numbers them.
_FIRST: Final = ("consumer", "seller", "platform")


class _Within(JobContext):
    """A step of a longer job: stops when that is cancelled, keeps its own counting to itself."""

    def __init__(self, whole: JobContext) -> None:
        super().__init__()
        self._whole = whole

    def check(self) -> None:
        """Stop here if the person has asked the whole to stop."""
        self._whole.check()


# An invented association, so that the letters of the sample office have a head.
SENDER: Final = {
    "name": "Verbraucherhilfe Oberrhein",
    "address": "Salzstraße 1\n79098 FREIBURG IM BREISGAU",
    "email": "hilfe@verbraucherhilfe.example",
    "phone": "+49 761 5550100",
    "country": "DE",
}


def fill_sample(desk: Desk, resources: Path, ctx: JobContext) -> None:
    """Fill a new office with the sample cases of ``resources`` (``*.toml``, their papers in ``files/``).

    The first case is the rich one. Days told as offsets are counted from the office's own day.

    Raises:
        BrokenDataError: a sample case is missing, damaged, or names a paper that is not there.
        DiskFullError: there is no room.
        Cancelled: the person asked for it to stop.

    """
    stories = read_stories(resources, dt.datetime.now(desk.zone).date())
    desk.offices.mark_sample()
    desk.letters.set_sender(SENDER)
    for done, story in enumerate(stories):
        ctx.progress(done, len(stories), N_("Making the sample cases"))
        _tell(desk, resources / "files", story, _Within(ctx))
    ctx.progress(len(stories), len(stories), N_("Making the sample cases"))


def _tell(desk: Desk, files: Path, story: Story, ctx: JobContext) -> None:
    number = _open(desk, story)
    _add_files(desk, number, files, story, ctx)
    _introduce(desk, number, story)
    for fact in story.get("facts", []):
        new = NewFact(fact["says"].strip(), fact.get("on", ""), tuple(fact.get("proofs", [])))
        desk.facts.add(number, new)
    for attempt in story.get("attempts", []):
        _log(desk, number, attempt)
    for note in (FICTIONAL, *story.get("notes", [])):
        desk.cases.note(number, note)
    for task in story.get("tasks", []):
        desk.cases.plan(number, task["do"], task.get("due", ""))
    desk.cases.set(number, {"status": story["status"]})
    if story.get("binned"):
        desk.cases.bin(number)


def _open(desk: Desk, story: Story) -> str:
    consumer, seller = story["consumer"], story["seller"]
    more = {name: str(value) for name, value in story.get("values", {}).items()}
    if "platform" in story:
        more["platform"] = story["platform"]["name"]
    return desk.cases.create(
        NewCase(
            title=story["called"],
            consumer=consumer["name"],
            consumer_country=consumer.get("country", ""),
            seller=seller["name"],
            seller_country=seller.get("country", ""),
            more=more,
        )
    )


def _add_files(desk: Desk, number: str, files: Path, story: Story, ctx: JobContext) -> None:
    titles: dict[str, dict[str, str]] = {}
    for entry in story.get("files", []):
        file = files / entry["file"]
        method, source = entry.get("method", ""), entry.get("source", "")
        (added,) = desk.evidence.add_files(number, [file], ctx, method=method, source=source)
        if added.fault is not None:
            raise added.fault
        inside = zip(added.parts, entry.get("inside", []), strict=False)
        for item, told in ((added, entry), *inside):
            if item.row is not None:
                _describe(desk, number, item.row.number, told, titles)
    if titles:
        desk.dossiers.set_recipe(number, {"titles": titles})


def _describe(
    desk: Desk, number: str, evidence: str, told: Mapping[str, Any], titles: dict[str, dict[str, str]]
) -> None:
    given = {name: told[name] for name in ("language", "on") if name in told}
    desk.evidence.describe(evidence, {"title": told["called"], **given}, number)
    if "titles" in told:
        titles[evidence] = dict(told["titles"])


def _introduce(desk: Desk, number: str, story: Story) -> None:
    present = [role for role in _FIRST if role in story]
    for no, role in enumerate(present, start=1):
        party = f"P-{no:02d}"
        told = {
            name: str(story[role][name])
            for name in ("name_latin", "kind", "country", "language")
            if name in story[role]
        }
        desk.parties.change(number, party, told)
        for identifier in _identifiers(story[role]):
            desk.parties.add_identifier(number, party, identifier)
    for other in story.get("others", []):
        known = {name: value for name, value in other.items() if name != "reach"}
        desk.parties.add(number, NewParty(**known, identifiers=_identifiers(other)))


def _identifiers(party: Mapping[str, Any]) -> tuple[NewIdentifier, ...]:
    return tuple(
        NewIdentifier(
            **{
                "raw": "",
                **entry,
                "parts": tuple((name, str(value)) for name, value in entry.get("parts", {}).items()),
            }
        )
        for entry in party.get("reach", [])
    )


def _log(desk: Desk, number: str, told: Mapping[str, Any]) -> None:
    later = {"results", "replies", "corrections", "proofs", "remark"}
    new = NewAttempt(
        **{name: value for name, value in told.items() if name not in later}, note=told.get("remark", "")
    )
    attempt = desk.contacts.add(number, new, told.get("proofs", []))
    for result in told.get("results", []):
        desk.contacts.add_result(attempt, _outcome(result), number)
    for correction in told.get("corrections", []):
        desk.contacts.correct(attempt, correction["changes"], correction["because"], number)
    for reply in told.get("replies", []):
        desk.contacts.add_reply(attempt, _outcome(reply), number)


def _outcome(told: Mapping[str, Any]) -> NewOutcome:
    return NewOutcome(
        result=told.get("result", ""),
        at=told.get("at", ""),
        note=told.get("remark", ""),
        proofs=tuple(told.get("proofs", [])),
    )
