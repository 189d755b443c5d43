"""`elearn certificates render|verify|pdf-key`: the PDF files, drawn by several processes, and what one of them proves."""

from __future__ import annotations

import secrets
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click

from elearn.app import open_house
from elearn.config import Settings
from elearn.core.certificates import design_queries, queries, services
from elearn.core.certificates.models import Certificate
from elearn.hooks.house import House
from elearn.kernel.work import committed

from .door import FAILED, Door, fail, json_option, pass_door, say

CHUNK = 25
"""Certificates that a process draws before it writes them down: others do not wait long for the database."""
_HOUSES: list[House] = []
"""The open house of a drawing process."""

MARKS = {"yes": "✓", "no": "✗", "unasked": "–"}


@click.command("verify", help="Periksa berkas PDF: tanda tangan, bukti di dalamnya, dan keadaan sertifikatnya.")
@click.argument("file", metavar="BERKAS.pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@pass_door
def verify(door: Door, file: Path, as_json: bool) -> None:
    """Exits 1 when anything does not hold, or when nothing of the file can be proved."""
    with door.looking() as work:
        found = services.check_pdf(work, file.read_bytes())
    claim = found.claim
    facts = {
        "holds": found.holds,
        "code": claim.code if claim else None,
        "number": claim.number if claim else None,
        "findings": [asdict(one) for one in found.findings],
    }
    say(facts, as_json=as_json, text="\n".join(f"{MARKS[one.holds]} {one.sentence}" for one in found.findings))
    if not found.holds:
        sys.exit(FAILED)


@click.command("render", help="Gambar berkas PDF yang belum pernah diminta, supaya unduhan pertama tidak menunggu.")
@click.argument("codes", metavar="[KODE]…", nargs=-1)
@click.option("--all", "is_all", is_flag=True, help="Semua sertifikat yang belum berberkas.")
@click.option("--processes", type=click.IntRange(1, 64), default=2, show_default=True, help="Proses yang menggambar.")
@json_option
@pass_door
def render(door: Door, codes: tuple[str, ...], is_all: bool, processes: int, as_json: bool) -> None:
    """Draws, signs when a key is set, and keeps; what was kept before stays as it is."""
    if is_all == bool(codes):
        raise click.UsageError("Tulis kode sertifikatnya, atau --all untuk semuanya.")
    begun = time.perf_counter()
    if is_all:
        drawn = draw_all(door, processes)
    else:
        with door.looking() as work:
            ids = [queries.by_code_or_number(work, code).id for code in codes]
        drawn = draw(door.house, ids)
    seconds = time.perf_counter() - begun
    rate = drawn / seconds if seconds else 0.0
    facts = {"drawn": drawn, "seconds": round(seconds, 2), "per_second": round(rate, 1)}
    say(facts, as_json=as_json, text=f"{drawn} berkas digambar dalam {seconds:.1f} detik ({rate:.1f} per detik).")


@click.command("pdf-key", help="Buat kunci PKCS#12 percobaan untuk menandatangani PDF; tidak dijamin siapa pun.")
@click.argument("file", metavar="BERKAS.p12", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--name", default="Segel percobaan", show_default=True, help="Nama yang tampil di pembaca PDF.")
@json_option
def pdf_key(file: Path, name: str, as_json: bool) -> None:
    """The key and, beside it, a file with its passphrase; prints the settings that use them."""
    from elearn.kernel.pdf_keys import make_trial_key  # noqa: PLC0415  # half a second of imports

    secret = file.with_suffix(".sandi")
    if file.exists() or secret.exists():
        fail(f"Berkas {file} atau {secret} sudah ada. Kunci tidak pernah ditimpa; pilih nama lain.")
    word = secrets.token_urlsafe(24)
    make_trial_key(file, name, word)
    secret.touch(mode=0o600)
    secret.write_text(word)
    facts = {"ELEARN_PDF_KEY": str(file.absolute()), "ELEARN_PDF_KEY_SECRET": f"file:{secret.absolute()}"}
    say(facts, as_json=as_json, text="\n".join(f"{setting}={value}" for setting, value in facts.items()))


def draw_all(door: Door, processes: int, told: Callable[[int], None] = lambda _drawn: None) -> int:
    """Draws every certificate without a document, in fresh processes: typst does not survive a fork.

    `told` is called with how many there are so far.
    """
    chunks = list(_chunks(door))
    if not chunks:
        return 0
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=_open, initargs=(door.house.settings,)) as pool:
        drawn = 0
        for count in pool.map(_draw_chunk, chunks):
            told(drawn := drawn + count)
        return drawn


def draw(house: House, ids: Sequence[int]) -> int:
    """Draws these certificates and notes their files in one short transaction; returns how many."""
    with house.work(write=False) as work:
        built = {
            row: services.build_document(work, certificate)
            for row in ids
            if services.kept_document(work, certificate := work.session.get_one(Certificate, row)) is None
        }
    with house.work(write=True) as writing, committed(writing):
        for row, digest in built.items():
            services.keep_document(writing, row, digest)
    return len(built)


def _chunks(door: Door) -> Iterator[list[int]]:
    last = 0
    with door.looking() as work:
        while ids := design_queries.undrawn(work, last, CHUNK):
            yield ids
            last = ids[-1]


def _open(settings: Settings) -> None:
    _HOUSES.append(open_house(settings))


def _draw_chunk(ids: Sequence[int]) -> int:
    return draw(_HOUSES[0], ids)


COMMANDS: tuple[Any, ...] = (verify, render, pdf_key)
