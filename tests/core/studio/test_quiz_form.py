"""The quiz editor over HTTP: add, change, move, delete; two authors; what the form cannot show."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.core.questions.built_in import BUILT_IN_KINDS
from elearn.core.studio.models import Draft, DraftFile
from elearn.core.studio.services import files
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.quizzes import MIXED, PARTED

QUIZ = "/naskah/melayani-warga/kuis/02-kuis-akhir.md"
QUESTION = "/naskah/melayani-warga/butir/{}/02-kuis-akhir.md"


def stored(house: House) -> str:
    with house.work(write=False) as work:
        return work.session.scalars(select(DraftFile.text).where(DraftFile.path == "02-kuis-akhir.md")).one() or ""


def fields(page: str) -> dict[str, str]:
    """What a browser would send of the page's form, unchanged."""
    form = page[page.index('class="sheet"') : page.rindex("</form>")]
    found = dict(re.findall(r'<input[^>]* name="([\w-]+)" value="([^"]*)"', form))
    found |= dict(re.findall(r'<textarea[^>]* name="([\w-]+)"[^>]*>\n([^<]*)</textarea>', form))
    found |= dict.fromkeys(re.findall(r'name="(kunci-\d+)" value="x" checked', form), "x")
    unticked = re.findall(r'name="(kunci-\d+)" value="x">', form)
    for name, choices in re.findall(r'<select[^>]* name="([\w-]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected>', choices)
        found[name] = chosen[1] if chosen else ""
    return {name: unescape(value) for name, value in found.items() if name not in unticked and name != "csrf_token"}


def test_a_form_sent_back_unchanged_changes_nothing(trainer: FlaskClient, house: House, draft: Draft) -> None:
    before = stored(house)

    for place in (0, 1):
        page = trainer.get(QUESTION.format(place)).text
        trainer.post(QUESTION.format(place), data=fields(page))

    assert stored(house) == before


ODD = """
## Tanya?
<!-- id: s-ganjil -->

Kompetensi: Integritas / 3 · Materi: tidak-ada.md · Tingkat: C9 · Tipe: satu jawaban · Nilai: aneh

- [x] Ya
- [ ] Tidak

## Tanya lagi?
<!-- id: s-lazim -->

Kompetensi: Integritas/3 · Bobot: 2 · Materi: 01-materi-pertama.md · Tingkat: C3 · Tipe: Pilihan Majemuk · Nilai: penuh

- [x] Ya
- [x] Tidak
"""


def test_what_the_lists_do_not_offer_stays_as_it_is_written(
    trainer: FlaskClient, house: House, work: Work, draft: Draft
) -> None:
    with committed(work):
        files.write(
            work,
            draft,
            "02-kuis-akhir.md",
            stored(house)
            + ODD
            + MIXED
            + PARTED.replace("Materi: 01-materi.md · Bobot: 2", "Bobot: 2 · Materi: 01-materi.md"),
        )
    before = stored(house)

    pages = [trainer.get(QUESTION.format(place)).text for place in range(14)]
    for place, page in enumerate(pages):
        if 'class="sheet"' in page:
            trainer.post(QUESTION.format(place), data=fields(page))

    assert stored(house) == before
    assert [fields(pages[3])[name] for name in ("ket-kompetensi", "tingkat-kompetensi", "ket-tipe")] == [
        "Integritas", "3", "Pilihan Majemuk",
    ]  # fmt: skip


