"""What a package says of itself to its recipient, in the language of the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.i18n import N_
from xborder_desk.pipelines.verifier import TEXTS

if TYPE_CHECKING:
    from xborder_desk.domain.package import PackageSpec
    from xborder_desk.i18n.language import Language


_DOCUMENTS: Final = N_("the list of exhibits and the annexes, each as a file of its own")


def readme(spec: PackageSpec, language: Language) -> str:
    """Write the README of a package: what lies where, and how anyone can check it."""
    say = language.text
    heading = say(N_("Case {number}, edition {edition}"), number=spec.case_number, edition=spec.edition)
    if spec.case.get("group"):  # over several cases: it has a number of its own
        heading = f"{say(N_('Dossier'))} {spec.case_number} – {say(N_('Edition'))} {spec.edition}"
    made = say(N_("Made on {moment}"), moment=language.datetime(spec.made_at, None, "long"))
    contents = [
        ("data/bundle.pdf", say(N_("the dossier: one PDF with all exhibits"))),
        ("data/originals/", say(N_("the exhibits as they were received, unchanged, byte for byte"))),
        ("data/text/", say(N_("what can be read in them, as plain text for searching"))),
        *([("data/documents/", say(_DOCUMENTS))] if spec.documents else []),
        ("data/registers/", say(N_("the registers: every line is chained to the line before it"))),
        ("data/case.json", say(N_("the case as data"))),
        ("manifest.json", say(N_("which exhibit is which file, on which pages of the dossier"))),
    ]
    checks = [
        (say(N_("With Python 3.8 or newer, nothing else:")), "python3 verify.py"),
        (say(N_("With the tools of most systems:")), "sha256sum -c manifest-sha256.txt"),
        (say(N_("With any program that reads BagIt (RFC 8493):")), "bagit.py --validate ."),
    ]
    lines = [heading, made, "", say(N_("What lies where")), ""]
    lines += [f"  {name}\n      {text}" for name, text in contents]
    lines += ["", say(N_("How to check that nothing was changed")), ""]
    lines += [f"  {text}\n      {command}" for text, command in checks]
    caution = N_(
        "A package that was rebuilt as a whole cannot be told from its own files. Compare the long value "
        "that verify.py prints with the one you were given on another way."
    )
    return "\n".join([*lines, "", say(caution), ""])


def verifier_texts(language: Language) -> dict[str, str]:
    """Give the sentences of the verifier in a language."""
    return {kind: language.text(text) for kind, text in TEXTS.items()}
