"""Commands about dossiers: the recipe, the export, and checking a package."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli import findings
from xborder_desk.cli.case import CASE
from xborder_desk.cli.dossier_build import OPTIONS, PROFILE, lines, most_bytes, read_recipe, shown, tried
from xborder_desk.cli.dossier_group import GROUP
from xborder_desk.cli.plain import document, full
from xborder_desk.cli.verbs import Answer, Area, Argument, Option, Verb
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given

# Entries of a recipe that name one item by another.
_PAIRED: Final = frozenset({"translations", "late", "redacted"})


def recipe(session: Session, given: Given) -> Answer:
    """Show the recipe of a dossier, or keep a new one first."""
    desk, number = session.desk(), given.text("case").strip()
    if given.text("from"):
        desk.dossiers.set_recipe(number, read_recipe(given.path("from")))
    kept = _in_full(number, desk.dossiers.recipe(number))
    return Answer(kept, document(kept).splitlines())


def export(session: Session, given: Given) -> Answer:
    """Build bundle, package and ZIP into a folder."""
    target = given.path("to").absolute()
    made = session.desk().dossiers.export(
        given.text("case").strip(),
        given.text("profile").strip().lower(),
        given.text("language"),
        target,
        session.context,
        variant=given.text("variant") or "court",
        signing=tried(session, given),
        most_bytes=most_bytes(given),
    )
    return Answer(shown(made), lines(session, made))


def verify(session: Session, given: Given) -> Answer:
    """Check what somebody was given: a package as folder or ZIP, or a bundle."""
    checked = session.doors.verify_package(given.path("path"))
    found = [
        {"file": one.file, "kind": one.kind, "message": session.text(one.text, **one.fields)}
        for one in checked.findings
    ]
    seen = checked.signature
    data = {
        "ok": checked.ok,
        "findings": found,
        "checked": checked.checked,
        "seal": checked.seal,
        "signature": None if seen is None else asdict(seen),
    }
    return findings.told(session, data, [one["message"] for one in found], checked.checked)


def freeze(session: Session, given: Given) -> Answer:
    """Keep the numbers of the exhibits for good, because they were filed."""
    number = given.text("case").strip()
    kept = session.desk().dossiers.freeze(number, given.text("profile").strip().lower())
    frozen = {full(number, name): label for name, label in kept.items()}
    return Answer({"frozen": frozen}, [f"{name}: {label}" for name, label in frozen.items()])


def lint(session: Session, given: Given) -> Answer:
    """Look a bundle over as the courts of a country would."""
    from xborder_desk.services.dossiers.linting import lint_bundle  # noqa: PLC0415 - wanted here alone

    checked = lint_bundle(
        given.path("bundle"),
        given.text("profile").strip().lower(),
        session.doors.resources(),
        session.context,
    )
    found = [
        {
            "page": one.page or None,
            "kind": one.kind,
            "message": session.text(one.text, **one.fields),
            "mend": session.text(one.mend),
        }
        for one in checked.findings
    ]
    said = [
        session.text(N_("p. {page}: {message} {mend}"), **{**one, "page": one["page"] or "–"})
        for one in found
    ]
    data = {"ok": checked.ok, "findings": found, "checked": checked.pages}
    return findings.told(session, data, said, checked.pages)


def _in_full(case: str, recipe: dict[str, Any]) -> dict[str, Any]:
    """Give a recipe with every id in full."""
    return {key: _named(case, key, value) for key, value in recipe.items()}


def _named(case: str, key: str, value: Any) -> object:  # noqa: ANN401 - JSON values
    """Give one entry of a recipe with its ids in full."""
    if key == "annexes":
        return value
    if key == "sections":
        return [{**one, "items": [full(case, item) for item in one["items"]]} for one in value]
    if isinstance(value, dict):
        paired = key in _PAIRED
        return {full(case, name): full(case, item) if paired else item for name, item in value.items()}
    return [full(case, one) for one in value]


AREA: Final = Area(
    "dossier",
    N_("Arrange, build and verify dossiers."),
    (
        Verb(
            "recipe",
            N_("Show the recipe of a dossier: order, exclusions and names of the exhibits."),
            "dossier recipe 2026-0001 --from recipe.json",
            recipe,
            (CASE,),
            (Option("from", N_("A recipe to keep in place of the one before."), "FILE.json"),),
        ),
        Verb(
            "export",
            N_("Build the dossier: one PDF, and a package of it with all originals and registers."),
            "dossier export 2026-0001 --profile de --language de --to out",
            export,
            (CASE,),
            (*OPTIONS,),
        ),
        Verb(
            "freeze",
            N_("Keep the numbers of the exhibits for good, once the dossier was filed."),
            "dossier freeze 2026-0001 --profile de",
            freeze,
            (CASE,),
            (PROFILE,),
        ),
        GROUP,
        Verb(
            "verify",
            N_("Check a package (folder or ZIP) or its PDF: every file, every hash, every register."),
            "dossier verify out/2026-0001-de-de-1.zip",
            verify,
            (Argument("path", N_("The package or the PDF.")),),
        ),
        Verb(
            "lint",
            N_("Check a dossier's PDF as the courts of a country would: place, reason, and what mends it."),
            "dossier lint out/2026-0001-de-de-1.pdf --profile de",
            lint,
            (Argument("bundle", N_("The PDF, or the package it lies in.")),),
            (PROFILE,),
        ),
    ),
)
