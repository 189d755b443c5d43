"""Sharing a draft: the owner adds and removes, nobody else. Over HTTP, on both engines."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from elearn.core.people.models import Person
from elearn.core.studio.models import Draft
from elearn.core.studio.queries.files import file_of
from elearn.core.studio.services import files
from elearn.kernel.work import Work, committed
from elearn.testing.factories.people import make_person

DRAFT, AUTHORS = "/naskah/melayani-warga", "/naskah/melayani-warga/penulis"


@pytest.fixture
def shared(draft: Draft, trainer: FlaskClient, colleague_person: Person) -> int:
    """The colleague writes along; their id."""
    person_id = colleague_person.id
    trainer.post(AUTHORS, data={"nip": colleague_person.nip})
    return person_id


def test_a_colleague_writes_along_until_removed(trainer: FlaskClient, colleague: FlaskClient, shared: int) -> None:
    with_them = colleague.get(DRAFT).status_code
    listed = "Melayani Warga" in colleague.get("/pengajar").text
    trainer.post(f"{AUTHORS}/hapus", data={"penulis": str(shared)})

    assert (with_them, listed) == (200, True)
    assert colleague.get(DRAFT).status_code == 404


def test_a_colleague_may_not_share(colleague: FlaskClient, shared: int) -> None:
    answers = [
        colleague.post(AUTHORS, data={"nip": "1"}).status_code,
        colleague.post(f"{AUTHORS}/hapus", data={"penulis": str(shared)}).status_code,
    ]

    assert answers == [403, 403]


def test_nobody_else_sees_the_authors(draft: Draft, colleague: FlaskClient) -> None:
    answers = [colleague.get(AUTHORS), colleague.post(AUTHORS, data={"nip": "1"}), colleague.post(f"{AUTHORS}/hapus")]

    assert [answer.status_code for answer in answers] == [404] * 3


def test_only_a_trainer_is_added_and_only_once(
    work: Work, draft: Draft, trainer: FlaskClient, colleague_person: Person, shared: int
) -> None:
    with committed(work):
        learner = make_person(work)
    nips = [learner.nip, "bukan nomor", colleague_person.nip]

    assert [trainer.post(AUTHORS, data={"nip": nip}).status_code for nip in nips] == [422, 422, 409]


def test_the_owner_stays(draft: Draft, trainer: FlaskClient, trainer_person: Person) -> None:
    answers = [trainer.post(f"{AUTHORS}/hapus", data={"penulis": one}).status_code for one in (trainer_person.id, "")]

    assert answers == [409, 404]


def test_a_new_author_no_longer_reviews(
    trainer: FlaskClient, colleague: FlaskClient, colleague_person: Person, draft: Draft
) -> None:
    nip = colleague_person.nip
    trainer.post(f"{DRAFT}/ulasan", data={"pengulas": str(colleague_person.id)})
    trainer.post(AUTHORS, data={"nip": nip})

    assert colleague.post(f"{DRAFT}/putusan", data={"putusan": "setuju"}).status_code == 403


PUBLISH = f"{DRAFT}/terbitkan"


def publish_again(work: Work, draft: Draft, browser: FlaskClient, sentence: str) -> int:
    """Publishes the draft with one more sentence; the answer's status."""
    with committed(work):
        work.session.expire_all()
        text = file_of(work, draft, "01-materi-pertama.md").text or ""
        files.write(work, draft, "01-materi-pertama.md", f"{text}\n{sentence}\n")
    return browser.post(PUBLISH).status_code


def test_an_author_publishes_until_removed(
    work: Work, draft: Draft, trainer: FlaskClient, colleague: FlaskClient, shared: int
) -> None:
    """Whoever brought it first: the next version too comes from any author, and from nobody who is none any more."""
    statuses = [colleague.post(PUBLISH).status_code, publish_again(work, draft, trainer, "Dari pemilik.")]
    statuses.append(publish_again(work, draft, colleague, "Dari rekan."))
    seen = colleague.get("/pengajar/melayani-warga").status_code
    trainer.post(f"{AUTHORS}/hapus", data={"penulis": str(shared)})

    assert (statuses, seen) == ([302, 302, 302], 200)
    assert publish_again(work, draft, colleague, "Sesudah dihapus.") == 404
    assert colleague.get("/pengajar/melayani-warga").status_code == 404
    assert trainer.get("/pengajar/melayani-warga").status_code == 200


def test_a_stranger_neither_publishes_nor_takes_the_code(
    work: Work, draft: Draft, trainer: FlaskClient, colleague: FlaskClient
) -> None:
    trainer.post(PUBLISH)
    text = "---\njudul: Milik orang\nkode: melayani-warga\nringkasan: Ringkas.\njp: 2\n---\n\nIsi.\n"
    stolen = zip_of(
        {"pelatihan-lain/kursus.md": text, "pelatihan-lain/01-materi.md": "---\njudul: Satu\n---\n\nIsi.\n"}
    )
    answer = colleague.post("/pengajar", data={"file": (BytesIO(stolen), "pelatihan-lain.zip")})

    assert colleague.post(PUBLISH).status_code == 404
    assert answer.status_code == 409
    assert "milik pengajar lain" in answer.text


def zip_of(texts: dict[str, str]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for path, text in texts.items():
            archive.writestr(path, text)
    return content.getvalue()
