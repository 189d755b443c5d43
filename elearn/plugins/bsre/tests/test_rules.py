"""What BSrE's answers mean."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest

from ..rules import file_id_in, has_broken_off, meaning_of, pdf_in, saying_of

PDF = b"%PDF-1.7\nisi"


@pytest.mark.parametrize(
    ("status", "message", "meaning"),
    [
        (400, "Passphrase anda salah", "passphrase"),
        (500, "Pass phrase tidak sesuai", "passphrase"),
        (403, "Kata sandi salah", "passphrase"),
        (401, "Unauthorized", "access"),
        (403, "", "access"),
        (400, "NIK tidak terdaftar", "signer"),
        (400, "Sertifikat sudah expired", "signer"),
        (200, "User belum memiliki sertifikat", "signer"),
        (503, "Service Unavailable", "service"),
        (429, "Too many requests", "service"),
        (302, "", "service"),
        (400, "Dokumen rusak", "document"),
        (200, "Unikum", "document"),
    ],
)
def test_refusals_mean(status: int, message: str, meaning: str) -> None:
    assert meaning_of(status, message) == meaning


@pytest.mark.parametrize(
    ("body", "pdf"),
    [
        (PDF, PDF),
        (base64.b64encode(PDF), PDF),
        (b'{"base64_signed_file": "' + base64.b64encode(PDF) + b'"}', PDF),
        (b'{"file": "bukan base64!"}', None),
        (b'{"file": 7}', None),
        (b"<html></html>", None),
        (b"{", None),
        (b"", None),
        (base64.b64encode(b"bukan PDF"), None),
    ],
)
def test_pdf_is_found_in_an_answer(body: bytes, pdf: bytes | None) -> None:
    assert pdf_in(body) == pdf


def test_words_and_ids_are_read_from_objects_alone() -> None:
    assert saying_of(b'{"error": " Dokumen\\n rusak "}') == "Dokumen rusak"
    assert (saying_of(b"[1]"), saying_of(b"<html>"), file_id_in(b'{"id_dokumen": "a7"}'), file_id_in(PDF)) == ("", "", "a7", None)  # fmt: skip


def test_silence_of_two_answers_is_borne() -> None:
    now = datetime(2026, 11, 25, tzinfo=UTC)

    assert [has_broken_off(now - timedelta(seconds=s), now, 30) for s in (65, 66)] == [False, True]
