"""Asking with what a dossier is signed: a key and its passphrase, a time-stamp service, whom to trust.

The passphrase is in the field and in the build that follows, and nowhere else: no draft, no setting, no log.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from xborder_desk.i18n import N_
from xborder_desk.ui.asking import ask_files
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Form
from xborder_desk.ui.widgets.texts import Text
from xborder_desk.ui.widgets.ticks import Tick

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services import Desk
    from xborder_desk.services.dossiers import Signer, Signing
    from xborder_desk.ui.frame import Surroundings

REMEMBERED: Final = {"sign": "signing/key", "service": "signing/service", "trust": "signing/trust"}
"""What this person need not type again, and where it is kept; the passphrase is never among it."""
SEEN: Final = "signing/visible"
_TOKEN: Final = "pkcs11:"  # noqa: S105 - how the address of a token begins


class SigningSheet(Sheet):
    """Asks, and tries what was typed; ``build`` gets it when it can be used."""

    def __init__(
        self, around: Surroundings, parent: QWidget, desk: Desk, build: Callable[[Signing, Signer], object]
    ) -> None:
        super().__init__(around, parent, N_("Sign and build"), N_("Sign and build"))
        self._desk, self._build = desk, build
        self.form = form = Form(around.screen, columns=1)
        form.line("sign", N_("Key file or token"), hint=N_("a .p12 file, or pkcs11:…"))
        secret = form.line("passphrase", N_("Passphrase or PIN"))
        secret.setEchoMode(QLineEdit.EchoMode.Password)
        secret.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        form.line("service", N_("Time stamp service"), hint=N_("https://…, empty for none"))
        form.line("trust", N_("File of trusted certificates"), hint=N_("empty: no proofs of validity"))
        form.fill(self._known())
        form.accepted.connect(self.accept_it)
        theme = around.theme
        key = push(self.inside, theme, N_("Choose the key…"), partial(self._choose, "sign"))
        trust = push(self.inside, theme, N_("Choose certificates…"), partial(self._choose, "trust"))
        self.visible = Tick()
        self.inside.say(self.visible.setText, N_("Show the signature on the first page, too."))
        self.visible.setChecked(str(around.memory.value(SEEN)).lower() == "true")
        note = Text("second", wrap=True)
        self.inside.say(
            note.setText,
            N_(
                "The passphrase is used for this build alone and kept nowhere. A time-stamp service gets a "
                "hash, never the dossier. With trusted certificates, proofs that all were valid go into it."
            ),
        )
        for part in (form, Flow(key, trust), self.visible, note):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.resize(560, 590)
        if form.values()["sign"]:
            secret.setFocus()

    def accept_it(self) -> None:
        """Try the key and all else; what cannot be used is said beside its field, and the rest stays."""
        from xborder_desk.services.dossiers import Signing  # noqa: PLC0415 - large; wanted here alone

        self._clear_strips()
        self.form.clear_wrong()
        typed = self.form.values()
        trust = _path(typed["trust"])
        signing = Signing(
            _path(typed["sign"]),
            typed["passphrase"],
            typed["service"].strip(),
            Path(trust) if trust else None,
            visible=self.visible.isChecked(),
        )
        desk = self._desk

        def work(ctx: JobContext) -> Signer:
            return desk.dossiers.try_signing(signing, ctx)

        def done(signer: Signer) -> None:
            self._remember(signing)
            self._build(signing, signer)

        self.run(work, done, self.form)

    def done(self, result: int) -> None:
        """Close; the passphrase goes from the field at once."""
        self.form.put({"passphrase": ""})
        super().done(result)

    def _known(self) -> dict[str, str]:
        """Give what was typed the last time, or else the service of the office."""
        memory = self.around.memory
        known = {name: str(memory.value(key) or "") for name, key in REMEMBERED.items()}
        if not memory.contains(REMEMBERED["service"]):
            known["service"] = self._desk.stamping.service().url
        return known

    def _remember(self, signing: Signing) -> None:
        memory = self.around.memory
        kept = {
            "sign": signing.key,
            "service": signing.timestamp_url,
            "trust": str(signing.trust) if signing.trust else "",
        }
        for name, value in kept.items():
            memory.setValue(REMEMBERED[name], value)
        memory.setValue(SEEN, signing.visible)

    def _choose(self, name: str, *_checked: bool) -> None:
        labels = {"sign": N_("Key file or token"), "trust": N_("File of trusted certificates")}
        before = Path(_path(self.form.values()[name]) or Path.home())
        title = self.inside.language.text(labels[name])
        ask_files(self, title, before, lambda files: self.form.put({name: str(files[0])}))


def signed_by(language: Language, signer: Signer | None) -> list[str]:
    """Give the line that says who signed what was built; none if nobody did."""
    if signer is None or not signer.name:
        return []
    return [language.text(N_("Signature: {name}"), name=language.isolate(signer.name))]


def _path(typed: str) -> str:
    """Give a path as somebody typed or pasted it, or the address of a token as it is."""
    text = typed.strip().strip("\"'").strip()
    if not text or text.startswith(_TOKEN):
        return text
    return str(Path(text).expanduser())
