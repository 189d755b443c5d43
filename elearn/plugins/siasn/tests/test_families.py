"""`rumpunDiklatId`: set by HR for titles, competencies and forms; sent and exported where it is known, else left out."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl

from elearn.plugin import Work, committed

from .making import Shell, make_entry, make_known
from .stand_in import Siasn

COMPETENCY = ("kompetensi:", "  - Pelayanan publik: 2")


def family(shell: Shell) -> object:
    """What would be sent of the one entry."""
    return json.loads(shell("push", "--dry-run", "--json").stdout)[0]["payload"].get("rumpunDiklatId", "absent")


def test_a_title_outweighs_a_competency_and_that_a_form(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn), title="Pelayanan Prima")
        entry.competencies = [["Pelayanan publik", 2]]

    found = [family(shell)]
    for words in (
        ("form", "E-learning", "R-1"),
        ("competency", "pelayanan  PUBLIK", "R-2"),
        ("title", "pelayanan prima", "R-3"),
    ):
        assert shell("family", *words).exit_code == 0
        found.append(family(shell))
    shell("family", "title", "Pelayanan Prima", "--forget")
    found.append(family(shell))

    assert found == ["absent", "R-1", "R-2", "R-3", "R-2"]
    assert json.loads(shell("family", "--json").stdout) == [
        {"kind": "competency", "name": "pelayanan publik", "family_id": "R-2"},
        {"kind": "form", "name": "nkl03", "family_id": "R-1"},
    ]


def test_it_is_pushed_exported_and_compared(work: Work, siasn: Siasn, shell: Shell, tmp_path: Path) -> None:
    with committed(work):
        person = make_known(work, siasn)
        for title in ("Dikenal", "Lain"):
            make_entry(work, person, title=title)
    shell("family", "title", "Dikenal", "R-9")
    target = tmp_path / "siasn.xlsx"

    shell("export", "-o", str(target))
    pushed = shell.with_token("push")
    matching = shell.with_token("reconcile")
    by_title = {row["namaKursus"]: row for row in siasn.rows.values()}
    by_title["Dikenal"]["rumpunDiklatId"] = "R-0"
    different = shell.with_token("reconcile")

    heads, *rows = openpyxl.load_workbook(target)["kursus"].iter_rows(values_only=True)
    sheet = {row[heads.index("namaKursus")]: row[heads.index("rumpunDiklatId")] for row in rows}
    assert sheet == {"Dikenal": "R-9", "Lain": None}
    assert {save["namaKursus"]: save.get("rumpunDiklatId", "absent") for save in siasn.saves} == {
        "Dikenal": "R-9",
        "Lain": "absent",
    }
    assert (pushed.exit_code, matching.exit_code, different.exit_code) == (0, 0, 1)


def test_words_that_name_nothing_are_refused(shell: Shell) -> None:
    codes = [
        shell("family", *words).exit_code
        for words in (("form", "sulap", "R"), ("title", "Judul", "dua kata"), ("title", "Judul"), ("subject", "x", "R"))
    ]

    assert codes == [1, 1, 2, 2]
