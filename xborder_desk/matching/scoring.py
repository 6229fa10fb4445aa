"""The score of two names or two sellers, with the reasons a reader can check one by one."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.sellers import Profile, Reason, Score
from xborder_desk.i18n import N_
from xborder_desk.matching import evidence
from xborder_desk.matching.agreement import own_agreement
from xborder_desk.matching.aligning import align
from xborder_desk.matching.features import measure
from xborder_desk.matching.fitting import sigmoid
from xborder_desk.matching.keys import keys
from xborder_desk.matching.names import NUMBER, PLACE, read_names
from xborder_desk.matching.signs import other_marks
from xborder_desk.matching.weights import read_shared, read_weights
from xborder_desk.matching.words import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from xborder_desk.matching.aligning import Alignment
    from xborder_desk.matching.crowds import Crowd
    from xborder_desk.matching.names import Name, Token
    from xborder_desk.matching.weights import Judge, Shared, Weights
    from xborder_desk.matching.words import Words

_PERSON: Final = "person"
_MOST_NAMES: Final = 12


@dataclass(frozen=True, slots=True)
class Compared:
    """Two names, read and aligned, with the weight of evidence of each thing measured."""

    one: Name
    other: Name
    found: Alignment
    features: tuple[float, ...]
    evidence: float


@dataclass(frozen=True)
class Matcher:
    """Compares names and sellers by the data it was given."""

    words: Words
    weights: Weights
    shared: Shared

    def keys(self, profile: Profile) -> frozenset[str]:
        """Give the keys under which a seller is found again."""
        return keys(profile, self.words, self.shared)

    def compare_names(self, ours: str, theirs: str, schema: str = "") -> Score:
        """Compare two names alone; ``schema`` is Person, Company or Organization, empty for a firm."""
        person = schema.strip().casefold() == _PERSON
        judge = self.weights.person if person else self.weights.firm
        compared = self.names_apart(ours, theirs, person=person)
        if compared is None:
            return Score(0.0, match=False)
        score = _centred(sigmoid(compared.evidence), judge.threshold)
        return Score(round(score, 4), score >= _HALF, tuple(_name_reasons(compared)))

    def names_apart(self, ours: str, theirs: str, *, person: bool) -> Compared | None:
        """Compare two names in every way they can be read, and give the way in which they are closest."""
        judge = self.weights.person if person else self.weights.firm
        best: Compared | None = None
        for one in read_names(ours, self.words, person=person):
            for other in read_names(theirs, self.words, person=person):
                compared = self._apart(one, other, judge)
                if one.tokens == other.tokens:  # word for word the same: no other reading comes closer
                    return compared
                if best is None or compared.evidence > best.evidence:
                    best = compared
        return best

    def compare(self, ours: Profile, theirs: Profile, crowd: Mapping[str, Crowd] | None = None) -> Score:
        """Compare two sellers; ``crowd`` says at how many sellers of the office a key is met."""
        crowd = crowd or {}
        reasons = list(evidence.shared_marks(ours, theirs, self.weights, self.shared, crowd))
        named = self._closest(ours, theirs)
        weight = 0.0
        if named is not None:
            # A likeness of names is worth less, the more sellers of the office have that name.
            weight = self.name_weight(named, evidence.name_trust(named.one, crowd, self.weights))
            reasons += _weighed(_name_reasons(named), weight)
        if ours.country and theirs.country and ours.country != theirs.country:
            reasons.append(evidence.other_country(ours.country, theirs.country, self.weights.country))
        marks = sum(r.weight for r in reasons if r.kind not in _NAME_KINDS)
        total = self.weights.base + weight + marks
        score = _centred(sigmoid(total), self.weights.suggest)
        citable = any(reason.weight > 0 for reason in reasons)
        told = tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))
        return Score(round(score, 4), score >= _HALF and citable, told, named.evidence if named else 0.0)

    def name_weight(self, named: Compared, trust: float) -> float:
        """Turn the likeness of two names into its part of a seller's score.

        Of two sellers it counts whether the words are the same that tell one firm from another; a place or
        a generic word more is no matter.
        """
        scale = self.weights
        strength = own_agreement(named.one, named.other, named.found)
        if strength <= 0:
            return max(scale.name_least, min(0.0, named.evidence) * scale.name_against)
        return scale.name_most * strength * trust

    def _closest(self, ours: Profile, theirs: Profile) -> Compared | None:
        person = ours.person and theirs.person
        best: Compared | None = None
        for one in ours.names[:_MOST_NAMES]:
            for other in theirs.names[:_MOST_NAMES]:
                compared = self.names_apart(one, other, person=person)
                if compared is not None and (best is None or _rank(compared) > _rank(best)):
                    best = compared
        return best

    def _apart(self, one: Name, other: Name, judge: Judge) -> Compared:
        found = align(one, other, self.words.nicknames if one.person else {})
        features = measure(one, other, found)
        weight = sum(w * x for w, x in zip(judge.weights, features, strict=True))
        return Compared(one, other, found, features, weight)


_HALF: Final = 0.5


def load_matcher(folder: Path) -> Matcher:
    """Build the matcher from ``resources/matching``.

    Raises:
        BrokenDataError: a data file is missing or faulty.

    """
    return Matcher(read_words(folder), read_weights(folder), read_shared(folder))


def _centred(probability: float, threshold: float) -> float:
    """Move a score so that the threshold becomes one half; the order stays."""
    odds = math.log(max(probability, 1e-9) / max(1 - probability, 1e-9))
    return sigmoid(odds - math.log(threshold / (1 - threshold)))


_NAME_KINDS: Final = frozenset({"name", "name_differs", "place_differs", "number_differs", "form_differs"})


def _rank(compared: Compared) -> tuple[float, float]:
    return own_agreement(compared.one, compared.other, compared.found), compared.evidence


def _weighed(reasons: Iterable[Reason], weight: float) -> list[Reason]:
    """Give the reasons of names such that they add up to what the names weigh here."""
    told = list(reasons)
    against = [reason for reason in told[1:] if reason.weight < 0]
    rest = weight - sum(reason.weight for reason in against)
    return [replace(told[0], weight=round(rest, 3)), *against]


def _name_reasons(compared: Compared) -> Iterable[Reason]:
    """Say what the names share and where they differ; the weights add up to the evidence."""
    against = list(_differences(compared))
    shared = [_shown(pair.ours, pair.theirs) for pair in compared.found.pairs if pair.weight]
    weight = round(compared.evidence - sum(reason.weight for reason in against), 3)
    ours, theirs = compared.one.raw, compared.other.raw
    if shared:
        same = ours == theirs
        text = (
            N_("Both are called “{ours}”.")
            if same
            else N_("The names “{ours}” and “{theirs}” have in common: {words}.")
        )
        yield Reason(
            "name",
            ours,
            theirs,
            weight,
            "",
            text,
            {"ours": ours, "theirs": theirs, "words": ", ".join(shared)},
        )
    else:
        text = N_("The names “{ours}” and “{theirs}” have no word in common.")
        yield Reason(
            "name_differs", ours, theirs, min(weight, -0.01), "", text, {"ours": ours, "theirs": theirs}
        )
    yield from against


def _differences(compared: Compared) -> Iterable[Reason]:
    found = compared.found
    for role, kind, text in (
        (PLACE, "place_differs", N_("One name speaks of {ours}, the other of {theirs}.")),
        (NUMBER, "number_differs", N_("One name has the number {ours}, the other {theirs}.")),
    ):
        ours, theirs = _only(found.ours, role), _only(found.theirs, role)
        if ours and theirs:
            yield Reason(kind, ours, theirs, -0.8, "", text, {"ours": ours, "theirs": theirs})
    ours, theirs = _only(found.ours, "core"), _only(found.theirs, "core")
    if ours and theirs:
        text = N_("“{ours}” stands only in the one name, “{theirs}” only in the other.")
        yield Reason("name_differs", ours, theirs, -1.0, "", text, {"ours": ours, "theirs": theirs})
    if other_marks(compared.one, compared.other, found):
        text = N_("Both write marks above letters, but above different ones.")
        yield Reason("name_differs", compared.one.raw, compared.other.raw, -1.0, "", text)
    forms = compared.one.forms, compared.other.forms
    if forms[0] and forms[1] and not forms[0] & forms[1]:
        text = N_("The legal forms are of different kinds.")
        yield Reason("form_differs", compared.one.raw, compared.other.raw, -0.7, "", text)


def _only(tokens: Iterable[Token], role: str) -> str:
    return ", ".join(token.shown for token in tokens if token.role == role)


def _shown(ours: Iterable[Token], theirs: Iterable[Token]) -> str:
    a = " ".join(dict.fromkeys(token.shown for token in ours))
    b = " ".join(dict.fromkeys(token.shown for token in theirs))
    return a if a == b else f"{a} = {b}"
