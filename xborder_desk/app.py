"""The composition root: finds the places, opens the office, hands services to window or command."""

from __future__ import annotations

import getpass
import json
import locale
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from xborder_desk.domain.places import Places, find_places
from xborder_desk.i18n import languages
from xborder_desk.jobs.apart import CHILD_FLAG

if TYPE_CHECKING:
    import datetime as dt

    from xborder_desk.domain.letters import Template
    from xborder_desk.domain.package import PackageCheck
    from xborder_desk.i18n.language import Language
    from xborder_desk.i18n.languages import Completeness
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.pipelines.pages import Ahead
    from xborder_desk.services import Desk
    from xborder_desk.services.deadlines import Computed
    from xborder_desk.services.sellers import Sellers
    from xborder_desk.settings import Settings, SettingsFile
    from xborder_desk.storage.office import Office

__all__ = [
    "PLUGINS_FLAG",
    "Places",
    "Ways",
    "compose",
    "find_places",
    "main",
    "plugged",
    "system_zone",
    "zone_named",
]

PLUGINS_FLAG: Final = "--plugins"


class Ways:
    """The ways into an office. See ``services.Doors``; heavy imports happen when a way is taken."""

    def __init__(self, places: Places, settings: SettingsFile) -> None:
        self._places = places
        self._settings = settings

    def open(self, location: Path) -> Desk:
        """Open an office. See ``services.Doors``."""
        from xborder_desk.storage import office  # noqa: PLC0415 - after the first window

        return self._desk(office.open_office(location.absolute(), actor=self._person()))

    def create(self, location: Path, ctx: JobContext, *, sample: bool = False) -> Desk:
        """Make an office. See ``services.Doors``."""
        from xborder_desk.storage import office  # noqa: PLC0415 - as above

        tag = self.language().tag
        made = office.create(location.absolute(), actor=self._person(), zone=system_zone(), language=tag)
        desk = self._desk(made)
        if sample:
            from xborder_desk.services.samples import fill_sample  # noqa: PLC0415 - as above

            try:
                fill_sample(desk, self._places.resources / "sample", ctx)
            except BaseException:
                office.discard(made)
                raise
        return desk

    def restore(self, backup: Path, location: Path, ctx: JobContext) -> dict[str, int]:
        """Unpack a backup. See ``services.Doors``."""
        from xborder_desk.services import offices  # noqa: PLC0415 - as above

        return offices.restore(backup.absolute(), location.absolute(), ctx)

    def verify_package(self, path: Path) -> PackageCheck:
        """Check a package. See ``services.Doors``."""
        from xborder_desk.pipelines import verify  # noqa: PLC0415 - as above

        return verify.verify_package(path)

    def limit(self, rule: str, start: str, period: str, country: str = "") -> Computed:
        """Count a time limit. See ``services.Doors``."""
        from xborder_desk.services import deadlines  # noqa: PLC0415 - as above

        return deadlines.compute(rule, start, period, country)

    def language(self, tag: str = "") -> Language:
        """Give a language. See ``services.Doors``."""
        known = languages.available(self._places.translations)
        chosen, system = self._settings.load(), locale.getlocale()[0] or ""
        wanted = [tag, chosen.language, system]
        found = next((one for one in wanted if one and languages.match(one, known)), "en")
        if languages.match(found, known) == languages.match(system, known):
            found = found if "-" in found else system  # who uses Arabic as in Egypt has its digits, too
        return languages.load(found, self._places.translations, digits=chosen.digits)

    def toolkit(self, tag: str) -> Language | None:
        """Give Qt's own texts. See ``services.Doors``."""
        ours = languages.available(self._places.translations, languages.TOOLKIT)[1:]
        found = languages.load(tag, self._places.translations, languages.TOOLKIT) if tag in ours else None
        return None if found is None or found.problems else found

    def languages(self) -> list[Completeness]:
        """Give the languages there are. See ``services.Doors``."""
        known = languages.available(self._places.translations)
        return [languages.completeness(tag, self._places.translations) for tag in known]

    def letters(self) -> tuple[list[Template], list[str]]:
        """Give the letters there are. See ``services.Doors``."""
        from xborder_desk.catalog.catalog import Catalog  # noqa: PLC0415 - after the first window

        tags = languages.available(self._places.translations, languages.LETTERS)
        return Catalog(self._places.resources).templates(), tags

    def letter_words(self, tag: str) -> Language:
        """Give the language letters are named in. See ``services.Doors``."""
        return languages.load(tag, self._places.translations, languages.LETTERS)

    def settings(self) -> Settings:
        """Give the person's choices. See ``services.Doors``."""
        return self._settings.load()

    def choose(self, **chosen: str) -> Settings:
        """Keep choices. See ``services.Doors``."""
        return self._settings.change(**chosen)

    def resources(self) -> Path:
        """Say where our own data lies. See ``services.Doors``."""
        return self._places.resources

    def own_folder(self) -> Path:
        """Say where the person's own things are kept. See ``services.Doors``."""
        return self._settings.folder

    def _person(self) -> str:
        chosen = self._settings.load().name
        if chosen:
            return chosen
        try:
            return getpass.getuser()
        except (KeyError, OSError, ImportError):
            return "—"

    def _desk(self, office: Office) -> Desk:
        return compose(office, self._places, self._settings.folder)


