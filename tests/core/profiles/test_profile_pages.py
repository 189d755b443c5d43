"""The pages of profiles: whose, what they say, who is refused, and what they cost."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from elearn.core.certificates import services as certificates
from elearn.core.competencies import services as competencies
from elearn.core.people import queries as people
from elearn.core.people.models import Person
from elearn.core.profiles import queries, services
from elearn.core.profiles.rules import MEASURED, PEER, SELF, SUPERVISOR
from elearn.kernel.work import Work, committed
from elearn.testing.factories.career import make_career_entry
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import CountStatements, SignIn
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person, make_role, make_unit

OWN = ("/profil", "/profil/penilaian-diri", "/profil/pelatihan", "/profil/ip-asn")


def words(html: str) -> str:
    """The text of a page's main part in single spaces."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def learner(work: Work, employment: str = "PNS") -> Person:
    with committed(work):
        return make_person(work, employment=employment)


def hr_and_person(work: Work, sign_in: SignIn) -> tuple[FlaskClient, Person, Person]:
    """HR's browser, a person in their scope, and HR."""
    with committed(work):
        unit = make_unit(work)
        person, hr = make_person(work, unit), make_person(work, unit, name="Rina Marlina")
        make_role(work, hr, "hr", unit)
    return sign_in(hr), person, hr


def prove(work: Work, person: Person, competency: str, kind: str, level: int, days: int = 10) -> None:
    with committed(work):
        services.add(work, person.id, competency, kind, level, work.today - timedelta(days=days), "Uji 1")


@pytest.mark.parametrize("url", OWN)
def test_stranger_is_sent_to_sign_in(client: FlaskClient, url: str) -> None:
    assert client.get(url).status_code == 302


def test_profile_compares_what_is_required_and_reached(work: Work, sign_in: SignIn) -> None:
    person = learner(work)
    prove(work, person, "Integritas", SUPERVISOR, 2)
    prove(work, person, "Komunikasi", SELF, 5)
    with committed(work):
        make_career_entry(work, person)

    text = words(sign_in(person).get("/profil").text)

    assert "44,44%" in text
    assert "Kurang Memenuhi Syarat (KMS)" in text
    assert "7 dari 9 kompetensi yang disyaratkan belum tercapai." in text
    assert "Belum lengkap: 7 kompetensi belum punya bukti dan untuk sementara dihitung 0." in text
    assert "Dasarnya: Penilaian atasan: tingkat 2" in text
    assert "Dasarnya: Terukur (pelatihan selesai): tingkat 2" in text
    assert "Penilaian diri: 5 (tidak dihitung). Langkah terbaik: minta penilaian atasan" in text


def test_old_evidence_is_marked_and_to_be_renewed(work: Work, sign_in: SignIn) -> None:
    person = learner(work)
    prove(work, person, "Integritas", MEASURED, 3, days=1500)

    text = words(sign_in(person).get("/profil").text)

    assert "Integritas Tercapai Bukti lama" in text
    assert "Bukti ini lebih dari 3 tahun. Langkah terbaik: perbarui buktinya" in text


def test_withdrawn_certificate_proves_nothing(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)
        certificate = make_certificate(work, person)
    browser = sign_in(person)

    before = words(browser.get("/profil").text)
    with committed(work):
        certificates.revoke(work, certificate, "Ujian dikerjakan orang lain.")

    assert ("pelatihan selesai" in before, "pelatihan selesai" in words(browser.get("/profil").text)) == (True, False)


def test_position_without_a_standard_says_so(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)
        person.position.kind = "Struktural"
    browser = sign_in(person)

    assert "Belum ada standar kompetensi untuk jabatan ini" in words(browser.get("/profil").text)
    assert "Belum ada yang dapat dinilai" in words(browser.get("/profil/penilaian-diri").text)
    assert browser.post("/profil/penilaian-diri").status_code == 422


