"""SIASN's names for people and agencies, and the official IP-ASN value: imported, fetched, never guessed."""

from __future__ import annotations

import json
from pathlib import Path

from elearn.core.people import queries as people
from elearn.core.profiles import queries as profiles
from elearn.plugin import Work, committed
from elearn.testing.factories.people import make_person, make_unit

from ..models import Identity
from .making import Shell
from .stand_in import INSTANSI, Siasn, error_page


def test_csv_notes_good_rows_and_tells_the_bad_ones(work: Work, shell: Shell, tmp_path: Path) -> None:
    with committed(work):
        first, second = make_person(work), make_person(work)
    file = tmp_path / "id.csv"
    file.write_text(f"nip,pnsOrangId\n{first.nip},A-1\n{second.nip},{'x' * 43}\n199001012010032000,B-2\n")

    ran = shell("people", "import", str(file), "--json")
    again = shell("people", "import", str(file), "--json")

    told = json.loads(ran.stdout)
    assert (ran.exit_code, told["noted"], [fault["row"] for fault in told["faults"]]) == (1, 1, [3, 4])
    assert json.loads(again.stdout)["unchanged"] == 1
    assert [(row.person_id, row.pns_id) for row in work.session.query(Identity)] == [(first.id, "A-1")]


def test_one_id_of_siasn_is_never_two_people_s(work: Work, siasn: Siasn, shell: Shell, tmp_path: Path) -> None:
    """What is pushed under another's id would stand in their record."""
    with committed(work):
        first, second = make_person(work), make_person(work)
    file = tmp_path / "id.csv"
    file.write_text(f"nip,pnsOrangId\n{first.nip},A-1\n{second.nip},A-1\n")

    ran = shell("people", "import", str(file), "--json")
    siasn.add_person(second.nip)
    siasn.people[second.nip]["id"] = "A-1"
    fetched = shell.with_token("people", "fetch", "--json")

    (fault,) = json.loads(ran.stdout)["faults"]
    assert (ran.exit_code, fault["row"], fault["reason"]) == (
        1, 3, "pnsOrangId “A-1” sudah tercatat untuk pegawai lain.",
    )  # fmt: skip
    assert (fetched.exit_code, json.loads(fetched.stdout)["unknown"]) == (1, [second.nip])
    assert [(row.person_id, row.pns_id) for row in work.session.query(Identity)] == [(first.id, "A-1")]


def test_csv_without_its_columns_is_refused(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "id.csv"
    file.write_text("nip;id\n1;2\n")

    ran = shell("people", "import", str(file))

    assert (ran.exit_code, str(ran.exception)[:19]) == (1, "Berkas CSV ini haru")


def test_ids_are_fetched_for_those_who_lack_them(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        known, unknown, noted = (make_person(work) for _ in range(3))
        work.add(Identity(person_id=noted.id, pns_id="LAMA", noted_at=work.now))
    pns_id = siasn.add_person(known.nip)

    ran = shell.with_token("people", "fetch", "--json")

    told = json.loads(ran.stdout)
    ids = {row.person_id: row.pns_id for row in work.session.query(Identity)}
    assert (ran.exit_code, told["unknown"]) == (1, [unknown.nip])
    assert told["agencies"] == {INSTANSI: "Pemerintah Kota Harapan"}
    assert ids == {known.id: pns_id, noted.id: "LAMA"}
    assert [path for path in siasn.asked if noted.nip in path] == []


def test_an_agency_s_id_is_noted_only_for_an_agency(work: Work, shell: Shell) -> None:
    with committed(work):
        make_unit(work, make_unit(work, code="KOTA"), code="DINAS")

    assert shell("agency", "KOTA", "--id", INSTANSI).exit_code == 0
    assert [shell("agency", code, "--id", INSTANSI).exit_code for code in ("DINAS", "LAIN")] == [1, 1]
    assert shell("agency", "KOTA", "--id", "x y").exit_code == 1


def test_a_structural_training_has_one_of_eight_numbers(shell: Shell) -> None:
    assert [shell("structural", "Pelatihan Kepemimpinan Pengawas", number).exit_code for number in ("2", "9")] == [0, 1]


def test_the_official_value_is_fetched_and_told(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        person, other, partly, odd = (make_person(work) for _ in range(4))
    siasn.ip_asn[partly.nip] = {"kualifikasi": 20, "subtotal": 20, "created_at": "2026-06-30"}
    siasn.ip_asn[odd.nip] = {"kualifikasi": 20, "kompetensi": "NaN", "kinerja": -1, "disiplin": 5, "subtotal": "1e9"}
    siasn.ip_asn[person.nip] = {
        "kualifikasi": 20, "kompetensi": "32.5", "kinerja": 25, "disiplin": 5, "subtotal": "82,5", "created_at": "2026-06-30"
    }  # fmt: skip

    ran = shell.with_token("ip-asn", "--json")

    told = json.loads(ran.stdout)
    assert (ran.exit_code, told["unknown"], told["incomplete"]) == (
        1, [other.nip], [partly.nip, odd.nip],
    )  # fmt: skip
    values = [profiles.index_of(work, people.facts_of(work, one.id)).official for one in (person, other, partly, odd)]
    assert values[0] is not None
    assert values[1:] == [None, None, None]
    points = [
        getattr(values[0], name) for name in ("qualification", "competency", "performance", "discipline", "total")
    ]
    assert (points, values[0].year, values[0].source) == ([20.0, 32.5, 25.0, 5.0, 82.5], 2026, "SIASN")


def test_a_siasn_that_is_down_ends_fetching_with_one_sentence(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        make_person(work)
    siasn.fail("/pns/data-utama", error_page)

    ran = shell.with_token("people", "fetch")

    assert (ran.exit_code, ran.stderr) == (1, "0 dicatat. SIASN sedang bermasalah (jawaban 502).\n")