def compose(office: Office, places: Places, own: Path | None = None) -> Desk:
    """Build every use-case of an open office; ``own`` is the person's folder."""
    from xborder_desk import services  # noqa: PLC0415 - after the first window
    from xborder_desk.catalog.catalog import Catalog  # noqa: PLC0415 - as above
    from xborder_desk.jobs.apart import Apart  # noqa: PLC0415 - as above
    from xborder_desk.mail.vault import Vault  # noqa: PLC0415 - as above
    from xborder_desk.pipelines.paper import Press  # noqa: PLC0415 - as above
    from xborder_desk.pipelines.preview import Previewer  # noqa: PLC0415 - as above
    from xborder_desk.services.cases import Cases  # noqa: PLC0415 - as above
    from xborder_desk.services.claims import Claims  # noqa: PLC0415 - as above
    from xborder_desk.services.contacts import Contacts  # noqa: PLC0415 - as above
    from xborder_desk.services.deadlines import Deadlines  # noqa: PLC0415 - as above
    from xborder_desk.services.dossiers import Dossiers  # noqa: PLC0415 - as above
    from xborder_desk.services.dossiers.annexing import Neighbours as Shown  # noqa: PLC0415 - as above
    from xborder_desk.services.drafts import Drafts  # noqa: PLC0415 - as above
    from xborder_desk.services.evidence import Evidence  # noqa: PLC0415 - as above
    from xborder_desk.services.evidence.capturing import Capturing  # noqa: PLC0415 - as above
    from xborder_desk.services.evidence.custody import Custody  # noqa: PLC0415 - as above
    from xborder_desk.services.evidence.deriving import Deriving  # noqa: PLC0415 - as above
    from xborder_desk.services.evidence.intake import Intake  # noqa: PLC0415 - as above
    from xborder_desk.services.evidence.scans import Scans  # noqa: PLC0415 - as above
    from xborder_desk.services.evidence.stamping import Stamping  # noqa: PLC0415 - as above
    from xborder_desk.services.evidence.suggesting import Suggesting  # noqa: PLC0415 - as above
    from xborder_desk.services.evidence.watching import Watching  # noqa: PLC0415 - as above
    from xborder_desk.services.facts import Facts  # noqa: PLC0415 - as above
    from xborder_desk.services.forms import Forms  # noqa: PLC0415 - as above
    from xborder_desk.services.law import Law  # noqa: PLC0415 - as above
    from xborder_desk.services.letters import Letters  # noqa: PLC0415 - as above
    from xborder_desk.services.letters.asked import Neighbours  # noqa: PLC0415 - as above
    from xborder_desk.services.lists import Lists  # noqa: PLC0415 - as above
    from xborder_desk.services.mailing import Mailing  # noqa: PLC0415 - as above
    from xborder_desk.services.offices import Offices  # noqa: PLC0415 - as above
    from xborder_desk.services.parties import Parties  # noqa: PLC0415 - as above
    from xborder_desk.services.post import PostBook  # noqa: PLC0415 - as above
    from xborder_desk.services.previews import Previews  # noqa: PLC0415 - as above
    from xborder_desk.services.routes import Routes  # noqa: PLC0415 - as above
    from xborder_desk.services.sellers import Sellers  # noqa: PLC0415 - as above
    from xborder_desk.services.sellers.looks import Printing  # noqa: PLC0415 - as above
    from xborder_desk.services.statements import Statements  # noqa: PLC0415 - as above
    from xborder_desk.services.today import Today  # noqa: PLC0415 - as above

    apart, catalog, zone = Apart(), Catalog(places.resources), zone_named(office.zone)
    load = partial(languages.load, translations=places.translations)
    routes = Routes(office.database, catalog, zone)
    evidence, claims = Evidence(office, apart, _ahead(office, apart)), Claims(office.database, catalog, zone)
    intake, parties = Intake(office, apart), Parties(office.database)
    contacts, law = Contacts(office, apart, intake, catalog, zone), Law(office.database, catalog, zone)
    sellers, statements = (
        Sellers(office.database, places.resources, Printing(apart, load)),
        Statements(office, catalog, apart, load, places.resources, zone),
    )
    speak = partial(languages.load, translations=places.translations, domain=languages.LETTERS)
    tags = partial(languages.available, places.translations, languages.LETTERS)
    press = Press(apart, places.resources, speak, tags)
    take_in = partial(evidence.add_files, method="made here", source="office")
    return services.Desk(
        location=office.folder,
        zone=zone,
        cases=Cases(office.database, catalog.problem_codes, zone),
        parties=parties,
        facts=Facts(office.database),
        evidence=evidence,
        deriving=Deriving(office, apart, intake, load, places.resources),
        stamping=Stamping(office, apart),
        scans=Scans(office, apart),
        suggesting=Suggesting(office, parties.enter),
        watching=Watching(office, intake),
        capturing=Capturing(office, intake),
        custody=Custody(office, apart, load, places.resources, zone),
        contacts=contacts,
        dossiers=Dossiers(
            office,
            catalog,
            apart,
            load,
            places.resources,
            Shown(claims.heads, partial(_met, sellers), statements.annex, law.figures),
        ),
        claims=claims,
        forms=Forms(office, catalog, press, claims.show),
        letters=Letters(
            office, catalog, press, Neighbours(claims.show, take_in, contacts.add, contacts.check), zone
        ),
        routes=routes,
        deadlines=Deadlines(office.database, lambda number: routes.refresh(number=number)),
        law=law,
        offices=Offices(office, apart),
        lists=Lists(catalog),
        mailing=Mailing(office, apart, contacts, Vault(own or office.folder), zone),
        post=PostBook(office, apart, load, places.resources, zone),
        statements=statements,
        sellers=sellers,
        today=Today(office.database, catalog, zone),
        drafts=Drafts(office.database),
        previews=Previews(office, Previewer(Apart(workers=1))),
    )


