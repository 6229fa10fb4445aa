"""Making one file of paper: composed in a child process or written here, then moved into place whole."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.errors import BadInputError, BuildError, DiskFullError, FileError
from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import ApartFailed, Limits
from xborder_desk.pipelines.placing import see_room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext

_MIB: Final = 1 << 20
_LIMITS: Final = Limits(memory=4096 * _MIB, seconds=120.0, cpu_seconds=120.0, file_size=256 * _MIB)
_COMPOSE: Final = "xborder_desk.documents.composing:compose"


@dataclass(frozen=True)
class Press:
    """What paper is made with: child processes, ``resources/``, and the languages it can be written in."""

    apart: Apart
    resources: Path
    load: Callable[[str], Language]
    tags: Callable[[], list[str]]


def kind_of(target: Path, kinds: tuple[str, ...]) -> str:
    """Give the kind of file a name asks for by its ending, without the point.

    Raises:
        BadInputError: no file of this kind can be made.

    """
    suffix = target.suffix.lower().lstrip(".")
    if suffix not in kinds:
        raise BadInputError(
            N_("“{file}” must end with one of: {possible}."),
            field="to",
            file=target.name,
            possible=", ".join(f".{kind}" for kind in kinds),
        )
    return suffix


def compose_pages(
    press: Press, template: str, data: dict[str, Any], made_at: str, target: Path, ctx: JobContext
) -> None:
    """Set pages into ``target``.

    Raises:
        BuildError: they could not be set.
        DiskFullError: there is no room.
        Cancelled: the person asked for it to stop.

    """
    try:
        given = (str(press.resources), template, data, made_at, str(target))
        press.apart.run(_COMPOSE, *given, ctx=ctx, limits=_LIMITS)
    except ApartFailed as failed:
        see_room(failed, target.parent)
        if failed.text:
            raise BuildError(failed.text, **failed.fields) from failed
        raise BuildError(N_("The pages could not be set: {detail}"), detail=failed.kind) from failed


@contextmanager
def placed(target: Path) -> Iterator[Path]:
    """Give a name to write to; when the block ends well, the file stands at ``target``, whole.

    Raises:
        FileError: nothing can be written there.
        DiskFullError: there is no room.

    """
    temp: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".xborder-", suffix=target.suffix, dir=target.parent)
        os.close(handle)
        temp = Path(name)
        yield temp
        with temp.open("rb") as written:
            os.fsync(written.fileno())
        temp.chmod(0o644)
        temp.replace(target)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFullError(N_("There is no room to write “{file}”."), file=target.name) from error
        raise FileError(N_("“{file}” cannot be written."), file=str(target)) from error
    finally:
        if temp is not None:
            temp.unlink(missing_ok=True)
