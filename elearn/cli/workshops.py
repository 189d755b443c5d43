"""`elearn certificates issue FILE`: certificates for the participants of a workshop, from the list that the office keeps."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from elearn.core.certificates import services, workshop_queries
from elearn.core.certificates.attendees import read_attendees
from elearn.core.certificates.services import WorkshopWish
from elearn.core.certificates.syllabus import UnreadableSubjects, read_subjects
from elearn.core.certificates.workshop_queries import RefusedLine
from elearn.core.competencies.development import FORM_WORDS
from elearn.core.people import queries as people
from elearn.core.people.models import WorkUnit
from elearn.core.people.sheets import UnreadableSheet
from elearn.kernel.work import Work

from .door import FAILED, Door, fail, json_option, pass_door, say

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("issue", help="Terbitkan sertifikat untuk peserta kegiatan dari daftar NIP (XLSX atau CSV).")
@click.argument("file", metavar="BERKAS", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--agency", required=True, metavar="KODE", help="Kode instansi (unit teratas) yang menerbitkan.")
@click.option("--code", required=True, help="Kode kegiatan; kode yang sama menambah peserta kegiatan yang sama.")
@click.option("--title", required=True, help="Judul kegiatan.")
@click.option("--form", required=True, type=click.Choice(FORM_WORDS), help="Bentuk pengembangan kompetensi.")
@click.option("--organiser", required=True, help="Penyelenggara.")
@click.option("--jp", required=True, type=int, help="Jam pelajaran (1 JP = 45 menit).")
@click.option(
    "--subject", "subjects", multiple=True, metavar="“JUDUL; JP”", help="Mata pelatihan dan JP-nya; boleh berulang."
)
@click.option("--from", "began", required=True, type=_DAY, metavar="TANGGAL", help="Hari pertama, misalnya 2026-11-03.")
@click.option("--to", "ended", required=True, type=_DAY, metavar="TANGGAL", help="Hari terakhir.")
@click.option("--dry-run", is_flag=True, help="Periksa daftarnya saja; tidak ada yang terbit.")
@click.option("--keep-good", is_flag=True, help="Terbitkan untuk baris yang benar walaupun ada baris yang salah.")
@json_option
@pass_door
def issue(door: Door, /, file: Path, agency: str, dry_run: bool, keep_good: bool, as_json: bool, **said: Any) -> None:
    """Exits 1 when a row has a fault (then nothing is issued, unless --keep-good), or when a policy refuses somebody."""
    wish = _wish(**said)
    try:
        rows = read_attendees(file.read_bytes())
    except UnreadableSheet as error:
        fail(error.sentence)
    with door.looking() as work:
        checked = services.check_participants(work, _agency(work, agency), wish.code, rows)
    faults = [one for one in checked if one.fault]
    issued, refused = 0, list[RefusedLine]()
    if not dry_run and (keep_good or not faults):
        issued, refused = _issue(door, agency, wish, rows)
    lines = [f"Baris {one.row}: {one.fault or one.name}" for one in checked]
    lines += [f"Ditolak: {one.name}: {one.reason}" for one in refused]
    shown = {"rows": [asdict(one) for one in checked], "issued": issued, "refused": [asdict(one) for one in refused]}
    say(shown, as_json=as_json, text="\n".join([*lines, f"{issued} sertifikat terbit."]))
    if faults or refused:
        sys.exit(FAILED)


def _issue(door: Door, agency: str, wish: WorkshopWish, rows: Any) -> tuple[int, list[RefusedLine]]:
    """Issues here and now, by the very job that a worker would run; returns how many are new, and who was refused."""
    with door.writing() as work:
        workshop = services.vouch(work, _agency(work, agency), wish, rows)
        before, _ = workshop_queries.counts(work, workshop.id)
        work.after_commit.clear()
    door.house.queue.run(workshop.job_id or 0)
    with door.looking() as work:
        return workshop_queries.counts(work, workshop.id)[0] - before, workshop_queries.refused(work, workshop.id)


def _agency(work: Work, code: str) -> WorkUnit:
    root = people.unit_by_code(work, code)
    if root is None or root.parent_id is not None:
        fail(f"Tidak ada instansi (unit teratas) berkode “{code}”. Periksa kodenya dengan `elearn people export`.")
    return root


def _wish(began: datetime, ended: datetime, subjects: tuple[str, ...], **words: Any) -> WorkshopWish:
    try:
        read = read_subjects("\n".join(subjects))
    except UnreadableSubjects as error:
        fail(str(error))
    return WorkshopWish(began_on=began.date(), ended_on=ended.date(), subjects=read, **words)
