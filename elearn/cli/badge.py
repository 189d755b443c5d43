"""`elearn certificates badge`: what holds of a badge file, what does not, and who signed it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from elearn.core.certificates import services
from elearn.core.certificates.badges.baking import LARGEST_FILE
from elearn.core.certificates.badges.checking import TITLES
from elearn.core.certificates.badges.documents import BadgeRefused, read_any
from elearn.core.certificates.services import Answer, Handed

from .door import FAILED, Door, fail, json_option, pass_door, say

OUTCOMES = {"holds": "baik", "fails": "BERMASALAH", "unknown": "tidak diketahui"}

existing = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("badge", help="Periksa berkas lencana: JSON, JWT, PNG, atau SVG. Tidak ada yang diambil dari jaringan.")
@click.argument("file", metavar="BERKAS", type=existing)
@click.option("--issuer", "did_files", type=existing, multiple=True, help="Dokumen identitas penerbit lain.")
@click.option("--status", "status_files", type=existing, multiple=True, help="Daftar pencabutan penerbit lain.")
@click.option("--nip", help="Periksa juga apakah lencana ini milik pegawai dengan NIP ini.")
@json_option
@pass_door
def badge(
    door: Door, file: Path, did_files: tuple[Path, ...], status_files: tuple[Path, ...], nip: str | None, as_json: bool
) -> None:
    """Status 0 when everything holds, 1 when anything does not or cannot be known."""
    handed = Handed([_document(path) for path in did_files], [_content(path) for path in status_files])
    content = _content(file)
    if len(content) > LARGEST_FILE:
        fail(f"{file} lebih besar dari {LARGEST_FILE // 1000} KB, jadi bukan lencana.")
    with door.looking() as work:
        answer = services.check_badge(work, content, handed, nip=nip)
    say(_facts(answer), as_json=as_json, text="\n".join(_lines(answer)))
    if not answer.verdict.holds:
        raise SystemExit(FAILED)


def _content(path: Path) -> bytes:
    """The file as far as it may be long, and one byte more of a longer one."""
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _document(path: Path) -> dict[str, Any]:
    try:
        return read_any(_content(path))
    except BadgeRefused as refusal:
        raise click.BadParameter(f"{path} bukan dokumen DID: {refusal}") from refusal


def _facts(answer: Answer) -> dict[str, Any]:
    verdict = answer.verdict
    subject = verdict.subject
    return {
        "holds": verdict.holds,
        "genuine": verdict.is_genuine,
        "signer": verdict.signer or None,
        "issuer": subject.issuer if subject else None,
        "title": subject.title if subject else None,
        "holder": subject.holder if subject else None,
        "number": subject.number if subject else None,
        "code": answer.code,
        "mute": answer.is_mute,
        "checks": [
            {"name": check.name, "outcome": check.outcome, "sentence": check.sentence} for check in verdict.checks
        ],
    }


def _lines(answer: Answer) -> list[str]:
    verdict = answer.verdict
    lines = [f"{TITLES[check.name]:16} {OUTCOMES[check.outcome]:16} {check.sentence}" for check in verdict.checks]
    if verdict.subject:
        said = verdict.subject
        lines += ["", f"{said.title} – {said.holder}, nomor {said.number}, diterbitkan {said.issuer}"]
        lines += [f"Ditandatangani oleh {verdict.signer or '-'}"]
    if answer.is_mute:
        lines += ["", "Kunci privat penerbitnya sudah tidak ada: pembaca lain tidak dapat mengetahui pencabutannya."]
    return [*lines, "", "Lencana sah." if verdict.holds else "Lencana ini TIDAK dapat diterima."]
