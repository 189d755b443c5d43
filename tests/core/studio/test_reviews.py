"""Review: asked, commented on lines, answered; and publishing that waits for it. Over HTTP, on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from elearn.core.people.models import Person
from elearn.core.studio.models import Draft
from elearn.core.studio.pages.reviews import placed
from elearn.core.studio.queries import reviews as queries
from elearn.core.studio.queries.drafts import draft_named
from elearn.core.studio.queries.files import file_of
from elearn.core.studio.queries.reviews import CommentLine
from elearn.core.studio.services import files, reviews
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import CountStatements, SignIn
from elearn.testing.factories.people import make_person, make_role

REVIEW = "/naskah/melayani-warga/ulasan"
FILE = f"{REVIEW}/01-materi-pertama.md"
PUBLISH = "/naskah/melayani-warga/terbitkan"


@pytest.fixture
def asked(work: Work, draft: Draft, colleague_person: Person, trainer: FlaskClient) -> None:
    trainer.post(REVIEW, data={"pengulas": str(colleague_person.id)})


def said(house: House, slug: str = "melayani-warga") -> list[CommentLine]:
    with house.work(write=False) as work:
        draft = draft_named(work, slug)
        assert draft is not None
        return list(queries.comments(work, draft))


def test_a_review_is_asked_commented_and_returned(
    work: Work, draft: Draft, trainer: FlaskClient, colleague: FlaskClient, asked: None
) -> None:
    assert "Menunggu ulasan Anda" in colleague.get("/pengajar").text
    assert "Sedang diulas" in trainer.get("/naskah/melayani-warga").text

    colleague.post(FILE, data={"baris": "2", "komentar": "Judul ini terlalu umum."})
    colleague.post("/naskah/melayani-warga/putusan", data={"putusan": "kembali", "catatan": "Perjelas judulnya."})

    page = trainer.get(REVIEW).text
    assert "Dikembalikan" in page
    assert "Perjelas judulnya." in page
    assert "Judul ini terlalu umum." in page
    assert "Sedang ditulis" in trainer.get("/naskah/melayani-warga").text
    assert "Menunggu ulasan Anda" not in colleague.get("/pengajar").text


def test_a_comment_is_answered_and_settled(house: House, trainer: FlaskClient, asked: None) -> None:
    trainer.post(FILE, data={"baris": "2", "komentar": "Sudah saya ubah."})
    (one,) = said(house)

    assert "Tandai selesai: Sudah saya ubah." in trainer.get(FILE).text

    page = trainer.post("/naskah/melayani-warga/komentar", data={"nomor": str(one.id)}, follow_redirects=True).text

    assert "Sudah saya ubah." in page
    assert [one.settled_at is not None for one in said(house)] == [True]


def test_a_comment_follows_its_line_and_is_not_lost_when_the_line_is() -> None:
    said = CommentLine(1, "a.md", 1, "satu", "Bagus.", None, "Citra", None)  # type: ignore[arg-type]  # the time is not looked at

    lines, gone = placed("nol\nsatu\n", [said, replace(said, id=2, quoted="hilang")])

    assert [[one.id for one in line.comments] for line in lines] == [[], [1]]
    assert [one.id for one in gone] == [2]


def test_a_returned_draft_needs_a_word(colleague: FlaskClient, asked: None) -> None:
    assert colleague.post("/naskah/melayani-warga/putusan", data={"putusan": "kembali"}).status_code == 422


@pytest.mark.parametrize(("line", "text"), [("0", "Ya."), ("9999", "Ya."), ("1", "  "), ("x", "Ya.")])
def test_a_comment_needs_a_line_and_words(trainer: FlaskClient, draft: Draft, line: str, text: str) -> None:
    assert trainer.post(FILE, data={"baris": line, "komentar": text}).status_code == 422


def test_who_was_not_asked_sees_nothing_and_says_nothing(draft: Draft, colleague: FlaskClient) -> None:
    answers = [
        colleague.get(REVIEW),
        colleague.get(FILE),
        colleague.post(REVIEW, data={"pengulas": "1"}),
        colleague.post(FILE, data={"baris": "1", "komentar": "Ya."}),
        colleague.post("/naskah/melayani-warga/putusan", data={"putusan": "setuju"}),
        colleague.post("/naskah/melayani-warga/komentar", data={"nomor": "1"}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 6


def test_a_reviewer_reads_and_does_not_write(colleague: FlaskClient, asked: None) -> None:
    answers = [
        colleague.get(REVIEW).status_code,
        colleague.get(FILE).status_code,
        colleague.get("/naskah/melayani-warga").status_code,
        colleague.post("/naskah/melayani-warga/berkas/kursus.md", data={"naskah": "x", "nomor": "1"}).status_code,
        colleague.post(PUBLISH).status_code,
    ]

    assert answers == [200, 200, 404, 404, 404]


def test_an_author_neither_is_asked_nor_answers(
    work: Work, draft: Draft, trainer: FlaskClient, trainer_person: Person, colleague_person: Person
) -> None:
    refused = trainer.post(REVIEW, data={"pengulas": str(trainer_person.id)}).status_code
    trainer.post(REVIEW, data={"pengulas": str(colleague_person.id)})

    assert refused == 422
    assert trainer.post("/naskah/melayani-warga/putusan", data={"putusan": "setuju"}).status_code == 403


def test_a_learner_is_not_asked(work: Work, draft: Draft, trainer: FlaskClient) -> None:
    with committed(work):
        learner = make_person(work)

    assert trainer.post(REVIEW, data={"pengulas": str(learner.id)}).status_code == 422


def test_a_verdict_needs_an_open_round(colleague: FlaskClient, asked: None) -> None:
    answers = [colleague.post("/naskah/melayani-warga/putusan", data={"putusan": "setuju"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 409]


@pytest.fixture
def strict(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "settings", replace(house.settings, review_required=True))


def test_publishing_waits_for_approval_of_what_is_published(
    work: Work,
    draft: Draft,
    trainer: FlaskClient,
    colleague: FlaskClient,
    colleague_person: Person,
    strict: None,
    asked: None,
) -> None:
    early, reviewer_id = trainer.post(PUBLISH), colleague_person.id
    shown = trainer.get("/naskah/melayani-warga/periksa").text
    colleague.post("/naskah/melayani-warga/putusan", data={"putusan": "setuju"})
    with committed(work):
        work.session.expire_all()
        text = file_of(work, draft, "01-materi-pertama.md").text or ""
        files.write(work, draft, "01-materi-pertama.md", text + "\nSatu kalimat lagi.\n")
    changed = trainer.post(PUBLISH)
    trainer.post(REVIEW, data={"pengulas": str(reviewer_id)})
    colleague.post("/naskah/melayani-warga/putusan", data={"putusan": "setuju"})

    assert (early.status_code, changed.status_code) == (409, 409)
    assert "baru dapat terbit setelah disetujui" in early.text
    assert "Belum disetujui" in shown
    assert trainer.post(PUBLISH).status_code == 302


def test_the_review_costs_the_same_for_many(
    work: Work, draft: Draft, trainer: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    counts = []
    for number in (1, 3):
        with committed(work):
            for _ in range(number):
                reviews.comment(work, draft, "kursus.md", 1, "Baik.")
                make_role(work, make_person(work), "trainer")
        with count_statements() as statements:
            trainer.get(REVIEW)
        counts.append(len(statements))

    assert counts[0] == counts[1] <= 10
