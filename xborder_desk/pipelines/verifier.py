"""Checks a package of Xborder Desk without Xborder Desk: every file, every register line, every exhibit.

This file needs nothing but Python 3.8 or newer. A copy of it named verify.py lies in every package:

    python3 verify.py [PACKAGE FOLDER OR ZIP] [--json]

It prints one line for everything that is wrong and ends with status 1 if there was something. A package
that was rebuilt as a whole by somebody else cannot be told from its own files: compare the value it prints
at the end with the one you were given on another way.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import stat
import sys
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
SEAL = "seal-sha256.txt"
OVERVIEW = "manifest.json"
HEADS = "data/registers/heads.json"
REGISTERS = "data/registers/"
NEEDED = ("bagit.txt", "bag-info.txt", MANIFEST, TAG_MANIFEST, SEAL, OVERVIEW, HEADS)
MARKS = ("bagit.txt", MANIFEST, TAG_MANIFEST, OVERVIEW)
START = "0" * 64
CHUNK = 1 << 20
UNIX = 3
MOST_IN_MEMORY = 256 << 20
MOST_ENTRIES = 200_000
BOMB_RATIO = 200
BOMB_FLOOR = 64 << 20
LISTED = re.compile(rb"([0-9a-f]{64})  ([^\r\n]+)")
UNREADABLE = (OSError, EOFError, ValueError, RuntimeError, zlib.error, zipfile.BadZipFile)


def N_(text: str) -> str:  # noqa: N802 - the name every gettext extractor knows
    """Mark a text for translation."""
    return text


TEXTS = {
    "changed": N_("{file} was changed: its bytes are not those that were packed."),
    "missing": N_("{file} is missing."),
    "added": N_("{file} was added: it is in no list of this package."),
    "twice": N_("{file} is in the archive more than once."),
    "unsafe-name": N_("{file} has a name that leads out of the package."),
    "not-plain": N_("{file} is not a plain file (a link or a device)."),
    "unreadable": N_("{file} cannot be read: {reason}"),
    "too-big": N_("{file} claims to unpack to far more than it holds; it was not read."),
    "bad-list": N_("{file}, line {line}, is not as it was written."),
    "count": N_("{file} names {told} bytes and files; there are {found}."),
    "differs": N_("{file} and {other} do not say the same about {what}."),
    "no-custody": N_("{file}: no line of the custody register knows these bytes ({what})."),
    "line-changed": N_("{file}, line {line}: register line {seq} was changed after it was written."),
    "line-missing": N_("{file}, line {line}: before register line {seq} a line was removed."),
    "line-moved": N_("{file}, line {line}: register line {seq} does not follow the line before it."),
    "line-emptied": N_("{file}, line {line}: register line {seq} lost its content, and nothing says why."),
    "tail-missing": N_("{file}: the last lines of the register were removed; line {seq} is gone."),
    "head-differs": N_("{file}: the last line, {seq}, is not the one that was noted."),
    "head-missing": N_("{file}: the register has lines but no note of its last one."),
    "no-package": N_("{file} is not a package of Xborder Desk."),
}


class Finding(NamedTuple):
    """One thing that is wrong: its kind, the file it is about, and what its sentence is filled with."""

    kind: str
    file: str
    fields: dict[str, Any]

    def shown(self) -> dict[str, str]:
        """Give what its sentence is filled with, fit to be shown."""
        return {name: printable(str(value)) for name, value in {"file": self.file, **self.fields}.items()}

    def sentence(self, texts: dict[str, str]) -> str:
        """Say it in the given texts."""
        template, shown = texts.get(self.kind, TEXTS[self.kind]), self.shown()
        return re.sub(r"\{(\w+)\}", lambda place: shown.get(place.group(1), place.group()), template)


class Report(NamedTuple):
    """What a check found, how many files it read, and the value that stands for the whole package."""

    findings: list[Finding]
    checked: int
    seal: str


class Heads(NamedTuple):
    """The noted last line of every register, and the lines that rightly have no content."""

    last: dict[tuple[str, str], tuple[int, str]]
    emptied: frozenset[str]


def found(kind: str, file: str, **fields: object) -> Finding:
    """Make a finding."""
    return Finding(kind, file, fields)


def printable(text: str) -> str:
    """Show control characters and lone surrogates as codes, so that a name cannot paint over the answer."""
    return "".join(char if char.isprintable() else f"<{ord(char):04X}>" for char in text)


class Folder:
    """A package as a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings: list[Finding] = []
        self.names = sorted(self._walk(root))

    def _walk(self, folder: Path) -> Iterator[str]:
        for entry in folder.iterdir():
            name = entry.relative_to(self.root).as_posix()
            mode = entry.lstat().st_mode
            if stat.S_ISDIR(mode):
                yield from self._walk(entry)
            elif stat.S_ISREG(mode):
                yield name
            else:
                self.findings.append(found("not-plain", name))

    def open(self, name: str) -> IO[bytes]:
        """Open one file of the package."""
        return (self.root / name).open("rb")


