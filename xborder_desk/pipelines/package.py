"""The package of a dossier: bundle, originals, registers and lists, as a bag and as the same bag in a ZIP."""

from __future__ import annotations

import json
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
from xborder_desk.pipelines.building import side_by_side
from xborder_desk.pipelines.package_words import readme, verifier_texts
from xborder_desk.pipelines.placing import aside, known_faults, place_folder, sync_folder
from xborder_desk.pipelines.zipping import write_zip

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    name = safe_name(spec.name)
    folder, archive = target / name, target / f"{name}.zip"
    with known_faults(folder):
        target.mkdir(parents=True, exist_ok=True)
        with aside(folder) as work, aside(archive) as work_zip:
            work.mkdir()
            bag = Bag(work, ctx)
            seal = _fill(bag, spec, ctx, [language or Language("en"), *([home] if home else [])])
            _check(bag)
            ctx.progress(len(spec.originals), len(spec.originals), N_("Writing the ZIP"))
            write_zip(work, name, spec.made_at, work_zip, ctx)
            bag.settle()
            ctx.check()
            place_folder(work, folder, _is_package)
            work_zip.replace(archive)
            sync_folder(target)
    size = sum(size for _, size in bag.sums.values())
    return PackageResult(folder, archive, len(bag.sums), size, seal)


def _fill(bag: Bag, spec: PackageSpec, ctx: JobContext, languages: Sequence[Language]) -> str:
    language = languages[0]
    bag.copy(spec.bundle, BUNDLE, None, "bundle.pdf")
    exhibits = _originals(bag, spec, ctx)
    taken: set[str] = set()
    for name, data in sorted(spec.documents.items()):
        bag.put(f"data/documents/{unique_name(safe_name(name), taken)}", data)
    bag.put("data/case.json", _json(spec.case))
    _registers(bag, spec)
    bag.put(verifier.OVERVIEW, _json(_overview(bag, spec, exhibits)))
    bag.put("README.txt", readme(spec, language).encode())
    further = {one.tag: one for one in (*languages[1:], Language("en")) if one.tag != language.tag}
    for tag, other in sorted(further.items()):
        bag.put(f"README.{tag}.txt", readme(spec, other).encode())
    bag.put(VERIFIER, verifier_source())
    if language.tag != "en":
        bag.put("verify-texts.json", _json(verifier_texts(language)))
    return bag.close(_info(spec))


def _originals(bag: Bag, spec: PackageSpec, ctx: JobContext) -> list[dict[str, Any]]:
    taken, texts = set[str](), set[str]()
    known = "\n".join(line.content or "" for line in spec.lines if line.register == CUSTODY)
    named = [
        (one, f"data/originals/{unique_name(safe_name(f'{one.label}-{one.name}'), taken)}")
        for one in spec.originals
    ]
    with side_by_side() as pool:
        copying = [pool.submit(bag.copy, one.source, file, one.sha256, one.label) for one, file in named]
        for number, ((original, file), copied) in enumerate(zip(named, copying, strict=True)):
            ctx.progress(number, len(named), N_("Packing {label}"), label=original.label)
            copied.result()
            if original.text:
                text = original.text.encode("utf-8", "replace")
                name = f"{file.removeprefix('data/originals/')}.txt"
                bag.put(f"data/text/{unique_name(safe_name(name), texts)}", text)
    return [
        _exhibit(original, file, bag.sums[file][1], custody=original.sha256 in known)
        for original, file in named
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


def _registers(bag: Bag, spec: PackageSpec) -> None:
    by_register: dict[str, list[Line]] = {}
    for line in spec.lines:
        by_register.setdefault(line.register, []).append(line)
    for register, lines in sorted(by_register.items()):
        rows = (json.dumps(asdict(line), ensure_ascii=False, separators=(",", ":")) for line in lines)
        bag.put(f"{verifier.REGISTERS}{register}.jsonl", "".join(f"{row}\n" for row in rows).encode())
    bag.put(
        verifier.HEADS,
        _json({"heads": _heads(spec), "erased": sorted(spec.erased), "withheld": sorted(spec.withheld)}),
    )


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
