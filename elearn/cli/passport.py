"""`elearn career export` and `import`: a person's whole record as a signed file, and merging such a file."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import click

from elearn.core.career.passport.importing import CONFLICT, KNOWN, Plan, apply_import, plan_import
from elearn.core.career.passport.opening import open_passport
from elearn.core.certificates.services import BUNDLE_DEED, write_bundle
from elearn.core.people import queries as people
from elearn.kernel import audit
from elearn.kernel.files import write_whole

from .door import FAILED, Door, fail, json_option, pass_door, say


@click.command(
    "export", help="Tulis semua sertifikat dan riwayat seorang pegawai ke satu berkas bertanda tangan (paspor)."
)
@click.argument("nip", metavar="NIP")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Berkas hasil.")
@json_option
@pass_door
def export(door: Door, nip: str, output: Path, as_json: bool) -> None:
    """For somebody who left as well; written whole or not at all, and noted in the audit."""
    with door.writing() as work:
        person = people.person_by_nip(work, nip)
        if person is None:
            fail(f"Tidak ada pegawai dengan NIP “{nip}”. Periksa angkanya.")
        audit.note(work, BUNDLE_DEED, f"person:{person.id}")
        person_id = person.id
    with TemporaryFile(dir=output.parent) as file:
        write_bundle(door.house.work, person_id, file, lambda _done, _all: None)
        file.seek(0)
        write_whole(output, file.read())
        with door.looking() as work:
            passport = open_passport(work, file)
    facts = {
        "file": str(output),
        "bytes": output.stat().st_size,
        "issuer": passport.issuer,
        "key": passport.key_name,
        "entries": len(passport.record["entries"]),
        "files": len(passport.manifest["files"]),
        "ledger": passport.record["ledger"],
    }
    text = f"{output}: {facts['entries']} riwayat, {facts['files']} berkas, ditandatangani {passport.issuer} ({passport.key_name})."
    say(facts, as_json=as_json, text=text)


@click.command("import", help="Periksa paspor dari instansi lain, lalu gabungkan; yang bertentangan dilaporkan.")
@click.argument("file", metavar="BERKAS", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Hanya laporkan yang akan terjadi.")
@click.option(
    "--trust", "trusted", multiple=True, metavar="KUNCI", help="Kunci penerbit yang dipercaya (z6Mk…); boleh beberapa."
)
@json_option
@pass_door
def import_(door: Door, file: Path, dry_run: bool, trusted: tuple[str, ...], as_json: bool) -> None:
    """Exit 1 when something contradicts what is here, and for a file that is refused."""
    with file.open("rb") as source, door.looking() if dry_run else door.writing() as work:
        plan = plan_import(work, open_passport(work, source, trusted))
        if not dry_run:
            apply_import(work, plan)
        facts = _facts(plan, dry_run)
    say(facts, as_json=as_json, text="\n".join(_lines(plan)))
    if plan.has_conflicts:
        raise SystemExit(FAILED)


def _facts(plan: Plan, dry_run: bool) -> dict[str, Any]:
    deeds = [
        {
            "name": deed.facts.name,
            "origin": deed.facts.origin,
            "title": deed.facts.title,
            "result": deed.result,
            "reason": deed.reason,
            "entry_id": deed.entry_id,
        }
        for deed in plan.deeds
    ]
    sealed = {"issuer": plan.passport.issuer, "key": plan.passport.key_name}
    whose = {**sealed, "person": plan.person.nip, "is_dry_run": dry_run}
    return {**whose, "counts": plan.counts, "remarks": list(plan.remarks), "entries": deeds}


def _lines(plan: Plan) -> list[str]:
    """The counts, then everything that is not simply added or known."""
    counts = ", ".join(f"{result} {count}" for result, count in plan.counts.items() if count) or "tidak ada riwayat"
    told = [deed for deed in plan.deeds if deed.result == CONFLICT or (deed.reason and deed.result != KNOWN)]
    return [counts, *plan.remarks, *(f"{deed.result}: {deed.facts.title}. {deed.reason}" for deed in told)]
