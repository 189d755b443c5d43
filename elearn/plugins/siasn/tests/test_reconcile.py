"""Comparing with SIASN: matching, missing, different, and what only SIASN has."""

from __future__ import annotations

import json

from elearn.plugin import Work, committed
from elearn.testing.factories.people import make_person

from ..models import Check
from ..states import SENT
from .making import Shell, make_entry, make_known, record_of
from .stand_in import Siasn, error_page


def test_reconciliation_names_match_missing_and_the_fields_that_differ(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        person = make_known(work, siasn)
        same, missing, other = (make_entry(work, person, title=title) for title in ("Sama", "Hilang", "Beda"))
    shell.with_token("push")
    by_title = {row["namaKursus"]: row for row in siasn.rows.values()}
    del siasn.rows[by_title["Hilang"]["id"]]
    by_title["Beda"] |= {"jumlahJam": 99, "institusiPenyelenggara": "Lain"}
    siasn.rows["luar"] = {**by_title["Sama"], "id": "luar", "namaKursus": "Di luar", "noSertipikat": "X"}

    ran = shell.with_token("reconcile", "--json")

    told = json.loads(ran.stdout)
    checks = {check.entry_id: (check.result, check.fields) for check in work.session.query(Check)}
    assert (ran.exit_code, told["counts"]) == (1, {"match": 1, "missing": 1, "different": 1})
    assert told["only_there"] == [
        {"nip": person.nip, "kind": "kursus", "id": "luar", "number": "X", "title": "Di luar"}
    ]
    assert checks == {
        same.id: ("match", []),
        missing.id: ("missing", []),
        other.id: ("different", ["institusiPenyelenggara", "jumlahJam"]),
    }
    assert len(siasn.saves) == 3, "nothing is sent by comparing"


def test_everything_matching_is_exit_zero(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        person = make_known(work, siasn)
        make_entry(work, person, title="Kursus")
        make_entry(work, person, title="PIM IV", extra=("bentuk: pelatihan struktural kepemimpinan",))
    shell.with_token("push")

    ran = shell.with_token("reconcile", "--nip", person.nip)

    assert (ran.exit_code, ran.stdout.splitlines()[0]) == (0, "Cocok: 2")


def test_a_person_whom_siasn_does_not_know_is_missing_there(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        make_entry(work, make_known(work, siasn))
        make_entry(work, make_person(work))

    told = json.loads(shell.with_token("reconcile", "--json").stdout)

    assert told["counts"] == {"match": 0, "missing": 1, "different": 0}


def test_what_was_found_there_is_no_longer_waiting(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        person = make_known(work, siasn)
        entry = make_entry(work, person)
    sent = json.loads(shell("push", "--dry-run", "--json").stdout)[0]["payload"]
    siasn.rows["ketikan"] = {
        "_": "kursus", "id": "ketikan", "nipBaru": person.nip, "noSertipikat": sent["nomorSertipikat"].lower()
    }  # fmt: skip

    shell.with_token("reconcile")

    record = record_of(work, entry)
    assert record is not None
    assert (record.state, record.remote_id) == (SENT, "ketikan")


def test_a_siasn_that_is_down_pauses_the_comparison(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        make_entry(work, make_known(work, siasn))
    siasn.fail("/pns/rw-kursus", error_page)

    ran = shell.with_token("reconcile", "--json")

    assert (ran.exit_code, json.loads(ran.stdout)["paused"]) == (1, "SIASN sedang bermasalah (jawaban 502).")
