"""For developers and translators: ``python -m xborder_desk.i18n.catalogues extract|update|compile|check``.

``extract`` writes the template of all texts, ``update`` brings every catalogue up to it (new languages are
named on the command line), ``compile`` makes the binary catalogues, ``check`` tells what is missing or wrong.
Letters and forms have catalogues of their own, ``xborder_letters``; ``--letters`` begins only such a one, and
``--toolkit`` one of Qt's own texts, for a language that Qt does not bring.
"""

from __future__ import annotations

import argparse
import io
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from xborder_desk.i18n.checking import check_catalogue, glossary_hints, read_glossary
from xborder_desk.i18n.compiling import compiled, is_translated, read_catalogue
from xborder_desk.i18n.languages import DOMAIN, LETTERS, SOURCE_TAG, TOOLKIT, available, folder_of, tag_of
from xborder_desk.i18n.terms import check_terms, read_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_log: Final = logging.getLogger("catalogues")
_WIDTH: Final = 100
_HEADER: Final = "# Texts of Xborder Desk. How to translate: docs/translating.md"
_NOISE: Final = (b'"POT-Creation-Date:', b'"Generated-By:', b'"Report-Msgid-Bugs-To:', b"# FIRST AUTHOR")
# What msgfmt -c asks for, the same at every update: who changed what, the history of the files tells.
_STEADY: Final = {
    b'"PO-Revision-Date:': b'"PO-Revision-Date: 2026-11-23 00:00+0000\\n"\n',
    b'"Last-Translator:': b'"Last-Translator: Xborder Desk\\n"\n',
    b'"Language-Team:': b'"Language-Team: Xborder Desk\\n"\n',
    b'"Project-Id-Version:': b'"Project-Id-Version: Xborder Desk\\n"\n',
}
_CONTEXT: Final = ((1, "c"), 2)
_CODE_KEYWORDS: Final = {
    "_": None,
    "N_": None,
    "ctext": _CONTEXT,
    "pgettext": _CONTEXT,
    "plural": (1, 2),
    "Counted": (1, 2),
}
_CODE: Final = [("**.py", "python")]
_DATA: Final = [("*/**.toml", "xborder_desk.i18n.toml_extractor:extract")]
_TOOLKIT_FILE: Final = [("toolkit.py", "python")]
_TOOLKIT_KEYWORDS: Final = {"qt_text": _CONTEXT}
DOMAINS: Final = (DOMAIN, LETTERS, TOOLKIT)
# The folders of ``resources`` whose texts are those of letters and forms.
_OF_LETTERS: Final = ("templates/", "forms/")


def template(root: Path, domain: str = DOMAIN) -> Catalog:
    """Collect every text of one domain below the project folder ``root``: program and data, letters, or Qt's.

    Raises:
        tomllib.TOMLDecodeError: a data file is no TOML.

    """
    catalogue = Catalog(project="Xborder Desk", charset="utf-8", fuzzy=False)
    if domain == TOOLKIT:
        shown = root / "xborder_desk" / "ui"
        for name, line, text, context in _found(shown, _TOOLKIT_FILE, _TOOLKIT_KEYWORDS):
            catalogue.add(text, None, [(f"xborder_desk/ui/{name}", line)], context=context)
        return catalogue
    for folder, methods in (("xborder_desk", _CODE), ("resources", _DATA)):
        for name, line, text, context in sorted(_found(root / folder, methods), key=lambda one: one[:2]):
            letters = folder == "resources" and name.startswith(_OF_LETTERS)
            if letters != (domain == LETTERS):
                continue
            catalogue.add(text, None, [(f"{folder}/{name}", line)], context=context)
    return catalogue


def _found(
    folder: Path, methods: list[tuple[str, str]], keywords: Mapping[str, Any] = _CODE_KEYWORDS
) -> Iterator[tuple[str, int, str | tuple[str, ...], str | None]]:
    for name, line, text, _comments, context in extract_from_dir(
        folder, methods, keywords=keywords, comment_tags=()
    ):
        if text:
            yield name, line, text, context


def written(catalogue: Catalog) -> bytes:
    """Give the bytes of a .po file: no line numbers, no dates of building, so that changes read well."""
    catalogue.header_comment = _HEADER
    for message in catalogue:
        message.flags.discard("python-format")  # texts are filled by name: “12 % from” is a percentage
    out = io.BytesIO()
    write_po(out, catalogue, width=_WIDTH, include_lineno=False, omit_header=False, ignore_obsolete=True)
    kept = (line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(_NOISE))
    return b"".join(map(_steady, kept))


def _steady(line: bytes) -> bytes:
    return next((said for field, said in _STEADY.items() if line.startswith(field)), line)