def test_self_assessment_is_kept_apart_with_its_day_and_actor(work: Work, sign_in: SignIn) -> None:
    person = learner(work)
    browser = sign_in(person)

    empty = browser.post("/profil/penilaian-diri", data={})
    odd = browser.post("/profil/penilaian-diri", data={"tingkat_0": "9"})
    good = browser.post("/profil/penilaian-diri", data={"tingkat_0": "3", "tingkat_1": ""})

    assert (empty.status_code, odd.status_code, good.status_code) == (422, 422, 302)
    assert "Nilai paling sedikit satu kompetensi" in empty.text
    (match,) = [one for one in queries.profile_of(work, people.facts_of(work, person.id)).matches if one.proofs]
    assert (match.competency, match.self_level, match.reached.level, match.proofs[0].dated_on) == (
        "Integritas",
        3,
        0,
        work.today,
    )


def test_courses_that_close_the_gap_are_ranked_with_their_reason(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        agency = make_unit(work)
        person = make_person(work, agency)
        make_course(work, slug="kecil", title="Kecil", jp=1, competency="Integritas/1")
        make_course(work, slug="besar", title="Besar", jp=9, competency="Integritas/4")
        make_course(work, slug="lain", title="Lain", competency="Literasi Digital/4")
        table = "jenjang,kompetensi,tingkat,berlaku_mulai\nPelaksana,Integritas,3,01-01-2020\n"
        competencies.import_requirements(work, table.encode(), agency)
    browser = sign_in(person)

    text = words(browser.get("/profil/pelatihan").text)

    assert text.index("Besar") < text.index("Kecil")
    assert "Integritas: dari tingkat 0 ke 3; jabatan Anda mensyaratkan 3." in text
    assert "Lain" not in text.replace("Pelatihan", "")
    assert 'href="/profil/pelatihan"' in browser.get("/katalog").text  # catalogue_links


def test_nothing_to_close_says_so(work: Work, sign_in: SignIn) -> None:
    text = words(sign_in(learner(work)).get("/profil/pelatihan").text)

    assert "Tidak ada pelatihan yang menutup kesenjangan" in text


def test_estimate_stands_beside_the_official_value(work: Work, sign_in: SignIn) -> None:
    person = learner(work)
    nip = person.nip
    with committed(work):
        make_career_entry(work, person, minutes=900)
        head = "nip,tahun,pendidikan,predikat_kinerja,hukuman_disiplin\n"
        services.import_table(work, services.STANDINGS, f"{head}{nip},2025,S1,Baik,Tidak ada\n".encode(), None)
        head = "nip,tahun,kualifikasi,kompetensi,kinerja,disiplin,jumlah,tanggal_ambil,sumber\n"
        row = f'{nip},2025,15,"17,5",25,5,"62,5",2026-01-15,SIASN\n'
        services.import_table(work, services.OFFICIAL, f"{head}{row}".encode(), None)

    text = words(sign_in(person).get("/profil/ip-asn").text)

    assert "62,5 untuk tahun 2025, diambil 15 Januari 2026 dari SIASN." in text
    assert "67,5 dari 100 (perkiraan)." in text
    assert "Kompetensi: pelatihan teknis 20 JP dalam 12 bulan, 22,5 poin" in text


def test_unknown_word_is_to_be_looked_at_and_never_zero(work: Work, sign_in: SignIn) -> None:
    person = learner(work)
    with committed(work):
        head = "nip,tahun,pendidikan,predikat_kinerja\n"
        services.import_table(work, services.STANDINGS, f"{head}{person.nip},2025,Spesialis,Baik\n".encode(), None)

    text = words(sign_in(person).get("/profil/ip-asn").text)

    assert "Kualifikasi Perlu ditinjau – / 25" in text
    assert "Kualifikasi: Spesialis, tidak dikenal tabel ini" in text
    assert "Disiplin Belum ada data – / 5" in text
    assert "Belum dapat dijumlahkan" in text


def test_pppk_has_no_estimate(work: Work, sign_in: SignIn) -> None:
    text = words(sign_in(learner(work, employment="PPPK")).get("/profil/ip-asn").text)

    assert "Cara menghitung IP-ASN untuk PPPK belum diketahui pasti" in text


@pytest.mark.parametrize("tail", ["profil", "ip-asn"])
def test_person_beyond_the_scope_is_nowhere(work: Work, sign_in: SignIn, tail: str) -> None:
    browser, person, _hr = hr_and_person(work, sign_in)
    stranger = learner(work)

    assert browser.get(f"/pegawai/{person.id}/{tail}").status_code == 200
    assert browser.get(f"/pegawai/{stranger.id}/{tail}").status_code == 404
    assert sign_in(stranger).get(f"/pegawai/{stranger.id}/{tail}").status_code == 403


EVIDENCE = {
    "kind": SUPERVISOR,
    "competency": "Integritas",
    "level": "3",
    "dated_on": "2026-01-31",
    "source": "Kepala dinas",
}


def test_hr_records_what_a_supervisor_said(work: Work, sign_in: SignIn) -> None:
    browser, person, hr = hr_and_person(work, sign_in)

    answer = browser.post(f"/pegawai/{person.id}/profil", data=EVIDENCE)

    assert answer.status_code == 302
    (proof,) = queries.proofs_of(work, person.id)
    assert (proof.kind, proof.level, proof.dated_on, proof.source) == (SUPERVISOR, 3, date(2026, 1, 31), "Kepala dinas")
    assert queries.proofs_of(work, hr.id) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": SELF},
        {"level": "6"},
        {"competency": "Sihir"},
        {"dated_on": "kemarin"},
        {"dated_on": "2999-01-01"},
        {"source": ""},
    ],
)
def test_evidence_that_cannot_be_is_refused(work: Work, sign_in: SignIn, wrong: dict[str, str]) -> None:
    browser, person, _hr = hr_and_person(work, sign_in)

    answer = browser.post(f"/pegawai/{person.id}/profil", data={**EVIDENCE, **wrong})

    assert answer.status_code == 422
    assert queries.proofs_of(work, person.id) == []


