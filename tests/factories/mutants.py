"""Files with something wrong in them: real ones, broken as files break and as attackers break them."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Final

from xborder_desk.evidence import HEAD, kind_of, kinds
from xborder_desk.pipelines.ingest import SAID, read_item

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.jobs.apart import Apart

LARGEST: Final = 60_000
"""Bytes of a seed; small ones are read sooner, and break no less."""

SEEDS_OF_A_KIND: Final = 25
FOLDERS: Final = ("02-mail", "03-office", "04-web", "05-pdf", "06-images")
_NUMBERS: Final = (
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\0\0\0\0",
    b"\xff\xff\xff\x7f",
    b"\x80\0\0\0",
    b"\1",
)


def seeds(corpora: Path | None) -> list[tuple[str, bytes]]:
    """Give names and bytes of the files that are broken, some of every kind, in a fixed order."""
    found = [(f"sample{(kind.suffixes or ('',))[0]}", kind.sample()) for kind in kinds()]
    taken: Counter[str] = Counter()
    files = [file for folder in FOLDERS for file in sorted((corpora / folder).rglob("*"))] if corpora else []
    for file in files:
        if not file.is_file() or not 0 < file.stat().st_size <= LARGEST:
            continue
        data = file.read_bytes()
        of = kind_of(data[:HEAD], file.name).id + file.suffix.lower()
        taken[of] += 1
        if taken[of] <= SEEDS_OF_A_KIND:
            found.append((file.name, data))
    return found


def mutants(of: list[tuple[str, bytes]], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Give ``count`` broken files, the same for the same ``seed``."""
    chance = random.Random(seed)  # noqa: S311 - the same numbers every time are what is wanted
    for _ in range(count):
        name, data = chance.choice(of)
        broken = bytearray(data)
        for _ in range(chance.choice((1, 1, 2, 4, 16))):
            _break(broken, chance, of)
        yield name, bytes(broken)


def _break(broken: bytearray, chance: random.Random, of: list[tuple[str, bytes]]) -> None:
    at = chance.randrange(len(broken) + 1)
    size = chance.choice((1, 2, 4, 16, 200))
    way = chance.randrange(7)
    if way == 0:
        del broken[at:]
    elif way == 1:
        broken[at : at + size] = chance.randbytes(size)
    elif way == 2:
        number = chance.choice(_NUMBERS)
        broken[at : at + len(number)] = number
    elif way == 3:
        broken[at:at] = broken[at : at + size] * chance.choice((1, 2, 50))
    elif way == 4:
        del broken[at : at + size]
    elif way == 5:
        other = chance.choice(of)[1]
        start = chance.randrange(len(other) + 1)
        broken[at:at] = other[start : start + chance.choice((16, 500, 5000))]
    elif broken:
        broken[at % len(broken)] ^= 1 << chance.randrange(8)


def feed(of: list[tuple[str, bytes]], count: int, seed: int, apart: Apart, folder: Path) -> Counter[str]:
    """Have every mutant read as the program reads files; count what came of it, by kind and end."""
    ends: Counter[str] = Counter()
    known = {kind.id for kind in kinds()}
    said = {str(text): why for why, text in SAID.items()}
    for number, (name, data) in enumerate(mutants(of, count, seed)):
        path = folder / "mutant"
        path.write_bytes(data)
        reading = read_item(path, name, apart)
        assert reading.kind in known, (seed, number, name)
        assert reading.title, (seed, number, name)
        faults = [said[told.text] for told in reading.warnings if told.text in said]
        ends[f"{reading.kind} {faults[0] if faults else 'read'}"] += 1
    return ends
