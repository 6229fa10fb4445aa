"""What a build of a dossier is given: the fixed edition, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xborder_desk.domain.dossier import DossierContent
    from xborder_desk.domain.pseudonyms import Veil
    from xborder_desk.domain.registers import Head
    from xborder_desk.services.dossiers.withholding import ToldLines


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exhibit that a pseudonymous dossier cannot show: its number in full, and why in words."""

    evidence: str
    why: str


@dataclass(frozen=True)
class Order:
    """What was asked for, and all it needs: the values, the fixed edition, and the lines of the registers.

    ``scopes`` are the uids of the cases it shows; ``texts`` what can be read in each exhibit, by its key;
    ``veil`` is what must not be read in a pseudonymous one.
    """

    scopes: tuple[str, ...]
    content: DossierContent
    told: ToldLines
    heads: tuple[Head, ...]
    texts: Mapping[str, str]
    edition_uid: str
    left_out: tuple[LeftOut, ...] = field(default=())
    veil: Veil | None = None
