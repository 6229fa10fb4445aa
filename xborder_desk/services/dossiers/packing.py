"""What goes into the package of an edition: most of it is written while the bundle is still being bound."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from xborder_desk.documents.annexes import annex_paper
from xborder_desk.documents.writer import writer_for
from xborder_desk.domain.package import PackageSpec, PackedOriginal
from xborder_desk.services.dossiers.making import package_name, plain_values

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xborder_desk.domain.dossier import BundleResult
    from xborder_desk.domain.evidence import EvidenceStore
    from xborder_desk.i18n.language import Language
    from xborder_desk.pipelines.package import Packing
    from xborder_desk.services.dossiers.ordered import Order


def originals_of(order: Order, store: EvidenceStore, language: Language) -> tuple[PackedOriginal, ...]:
    """Name the files that go along as they were received; on which pages they stand is not known yet."""
    labels = writer_for(order.content, language).labels
    return tuple(
        PackedOriginal(
            source=store.path(exhibit.sha256),
            label=labels[exhibit.key],
            name=exhibit.filename,
            sha256=exhibit.sha256,
            evidence=exhibit.evidence_id,
            title=exhibit.title,
            text=order.texts.get(exhibit.key, ""),
        )
        for exhibit in order.content.exhibits
    )


@dataclass
class Packer:
    """Fills the package of an order by the way, while its bundle is made.

    ``write`` sets a paper into a file. A bundle that is ``signed`` is packed only by ``pack``: a signature
    comes last, when all was read back.
    """

    order: Order
    packs: Packing
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
        spec = self._spec or self._specified(bundle)
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
            originals=tuple(
                replace(
                    one, first_page=bound.first_page, last_page=bound.last_page, problem=bound.problem or ""
                )
                for one, bound in zip(self.packs.originals, bundle.exhibits, strict=True)
            ),
            lines=order.told.lines,
            heads=order.heads,
            erased=order.told.erased,
            withheld=order.told.withheld,
            case=plain_values(content),
            language=self.language.tag,
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
