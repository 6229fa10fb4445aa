"""Commands about dossiers: the recipe, the export, and checking a package."""

from __future__ import annotations

import getpass
import json
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli import findings
from xborder_desk.cli.case import CASE
from xborder_desk.cli.plain import document, full
from xborder_desk.cli.tables import clean, pairs, table
from xborder_desk.cli.verbs import Answer, Area, Argument, Option, Verb
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.services.dossiers import DossierExport, Signing

# A recipe names exhibits; one of this size is something else.
_MOST: Final = 4_000_000
PASSPHRASE: Final = "XBORDER_SIGN_PASSPHRASE"  # noqa: S105 - the name of a variable
# Entries of a recipe that name one item by another.
_PAIRED: Final = frozenset({"translations", "late", "redacted"})


def recipe(session: Session, given: Given) -> Answer:
    """Show the recipe of a dossier, or keep a new one first."""
    desk, number = session.desk(), given.text("case").strip()
    if given.text("from"):
        desk.dossiers.set_recipe(number, _read(given.path("from")))
    kept = _in_full(number, desk.dossiers.recipe(number))
    return Answer(kept, document(kept).splitlines())


def export(session: Session, given: Given) -> Answer:
    """Build bundle, package and ZIP into a folder."""
    target = given.path("to").absolute()
    made = session.desk().dossiers.export(
        given.text("case").strip(),
        given.text("profile").strip().lower(),
        given.text("language"),
        target,
        session.context,
        variant=given.text("variant") or "court",
        signing=_signing(given),
        most_bytes=_most(given),
    )
    data = _export(made)
    return Answer(data, _lines(session, made))


def _most(given: Given) -> int:
    """Read the size of a part in megabytes, as bytes.

    Raises:
        BadInputError: it is no size.

    """
    text = given.text("split").strip().replace(",", ".")
    if not text:
        return 0
    try:
        size = float(text)
    except ValueError:
        size = 0.0
    if not 0.1 <= size <= 1_000_000:  # noqa: PLR2004 - megabytes of a file
        raise BadInputError(
            N_("“{given}” is no size in megabytes. Give a number like 60."), field="split", given=text
        )
    return round(size * 1_000_000)


def _signing(given: Given) -> Signing | None:
    """Say with what to sign; the passphrase is taken from the environment or asked for, never from the line.

    Raises:
        BadInputError: nobody is there to be asked.

    """
    from xborder_desk.services.dossiers import Signing  # noqa: PLC0415 - wanted here alone

    if not given.text("sign"):
        return None
    passphrase = os.environ.get(PASSPHRASE)
    if passphrase is None:
        if not sys.stdin.isatty():
            raise BadInputError(
                N_("Give the passphrase of “{file}” in the variable {variable}."),
                field="sign",
                file=given.text("sign"),
                variable=PASSPHRASE,
            )
        passphrase = getpass.getpass(f"{given.text('sign')}: ")
    trust = given.path("trust") if given.text("trust") else None
    return Signing(given.text("sign"), passphrase, given.text("timestamp"), trust)


def verify(session: Session, given: Given) -> Answer:
    """Check what somebody was given: a package as folder or ZIP, or a bundle."""
    checked = session.doors.verify_package(given.path("path"))
    found = [
        {"file": one.file, "kind": one.kind, "message": session.text(one.text, **one.fields)}
        for one in checked.findings
    ]
    seen = checked.signature
    data = {
        "ok": checked.ok,
        "findings": found,
        "checked": checked.checked,
        "seal": checked.seal,
        "signature": None if seen is None else asdict(seen),
    }
    return findings.told(session, data, [one["message"] for one in found], checked.checked)


def freeze(session: Session, given: Given) -> Answer:
    """Keep the numbers of the exhibits for good, because they were filed."""
    number = given.text("case").strip()
    kept = session.desk().dossiers.freeze(number, given.text("profile").strip().lower())
    frozen = {full(number, name): label for name, label in kept.items()}
    return Answer({"frozen": frozen}, [f"{name}: {label}" for name, label in frozen.items()])


def lint(session: Session, given: Given) -> Answer:
    """Look a bundle over as the courts of a country would."""
    from xborder_desk.services.dossiers.linting import lint_bundle  # noqa: PLC0415 - wanted here alone

    checked = lint_bundle(
        given.path("bundle"),
        given.text("profile").strip().lower(),
        session.doors.resources(),
        session.context,
    )
    found = [
        {
            "page": one.page or None,
            "kind": one.kind,
            "message": session.text(one.text, **one.fields),
            "mend": session.text(one.mend),
        }
        for one in checked.findings
    ]
    said = [
        session.text(N_("p. {page}: {message} {mend}"), **{**one, "page": one["page"] or "–"})
        for one in found
    ]
    data = {"ok": checked.ok, "findings": found, "checked": checked.pages}
    return findings.told(session, data, said, checked.pages)


def _in_full(case: str, recipe: dict[str, Any]) -> dict[str, Any]:
    """Give a recipe with every id in full."""
    return {key: _named(case, key, value) for key, value in recipe.items()}


