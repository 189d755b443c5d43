"""`elearn courses archive`: a course leaves the catalogue on a day; `--undo` brings it back."""

from __future__ import annotations

from datetime import datetime

import click

from elearn.core.courses import queries, services
from elearn.web.dates import day

from ..door import Door, json_option, pass_door, say


@click.command(
    "archive", help="Arsipkan pelatihan: tidak ada peserta baru sejak suatu hari; yang sudah mulai boleh selesai."
)
@click.argument("slug", metavar="PELATIHAN")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Mulai hari ini, mis. 2026-12-31. Bawaan: hari ini.")
@click.option("--note", default="", help="Pesan untuk peserta, mis. nama penggantinya.")
@click.option("--undo", is_flag=True, help="Batalkan arsip.")
@json_option
@pass_door
def archive(door: Door, slug: str, on: datetime | None, note: str, undo: bool, as_json: bool) -> None:
    """Sets or removes the day from which nobody new may join."""
    with door.writing() as work:
        course = queries.course(work, slug)
        if undo:
            services.restore(work, course)
        else:
            services.archive(work, course, on.date() if on else work.today, note)
        facts = {"course": slug, "archive_on": course.archive_on, "note": course.archive_note}
        words = f"diarsipkan mulai {day(course.archive_on)}" if course.archive_on else "tidak diarsipkan lagi"
    say(facts, as_json=as_json, text=f"{slug}: {words}.")
