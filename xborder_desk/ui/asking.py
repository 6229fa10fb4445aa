"""Asking for files and folders without holding the window up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def ask_folder(parent: QWidget, title: str, start: Path, then: Callable[[Path], object]) -> None:
    """Ask for a folder; ``then`` gets it."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def ask_files(parent: QWidget, title: str, start: Path, then: Callable[[list[Path]], object]) -> None:
    """Ask for files that are there."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.open()


def ask_new_file(
    parent: QWidget, title: str, start: Path, then: Callable[[Path], object], *, named: str = ""
) -> None:
    """Ask where to write a file; ``start`` proposes folder and name, ``named`` says what gets the name."""
    dialog = _dialog(parent, title, start.parent)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    if named:
        dialog.setLabelText(QFileDialog.DialogLabel.FileName, named)
    dialog.selectFile(start.name)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def _dialog(parent: QWidget, title: str, start: Path) -> QFileDialog:
    # A folder that is proposed need not be there yet, nor the one above it.
    there = next((one for one in (start, *start.parents) if one.is_dir()), Path.home())
    dialog = QFileDialog(parent, title, str(there))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
