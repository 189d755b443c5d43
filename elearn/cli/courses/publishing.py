"""`elearn courses publish` and `list`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from elearn.core.courses import queries, services
from elearn.core.studio.services.plans import plan_of
from elearn.web.dates import day

from ..door import FAILED, Door, json_option, pass_door, say
from .findings import PATHS, checked, errors, lines, read, summary
from .planning import plan_lines, planned

SAID = {
    "new": "versi {number} diterbitkan",
    "restored": "versi {number} berlaku lagi",
    "unchanged": "tidak berubah (versi {number})",
}


@click.command("publish", help="Terbitkan folder pelatihan. Isi yang sama tidak diterbitkan dua kali.")
@PATHS
@click.option("--dry-run", is_flag=True, help="Hanya katakan apa yang akan berubah dan siapa yang sedang belajar.")
@json_option
@pass_door
def publish(door: Door, paths: tuple[Path, ...], dry_run: bool, as_json: bool) -> None:
    """Publishes all courses in one transaction, or none when any has an error."""
    readings = read(door, paths)
    if errors(readings):
        text = [*lines(readings), "Tidak ada yang diterbitkan. " + summary(readings)]
        say(checked(readings), as_json=as_json, text="\n".join(text))
        raise SystemExit(FAILED)
    if dry_run:
        with door.looking() as work:
            plans = [plan_of(work, reading) for reading in readings.values()]
        say([planned(plan) for plan in plans], as_json=as_json, text="\n".join(plan_lines(plans)))
        return
    with door.writing() as work:
        published = [
            services.publish(work, reading.manuscript, reading.findings)
            for reading in readings.values()
            if reading.manuscript
        ]
        facts = [_facts(publication) for publication in published]
    text = [f"{fact['course']}: {SAID[str(fact['outcome'])].format(number=fact['version'])}." for fact in facts]
    say(facts, as_json=as_json, text="\n".join(text))


def _facts(publication: services.Publication) -> dict[str, object]:
    version = publication.version
    return {
        "course": version.course.slug,
        "code": version.course.code,
        "version": version.number,
        "digest": version.digest,
        "outcome": publication.outcome,
    }


@click.command("list", help="Daftar pelatihan yang terbit.")
@json_option
@pass_door
def list_courses(door: Door, as_json: bool) -> None:
    """Prints every published course."""
    with door.looking() as work:
        found = queries.published_courses(work)
    text = [
        f"{line.slug}  {line.code}  versi {line.number}  {line.duration_minutes / 45:g} JP  {line.title}"
        + (f"  (diarsipkan mulai {day(line.archive_on)})" if line.archive_on else "")
        for line in found
    ]
    say(
        [asdict(line) for line in found],
        as_json=as_json,
        text="\n".join(text) or "Belum ada pelatihan. Terbitkan dengan `elearn courses publish FOLDER`.",
    )
