"""Turning a catalogue's source (.po) into what gettext reads (.mo); Babel is loaded only when used."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages import Message
    from babel.messages.catalog import Catalog


def read_catalogue(path: Path, folder: str) -> Catalog:
    """Read a .po file of the language folder ``folder`` (``zh_Hant``).

    Raises:
        ValueError: it is no catalogue, or not in UTF-8.
        OSError: it cannot be read.

    """
    from babel import UnknownLocaleError  # noqa: PLC0415 - costs start-up time
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 - costs start-up time

    try:
        return read_po(io.BytesIO(path.read_bytes()), locale=folder, abort_invalid=True)
    except (PoFileError, UnknownLocaleError) as error:
        raise ValueError(str(error)) from error


def is_translated(message: Message) -> bool:
    """Whether every form of a message is filled and nobody has marked it as a guess."""
    if message.fuzzy or not message.id:
        return False
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(forms) and all(forms)


def compiled(catalogue: Catalog) -> bytes:
    """Give the bytes of the .mo file; messages with an empty form are left out, so they come in English.

    (Written with an empty plural they would come in the English singular, whatever the number.)
    """
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - costs start-up time

    for message in list(catalogue):
        if message.id and not is_translated(message):
            catalogue.delete(_key(message), message.context)
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else message.id
