"""The texts of Qt's own menus and dialogs that Qt itself does not bring in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTranslator

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from xborder_desk.i18n.language import Language


def qt_text(context: str, text: str) -> tuple[str, str]:
    """Mark a text of Qt, as Qt spells it, with the class that shows it; gives both."""
    return context, text


class OwnTexts(QTranslator):
    """Answers Qt from a catalogue of ours (``xborder_toolkit``); what is not in it comes in English.

    Qt asks what was installed last first: this one goes below the texts that Qt brings.
    """

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Say that there is something in it: Qt installs nothing that is empty."""
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """Give the text in the language; never nothing, which Qt would show as an empty label."""
        del disambiguation, n
        return self._language.ctext(context, sourceText)


BUTTONS: Final = (
    qt_text("QPlatformTheme", "OK"),
    qt_text("QPlatformTheme", "Save"),
    qt_text("QPlatformTheme", "Save All"),
    qt_text("QPlatformTheme", "Open"),
    qt_text("QPlatformTheme", "&Yes"),
    qt_text("QPlatformTheme", "Yes to &All"),
    qt_text("QPlatformTheme", "&No"),
    qt_text("QPlatformTheme", "N&o to All"),
    qt_text("QPlatformTheme", "Abort"),
    qt_text("QPlatformTheme", "Retry"),
    qt_text("QPlatformTheme", "Ignore"),
    qt_text("QPlatformTheme", "Close"),
    qt_text("QPlatformTheme", "Cancel"),
    qt_text("QPlatformTheme", "Discard"),
    qt_text("QPlatformTheme", "Help"),
    qt_text("QPlatformTheme", "Apply"),
    qt_text("QPlatformTheme", "Reset"),
    qt_text("QPlatformTheme", "Restore Defaults"),
    qt_text("QMessageBox", "Show Details..."),
    qt_text("QMessageBox", "Hide Details..."),
)

EDITING: Final = (
    qt_text("QLineEdit", "&Undo"),
    qt_text("QLineEdit", "&Redo"),
    qt_text("QLineEdit", "Cu&t"),
    qt_text("QLineEdit", "&Copy"),
    qt_text("QLineEdit", "&Paste"),
    qt_text("QLineEdit", "Delete"),
    qt_text("QLineEdit", "Select All"),
    qt_text("QWidgetTextControl", "&Undo"),
    qt_text("QWidgetTextControl", "&Redo"),
    qt_text("QWidgetTextControl", "Cu&t"),
    qt_text("QWidgetTextControl", "&Copy"),
    qt_text("QWidgetTextControl", "Copy &Link Location"),
    qt_text("QWidgetTextControl", "&Paste"),
    qt_text("QWidgetTextControl", "Delete"),
    qt_text("QWidgetTextControl", "Select All"),
    qt_text("QAbstractSpinBox", "&Select All"),
    qt_text("QAbstractSpinBox", "&Step up"),
    qt_text("QAbstractSpinBox", "Step &down"),
    qt_text("QComboBox", "Open the combo box selection popup"),
    qt_text("QUnicodeControlCharacterMenu", "Insert Unicode control character"),
    qt_text("QScrollBar", "Scroll here"),
    qt_text("QScrollBar", "Left edge"),
    qt_text("QScrollBar", "Top"),
    qt_text("QScrollBar", "Right edge"),
    qt_text("QScrollBar", "Bottom"),
    qt_text("QScrollBar", "Page left"),
    qt_text("QScrollBar", "Page up"),
    qt_text("QScrollBar", "Page right"),
    qt_text("QScrollBar", "Page down"),
    qt_text("QScrollBar", "Scroll left"),
    qt_text("QScrollBar", "Scroll up"),
    qt_text("QScrollBar", "Scroll right"),
    qt_text("QScrollBar", "Scroll down"),
)

