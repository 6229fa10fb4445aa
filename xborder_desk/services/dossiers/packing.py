"""What goes into the package of an edition: most of it is written while the bundle is still being bound."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from xborder_desk.documents.annexes import annex_paper
from xborder_desk.documents.writer import writer_for
from xborder_desk.domain.package import PackageSpec, PackedOriginal
from xborder_desk.services.dossiers.making import package_name, plain_values

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xborder_desk.domain.dossier import BoundExhibit, BundleResult, Exhibit
    from xborder_desk.domain.evidence import EvidenceStore
    from xborder_desk.i18n.language import Language
    from xborder_desk.pipelines.package import Packing
    from xborder_desk.services.dossiers.ordered import Order


@dataclass
class Packer:
    """Fills the package of an order by the way, while its bundle is made.

    ``write`` sets a paper into a file. A bundle that is ``signed`` is packed only by ``pack``: a signature
    comes last, when all was read back.
    """

    order: Order
    packs: Packing
    store: EvidenceStore
    language: Language
    home: Language
    write: Callable[[dict[str, Any], Path], None]
    signed: bool
    _spec: PackageSpec | None = field(default=None, init=False)

    def planned(self, bundle: BundleResult) -> None:
        """Write what can be said before the bundle is there."""
        self._spec = self._specified(bundle)
        self.packs.write(self._spec)
        self._spec = replace(self._spec, documents=self._annexes(bundle.path.parent))

    def bound(self, bundle: BundleResult) -> None:
        """Pack the bundle, unless it is still to be signed."""
        if not self.signed:
            self.pack(bundle)

    def pack(self, bundle: BundleResult) -> None:
        """Pack the bundle and the list of exhibits."""
        spec = cast("PackageSpec", self._spec)  # it was planned before
        index = {"index.docx": bundle.index.read_bytes()} if bundle.index else {}
        self.packs.fill(replace(spec, documents={**index, **spec.documents}), self.language, self.home)

    def _specified(self, bundle: BundleResult) -> PackageSpec:
        order = self.order
        content = order.content
        return PackageSpec(
            name=package_name(content),
            case_number=content.case.number,
            edition=content.edition.number,
            made_at=content.edition.made_at,
            bundle=bundle.path,
            originals=tuple(map(self._original, content.exhibits, bundle.exhibits)),
            lines=order.told.lines,
            heads=order.heads,
            erased=order.told.erased,
            withheld=order.told.withheld,
            case=plain_values(content),
            language=self.language.tag,
        )

    def _original(self, exhibit: Exhibit, bound: BoundExhibit) -> PackedOriginal:
        """Name a file that goes along as it was received."""
        return PackedOriginal(
            source=self.store.path(exhibit.sha256),
            label=bound.label,
            name=exhibit.filename,
            sha256=exhibit.sha256,
            evidence=exhibit.evidence_id,
            title=exhibit.title,
            first_page=bound.first_page,
            last_page=bound.last_page,
            text=self.order.texts.get(exhibit.key, ""),
            problem=bound.problem or "",
        )

    def _annexes(self, work: Path) -> dict[str, bytes]:
        """Set each annex as a paper of its own too."""
        content = self.order.content
        writer = writer_for(content, self.language)
        made: dict[str, bytes] = {}
        for annex in content.annexes:
            file = work.resolve() / f"annex-{annex.name}.pdf"
            self.write(annex_paper(annex, content, writer), file)
            made[f"{annex.name}.pdf"] = file.read_bytes()
        return made
