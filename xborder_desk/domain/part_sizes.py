"""How large a file of a dossier may be, as people write it: megabytes."""

from __future__ import annotations

from typing import Final

from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_

_LEAST: Final = 0.1
_MOST: Final = 1_000_000
_MEGABYTE: Final = 1_000_000


def read_megabytes(text: str) -> int:
    """Read a size in megabytes, as bytes; nothing is 0, no limit.

    Raises:
        BadInputError: it is no size of a file.

    """
    given = text.strip().replace(",", ".")
    if not given:
        return 0
    try:
        size = float(given)
    except ValueError:
        size = 0.0
    if not _LEAST <= size <= _MOST:
        raise BadInputError(
            N_("“{given}” is no size in megabytes. Give a number like 60."), field="split", given=given
        )
    return round(size * _MEGABYTE)
