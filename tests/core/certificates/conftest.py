"""One complete set of claims that every test of the room starts from."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from elearn.core.certificates.claims import Claims, Competency, Holder, Signatory, Training


@pytest.fixture(scope="session")
def claims() -> Claims:
    """A PNS who finished a course of 4 JP with a score."""
    return Claims(
        number="42/800.2/BKPSDM/XI/2026",
        code="K7QF-9M2A-0XWD-61PB-TZ8C",
        issued_at=datetime(2026, 11, 22, 17, 42, 7, tzinfo=UTC),
        zone="WIB",
        place="Harapan",
        valid_until=date(2029, 11, 23),
        holder=Holder(
            name="Siti Aminah",
            title_before="Dr.",
            title_after="S.Kom., M.Si.",
            nip="198503142010012907",
            employment="PNS",
            grade="III/c",
            rank="Penata",
            position="Analis SDM Aparatur Ahli Muda",
            work_unit="Bidang Pengembangan Kompetensi",
            agency="Pemerintah Kota Harapan",
        ),
        training=Training(
            title="Pelayanan Prima dan Standar Pelayanan Publik",
            code="PP-01",
            version=3,
            digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            form="E-Learning",
            organiser="BKPSDM Kota Harapan",
            minutes=180,
            started_on=date(2026, 11, 3),
            completed_on=date(2026, 11, 22),
            score=87.5,
        ),
        competencies=(Competency("Pelayanan Publik", 2), Competency("Komunikasi", 3)),
        signatories=(Signatory("Drs. Rahmat Hidayat, M.Si.", "Kepala BKPSDM", "197001011995031901"),),
    )
