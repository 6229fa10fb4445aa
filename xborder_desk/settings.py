"""What a person has chosen on this machine: language, name, and the last office. Kept as TOML."""

from __future__ import annotations

import contextlib
import os
import tomllib
import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "settings.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose; empty: nothing. ``office`` is the one opened last, ``digits`` as in CLDR."""

    language: str = ""
    name: str = ""
    office: str = ""
    theme: str = ""
    text_size: str = ""
    digits: str = ""


class SettingsFile:
    """Reads and writes the choices. A damaged file is laid aside, never lost, and everything still works."""

    def __init__(self, folder: Path) -> None:
        self.folder: Final = folder
        self._file = folder / FILE

    def load(self) -> Settings:
        """Give the choices; the defaults where there are none or the file cannot be read."""
        try:
            values = tomllib.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError):
            self._lay_aside()
            return Settings()
        known = {name: str(values[name]) for name in Settings.__dataclass_fields__ if name in values}
        return Settings(**known)

    def change(self, **chosen: str) -> Settings:
        """Keep new choices; written beside, synced and renamed. A disk that refuses leaves the old ones."""
        settings = replace(self.load(), **chosen)
        lines = [f"{name} = {_quoted(getattr(settings, name))}" for name in Settings.__dataclass_fields__]
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            side = self.folder / f".{FILE}-{uuid.uuid4().hex[:8]}"
            with side.open("w", encoding="utf-8") as out:
                out.write("\n".join(lines) + "\n")
                out.flush()
                os.fsync(out.fileno())
            side.replace(self._file)
        return settings

    def _lay_aside(self) -> None:
        with contextlib.suppress(OSError):
            self._file.rename(self._file.with_name(f"{FILE}.unreadable"))


def _quoted(text: str) -> str:
    """Write a TOML string: JSON's escapes are TOML's, but for DEL."""
    shown = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"\\u{ord(c):04X}" if ord(c) < ord(" ") or c == "\x7f" else c for c in shown) + '"'