def test_a_lesson_gets_check_questions_by_the_form(trainer: FlaskClient, house: House, draft: Draft) -> None:
    lesson, question = (address.replace("02-kuis-akhir", "01-materi-pertama") for address in (QUIZ, QUESTION))
    for place, kind in enumerate(("single", "matching")):
        sent = fields(trainer.get(question.format(place) + f"?jenis={kind}").text) | {"pertanyaan": f"Soal {kind}?"}
        sent |= {name: f"Pilihan {name[-1]}" for name in sent if name.startswith("pilihan-")}
        page = trainer.post(question.format(place), data=sent, follow_redirects=True).text
    number = re.findall(r'name="nomor" value="(\d+)"', page)[0]
    trainer.post(lesson, data={"judul": "Menyapa", "durasi": "20 menit", "nomor": number})

    with house.work(write=False) as work:
        text = work.session.scalars(select(DraftFile.text).where(DraftFile.path == "01-materi-pertama.md")).one() or ""
    assert text.startswith("---\njudul: Menyapa\ndurasi: 20 menit\n---\n\nMulailah dari kejadian")
    assert re.findall(r"## Soal \w+\?\n<!-- id: \S+ -->\n\n(.*)", text) == ["- [x] Pilihan 0", "Tipe: menjodohkan"]
    assert "jenis belum terbaca" not in page


def test_a_question_is_changed_where_it_stands(trainer: FlaskClient, house: House, draft: Draft) -> None:
    sent = fields(trainer.get(QUESTION.format(0)).text)
    sent |= {"pertanyaan": "Apa yang pertama?", "pilihan-3": "Menyapa", "umpan-3": "Boleh juga.", "ket-bobot": "2"}

    trainer.post(QUESTION.format(0), data=sent)

    text = stored(house)
    assert "## Apa yang pertama?\n<!-- id: s-contoh1 -->\n\nBobot: 2 · Materi: 01-materi-pertama.md\n" in text
    assert "- [ ] Menyapa\n  > Boleh juga.\n" in text
    assert text.count("\n## ") == 2


@pytest.mark.parametrize("start", [kind.name for kind in BUILT_IN_KINDS])
def test_a_question_of_every_kind_can_be_added(trainer: FlaskClient, house: House, draft: Draft, start: str) -> None:
    page = trainer.get(QUESTION.format(2) + f"?jenis={start}").text
    sent = fields(page) | {"pertanyaan": "Soal baru?"}
    sent |= {name: f"Pilihan {name[-1]}" for name in sent if name.startswith("pilihan-") and not sent[name]}

    answer = trainer.post(QUESTION.format(2), data=sent, follow_redirects=True)

    assert (answer.status_code, "3. Soal baru?" in answer.text) == (200, True)
    assert re.search(r"## Soal baru\?\n<!-- id: s-[a-z2-7]{8} -->\n", stored(house))


def test_more_options_can_be_asked_for_without_losing_what_was_typed(
    trainer: FlaskClient, house: House, draft: Draft
) -> None:
    before = stored(house)
    sent = fields(trainer.get(QUESTION.format(0)).text) | {"pilihan-3": "Baru", "tambah": "1"}

    page = trainer.post(QUESTION.format(0), data=sent).text

    assert (">\nBaru</textarea>" in page, page.count('name="pilihan-')) == (True, 7)
    assert stored(house) == before


def test_questions_move_and_go(trainer: FlaskClient, house: House, draft: Draft) -> None:
    number = re.findall(r'name="nomor" value="(\d+)"', trainer.get(QUIZ).text)[0]
    trainer.post(QUIZ.replace("/kuis/", "/kuis-susunan/"), data={"nomor": number, "turun": "0"})
    moved = re.findall(r"## (.*)", stored(house))
    trainer.post(QUIZ.replace("/kuis/", "/kuis-susunan/"), data={"nomor": str(int(number) + 1), "hapus": "0"})

    assert [title[:20] for title in moved] == ["Setiap materi sebaik", "Apa yang paling dahu"]
    assert re.findall(r"## (.*)", stored(house)) == moved[1:]


def test_a_quiz_whose_last_question_went_is_still_shown(trainer: FlaskClient, house: House, draft: Draft) -> None:
    for _ in range(2):
        number = re.findall(r'name="nomor" value="(\d+)"', trainer.get(QUIZ).text)[0]
        answer = trainer.post(
            QUIZ.replace("/kuis/", "/kuis-susunan/"), data={"nomor": number, "hapus": "0"}, follow_redirects=True
        )

    assert (answer.status_code, "Kuis ini belum punya soal" in answer.text) == (200, True)
    assert "## " not in stored(house)


