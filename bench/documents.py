"""`python -m bench.documents [COUNT]`: certificates issued by the job, then drawn and signed by two processes.

CPU and size of each file, with both codes, the badge, the claim and a signature; and how many a second this machine makes.
With 10,000 it takes ten minutes of both cores and 1 GB of TMPDIR, says how far it is, and ends by itself.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import select

from elearn.app import open_house
from elearn.cli.certificate_files import draw_all
from elearn.cli.door import Door
from elearn.core.certificates import services
from elearn.core.certificates.attendees import MOST_ROWS, Attendee
from elearn.core.certificates.claims import from_json
from elearn.core.certificates.document import render_pdf
from elearn.core.certificates.models import Certificate
from elearn.core.certificates.rules import verify_url
from elearn.hooks.house import House
from elearn.kernel.jobs import Errand
from elearn.kernel.pdf_keys import make_trial_key
from elearn.kernel.pdf_signatures import signed
from elearn.kernel.work import Work, committed
from elearn.testing.factories.people import make_person, make_unit

from .engines import ENGINES
from .table import show
from .tasks import Timing, new_house

COUNT, EACH, PROCESSES = 200, 20, 2
EVERY = 10
"""Seconds between two lines about how far it is."""
CPU, BYTES = 0.12, 150_000
"""What one file may cost, and weigh."""


def documents(home: Path, database_url: str, count: int = COUNT) -> list[Timing]:
    """Issues `count` certificates and has them all drawn."""
    house = with_key(new_house(home, database_url))
    issued = _issue(house, count)
    parts = _parts(house)
    said, begun = _progress("drawn and signed", count), time.perf_counter()
    drawn = draw_all(Door(house), PROCESSES, said)
    taken = time.perf_counter() - begun
    assert drawn == count, f"{drawn} of {count} were drawn"
    sizes = _sizes(house)
    house.close()
    print(
        f"  {count} certificates: {count / issued:.0f} issued, {count / taken:.1f} drawn and signed a second by {PROCESSES} processes"
    )
    print(
        f"  each file {median(sizes) / 1000:.0f} kB, the largest {max(sizes) / 1000:.0f} kB (at most {BYTES // 1000} kB)"
    )
    return [
        *parts,
        Timing(f"{count} certificates issued", issued),
        Timing(f"{count} certificates drawn and signed", taken),
    ]


def with_key(house: House) -> House:
    """The same house with a key of its own making."""
    home = house.settings.home
    make_trial_key(home / "segel.p12", "Segel bench", "rahasia")
    (home / "sandi").write_text("rahasia")
    house.close()
    return open_house(replace(house.settings, pdf_key=home / "segel.p12", pdf_key_secret=f"file:{home / 'sandi'}"))


@dataclass(frozen=True)
class _Told(Errand):
    """An errand that also says aloud how far it is."""

    said: Callable[[int], None]

    def progress(self, done: int, total: int | None) -> None:
        Errand.progress(self, done, total)
        self.said(done)


def _issue(house: House, count: int) -> float:
    """Vouches for a workshop, as HR does, and runs the worker's job; returns its seconds."""
    with house.work(write=True) as work, committed(work):
        unit = make_unit(work)
        rows = [Attendee(row, make_person(work, unit).nip, "") for row in range(count)]
        wish = services.WorkshopWish("WS-01", "Lokakarya", "workshop", "Dinas", 5, work.today, work.today)
        for first in range(0, count, MOST_ROWS):
            workshop = services.vouch(work, unit, wish, rows[first : first + MOST_ROWS])
        work.after_commit.clear()
        job_id, workshop_id = workshop.job_id or 0, workshop.id
    said, begun = _progress("issued", count), time.perf_counter()
    services.issue_workshop(_Told(job_id, lambda *, write: house.work(write=write), said), workshop_id)
    return time.perf_counter() - begun


def _progress(what: str, total: int) -> Callable[[int], None]:
    """Prints how many there are, at most every EVERY seconds."""
    begun = last = time.perf_counter()

    def said(done: int) -> None:
        nonlocal last
        now = time.perf_counter()
        if now - last >= EVERY:
            last = now
            print(f"  {done:,} of {total:,} {what}, {done / (now - begun):.1f} a second", flush=True)

    return said


def _parts(house: House) -> list[Timing]:
    """The median CPU of each part, after the first, which also starts compiler and key."""
    with house.work(write=False) as work:
        found = work.session.scalars(select(Certificate).limit(EACH + 1)).all()
        lines = [_measured(work, one) for one in found][1:]
    names = ("claim and badge", "typst", "signature", "all")
    return [
        Timing(f"certificate PDF, CPU: {name}", median(line[place] for line in lines), CPU if name == "all" else None)
        for place, name in enumerate(names)
    ]


def _measured(work: Work, certificate: Certificate) -> tuple[float, float, float, float]:
    claims = from_json(certificate.claims)
    moments = [time.process_time()]
    proof = services.proof_of(work, certificate)
    moments.append(time.process_time())
    address = verify_url(work.settings.address, certificate.code)
    drawn = render_pdf(claims, verify_url=address, look=services.look_of(work, certificate), proof=proof)
    moments.append(time.process_time())
    signed(work.settings, drawn, claims.place)
    moments.append(time.process_time())
    a, b, c, d = moments
    return b - a, c - b, d - c, d - a


def _sizes(house: House) -> list[int]:
    with house.work(write=False) as work:
        digests = work.session.scalars(select(Certificate.document_digest)).all()
    return [house.files.path(digest).stat().st_size for digest in digests if digest]


def main() -> None:
    """On SQLite alone, with as many certificates as are asked for."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with TemporaryDirectory(prefix="elearn-bench-") as place, ENGINES["SQLite"](Path(place)) as fresh:
        timings = documents(Path(place) / "home", fresh("documents"), count)
    rows = [[one.title, f"{one.target * 1000:.0f} ms" if one.target else "", _said(one.seconds)] for one in timings]
    show(f"Certificates ({os.cpu_count()} cores, load {os.getloadavg()[0]:.1f})", ["what", "target", "taken"], rows)


def _said(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


if __name__ == "__main__":
    main()
