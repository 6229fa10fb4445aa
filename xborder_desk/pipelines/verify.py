"""Checking what somebody was given: a package as folder or ZIP, or the bundle of one; signatures too."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from xborder_desk.domain.errors import FileError
from xborder_desk.domain.package import PackageCheck, PackageFinding, SignatureSeen
from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import Apart, ApartFailed, Limits
from xborder_desk.pipelines import verifier
from xborder_desk.pipelines.package import BUNDLE

if TYPE_CHECKING:
    from collections.abc import Iterator

_PDF: Final = b"%PDF-"
_SIGNED: Final = b"/ByteRange"
_MIB: Final = 1 << 20
_LIMITS: Final = Limits(memory=4096 * _MIB, seconds=600.0, cpu_seconds=600.0)
_ALONE: Final = N_("There is nothing to compare {file} with: check the package it came with.")
_OTHER: Final = N_("{file} is not the dossier in the package {other}: its bytes differ.")
_BROKEN: Final = N_("The signature of {file} is broken: the file was changed after it was signed.")
_ADDED: Final = N_("Something was added to {file} behind its signature.")


def verify_package(path: Path) -> PackageCheck:
    """Check a package (folder or ZIP), or a bundle (PDF) against the package it lies in or beside.

    A signature of the bundle is checked with it. A signed bundle can be checked alone.

    Raises:
        FileError: there is nothing at ``path``.

    """
    if not path.exists():
        raise FileError(N_("{file} is not there."), file=str(path))
    if path.is_dir():
        return _with_signature(_told(verifier.verify(path)), path / BUNDLE, BUNDLE)
    if not _is_pdf(path):
        return _of_archive(path)
    return _verify_bundle(path.resolve())


def _told(report: verifier.Report) -> PackageCheck:
    findings = (
        PackageFinding(one.kind, one.file, verifier.TEXTS[one.kind], one.shown()) for one in report.findings
    )
    return PackageCheck(tuple(findings), report.checked, report.seal)


def _of_archive(path: Path) -> PackageCheck:
    """Check a ZIP; its bundle is taken out of it to read its signature."""
    checked = _told(verifier.verify(path))
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory(prefix="xborder-") as folder:
            bundle = Path(folder) / "bundle.pdf"
            name = next((one for one in archive.namelist() if one.endswith(f"/{BUNDLE}")), "")
            # Bytes that are not those that were packed are named already, and need not be read.
            if name and checked.ok:
                with archive.open(name) as packed, bundle.open("wb") as target:
                    shutil.copyfileobj(packed, target)
            return _with_signature(checked, bundle, BUNDLE)
    except (OSError, ValueError, RuntimeError, zipfile.BadZipFile):
        return checked


def _verify_bundle(path: Path) -> PackageCheck:
    inside = path.parent.parent
    if path.parent.name == "data" and (inside / verifier.OVERVIEW).is_file():
        return _with_signature(_told(verifier.verify(inside)), path, path.name)
    digest = _sha256(path)
    packages = [entry for entry in sorted(path.parent.iterdir()) if (entry / verifier.OVERVIEW).is_file()]
    for package in packages:
        if (package / BUNDLE).is_file() and _sha256(package / BUNDLE) == digest:
            return _with_signature(_told(verifier.verify(package)), path, path.name)
    alone = _with_signature(PackageCheck((), 1), path, path.name)
    if _is_part(path, packages):
        packages = []  # it cannot be the dossier in the package, and need not be
    if alone.signature is not None and not packages:
        return alone  # what it shows is what was signed
    text = _OTHER if packages else _ALONE
    fields = {"file": path.name, "other": ", ".join(package.name for package in packages)}
    found = PackageFinding("changed" if packages else "alone", path.name, text, fields)
    return replace(alone, findings=(found, *alone.findings))


def _is_part(path: Path, packages: list[Path]) -> bool:
    """Whether a file is one of those that a dossier too large for a court was cut into."""
    return any(re.fullmatch(rf"{re.escape(one.name)}-part-\d+", path.stem) for one in packages)


def _with_signature(checked: PackageCheck, bundle: Path, name: str) -> PackageCheck:
    """Add what the signature of a bundle says, if it has one; it is read apart, as all foreign bytes are."""
    if not bundle.is_file() or not _has(bundle, _SIGNED):
        return checked
    try:
        with Apart(workers=1) as apart:
            work = "xborder_desk.documents.signing:check"
            seen = cast("dict[str, Any]", apart.run(work, str(bundle.resolve()), limits=_LIMITS))
    except ApartFailed:
        seen = {"signed": True, "signer": ""}
    if not seen["signed"]:
        return checked
    signature = SignatureSeen(
        signer=str(seen["signer"]),
        intact=bool(seen.get("intact")),
        whole=bool(seen.get("whole")),
        self_made=bool(seen.get("self_made")),
        stamped=bool(seen.get("stamped")),
    )
    findings = (*checked.findings, *_faults(signature, name))
    return replace(checked, findings=findings, signature=signature)


def _faults(signature: SignatureSeen, name: str) -> Iterator[PackageFinding]:
    if not signature.intact:
        yield PackageFinding("signature-broken", name, _BROKEN, {"file": name})
    elif not signature.whole:
        yield PackageFinding("signature-added", name, _ADDED, {"file": name})


def _has(file: Path, wanted: bytes) -> bool:
    """Whether a file holds these bytes, read piece by piece."""
    before = b""
    with file.open("rb") as stream:
        while piece := stream.read(_MIB):
            if wanted in before + piece:
                return True
            before = piece[-len(wanted) :]
    return False


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(len(_PDF)) == _PDF
    except OSError:
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