class Archive:
    """A package as a ZIP, read in place: nothing is unpacked."""

    def __init__(self, path: Path) -> None:
        self.findings: list[Finding] = []
        self._zip = zipfile.ZipFile(path)
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        size = path.stat().st_size
        told = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_ENTRIES or told > BOMB_FLOOR + BOMB_RATIO * size:
            self.findings.append(found("too-big", path.name))
            entries = []
        self._top = self._find_top([entry.filename for entry in entries])
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._take(entry)
        self.names = sorted(self._entries)

    @staticmethod
    def _find_top(names: list[str]) -> str:
        """Find the folder in the archive that is the package: the one with the lists in it."""
        for needed in NEEDED:
            for name in names:
                top = name[: -len(needed)]
                if name == top + needed and re.fullmatch(r"([^/\\:]+/)?", top) and top != "../":
                    return top
        return ""

    def _take(self, entry: zipfile.ZipInfo) -> None:
        parts = entry.filename.replace("\\", "/").split("/")
        name = entry.filename[len(self._top) :]
        if ".." in parts or "" in parts or ":" in parts[0]:
            self.findings.append(found("unsafe-name", entry.filename))
        elif not entry.filename.startswith(self._top):
            self.findings.append(found("added", entry.filename))
        elif name in self._entries:
            self.findings.append(found("twice", name))
        elif entry.create_system == UNIX and stat.S_ISLNK(entry.external_attr >> 16):
            self.findings.append(found("not-plain", name))
        else:
            self._entries[name] = entry

    def open(self, name: str) -> IO[bytes]:
        """Open one file of the package."""
        return self._zip.open(self._entries[name])


def read_small(tree: Folder | Archive, name: str) -> bytes:
    """Read a file of the package that must fit into memory."""
    with tree.open(name) as stream:
        data = stream.read(MOST_IN_MEMORY + 1)
    if len(data) > MOST_IN_MEMORY:
        raise ValueError("too long")  # noqa: EM101, TRY003 - a reason shown as it is
    return data


def read_list(tree: Folder | Archive, name: str, findings: list[Finding]) -> dict[str, str]:
    """Read a list of hashes, strictly; lines that are not as they were written give a finding."""
    listed: dict[str, str] = {}
    if name not in tree.names:
        return listed
    try:
        lines = read_small(tree, name).split(b"\n")
    except UNREADABLE as error:
        findings.append(found("unreadable", name, reason=error))
        return listed
    if lines.pop() != b"" or not lines:
        findings.append(found("bad-list", name, line=len(lines) + 1))
    for number, line in enumerate(lines, 1):
        entry = LISTED.fullmatch(line)
        try:
            if entry is None or entry.group(2).decode("utf-8") in listed:
                raise ValueError  # noqa: TRY301 - the same finding for every fault of a line
            listed[entry.group(2).decode("utf-8")] = entry.group(1).decode("ascii")
        except ValueError:
            findings.append(found("bad-list", name, line=number))
    return listed


def hash_all(tree: Folder | Archive, findings: list[Finding]) -> dict[str, tuple[str, int]]:
    """Hash every file there is; gives its SHA-256 and size."""
    hashes: dict[str, tuple[str, int]] = {}
    for name in tree.names:
        digest, size = hashlib.sha256(), 0
        try:
            with tree.open(name) as stream:
                for chunk in iter(lambda: stream.read(CHUNK), b""):
                    digest.update(chunk)
                    size += len(chunk)
        except UNREADABLE as error:
            findings.append(found("unreadable", name, reason=error))
            hashes[name] = ("", size)
            continue
        hashes[name] = (digest.hexdigest(), size)
    return hashes


