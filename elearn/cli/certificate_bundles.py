"""`elearn certificates bundle|check-bundle`: everything that is a person's as one signed zip, for handing over."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from elearn.core.certificates import services
from elearn.core.people import queries as people
from elearn.core.people.nip import read_number
from elearn.kernel import audit
from elearn.kernel.keys import keys_of
from elearn.kernel.manifests import NotSealed, unsealed

from .door import FAILED, Door, fail, json_option, pass_door, say


@click.command(
    "bundle", help="Tulis semua sertifikat, lencana, dan transkrip seorang pegawai sebagai ZIP bertanda tangan."
)
@click.argument("nip", metavar="NIP")
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Berkas ZIP yang ditulis.",
)
@json_option
@pass_door
def bundle(door: Door, nip: str, target: Path, as_json: bool) -> None:
    """For somebody who left as well; noted in the audit."""
    with door.writing() as work:
        person = people.person_by_nip(work, read_number(nip))
        if person is None:
            fail(f"Tidak ada pegawai dengan NIP {nip}. Periksa nomornya dengan `elearn people export`.")
        audit.note(work, "certificates:bundle:create", f"person:{person.id}")
        person_id, name = person.id, person.full_name
    with target.open("wb") as file:
        services.write_bundle(door.house.work, person_id, file, lambda _done, _all: None)
    facts = {"file": str(target), "bytes": target.stat().st_size, "name": name}
    say(facts, as_json=as_json, text=f"{target}: bundel {name}, {facts['bytes']} bita.")


@click.command("check-bundle", help="Periksa ZIP dari “Unduh semuanya”: tanda tangannya, dan sidik tiap berkas.")
@click.argument("file", metavar="BERKAS.zip", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@pass_door
def check_bundle(door: Door, file: Path, as_json: bool) -> None:
    """Exits 1 when it was not sealed by a key of this house, or anything in it was changed."""
    try:
        with file.open("rb") as content:
            manifest = unsealed(content, keys_of(door.settings).all_public)
    except NotSealed as error:
        say({"holds": False, "reason": str(error)}, as_json=as_json, text=f"✗ {error}")
        sys.exit(FAILED)
    facts = {"holds": True, "created_at": manifest["created_at"], "files": len(manifest["files"])}
    text = f"✓ Utuh: {facts['files']} berkas, ditandatangani {manifest['issuer']} pada {manifest['created_at']}."
    say({**facts, "holder": manifest.get("holder")}, as_json=as_json, text=text)


COMMANDS = (bundle, check_bundle)
