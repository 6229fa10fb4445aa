"""What goes into a package, as values: the bundle, the originals, the registers and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from xborder_desk.domain.registers import Head, Line


@dataclass(frozen=True, slots=True)
class PackedOriginal:
    """The bytes of one exhibit or part, as received.

    ``source`` is where they lie (only read, never linked); ``label`` the exhibit's label ("Anlage K 1") or
    the evidence number ("E-07"); ``name`` the file name they arrived with; ``text`` what could be read in
    them, for search; ``problem`` why the bundle does not show it.
    """

    source: Path
    label: str
    name: str
    sha256: str
    evidence: str = ""
    title: str = ""
    first_page: int | None = None
    last_page: int | None = None
    text: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PackageSpec:
    """Everything one package is made of; the same spec gives the same bytes on every machine.

    ``name`` is the folder's name; ``made_at`` the edition's time (UTC), the only time the package knows.
    ``lines`` are whole chains, in order, with their ``heads``; ``erased`` and ``withheld`` are the hashes of
    lines without content (lawfully erased; not shown to this recipient). ``case`` is what ``case.json``
    holds, ``documents`` further files by name. ``bag_info`` may add fields as the BagIt standard names them.
    """

    name: str
    case_number: str
    edition: int
    made_at: datetime
    bundle: Path
    originals: tuple[PackedOriginal, ...] = ()
    lines: tuple[Line, ...] = ()
    heads: tuple[Head, ...] = ()
    erased: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()
    case: Mapping[str, object] = field(default_factory=dict)
    documents: Mapping[str, bytes] = field(default_factory=dict)
    bag_info: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"


@dataclass(frozen=True, slots=True)
class PackageResult:
    """Where a finished package lies; ``seal`` is the value that stands for all of it.

    ``bundle_sha256`` is the hash of the bundle as it lies in the package.
    """

    folder: Path
    zip: Path
    files: int
    size: int
    seal: str
    bundle_sha256: str = ""


@dataclass(frozen=True, slots=True)
class PackageFinding:
    """One thing that is wrong with a package: ``kind`` for programs, the ``file``, and a sentence."""

    kind: str
    file: str
    text: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SignatureSeen:
    """A signature that a bundle carries: who made it, and what of it holds.

    ``intact``: nothing it covers was changed; ``whole``: nothing was added behind it; ``self_made``: its
    certificate vouches for itself, so it proves that nothing was changed, but not who signed; ``stamped``: a
    time-stamp service says when.
    """

    signer: str
    intact: bool
    whole: bool
    self_made: bool
    stamped: bool


@dataclass(frozen=True, slots=True)
class PackageCheck:
    """What a check of a package found; ``seal`` is the value that stands for all of it (or empty)."""

    findings: tuple[PackageFinding, ...]
    checked: int
    seal: str = ""
    signature: SignatureSeen | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings
