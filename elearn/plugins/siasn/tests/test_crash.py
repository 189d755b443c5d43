"""A worker killed between SIASN's save and our note: started again, it finds the record and sends nothing twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from elearn.config import Settings
from elearn.kernel.outbox import Job
from elearn.plugin import Work, committed

from ..models import Record
from ..selection import Wanted
from ..services import ask_push
from ..services.errands import PUSH_JOB
from ..sitting import Offer
from ..states import QUIET, SENT, UNSURE
from .making import Shell, make_entry, make_known, record_of
from .stand_in import SSO, Answer, Siasn

WORKER = "from elearn.cli.main import main; main(['worker'])"


def start_worker(settings: Settings) -> subprocess.Popen[bytes]:
    """`elearn worker` in a process of its own, on the test's database and queue."""
    told = {
        "ELEARN_DATABASE_URL": settings.database_url,
        "ELEARN_HOME": str(settings.home),
        "ELEARN_SECRET_KEY": settings.secret_key,
        "ELEARN_SIASN_URL": settings.siasn_url,
        "ELEARN_SIASN_TOKEN_URL": settings.siasn_token_url,
        "ELEARN_SIASN_CONSUMER_FILE": str(settings.siasn_consumer_file),
        "ELEARN_SIASN_TIMEOUT_SECONDS": "30",
    }
    quiet = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, "-c", WORKER], env={**os.environ, **told}, stdout=quiet, stderr=quiet)


def push_and_die(
    work: Work, settings: Settings, die: Callable[[Callable[[], None]], None], *, changed: bool = False
) -> None:
    """Asks for a push and lets a worker run it; `die` is handed what kills that worker, to be called when it will."""
    with committed(work):
        job = ask_push(work, Wanted(), changed=changed)
        offer = Offer(settings, job.id, SSO)
    worker = start_worker(settings)
    try:
        die(lambda: os.kill(worker.pid, signal.SIGKILL))
        assert worker.wait(timeout=60) == -signal.SIGKILL
    finally:
        worker.kill()
        worker.wait()
        offer.end()


@pytest.mark.parametrize("entries", [1, 3])
def test_killed_after_the_save_and_before_the_note(
    work: Work, siasn: Siasn, shell: Shell, settings: Settings, entries: int
) -> None:
    with committed(work):
        person = make_known(work, siasn)
        made = [make_entry(work, person, title=f"Ke-{number}") for number in range(entries)]

    def die(kill: Callable[[], None]) -> None:
        siasn.after_save = kill

    push_and_die(work, settings, die)
    siasn.after_save = lambda: None
    states = [record.state for entry in made if (record := record_of(work, entry))]
    assert (len(siasn.saves), states) == (1, [UNSURE]), "the intent was written before the request left"

    again = shell.with_token("push", "--json")

    assert again.exit_code == 0, again.output
    assert sorted(save["namaKursus"] for save in siasn.saves) == [f"Ke-{number}" for number in range(entries)]
    records = [record_of(work, entry) for entry in made]
    assert [(record.state, record.uploaded_at is not None) for record in records if record] == [(SENT, True)] * entries
    assert sorted(record.remote_id or "" for record in records if record) == sorted(siasn.rows)


def test_the_dead_worker_s_own_job_begun_anew_sends_nothing_twice(
    work: Work, siasn: Siasn, settings: Settings, shell: Shell
) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn))

    def die(kill: Callable[[], None]) -> None:
        siasn.after_save = kill

    push_and_die(work, settings, die)
    siasn.after_save = lambda: None
    with committed(work):
        job = work.session.scalars(select(Job).where(Job.name == PUSH_JOB)).one()
        job.due_at, job_id = work.now - timedelta(seconds=1), job.id
    offer = Offer(settings, job_id, SSO)
    shell.house.queue.run(job_id)
    offer.end()

    record = record_of(work, entry)
    assert record is not None
    assert (record.state, len(siasn.saves)) == (SENT, 1)


def test_killed_before_the_save_arrived_is_sent_once_after_the_quiet_time(
    work: Work, siasn: Siasn, settings: Settings, shell: Shell
) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn))

    def die(kill: Callable[[], None]) -> None:
        def refuse() -> Answer:
            kill()
            return 500, {}

        siasn.fail("/kursus/save", refuse)

    push_and_die(work, settings, die)
    early = shell.with_token("push")
    record = record_of(work, entry)
    assert record is not None
    assert (early.exit_code, record.state, siasn.saves) == (1, UNSURE, []), "nobody knows yet"
    assert record.message.startswith("Belum ada jawaban SIASN.")

    with committed(work):
        work.session.get_one(Record, entry.id).intended_at -= QUIET + timedelta(seconds=1)

    assert shell.with_token("push").exit_code == 0
    assert len(siasn.saves) == 1


def test_killed_after_an_update_was_saved_makes_no_second_record(
    work: Work, siasn: Siasn, settings: Settings, shell: Shell
) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn))
    shell.with_token("push")
    with committed(work):
        entry.minutes = 900

    def die(kill: Callable[[], None]) -> None:
        siasn.after_save = kill

    push_and_die(work, settings, die, changed=True)
    siasn.after_save = lambda: None
    unsure = record_of(work, entry)
    shell.with_token("reconcile")

    record = record_of(work, entry)
    assert unsure is not None
    assert record is not None
    assert (unsure.state, record.state, record.earlier) == (UNSURE, SENT, None)
    assert [row["jumlahJam"] for row in siasn.rows.values()] == [20]
    assert shell.with_token("push", "--changed").exit_code == 0
    assert (len(siasn.saves), len(siasn.uploads)) == (2, 2)
