"""Why a document, or a whole sitting, was not signed."""

from __future__ import annotations

from elearn.plugin import Conflict, _


class NotTaken(Conflict):
    """BSrE refused this one document; the others may well be signed."""


class Stopped(Conflict):
    """Nothing can be signed now, so nothing more is sent. `is_silence`: BSrE gave no answer to go by; perhaps this document's fault."""

    def __init__(self, sentence: str, *, is_silence: bool = False) -> None:
        super().__init__(sentence)
        self.is_silence = is_silence


class AlreadySitting(Conflict):
    """The official is signing already; a second run beside it could repeat a wrong passphrase."""

    def __init__(self) -> None:
        super().__init__(_("Penandatanganan Anda sebelumnya masih berjalan. Tunggu sampai selesai, lalu coba lagi."))