def test_settings_are_fields(trainer: FlaskClient, house: House, draft: Draft) -> None:
    page = trainer.get(QUIZ).text
    form = {"judul": "Kuis akhir", "jenis": "kuis", "durasi": "15 menit", "nilai_lulus": "80", "percobaan": "3",
            "tampilkan_kunci": "setelah lulus", "acak": "ya", "nomor": re.findall(r'name="nomor" value="(\d+)"', page)[0]}  # fmt: skip

    trainer.post(QUIZ, data=form)

    assert stored(house).startswith(
        "---\njudul: Kuis akhir\njenis: kuis\ndurasi: 15 menit\nnilai lulus: 80\npercobaan: 3\n"
        "tampilkan kunci: setelah lulus\nacak: ya\n---\n\nJawablah semua soal."
    )


def test_what_would_be_read_otherwise_is_refused_and_shown_again(
    trainer: FlaskClient, house: House, draft: Draft
) -> None:
    before = stored(house)
    sent = fields(trainer.get(QUESTION.format(0)).text) | {"isi": "## Judul lain"}

    answer = trainer.post(QUESTION.format(0), data=sent)

    assert (answer.status_code, "## Judul lain" in answer.text, "Belum tersimpan." in answer.text) == (422, True, True)
    assert stored(house) == before


def test_what_the_form_cannot_show_says_so_and_stays(
    trainer: FlaskClient, house: House, work: Work, draft: Draft
) -> None:
    odd = "## Aneh?\n\n- [x] Ya\n- [ ] Tidak\n\nTeks lepas di bawah pilihan.\n"
    with committed(work):
        files.write(work, draft, "02-kuis-akhir.md", stored(house) + "\n" + odd)

    page = trainer.get(QUIZ).text
    sent = fields(trainer.get(QUESTION.format(0)).text) | {"pertanyaan": "Lain?"}
    trainer.post(QUESTION.format(0), data=sent)

    assert "tetap seperti tertulis" in page
    assert trainer.get(QUESTION.format(2)).status_code == 404
    assert trainer.post(QUESTION.format(2), data=sent).status_code == 404
    assert stored(house).endswith("\n" + odd)


def test_two_authors_on_two_questions_are_merged(trainer: FlaskClient, house: House, draft: Draft) -> None:
    first, second = (fields(trainer.get(QUESTION.format(place)).text) for place in (0, 1))

    trainer.post(QUESTION.format(0), data=first | {"pertanyaan": "Satu?"})
    trainer.post(QUESTION.format(1), data=second | {"pertanyaan": "Dua?"})

    assert re.findall(r"## (.*)", stored(house)) == ["Satu?", "Dua?"]


def test_two_authors_on_one_question_choose(trainer: FlaskClient, house: House, draft: Draft) -> None:
    sent = fields(trainer.get(QUESTION.format(0)).text)

    trainer.post(QUESTION.format(0), data=sent | {"pertanyaan": "Satu?"})
    answer = trainer.post(QUESTION.format(0), data=sent | {"pertanyaan": "Lain?"})

    assert answer.location.startswith("/naskah/melayani-warga/gabung/02-kuis-akhir.md?")
    assert "## Satu?" in stored(house)


def test_anothers_quiz_is_closed(colleague: FlaskClient, draft: Draft) -> None:
    answers = [colleague.get(QUIZ), colleague.post(QUIZ), colleague.get(QUESTION.format(0)), colleague.post(QUESTION.format(0)),
               colleague.post(QUIZ.replace("/kuis/", "/kuis-susunan/"), data={"hapus": "0", "nomor": "1"})]  # fmt: skip

    assert [answer.status_code for answer in answers] == [404] * 5
