"""The demo agency's certificates on their way to an official's signature: waiting, failed, signed, and two sittings."""

from __future__ import annotations

from sqlalchemy import select

from elearn.core.certificates.models import Certificate
from elearn.core.people import queries as people
from elearn.core.people.demo_agency import NAMED
from elearn.core.people.models import WorkUnit
from elearn.kernel.work import Work
from elearn.plugins.bsre import services
from elearn.plugins.bsre.models import Document, Sitting


def furnish_signatures(work: Work) -> dict[str, object]:
    """The admin signs for the agency; what is signed here is so by its row alone."""
    admin = people.person_by_nip(work, NAMED["admin"].nip.digits)
    agency = work.session.scalars(select(WorkUnit).where(WorkUnit.parent_id.is_(None), WorkUnit.is_partner.is_(False))).first()  # fmt: skip
    assert admin is not None
    assert agency is not None
    services.name_signatory(work, agency, admin, with_earlier=True)
    documents = work.session.scalars(select(Document).order_by(Document.certificate_id)).all()
    over, running = (
        work.add(Sitting(person_id=admin.id, total=4, began_at=work.now, beats_at=work.now)) for _ in range(2)
    )
    services.note_problem(work, over.id, documents[0].certificate_id, "Ditolak BSrE: Dokumen tidak dapat diproses")
    signed, waiting = documents[1], documents[2]
    signed.sitting_id, signed.signed_at, signed.signed_by, signed.signer = over.id, work.now, admin.id, admin.full_name
    services.end(work, over.id, "BSrE tidak menjawab. Periksa jaringan ke server BSrE, lalu lanjutkan nanti.")
    code = work.session.get_one(Certificate, waiting.certificate_id).code
    return {"sitting": over.id, "running_sitting": running.id, "waiting_document": code}
