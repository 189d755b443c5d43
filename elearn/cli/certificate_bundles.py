"""`elearn certificates check-bundle`: is the zip of “Unduh semuanya” whole, and ours? `elearn career export` writes one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from elearn.kernel.keys import keys_of
from elearn.kernel.manifests import NotSealed, unsealed

from .door import FAILED, Door, json_option, pass_door, say


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


COMMANDS = (check_bundle,)
