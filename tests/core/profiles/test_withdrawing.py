"""Evidence taken back: by whom, with what reason, and what is left of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from elearn.core.people import queries as people
from elearn.core.people.models import Person
from elearn.core.profiles import queries, services
from elearn.core.profiles.models import Evidence
from elearn.core.profiles.rules import MEASURED, PEER, SELF, SUPERVISOR
from elearn.kernel.audit import AuditEntry
from elearn.kernel.errors import Denied
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.people import make_person, make_role, make_unit


def entered(work: Work, person: Person, kind: str, level: int, by: Person | None, days: int = 5) -> Evidence:
    evidence = services.add(work, person.id, "Integritas", kind, level, work.today - timedelta(days=days), "Uji 1")
    evidence.actor_id = by.id if by else None
    work.session.flush()
    return evidence


def trio(work: Work) -> tuple[Person, Person, Person]:
    """Somebody, HR of their unit, and another HR of it."""
    unit = make_unit(work)
    person, hr, other = make_person(work, unit), make_person(work, unit), make_person(work, unit)
    for one in (hr, other):
        make_role(work, one, "hr", unit)
    return person, hr, other


def level_of(work: Work, person: Person) -> int:
    found = queries.profile_of(work, people.facts_of(work, person.id))
    return next(match.reached.level for match in found.matches if match.competency == "Integritas")


def test_level_is_what_the_rest_proves_and_the_history_says_why(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person, hr, _ = trio(work)
        entered(work, person, SUPERVISOR, 2, hr)
        wrong = entered(work, person, MEASURED, 5, hr)
    browser, url = sign_in(hr), f"/pegawai/{person.id}/profil"
    with committed(work):
        assert level_of(work, person) == 5
    assert f"{url}/bukti/{wrong.id}/tarik" in browser.get(url).text

    answer = browser.post(f"{url}/bukti/{wrong.id}/tarik", data={"reason": "Salah orang."})
    pages = (browser.get(url).text, sign_in(person).get("/profil").text)
    work.session.expire_all()

    assert (answer.location, level_of(work, person)) == (url, 2)
    for page in pages:
        assert "Bukti yang ditarik (1)" in page
        assert "Salah orang." in page
    noted = work.session.scalar(select(AuditEntry).where(AuditEntry.action == "profiles:evidence:withdraw"))
    assert noted is not None
    assert (noted.actor_id, noted.facts["reason"], noted.facts["level"]) == (hr.id, "Salah orang.", 5)


@pytest.mark.parametrize(
    ("kind", "by", "who", "status"),
    [
        (SELF, "person", "person", 302),
        (SELF, "person", "hr", 403),
        (PEER, "hr", "hr", 302),
        (PEER, "hr", "other", 403),
        (SUPERVISOR, "hr", "person", 403),
        (MEASURED, "hr", "other", 302),
        (MEASURED, "hr", "person", 403),
        (MEASURED, None, "hr", 302),
    ],
)
def test_who_may_take_it_back(work: Work, sign_in: SignIn, kind: str, by: str | None, who: str, status: int) -> None:
    with committed(work):
        people_of = dict(zip(("person", "hr", "other"), trio(work), strict=True))
        person = people_of["person"]
        evidence = entered(work, person, kind, 3, people_of[by] if by else None)
    url = "/profil" if who == "person" else f"/pegawai/{person.id}/profil"

    answer = sign_in(people_of[who]).post(f"{url}/bukti/{evidence.id}/tarik", data={"reason": "Keliru."})

    assert answer.status_code == status


def test_hr_takes_back_nothing_others_said_of_them(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        _, hr, other = trio(work)
        evidence = entered(work, hr, MEASURED, 1, other)

    answer = sign_in(hr).post(f"/pegawai/{hr.id}/profil/bukti/{evidence.id}/tarik", data={"reason": "Terlalu rendah."})

    assert answer.status_code == 403


def test_reason_is_asked_for_and_a_second_time_is_refused(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person, hr, _ = trio(work)
        evidence = entered(work, person, MEASURED, 3, hr)
    browser, url = sign_in(hr), f"/pegawai/{person.id}/profil/bukti/{evidence.id}/tarik"

    statuses = [
        browser.post(url, data={"reason": reason}).status_code for reason in ("  ", "x" * 501, "Keliru.", "Lagi.")
    ]

    assert statuses == [422, 422, 302, 409]
    assert "Bukti ini sudah ditarik." in browser.get(url).text


def test_long_source_is_kept_whole(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person, hr, _ = trio(work)
    said = {
        "kind": PEER,
        "competency": "Integritas",
        "level": "1",
        "dated_on": work.today.isoformat(),
        "source": "s" * 200,
    }

    sign_in(hr).post(f"/pegawai/{person.id}/profil", data=said)

    assert work.session.scalars(select(Evidence.source)).all() == ["s" * 200]


def test_evidence_of_another_is_not_found(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person, hr, _ = trio(work)
        stranger = make_person(work, make_unit(work))
        evidence = entered(work, stranger, MEASURED, 3, hr)
    browser = sign_in(hr)

    urls = [f"/pegawai/{who.id}/profil/bukti/{evidence.id}/tarik" for who in (person, stranger)]

    assert [browser.get(url).status_code for url in urls] == [404, 404]


def test_service_refuses_by_itself(work: Work) -> None:
    evidence = entered(work, make_person(work), SELF, 3, None)

    with pytest.raises(Denied):
        services.withdraw(work, evidence, "Keliru.")


def test_withdrawn_evidence_is_not_imported_again(work: Work) -> None:
    unit = make_unit(work)
    person = make_person(work, unit)
    day = work.today - timedelta(days=3)
    table = f"nip,kompetensi,jenis,tingkat,tanggal,sumber\n{person.nip},Integritas,terukur,5,{day},Uji\n".encode()
    services.import_table(work, "bukti", table, None)
    (evidence,) = work.session.scalars(select(Evidence).where(Evidence.person_id == person.id))
    evidence.withdrawn_at, evidence.withdrawn_by, evidence.withdrawn_reason = work.now, "HR", "Keliru."

    report = services.import_table(work, "bukti", table, None)

    assert (report.counts["sama"], report.counts["baru"]) == (1, 0)
    assert level_of(work, person) == 0


def test_bands_are_imported_for_a_kind_or_rank(work: Work) -> None:
    agency = make_unit(work)
    table = (
        "nama,batas_bawah,berlaku_mulai,jenis_jabatan\n"
        "Baik,75,2026-01-01,\nBaik,80,2026-01-01,pelaksana\nBaik,85,2026-01-01,ahli utama\nBaik,1,2026-01-01,raja\n"
    )

    report = services.import_table(work, "kategori", table.encode(), agency, keep_good=True)

    assert [row.result for row in report.rows] == ["baru", "baru", "baru", "ditolak"]
    assert sorted(band.post for band in queries.bands(work, agency.id) if band.agency_id) == [
        "",
        "Ahli Utama",
        "Pelaksana",
    ]


def test_profile_takes_the_band_of_its_kind(work: Work) -> None:
    agency = make_unit(work)
    person = make_person(work, agency)
    table = "nama,batas_bawah,berlaku_mulai,jenis_jabatan\nSemua,0,2026-01-01,\nKhusus,0,2026-01-01,Pelaksana\n"
    services.import_table(work, "kategori", table.encode(), agency)
    services.add(work, person.id, "Integritas", MEASURED, 1, work.today, "Uji 1")

    job = queries.profile_of(work, people.facts_of(work, person.id)).job

    assert job is not None
    assert job.band == "Khusus"