def _ahead(office: Office, apart: Apart) -> Ahead:
    """Give what makes pages for dossiers as soon as many files come in."""
    from xborder_desk.pipelines.pages import Ahead  # noqa: PLC0415 - after the first window
    from xborder_desk.pipelines.prepared import PREPARED, Prepared  # noqa: PLC0415 - as above

    return Ahead(office.store, apart, Prepared(office.folder / PREPARED))


def _met(sellers: Sellers, seller: str) -> list[str]:
    """Give the numbers of the cases that met a seller."""
    return [one.case for one in sellers.looks.against(seller).cases]


def plugged(places: Places) -> dict[str, list[str]]:
    """Give what was found by looking into folders, by its ids: a program that was packed must have it all."""
    from xborder_desk.catalog.catalog import Catalog  # noqa: PLC0415 - only when asked
    from xborder_desk.evidence import kinds  # noqa: PLC0415 - as above
    from xborder_desk.ui import pages  # noqa: PLC0415 - as above

    catalog = Catalog(places.resources)
    return {
        "kinds": sorted(kind.id for kind in kinds()),
        "profiles": sorted(profile.id for profile in catalog.profiles()),
        "routes": sorted(catalog.routes()),
        "letters": sorted(template.id for template in catalog.templates()),
        "forms": sorted(form.id for form in catalog.forms()),
        "pages": sorted(page.id for page in pages.find()),
        "languages": sorted(languages.available(places.translations)),
    }


def system_zone() -> str:
    """Give the name of this machine's time zone, UTC if it cannot be told."""
    from tzlocal import get_localzone_name  # noqa: PLC0415 - only for a new office

    try:
        name = get_localzone_name()
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
    return name or "UTC"


def zone_named(name: str) -> dt.tzinfo:
    """Give a time zone by its name, UTC if this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def main(arguments: list[str] | None = None) -> None:
    """Start: the command line if there is a command, else the window."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == [CHILD_FLAG]:
        from xborder_desk.jobs.child import main as child  # noqa: PLC0415 - nothing else in a child

        child()
        return
    sys.exit(_run(given))


def _run(given: list[str]) -> int:
    from platformdirs import user_config_path  # noqa: PLC0415 - a child process needs none of this

    from xborder_desk import cli  # noqa: PLC0415 - as above
    from xborder_desk.settings import SettingsFile  # noqa: PLC0415 - as above

    chosen = os.environ.get("XBORDER_DESK_CONFIG")
    folder = Path(chosen) if chosen else user_config_path("xborder-desk", appauthor=False)
    ways = Ways(find_places(), SettingsFile(folder))
    if given[:1] == [PLUGINS_FLAG]:
        sys.stdout.write(f"{json.dumps(plugged(find_places()))}\n")
        return 0
    if given[:1] == ["--demo"]:
        from xborder_desk.ui.demo import run_demo  # noqa: PLC0415 - as above

        return run_demo(ways, given[1:])
    return cli.run(given, ways, partial(_window, ways))


def _window(ways: Ways, location: Path | None, language: str) -> int:
    from xborder_desk.ui.shell import run_window  # noqa: PLC0415 - the command line never loads Qt

    return run_window(ways, location, language)
