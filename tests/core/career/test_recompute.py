"""A year under another pack: both reckonings first, the switch at once, and afterwards what is stored is what is reckoned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from elearn.cli.door import Door
from elearn.cli.main import main
from elearn.core.career import queries, services
from elearn.core.career.models import CareerEntry
from elearn.core.career.packs import read_pack
from elearn.core.career.services.evidence import Description
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.kernel.audit import AuditEntry
from elearn.kernel.errors import Conflict, NotFound
from elearn.kernel.work import Work, committed
from elearn.testing.factories.career import make_career_entry, make_evidence
from elearn.testing.factories.people import make_person

JP = 45
OWN = """
nama: harapan-2026
judul: Aturan Kota Harapan
berlaku_mulai: 2026-01-01
dasar_hukum: Peraturan Wali Kota Harapan Nomor 7 Tahun 2026
aturan:
  - {bentuk: seminar, dasar: konversi, jp: 6, tiap: hari}
  - {bentuk: e-learning, dasar: bukti, paling_banyak_sehari: 3}
"""


def run(house: House, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command."""
    with pytest.raises(SystemExit) as ended:
        main(["career", *words], obj=Door(house))
    captured = capsys.readouterr()
    return int(ended.value.code or 0), captured.out, captured.err


def furnish(work: Work) -> tuple[int, int]:
    """A person with a seminar (4 JP of 8) and one with an e-learning of 6 JP; returns both, and the pack is loaded."""
    with committed(work):
        first, second = make_person(work), make_person(work)
        sent = make_evidence(work, first)
        services.accept(work, sent, Description.of(sent))
        make_career_entry(work, second, minutes=6 * JP)
        services.load_pack(work, read_pack(OWN))
    return first.id, second.id


def stored(work: Work) -> list[int]:
    rows = select(CareerEntry.counted_minutes).order_by(CareerEntry.person_id)
    return [minutes // JP for minutes in work.session.scalars(rows)]


def test_comparing_changes_nothing(work: Work) -> None:
    first, second = furnish(work)

    found = services.compare(work, work.today.year, "harapan-2026")

    assert (found.people, found.entries, found.changed_people, found.changed_entries) == (2, 2, 2, 2)
    assert (found.stored.minutes // JP, found.new.minutes // JP, found.new.short) == (10, 9, 2)
    assert found.by_form == {"KL06": [4 * JP, 6 * JP], "NKL03": [6 * JP, 3 * JP]}
    assert found.examples == [(first, 4 * JP, 6 * JP), (second, 6 * JP, 3 * JP)]
    assert stored(work) == [4, 6]


def test_switching_a_year_holds_for_what_comes_after(work: Work) -> None:
    first, _ = furnish(work)
    year = work.today.year

    services.apply_pack(work, year, "harapan-2026")

    assert stored(work) == [6, 3]
    assert services.compare(work, year).changed_entries == 0
    another = make_evidence(work, work.session.get_one(Person, first), title="Seminar lain", number="")
    assert services.accept(work, another, Description.of(another)).counted_minutes == 6 * JP
    assert queries.pack_of_year(work, year - 1) != queries.pack_of_year(work, year)
    (noted,) = work.session.scalars(select(AuditEntry).where(AuditEntry.action == "career:pack:apply"))
    assert (noted.subject, noted.facts) == (str(year), {"pack": "harapan-2026", "people": 2, "entries": 2})


def test_switching_back_restores_the_year(work: Work) -> None:
    furnish(work)
    year = work.today.year
    services.apply_pack(work, year, "harapan-2026")

    services.apply_pack(work, year, "perlan-10-2018")

    assert stored(work) == [4, 6]


def test_a_withdrawn_entry_is_not_reckoned(work: Work) -> None:
    furnish(work)
    entry = work.session.scalars(select(CareerEntry).where(CareerEntry.form == "e-learning")).one()
    entry.withdrawn_at = work.now
    work.session.flush()

    assert services.compare(work, work.today.year, "harapan-2026").entries == 1


def test_unknown_pack_is_refused(work: Work) -> None:
    with pytest.raises(NotFound, match="Tidak ada paket aturan “lain”"):
        services.compare(work, 2026, "lain")


def test_a_pack_is_loaded_once_and_never_changed(work: Work) -> None:
    assert services.load_pack(work, read_pack(OWN))
    assert not services.load_pack(work, read_pack(OWN))

    with pytest.raises(Conflict, match="Paket tidak pernah diubah"):
        services.load_pack(work, read_pack(OWN.replace("jp: 6", "jp: 7")))


def test_commands_load_compare_switch_and_verify(
    work: Work, house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    furnish(work)
    year, file = str(work.today.year), tmp_path / "paket.yaml"
    file.write_text(OWN.replace("harapan-2026", "harapan-2027"), encoding="utf-8")

    status, out, _ = run(house, capsys, "packs", "load", str(file))
    assert (status, out) == (0, "Paket “harapan-2027” dimuat: 2 bentuk diatur.\n")
    status, out, _ = run(house, capsys, "recompute", "--year", year, "--pack", "harapan-2027")
    assert (status, "Berbeda: 2 catatan milik 2 pegawai. Belum ada yang berubah." in out) == (0, True)
    status, out, _ = run(house, capsys, "recompute", "--year", year, "--pack", "harapan-2027", "--apply", "--json")
    assert (status, json.loads(out)["new"], json.loads(out)["applied"]) == (0, {"jp": 9.0, "below_floor": 2}, True)
    status, out, _ = run(house, capsys, "recompute", "--year", year)
    assert (status, "Berbeda: 0 catatan" in out) == (0, True)
    status, out, _ = run(house, capsys, "packs", "list", "--json")
    assert {one["name"]: one["chosen_for"] for one in json.loads(out)} == {
        "harapan-2026": [], "harapan-2027": [int(year)], "perlan-10-2018": [],
    }  # fmt: skip


def test_verifying_a_year_that_is_stored_wrongly_fails(
    work: Work, house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    furnish(work)
    with committed(work):
        for entry in work.session.scalars(select(CareerEntry)):
            entry.counted_minutes += 45

    assert run(house, capsys, "recompute", "--year", str(work.today.year))[0] == 1
    assert run(house, capsys, "recompute", "--year", str(work.today.year), "--apply")[0] == 0
    assert run(house, capsys, "recompute", "--year", str(work.today.year))[0] == 0


def test_show_says_why(work: Work, house: House, capsys: pytest.CaptureFixture[str]) -> None:
    with committed(work):
        person = make_person(work)
        sent = make_evidence(work, person, form="coaching", minutes=5 * JP)
        services.accept(work, sent, Description.of(sent))

    status, out, _ = run(house, capsys, "show", person.nip, "--json")

    (entry,) = json.loads(out)["entries"]
    assert (status, entry["jp"], entry["paper_jp"], entry["form_code"]) == (0, 2.0, 5.0, "NKL01")
    assert entry["why"][0] == "Coaching dihitung 2 JP tiap sesi: 1 sesi menjadi 2 JP."


def test_show_of_nobody_fails(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(house, capsys, "show", "199001012015032901")[0] == 1


def test_rules_of_a_pack_are_shown_in_words(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(house, capsys, "packs", "show", "perlan-10-2018", "--json")

    rules = json.loads(out)["rules"]
    assert (status, rules["NKL01"], rules["NKL03"], rules["KL01"]) == (
        0,
        "2 JP tiap sesi; paling banyak 4 JP sebulan",
        "menurut bukti; bila bukti tidak menyebut JP, 3 JP tiap kegiatan",
        "menurut bukti",
    )
