"""The dictionary of competencies: the nation's nine, and technical ones that an agency adds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from elearn.core.competencies import queries
from elearn.core.competencies.dictionary import NATIONAL, Competency, read_technical
from elearn.kernel.errors import Invalid
from elearn.kernel.work import Work


def test_the_regulation_names_eight_managerial_and_one_socio_cultural_competency() -> None:
    assert Counter(competency.kind for competency in NATIONAL) == {"manajerial": 8, "sosial kultural": 1}


def test_known_names_every_competency_once(work: Work) -> None:
    names = [competency.name for competency in queries.dictionary(work)]

    assert (len(names), queries.known(work)) == (10, frozenset(names))


def test_an_agency_adds_its_own_technical_competencies(work: Work) -> None:
    work.settings.home.mkdir(parents=True, exist_ok=True)
    (work.settings.home / "kompetensi.csv").write_text("nama,sumber\nKearsipan,Perwali 12\nintegritas,Perwali 12\n")

    added = [competency for competency in queries.dictionary(work) if competency.source == "Perwali 12"]

    assert added == [Competency("Kearsipan", "teknis", "Perwali 12")]


@pytest.mark.parametrize(
    "text", ["nama,sumber\nKearsipan,X\n", "\ufeffnama;sumber\r\n  Kearsipan ;X\r\n;\r\n", "sumber,nama\nX,Kearsipan\n"]
)
def test_a_table_is_read_as_excel_writes_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "kompetensi.csv"
    path.write_text(text, encoding="utf-8", newline="")

    assert read_technical(path) == (Competency("Kearsipan", "teknis", "X"),)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"judul\nKearsipan\n", "kompetensi.csv tidak punya kolom `nama`. Tulis `nama,sumber` pada baris pertama."),
        (b"", "kompetensi.csv tidak punya kolom `nama`. Tulis `nama,sumber` pada baris pertama."),
        (b"nama\nK\xe9arsipan\n", "kompetensi.csv bukan teks UTF-8. Simpan ulang sebagai “CSV UTF-8”."),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "kompetensi.csv"
    path.write_bytes(content)

    with pytest.raises(Invalid) as caught:
        read_technical(path)
    assert caught.value.sentence == sentence


def test_a_line_shorter_than_its_heading_is_read(tmp_path: Path) -> None:
    path = tmp_path / "kompetensi.csv"
    path.write_text("sumber,nama\nPerwali\nX,Kearsipan,lebih\n")

    assert read_technical(path) == (Competency("Kearsipan", "teknis", "X"),)
