"""What every build of a dossier is asked on the command line, and what it answers."""

from __future__ import annotations

import getpass
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli.tables import clean, pairs, table
from xborder_desk.cli.verbs import Flag, Option
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.domain.part_sizes import read_megabytes
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.services.dossiers import DossierExport, Signing

# A recipe names exhibits; one of this size is something else.
_MOST: Final = 4_000_000
_TOKEN: Final = "pkcs11:"  # noqa: S105 - how the address of a token begins
PASSPHRASE: Final = "XBORDER_SIGN_PASSPHRASE"  # noqa: S105 - the name of a variable
PROFILE: Final = Option("profile", N_("For whose courts, like de, fr or generic."), "ID", needed=True)
OPTIONS: Final = (
    PROFILE,
    Option("language", N_("The language of the dossier, like de."), "TAG", needed=True),
    Option("to", N_("The folder to build it in."), "DIR", needed=True),
    Option("variant", N_("For whom: court or other-party; without it, for the court."), "VARIANT"),
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
    Flag("visible", N_("Show the signature on the first page, too.")),
)


def most_bytes(given: Given) -> int:
    """Read the size of a part in megabytes, as bytes.

    Raises:
        BadInputError: it is no size.

    """
    return read_megabytes(given.text("split"))


def signing(given: Given) -> Signing | None:
    """Say with what to sign; the passphrase is taken from the environment or asked for, never from the line.

    Raises:
        BadInputError: there is no such key file, or nobody is there to be asked.

    """
    from xborder_desk.services.dossiers import Signing  # noqa: PLC0415 - wanted here alone

    key = given.text("sign")
    if not key:
        return None
    passphrase = os.environ.get(PASSPHRASE)
    if passphrase is None:
        if not key.startswith(_TOKEN) and not Path(key).is_file():  # nobody is asked for what opens nothing
            raise BadInputError(N_("“{file}” cannot be read."), field="sign", file=Path(key).name)
        if not sys.stdin.isatty():
            raise BadInputError(
                N_("Give the passphrase of “{file}” in the variable {variable}."),
                field="sign",
                file=key,
                variable=PASSPHRASE,
            )
        passphrase = getpass.getpass(f"{key}: ")
    trust = given.path("trust") if given.text("trust") else None
    return Signing(key, passphrase, given.text("timestamp"), trust, visible=given.flag("visible"))


def tried(session: Session, given: Given) -> Signing | None:
    """Say with what to sign, once it was tried: for what cannot sign nothing is built, and no number kept.

    Raises:
        BadInputError: nobody is there to be asked, or key, certificates or service cannot be used.

    """
    found = signing(given)
    if found is not None:
        session.desk().dossiers.try_signing(found, session.context)
    return found


def read_recipe(file: Path) -> object:
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


def shown(made: DossierExport) -> dict[str, Any]:
    """Give a finished export as JSON values."""
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


def lines(session: Session, made: DossierExport) -> Iterator[str]:
    """Give a finished export as lines."""
    yield from pairs(
        [
            (session.text(N_("Dossier")), str(made.bundle)),
            (session.text(N_("Package")), str(made.package)),
            ("ZIP", str(made.zip)),
            (session.text(N_("Pages")), str(made.pages)),
            (session.text(N_("Edition")), str(made.edition)),
        ],
        session.language.colon,
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
