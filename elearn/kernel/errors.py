"""Everything that can be refused, as one tree; each error is a fact with a sentence for the reader.

DomainError 400
├── Denied 403          signed in, but not allowed
├── NotFound 404        no such thing, or none that this person may know of
├── Conflict 409        true a moment ago, or already done
├── Gone 410            was here, has been withdrawn
├── TooLarge 413        more than we take
├── Invalid 422         what was sent does not fit
├── TooMany 429         too often; carries `retry_after` seconds
├── Refused 409         a policy said no; carries its reasons
├── StoreDown 503       disk or database cannot be used now; nothing stored was lost
└── NoSpace 507         the disk is full; nothing stored was lost
"""

from __future__ import annotations

from collections.abc import Sequence

from elearn.kernel.i18n import N_, _


class DomainError(Exception):
    """A refusal with an HTTP status and a sentence in the reader's language: what, where, and how to mend it."""

    status = 400

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Denied(DomainError):
    """The person is known but may not do this."""

    status = 403

    def __init__(
        self,
        sentence: str = N_("Anda tidak berwenang membuka halaman ini. Hubungi pengelola SDM bila Anda membutuhkannya."),
    ) -> None:
        super().__init__(_(sentence))


class NotFound(DomainError):
    """There is no such thing, or none this person may know of."""

    status = 404

    def __init__(
        self,
        sentence: str = N_("Halaman atau data yang Anda cari tidak ditemukan. Periksa kembali alamatnya."),
    ) -> None:
        super().__init__(_(sentence))


class Conflict(DomainError):
    """The request came too late or twice."""

    status = 409


class Gone(DomainError):
    """It was here and has been withdrawn."""

    status = 410


class TooLarge(DomainError):
    """More than we take; the sentence names the limit."""

    status = 413


class Invalid(DomainError):
    """What was sent does not fit; the sentence says how to mend it."""

    status = 422


class TooMany(DomainError):
    """Too often; `retry_after` is in seconds."""

    status = 429

    def __init__(self, sentence: str, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class Refused(DomainError):
    """A policy said no (a `may_*` decision); its reasons are shown as they are."""

    status = 409

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)


class StoreDown(DomainError):
    """The disk or the database cannot be used: not reached, locked for long, not to be written."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            _(
                "Penyimpanan server sedang tidak dapat dipakai, jadi ini belum dapat dilakukan. "
                "Data yang sudah tersimpan tidak hilang. Coba lagi nanti atau hubungi pengelola sistem."
            )
        )


class NoSpace(DomainError):
    """The disk is full."""

    status = 507

    def __init__(self, what: str) -> None:
        super().__init__(
            _(
                "%(what)s belum dapat disimpan karena ruang penyimpanan server penuh. "
                "Data yang sudah tersimpan tidak hilang. Coba lagi nanti atau hubungi pengelola sistem.",
                what=what,
            )
        )
