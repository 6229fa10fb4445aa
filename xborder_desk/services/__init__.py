"""The use-cases: what a person can do, each named by the verb they would use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from xborder_desk.domain.letters import Template
    from xborder_desk.domain.package import PackageCheck
    from xborder_desk.i18n.language import Language
    from xborder_desk.i18n.languages import Completeness
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services.cases import Cases
    from xborder_desk.services.claims import Claims
    from xborder_desk.services.contacts import Contacts
    from xborder_desk.services.deadlines import Computed, Deadlines
    from xborder_desk.services.dossiers import Dossiers
    from xborder_desk.services.drafts import Drafts
    from xborder_desk.services.evidence import Evidence
    from xborder_desk.services.evidence.capturing import Capturing
    from xborder_desk.services.evidence.custody import Custody
    from xborder_desk.services.evidence.deriving import Deriving
    from xborder_desk.services.evidence.scans import Scans
    from xborder_desk.services.evidence.stamping import Stamping
    from xborder_desk.services.evidence.suggesting import Suggesting
    from xborder_desk.services.evidence.watching import Watching
    from xborder_desk.services.facts import Facts
    from xborder_desk.services.forms import Forms
    from xborder_desk.services.law import Law
    from xborder_desk.services.letters import Letters
    from xborder_desk.services.lists import Lists
    from xborder_desk.services.mailing import Mailing
    from xborder_desk.services.offices import Offices
    from xborder_desk.services.parties import Parties
    from xborder_desk.services.post import PostBook
    from xborder_desk.services.previews import Previews
    from xborder_desk.services.routes import Routes
    from xborder_desk.services.sellers import Sellers
    from xborder_desk.services.statements import Statements
    from xborder_desk.services.today import Today
    from xborder_desk.settings import Settings


@dataclass(frozen=True)
class Desk:
    """One open office with everything that can be done in it; the window and the command line share it.

    ``zone`` is the office's own time zone. ``close()`` it when done.
    """

    location: Path
    zone: dt.tzinfo
    cases: Cases
    parties: Parties
    facts: Facts
    evidence: Evidence
    deriving: Deriving
    stamping: Stamping
    scans: Scans
    suggesting: Suggesting
    custody: Custody
    watching: Watching
    capturing: Capturing
    contacts: Contacts
    dossiers: Dossiers
    claims: Claims
    letters: Letters
    forms: Forms
    routes: Routes
    deadlines: Deadlines
    law: Law
    offices: Offices
    lists: Lists
    statements: Statements
    post: PostBook
    mailing: Mailing
    sellers: Sellers
    today: Today
    drafts: Drafts
    previews: Previews

    def close(self) -> None:
        """Let go of the office and end its child processes."""
        self.previews.close()
        self.offices.close()

    def beat(self) -> None:
        """Tell other machines, twice a minute, that this one still has the office open."""
        self.offices.beat()


class Doors(Protocol):
    """Ways into an office, and what can be done without one; the composition root implements it."""

    def open(self, location: Path) -> Desk:
        """Open an office.

        Raises:
            OfficeError: there is none, it is newer than the program, in use elsewhere, or damaged.

        """

    def create(self, location: Path, ctx: JobContext, *, sample: bool = False) -> Desk:
        """Make an office, with the fictional sample cases if asked for, and open it.

        Raises:
            OfficeError: the place is taken or cannot be written to.

        """

    def restore(self, backup: Path, location: Path, ctx: JobContext) -> dict[str, int]:
        """Unpack a backup into a new office; gives how many cases and items it holds.

        Raises:
            OfficeError: the place is taken, or the backup is damaged or none.

        """

    def verify_package(self, path: Path) -> PackageCheck:
        """Check a dossier's package (folder or ZIP) or its bundle.

        Raises:
            FileError: there is nothing there.

        """

    def limit(self, rule: str, start: str, period: str, country: str = "") -> Computed:
        """Count a time limit by a rule, from a day over a period, with a country's holidays.

        Raises:
            BadInputError: there is no such rule, day, period or country.

        """

    def language(self, tag: str = "") -> Language:
        """Give a language: the one named, or the person's own, or the system's, or English."""

    def toolkit(self, tag: str) -> Language | None:
        """Give those of Qt's own texts that Qt does not bring in a language; nothing if it brings all."""

    def languages(self) -> list[Completeness]:
        """Give the languages there are and how complete each is."""

    def letters(self) -> tuple[list[Template], list[str]]:
        """Give the letters there are, and the tags of the languages they can be written in."""

    def letter_words(self, tag: str) -> Language:
        """Give the language in which letters and forms are named for a reader; English if there is none."""

    def settings(self) -> Settings:
        """Give the person's choices."""

    def choose(self, **chosen: str) -> Settings:
        """Keep choices: ``language``, ``name``, ``office``, ``theme``, ``text_size``, ``digits``."""

    def resources(self) -> Path:
        """Say where our own data lies: icons, fonts, samples."""

    def own_folder(self) -> Path:
        """Say where what belongs to this person on this machine is kept: choices, window places, reports."""
