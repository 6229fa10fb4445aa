"""From a paper of blocks to its file, PDF or Word: made beside its place, moved there whole."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.errors import BadInputError, BuildError, DiskFullError, FileError
from xborder_desk.domain.statement import plain_blocks
from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import ApartFailed, Limits
from xborder_desk.pipelines.placing import FULL, NO_ROOM, see_room

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.statement import Paper
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext

_LIMITS: Final = Limits(memory=4096 << 20, seconds=600.0, cpu_seconds=600.0)
SUFFIXES: Final = (".pdf", ".docx")


def check_target(target: Path) -> None:
    """Say what is wrong with the place a paper shall go to, before anything is made.

    Raises:
        BadInputError: neither PDF nor DOCX.
        FileError: there is a file already, or no folder to put it in.

    """
    if target.suffix.lower() not in SUFFIXES:
        raise BadInputError(
            N_("“{file}” is neither .pdf nor .docx. Choose one of them."), field="to", file=target.name
        )
    if target.exists():
        raise FileError(N_("There is a file “{file}” already. Choose another name."), file=target.name)
    if not target.absolute().parent.is_dir():
        raise FileError(N_("There is no folder “{file}”."), file=str(target.absolute().parent))


def write_paper(paper: Paper, target: Path, resources: Path, apart: Apart, ctx: JobContext) -> None:
    """Write a paper as PDF or DOCX, by the suffix of its place.

    Raises:
        BadInputError: neither PDF nor DOCX.
        BuildError: it could not be set.
        DiskFullError: there is no room.
        FileError: the place is taken or cannot be written to.
        Cancelled: the person asked for it to stop.

    """
    check_target(target)
    side = target.absolute().with_name(f".{uuid.uuid4().hex}{target.suffix.lower()}")
    data: dict[str, Any] = {
        "title": list(paper.title),
        "running": list(paper.running),
        "author": paper.author,
        "made_at": paper.made_at,
        "tags": list(paper.tags),
        "directions": list(paper.directions),
        "landscape": paper.landscape,
        "blocks": plain_blocks(paper.blocks),
    }
    work = "xborder_desk.documents.papers"
    try:
        if target.suffix.lower() == ".docx":
            apart.run(f"{work}:write_docx", data, str(side), ctx=ctx, limits=_LIMITS)
        else:
            where = str(resources.resolve())
            apart.run(f"{work}:write_pdf", where, data, str(side), ctx=ctx, limits=_LIMITS)
        side.rename(target)
    except ApartFailed as failed:
        see_room(failed, target)
        if failed.text:
            raise BuildError(failed.text, **failed.fields) from failed
        detail = f"{failed.kind} {failed.detail}"
        raise BuildError(N_("The paper could not be made: {detail}"), detail=detail) from failed
    except OSError as error:
        if error.errno in FULL:
            raise DiskFullError(NO_ROOM, file=str(target)) from error
        raise FileError(N_("“{file}” cannot be written there."), file=target.name) from error
    finally:
        side.unlink(missing_ok=True)
