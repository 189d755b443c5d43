"""A check question with entries to order, without JavaScript: moving one is not handing in."""

from __future__ import annotations

from pathlib import Path

from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import SignIn, make_learner
from elearn.testing.factories.courses import publish_folder, write_course, write_page

QUESTION = """Isi materi.

## Urutkan langkahnya.
<!-- id: s-urut -->

Tipe: mengurutkan

1. Menyapa
2. Memeriksa
3. Menyerahkan
"""


def test_moving_an_entry_shows_the_lesson_again_and_only_the_other_button_finishes_it(
    work: Work, tmp_path: Path, sign_in: SignIn
) -> None:
    with committed(work):
        folder = write_course(tmp_path / "urut", lessons=1)
        write_page(folder / "01-materi.md", ("judul: Materi", "durasi: 90 menit"), QUESTION)
        version = publish_folder(work, folder)
        ids = [entry["id"] for entry in version.steps[0].questions[0]["entries"]]
    learner = make_learner(work, sign_in, version)
    lesson, finish = learner.url("/01-materi"), learner.url("/01-materi/selesai")

    moved = learner.browser.post(finish, data={"j-s-urut": "atur:" + ",".join(reversed(ids))})
    unfinished = learner.browser.get(lesson).text
    sent = learner.browser.post(finish, data={f"j-s-urut.{one}": str(place) for place, one in enumerate(ids, 1)})
    finished = learner.browser.get(lesson).text

    assert (moved.status_code, sent.status_code) == (422, 303)
    assert [moved.text.index(f'name="j-s-urut.{one}"') for one in reversed(ids)] == sorted(
        moved.text.index(f'name="j-s-urut.{one}"') for one in ids
    )
    assert ("Materi ini selesai." in unfinished, "Materi ini selesai." in finished) == (False, True)
    assert "Urutan yang benar" in finished
