"""`python -m bench.career [PEOPLE]`: a year of everybody recounted under another pack of JP rules, on both databases."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert, select

from elearn.core.career import services
from elearn.core.career.models import CERTIFICATE, EXTERNAL, CareerEntry
from elearn.core.career.packs import read_pack
from elearn.core.people.models import Person
from elearn.core.people.services import load_demo
from elearn.hooks.house import House
from elearn.kernel.work import committed

from .engines import ENGINES
from .table import show
from .tasks import new_house

PEOPLE, ENTRIES, YEAR, TARGET = 100_000, 5, 2026, 60
"""People when no number is given, entries of each, the year, and the seconds it may take for 100,000."""
NOW = datetime(YEAR, 12, 31, tzinfo=UTC)
FORMS = ("e-learning", "e-learning", "coaching", "belajar mandiri", "seminar", "workshop", "pelatihan teknis", "magang")
STRICT = """
nama: bench-ketat
judul: Aturan yang lebih ketat
berlaku_mulai: 2026-01-01
dasar_hukum: contoh
aturan:
  - {bentuk: NKL01, dasar: konversi, jp: 1, tiap: sesi, paling_banyak_sebulan: 2}
  - {bentuk: NKL03, dasar: bukti, paling_banyak_sehari: 8}
  - {bentuk: NKL09, dasar: konversi, jp: 1, tiap: hari, paling_banyak_sehari: 1}
  - {bentuk: KL06, dasar: konversi, jp: 3, tiap: hari}
  - {bentuk: "*", paling_banyak_sehari: 10, paling_banyak_setahun: 60}
"""


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    rows = []
    with TemporaryDirectory(prefix="elearn-bench-") as place:
        for name, engine in ENGINES.items():
            folder = Path(place) / name
            folder.mkdir()
            with engine(folder) as fresh:
                rows += [[f"{what} ({name})", *cells] for what, *cells in _measured(folder, fresh("career"), people)]
    head = f"{people:,} people with {ENTRIES} entries each; target for 100,000: {TARGET} s"
    show(head, ["what", "seconds", "own CPU", "entries changed", "peak memory MB"], rows)


def _measured(folder: Path, address: str, people: int) -> Iterator[tuple[str, str, str, str, str]]:
    house = new_house(folder / "home", address)
    _fill(house, people)
    for what, name, is_applied in (
        ("the shipped pack, written", None, True),
        ("a stricter pack, compared", "bench-ketat", False),
        ("a stricter pack, switched to", "bench-ketat", True),
        ("verified afterwards", None, False),
    ):
        taken: list[float] = []
        begun = time.process_time()
        with _clock(taken), house.work(write=is_applied) as work:
            if is_applied:
                with committed(work):
                    found = services.apply_pack(work, YEAR, name)
            else:
                found = services.compare(work, YEAR, name)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        own = time.process_time() - begun
        yield what, f"{taken[0]:.1f}", f"{own:.1f}", f"{found.changed_entries:,}", f"{peak}"
    house.close()


def _fill(house: House, people: int) -> None:
    with house.work(write=True) as work, committed(work):
        load_demo(work, people)
        services.load_pack(work, read_pack(STRICT))
        random = Random(YEAR)
        rows: list[dict[str, Any]] = []
        for person_id in work.session.scalars(select(Person.id)).all():
            rows += [_entry(random, person_id) for _ in range(ENTRIES)]
            if len(rows) >= 10_000:
                work.session.execute(insert(CareerEntry), rows)
                rows = []
        if rows:
            work.session.execute(insert(CareerEntry), rows)


def _entry(random: Random, person_id: int) -> dict[str, Any]:
    form = random.choice(FORMS)
    last = date(YEAR, 1, 1) + timedelta(days=random.randrange(365))
    minutes = random.randrange(1, 20) * 45
    return {
        "person_id": person_id, "certificate_id": None, "evidence_id": None,
        "source": CERTIFICATE if form == "e-learning" else EXTERNAL, "title": "Pelatihan", "form": form,
        "organiser": "BKPSDM", "minutes": minutes, "counted_minutes": minutes, "quantity": random.randrange(1, 4),
        "competencies": [], "began_on": last - timedelta(days=random.randrange(5)), "ended_on": last, "year": YEAR,
        "recorded_at": NOW,
    }  # fmt: skip


@contextmanager
def _clock(taken: list[float]) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    taken.append(time.perf_counter() - begun)


if __name__ == "__main__":
    main()
