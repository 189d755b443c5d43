"""The public page: every claim, a masked NIP, a clear verdict, and nothing for whoever guesses."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from flask.testing import FlaskClient

from elearn.core.certificates import services
from elearn.core.certificates.models import Certificate
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import CountStatements
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person, make_unit

NOW = datetime(2026, 11, 22, 3, 42, 7, tzinfo=UTC)


def make(work: Work) -> Certificate:
    """A certificate of 4 JP that holds for three years."""
    with committed(work):
        agency = make_unit(work, name="Pemerintah Kota Harapan", code="5471")
        person = make_person(work, make_unit(work, agency, name="Dinas Sosial"))
        version = make_course(work, title="Pelayanan Prima", jp=4, extra=("sertifikat: {berlaku: 3 tahun}",))
        return make_certificate(work, person, version, score=87.5)


def facts(html: str) -> dict[str, str]:
    """The definition lists of a page."""
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html, re.DOTALL)
    return {unescape(label): unescape(re.sub(r"<wbr>|\s+$", "", content)) for label, content in found}


def verdict(html: str) -> str:
    found = re.search(r'<p class="verdict \w+">.*?</svg>\s*(.*?)</p>', html, re.DOTALL)
    assert found is not None
    return found[1]


def test_page_shows_every_claim_and_masks_the_number_of_the_person(house: House, client: FlaskClient) -> None:
    with house.work(write=True, now=NOW) as work:
        certificate = make(work)
        assert certificate.completion is not None
        nip, digest = certificate.person.nip, certificate.completion.enrolment.version.digest
        code = certificate.completion.enrolment.version.course.code

    html = client.get(f"/verifikasi/{certificate.code}").text

    assert verdict(html) == "Sertifikat sah"
    assert nip not in html.replace(" ", "")
    assert facts(html) == {
        "Nama": "Siti Rahmawati, S.AP.",
        "NIP": f"•••••••• {nip[8:14]} • •••",
        "Status kepegawaian": "Pegawai Negeri Sipil (PNS)",
        "Pangkat/golongan ruang": "Penata Muda (III/a)",
        "Jabatan": "Pengelola Layanan",
        "Unit kerja": "Dinas Sosial",
        "Instansi": "Pemerintah Kota Harapan",
        "Judul": "Pelayanan Prima",
        "Kode dan versi": f"{code}, versi 1",
        "Bentuk": "e-learning",
        "Penyelenggara": "BKPSDM Kota Harapan",
        "Waktu": "22 November 2026",
        "Beban belajar": "4 (empat) jam pelajaran, nilai akhir 87,5",
        "Kompetensi": "Pelayanan Publik (level 2)",
        "Sidik isi (SHA-256)": digest,
        "Nomor": "1/800/5471/XI/2026",
        "Kode": certificate.code,
        "Tempat terbit": "Harapan",
        "Berlaku": "sampai dengan 22 November 2029",
        "Penanda tangan": "Diterbitkan oleh: Pemerintah Kota Harapan",
        "Diterbitkan": "22 November 2026 pukul 10.42.07 WIB (2026-11-22T03:42:07Z)",
    }


def test_page_is_kept_by_nobody_and_listed_nowhere(work: Work, client: FlaskClient) -> None:
    answer = client.get(f"/verifikasi/{make(work).code}")

    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")
    assert '<meta name="robots" content="noindex, nofollow">' in answer.text


def test_revoked_certificate_says_so_with_day_and_reason(house: House, client: FlaskClient) -> None:
    with house.work(write=True, now=NOW) as work, committed(work):
        certificate = make(work)
        services.revoke(work, certificate, "Ujian <b>dikerjakan</b> orang lain.")

    html = client.get(f"/verifikasi/{certificate.code}").text

    assert verdict(html) == "Sertifikat dicabut"
    assert "Dicabut pada 22 November 2026, 10.42 WIB." in html
    assert "Ujian &lt;b&gt;dikerjakan&lt;/b&gt; orang lain." in html


def test_superseded_certificate_leads_to_its_successor(house: House, client: FlaskClient) -> None:
    with house.work(write=True) as work, committed(work):
        certificate = make(work)
        newer = services.supersede(work, certificate, "Nama salah tulis.")

    html = client.get(f"/verifikasi/{certificate.code}").text

    assert verdict(html) == "Sertifikat sudah digantikan"
    assert f'href="/verifikasi/{newer.code}"' in html


def test_certificate_past_its_last_day_has_expired(house: House, client: FlaskClient) -> None:
    with house.work(write=True, now=NOW.replace(year=2020)) as work:
        certificate = make(work)

    html = client.get(f"/verifikasi/{certificate.code}").text

    assert verdict(html) == "Masa berlaku sudah habis"
    assert "hanya berlaku sampai dengan 22 November 2023." in html


def test_code_is_found_however_it_is_typed(work: Work, client: FlaskClient) -> None:
    code = make(work).code

    for typed in (code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} "):
        answer = client.get("/verifikasi", query_string={"kode": typed})
        assert (answer.status_code, answer.location) == (302, f"/verifikasi/{code}")


@pytest.mark.parametrize("code", ["AAAA-AAAA-AAAA-AAAA-AAAA", "1", "K7QF", "..", "x" * 3000, "%F0%9F%98%80"])
def test_foreign_code_is_not_found_with_one_sentence(client: FlaskClient, code: str) -> None:
    answer = client.get(f"/verifikasi/{code}")

    assert (answer.status_code, answer.headers["X-Robots-Tag"]) == (404, "noindex, nofollow")
    assert "Tidak ada sertifikat dengan kode ini. Periksa kembali kode yang tercetak pada sertifikat." in answer.text


def test_malformed_code_costs_no_statement(client: FlaskClient, count_statements: CountStatements) -> None:
    with count_statements() as statements:
        client.get("/verifikasi/1")

    assert statements == []


def test_verification_costs_two_statements(work: Work, client: FlaskClient, count_statements: CountStatements) -> None:
    code = make(work).code

    with count_statements() as statements:
        client.get(f"/verifikasi/{code}")

    assert len(statements) == 2  # one of them is the plugin bsre's


def test_form_explains_how_a_code_looks(client: FlaskClient) -> None:
    answer = client.get("/verifikasi?kode=K7QF")

    assert answer.status_code == 422
    assert "Kode sertifikat terdiri atas 20 huruf dan angka, misalnya K7QF-9M2A-0XWD-61PB-TZ8C" in answer.text


def test_empty_form_is_shown_without_fault(client: FlaskClient) -> None:
    answer = client.get("/verifikasi")

    assert (answer.status_code, 'role="alert" tabindex' in answer.text) == (200, False)