def check_files(tree: Folder | Archive, hashes: dict[str, tuple[str, int]]) -> Iterator[Finding]:
    """Compare what is there with the lists: changed, missing, added."""
    findings: list[Finding] = []
    listed: dict[str, str] = {}
    for list_name in (SEAL, TAG_MANIFEST, MANIFEST):
        for name, digest in read_list(tree, list_name, findings).items():
            fits = name.startswith("data/") if list_name == MANIFEST else not name.startswith("data/")
            if not fits or (list_name == SEAL) != (name == TAG_MANIFEST):
                findings.append(found("differs", list_name, other=name, what=name))
            listed[name] = digest
    yield from findings
    for name in sorted({*listed, *NEEDED} - set(hashes)):
        yield found("missing", name)
    for name in sorted(hashes):
        if name not in listed:
            if name != SEAL:
                yield found("added", name)
        elif hashes[name][0] and hashes[name][0] != listed[name]:
            yield found("changed", name)
            if name == TAG_MANIFEST:  # the two vouch for each other: either may be the one that was changed
                yield found("differs", SEAL, other=TAG_MANIFEST, what=TAG_MANIFEST)


def check_count(tree: Folder | Archive, hashes: dict[str, tuple[str, int]]) -> Iterator[Finding]:
    """Compare the number of payload bytes and files with what the bag says of itself."""
    payload = [size for name, (_, size) in hashes.items() if name.startswith("data/")]
    counted = f"{sum(payload)}.{len(payload)}"
    told = re.search(rb"^Payload-Oxum: *(\S+)\s*$", read_small(tree, "bag-info.txt"), re.MULTILINE)
    if told is None or told.group(1) != counted.encode():
        shown = told.group(1).decode("ascii", "replace") if told else "-"
        yield found("count", "bag-info.txt", told=shown, found=counted)


def read_heads(tree: Folder | Archive) -> Heads:
    """Read the noted last lines."""
    data = json.loads(read_small(tree, HEADS))
    last = {(head["register"], head["scope"]): (head["seq"], head["hash"]) for head in data["heads"]}
    return Heads(last, frozenset([*data["erased"], *data["withheld"]]))


def whole(value: object) -> int:
    """Take a whole number and nothing that only looks like one."""
    if type(value) is not int:
        raise ValueError(value)
    return value


def check_line(line: dict[str, Any], emptied: frozenset[str]) -> str:
    """Check one register line by itself; gives the kind of finding, or nothing."""
    chained = "xbd-register-1\n{register}\n{scope}\n{seq}\n{digest}\n{prev}\n".format(**line)
    if hashlib.sha256(chained.encode("utf-8")).hexdigest() != line["hash"]:
        return "line-changed"
    if line["content"] is None or line["salt"] is None:
        empty = line["content"] is None and line["salt"] is None
        return "" if empty and line["hash"] in emptied else "line-emptied"
    salted = bytes.fromhex(line["salt"]) + line["content"].encode("utf-8")
    if hashlib.sha256(salted).hexdigest() != line["digest"]:
        return "line-changed"
    content = json.loads(line["content"])
    same = content.get("at") == line["at"] and content.get("subject", "") == line["subject"]
    return "" if same else "line-changed"


def check_register(tree: Folder | Archive, name: str, heads: Heads, known: set[str]) -> Iterator[Finding]:
    """Check the chain of one register; hashes named by custody lines are put into ``known``."""
    last: dict[tuple[str, str], tuple[int, str]] = {}
    register = PurePosixPath(name).stem
    for number, raw in enumerate(read_small(tree, name).split(b"\n"), 1):
        if not raw:
            continue
        try:
            line = json.loads(raw)
            key, seq = (line["register"], line["scope"]), whole(line["seq"])
            before, prev = last.get(key, (0, START))
            kind = check_line(line, heads.emptied)
            if line["register"] != register:
                kind = "line-changed"
            if seq != before + 1:
                yield found("line-missing", name, line=number, seq=seq)
            elif line["prev"] != prev:
                yield found("line-moved", name, line=number, seq=seq)
            last[key] = (seq, line["hash"])
            if register == "custody" and isinstance(line["content"], str):
                known.update(re.findall(r"\b[0-9a-f]{64}\b", line["content"]))
            if kind:
                yield found(kind, name, line=number, seq=seq)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            yield found("line-changed", name, line=number, seq="?")
    yield from check_heads(name, register, last, heads)


