"""A dossier as it would be now: built for the screen alone, looked over, compared with the last edition.

A draft is no edition: it is given to nobody, so nothing is fixed or recorded. It is kept until something that
it shows changes, so that looking at it again costs nothing.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.documents.inspecting import facts_from
from xborder_desk.domain.dossier import BoundExhibit
from xborder_desk.domain.lint import REASON, Case, Finding, lint
from xborder_desk.pipelines.dossier import build_bundle
from xborder_desk.services.dossiers.changes import Change, changes
from xborder_desk.services.dossiers.hearing import Heard
from xborder_desk.services.dossiers.linting import FENCES, limits_of
from xborder_desk.services.dossiers.making import plain_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xborder_desk.domain.dossier import BundleResult, DossierContent
    from xborder_desk.domain.evidence import EvidenceStore
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.pipelines.dossier import Press

_TOLD: Final = "draft.json"
_BUNDLE: Final = "bundle.pdf"


@dataclass(frozen=True, slots=True)
class Draft:
    """A dossier as it would be now: ``bundle`` is a file to look at, ``size`` its bytes.

    ``whole`` is about how many bytes the package would have; ``changes`` is what differs from the edition
    ``since`` (0 if there is none yet).
    """

    bundle: Path
    pages: int
    size: int
    whole: int
    exhibits: tuple[BoundExhibit, ...]
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...]
    since: int
    archival: bool
    fingerprint: str

    def exhibit_at(self, page: int) -> BoundExhibit | None:
        """Give the exhibit a page (from 1) belongs to."""
        return next((one for one in self.exhibits if one.first_page <= page <= one.last_page), None)


@dataclass(frozen=True, slots=True)
class Former:
    """The last edition: its number and its exhibits as they were bound."""

    number: int = 0
    exhibits: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Bench:
    """Where drafts are made: the bytes of the evidence, the folder drafts are kept in, and the press."""

    store: EvidenceStore
    folder: Path
    press: Press

    def draft(self, content: DossierContent, fingerprint: str, former: Former, ctx: JobContext) -> Draft:
        """Build a dossier to look at, or find it where nothing it shows has changed.

        Raises:
            BuildError: it could not be built.
            Cancelled: nobody waits for it any more.

        """
        kept = self.folder / fingerprint
        if not (kept / _TOLD).exists():
            self._build(content, kept, ctx)
        told: dict[str, Any] = json.loads((kept / _TOLD).read_text(encoding="utf-8"))
        exhibits = tuple(BoundExhibit(**one) for one in told["exhibits"])
        originals = sum({one.sha256: one.size for one in content.exhibits}.values())
        bundle = kept / _BUNDLE
        return Draft(
            bundle=bundle,
            pages=told["pages"],
            size=bundle.stat().st_size,
            whole=bundle.stat().st_size + originals,
            exhibits=exhibits,
            findings=tuple(Finding(**one) for one in told["findings"]),
            changes=tuple(changes(former.exhibits, told["exhibits"])) if former.number else (),
            since=former.number,
            archival=told["archival"],
            fingerprint=fingerprint,
        )

    def _build(self, content: DossierContent, kept: Path, ctx: JobContext) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".draft-", dir=self.folder))
        try:
            made = build_bundle(content, self.store, work / "work", ctx, self.press)
            findings = self._looked_over(made, content, ctx)
            ready = work / "ready"
            ready.mkdir()
            made.path.replace(ready / _BUNDLE)
            told = {
                "pages": made.pages,
                "archival": made.archival,
                "exhibits": [asdict(one) for one in made.exhibits],
                "findings": [asdict(one) for one in findings],
            }
            (ready / _TOLD).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
            for former in self.folder.iterdir():
                if not former.name.startswith("."):
                    shutil.rmtree(former, ignore_errors=True)  # one draft of a case is enough
            with contextlib.suppress(OSError):  # somebody else was quicker
                ready.replace(kept)
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def _looked_over(self, made: BundleResult, content: DossierContent, ctx: JobContext) -> Iterable[Finding]:
        work = "xborder_desk.documents.inspecting:inspect"
        read = self.press.apart.run(work, str(made.path), ctx=ctx, limits=FENCES)
        bound = tuple({**asdict(one), "evidence": one.evidence_id} for one in made.exhibits)
        case = Case(plain_values(content), bound)
        found = lint(facts_from(read), limits_of(content.profile, case), case)
        return [self._sayable(one) for one in found]

    def _sayable(self, finding: Finding) -> Finding:
        """Add what a reason in the dossier's language was made of: the screen may speak another one."""
        language, why = self.press.language, finding.fields.get("why")
        made = language.again(str(why)) if why and isinstance(language, Heard) else ""
        if isinstance(made, str):
            return finding
        return replace(
            finding, fields={**finding.fields, REASON: [made.text, plain_values(dict(made.fields))]}
        )
