"""Turning a catalogue's source (.po) into what gettext reads (.mo); Babel is loaded only when used."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages import Message
    from babel.messages.catalog import Catalog


COUNT_CONTEXT: Final = "xborder-desk"
COUNT_TEXT: Final = "completeness"


def read_catalogue(path: Path, folder: str) -> Catalog:
    """Read a .po file of the language folder ``folder`` (``zh_Hant``).

    Raises:
        ValueError: it is no catalogue, or not in UTF-8.
        OSError: it cannot be read.

    """
    from babel import UnknownLocaleError  # noqa: PLC0415 - costs start-up time
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 - costs start-up time

    data = path.read_bytes()
    if not data.rstrip().rpartition(b"\n")[2].startswith(b"#") and not data.rstrip().endswith(b'"'):
        msg = "its end is missing"
        raise ValueError(msg)
    try:
        return read_po(io.BytesIO(data), locale=folder, abort_invalid=True)
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

    (Written with an empty plural they would come in the English singular, whatever the number.) How many
    of the texts were translated is kept as a text of its own, for machines that have no source.
    """
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - costs start-up time

    messages = [message for message in catalogue if message.id]
    missing = [message for message in messages if not is_translated(message)]
    for message in missing:
        catalogue.delete(_key(message), message.context)
    count = f"{len(messages) - len(missing)}/{len(messages)}"
    catalogue.add(COUNT_TEXT, count, context=COUNT_CONTEXT)
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else message.id
