"""A draft taken as a learner would: read, answered, marked, told, and nothing of it kept. Over HTTP, on both engines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import MetaData, func, select

from elearn.core.people.models import Person
from elearn.core.questions.kinds import kind_named, values_of
from elearn.core.studio.models import Draft
from elearn.core.studio.services import files
from elearn.core.studio.services import trial as services
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import CountStatements, SignIn
from elearn.testing.factories.people import make_person
from elearn.testing.factories.quizzes import MIXED, PARTED, SURVEY

TRIAL = "/naskah/melayani-warga/coba"
QUIZ = f"{TRIAL}/03-lengkap"
LESSON = """---
judul: Menyapa warga
---

Sapa setiap warga. Lihat [kuisnya](03-lengkap.md).

## Siapa yang disapa?
<!-- id: s-sapa -->

- [x] Semua warga
  > Tepat, tanpa kecuali.
- [ ] Yang dikenal saja
  > Itu tidak adil.
"""


def quiz(reveal: str = "setelah kirim", extra: str = "", questions: str = MIXED) -> str:
    head = (
        f"---\njudul: Kuis lengkap\njenis: kuis\nnilai lulus: 70\npercobaan: 2\ntampilkan kunci: {reveal}\n{extra}---\n"
    )
    return head + questions


@pytest.fixture
def written(work: Work, draft: Draft) -> Draft:
    """The draft with a lesson that asks and a quiz of every kind that marks itself."""
    with committed(work):
        files.write(work, draft, "01-materi.md", LESSON)
        files.write(work, draft, "03-lengkap.md", quiz())
    return draft


def right(work: Work, draft: Draft, key: str) -> dict[str, list[str]]:
    """The fields of a form that earns full marks."""
    taken = services.take(work, draft, key, 1)
    kinds = work.hooks.gather("question_kinds")
    found: dict[str, list[str]] = {}
    for question in taken.step.questions:
        answer = kind_named(question.public["kind"], kinds).best_answer(question.sealed)
        for value in values_of(answer):
            part, equals, given = value.partition("=")
            name = f"j-{question.id}.{part}" if equals and isinstance(answer, dict) else f"j-{question.id}"
            found.setdefault(name, []).append(given if name.endswith(f".{part}") else value)
    return found


def everything(house: House) -> dict[str, tuple[int, Sequence[Any]]]:
    """Every table, whosever it is: how many rows it has, and what stands in them."""
    metadata = MetaData()
    metadata.reflect(house.database.engine)
    with house.work(write=False) as work:
        return {
            name: (
                work.session.scalar(select(func.count()).select_from(table)) or 0,
                sorted(map(repr, work.session.execute(select(table)))),
            )
            for name, table in metadata.tables.items()
        }


def test_a_trial_leaves_no_trace(house: House, work: Work, written: Draft, trainer: FlaskClient) -> None:
    """All rows of all tables are counted, and compared, before and after."""
    with committed(work):
        files.write(work, written, "03-lengkap.md", quiz(questions=MIXED + PARTED))
        files.write(work, written, "04-survei.md", "---\njudul: Survei\njenis: survei\n---\n" + SURVEY)
    answers = {key: right(work, written, key) for key in ("01-materi", "03-lengkap", "04-survei")}
    before = everything(house)

    statuses = [trainer.get(TRIAL).status_code]
    for key, sent in answers.items():
        statuses.append(trainer.get(f"{TRIAL}/{key}").status_code)
        statuses += [trainer.post(f"{TRIAL}/{key}", data={"acak": "7", **fields}).status_code for fields in (sent, {})]

    assert statuses == [200, 200, 200, 422, 200, 200, 200, 200, 200, 200]
    after = everything(house)
    assert {name: count for name, (count, _) in after.items()} == {name: count for name, (count, _) in before.items()}
    assert after == before
    assert len(after) > 40


def test_every_page_says_that_it_is_a_preview(written: Draft, trainer: FlaskClient) -> None:
    pages = [trainer.get(TRIAL), trainer.get(f"{TRIAL}/01-materi"), trainer.get(QUIZ), trainer.post(QUIZ)]

    assert all("Pratinjau:</strong> Anda mencoba naskah ini seperti peserta" in page.text for page in pages)


def test_a_lesson_is_read_asked_and_told(work: Work, written: Draft, trainer: FlaskClient) -> None:
    asked = trainer.get(f"{TRIAL}/01-materi").text
    empty = trainer.post(f"{TRIAL}/01-materi", data={"acak": "1"})
    told = trainer.post(f"{TRIAL}/01-materi", data=right(work, written, "01-materi")).text

    assert f'href="{QUIZ}"' in asked
    assert "Tepat, tanpa kecuali." not in asked
    assert (empty.status_code, "Pertanyaan ini belum dijawab." in empty.text) == (422, True)
    assert ("Tepat, tanpa kecuali." in told, "Itu tidak adil." in told) == (True, True)


@pytest.mark.parametrize(
    ("reveal", "rightly", "told"),
    [
        ("setelah kirim", False, True),
        ("setelah lulus", True, True),
        ("setelah lulus", False, False),
        ("tidak", True, False),
    ],
)
def test_a_quiz_tells_as_much_as_a_learner_would_be_told(
    work: Work, written: Draft, trainer: FlaskClient, reveal: str, rightly: bool, told: bool
) -> None:
    with committed(work):
        files.write(work, written, "03-lengkap.md", quiz(reveal))

    page = trainer.post(QUIZ, data={"acak": "5", **(right(work, written, "03-lengkap") if rightly else {})}).text

    assert ("<strong>100</strong>" in page, "<strong>0</strong>" in page) == (rightly, not rightly)
    assert ("</svg> Lulus" in page, "Belum lulus" in page) == (rightly, not rightly)
    assert ("Merah lalu putih." in page) is told


def test_an_essay_waits_for_its_marker(work: Work, written: Draft, trainer: FlaskClient) -> None:
    with committed(work):
        files.write(work, written, "03-lengkap.md", quiz(questions=MIXED + PARTED))

    page = trainer.post(QUIZ, data=right(work, written, "03-lengkap")).text

    assert "Peserta melihat nilainya setelah pengajar menilai jawaban uraian." in page


def test_the_paper_sent_is_the_paper_marked(work: Work, written: Draft, trainer: FlaskClient) -> None:
    """Drawn and shuffled anew at each look, and drawn the same again when its answers come."""
    with committed(work):
        files.write(work, written, "03-lengkap.md", quiz(extra="acak: ya\nambil: 2\n"))
    asked = trainer.get(QUIZ).text
    seed = re.search(r'name="acak" value="(\d+)"', asked)
    assert seed is not None

    told = trainer.post(QUIZ, data={"acak": seed[1]}).text

    anchors = [re.findall(r'id="soal-(s-[a-z]+)"', page) for page in (asked, told)]
    assert anchors[0] == anchors[1]
    assert len(set(anchors[0])) == 2
    assert (
        len({tuple(one.id for one in services.take(work, written, "03-lengkap", seed).asked) for seed in range(9)}) > 1
    )


def test_moving_buttons_only_rearrange(work: Work, written: Draft, trainer: FlaskClient) -> None:
    with committed(work):
        files.write(work, written, "03-lengkap.md", quiz(questions=PARTED))
    button = re.search(r'name="(j-s-urut)" value="(atur:[^"]+)"', trainer.get(QUIZ).text)
    assert button is not None

    answer = trainer.post(QUIZ, data={"acak": "1", button[1]: button[2]})

    assert (answer.status_code, "Kirim jawaban" in answer.text) == (422, True)


@pytest.mark.parametrize("typed", ["empat puluh lima"])
def test_what_cannot_be_read_is_asked_again(written: Draft, trainer: FlaskClient, typed: str) -> None:
    answer = trainer.post(QUIZ, data={"acak": "1", "j-s-angka": typed})

    assert (answer.status_code, typed in answer.text) == (422, True)


def test_a_file_with_faults_is_shown_as_far_as_it_can_be_read(work: Work, written: Draft, trainer: FlaskClient) -> None:
    with committed(work):
        files.write(work, written, "03-lengkap.md", quiz() + "\n## Soal tanpa pilihan\n\nApa ini?\n")
        files.write(work, written, "04-rusak.md", "---\njudul: [\n---\n")

    assert "Berkas ini masih punya kesalahan" in trainer.get(QUIZ).text
    assert trainer.get(f"{TRIAL}/04-rusak").status_code == 200


@pytest.mark.parametrize("key", ["tidak-ada", "kursus", "Kursus", "01-materi.en", "01-materi.md"])
def test_what_is_no_step_is_not_found(written: Draft, trainer: FlaskClient, key: str) -> None:
    assert [trainer.get(f"{TRIAL}/{key}").status_code, trainer.post(f"{TRIAL}/{key}").status_code] == [404, 404]


def test_only_authors_and_the_reviewer_take_it(
    work: Work, written: Draft, trainer: FlaskClient, colleague: FlaskClient, colleague_person: Person, sign_in: SignIn
) -> None:
    reviewer_id = str(colleague_person.id)
    with committed(work):
        learner = make_person(work)
    strange = [colleague.get(TRIAL).status_code, colleague.get(QUIZ).status_code, colleague.post(QUIZ).status_code]
    trainer.post("/naskah/melayani-warga/ulasan", data={"pengulas": reviewer_id})

    assert strange == [404, 404, 404]
    assert [colleague.get(TRIAL).status_code, colleague.post(QUIZ).status_code] == [200, 200]
    assert sign_in(learner).get(TRIAL).status_code == 403


def test_a_trial_costs_few_statements(
    work: Work, written: Draft, trainer: FlaskClient, count_statements: CountStatements
) -> None:
    counts = []
    for number in (4, 7):
        with committed(work):
            files.write(work, written, f"0{number}-materi.md", LESSON.replace("s-sapa", f"s-sapa{number}"))
        with count_statements() as statements:
            trainer.get(QUIZ)
        counts.append(len(statements))

    assert counts[0] == counts[1] <= 8
