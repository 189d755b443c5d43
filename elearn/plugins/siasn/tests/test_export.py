"""The files for SIASN, by command and by page."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

from elearn.core.certificates import services as certificates
from elearn.core.certificates.models import Certificate
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.plugin import Work, committed
from elearn.testing.factories.people import make_person, make_role, make_unit

from ..rules import COURSE_FIELDS, TRAINING_FIELDS
from .making import Shell, make_entry, make_known
from .stand_in import Siasn

SignIn = Callable[[Person], FlaskClient]
STRUCTURAL = ("bentuk: pelatihan struktural kepemimpinan",)


def sheets(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(BytesIO(content))
    return {sheet.title: [tuple(cell for cell in row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def furnish(work: Work, siasn: Siasn) -> None:
    """A course, a structural training, one without ids, one that was withdrawn."""
    with committed(work):
        unit = make_unit(work, make_unit(work, code="KOTA"), code="DINAS")
        person = make_known(work, siasn, unit)
        make_entry(work, person, title="=Pelayanan Prima")
        make_entry(work, person, title="Diklat PIM IV", extra=STRUCTURAL)
        make_entry(work, make_person(work, name="Tanpa Id"), title="Arsip")
        gone = make_entry(work, person, title="Dicabut")
        certificates.revoke(work, work.session.get_one(Certificate, gone.certificate_id), "Salah.")


def test_workbook_has_siasn_s_columns_and_types(work: Work, siasn: Siasn, shell: Shell, tmp_path: Path) -> None:
    furnish(work, siasn)
    target = tmp_path / "siasn.xlsx"

    ran = shell("export", "-o", str(target), "--json")

    book = sheets(target.read_bytes())
    course = dict(zip(*book["kursus"], strict=True))
    training = dict(zip(*book["diklat"], strict=True))
    told = json.loads(ran.stdout)
    assert (ran.exit_code, told["kursus"], told["diklat"], told["perlu_dilengkapi"]) == (0, 1, 1, 1)
    assert (tuple(course), tuple(training)) == (COURSE_FIELDS, TRAINING_FIELDS)
    assert (course["namaKursus"], course["jumlahJam"], type(course["tahunKursus"])) == ("=Pelayanan Prima", 2, int)
    assert [len(day) for day in (course["tanggalKursus"], training["tanggal"])] == [10, 10]
    assert (course["jenisDiklatId"], training["latihanStrukturalId"], course["path"]) == ("16", "2", "[]")
    assert list(book) == ["kursus", "diklat", "daftar", "perlu dilengkapi", "keterangan"]


def test_what_is_left_out_has_its_own_sheet_with_reason_and_fix(
    work: Work, siasn: Siasn, shell: Shell, tmp_path: Path
) -> None:
    furnish(work, siasn)
    target = tmp_path / "siasn.xlsx"

    shell("export", "-o", str(target))

    rows = sheets(target.read_bytes())["perlu dilengkapi"][1:]
    assert [(row[1], row[3], row[5]) for row in rows] == [
        ("Tanpa Id, S.AP.", "Arsip", "pnsOrangId pegawai ini belum diketahui."),
        ("Tanpa Id, S.AP.", "Arsip", "instansiId instansi pegawai ini belum diketahui."),
    ]
    assert [len(str(row[6])) > 20 for row in rows] == [True, True]


def test_json_holds_the_payloads_as_they_would_be_sent(work: Work, siasn: Siasn, shell: Shell, tmp_path: Path) -> None:
    furnish(work, siasn)
    target = tmp_path / "siasn.json"

    shell("export", "-o", str(target), "--format", "json")

    whole = json.loads(target.read_text())
    planned = json.loads(shell("push", "--dry-run", "--json").stdout)
    assert whole["kursus"] + whole["diklat"] == sorted(
        (line["payload"] for line in planned), key=lambda payload: "namaKursus" not in payload
    )
    assert [line["judul"] for line in whole["daftar"]] == ["Diklat PIM IV", "=Pelayanan Prima"]


def test_year_and_unit_narrow_and_an_unknown_unit_is_refused(
    work: Work, siasn: Siasn, shell: Shell, tmp_path: Path
) -> None:
    furnish(work, siasn)
    target = str(tmp_path / "siasn.json")

    runs = [
        shell("export", "-o", target, "--format", "json", "--json", *more)
        for more in (("--unit", "DINAS"), ("--year", "2001"))
    ]

    assert [json.loads(ran.stdout)["kursus"] for ran in runs] == [1, 0]
    assert shell("export", "-o", target, "--unit", "TIDAK-ADA").exit_code == 1
    assert shell("export").exit_code == 2


@pytest.mark.parametrize(("form", "ending"), [("xlsx", ".xlsx"), ("json", ".json")])
def test_hr_exports_their_own_branch_by_a_job(
    work: Work, siasn: Siasn, sign_in: SignIn, house: House, form: str, ending: str
) -> None:
    with committed(work):
        agency = make_unit(work)
        own, other = make_unit(work, agency), make_unit(work, agency)
        hr = make_person(work, own, name="Ratna HR")
        make_role(work, hr, "hr", own)
        make_entry(work, make_known(work, siasn, own, name="Orang Sini"), title="Punya sini")
        make_entry(work, make_known(work, siasn, other, name="Orang Sana"), title="Punya sana")
    browser = sign_in(hr)

    page = browser.get("/siasn").text
    asked = browser.post("/siasn/ekspor", data={"bentuk": form})
    house.queue.sweep()
    ready = browser.get(asked.headers["Location"]).text
    file = browser.get(asked.headers["Location"] + "/berkas")

    assert ("Punya sini" in page, "Punya sana" in page) == (True, False)
    assert "Berkas siap: 1 baris" in ready
    assert file.headers["Content-Disposition"].endswith(f'{ending}"') or ending in file.headers["Content-Disposition"]
    text = json.dumps(sheets(file.data)) if form == "xlsx" else file.text
    assert ("Punya sini" in text, "Punya sana" in text) == (True, False)
