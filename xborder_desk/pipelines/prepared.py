"""Exhibit pages that were made before, kept by what they are made of: a rebuild need not make them again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - dataclasses keep their annotations readable
from typing import Any, Final

import xborder_desk

PREPARED: Final = "prepared"
"""The folder of an office where they are kept."""
FORM: Final = 7
"""How pages are made: one more whenever the same file would be made differently by the same version."""
MOST_BYTES: Final = 2 << 30
_NOT_MEANT: Final = frozenset({"source", "target"})


@dataclass(frozen=True, slots=True)
class Prepared:
    """A folder of made pages; nothing in it is needed to keep, and whatever is wrong with it is made again.

    What is kept is named by everything it depends on: the bytes it was made from, how it was asked for, and
    the version of the program.
    """

    folder: Path

    def find(self, wanted: dict[str, Any]) -> tuple[Path, dict[str, Any]] | None:
        """Give the pages made for this before, and what was said of them."""
        kept = self._named(wanted)
        try:
            told: dict[str, Any] = json.loads(kept.with_suffix(".json").read_text(encoding="utf-8"))
            if told.pop("pages_sha256") != _sha256(kept):
                return None
            os.utime(kept)
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            return None
        return kept, told

    def keep(self, wanted: dict[str, Any], made: Path, told: dict[str, Any]) -> None:
        """Keep pages that were made; where there is no room, they are simply made again next time."""
        kept = self._named(wanted)
        known = {"pages_sha256": told.get("pages_sha256") or _sha256(made)}
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            _put(kept, made)
            _put(kept.with_suffix(".json"), json.dumps({**told, **known}, sort_keys=True).encode())

    def tidy(self, most: int = MOST_BYTES) -> None:
        """Remove what was not used for longest, until at most so many bytes are left."""
        with contextlib.suppress(OSError):
            files = [(path, path.stat()) for path in self.folder.glob("*.pdf")]
            left = sum(about.st_size for _, about in files)
            for path, about in sorted(files, key=lambda one: (one[1].st_mtime_ns, one[0].name)):
                if left <= most:
                    break
                path.unlink(missing_ok=True)
                path.with_suffix(".json").unlink(missing_ok=True)
                left -= about.st_size

    def _named(self, wanted: dict[str, Any]) -> Path:
        meant = {key: value for key, value in wanted.items() if key not in _NOT_MEANT}
        text = json.dumps([xborder_desk.__version__, FORM, meant], sort_keys=True)
        return self.folder / f"{hashlib.sha256(text.encode()).hexdigest()}.pdf"


def _put(target: Path, given: Path | bytes) -> None:
    """Put a file in place whole; one on the same disk is given a second name instead of being copied."""
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    aside.unlink(missing_ok=True)
    if isinstance(given, bytes):
        aside.write_bytes(given)
    else:
        try:
            aside.hardlink_to(given)
        except OSError:
            shutil.copyfile(given, aside)
    aside.replace(target)


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