def _named(case: str, key: str, value: Any) -> object:  # noqa: ANN401 - JSON values
    """Give one entry of a recipe with its ids in full."""
    if key == "sections":
        return [{**one, "items": [full(case, item) for item in one["items"]]} for one in value]
    if isinstance(value, dict):
        paired = key in _PAIRED
        return {full(case, name): full(case, item) if paired else item for name, item in value.items()}
    return [full(case, one) for one in value]


def _read(file: Path) -> object:
    """Read a recipe from a file; names in full are shortened, as the recipe of one case holds them.

    Raises:
        BadInputError: it is no JSON, or too large for a recipe.
        FileError: it cannot be read.

    """
    try:
        if file.stat().st_size > _MOST:
            raise BadInputError(N_("“{file}” is too large for a recipe."), field="from", file=file.name)
        values = json.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise FileError(N_("{file} is not there."), file=str(file)) from error
    except OSError as error:
        raise FileError(N_("“{file}” cannot be read."), file=str(file)) from error
    except (ValueError, RecursionError) as error:
        raise BadInputError(N_("“{file}” is no JSON file."), field="from", file=file.name) from error
    return values


def _export(made: DossierExport) -> dict[str, Any]:
    return {
        "bundle": str(made.bundle),
        "package": str(made.package),
        "zip": str(made.zip),
        "pages": made.pages,
        "edition": made.edition,
        "exhibits": [
            {
                "label": one.label,
                "title": one.title,
                "evidence": one.evidence_id,
                "first_page": one.first_page,
                "last_page": one.last_page,
                "sha256": one.sha256,
                "problem": one.problem,
            }
            for one in made.exhibits
        ],
        "archival": made.archival,
        "parts": [str(part) for part in made.parts],
        "warnings": list(made.warnings),
    }


def _lines(session: Session, made: DossierExport) -> Iterator[str]:
    yield from pairs(
        [
            (session.text(N_("Dossier")), str(made.bundle)),
            (session.text(N_("Package")), str(made.package)),
            ("ZIP", str(made.zip)),
            (session.text(N_("Pages")), str(made.pages)),
            (session.text(N_("Edition")), str(made.edition)),
        ]
    )
    for part in made.parts:
        yield str(part)
    yield ""
    heads = [session.text(head) for head in (N_("Exhibit"), N_("Title"), N_("Evidence"), N_("Pages"))]
    cells = (
        (one.label, one.title, one.evidence_id, f"{one.first_page}–{one.last_page}") for one in made.exhibits
    )
    yield from table(heads, cells, most=terminal_width())
    yield from map(clean, made.warnings)


AREA: Final = Area(
    "dossier",
    N_("Arrange, build and verify dossiers."),
    (
        Verb(
            "recipe",
            N_("Show the recipe of a dossier: order, exclusions and names of the exhibits."),
            "dossier recipe 2026-0001 --from recipe.json",
            recipe,
            (CASE,),
            (Option("from", N_("A recipe to keep in place of the one before."), "FILE.json"),),
        ),
        Verb(
            "export",
            N_("Build the dossier: one PDF, and a package of it with all originals and registers."),
            "dossier export 2026-0001 --profile de --language de --to out",
            export,
            (CASE,),
            (
                Option("profile", N_("For whose courts, like de, fr or generic."), "ID", needed=True),
                Option("language", N_("The language of the dossier, like de."), "TAG", needed=True),
                Option("to", N_("The folder to build it in."), "DIR", needed=True),
                Option(
                    "variant", N_("For whom: court or other-party; without it, for the court."), "VARIANT"
                ),
                Option("split", N_("The most megabytes of a file: a larger PDF comes in parts too."), "MB"),
                Option(
                    "sign",
                    N_("A key file or token (pkcs11:…) to sign the PDF with; its passphrase is asked for."),
                    "FILE.p12",
                ),
                Option("timestamp", N_("The address of a time-stamp service, for the signature."), "URL"),
                Option(
                    "trust",
                    N_("Certificates to trust: proofs that all were valid go into the signature."),
                    "FILE.pem",
                ),
            ),
        ),
        Verb(
            "freeze",
            N_("Keep the numbers of the exhibits for good, once the dossier was filed."),
            "dossier freeze 2026-0001 --profile de",
            freeze,
            (CASE,),
            (Option("profile", N_("For whose courts, like de, fr or generic."), "ID", needed=True),),
        ),
        Verb(
            "verify",
            N_("Check a package (folder or ZIP) or its PDF: every file, every hash, every register."),
            "dossier verify out/2026-0001-de-de-1.zip",
            verify,
            (Argument("path", N_("The package or the PDF.")),),
        ),
        Verb(
            "lint",
            N_("Check a dossier's PDF as the courts of a country would: place, reason, and what mends it."),
            "dossier lint out/2026-0001-de-de-1.pdf --profile de",
            lint,
            (Argument("bundle", N_("The PDF, or the package it lies in.")),),
            (Option("profile", N_("For whose courts, like de, fr or generic."), "ID", needed=True),),
        ),
    ),
)
