"""What becomes of entries around their push: revoked, changed, removed, incomplete, verified by HR."""

from __future__ import annotations

import json

from elearn.core.career.services import evidence
from elearn.core.certificates import services as certificates
from elearn.core.certificates.models import Certificate
from elearn.plugin import Work, committed
from elearn.testing.factories.career import described, make_evidence
from elearn.testing.factories.people import make_person

from .. import queries
from ..selection import Wanted
from ..services import pushing
from ..states import SENT, WAITING
from .making import Shell, make_entry, make_known
from .stand_in import Siasn


def test_a_revoked_entry_is_never_sent_and_one_sent_before_is_shown(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        person = make_known(work, siasn)
        sent, kept = make_entry(work, person, title="Terkirim"), make_entry(work, person, title="Belum")
        certificates.revoke(work, work.session.get_one(Certificate, kept.certificate_id), "Salah orang.")
    shell.with_token("push")
    with committed(work):
        certificates.revoke(work, work.session.get_one(Certificate, sent.certificate_id), "Salah orang.")

    shown = json.loads(shell("status", "--state", "dicabut", "--json").stdout)

    assert [save["namaKursus"] for save in siasn.saves] == ["Terkirim"]
    assert [(line["title"], line["is_withdrawn"]) for line in shown] == [("Terkirim", True)]
    assert len(siasn.rows) == 1, "removal is an act of its own"


def test_removal_is_asked_for_by_number(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn))
    shell.with_token("push")

    ran = shell.with_token("delete", str(entry.id), "--yes")
    again = shell.with_token("delete", str(entry.id), "--yes")

    assert (ran.exit_code, siasn.rows, again.exit_code) == (0, {}, 1)
    assert shell.with_token("push").exit_code == 0
    assert len(siasn.saves) == 1, "what was removed on purpose does not come back by itself"


def test_an_entry_that_was_changed_after_it_was_sent_is_shown(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn))
    shell.with_token("push")
    with committed(work):
        entry.minutes = 900

    shown = json.loads(shell("status", "--json").stdout)

    assert [(line["state"], line["is_changed"]) for line in shown] == [(SENT, True)]


def test_only_complete_entries_wait(work: Work, siasn: Siasn) -> None:
    complete = make_entry(work, make_known(work, siasn))
    make_entry(work, make_person(work))

    assert [line.entry_id for line in pushing.waiting(work, Wanted(), again=False)] == [complete.id]
    assert queries.count_states(work, Wanted()) == {WAITING: 2}


def test_verified_evidence_goes_with_hr_s_number_and_its_own_pdf(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        person = make_known(work, siasn)
        waiting = make_evidence(work, person, title="Belum diverifikasi")
        sent = make_evidence(work, person, title="Seminar Kearsipan", number="12/SEM/2026")
        read = described(work, title="Seminar Kearsipan", number="12/SEM/XI/2026")
        evidence.accept(work, sent, read, "Nomor salah ketik.")

    ran = shell.with_token("push")

    assert (ran.exit_code, waiting.state) == (0, "menunggu")
    assert [(save["namaKursus"], save["nomorSertipikat"], save["jenisDiklatId"]) for save in siasn.saves] == [
        ("Seminar Kearsipan", "12/SEM/XI/2026", "9")
    ]
    assert [upload["id_ref_dokumen"] for upload in siasn.uploads] == ["881"]