def update(root: Path, new: Sequence[str] = (), begun_in: str = DOMAIN) -> list[str]:
    """Bring every catalogue up to the texts there are, keeping what is translated; give their tags.

    ``new`` languages are begun: for the whole program, or only for letters or for Qt's texts, by the domain.
    """
    translations = root / "translations"
    done: list[str] = []
    for domain in DOMAINS:
        found = template(root, domain)
        begun = list(map(tag_of, new if domain == begun_in else ()))
        tags = [tag for tag in dict.fromkeys([*available(translations, domain), *begun]) if tag != SOURCE_TAG]
        for tag in tags:
            # What Qt brings by itself in a language is not asked for, unless one begins that language.
            whole = domain != TOOLKIT or tag in begun
            _update(_path(translations, tag, domain), folder_of(tag), found, whole=whole)
        done += tags
    return list(dict.fromkeys(done))


def _update(path: Path, folder: str, found: Catalog, *, whole: bool) -> None:
    if path.is_file():
        catalogue = read_catalogue(path, folder)
    else:
        catalogue = Catalog(locale=folder, project="Xborder Desk", fuzzy=False)
    catalogue.update(found, no_fuzzy_matching=True, update_creation_date=False)
    for message in [] if whole else [one for one in catalogue if one.id and not is_translated(one)]:
        catalogue.delete(message.id, message.context)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(catalogue))


def compile_all(root: Path) -> list[str]:
    """Write the binary catalogue beside the source of every language; give their tags."""
    translations = root / "translations"
    done: list[str] = []
    for domain in DOMAINS:
        tags = [tag for tag in available(translations, domain) if tag != SOURCE_TAG]
        for tag in tags:
            path = _path(translations, tag, domain)
            path.with_suffix(".mo").write_bytes(compiled(read_catalogue(path, folder_of(tag))))
        done += tags
    return list(dict.fromkeys(done))


def check(root: Path, *, complete: bool = True) -> list[str]:
    """Tell what is wrong with the catalogues, one line each; ``complete`` also tells what is missing."""
    translations = root / "translations"
    told: list[str] = []
    try:
        terms = read_terms(translations)
    except ValueError as error:
        return [str(error)]
    for domain in DOMAINS:
        found = template(root, domain)
        for tag in available(translations, domain)[1:]:
            try:
                catalogue = read_catalogue(_path(translations, tag, domain), folder_of(tag))
            except ValueError as error:
                told.append(f"{tag}: cannot be read: {error}")
                continue
            whole = complete and domain != TOOLKIT
            told += [f"{tag}: {line}" for line in check_catalogue(catalogue, found, complete=whole)]
            if domain != TOOLKIT:
                told += [f"{tag}: {line}" for line in check_terms(catalogue, terms.get(folder_of(tag), ()))]
    return told


def hints(root: Path) -> list[str]:
    """Tell where a translation does not use the word the glossary gives; for reading, not for failing."""
    translations = root / "translations"
    glossary = read_glossary(translations / "glossary.csv")
    told: list[str] = []
    for tag in available(translations)[1:]:
        catalogue = read_catalogue(_path(translations, tag), folder_of(tag))
        told += [f"{tag}: {line}" for line in glossary_hints(catalogue, glossary.get(folder_of(tag), {}))]
    return told


def _path(translations: Path, tag: str, domain: str = DOMAIN) -> Path:
    return translations / folder_of(tag) / "LC_MESSAGES" / f"{domain}.po"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status."""
    parser = argparse.ArgumentParser(prog="catalogues", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("command", choices=["extract", "update", "compile", "check", "hints"])
    parser.add_argument("languages", nargs="*", help="tags of languages to begin (update)")
    parser.add_argument("--letters", action="store_true", help="begin languages for letters only (update)")
    parser.add_argument("--toolkit", action="store_true", help="begin languages for Qt's own texts (update)")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project folder")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout, force=True)
    lines: list[str] = []
    match given.command:
        case "extract":
            for domain in DOMAINS:
                target = given.root / "translations" / f"{domain}.pot"
                target.write_bytes(written(template(given.root, domain)))
        case "update":
            begun_in = TOOLKIT if given.toolkit else LETTERS if given.letters else DOMAIN
            _log.info("updated: %s", ", ".join(update(given.root, given.languages, begun_in)))
        case "compile":
            _log.info("compiled: %s", ", ".join(compile_all(given.root)))
        case "check":
            lines = check(given.root)
        case _:
            lines = hints(given.root)
    for line in lines:
        _log.info("%s", line)
    return 1 if lines and given.command == "check" else 0


if __name__ == "__main__":
    sys.exit(main())
