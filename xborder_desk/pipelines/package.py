"""The package of a dossier: bundle, originals, registers and lists, as a bag and as the same bag in a ZIP."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.errors import BuildError
from xborder_desk.domain.package import PackageResult
from xborder_desk.domain.registers import CUSTODY
from xborder_desk.domain.safe_names import safe_name, unique_name
from xborder_desk.i18n import N_
from xborder_desk.i18n.language import Language
from xborder_desk.pipelines import verifier
from xborder_desk.pipelines.bag import Bag
from xborder_desk.pipelines.package_words import readme, verifier_texts
from xborder_desk.pipelines.placing import aside, known_faults, place_folder, sync_folder
from xborder_desk.pipelines.settling import Settling
from xborder_desk.pipelines.zipping import StoredZip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future
    from datetime import datetime
    from pathlib import Path

    from xborder_desk.domain.package import PackageSpec, PackedOriginal
    from xborder_desk.domain.registers import Line
    from xborder_desk.jobs.context import JobContext

_FORMAT: Final = "xbd-package-1"
BUNDLE: Final = "data/bundle.pdf"
VERIFIER: Final = "verify.py"
OVERVIEW: Final = verifier.OVERVIEW


def write_package(
    spec: PackageSpec,
    target: Path,
    ctx: JobContext,
    language: Language | None = None,
    home: Language | None = None,
) -> PackageResult:
    """Write the package into the folder ``target``, as a folder and as a ZIP beside it.

    It says what it is in the dossier's ``language``, in ``home``, the office's, and in English. Folder and
    ZIP are there whole or not at all; the same spec gives the same bytes. A package of the same name that
    stands there already is replaced.

    Raises:
        BuildError: the bytes of an exhibit are not those that were taken in.
        FileError: an original cannot be read, or something else has the package's name.
        DiskFullError: there is no room left.
        Cancelled: the person asked for it to stop.

    """
    with packing(spec.name, spec.made_at, target, ctx) as begun:
        begun.write(spec)
        begun.fill(spec, language, home)
        return begun.place()


@contextmanager
def packing(name: str, made_at: datetime, target: Path, ctx: JobContext) -> Iterator[Packing]:
    """Begin a package: what is given is to be written, filled and placed; if it is not, nothing stays.

    Raises:
        FileError: the folder cannot be written to.
        DiskFullError: there is no room left.

    """
    top = safe_name(name)
    folder, archive = target / top, target / f"{top}.zip"
    with ExitStack() as stack:
        with known_faults(folder):
            target.mkdir(parents=True, exist_ok=True)
            work, work_zip = stack.enter_context(aside(folder)), stack.enter_context(aside(archive))
            work.mkdir()
            settling = stack.enter_context(Settling())
            twin = stack.enter_context(StoredZip(work_zip, top, made_at, settling, ctx))
        pool = ThreadPoolExecutor(1, thread_name_prefix="package")
        stack.callback(pool.shutdown, cancel_futures=True)  # before what it writes to is taken away
        yield Packing(folder, Bag(work, settling, ctx, twin), twin, settling, pool, ctx)


class Packing:
    """A package on its way: a bag, and its twin, the ZIP; one thread fills both, in the order of asking."""

    def __init__(
        self,
        folder: Path,
        bag: Bag,
        twin: StoredZip,
        settling: Settling,
        pool: ThreadPoolExecutor,
        ctx: JobContext,
    ) -> None:
        self._folder = folder
        self._bag = bag
        self._twin = twin
        self._settling = settling
        self._pool = pool
        self._ctx = ctx
        self._copying: dict[str, Future[None]] = {}
        self._writing: list[Future[None]] = []
        self._seal = ""

    def write(self, spec: PackageSpec) -> None:
        """Have the originals copied, and all written that says nothing of the bundle's own bytes."""
        texts = set[str]()
        named = _named(spec.originals)
        for one, file in named:
            self._copying[file] = self._pool.submit(self._bag.copy, one.source, file, one.sha256, one.label)
        for one, file in named:
            if one.text:
                name = f"{file.removeprefix('data/originals/')}.txt"
                text = one.text.encode("utf-8", "replace")
                self._put(f"data/text/{unique_name(safe_name(name), texts)}", text)
        self._put("data/case.json", _json(spec.case))
        for name, data in _registers(spec):
            self._put(name, data)
        self._put(VERIFIER, verifier_source())

    def fill(self, spec: PackageSpec, language: Language | None = None, home: Language | None = None) -> None:
        """Add the bundle and all that is said of it to what was written of the same spec.

        Raises:
            BuildError: the bytes of an exhibit are not those that were taken in.
            FileError: an original cannot be read.
            DiskFullError: there is no room left.
            Cancelled: the person asked for it to stop.

        """
        with known_faults(self._folder):
            self._seal = self._add_bundle(spec, [language or Language("en"), *([home] if home else [])])
            _check(self._bag)
            self._ctx.progress(len(spec.originals), len(spec.originals), N_("Writing the ZIP"))
            self._twin.close()

    def place(self) -> PackageResult:
        """Put the filled package in its place, folder and ZIP.

        Raises:
            FileError: something else has the package's name.
            DiskFullError: there is no room left.
            Cancelled: the person asked for it to stop.

        """
        bag, archive = self._bag, self._folder.with_name(f"{self._folder.name}.zip")
        with known_faults(self._folder):
            self._settling.wait()
            self._ctx.check()
            place_folder(bag.root, self._folder, _is_package)
            self._twin.path.replace(archive)
            sync_folder(self._folder.parent)
        size = sum(size for _, size in bag.sums.values())
        return PackageResult(self._folder, archive, len(bag.sums), size, self._seal, bag.sums[BUNDLE][0])

    def _put(self, name: str, data: bytes) -> None:
        """Have a file written, into the bag and its twin."""
        self._writing.append(self._pool.submit(self._bag.put, name, data))

    def _add_bundle(self, spec: PackageSpec, languages: Sequence[Language]) -> str:
        """Add the bundle, and the lists: they can be made only when all that they list is there."""
        bag, language = self._bag, languages[0]
        self._settling.keep(spec.bundle)
        self._copying[BUNDLE] = self._pool.submit(bag.copy, spec.bundle, BUNDLE, None, "bundle.pdf")
        taken: set[str] = set()
        for name, data in sorted(spec.documents.items()):
            self._put(f"data/documents/{unique_name(safe_name(name), taken)}", data)
        self._put("README.txt", readme(spec, language).encode())
        further = {one.tag: one for one in (*languages[1:], Language("en")) if one.tag != language.tag}
        for tag, other in sorted(further.items()):
            self._put(f"README.{tag}.txt", readme(spec, other).encode())
        if language.tag != "en":
            self._put("verify-texts.json", _json(verifier_texts(language)))
        exhibits = self._originals(spec)
        self._copying[BUNDLE].result()
        for one in self._writing:
            one.result()
        bag.put(verifier.OVERVIEW, _json(_overview(bag, spec, exhibits)))
        return bag.close(_info(spec))

    def _originals(self, spec: PackageSpec) -> list[dict[str, Any]]:
        """Wait for the originals, and say what each is."""
        known = "\n".join(line.content or "" for line in spec.lines if line.register == CUSTODY)
        found = []
        for number, (original, file) in enumerate(_named(spec.originals)):
            self._ctx.progress(number, len(spec.originals), N_("Packing {label}"), label=original.label)
            self._copying[file].result()
            size = self._bag.sums[file][1]
            found.append(_exhibit(original, file, size, custody=original.sha256 in known))
        return found


