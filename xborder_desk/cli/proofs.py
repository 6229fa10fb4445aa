"""Files that prove a contact: looked at first, then taken in, so that nothing is done by halves."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from xborder_desk.cli.verbs import place
from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xborder_desk.cli.session import Session
    from xborder_desk.services import Desk

METHOD = "proof"


def take_in(session: Session, desk: Desk, case: str, typed: Sequence[str]) -> tuple[str, ...]:
    """Take proofs into a case and give their evidence numbers (E-07).

    Raises:
        BadInputError: one is a folder.
        FileError: one is not there or may not be read; which of the others were taken in is said.

    """
    files = [_checked(place(one, "proof")) for one in typed]
    if not files:
        return ()
    added = desk.evidence.add_files(case, files, session.context, method=METHOD)
    numbers = [entry.row.number for entry in added if entry.row is not None]
    refused = next((entry for entry in added if entry.row is None), None)
    if refused is None:
        return tuple(numbers)
    if not numbers:
        raise refused.fault or FileError(N_("“{file}” cannot be read."), file=refused.path.name)
    # What is in the case stays there, so the sentence says where: nobody has to look for it or add it twice.
    raise FileError(
        N_(
            "“{file}” could not be taken in, so nothing was logged. "
            "The other proofs are in the case as {kept}; give the missing one again."
        ),
        file=refused.path.name,
        kept=", ".join(numbers),
    )


def _checked(file: Path) -> Path:
    if file.is_dir():
        raise BadInputError(N_("“{file}” is a folder. Give a file as proof."), field="proof", file=str(file))
    if not file.exists():
        raise FileError(N_("{file} is not there."), file=str(file))
    if not file.is_file() or not os.access(file, os.R_OK):
        raise FileError(N_("“{file}” cannot be read."), file=str(file))
    return file
