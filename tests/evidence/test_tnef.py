"""winmail.dat, against the files another reader took out of the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import kind_of, tnef
from xborder_desk.mail.tnef import SIGNATURE

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> Reading:
    return Reading.from_plain(tnef.read(str(path), path.name, 1 << 26))


def test_text_and_file_come_out(tmp_path: Path) -> None:
    path = tmp_path / "winmail.dat"
    path.write_bytes(tnef.sample())
    reading = read(path)
    assert (reading.title, reading.page_texts) == ("Where is my parcel?", ("It never came.",))
    assert [(part.name, part.data) for part in reading.parts] == [("order.csv", b"1;2\r\n")]
    assert reading.warnings == ()


def test_one_with_nothing_in_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "winmail.dat"
    path.write_bytes(SIGNATURE + b"\x01\x00rubbish")
    assert "neither" in str(read(path).warnings[0])


def test_the_files_inside_are_those_another_reader_found(corpora: Path) -> None:
    folder = corpora / "02-mail" / "mimekit" / "tnef"
    wanted = found = 0
    for path in sorted(folder.glob("*.tnef")):
        assert kind_of(path.read_bytes()[:8192], path.name) is tnef.KIND
        parts = {part.data.replace(b"\r\n", b"\n") for part in read(path).parts}
        for truth in sorted((folder / path.stem).glob("*")):
            if truth.name.startswith("message."):  # the text of the message, not a file
                continue
            # Their files have lost carriage returns, or begin with the 16 bytes that name an interface.
            data = truth.read_bytes().replace(b"\r\n", b"\n")
            wanted += 1
            found += data in parts or data[16:] in parts
    assert wanted >= 12
    assert found == wanted


def test_the_names_are_those_another_reader_found(corpora: Path) -> None:
    folder = corpora / "02-mail" / "mimekit" / "tnef"
    for listed in sorted(folder.glob("*.list")):
        path = listed.with_suffix(".tnef")
        if not path.exists():
            continue
        named = {name for name in listed.read_text().split("\n") if name and not name.startswith("body.")}
        attached = read(path).facts["attachments"]
        assert isinstance(attached, list)
        assert named <= {str(name) for name in attached}, path.name
