"""Checking what somebody was given: a package as folder or ZIP, or the bundle of one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import FileError
from xborder_desk.domain.package import PackageCheck, PackageFinding
from xborder_desk.i18n import N_
from xborder_desk.pipelines import verifier
from xborder_desk.pipelines.package import BUNDLE

if TYPE_CHECKING:
    from pathlib import Path

_PDF: Final = b"%PDF-"
_ALONE: Final = N_("There is nothing to compare {file} with: check the package it came with.")
_OTHER: Final = N_("{file} is not the dossier in the package {other}: its bytes differ.")


def verify_package(path: Path) -> PackageCheck:
    """Check a package (folder or ZIP), or a bundle (PDF) against the package it lies in or beside.

    Raises:
        FileError: there is nothing at ``path``.

    """
    if not path.exists():
        raise FileError(N_("{file} is not there."), file=str(path))
    if path.is_dir() or not _is_pdf(path):
        return _told(verifier.verify(path))
    return _verify_bundle(path.resolve())


def _told(report: verifier.Report) -> PackageCheck:
    findings = (
        PackageFinding(one.kind, one.file, verifier.TEXTS[one.kind], one.shown()) for one in report.findings
    )
    return PackageCheck(tuple(findings), report.checked, report.seal)


def _verify_bundle(path: Path) -> PackageCheck:
    inside = path.parent.parent
    if path.parent.name == "data" and (inside / verifier.OVERVIEW).is_file():
        return _told(verifier.verify(inside))
    digest = _sha256(path)
    packages = [entry for entry in sorted(path.parent.iterdir()) if (entry / verifier.OVERVIEW).is_file()]
    for package in packages:
        if (package / BUNDLE).is_file() and _sha256(package / BUNDLE) == digest:
            return _told(verifier.verify(package))
    text = _OTHER if packages else _ALONE
    fields = {"file": path.name, "other": ", ".join(package.name for package in packages)}
    return PackageCheck((PackageFinding("changed" if packages else "alone", path.name, text, fields),), 1)


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(len(_PDF)) == _PDF
    except OSError:
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
