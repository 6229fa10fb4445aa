"""Looking a bundle over as the courts of a country would, with what its package says of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.catalog.catalog import Catalog
from xborder_desk.documents.inspecting import facts_from
from xborder_desk.domain.errors import FileError
from xborder_desk.domain.lint import Case, Finding, Limits, lint
from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.apart import Limits as Fences
from xborder_desk.pipelines.package import BUNDLE, OVERVIEW

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.dossier import Profile
    from xborder_desk.jobs.context import JobContext

_MIB: Final = 1 << 20
FENCES: Final = Fences(memory=8192 * _MIB, seconds=1800.0, cpu_seconds=1800.0, file_size=64 * _MIB)
_PDF: Final = b"%PDF-"


@dataclass(frozen=True, slots=True)
class BundleCheck:
    """What was found in a bundle of so many ``pages``."""

    findings: tuple[Finding, ...]
    pages: int

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def lint_bundle(path: Path, profile: str, resources: Path, ctx: JobContext) -> BundleCheck:
    """Check a bundle (or the package it lies in) under a profile; needs no office.

    Raises:
        FileError: there is no PDF at ``path``.
        BadInputError: there is no such profile.

    """
    look = Catalog(resources).profile(profile).profile()
    bundle, package = _found(path)
    case = _case(package)
    whole = str(bundle.resolve())  # the child works in another folder
    with Apart() as apart:
        read = apart.run("xborder_desk.documents.inspecting:inspect", whole, ctx=ctx, limits=FENCES)
    facts = facts_from(read)
    return BundleCheck(tuple(lint(facts, limits_of(look, case), case)), len(facts.pages))


def limits_of(profile: Profile, case: Case) -> Limits:
    """Say what a profile asks for, in the language the bundle is in."""
    language = str(case.values.get("language") or "en")
    return Limits(
        paper=(profile.page_width, profile.page_height),
        finest=profile.finest,
        most_bytes=profile.most_bytes,
        label=profile.label_for(language, ""),
        list_title=profile.list_title_for(language, "") if case.values else "",
        described=profile.described,
        proving=profile.proving,
    )


def _found(path: Path) -> tuple[Path, Path | None]:
    """Find the PDF and, where there is one, the package it belongs to."""
    if path.is_dir():
        path = path / BUNDLE
    try:
        with path.open("rb") as stream:
            good = _PDF in stream.read(1024)
    except OSError as error:
        raise FileError(N_("{file} is not there."), file=str(path)) from error
    if not good:
        raise FileError(N_("{file} is no PDF."), file=str(path))
    for package in (path.resolve().parent.parent, path.with_suffix("")):
        if (package / OVERVIEW).is_file():
            return path, package
    return path, None


def _case(package: Path | None) -> Case:
    if package is None:
        return Case()
    try:
        values: Any = json.loads((package / "data/case.json").read_text(encoding="utf-8"))
        overview: Any = json.loads((package / OVERVIEW).read_text(encoding="utf-8"))
        return Case(values, tuple(overview["exhibits"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Case()
