"""Evidence of learning elsewhere for the demo: a few pieces that wait for HR, and some that were decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from elearn.core.career import services
from elearn.core.career.models import Evidence
from elearn.core.career.rules import MINUTES_PER_JP
from elearn.core.career.services.evidence import Description
from elearn.core.career.services.proof import SentFile
from elearn.core.people import services as people
from elearn.core.people.demo_agency import NAMED, DemoAgency
from elearn.kernel.permissions import HR, LEARNER
from elearn.kernel.work import Actor, Work

from .door import Door

PAPER = (1000, 700)
"""Pixels of a drawn certificate."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What somebody sends; `days` before today it ended, `deed` is what HR did with it."""

    title: str
    form: str
    organiser: str
    number: str
    jp: int
    days: int
    kind: str
    deed: str = ""
    competency: str = "Komunikasi"


SAMPLES = (
    Sample("Seminar Nasional Pelayanan Publik Berbasis Digital", "seminar", "Universitas Harapan", "12/SEM/UH/2026", 8, 9, "PDF"),
    Sample("Bimbingan Teknis Penyusunan Standar Pelayanan", "bimbingan teknis", "BPSDM Provinsi", "800/45/BPSDM", 12, 21, "PNG", competency="Pelayanan Publik"),
    Sample("Coaching menyusun rencana kerja", "coaching", "Dinas Komunikasi dan Informatika", "", 5, 15, "JPEG"),
    Sample("Workshop Kearsipan Dinamis", "workshop", "Lembaga Kearsipan Daerah", "045/WK/2026", 8, 33, "PDF"),
    Sample("Belajar mandiri: tata naskah dinas", "belajar mandiri", "Mandiri", "", 6, 12, "PNG", "ditolak"),
    Sample("Magang di Mal Pelayanan Publik", "magang", "Mal Pelayanan Publik", "09/MPP/2026", 40, 60, "PDF", "diterima", "Pelayanan Publik"),
)  # fmt: skip


def send(door: Door, agency: DemoAgency) -> None:
    """The named learner sends the first samples, others the rest."""
    others = [person.nip.digits for person in agency.people if person not in NAMED.values()][: len(SAMPLES)]
    senders = [NAMED[LEARNER].nip.digits] * 2 + others
    with door.writing() as work:
        hr = people.person_with(work, NAMED[HR].nip.digits)
        for sample, nip in zip(SAMPLES, senders, strict=False):
            person = people.person_with(work, nip)
            work.actor = Actor(person.id, person.full_name)
            sent = services.send(work, person, _described(work, sample), _file(sample))
            work.actor = Actor(hr.id, hr.full_name)
            _decide(work, sent, sample.deed)


def _decide(work: Work, sent: Evidence, deed: str) -> None:
    if deed == "diterima":
        services.accept(work, sent, Description.of(sent))
    elif deed == "ditolak":
        services.refuse(work, sent, "Laporan belajar tidak memuat sumber dan hasilnya. Lengkapi, lalu kirim lagi.")


def _described(work: Work, sample: Sample) -> Description:
    last = work.today - timedelta(days=sample.days)
    return Description(
        title=sample.title,
        form=sample.form,
        organiser=sample.organiser,
        number=sample.number,
        began_on=last,
        ended_on=last,
        minutes=sample.jp * MINUTES_PER_JP,
        quantity=1,
        competencies=[[sample.competency, 2]],
    )


def _file(sample: Sample) -> SentFile:
    lines = (
        "CONTOH",
        "SERTIFIKAT",
        sample.title,
        sample.organiser,
        f"Nomor: {sample.number or '-'}",
        f"{sample.jp} JP",
    )
    return SentFile(f"sertifikat.{sample.kind.lower()}", _drawn(lines, sample.kind))


def _drawn(lines: Sequence[str], kind: str) -> bytes:
    picture = Image.new("RGB", PAPER, "#fffdf5")
    pen, content = ImageDraw.Draw(picture), BytesIO()
    pen.rectangle((25, 25, PAPER[0] - 25, PAPER[1] - 25), outline="#0f5c5c", width=6)
    for place, line in enumerate(lines):
        pen.text((PAPER[0] / 2, 130 + place * 80), line, "#14323a", ImageFont.load_default(34), anchor="mm")
    picture.save(content, kind)
    return content.getvalue()
