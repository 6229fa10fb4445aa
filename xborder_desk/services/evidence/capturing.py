"""A page of the web as one item: what a browser saw, what the server said, and when, packed together."""

from __future__ import annotations

import hashlib
import json
import tempfile
import urllib.parse
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import xborder_desk
from xborder_desk.domain.errors import FileError
from xborder_desk.domain.safe_names import safe_name
from xborder_desk.i18n import N_
from xborder_desk.programs import browser
from xborder_desk.storage.queries import evidence

if TYPE_CHECKING:
    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services.evidence.intake import Intake
    from xborder_desk.storage.office import Office

METHOD: Final = "capture"
ABOUT: Final = "about.json"


class Capturing:
    """What can be done about pages of the web."""

    def __init__(self, office: Office, intake: Intake) -> None:
        self._database = office.database
        self._intake = intake

    def hindrance(self) -> str:
        """Say (untranslated) what to install before pages can be captured, empty if nothing is missing."""
        return "" if browser.installed() else browser.MISSING

    def capture(self, case_number: str, address: str, ctx: JobContext) -> EvidenceRow:
        """Load a page and take it in: PDF, MHTML, picture, header fields, certificates, times in UTC.

        Raises:
            BadInputError: it is no address of the web.
            ProgramError: the extra is not installed, or the page cannot be loaded.
            NotFoundError: no such case.
            Cancelled: the person asked for it to stop; nothing was taken in.

        """
        with self._database.read() as uow:
            evidence.case_key(uow, case_number)
        wanted = browser.checked(address)
        ctx.progress(0, 0, N_("Loading {url}"), url=wanted)
        with tempfile.TemporaryDirectory(prefix="xborder-web-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            said = browser.capture(wanted, folder, ctx)
            packed = _pack(folder, said)
            ctx.check()
            (added,) = self._intake.take_all(case_number, [packed], ctx, method=METHOD, source=wanted[:500])
        if added.row is None:
            raise added.fault or FileError(N_("“{file}” cannot be read."), file=packed.name)
        with self._database.write() as uow:
            known = {"source_url": str(said["final_address"]), "on_date": str(said["began"])}
            evidence.fill_blank(uow, added.row.id, known)
            uow.commit()
            return evidence.row(uow, added.row.id)


def _pack(folder: Path, said: dict[str, Any]) -> Path:
    """Pack what was kept, each by its hash, in an order of its own."""
    files = [folder / name for name in browser.FILES if (folder / name).is_file()]
    about = {
        **{name: value for name, value in said.items() if name != "loaded"},
        "program": f"xborder-desk {xborder_desk.__version__}",
        "sha256": {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files},
    }
    (folder / ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=2), encoding="utf-8")
    host = urllib.parse.urlsplit(str(said["final_address"])).hostname or "page"
    stamp = str(said["began"])[:19].replace(":", "")
    target = folder / safe_name(f"{host}-{stamp}Z.zip")
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as archive:
        for file in (folder / ABOUT, *files):
            archive.write(file, file.name)
    return target
