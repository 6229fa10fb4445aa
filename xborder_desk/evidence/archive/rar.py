"""RAR archives, which only their own program unpacks: listed; members that are not pressed come out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.evidence.archive.member import BrokenArchiveError, Member
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOCKED_LIST: Final = N_(
    "The archive is locked with a password, even the names in it. Unpack it and add the files."
)


def rar_members(path: Path, _password: str) -> Iterator[Member]:
    """Give the members of a RAR archive.

    Raises:
        BrokenArchiveError: it cannot be opened, or even its list is locked.

    """
    import rarfile  # noqa: PLC0415 - in the child process only

    try:
        with rarfile.RarFile(path, part_only=True) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if not infos and archive.needs_password():
                raise BrokenArchiveError(_LOCKED_LIST)
            for info in infos:
                plain = info.compress_type == rarfile.RAR_M0 and info.compress_size == info.file_size
                yield Member(
                    info.filename,
                    info.file_size,
                    info.mtime.isoformat() if info.mtime is not None else "",
                    locked=info.needs_password(),
                    open=(lambda room, info=info: _data(archive, info, room)) if plain else None,  # type: ignore[misc]  # as above
                )
    except (rarfile.Error, OSError, ValueError, LookupError, TypeError) as fault:
        raise BrokenArchiveError from fault


def _data(archive: Any, info: Any, room: int) -> bytes | None:  # noqa: ANN401 - a library without types
    try:
        with archive.open(info) as file:
            return bytes(file.read(room + 1))
    except Exception:  # noqa: BLE001 - one member; the others may be whole
        return None
