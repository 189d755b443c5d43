"""The sitting itself: a thread of the web process that was given the passphrase, and forgets it when it is done."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Thread

from elearn.core.certificates import keeping
from elearn.core.certificates import services as certificates
from elearn.core.certificates.claims import from_json
from elearn.core.certificates.models import Certificate
from elearn.hooks.house import House
from elearn.plugin import Actor, DomainError, _, committed

from . import services
from .client import Bsre, Signer, open_bsre
from .errors import NotTaken, Stopped
from .rules import IN_A_ROW

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Run:
    """One sitting at work. `is_proven`: BSrE took the passphrase once; `failed` documents in a row were not signed."""

    house: House
    official: Actor
    sitting_id: int
    signer: Signer = field(repr=False)
    is_proven: bool = False
    failed: int = 0

    def sign_all(self, ids: Sequence[int]) -> None:
        """Signs one document after the other. Raises Stopped when the rest cannot be signed either."""
        bsre = open_bsre(self.house.settings)
        bsre.check(self.signer)
        for certificate_id in ids:
            with self.house.work(write=True, actor=self.official) as work, committed(work):
                may_go_on = services.take_up(work, self.sitting_id, certificate_id)
            if may_go_on:
                self._sign(bsre, certificate_id)

    def _sign(self, bsre: Bsre, certificate_id: int) -> None:
        try:
            copy = self._signed_copy(bsre, certificate_id)
            with self.house.work(write=True, actor=self.official) as work, committed(work):
                services.note_signed(work, self.sitting_id, certificate_id, copy)
        except Stopped as stop:
            if stop.is_silence:
                self._note(certificate_id, stop.sentence)
            raise
        except DomainError as trouble:
            self._note(certificate_id, trouble.sentence)
            self._bear(trouble)
        else:
            self.failed = 0

    def _signed_copy(self, bsre: Bsre, certificate_id: int) -> certificates.SignedCopy:
        """Asks BSrE, and keeps what comes back if it is what was asked for; no transaction waits meanwhile."""
        settings = self.house.settings
        with self.house.work(write=False, actor=self.official) as work:
            certificate = work.session.get_one(Certificate, certificate_id)
            before, claims = keeping.document(self.house, work, certificate), from_json(certificate.claims)
        reason = _("Sertifikat nomor %(number)s", number=claims.number)
        after = bsre.sign(before, self.signer, reason=reason, place=claims.place)
        self.is_proven = True
        with self.house.work(write=False, actor=self.official) as work:
            return certificates.accept_signed(work, before, after, settings.bsre_roots)

    def _bear(self, trouble: DomainError) -> None:
        """A document may fail. But before the passphrase was taken once, a refusal may be about it in words we do not know."""
        self.failed += 1
        if isinstance(trouble, NotTaken) and not self.is_proven:
            raise Stopped(trouble.sentence)
        if self.failed >= IN_A_ROW:
            raise Stopped(_("%(n)s sertifikat berturut-turut gagal. Terakhir: %(why)s", n=IN_A_ROW, why=trouble.sentence))  # fmt: skip

    def _note(self, certificate_id: int, sentence: str) -> None:
        with self.house.work(write=True, actor=self.official) as work, committed(work):
            services.note_problem(work, self.sitting_id, certificate_id, sentence)


def start(house: House, official: Actor, sitting_id: int, ids: Sequence[int], signer: Signer) -> None:
    """Begins to sign beside the request, which would keep others from writing for as long as BSrE takes."""
    run = Run(house, official, sitting_id, signer)
    Thread(target=_sit, args=(run, tuple(ids)), name=f"bsre-{sitting_id}", daemon=True).start()


def _sit(run: Run, ids: Sequence[int]) -> None:
    trouble = ""
    try:
        run.sign_all(ids)
    except Stopped as stop:
        trouble = stop.sentence
    except Exception:  # nobody waits for this thread: its sitting must not look as if it were still at work
        log.exception("sitting %s broke off", run.sitting_id)
        trouble = services.broken_off()
    with run.house.work(write=True, actor=run.official) as work, committed(work):
        services.end(work, run.sitting_id, trouble)