def check_heads(
    name: str,
    register: str,
    last: dict[tuple[str, str], tuple[int, str]],
    heads: Heads,
) -> Iterator[Finding]:
    """Compare the last lines there are with those that were noted."""
    noted = {key: head for key, head in heads.last.items() if key[0] == register}
    for key, (seq, digest) in sorted(noted.items()):
        if key not in last or last[key][0] < seq:
            yield found("tail-missing", name, seq=seq)
        elif last[key] != (seq, digest):
            yield found("head-differs", name, seq=last[key][0])
    for _ in sorted(set(last) - set(noted)):
        yield found("head-missing", name)


def check_registers(tree: Folder | Archive, known: set[str]) -> Iterator[Finding]:
    """Check every register there is, and that none of the noted ones is missing."""
    heads = read_heads(tree)
    for register in sorted({key[0] for key in heads.last}):
        name = f"{REGISTERS}{register}.jsonl"
        if name not in tree.names:
            yield found("missing", name)
    for name in tree.names:
        if name.startswith(REGISTERS) and name.endswith(".jsonl"):
            try:
                yield from check_register(tree, name, heads, known)
            except UNREADABLE as error:
                yield found("unreadable", name, reason=error)


def check_overview(
    tree: Folder | Archive,
    hashes: dict[str, tuple[str, int]],
    known: set[str],
) -> Iterator[Finding]:
    """Compare what the overview says of the bundle, the exhibits and the registers with what is there."""
    overview = json.loads(read_small(tree, OVERVIEW))
    for exhibit in [overview["bundle"], *overview["exhibits"]]:
        file, digest, size = exhibit["file"], exhibit["sha256"], exhibit["size"]
        if file not in hashes:
            yield found("missing", file)
        elif hashes[file] != (digest, size):
            yield found("differs", OVERVIEW, other=file, what=exhibit.get("label", file))
        if exhibit.get("custody") and digest not in known:
            yield found("no-custody", file, what=exhibit["label"])
    told = {(head["register"], head["scope"]): (head["seq"], head["hash"]) for head in overview["registers"]}
    if told != read_heads(tree).last:
        yield found("differs", OVERVIEW, other=HEADS, what="registers")


def guarded(name: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """Turn a file that cannot be understood into a finding about it."""
    try:
        yield from findings
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        yield found("unreadable", name, reason=f"{type(error).__name__} {error}")
    except UNREADABLE as error:
        yield found("unreadable", name, reason=error)


def verify(path: Path) -> Report:
    """Check a package: a folder or a ZIP. Nothing is written and nothing is unpacked."""
    if path.is_dir() and not any((path / name).is_file() for name in MARKS):
        return Report([found("no-package", path.name)], 0, "")  # whatever else lies there is not looked at
    try:
        tree: Folder | Archive = Folder(path) if path.is_dir() else Archive(path)
    except UNREADABLE as error:
        return Report([found("unreadable", path.name, reason=error)], 0, "")
    findings = list(tree.findings)
    if not set(MARKS) & set(tree.names):
        return Report([*findings, found("no-package", path.name)], len(tree.names), "")
    hashes = hash_all(tree, findings)
    known: set[str] = set()
    findings += check_files(tree, hashes)
    if "bag-info.txt" in hashes:
        findings += guarded("bag-info.txt", check_count(tree, hashes))
    if HEADS in hashes:
        findings += guarded(HEADS, check_registers(tree, known))
    if OVERVIEW in hashes:
        findings += guarded(OVERVIEW, check_overview(tree, hashes, known))
    unique = {(one.kind, one.file, str(one.fields)): one for one in findings}
    return Report(list(unique.values()), len(hashes), hashes.get(TAG_MANIFEST, ("", 0))[0])


def own_texts() -> dict[str, str]:
    """Read the sentences in the language of the package this file lies in, if there are any."""
    try:
        texts = json.loads(Path(__file__).with_name("verify-texts.json").read_text(encoding="utf-8"))
        return {str(kind): str(text) for kind, text in texts.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def main(arguments: list[str] | None = None) -> int:
    """Run the check from a terminal; gives the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("package", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--json", action="store_true", help="give one JSON document")
    given = parser.parse_args(arguments)
    report = verify(given.package)
    texts = own_texts()
    lines = [one.sentence(texts) for one in report.findings]
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
    if given.json:
        rows = [
            {"kind": one.kind, "file": one.file, "message": line}
            for one, line in ((one, one.sentence(texts)) for one in report.findings)
        ]
        answer = {"ok": not rows, "checked": report.checked, "seal": report.seal, "findings": rows}
        sys.stdout.write(json.dumps(answer, indent=2) + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.write(f"{'FAILED' if lines else 'OK'}: {report.checked} files, {report.seal}\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
