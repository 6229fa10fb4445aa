"""A bag as the BagIt standard (RFC 8493) describes it: files hashed while they are written, then listed."""

from __future__ import annotations

import hashlib
import os
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Final

from xborder_desk.domain.errors import BuildError, FileError
from xborder_desk.i18n import N_
from xborder_desk.pipelines.verifier import MANIFEST, SEAL, TAG_MANIFEST

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xborder_desk.jobs.context import JobContext
    from xborder_desk.pipelines.settling import Settling
    from xborder_desk.pipelines.zipping import StoredZip, Taking

_CHUNK: Final = 1 << 20
_DECLARATION: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


class Bag:
    """A bag being written into the empty folder ``root``; ``sums`` maps its files to SHA-256 and size.

    Its files are on the disk when ``settling`` says so. What is written goes into its ``twin`` by the way, a
    ZIP: only one file at a time, then.
    """

    def __init__(
        self, root: Path, settling: Settling, ctx: JobContext, twin: StoredZip | None = None
    ) -> None:
        self.root: Final = root
        self._twin: Final = twin
        self._settling: Final = settling
        self.sums: Final[dict[str, tuple[str, int]]] = {}
        self._ctx: Final = ctx
        self._folders: Final[set[Path]] = set()

    def put(self, name: str, data: bytes) -> None:
        """Write one file of the bag.

        Raises:
            OSError: the system refused.
            Cancelled: the person asked for it to stop.

        """
        self._ctx.check()
        with self._create(name) as out:
            out.write(data)
        if self._twin is not None:
            with self._twin.entry(name, len(data)) as entry:
                entry.write(data)
        self.sums[name] = (hashlib.sha256(data).hexdigest(), len(data))

    def copy(self, source: Path, name: str, sha256: str | None, label: str) -> None:
        """Copy a file into the bag; its bytes must have the hash ``sha256`` if that is given.

        It is always a copy, never a link: what a recipient does to it must not reach the original.

        Raises:
            BuildError: the bytes are not those that were taken in.
            FileError: the original cannot be read.
            OSError: the system refused to write.
            Cancelled: the person asked for it to stop.

        """
        digest, size = hashlib.sha256(), 0
        try:
            reading = source.open("rb")
        except OSError as error:
            raise FileError(
                N_("The bytes of {label} cannot be read: {reason}. Check the evidence of this case."),
                label=label,
                reason=error.strerror or str(error),
            ) from error
        with ExitStack() as stack:
            stack.enter_context(reading)
            outs: list[Taking] = [stack.enter_context(self._create(name))]
            if self._twin is not None:
                outs.append(stack.enter_context(self._twin.entry(name, os.fstat(reading.fileno()).st_size)))
            while chunk := reading.read(_CHUNK):
                self._ctx.check()
                digest.update(chunk)
                for out in outs:
                    out.write(chunk)
                size += len(chunk)
        if sha256 is not None and digest.hexdigest() != sha256:
            raise BuildError(
                N_("The bytes of {label} are not those that were taken in. Check the evidence of this case."),
                label=label,
            )
        self.sums[name] = (digest.hexdigest(), size)

    def close(self, info: Mapping[str, str]) -> str:
        """Write the lists; gives the seal: the hash of the list of all lists.

        Raises:
            OSError: the system refused.

        """
        payload = [size for name, (_, size) in self.sums.items() if name.startswith("data/")]
        fields = {**info, "Payload-Oxum": f"{sum(payload)}.{len(payload)}"}
        self.put("bagit.txt", _DECLARATION)
        about = "".join(f"{key}: {_one_line(fields[key])}\n" for key in fields)
        self.put("bag-info.txt", about.encode())
        self.put(MANIFEST, self._listing(payload=True))
        self.put(TAG_MANIFEST, self._listing(payload=False))
        seal = self.sums[TAG_MANIFEST][0]
        self.put(SEAL, f"{seal}  {TAG_MANIFEST}\n".encode())
        return seal

    def _listing(self, *, payload: bool) -> bytes:
        names = sorted(name for name in self.sums if name.startswith("data/") == payload)
        return "".join(f"{self.sums[name][0]}  {name}\n" for name in names).encode()

    def _create(self, name: str) -> IO[bytes]:
        path = self.root / name
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        return self._settling.create(path)


def _one_line(text: str) -> str:
    return " ".join(text.split())