def test_nobody_records_evidence_of_themselves(work: Work, sign_in: SignIn) -> None:
    browser, _person, hr = hr_and_person(work, sign_in)
    table = f"nip,kompetensi,jenis,tingkat,tanggal\n{hr.nip},Integritas,terukur,5,01-01-2026\n"

    answers = [
        browser.post(f"/pegawai/{hr.id}/profil", data=EVIDENCE),
        browser.post("/profil/impor", data={"what": "bukti", "file": (BytesIO(table.encode()), "b.csv")}),
    ]

    assert [answer.status_code for answer in answers] == [403, 422]
    assert queries.proofs_of(work, hr.id) == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("url", OWN)
def test_page_costs_the_same_for_one_and_for_three(
    work: Work, sign_in: SignIn, count_statements: CountStatements, count: int, url: str
) -> None:
    person = learner(work)
    for number in range(count):
        with committed(work):
            make_course(work, slug=f"k{number}", title=f"Kursus {number}", competency="Integritas/1")
            make_career_entry(work, person, title=f"Catatan {number}")
        prove(work, person, "Komunikasi", PEER, number)
    browser = sign_in(person)

    with count_statements() as statements:
        assert browser.get(url).status_code == 200

    assert (
        len(statements) == {"/profil": 8, "/profil/penilaian-diri": 4, "/profil/pelatihan": 8, "/profil/ip-asn": 5}[url]
    )


@pytest.mark.parametrize("count", [1, 3])
def test_hrs_page_costs_the_same_for_one_and_for_three(
    work: Work, sign_in: SignIn, count_statements: CountStatements, count: int
) -> None:
    browser, person, _hr = hr_and_person(work, sign_in)
    for number in range(count):
        prove(work, person, "Integritas", PEER, number)

    with count_statements() as statements:
        assert browser.get(f"/pegawai/{person.id}/profil").status_code == 200

    assert len(statements) <= 10
