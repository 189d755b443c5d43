"""The server's own answer about a claim, for browsers that cannot check it themselves."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete

from elearn.config import Settings
from elearn.core.career.models import CareerEntry
from elearn.core.certificates import services
from elearn.core.certificates.claims import from_json
from elearn.core.certificates.models import Certificate
from elearn.core.certificates.proof import base45, paper
from elearn.hooks.house import House
from elearn.kernel.keys import keys_of
from elearn.kernel.work import Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import CountStatements

from .test_verification import verdict


def make(work: Work) -> tuple[Certificate, str]:
    with committed(work):
        certificate = make_certificate(work)
        return certificate, services.paper_claim(work, certificate)


def shown(html: str) -> dict[str, str]:
    """The facts of the outcome; those in templates are empty."""
    found = re.findall(r'<dt>([^<]*)</dt><dd data-fact="\w+">([^<]+)</dd>', html)
    return {unescape(label): unescape(content) for label, content in found}


def test_claim_is_answered_with_every_fact(work: Work, client: FlaskClient) -> None:
    certificate, text = make(work)

    answer = client.post("/verifikasi", data={"klaim": f" {text[:50]}\r\n{text[50:]} "})

    training = from_json(certificate.claims).training
    facts = shown(answer.text)
    assert (answer.status_code, verdict(answer.text)) == (200, "Sertifikat sah")
    assert (facts["Nama"], facts["Kode"]) == ("Siti Rahmawati, S.AP.", certificate.code)
    assert facts["Kode dan versi"] == f"{training.code}, versi {training.version}"
    assert facts["Awal sidik isi (SHA-256)"] == training.digest[:32]
    assert len(facts) == 13
    assert certificate.person.nip not in answer.text


def test_withdrawal_is_seen_at_once(house: House, client: FlaskClient) -> None:
    with house.work(write=True) as work, committed(work):
        revoked, old = make_certificate(work), make_certificate(work)
        claims = [services.paper_claim(work, one) for one in (revoked, old)]
        services.revoke(work, revoked, "Keliru.")
        services.supersede(work, old, "Nama salah tulis.")

    said = [verdict(client.post("/verifikasi", data={"klaim": claim}).text) for claim in claims]

    assert said == ["Sertifikat dicabut", "Sertifikat sudah digantikan"]


def test_claim_that_is_not_ours_shows_nothing_of_its_content(work: Work, client: FlaskClient, tmp_path: Path) -> None:
    _, text = make(work)
    stranger = keys_of(Settings(home=tmp_path)).current
    foreign = paper.encode(paper.verify(text, keys_of(work.settings).all_public), stranger)
    changed = bytearray(base45.decode(text.removeprefix(paper.PREFIX)))
    changed[-1] ^= 1
    forged = paper.PREFIX + base45.encode(bytes(changed))

    answers = [client.post("/verifikasi", data={"klaim": claim}).text for claim in (foreign, forged, "EL1:HALO")]

    assert [verdict(html) for html in answers] == [
        "Penerbit tidak dikenal",
        "Tanda tangan salah",
        "Bukan klaim sertifikat",
    ]
    assert [shown(html) for html in answers] == [{}, {}, {}]


def test_signed_claim_without_a_record_is_suspicious(work: Work, client: FlaskClient) -> None:
    _, text = make(work)
    with committed(work):
        work.session.execute(delete(CareerEntry))
        work.session.execute(delete(Certificate))

    assert verdict(client.post("/verifikasi", data={"klaim": text}).text) == "Sertifikat tidak tercatat"


def test_claim_is_read_from_a_pdf(work: Work, client: FlaskClient) -> None:
    certificate, text = make(work)
    other, second = make(work)
    assert other.code != certificate.code

    def send(*claims: str) -> str:
        pdf = b"%PDF-1.7 (" + b") (".join(claim.encode() for claim in claims) + b")\n%%EOF"
        return client.post("/verifikasi", data={"berkas": (io.BytesIO(pdf), "a.pdf")}).text

    assert shown(send(text, text))["Kode"] == certificate.code
    assert "Berkas ini memuat lebih dari satu klaim" in send(text, second)
    assert "Tidak ada klaim bertanda tangan di berkas ini" in send()


def test_pdf_that_was_not_handed_out_is_no_valid_certificate(work: Work, client: FlaskClient) -> None:
    """The claim is copied from a real certificate, the pages are whatever a forger likes."""
    with committed(work):
        certificate = make_certificate(work)
        pdf = work.files.read(services.keep_document(work, certificate.id, services.build_document(work, certificate)))
    claim = services.paper_claim(work, certificate).encode()

    def send(content: bytes) -> str:
        return client.post("/verifikasi", data={"berkas": (io.BytesIO(content), "a.pdf")}).text

    genuine, resaved, forged = send(pdf), send(pdf + b"\n"), send(b"%PDF-1.7 (" + claim + b")\n%%EOF")
    assert [verdict(html) for html in (genuine, resaved, forged)] == [
        "Sertifikat sah",
        "PDF ini bukan dari penerbit",
        "PDF ini bukan dari penerbit",
    ]
    assert "sama, byte demi byte" in genuine.partition("<template")[0]
    assert shown(forged)["Kode"] == certificate.code
    assert verdict(send(claim)) == "Sertifikat sah", "a text file has no pages"


def test_withdrawal_outweighs_a_changed_pdf(work: Work, client: FlaskClient) -> None:
    with committed(work):
        certificate = make_certificate(work)
        pdf = b"%PDF-1.7 (" + services.paper_claim(work, certificate).encode() + b")"
        services.revoke(work, certificate, "Keliru.")

    html = client.post("/verifikasi", data={"berkas": (io.BytesIO(pdf), "a.pdf")}).text

    assert verdict(html) == "Sertifikat dicabut"
    assert "Berkas PDF ini bukan yang diserahkan penerbit" in html.partition("<template")[0]


def test_whoever_has_the_code_may_ask_for_a_file_by_its_digest(work: Work, client: FlaskClient) -> None:
    with committed(work):
        certificate = make_certificate(work)
        digest = services.keep_document(work, certificate.id, services.build_document(work, certificate))
    page = f"/verifikasi/{certificate.code}/berkas"

    answers = [client.get(f"{page}/{one}") for one in (digest, "0" * 64, "None", "x")]

    assert [answer.json for answer in answers] == [{"is_ours": True}] + [{"is_ours": False}] * 3
    assert answers[0].headers["Cache-Control"] == "no-store"
    assert client.get(f"/verifikasi/K7QF-9M2A-0XWD-61PB-TZ8C/berkas/{digest}").status_code == 404


@pytest.mark.parametrize("kind", ["json", "png", "svg"])
def test_badge_is_shown_the_way_to_its_own_page(work: Work, client: FlaskClient, kind: str) -> None:
    certificate, _ = make(work)
    badge = client.get(f"/verifikasi/{certificate.code}/badge.{kind}").data

    answer = client.post("/verifikasi", data={"berkas": (io.BytesIO(badge), f"lencana.{kind}")})

    assert (answer.status_code, "Berkas ini lencana digital." in answer.text) == (422, True)


def test_nothing_sent_is_one_sentence(client: FlaskClient) -> None:
    answer = client.post("/verifikasi", data={})

    assert answer.status_code == 422
    assert "Pilih berkas, atau tempel teks klaimnya." in answer.text


def test_check_costs_one_statement(work: Work, client: FlaskClient, count_statements: CountStatements) -> None:
    _, text = make(work)

    with count_statements() as statements:
        client.post("/verifikasi", data={"klaim": text})

    assert len(statements) == 1


@pytest.mark.parametrize("address", ["/verifikasi", "/masuk"])
def test_only_the_page_that_scans_may_ask_for_the_camera(client: FlaskClient, address: str) -> None:
    policy = client.get(address).headers["Permissions-Policy"]

    assert ("camera=(self)" in policy) == (address == "/verifikasi")


def test_worker_keeps_what_the_page_loads(client: FlaskClient) -> None:
    answer = client.get("/verifikasi/pekerja.js")
    page = client.get("/verifikasi").text

    loaded = set(re.findall(r'(?:href|src|data-decoder|data-ed25519)="(/static/[^"]+)"', page))
    assert loaded - {address for address in loaded if address in answer.text} == {
        address for address in loaded if "icon-192" in address
    }
    assert answer.headers["Service-Worker-Allowed"] == "/verifikasi"
    assert '"source": "/verifikasi?bahasa=id"' in answer.text
    assert '"source": "/verifikasi?bahasa=en"' in client.get("/verifikasi/pekerja.js?bahasa=en").text
    assert client.get("/verifikasi/app.webmanifest?bahasa=en").json["lang"] == "en"  # type: ignore[index]  # a JSON answer
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
