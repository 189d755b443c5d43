"""`elearn courses stale`: what a changed regulation touches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

import click

from elearn.core.certificates import queries as certificates
from elearn.core.courses import queries as courses
from elearn.core.courses.parser.citations import LAW
from elearn.core.enrolment import queries as enrolments

from ..door import WRONG_USAGE, Door, json_option, pass_door, say


@click.command(
    "stale", help="Kalimat, soal, sertifikat, dan orang yang tersentuh perubahan peraturan, mis. UU-20-2023."
)
@click.argument("key", metavar="PERATURAN")
@json_option
@pass_door
def stale(door: Door, key: str, as_json: bool) -> None:
    """Lines and questions of current versions; certificates and people of every version that ever cited it."""
    if not LAW.fullmatch(key.strip().lower()):
        click.echo(f"“{key}” bukan kunci peraturan. Tulis jenis, nomor, dan tahunnya, seperti UU-20-2023.", err=True)
        raise SystemExit(WRONG_USAGE)
    with door.looking() as work:
        lines = courses.citations(work, key)
        versions = courses.citing_versions(work, key)
        held, people = certificates.of_versions(work, versions), enrolments.learners_of(work, versions)
    facts = {
        "regulation": key.strip().lower(),
        "paragraphs": [asdict(line) for line in lines if not line.question],
        "questions": [asdict(line) for line in lines if line.question],
        "certificates": [asdict(line) for line in held],
        "people": [asdict(line) for line in people],
    }
    say(facts, as_json=as_json, text="\n".join(_lines(key, lines, held, people)))


def _lines(
    key: str,
    found: Sequence[courses.CitationLine],
    held: Sequence[certificates.HeldLine],
    people: Sequence[enrolments.LearnerLine],
) -> Iterator[str]:
    for line in found:
        where = f"{line.slug}/{line.step or 'kursus'}"
        part = f" ({line.part})" if line.part else ""
        asked = f" soal {line.question}" if line.question else ""
        yield f"{where}:{asked} {line.heading}{part}: {line.words}"
    for one in held:
        yield f"sertifikat {one.number}  {one.name}  {one.course} versi {one.version}"
    for person in people:
        yield f"{person.nip}  {person.name}  {person.course} versi {person.number}"
    questions = len({line.question for line in found if line.question})
    texts = sum(not line.question for line in found)
    yield f"{key.upper()}: {texts} kalimat, {questions} soal, {len(held)} sertifikat, {len({one.nip for one in people})} orang."