def _named(originals: Sequence[PackedOriginal]) -> list[tuple[PackedOriginal, str]]:
    """Give each original the name it has in the package."""
    taken = set[str]()
    return [
        (one, f"data/originals/{unique_name(safe_name(f'{one.label}-{one.name}'), taken)}")
        for one in originals
    ]


def _exhibit(original: PackedOriginal, file: str, size: int, *, custody: bool) -> dict[str, Any]:
    return {
        "label": original.label,
        "evidence": original.evidence,
        "title": original.title,
        "file": file,
        "name": original.name,
        "sha256": original.sha256,
        "size": size,
        "first_page": original.first_page,
        "last_page": original.last_page,
        "custody": custody,
        "problem": original.problem,
    }


def _registers(spec: PackageSpec) -> Iterator[tuple[str, bytes]]:
    """Give the files of the registers, and of where they stand."""
    by_register: dict[str, list[Line]] = {}
    for line in spec.lines:
        by_register.setdefault(line.register, []).append(line)
    for register, lines in sorted(by_register.items()):
        rows = (json.dumps(asdict(line), ensure_ascii=False, separators=(",", ":")) for line in lines)
        yield f"{verifier.REGISTERS}{register}.jsonl", "".join(f"{row}\n" for row in rows).encode()
    heads = {"heads": _heads(spec), "erased": sorted(spec.erased), "withheld": sorted(spec.withheld)}
    yield verifier.HEADS, _json(heads)


def _heads(spec: PackageSpec) -> list[dict[str, Any]]:
    return [asdict(head) for head in sorted(spec.heads, key=lambda head: (head.register, head.scope))]


def _overview(bag: Bag, spec: PackageSpec, exhibits: list[dict[str, Any]]) -> dict[str, Any]:
    sha256, size = bag.sums[BUNDLE]
    return {
        "format": _FORMAT,
        "case": spec.case_number,
        "edition": spec.edition,
        "made_at": spec.made_at.isoformat(timespec="seconds"),
        "language": spec.language,
        "bundle": {"file": BUNDLE, "sha256": sha256, "size": size},
        "exhibits": exhibits,
        "registers": _heads(spec),
    }


def _info(spec: PackageSpec) -> dict[str, str]:
    return {
        **dict(sorted(spec.bag_info.items())),
        "Bagging-Date": spec.made_at.date().isoformat(),
        "External-Identifier": f"{spec.case_number}/{spec.edition}",
        "Bag-Software-Agent": "Xborder Desk",
    }


def _check(bag: Bag) -> None:
    """Look at the finished bag with the recipient's eyes: registers, heads and overview must agree."""
    tree, known = verifier.Folder(bag.root), set[str]()
    findings = [*verifier.check_registers(tree, known), *verifier.check_overview(tree, bag.sums, known)]
    for finding in findings:
        raise BuildError(
            N_("The package would not pass its own check: {finding}"), finding=finding.sentence({})
        )


def verifier_source() -> bytes:
    """Give the stand-alone verifier as it goes into packages."""
    return resources.files("xborder_desk.pipelines").joinpath("verifier.py").read_bytes()


def _is_package(folder: Path) -> bool:
    return (folder / "bagit.txt").is_file() and (folder / verifier.OVERVIEW).is_file()


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
    return f"{text}\n".encode("utf-8", "replace")
