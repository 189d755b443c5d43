"""Regulations cited by their keys: collected at publishing, listed for trainers, and who a change touches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from elearn.cli.courses import command
from elearn.cli.door import Door
from elearn.core.courses import queries
from elearn.core.courses.models import CourseVersion
from elearn.hooks.house import House
from elearn.kernel.permissions import TRAINER
from elearn.kernel.work import Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import CountStatements, SignIn
from elearn.testing.factories.courses import publish_folder, write_course, write_quiz
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person, make_role

LESSON = """
## Hak pegawai

Pegawai berhak atas **pengembangan** kompetensi.[^uu-20-2023-ps-49] Ada pula [materi 2](02-materi.md).[^catatan]

- butir pertama[^uu-20-2023]

```
bukan kutipan [^pp-11-2017]
```

[^uu-20-2023-ps-49]: UU 20/2023, Pasal 49.
[^uu-20-2023]: UU 20/2023.
[^catatan]: Catatan biasa.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = write_course(tmp_path / "hak")
    lesson = found / "01-materi.md"
    lesson.write_text(lesson.read_text() + LESSON)
    quiz = write_quiz(found / "03-kuis.md")
    quiz.write_text(
        quiz.read_text()
        + "\n> **Pembahasan:** Lihat undang-undang.[^uu-20-2023-ps-4]\n\n[^uu-20-2023-ps-4]: UU 20/2023, Pasal 4.\n"
    )
    return found


@pytest.fixture
def version(work: Work, folder: Path) -> CourseVersion:
    with committed(work):
        return publish_folder(work, folder)


def places(work: Work, key: str) -> list[tuple[str, str, str, str, str]]:
    return [(line.step, line.question, line.part, line.heading, line.words) for line in queries.citations(work, key)]


ALL = [
    (
        *("01-materi", "", "ps-49", "Hak pegawai"),
        "Pegawai berhak atas pengembangan kompetensi. Ada pula materi 2.",
    ),
    ("01-materi", "", "", "Hak pegawai", "butir pertama"),
    ("03-kuis", "s-s004", "ps-4", "Soal 4: pilihan mana yang tepat?", "Pembahasan: Lihat undang-undang."),
]


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("UU-20-2023", ALL),
        ("uu-20-2023-ps-49", ALL[:1]),
        ("uu-20-2023-ps-4", ALL[2:]),
        ("pp-11-2017", []),
        ("catatan", []),
    ],
)
def test_citations_are_collected_with_their_place(
    work: Work, key: str, expected: list[tuple[str, str, str, str, str]]
) -> None:
    assert places(work, key) == expected


def test_a_newer_version_without_the_citation_leaves_the_list_but_stays_known(
    work: Work, folder: Path, version: CourseVersion
) -> None:
    for name in ("01-materi.md", "03-kuis.md"):
        text = (folder / name).read_text()
        (folder / name).write_text(text.replace("uu-20-2023", "uu-5-2014"))
    with committed(work):
        publish_folder(work, folder)

    assert places(work, "uu-20-2023") == []
    assert list(queries.citing_versions(work, "uu-20-2023")) == [version.id]
    assert [(line.law, line.places, line.courses) for line in queries.regulations(work)[0]] == [("uu-5-2014", 3, 1)]


def run(house: House, *arguments: str) -> Result:
    return CliRunner().invoke(command, ("stale", *arguments), obj=Door(house), catch_exceptions=False)


def test_stale_lists_what_a_changed_regulation_touches(house: House, work: Work, version: CourseVersion) -> None:
    with committed(work):
        holder, learner = make_person(work, name="Ani"), make_person(work, name="Budi")
        certificate = make_certificate(work, holder, version)
        make_enrolment(work, person=learner, version=version)
        number, nips = certificate.number, [holder.nip, learner.nip]

    result = run(house, "UU-20-2023")
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        [
            f"hak/01-materi: Hak pegawai (ps-49): {ALL[0][4]}",
            "hak/01-materi: Hak pegawai: butir pertama",
            f"hak/03-kuis: soal s-s004 {ALL[2][3]} (ps-4): {ALL[2][4]}",
            f"sertifikat {number}  Ani  hak versi 1",
            f"{nips[0]}  Ani  hak versi 1",
            f"{nips[1]}  Budi  hak versi 1",
            "UU-20-2023: 2 kalimat, 1 soal, 1 sertifikat, 2 orang.",
        ],
    )
    facts = json.loads(run(house, "uu-20-2023", "--json").output)
    assert {name: len(found) for name, found in facts.items() if name != "regulation"} == {
        "paragraphs": 2, "questions": 1, "certificates": 1, "people": 2,
    }  # fmt: skip
    assert facts["questions"][0]["question"] == "s-s004"


def test_stale_refuses_what_names_no_regulation(house: House) -> None:
    result = run(house, "undang-undang")

    assert (result.exit_code, result.output) == (
        2,
        "“undang-undang” bukan kunci peraturan. Tulis jenis, nomor, dan tahunnya, seperti UU-20-2023.\n",
    )


def test_trainer_reads_which_regulations_are_cited_and_where(
    work: Work, sign_in: SignIn, version: CourseVersion
) -> None:
    with committed(work):
        trainer = make_person(work)
        make_role(work, trainer, TRAINER)
    browser = sign_in(trainer)
    index = browser.get("/pengajar/peraturan").text
    page = browser.get("/pengajar/peraturan/uu-20-2023").text

    assert '<a href="/pengajar/peraturan/uu-20-2023">UU-20-2023</a>' in index
    assert "Pegawai berhak atas pengembangan kompetensi." in page
    assert "soal s-s004" in page
    assert browser.get("/pengajar/peraturan/pp-1-2020").status_code == 404


def test_the_list_asks_the_database_as_often_for_three_rows_as_for_one(
    work: Work, sign_in: SignIn, folder: Path, version: CourseVersion, count_statements: CountStatements
) -> None:
    with committed(work):
        trainer = make_person(work)
        make_role(work, trainer, TRAINER)
    browser = sign_in(trainer)
    browser.get("/pengajar/peraturan")
    with count_statements() as one:
        assert browser.get("/pengajar/peraturan").text.count("/pengajar/peraturan/") == 1
    lesson = folder / "01-materi.md"
    lesson.write_text(
        lesson.read_text() + "\nLain.[^pp-11-2017] Lagi.[^se-bkn-3-2022]\n\n[^pp-11-2017]: PP.\n[^se-bkn-3-2022]: SE.\n"
    )
    with committed(work):
        publish_folder(work, folder)
    with count_statements() as three:
        assert browser.get("/pengajar/peraturan").text.count("/pengajar/peraturan/") == 3

    assert len(one) == len(three)
