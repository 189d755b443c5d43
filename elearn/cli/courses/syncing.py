"""`elearn courses pull` and `push`: a draft of the studio and a folder, so that a Git repository can be the source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from elearn.core.people import queries as people
from elearn.core.studio.queries import drafts as queries
from elearn.core.studio.services import drafts, syncing
from elearn.core.studio.services.folder_state import read_folder, read_state
from elearn.core.studio.writing.names import slug_of
from elearn.core.studio.writing.three_way import Prefer
from elearn.kernel.work import Work

from ..door import FAILED, Door, json_option, pass_door, say

ACTIONS = {"new": "baru", "write": "diubah", "rename": "ganti nama", "remove": "dihapus"}


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What both commands share."""
    for option in (
        click.option(
            "--course",
            "slug",
            metavar="NASKAH",
            help="Nama naskah; tanpa ini: yang dicatat di folder, atau nama foldernya.",
        ),
        click.option(
            "--prefer", type=click.Choice(["folder", "studio"]), help="Siapa yang menang di tempat yang bentrok."
        ),
        click.option("--dry-run", is_flag=True, help="Laporkan saja; tidak mengubah apa pun."),
        json_option,
        pass_door,
    ):
        command = option(command)
    return command


@click.command("pull", help="Bawa perubahan naskah di studio ke folder; yang bentrok dilaporkan dan dibiarkan.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER")
@_options
def pull(door: Door, folder: Path, slug: str | None, prefer: Prefer | None, dry_run: bool, as_json: bool) -> None:
    """Ends with 1 when something clashed."""
    with door.writing() as work:
        draft = queries.own_draft(work, slug or _slug(folder))
        synced = syncing.pull(work, draft, folder, prefer, dry_run=dry_run)
    _tell(synced, as_json=as_json, dry_run=dry_run)


@click.command("push", help="Bawa perubahan folder ke naskah di studio; yang bentrok dilaporkan dan dibiarkan.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="FOLDER")
@click.option("--nip", help="NIP pengajar yang atas namanya perubahan dicatat; wajib untuk naskah yang belum ada.")
@_options
def push(
    door: Door, folder: Path, slug: str | None, nip: str | None, prefer: Prefer | None, dry_run: bool, as_json: bool
) -> None:
    """Ends with 1 when something clashed."""
    with door.writing() as work:
        _act_as(work, nip)
        named = slug or _slug(folder)
        if queries.draft_named(work, named) is None:
            if work.actor.is_system:
                raise click.UsageError(f"Naskah “{named}” belum ada. Sebutkan --nip pengajar yang memilikinya.")
            texts = {path: content.text or "" for path, content in read_folder(folder).side.items()}
            draft = drafts.draft_for(work, named, texts)
        else:
            draft = queries.own_draft(work, named)
        synced = syncing.push(work, draft, folder, prefer, dry_run=dry_run)
        if dry_run:
            work.session.rollback()
    _tell(synced, as_json=as_json, dry_run=dry_run)


def _slug(folder: Path) -> str:
    return read_state(folder).slug or slug_of(folder.resolve().name) or "pelatihan"


def _act_as(work: Work, nip: str | None) -> None:
    if nip is None:
        return
    person = people.person_by_nip(work, nip)
    if person is None:
        raise click.UsageError(f"Tidak ada pegawai dengan NIP {nip}.")
    work.actor = people.actor_now(work, person.id)


def _tell(synced: syncing.Synced, *, as_json: bool, dry_run: bool) -> None:
    facts = {**asdict(synced), "dry_run": dry_run}
    lines = [
        f"{ACTIONS[change.action]}: {f'{change.before} → ' if change.before else ''}{change.path}"
        for change in synced.changes
    ]
    lines += [f"{clash.path}:{clash.line}: bentrok: {clash.reason}" for clash in synced.clashes]
    lines += [f"tidak ikut: {path}" for path in synced.left_out]
    verb = "akan disamakan" if dry_run else "disamakan"
    lines.append(f"{synced.slug}: {len(synced.changes)} berkas {verb}, {len(synced.clashes)} bentrok.")
    say(facts, as_json=as_json, text="\n".join(lines))
    if synced.clashes:
        raise SystemExit(FAILED)
