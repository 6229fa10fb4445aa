"""A pipe in memory: what is written can be read."""

from __future__ import annotations


class Pipe:
    def __init__(self, data: bytes = b"") -> None:
        self.data = bytearray(data)

    def write(self, data: bytes, /) -> int:
        self.data += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def read(self, size: int, /) -> bytes:
        taken = bytes(self.data[:size])
        del self.data[:size]
        return taken
