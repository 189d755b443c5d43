"""`elearn courses watch`: checks again at every save, and renders a preview that a browser can open."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import click

from elearn.core.courses import services

from ..door import Door, pass_door
from .findings import PATHS, lines, summary

Stamps = Mapping[Path, tuple[int, int]]


@click.command("watch", help="Periksa lagi setiap kali berkas disimpan. Akhiri dengan Ctrl+C.")
@PATHS
@click.option("--out", type=click.Path(path_type=Path), help="Folder pratinjau HTML, diperbarui setiap kali.")
@click.option("--every", type=click.FloatRange(0.05, 60), default=0.5, show_default=True, help="Jeda, dalam detik.")
@pass_door
def watch(door: Door, paths: tuple[Path, ...], out: Path | None, every: float) -> None:
    """Looks at the times and sizes of the files every `every` seconds; a network drive tells nothing by itself."""
    folders = services.course_folders(paths)
    seen: Stamps = {}
    try:
        while True:
            now = dict(_stamps(folders))
            if now != seen:
                seen = now
                _look(door, folders, out)
            time.sleep(every)
    except KeyboardInterrupt:
        click.echo("Selesai.")


def _stamps(folders: tuple[Path, ...]) -> Iterator[tuple[Path, tuple[int, int]]]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            try:
                found = path.stat()
            except OSError:  # gone since it was listed, or a link to nowhere
                continue
            if path.is_file() and not path.name.startswith("."):
                yield path, (found.st_mtime_ns, found.st_size)


def _look(door: Door, folders: tuple[Path, ...], out: Path | None) -> None:
    """One check of everything, and the preview of what has no error; of several courses each gets a folder in `out`."""
    with door.looking() as work:
        readings = services.read_folders(work, folders)
        click.echo("\n".join([f"— {datetime.now():%H.%M.%S}", *lines(readings), summary(readings)]))
        names = frozenset(
            name for reading in readings.values() if reading.claim for name in (reading.claim.code, reading.claim.slug)
        )
        for folder in folders if out else ():
            target = out / folder.resolve().name if out and len(folders) > 1 else out
            if target and services.preview(work, folder, target, beside=names):
                click.echo(f"Pratinjau: {target / 'kursus.html'}")
            else:
                click.echo(f"Pratinjau {target} belum diperbarui: perbaiki dahulu yang salah.")
