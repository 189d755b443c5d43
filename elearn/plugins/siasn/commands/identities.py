"""`elearn siasn people|agency|structural|ip-asn`: what SIASN calls people and agencies, and what it says of people."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import click

from elearn.core.people import queries as units
from elearn.plugin import _

from .. import queries
from ..client import open_siasn
from ..errors import SiasnError
from ..services import import_identities, note_agency, note_family, note_structural
from ..services.fetching import Fetched, ask_each, told_identity, told_ip_asn
from .door import Door, fail, json_option, read_text, say, token_of, token_option, wanted_of


@click.group("people", help="pnsOrangId pegawai: impor dari CSV, atau ambil dari SIASN.")
def people() -> None:
    """Identities of people."""


@people.command("import", help="Impor CSV berkolom nip,pnsOrangId.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@click.pass_obj
def import_(door: Door, file: Path, as_json: bool) -> None:
    """Good rows are kept. Exit 1 when a row was not."""
    lines = StringIO(read_text(file), newline="")
    with door.writing() as work:
        taken = import_identities(work, lines)
    faults = [{"row": fault.row, "reason": fault.reason, "fix": fault.fix} for fault in taken.faults]
    text = [f"{taken.noted} dicatat, {taken.unchanged} sudah sama, {len(faults)} ditolak."]
    text += [f"Baris {fault['row']}: {fault['reason']} {fault['fix']}" for fault in faults]
    say({"noted": taken.noted, "unchanged": taken.unchanged, "faults": faults}, as_json=as_json, text="\n".join(text))
    if faults:
        raise SystemExit(1)


@people.command("fetch", help="Ambil pnsOrangId dari data-utama SIASN untuk pegawai yang belum punya.")
@click.option("--nip", help="Hanya pegawai dengan NIP ini, sudah punya atau belum.")
@token_option
@json_option
@click.pass_obj
def fetch(door: Door, nip: str | None, sso_file: Path | None, as_json: bool) -> None:
    """Exit 1 when SIASN does not know somebody, or could not be asked to the end."""
    fetched = _fetch(door, "people", nip, sso_file)
    named = [f"instansiKerjaId menurut SIASN: {found} {name}" for found, name in fetched.agencies.items()]
    _told(fetched, as_json, named)


@click.command("ip-asn", help="Ambil nilai resmi IP-ASN dari SIASN.")
@click.option("--nip", help="Hanya pegawai dengan NIP ini.")
@token_option
@json_option
@click.pass_obj
def ip_asn(door: Door, nip: str | None, sso_file: Path | None, as_json: bool) -> None:
    """Exit 1 when SIASN has no value or no whole value for somebody, or could not be asked to the end."""
    _told(_fetch(door, "ip_asn", nip, sso_file), as_json, [])


@click.command("agency", help="Catat instansiId SIASN sebuah instansi (unit teratas).")
@click.argument("code", metavar="KODE_INSTANSI")
@click.option("--id", "instansi_id", required=True, help="Id instansi menurut SIASN.")
@json_option
@click.pass_obj
def agency(door: Door, code: str, instansi_id: str, as_json: bool) -> None:
    """Raises NotFound's sentence for a unit that is no agency."""
    with door.writing() as work:
        unit = units.unit_by_code(work, code)
        if unit is None or unit.parent_id is not None:
            fail(_("Tidak ada instansi (unit teratas) berkode “%(code)s”.", code=code))
        note_agency(work, unit, instansi_id)
    say({"agency": code, "instansi_id": instansi_id}, as_json=as_json, text=f"{code}: {instansi_id}")


@click.command("structural", help="Tentukan jenis latihan struktural (1–8) untuk satu judul pelatihan.")
@click.argument("title", metavar="JUDUL")
@click.argument("training_id", metavar="NOMOR")
@json_option
@click.pass_obj
def structural(door: Door, title: str, training_id: str, as_json: bool) -> None:
    """HR's word, where the title does not say it."""
    with door.writing() as work:
        note_structural(work, title, training_id)
    say({"title": title, "training_id": training_id}, as_json=as_json, text=f"{title}: {training_id}")


@click.command(
    "family", help="rumpunDiklatId untuk judul, kompetensi, atau bentuk; tanpa argumen: daftar yang tercatat."
)
@click.argument("kind", required=False, type=click.Choice(("title", "competency", "form")))
@click.argument("name", metavar="[NAMA]", required=False)
@click.argument("family_id", metavar="[ID]", required=False)
@click.option("--forget", is_flag=True, help="Hapus catatan ini.")
@json_option
@click.pass_obj
def family(door: Door, kind: str | None, name: str | None, family_id: str | None, forget: bool, as_json: bool) -> None:
    """A title outweighs a competency, a competency a form."""
    if kind is not None:
        if not name or bool(family_id) == forget:
            raise click.UsageError(_("Sebutkan NAMA dan ID, atau NAMA dengan --forget."))
        with door.writing() as work:
            note_family(work, kind, name, family_id or "")
    with door.looking() as work:
        found = queries.families(work)
    facts = [{"kind": one, "name": known, "family_id": meaning} for one, known, meaning in found]
    text = "\n".join(f"{one} “{known}”: {meaning}" for one, known, meaning in found)
    say(facts, as_json=as_json, text=text or _("Belum ada rumpunDiklatId yang dicatat."))


def _fetch(door: Door, what: str, nip: str | None, sso_file: Path | None) -> Fetched:
    fetched, note = Fetched(), told_ip_asn if what == "ip_asn" else told_identity
    with door.looking() as work:
        wanted = wanted_of(work, None, None, nip)
        nips = (wanted.nip,) if wanted.nip else ()
        asked = queries.people_wanted(work, nips, only_unknown=what == "people" and not nips)
    siasn = open_siasn(door.house.settings, token_of(sso_file))
    try:
        for person_id, number, told in ask_each(siasn, what, asked):
            with door.writing() as work:
                note(work, fetched, person_id, number, told)
    except SiasnError as trouble:
        fail(f"{fetched.noted} dicatat. {trouble.sentence}")
    return fetched


def _told(fetched: Fetched, as_json: bool, more: list[str]) -> None:
    text = [f"{fetched.noted} dicatat; {len(fetched.unknown)} tidak dikenal SIASN.", *more, *fetched.unknown]
    if fetched.incomplete:
        text += [f"{len(fetched.incomplete)} tidak lengkap di SIASN, jadi tidak dicatat.", *fetched.incomplete]
    say(fetched.facts, as_json=as_json, text="\n".join(text))
    if fetched.unknown or fetched.incomplete:
        raise SystemExit(1)
