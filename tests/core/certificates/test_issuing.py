"""From a completion to a certificate, in one transaction: frozen claims, policies, and courses that give none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from types import ModuleType
from typing import Any

from sqlalchemy import select

from elearn.core.career.models import CareerEntry
from elearn.core.certificates import queries, services
from elearn.core.certificates.claims import Claims, Competency, Holder, Signatory, Training, from_json
from elearn.core.certificates.models import Certificate, Withheld
from elearn.core.certificates.rules import is_code
from elearn.core.certificates.services import SeriesChange
from elearn.core.completion.models import Completion
from elearn.hooks.house import House
from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Deny
from elearn.kernel.audit import AuditEntry
from elearn.kernel.work import Work
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import completion_of, make_completion, make_finished_enrolment
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person, make_unit

SURVEY = "Evaluasi pascapelatihan belum diisi."


def add_guest(house: House, **functions: Callable[..., Any]) -> None:
    """Opens the house to a guest with these hooks."""
    hooks = ModuleType("guest_hooks")
    for name, function in functions.items():
        setattr(hooks, name, hookimpl(function))
    house.hooks.register("guest", hooks, guest=True)


def add_policy(house: House, reasons: list[str]) -> None:
    """A guest that refuses certificates as long as `reasons` holds one."""

    def may_issue(work: Work, completion: Completion) -> Deny | None:
        return Deny(reasons[0]) if reasons else None

    add_guest(house, may_issue=may_issue)


def broken(work: Work, completion: Completion) -> None:
    raise ZeroDivisionError


def test_finishing_a_course_issues_its_certificate(work: Work) -> None:
    enrolment = make_finished_enrolment(work)

    completion = completion_of(work, enrolment)

    assert completion is not None
    certificate = queries.of_completion(work, completion.id)
    assert certificate is not None
    assert (certificate.person_id, certificate.state, certificate.document_digest) == (
        enrolment.person_id,
        "issued",
        None,
    )
    assert is_code(certificate.code)


def test_claims_are_those_of_the_completion(house: House) -> None:
    with house.work(write=True, now=datetime(2026, 11, 22, 17, 42, 7, 999, tzinfo=UTC)) as work:
        agency = make_unit(work, name="Pemerintah Kota Harapan", code="5471")
        person = make_person(work, make_unit(work, agency, name="Dinas Sosial"))
        version = make_course(work, title="Pelayanan Prima", jp=4, extra=["sertifikat: {berlaku: 3 tahun}"])

        certificate = make_certificate(work, person, version, score=87.5)

        assert from_json(certificate.claims) == Claims(
            number="1/800/5471/XI/2026",
            code=certificate.code,
            issued_at=datetime(2026, 11, 22, 17, 42, 7, tzinfo=UTC),
            zone="WIB",
            place="Harapan",
            valid_until=date(2029, 11, 23),
            holder=Holder(
                name=person.name,
                title_before="",
                title_after="S.AP.",
                nip=person.nip,
                employment="PNS",
                grade="III/a",
                rank="Penata Muda",
                position="Pengelola Layanan",
                work_unit="Dinas Sosial",
                agency="Pemerintah Kota Harapan",
            ),
            training=Training(
                title="Pelayanan Prima",
                code=version.course.code,
                version=1,
                digest=version.digest,
                form="e-learning",
                organiser="BKPSDM Kota Harapan",
                minutes=180,
                started_on=date(2026, 11, 23),
                completed_on=date(2026, 11, 23),
                score=87.5,
            ),
            competencies=(Competency("Pelayanan Publik", 2),),
            signatories=(Signatory("Pemerintah Kota Harapan", "Diterbitkan oleh", ""),),
        )


def test_claims_stay_when_person_unit_and_series_change(work: Work) -> None:
    agency = make_unit(work)
    person = make_person(work, make_unit(work, agency))
    certificate = make_certificate(work, person)
    frozen = certificate.claims

    person.name, person.grade, person.unit.name = "Nama Baru", "III/b", "Unit Baru"
    services.change_series(work, agency, SeriesChange(place="Tempat Baru"))
    work.session.flush()
    work.session.refresh(certificate)

    assert certificate.claims == frozen


def test_pppk_has_no_rank(work: Work) -> None:
    certificate = make_certificate(work, make_person(work, employment="PPPK"))

    holder = from_json(certificate.claims).holder
    assert (holder.employment, holder.grade, holder.rank) == ("PPPK", "IX", None)


def test_course_without_a_certificate_gives_none(work: Work) -> None:
    completion = make_completion(work, version=make_course(work, extra=["sertifikat: {berlaku: tidak ada}"]))

    assert services.issue(work, completion) is None
    assert work.session.scalars(select(Certificate)).all() == []


def test_issuing_twice_gives_the_same_certificate(work: Work) -> None:
    completion = make_completion(work)

    assert services.issue(work, completion) is services.issue(work, completion)


def test_refused_certificate_leaves_the_completion_and_tells_why(work: Work, house: House) -> None:
    add_policy(house, [SURVEY])

    enrolment = make_finished_enrolment(work)

    completion = completion_of(work, enrolment)
    assert completion is not None
    withheld = work.session.get_one(Withheld, completion.id)
    audited = work.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "certificates:certificate:withhold")
    ).one()
    assert (withheld.reason, audited.subject, audited.facts) == (
        SURVEY,
        f"completion:{completion.id}",
        {"reason": SURVEY},
    )
    assert queries.of_completion(work, completion.id) is None


def test_withheld_certificate_is_issued_when_asked_again(work: Work, house: House) -> None:
    reasons = [SURVEY]
    add_policy(house, reasons)
    completion = make_completion(work)
    assert services.issue(work, completion) is None

    reasons.clear()
    certificate = services.issue(work, completion)

    assert certificate is not None
    assert (certificate.sequence, work.session.scalars(select(Withheld)).all()) == (1, [])


def test_broken_policy_withholds_with_a_reason(work: Work, house: House) -> None:
    add_guest(house, may_issue=broken)
    completion = make_completion(work)

    assert services.issue(work, completion) is None
    assert work.session.get_one(Withheld, completion.id).reason == (
        "Aturan dari plugin “guest” sedang bermasalah, jadi permintaan ini belum dapat diizinkan. Hubungi pengelola sistem."
    )


def test_guest_that_breaks_on_completion_costs_nobody_a_certificate(work: Work, house: House) -> None:
    add_guest(house, course_completed=broken)

    make_finished_enrolment(work)

    assert (
        len(work.session.scalars(select(Certificate)).all())
        == len(work.session.scalars(select(CareerEntry)).all())
        == 1
    )
