"""`elearn worker`: runs the job queue in a process of its own."""

from __future__ import annotations

import click

from .door import Door, pass_door


@click.command("worker", help="Jalankan pekerja antrean (ekspor, kiriman). `elearn serve` sudah menjalankan satu.")
@click.option(
    "--threads", default=1, show_default=True, type=click.IntRange(1, 16), help="Banyaknya pekerjaan sekaligus."
)
@pass_door
def command(door: Door, threads: int) -> None:
    """Works until it is stopped (Ctrl+C or SIGTERM); an unfinished job is taken up again later."""
    click.echo(f"Pekerja siap ({threads} sekaligus). Hentikan dengan Ctrl+C.")
    door.house.queue.consumer(threads).run()
