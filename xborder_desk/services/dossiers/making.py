"""What every build of a dossier needs besides its pages: a folder, a name, a signature, a fingerprint."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import xborder_desk
from xborder_desk.documents.composing import language_of
from xborder_desk.documents.keys import certificates_in
from xborder_desk.documents.signing import LongTerm, sign, signer_name
from xborder_desk.domain import registers as chains
from xborder_desk.domain.errors import DiskFullError, FileError
from xborder_desk.i18n import N_
from xborder_desk.jobs.leftovers import WorkFolder, sweep
from xborder_desk.pipelines.placing import FULL, NO_ROOM
from xborder_desk.services.dossiers.content import COURT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.domain.dossier import DossierContent
    from xborder_desk.i18n.language import Language

_SIGNATURE: Final = 40_000
_WORK: Final = ".xborder-"
_PROOFS: Final = 400_000
"""Room kept free in a part: for a signature with certificates and time stamp, and with proofs of validity."""
SELF_MADE: Final = N_(
    "The signature is of a self-made certificate: it shows that nothing was changed, but not who signed,"
    " and it is no qualified signature."
)


@dataclass(frozen=True, slots=True)
class Signing:
    """With what a dossier is signed: a PKCS #12 file or a key on a token, and its passphrase or PIN.

    ``timestamp_url`` is a time-stamp service or none. With ``trust``, a file of certificates, the proofs that
    all certificates were valid go into the signature, so that it can still be checked when they have run out.
    A ``visible`` one is seen on the first page.
    """

    key: str
    passphrase: str = field(repr=False)
    timestamp_url: str = ""
    trust: Path | None = None
    visible: bool = False


def signed_bundle(bundle: Path, signing: Signing, language: Language, seal: Path | None = None) -> str:
    """Sign the bundle; gives a sentence where the signature proves less than a person may think.

    ``seal`` is a small page that shows it.

    It is done in this process: what is signed was made by us, and a time stamp wants the network.
    """
    proofs = LongTerm(tuple(certificates_in(str(signing.trust)))) if signing.trust else None
    shown = str(seal) if seal else ""
    made = sign(str(bundle), signing.key, signing.passphrase, signing.timestamp_url, proofs, shown)
    return language.text(SELF_MADE) if made["self_made"] else ""


def seal_of(signing: Signing, language: Language) -> dict[str, Any]:
    """Say who signs, as the words of a small page.

    Raises:
        BadInputError: the key cannot be opened.

    """
    name = signer_name(signing.key, signing.passphrase)
    words = language.text(N_("Signature: {name}"), name=language.isolate(name))
    return {"language": language_of(language.tag, language.direction), "stamps": [["", words]]}


def part_size(most: int, signing: Signing | None) -> int:
    """Give the most bytes a part may have before it is signed; 0 is no limit."""
    if not most or signing is None:
        return most
    return max(most - (_PROOFS if signing.trust else _SIGNATURE), most // 2)


def package_name(content: DossierContent) -> str:
    """Give the name of a dossier's folder and files."""
    name = f"{content.case.number}-{content.profile.id}-{content.language}-{content.edition.number}"
    if content.pseudonymous:
        name = f"{name}-pseudonymous"
    return name if content.variant == COURT else f"{name}-{content.variant}"


def fingerprint(content: DossierContent, variant: str) -> str:
    """Hash everything that is shown, and the version of the program that shows it."""
    shown = {
        "content": plain_values(content),
        "variant": variant,
        "program": xborder_desk.__version__,
    }
    return sha256(chains.canonical(shown).encode()).hexdigest()


def plain_values(value: Any) -> Any:  # noqa: ANN401 - values in, JSON values out
    """Give a value, and all the values in it, as JSON values."""
    return json.loads(json.dumps(value, default=_plain, ensure_ascii=False))


def _plain(value: Any) -> Any:  # noqa: ANN401 - as above
    if is_dataclass(value):
        return {one.name: getattr(value, one.name) for one in fields(value)}
    return str(value)


@contextmanager
def work_folder(target: Path) -> Iterator[Path]:
    """Give a folder to build in, on the disk the dossier goes to; it is gone afterwards.

    What a killed run left there is taken away first.

    Raises:
        FileError: nothing can be written there.
        DiskFullError: there is no room.

    """
    try:
        str(target).encode()  # what writes PDF knows only names that are text
        target.mkdir(parents=True, exist_ok=True)
        sweep(target, prefix=_WORK)
        work = WorkFolder(target, _WORK)
    except (OSError, UnicodeEncodeError) as error:
        if isinstance(error, OSError) and error.errno in FULL:
            raise DiskFullError(NO_ROOM, file=str(target)) from error
        raise FileError(N_("Nothing can be written to the folder “{file}”."), file=str(target)) from error
    try:
        yield work.path
    finally:
        work.end()


def put_in_place(bundle: Path, goal: Path) -> Path:
    """Put the bundle beside the package; it lies on the same disk, so it appears whole."""
    with bundle.open("rb+") as handle:  # some systems sync only what may be written to
        os.fsync(handle.fileno())
    bundle.replace(goal)
    return goal


def sha256_of(file: Path) -> str:
    """Hash a file, read piece by piece."""
    digest = sha256()
    with file.open("rb") as handle:
        while chunk := handle.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
