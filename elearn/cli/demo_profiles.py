"""What positions of the demo agency require, and some evidence, through the very services that pages use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from elearn.core.competencies import services as competencies
from elearn.core.competencies.dictionary import NATIONAL
from elearn.core.people import queries as people
from elearn.core.people.demo_agency import NAMED, DemoAgency
from elearn.core.profiles import services as profiles
from elearn.core.profiles.rules import MEASURED, PEER, SELF, SUPERVISOR
from elearn.kernel.work import Work

from .door import Door

SEED = 2027
OTHERS = 20
"""So many people beside the four named ones have evidence: enough for a picture, few enough for a quick start."""

REQUIRED = (
    ("penata layanan operasional", "Pelayanan Publik", 2),
    ("penata layanan operasional", "Literasi Digital", 2),
    ("analis sdm aparatur ahli muda", "Literasi Digital", 3),
    ("widyaiswara ahli muda", "Komunikasi", 4),
)
STANDINGS = (
    ("trainer", "S3", "Sangat Baik", "Tidak ada", "ya"),
    ("hr", "S1", "Baik", "Tidak ada", "ya"),
    ("admin", "S1", "Butuh Perbaikan", "Tidak ada", ""),
)


def furnish(door: Door, agency: DemoAgency) -> None:
    """Requirements of four positions, evidence of the named people and some others, standings and an official value."""
    with door.writing() as work:
        root = people.unit_by_code(work, agency.units[0].code)
        lines = [f"{title},{name},{level},01-01-2026,Peraturan wali kota contoh" for title, name, level in REQUIRED]
        table = "\n".join(["jabatan,kompetensi,tingkat,berlaku_mulai,dasar_hukum", *lines])
        competencies.import_requirements(work, table.encode(), root, keep_good=True)
        _evidence(work, agency)
        _standings(work)


def _evidence(work: Work, agency: DemoAgency) -> None:
    random = Random(SEED)  # noqa: S311  # a picture, not a secret
    others = [person.nip.digits for person in agency.people if person not in NAMED.values()]
    named = [person.nip.digits for person in NAMED.values()]
    for nip in (*named, *random.sample(others, min(OTHERS, len(others) // 4))):
        person = people.person_by_nip(work, nip)
        if person is not None:
            for name, kind, level, days in _levels(random):
                day = work.today - timedelta(days=days)
                source = {SELF: "", MEASURED: "Uji kompetensi contoh"}.get(kind, "Penilaian contoh")
                profiles.add(work, person.id, name, kind, level, day, source)


def _levels(random: Random) -> Iterator[tuple[str, str, int, int]]:
    """Competency, kind, level and age in days: some assessed long ago, some by others, most by themselves."""
    for number, competency in enumerate(NATIONAL):
        yield competency.name, SELF, random.randint(2, 4), 30
        if number % 3 == 0:
            yield competency.name, SUPERVISOR, random.randint(1, 3), random.randint(60, 400)
        if number % 4 == 0:
            yield competency.name, MEASURED, random.randint(1, 4), random.choice((200, 1500))
        if number == 1:
            yield competency.name, PEER, random.randint(1, 3), 90


def _standings(work: Work) -> None:
    year = work.today.year
    head = "nip,tahun,pendidikan,predikat_kinerja,hukuman_disiplin,diklat_fungsional,sumber"
    rows = [f"{NAMED[role].nip.digits},{year},{','.join(words)},contoh" for role, *words in STANDINGS]
    profiles.import_table(work, profiles.STANDINGS, "\n".join([head, *rows]).encode(), None)
    head = "nip,tahun,kualifikasi,kompetensi,kinerja,disiplin,jumlah,tanggal_ambil,sumber"
    row = f"{NAMED['trainer'].nip.digits},{year - 1},25,30,25,5,85,{year}-01-15,SIASN"
    profiles.import_table(work, profiles.OFFICIAL, f"{head}\n{row}".encode(), None)