FILES: Final = (
    qt_text("QFileDialog", "&Look in:"),
    qt_text("QFileDialog", "Back"),
    qt_text("QFileDialog", "Go back"),
    qt_text("QFileDialog", "Forward"),
    qt_text("QFileDialog", "Go forward"),
    qt_text("QFileDialog", "Parent Directory"),
    qt_text("QFileDialog", "Go to the parent directory"),
    qt_text("QFileDialog", "Create New Folder"),
    qt_text("QFileDialog", "Create a New Folder"),
    qt_text("QFileDialog", "List View"),
    qt_text("QFileDialog", "Change to list view mode"),
    qt_text("QFileDialog", "Detail View"),
    qt_text("QFileDialog", "Change to detail view mode"),
    qt_text("QFileDialog", "Sidebar"),
    qt_text("QFileDialog", "List of places and bookmarks"),
    qt_text("QFileDialog", "Files"),
    qt_text("QFileDialog", "Files of &type:"),
    qt_text("QFileDialog", "Find Directory"),
    qt_text("QFileDialog", "Open"),
    qt_text("QFileDialog", "Save As"),
    qt_text("QFileDialog", "Directory:"),
    qt_text("QFileDialog", "File &name:"),
    qt_text("QFileDialog", "&Open"),
    qt_text("QFileDialog", "&Choose"),
    qt_text("QFileDialog", "&Save"),
    qt_text("QFileDialog", "All Files (*)"),
    qt_text("QFileDialog", "All files (*)"),
    qt_text("QFileDialog", "Show "),
    qt_text("QFileDialog", "&Rename"),
    qt_text("QFileDialog", "&Delete"),
    qt_text("QFileDialog", "Show &hidden files"),
    qt_text("QFileDialog", "&New Folder"),
    qt_text("QFileDialog", "New Folder"),
    qt_text("QFileDialog", "Directories"),
    qt_text("QFileDialog", "Delete"),
    qt_text("QFileDialog", "Remove"),
    qt_text("QFileDialog", "Recent Places"),
    qt_text("QFileDialog", "Could not delete directory."),
    qt_text("QFileDialog", "Are you sure you want to delete '%1'?"),
    qt_text("QFileDialog", "'%1' is write protected.\nDo you want to delete it anyway?"),
    qt_text("QFileDialog", "%1 already exists.\nDo you want to replace it?"),
    qt_text("QFileDialog", "%1\nDirectory not found.\nPlease verify the correct directory name was given."),
    qt_text("QFileDialog", "%1\nFile not found.\nPlease verify the correct file name was given."),
    qt_text("QFileSystemModel", "Name"),
    qt_text("QFileSystemModel", "Size"),
    qt_text("QFileSystemModel", "Type"),
    qt_text("QFileSystemModel", "Date Modified"),
    qt_text("QFileSystemModel", "Computer"),
    qt_text("QAbstractFileIconProvider", "Drive"),
    qt_text("QAbstractFileIconProvider", "%1 File"),
    qt_text("QAbstractFileIconProvider", "File"),
    qt_text("QAbstractFileIconProvider", "Folder"),
    qt_text("QAbstractFileIconProvider", "Unknown"),
)

