"""`elearn profiles show|import`: a person against their position, and tables of evidence."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from elearn.core.people import queries as people
from elearn.core.profiles import queries, services
from elearn.core.profiles.queries import Index, Profile
from elearn.core.profiles.services import COLUMNS
from elearn.web.dates import number

from .competencies import agency_of, agency_option, checking, keeping, sent_file, tell
from .door import Door, fail, json_option, pass_door, say


@click.group("profiles", help="Profil kompetensi dan perkiraan IP-ASN pegawai.")
def command() -> None:
    """Profile commands."""


@command.command("show", help="Tampilkan kesenjangan, JPM, dan perkiraan IP-ASN seorang pegawai.")
@click.argument("nip")
@json_option
@pass_door
def show(door: Door, nip: str, as_json: bool) -> None:
    """Exits 1 when there is no such person."""
    with door.looking() as work:
        found = people.person_by_nip(work, nip)
        if found is None:
            fail(f"Tidak ada pegawai dengan NIP “{nip}”. Periksa angkanya.")
        person = people.facts_of(work, found.id)
        profile, index = queries.profile_of(work, person), queries.index_of(work, person)
    say(_facts(profile, index), as_json=as_json, text="\n".join(_lines(profile, index)))


@command.command("import", help="Impor BERKAS (.csv atau .xlsx): bukti, data tahunan, IP-ASN resmi, atau kategori JPM.")
@sent_file
@click.option("--kind", "what", type=click.Choice(list(COLUMNS)), required=True, help="Isi berkas.")
@agency_option
@checking
@keeping
@json_option
@pass_door
def import_file(
    door: Door, *, file: Path, what: str, agency: str | None, dry_run: bool, keep_good: bool, as_json: bool
) -> None:
    """Imports a table. Exits 1 when a row was refused."""
    if not file.is_file():
        fail(f"Berkas {file} tidak ada. Periksa nama dan foldernya.")
    with door.writing() as work:
        home = agency_of(work, agency)
        report = services.import_table(work, what, file.read_bytes(), home, dry_run=dry_run, keep_good=keep_good)
    tell(report, as_json=as_json)


def _facts(profile: Profile, index: Index) -> dict[str, Any]:
    estimate = index.estimate
    return {
        "nip": profile.person.nip.replace(" ", ""),
        "position": profile.person.position,
        "rank": profile.rank,
        "job_match": asdict(profile.job) if profile.job else None,
        "competencies": [{**asdict(match), "gap": match.gap} for match in profile.matches],
        "courses": [asdict(one) for one in profile.closings],
        "ip_asn_estimate": {**asdict(estimate), "total": estimate.total} if estimate else None,
        "ip_asn_official": index.official.total if index.official else None,
    }


def _lines(profile: Profile, index: Index) -> list[str]:
    job, estimate = profile.job, index.estimate
    lines = [f"{profile.person.name}, {profile.person.position}"]
    lines += [
        f"{match.competency:34} dicapai {match.reached.level} dari {match.required}"
        + (f", kurang {match.gap}" if match.gap else "")
        for match in profile.matches
    ]
    lacking = "bukti yang dihitung" if profile.matches else "standar"
    lines.append(f"JPM {number(job.raw, 2)}% {job.band}" if job else f"JPM belum dapat dihitung: belum ada {lacking}.")
    total = estimate.total if estimate else None
    lines.append(
        f"IP-ASN (perkiraan) {number(total, 2)}" if total is not None else "IP-ASN (perkiraan) belum dapat dihitung."
    )
    if index.official:
        lines.append(f"IP-ASN resmi {number(index.official.total, 2)} ({index.official.fetched_on})")
    return lines
