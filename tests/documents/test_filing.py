"""Whatever is moved, put in, left out or filed: no reference grows stale, and no filed label ever moves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.dossier import GERMAN, content, exhibit
from xborder_desk.documents.placing import OwnPages, dangling, jumps, lay_out, page_of
from xborder_desk.documents.writer import SECTIONS, target
from xborder_desk.domain.dossier import DossierContent, Fact
from xborder_desk.domain.evidence import Stored
from xborder_desk.domain.recipes import Recipe
from xborder_desk.domain.references import Numbering, Reference, labels, number_of, render

COUNT = 8
EVERY = [f"E-{number:02}" for number in range(1, COUNT + 1)]
PAGES = {key: place % 3 + 1 for place, key in enumerate(EVERY)}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["order", "add", "late", "freeze", "leave", "take", "section"]),
        st.permutations(EVERY),
        st.sampled_from(EVERY),
        st.sampled_from(EVERY),
    ),
    min_size=1,
    max_size=10,
)


def dossier(recipe: Recipe, present: list[str]) -> DossierContent:
    """Make the content a recipe gives, with a fact that names every page of every item there is."""
    order = recipe.arrange(present, {})
    text = " ".join(f"{{{{ref:{key}:{page}}}}}" for key in order for page in range(1, PAGES[key] + 1))
    exhibits = [exhibit(int(key[2:]), Stored("0" * 64, 1)) for key in order]
    made = content(exhibits, profile=GERMAN, frozen=recipe.frozen, late=recipe.late)
    bare = replace(made, wish="", purchases=(), parties=(), chronology=(), contacts=())
    return replace(bare, facts=(Fact("F-01", text, None),))


@settings(max_examples=60)
@given(STEPS, st.integers(2, COUNT))
def test_no_reference_is_stale_and_no_filed_label_moves(
    steps: list[tuple[str, list[str], str, str]], begin: int
) -> None:
    present, recipe = EVERY[:begin], Recipe()
    filed: dict[str, str] = {}
    for kind, order, one, other in steps:
        match kind:
            case "order":
                recipe = replace(recipe, order=tuple(key for key in order if key in present))
            case "add":
                present = EVERY[: min(len(present) + 1, COUNT)]
            case "late" if one in present and other in present and one != other:
                recipe = replace(recipe, late={**recipe.late, one: other})
            case "leave" if one in present:
                recipe = replace(recipe, excluded=tuple({*recipe.excluded, one}))
            case "take":
                recipe = replace(recipe, excluded=tuple(key for key in recipe.excluded if key != one))
            case "freeze":
                shown = [(key, "") for key in recipe.arrange(present, {})]
                kept = labels(shown, "{n}", Numbering(lettered=False, frozen=recipe.frozen, late=recipe.late))
                recipe = replace(recipe, frozen={**recipe.frozen, **kept})
                filed.update(kept)
        made = dossier(recipe, present)
        named = made.labels("{n}")
        assert len(set(named.values())) == len(named)
        assert {key: named[key] for key in filed if key in named} == {
            key: number for key, number in filed.items() if key in named
        }
        assert not {number for key, number in named.items() if key not in filed} & set(filed.values())
        stands_still(made, named)


def stands_still(made: DossierContent, named: dict[str, str]) -> None:
    """See that every reference names a label that is there and a page of that exhibit."""
    own = {one.key: OwnPages(Path("x.pdf"), PAGES[one.key]) for one in made.exhibits}
    heads = list(range(1, len(SECTIONS) + len(made.exhibits) + 1))
    layout = lay_out(made, own, [(Path("composed.pdf"), heads, len(heads))])
    assert list(dangling(made, layout)) == []
    assert "[E-" not in render(made.facts[0].text, named)
    led = jumps(made, layout)
    for one in made.exhibits:
        place = layout.places[one.key]
        for page in range(1, PAGES[one.key] + 1):
            there = page_of(Reference(one.key, page), one, layout)
            assert there is not None
            assert place.first < there <= place.last
            assert led[target(one.key, page)] == there
        assert number_of(named[one.key]) >= 1


def test_what_is_left_out_is_told_as_stale_not_hidden() -> None:
    made = dossier(Recipe(), EVERY[:3])
    gone = replace(made, exhibits=made.exhibits[:2])
    own = {one.key: OwnPages(Path("x.pdf"), PAGES[one.key]) for one in gone.exhibits}
    heads = list(range(1, len(SECTIONS) + 3))
    layout = lay_out(gone, own, [(Path("composed.pdf"), heads, len(heads))])
    assert {one.key for one in dangling(gone, layout)} == {"E-03"}