PRINTING: Final = (
    qt_text("QPrintPreviewDialog", "Print Preview"),
    qt_text("QPrintPreviewDialog", "Page Setup"),
    qt_text("QPrintPreviewDialog", "Next page"),
    qt_text("QPrintPreviewDialog", "Previous page"),
    qt_text("QPrintPreviewDialog", "First page"),
    qt_text("QPrintPreviewDialog", "Last page"),
    qt_text("QPrintPreviewDialog", "Fit width"),
    qt_text("QPrintPreviewDialog", "Fit page"),
    qt_text("QPrintPreviewDialog", "Zoom in"),
    qt_text("QPrintPreviewDialog", "Zoom out"),
    qt_text("QPrintPreviewDialog", "Portrait"),
    qt_text("QPrintPreviewDialog", "Landscape"),
    qt_text("QPrintPreviewDialog", "Show single page"),
    qt_text("QPrintPreviewDialog", "Show facing pages"),
    qt_text("QPrintPreviewDialog", "Show overview of all pages"),
    qt_text("QPrintPreviewDialog", "Print"),
    qt_text("QPrintPreviewDialog", "Page setup"),
    qt_text("QPrintDialog", "Print"),
    qt_text("QPrintDialog", "&Print"),
    qt_text("QPrintDialog", "&Options >>"),
    qt_text("QPrintDialog", "&Options <<"),
    qt_text("QPrintDialog", "Print to File (PDF)"),
    qt_text("QPrintDialog", "Print To File ..."),
    qt_text("QPrintDialog", "Local file"),
    qt_text("QPrintDialog", "Write PDF file"),
    qt_text("QPrintDialog", "All Pages"),
    qt_text("QPrintDialog", "Odd Pages"),
    qt_text("QPrintDialog", "Even Pages"),
    qt_text("QPrintDialog", "%1 already exists.\nDo you want to overwrite it?"),
    qt_text("QPrintDialog", "%1 is a directory.\nPlease choose a different file name."),
    qt_text("QPrintDialog", "File %1 is not writable.\nPlease choose a different file name."),
    qt_text("QPrintWidget", "Printer"),
    qt_text("QPrintWidget", "&Name:"),
    qt_text("QPrintWidget", "P&roperties"),
    qt_text("QPrintWidget", "Location:"),
    qt_text("QPrintWidget", "Preview"),
    qt_text("QPrintWidget", "Type:"),
    qt_text("QPrintWidget", "Output &file:"),
    qt_text("QPrintSettingsOutput", "Print range"),
    qt_text("QPrintSettingsOutput", "Print all"),
    qt_text("QPrintSettingsOutput", "Pages from"),
    qt_text("QPrintSettingsOutput", "to"),
    qt_text("QPrintSettingsOutput", "Pages"),
    qt_text("QPrintSettingsOutput", "Current Page"),
    qt_text("QPrintSettingsOutput", "Selection"),
    qt_text("QPrintSettingsOutput", "Page &Set:"),
    qt_text("QPrintSettingsOutput", "Output Settings"),
    qt_text("QPrintSettingsOutput", "Copies"),
    qt_text("QPrintSettingsOutput", "Copies:"),
    qt_text("QPrintSettingsOutput", "Collate"),
    qt_text("QPrintSettingsOutput", "Reverse"),
    qt_text("QPrintSettingsOutput", "Options"),
    qt_text("QPrintSettingsOutput", "Color Mode"),
    qt_text("QPrintSettingsOutput", "Color"),
    qt_text("QPrintSettingsOutput", "Grayscale"),
    qt_text("QPrintSettingsOutput", "Double Sided Printing"),
    qt_text("QPrintSettingsOutput", "Off"),
    qt_text("QPrintSettingsOutput", "Long side binding"),
    qt_text("QPrintSettingsOutput", "Short side binding"),
    qt_text("QPageSetupWidget", "Paper"),
    qt_text("QPageSetupWidget", "Page size:"),
    qt_text("QPageSetupWidget", "Width:"),
    qt_text("QPageSetupWidget", "Height:"),
    qt_text("QPageSetupWidget", "Paper source:"),
    qt_text("QPageSetupWidget", "Orientation"),
    qt_text("QPageSetupWidget", "Portrait"),
    qt_text("QPageSetupWidget", "Landscape"),
    qt_text("QPageSetupWidget", "Reverse landscape"),
    qt_text("QPageSetupWidget", "Reverse portrait"),
    qt_text("QPageSetupWidget", "Margins"),
    qt_text("QPageSetupWidget", "top margin"),
    qt_text("QPageSetupWidget", "left margin"),
    qt_text("QPageSetupWidget", "right margin"),
    qt_text("QPageSetupWidget", "bottom margin"),
    qt_text("QPageSetupWidget", "Page Layout"),
    qt_text("QPageSetupWidget", "Custom"),
)

KEYS: Final = (
    qt_text("QShortcut", "Space"),
    qt_text("QShortcut", "Esc"),
    qt_text("QShortcut", "Backspace"),
    qt_text("QShortcut", "Return"),
    qt_text("QShortcut", "Enter"),
    qt_text("QShortcut", "Ins"),
    qt_text("QShortcut", "Del"),
    qt_text("QShortcut", "Home"),
    qt_text("QShortcut", "End"),
    qt_text("QShortcut", "Left"),
    qt_text("QShortcut", "Up"),
    qt_text("QShortcut", "Right"),
    qt_text("QShortcut", "Down"),
    qt_text("QShortcut", "PgUp"),
    qt_text("QShortcut", "PgDown"),
    qt_text("QShortcut", "Ctrl"),
    qt_text("QShortcut", "Shift"),
    qt_text("QShortcut", "Alt"),
)

TEXTS: Final = (*BUTTONS, *EDITING, *FILES, *PRINTING, *KEYS)
