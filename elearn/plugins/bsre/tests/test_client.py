"""The contract with BSrE, call by call, against the stand-in over real HTTP."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from elearn.config import Settings
from elearn.kernel.pdf_signatures import UnreadableRoots, signatures_of

from ..client import Signer, open_bsre
from ..errors import NotTaken, Stopped
from .stand_in import ACCESS, NIK, OFFICIAL, PASSPHRASE, BsreServer, made, made_up_pdf

SIGNER = Signer(NIK, PASSPHRASE)


@pytest.fixture
def settings(tmp_path: Path, bsre: BsreServer) -> Settings:
    """No database is needed to speak with BSrE."""
    (tmp_path / "akses").write_text("\n".join(ACCESS))
    return Settings(bsre_url=f"{bsre.url}/", bsre_access_file=tmp_path / "akses", bsre_timeout_seconds=1)


@pytest.mark.parametrize("answers", ["pdf", "json", "base64", "download"])
def test_signed_file_comes_in_every_form(settings: Settings, bsre: BsreServer, answers: str) -> None:
    bsre.answers = answers
    pdf = made_up_pdf()

    signed = open_bsre(settings).sign(pdf, SIGNER, reason="Sertifikat nomor 1", place="Harapan")

    assert (signed.startswith(pdf), len(signed) > len(pdf), bsre.signed) == (True, True, ["1"])


def test_verification_is_bsre_s_own_answer(settings: Settings) -> None:
    found = open_bsre(settings).verify(made(made_up_pdf()))

    assert (found["jumlah_signature"], found["details"]) == (1, [{"signer": OFFICIAL}])


def test_certificate_that_may_sign_passes(settings: Settings, bsre: BsreServer) -> None:
    open_bsre(settings).check(SIGNER)

    assert bsre.asked == [f"GET /api/user/status/{NIK}"]


@pytest.mark.parametrize(
    ("signer", "change", "error", "said"),
    [
        (replace(SIGNER, passphrase="bukan"), {}, Stopped, "Passphrase ditolak BSrE."),
        (replace(SIGNER, nik="9901019001019555"), {}, Stopped, "BSrE menolak NIK atau sertifikat elektronik Anda: NIK … tidak"),
        (SIGNER, {"trouble": "html"}, Stopped, "bentuk yang tidak dikenal"),
        (SIGNER, {"trouble": "Sedang dipelihara"}, Stopped, r"BSrE sedang bermasalah \(503\): Sedang dipelihara"),
        (SIGNER, {"slow_seconds": 2}, Stopped, "BSrE tidak menjawab"),
        (SIGNER, {"refused": {"1": 1}}, NotTaken, r"Ditolak BSrE: Dokumen tidak dapat diproses \(…, …\)"),
    ],
)  # fmt: skip
def test_every_refusal_is_one_sentence_without_secrets(
    settings: Settings, bsre: BsreServer, signer: Signer, change: dict[str, object], error: type[Exception], said: str
) -> None:
    for name, value in change.items():
        setattr(bsre, name, value)

    with pytest.raises(error, match=said) as refused:
        open_bsre(settings).sign(made_up_pdf(), signer, reason="Sertifikat nomor 1", place="Harapan")

    told = f"{refused.value!r} {refused.value} {signer!r} {open_bsre(settings)!r}"
    assert [secret for secret in (signer.passphrase, signer.nik, *ACCESS) if secret in told] == []
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


@pytest.mark.parametrize("content", ["", "satu baris saja", "satu\ndua\ntiga"])
def test_access_file_holds_two_lines(settings: Settings, content: str) -> None:
    assert settings.bsre_access_file is not None
    settings.bsre_access_file.write_text(content)

    with pytest.raises(Stopped, match="harus memuat dua baris"):
        open_bsre(settings)


def test_roots_that_cannot_be_read_damage_no_signature(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRoots, match=r"tidak-ada\.pem tidak ada atau bukan PEM"):
        signatures_of(made(made_up_pdf()), tmp_path / "tidak-ada.pem")


def test_house_without_bsre_says_so() -> None:
    with pytest.raises(Stopped, match="Server BSrE belum diatur"):
        open_bsre(Settings())
