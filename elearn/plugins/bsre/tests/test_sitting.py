"""An official signs: all, some, with failures, with a wrong passphrase, with a service that is away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from elearn.core.certificates import services as certificates
from elearn.core.certificates.models import Certificate
from elearn.hooks.house import House
from elearn.kernel.pdf_keys import make_trial_key
from elearn.kernel.pdf_signatures import signatures_of
from elearn.plugin import Work, committed
from elearn.testing.factories.people import make_person

from .making import SignIn, document, last_sitting, make_desk, sign, states, wait
from .stand_in import NIK, OFFICIAL, PASSPHRASE, BsreServer

SIGN = "POST /api/sign/pdf"


def test_official_signs_everything_that_waits(house: House, work: Work, sign_in: SignIn, bsre: BsreServer) -> None:
    with committed(work):
        desk = make_desk(work, 3)
    before = [document(house, one) for one in desk.ids]
    browser = sign_in(desk.official)

    page = sign(browser, desk.ids)

    assert states(house, desk) == [(True, "")] * 3
    assert "Semua 3 sertifikat ditandatangani" in page
    assert bsre.asked == [f"GET /api/user/status/{NIK}", SIGN, SIGN, SIGN]
    for old, one in zip(before, desk.ids, strict=True):
        new = document(house, one)
        (signature,) = signatures_of(new, house.settings.bsre_roots)
        assert new.startswith(old)
        assert (signature.signer, signature.is_intact, signature.is_trusted) == (OFFICIAL, True, True)
    assert "Tidak ada yang menunggu" in browser.get("/tte/tanda-tangan").text


def test_both_files_are_known_afterwards(house: House, work: Work, sign_in: SignIn) -> None:
    with committed(work):
        desk = make_desk(work, 1)
    old = document(house, desk.ids[0])
    sign(sign_in(desk.official), desk.ids)

    with house.work(write=False) as reading:
        for pdf, said in ((old, "sebelum pejabat menandatanganinya"), (document(house, desk.ids[0]), "byte demi byte")):
            found = certificates.check_pdf(reading, pdf)
            assert (found.holds, said in found.findings[-1].sentence) == (True, True)


def test_seal_of_the_installation_stays_below_the_official_s(
    house: House, work: Work, sign_in: SignIn, tmp_path: Path
) -> None:
    make_trial_key(tmp_path / "segel.p12", "Segel Percobaan", "rahasia-uji")
    (tmp_path / "sandi").write_text("rahasia-uji")
    house.settings = replace(
        house.settings, pdf_key=tmp_path / "segel.p12", pdf_key_secret=f"file:{tmp_path / 'sandi'}"
    )
    with committed(work):
        desk = make_desk(work, 1)

    sign(sign_in(desk.official), desk.ids)

    found = signatures_of(document(house, desk.ids[0]), house.settings.bsre_roots)
    assert [(one.signer, one.is_intact) for one in found] == [("Segel Percobaan", True), (OFFICIAL, True)]
    with house.work(write=False) as reading:
        assert certificates.check_pdf(reading, document(house, desk.ids[0])).holds


def test_only_what_was_ticked_is_signed(house: House, work: Work, sign_in: SignIn) -> None:
    with committed(work):
        desk = make_desk(work, 3)
    browser = sign_in(desk.official)

    page = browser.get("/tte/tanda-tangan?pilih=semua").text
    none = browser.get("/tte/tanda-tangan").text
    sign(browser, desk.ids[1:2])

    assert (page.count(" checked"), none.count(" checked")) == (3, 0)
    assert states(house, desk) == [(False, ""), (True, ""), (False, "")]
    assert '<p class="lead">2 sertifikat menunggu' in browser.get("/tte/tanda-tangan").text


@pytest.mark.parametrize("answers", ["json", "base64", "download"])
def test_every_form_of_answer_is_read(
    house: House, work: Work, sign_in: SignIn, bsre: BsreServer, answers: str
) -> None:
    with committed(work):
        desk = make_desk(work, 1)
    bsre.answers = answers

    sign(sign_in(desk.official), desk.ids)

    assert states(house, desk) == [(True, "")]


def test_one_failure_costs_one_document_and_is_retried(
    house: House, work: Work, sign_in: SignIn, bsre: BsreServer
) -> None:
    with committed(work):
        desk = make_desk(work, 3)
    bsre.refused[desk.certificates[1].number] = 1
    browser = sign_in(desk.official)

    page = sign(browser, desk.ids)

    problem = "Ditolak BSrE: Dokumen tidak dapat diproses (…, …)"
    assert "2 dari 3 ditandatangani" in page
    assert f"{desk.certificates[1].number}, Peserta 2, S.AP.: {problem}" in page
    assert states(house, desk) == [(True, ""), (False, problem), (True, "")]
    assert "Semua 1 sertifikat ditandatangani" in sign(browser, desk.ids)
    assert states(house, desk) == [(True, "")] * 3
    assert sorted(bsre.signed) == sorted(one.number for one in desk.certificates)


def test_wrong_passphrase_is_sent_once(house: House, work: Work, sign_in: SignIn, bsre: BsreServer) -> None:
    with committed(work):
        desk = make_desk(work, 5)

    page = sign(sign_in(desk.official), desk.ids, passphrase="Salah-Ketik-99")

    assert "Passphrase ditolak BSrE. Tidak dicoba lagi, agar akun Anda tidak terkunci." in page
    assert (bsre.wrong, bsre.asked.count(SIGN), bsre.signed) == (1, 1, [])
    assert states(house, desk) == [(False, "")] * 5


def test_unknown_refusal_before_the_passphrase_was_taken_stops(
    house: House, work: Work, sign_in: SignIn, bsre: BsreServer
) -> None:
    with committed(work):
        desk = make_desk(work, 4)
    bsre.refused.update({one.number: 1 for one in desk.certificates})

    sign(sign_in(desk.official), desk.ids)

    assert bsre.asked.count(SIGN) == 1


def test_three_failures_in_a_row_stop(house: House, work: Work, sign_in: SignIn, bsre: BsreServer) -> None:
    with committed(work):
        desk = make_desk(work, 6)
    bsre.refused.update({one.number: 1 for one in desk.certificates[1:]})

    page = sign(sign_in(desk.official), desk.ids)

    assert "3 sertifikat berturut-turut gagal." in page
    assert [done for done, _ in states(house, desk)] == [True, False, False, False, False, False]
    assert "2 belum sempat diproses dan tetap menunggu." in page


@pytest.mark.parametrize(
    ("status", "nik", "said"),
    [
        ("EXPIRED", NIK, "Sertifikat elektronik Anda belum dapat dipakai menurut BSrE: Sertifikat … sudah kedaluwarsa"),
        ("ISSUE", "9901019001019999", "User dengan NIK … tidak terdaftar"),
    ],
)
def test_signer_who_may_not_sign_is_told_before_anything_is_sent(
    work: Work, sign_in: SignIn, bsre: BsreServer, status: str, nik: str, said: str
) -> None:
    with committed(work):
        desk = make_desk(work, 2)
    bsre.status = status

    page = sign(sign_in(desk.official), desk.ids, nik=nik)

    assert said in page
    assert bsre.asked == [f"GET /api/user/status/{nik}"]


@pytest.mark.parametrize("trouble", ["html", "Layanan sedang dipelihara", "slow", "down", "access"])
def test_service_that_is_away_costs_nothing(
    house: House, work: Work, sign_in: SignIn, bsre: BsreServer, trouble: str
) -> None:
    said = {
        "html": "BSrE menjawab dalam bentuk yang tidak dikenal (200).",
        "slow": "BSrE tidak menjawab.",
        "down": "BSrE tidak menjawab.",
        "access": "BSrE menolak akses instansi.",
    }.get(trouble, "BSrE sedang bermasalah (503): Layanan sedang dipelihara")
    with committed(work):
        desk = make_desk(work, 2)
    if trouble == "slow":
        bsre.slow_seconds = 3
        house.settings = replace(house.settings, bsre_timeout_seconds=1)
    elif trouble == "down":
        house.settings = replace(house.settings, bsre_url="http://127.0.0.1:9")
    elif trouble == "access":
        assert house.settings.bsre_access_file is not None
        house.settings.bsre_access_file.write_text("lain\nsalah\n")
    else:
        bsre.trouble = trouble

    page = sign(sign_in(desk.official), desk.ids)

    assert said in page
    assert bsre.asked.count(SIGN) <= 1
    assert [done for done, _ in states(house, desk)] == [False, False]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("other", "isinya bukan lanjutan dari berkas yang dikirim."),
        ("rewritten", "isinya bukan lanjutan dari berkas yang dikirim."),
        ("unsigned", "tanda tangannya tidak bertambah tepat satu."),
        ("changed", "selain ditandatangani, isinya juga diubah."),
        ("stranger", "penandatangannya tidak dijamin oleh akar yang diatur di ELEARN_BSRE_ROOTS."),
    ],
)
def test_file_that_is_not_ours_signed_is_not_taken(
    house: House, work: Work, sign_in: SignIn, bsre: BsreServer, fault: str, said: str
) -> None:
    with committed(work):
        desk = make_desk(work, 1)
    before, bsre.fault = document(house, desk.ids[0]), fault

    sign(sign_in(desk.official), desk.ids)

    assert states(house, desk) == [(False, f"Berkas yang kembali tidak dapat diterima: {said}")]
    assert document(house, desk.ids[0]) == before


def test_second_sitting_waits_for_the_first(house: House, work: Work, sign_in: SignIn, bsre: BsreServer) -> None:
    with committed(work):
        desk = make_desk(work, 2)
    bsre.slow_seconds = 0.5
    browser, sent = sign_in(desk.official), {"dokumen": desk.ids, "nik": NIK, "passphrase": PASSPHRASE}

    first, second = (browser.post("/tte/tanda-tangan", data=sent) for _ in range(2))
    running = browser.get(first.location).text
    wait()

    assert (first.status_code, second.status_code) == (303, 409)
    assert "Sedang ditandatangani…" in running
    assert 'hx-trigger="every 1s"' in running
    assert len(bsre.signed) == 2


def test_sitting_is_stopped_at_the_official_s_wish(house: House, work: Work, sign_in: SignIn, bsre: BsreServer) -> None:
    with committed(work):
        desk = make_desk(work, 4)
    bsre.slow_seconds = 0.5
    browser = sign_in(desk.official)
    begun = browser.post("/tte/tanda-tangan", data={"dokumen": desk.ids, "nik": NIK, "passphrase": PASSPHRASE})

    browser.post(f"{begun.location}/hentikan")
    wait()

    assert "Dihentikan atas permintaan Anda." in browser.get(begun.location).text
    assert len(bsre.signed) < 4
    assert sum(done for done, _ in states(house, desk)) == len(bsre.signed)


def test_certificate_revoked_meanwhile_stays_as_it_was(
    house: House, work: Work, sign_in: SignIn, bsre: BsreServer
) -> None:
    with committed(work):
        desk = make_desk(work, 1)
    bsre.slow_seconds = 1
    browser = sign_in(desk.official)
    browser.post("/tte/tanda-tangan", data={"dokumen": desk.ids, "nik": NIK, "passphrase": PASSPHRASE})
    with house.work(write=True) as other, committed(other):
        certificates.revoke(other, other.session.get_one(Certificate, desk.ids[0]), "Salah orang.")
    wait()

    assert [done for done, _ in states(house, desk)] == [False]
    assert last_sitting(house).ended_at is not None


def test_nobody_else_signs_or_sees_a_sitting(house: House, work: Work, sign_in: SignIn, bsre: BsreServer) -> None:
    with committed(work):
        desk, stranger = make_desk(work, 1), make_person(work)
    browser = sign_in(stranger)

    sent = browser.post("/tte/tanda-tangan", data={"dokumen": desk.ids, "nik": NIK, "passphrase": PASSPHRASE})

    assert (sent.status_code, bsre.asked) == (422, [])
    assert browser.get(f"/tte/{desk.certificates[0].code}.pdf").status_code == 404
    sign(sign_in(desk.official), desk.ids)
    assert browser.get(f"/tte/sesi/{last_sitting(house).id}").status_code == 404


def test_form_says_what_is_missing_and_forgets_what_was_typed(work: Work, sign_in: SignIn, bsre: BsreServer) -> None:
    with committed(work):
        desk = make_desk(work, 2)

    answer = sign_in(desk.official).post(
        "/tte/tanda-tangan", data={"dokumen": desk.ids[:1], "nik": "990101900101900", "passphrase": PASSPHRASE}
    )

    assert (answer.status_code, "NIK terdiri atas 16 angka." in answer.text) == (422, True)
    assert (answer.text.count(" checked"), "990101900101900" in answer.text, PASSPHRASE in answer.text) == (1, False, False)  # fmt: skip
    assert bsre.asked == []
