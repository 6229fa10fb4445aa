"""One dossier over several cases of one seller, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli.dossier_build import OPTIONS, lines, most_bytes, read_recipe, shown, tried
from xborder_desk.cli.verbs import Answer, Flag, Option, Verb
from xborder_desk.domain.dossier import Group
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given


def group(session: Session, given: Given) -> Answer:
    """Build bundle, package and ZIP over several cases into a folder."""
    cases = tuple(number for text in given.texts("cases") for number in text.replace(",", " ").split())
    wanted = Group(given.text("seller").strip(), cases, pseudonymous=given.flag("pseudonymous"))
    groups = session.desk().dossiers.groups
    sign_with = tried(session, given)
    if given.text("recipe"):
        groups.set_recipe(wanted, read_recipe(given.path("recipe")))
    made = groups.export(
        wanted,
        given.text("profile").strip().lower(),
        given.text("language"),
        given.path("to").absolute(),
        session.context,
        variant=given.text("variant") or "court",
        signing=sign_with,
        most_bytes=most_bytes(given),
        freeze=given.flag("freeze"),
    )
    data: dict[str, Any] = {
        **shown(made),
        "cases": [{"case": case, "consumer": consumer} for case, consumer in made.cases],
        "left_out": [{"evidence": one.evidence, "why": one.why} for one in made.left_out],
    }
    return Answer(data, lines(session, made))


GROUP: Final = Verb(
    "group",
    N_("Build one dossier over several cases of one seller; each file stands in it once."),
    "dossier group --seller S-0001 --pseudonymous --profile de --language de --to out",
    group,
    (),
    (
        Option("seller", N_("Over all cases that met this seller, like S-0001."), "SELLER"),
        Option("cases", N_("Over these cases, like 2026-0001,2026-0003."), "CASES", many=True),
        Flag("pseudonymous", N_("Hide who the consumers are: Consumer A, Consumer B …")),
        Option("recipe", N_("A recipe to keep in place of the one before."), "FILE.json"),
        Flag("freeze", N_("Keep the numbers of the exhibits for good, once the dossier was filed.")),
        *OPTIONS,
    ),
)
