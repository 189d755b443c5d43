"""`elearn career`: a person's record with its reasons, a year recounted under a pack of rules, and the packs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from elearn.core.career import queries, services
from elearn.core.career.packs import read_pack
from elearn.core.career.rules import MINUTES_PER_JP, Counted, Pack, count_year, jp_of
from elearn.core.career.services.recompute import Comparison
from elearn.core.career.words import rule_words, title_of, why
from elearn.core.people import queries as people
from elearn.kernel.errors import Invalid
from elearn.kernel.work import Work
from elearn.web.dates import number

from . import passport
from .door import FAILED, Door, fail, json_option, pass_door, say

YEAR = click.IntRange(1950, 2100)


@click.group("career", help="Riwayat pengembangan kompetensi: lihat, hitung ulang, atur paket JP.")
def command() -> None:
    """Career commands."""


command.add_command(passport.export)
command.add_command(passport.import_)


@command.command("show", help="Tampilkan riwayat seorang pegawai setahun, dengan alasan hitungan tiap catatan.")
@click.argument("nip", metavar="NIP")
@click.option("--year", type=YEAR, help="Tahun; tanpa ini tahun berjalan.")
@json_option
@pass_door
def show(door: Door, nip: str, year: int | None, as_json: bool) -> None:
    """One year of a record, withdrawn entries too."""
    with door.looking() as work:
        person = people.person_by_nip(work, nip)
        if person is None:
            fail(f"Tidak ada pegawai dengan NIP “{nip}”. Periksa angkanya.")
        facts = _year_facts(work, person.id, year or work.today.year)
    lines = [f"{facts['year']}: {number(facts['jp'], 1)} JP dihitung"]
    for entry in facts["entries"]:
        state = " (tidak dihitung)" if entry["withdrawn"] else ""
        lines.append(
            f"{number(entry['jp'], 1):>6} JP  {entry['title']} · {entry['form']} · selesai {entry['ended_on']}{state}"
        )
        lines += [f"           {sentence}" for sentence in entry["why"]]
    say(facts, as_json=as_json, text="\n".join(lines))


@command.command(
    "recompute", help="Hitung ulang JP setahun. Tanpa --apply hanya membandingkan; tidak ada yang berubah."
)
@click.option("--year", type=YEAR, required=True, help="Tahun yang dihitung.")
@click.option("--pack", metavar="NAMA", help="Paket aturan; tanpa ini paket yang sedang berlaku.")
@click.option("--apply", "is_applied", is_flag=True, help="Pakai hasilnya: tahun itu beralih ke paket ini.")
@json_option
@pass_door
def recompute(door: Door, year: int, pack: str | None, is_applied: bool, as_json: bool) -> None:
    """Both reckonings side by side. Without a pack it verifies: status 1 when what is stored differs."""
    with door.looking() as work:
        total = queries.count_lines(work, year)
    bar = click.progressbar(length=total, label=f"Menghitung {total} catatan", file=sys.stderr)
    with bar, door.writing() if is_applied else door.looking() as work:
        found = (services.apply_pack if is_applied else services.compare)(work, year, pack, bar.update)
    say(_comparison_facts(found, is_applied), as_json=as_json, text=_comparison_text(found, is_applied))
    if pack is None and not is_applied and found.changed_entries:
        raise SystemExit(FAILED)


@command.group("packs", help="Paket aturan JP: daftar, isi, muat paket sendiri.")
def packs() -> None:
    """Pack commands."""


@packs.command("list", help="Daftar paket, dan tahun yang memakainya.")
@json_option
@pass_door
def list_packs(door: Door, as_json: bool) -> None:
    """Every pack, the newest first."""
    with door.looking() as work:
        found, years = queries.packs(work), queries.chosen_years(work)
    facts = [
        {**_pack_facts(pack), "chosen_for": [year for year, name in years.items() if name == pack.name]}
        for pack in found
    ]
    lines = [
        f"{one['name']:24} {one['valid_from']} s.d. {one['valid_until'] or 'sekarang'}  {one['title']}" for one in facts
    ]
    say(facts, as_json=as_json, text="\n".join(lines))


@packs.command("show", help="Isi sebuah paket.")
@click.argument("name", metavar="NAMA")
@json_option
@pass_door
def show_pack(door: Door, name: str, as_json: bool) -> None:
    """What each form counts."""
    with door.looking() as work:
        pack = queries.pack_named(work, name)
    if pack is None:
        fail(f"Tidak ada paket aturan “{name}”. Lihat daftarnya dengan `elearn career packs list`.")
    rules = {code: rule_words(rule) for code, rule in pack.rules.items()}
    lines = [pack.title, pack.legal_basis, *(f"{code:6} {title_of(code):52} {words}" for code, words in rules.items())]
    say({**_pack_facts(pack), "rules": rules}, as_json=as_json, text="\n".join(lines))


@packs.command("load", help="Muat paket aturan dari YAML. Belum dipakai sebelum `career recompute --apply`.")
@click.argument("path", metavar="BERKAS", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@pass_door
def load(door: Door, path: Path, as_json: bool) -> None:
    """Stores a pack under its name, once."""
    try:
        pack = read_pack(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise Invalid(f"{path.name} bukan teks UTF-8.") from None
    with door.writing() as work:
        is_new = services.load_pack(work, pack)
    text = f"Paket “{pack.name}” {'dimuat' if is_new else 'sudah ada, isinya sama'}: {len(pack.rules)} bentuk diatur."
    say({**_pack_facts(pack), "is_new": is_new}, as_json=as_json, text=text)


def _year_facts(work: Work, person_id: int, year: int) -> dict[str, Any]:
    pack = queries.pack_of_year(work, year)
    counted = count_year(pack, queries.counting_lines(work, person_id, year))
    entries = [_entry_facts(line, counted.get(line.id), pack) for line in queries.record_of(work, person_id, year)]
    standing = queries.standing_of(work, person_id, year)
    facts = {"jp": standing.jp, "floor": standing.floor, "ceiling": standing.ceiling, "missing": standing.missing}
    return {"year": year, **facts, "pack": pack.name if pack else None, "entries": entries}


def _entry_facts(line: queries.CareerLine, counted: Counted | None, pack: Pack | None) -> dict[str, Any]:
    return {
        "title": line.title,
        "form": line.form,
        "form_code": queries.code_of(line.form),
        "organiser": line.organiser,
        "number": line.number,
        "began_on": line.began_on,
        "ended_on": line.ended_on,
        "jp": line.jp,
        "paper_jp": line.paper_jp,
        "withdrawn": line.withdrawn_reason,
        "why": why(counted, line.form, pack) if counted else (),
    }


def _pack_facts(pack: Pack) -> dict[str, Any]:
    names = ("name", "title", "valid_from", "valid_until", "legal_basis", "mark", "is_shipped")
    return {name: getattr(pack, name) for name in names}


def _comparison_facts(found: Comparison, is_applied: bool) -> dict[str, Any]:
    names = ("year", "people", "entries", "changed_people", "changed_entries")
    return {
        **{name: getattr(found, name) for name in names},
        "pack": found.pack.name if found.pack else None,
        "applied": is_applied,
        "stored": {"jp": jp_of(found.stored.minutes), "below_floor": found.stored.short},
        "new": {"jp": jp_of(found.new.minutes), "below_floor": found.new.short},
        "by_form": {code or "?": [jp_of(old), jp_of(new)] for code, (old, new) in sorted(found.by_form.items())},
        "examples": [{"person_id": one, "stored": jp_of(old), "new": jp_of(new)} for one, old, new in found.examples],
    }


def _comparison_text(found: Comparison, is_applied: bool) -> str:
    pack = found.pack.title if found.pack else "tanpa paket aturan"
    rows = [
        ("", "tersimpan", "baru"),
        (
            "JP seluruhnya",
            number(found.stored.minutes / MINUTES_PER_JP, 1),
            number(found.new.minutes / MINUTES_PER_JP, 1),
        ),
        ("pegawai di bawah kewajiban", number(found.stored.short), number(found.new.short)),
        *(
            (title_of(code) if code else "bentuk tidak dikenal", number(jp_of(old), 1), number(jp_of(new), 1))
            for code, (old, new) in sorted(found.by_form.items())
            if old != new
        ),
    ]
    end = "Tahun ini sekarang dihitung begini." if is_applied else "Belum ada yang berubah."
    return "\n".join(
        [
            f"Tahun {found.year}, {pack}: {number(found.people)} pegawai, {number(found.entries)} catatan.",
            *(f"  {label:52} {old:>14} {new:>14}" for label, old, new in rows),
            f"Berbeda: {number(found.changed_entries)} catatan milik {number(found.changed_people)} pegawai. {end}",
        ]
    )
