"""`elearn career export` and `import`: a person's whole record as a signed file, and merging such a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from elearn.core.career.passport.bundle import MOST_BYTES, Bundle, unseal
from elearn.core.career.passport.exporting import export_passport
from elearn.core.career.passport.importing import CONFLICT, KNOWN, Plan, apply_import, plan_import, require_trust
from elearn.core.people import queries as people
from elearn.kernel.files import write_whole

from .door import FAILED, Door, fail, json_option, pass_door, say


@click.command("export", help="Tulis seluruh riwayat seorang pegawai ke satu berkas bertanda tangan (paspor).")
@click.argument("nip", metavar="NIP")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Berkas hasil.")
@json_option
@pass_door
def export(door: Door, nip: str, output: Path, as_json: bool) -> None:
    """The file is written whole or not at all."""
    with door.writing() as work:
        person = people.person_by_nip(work, nip)
        if person is None:
            fail(f"Tidak ada pegawai dengan NIP “{nip}”. Periksa angkanya.")
        content = export_passport(work, person)
    write_whole(output, content)
    bundle = unseal(content)
    facts = {
        "file": str(output),
        "issuer": bundle.issuer,
        "key": bundle.key_name,
        "entries": len(bundle.record["entries"]),
        "files": len(bundle.files),
        "ledger": bundle.record["ledger"],
    }
    text = f"{output}: {facts['entries']} riwayat, {facts['files']} berkas, ditandatangani {bundle.issuer} ({bundle.key_name})."
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
    if file.stat().st_size > MOST_BYTES:
        fail("Berkas paspor ini terlalu besar untuk dibuka.")
    bundle = unseal(file.read_bytes())
    with door.looking() if dry_run else door.writing() as work:
        require_trust(work, bundle, trusted)
        plan = plan_import(work, bundle)
        if not dry_run:
            apply_import(work, plan)
        facts = _facts(plan, bundle, dry_run)
    say(facts, as_json=as_json, text="\n".join(_lines(plan)))
    if plan.has_conflicts:
        raise SystemExit(FAILED)


def _facts(plan: Plan, bundle: Bundle, dry_run: bool) -> dict[str, Any]:
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
    whose = {"issuer": bundle.issuer, "key": bundle.key_name, "person": plan.person.nip, "is_dry_run": dry_run}
    return {**whose, "counts": plan.counts, "remarks": list(plan.remarks), "entries": deeds}


def _lines(plan: Plan) -> list[str]:
    """The counts, then everything that is not simply added or known."""
    counts = ", ".join(f"{result} {count}" for result, count in plan.counts.items() if count) or "tidak ada riwayat"
    told = [deed for deed in plan.deeds if deed.result == CONFLICT or (deed.reason and deed.result != KNOWN)]
    return [counts, *plan.remarks, *(f"{deed.result}: {deed.facts.title}. {deed.reason}" for deed in told)]
