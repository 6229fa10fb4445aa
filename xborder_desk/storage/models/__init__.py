"""All tables of an office, in one metadata."""

from xborder_desk.storage.models.base import Base
from xborder_desk.storage.models.case import Case, Deadline, Fact, FactProof, Mandate, Note, Party, Task
from xborder_desk.storage.models.evidence import Evidence, EvidenceText, Suggestion
from xborder_desk.storage.models.office import (
    Anchor,
    Draft,
    LawLayer,
    OfficeInfo,
    Rate,
    RegisterHead,
    RegisterLine,
    Setting,
    Staff,
)
from xborder_desk.storage.models.paper import (
    ContactEntry,
    Dossier,
    Edition,
    Letter,
    RouteBoard,
    RouteOverride,
)
from xborder_desk.storage.models.seller import (
    Body,
    Decision,
    Identifier,
    MatchingKey,
    Relation,
    Seller,
    SellerName,
    Storefront,
)

__all__ = [
    "Anchor",
    "Base",
    "Body",
    "Case",
    "ContactEntry",
    "Deadline",
    "Decision",
    "Dossier",
    "Draft",
    "Edition",
    "Evidence",
    "EvidenceText",
    "Fact",
    "FactProof",
    "Identifier",
    "LawLayer",
    "Letter",
    "Mandate",
    "MatchingKey",
    "Note",
    "OfficeInfo",
    "Party",
    "Rate",
    "RegisterHead",
    "RegisterLine",
    "Relation",
    "RouteBoard",
    "RouteOverride",
    "Seller",
    "SellerName",
    "Setting",
    "Staff",
    "Storefront",
    "Suggestion",
    "Task",
]
