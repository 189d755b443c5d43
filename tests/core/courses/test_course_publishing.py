"""Publishing: immutable versions, the same content twice, sealed keys, files, news and the audit."""

from __future__ import annotations

import gc
import json
import shutil
import threading
import time
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.core.courses import queries, services
from elearn.core.courses.models import Asset, Course, CourseVersion, Step
from elearn.core.courses.parser import Manuscript
from elearn.hooks.house import House
from elearn.hooks.markers import hookimpl
from elearn.kernel.audit import AuditEntry
from elearn.kernel.errors import Conflict
from elearn.kernel.work import Work, committed
from elearn.testing.factories.courses import make_course, publish_folder, right_answers, write_page, wrong_answers
from elearn.testing.factories.people import make_person

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><title>Titik</title><circle r="4"/></svg>'
SHIPPED = Path(__file__).resolve().parents[3] / "courses"


def manuscript_of(work: Work, folder: Path) -> Manuscript:
    manuscript = services.read(work, folder).manuscript
    assert manuscript is not None
    return manuscript


def change(folder: Path) -> None:
    page = folder / "01-materi.md"
    page.write_text(page.read_text() + "\nSatu kalimat baru.\n")


def published(work: Work) -> list[str]:
    return list(work.session.scalars(select(AuditEntry.subject).where(AuditEntry.action == "courses:course:publish")))


def test_publish_makes_the_first_version_current(work: Work, folder: Path) -> None:
    publication = services.publish(work, manuscript_of(work, folder))

    version = publication.version
    assert (publication.outcome, version.number, version.course.current_id) == ("new", 1, version.id)
    assert (version.course.slug, version.course.code) == ("etika-layanan", "CONTOH-etika-layanan")
    assert (version.title, version.duration_minutes, version.organiser) == ("Etika Layanan", 90, "BKPSDM Kota Harapan")
    assert version.requirement == {"lessons_percent": 100, "all_quizzes": True, "final_score": None}
    assert version.certificate == {"issued": True, "valid_months": None}
    assert version.competencies == [["Integritas", 2]]
    assert [(line.ordinal, line.kind, line.key) for line in queries.outline(work, version.id)] == [
        (1, "lesson", "01-materi"),
        (2, "lesson", "02-materi"),
        (3, "quiz", "03-kuis"),
    ]


def test_publishing_the_same_content_again_changes_nothing(work: Work, folder: Path, tmp_path: Path) -> None:
    first = services.publish(work, manuscript_of(work, folder))
    copy = shutil.copytree(folder, tmp_path / "salinan" / folder.name)
    page = copy / "01-materi.md"
    page.write_bytes(b"\xef\xbb\xbf" + page.read_bytes().replace(b"\n", b"\r\n"))

    again = services.publish(work, manuscript_of(work, copy))

    assert (again.version.id, again.outcome, again.is_new) == (first.version.id, "unchanged", False)
    assert published(work) == ["etika-layanan"]


def test_changed_content_is_the_next_version_and_the_old_one_stays(work: Work, folder: Path) -> None:
    old = services.publish(work, manuscript_of(work, folder)).version
    html = queries.step(work, old.id, "01-materi").html
    change(folder)

    new = services.publish(work, manuscript_of(work, folder))

    assert (new.outcome, new.version.number) == ("new", 2)
    assert queries.open_version(work, "etika-layanan").id == new.version.id
    assert queries.step(work, old.id, "01-materi").html == html
    assert "Satu kalimat baru." in queries.step(work, new.version.id, "01-materi").html


def test_content_of_an_earlier_version_makes_that_version_current_again(work: Work, folder: Path) -> None:
    earlier = manuscript_of(work, folder)
    first = services.publish(work, earlier).version
    change(folder)
    services.publish(work, manuscript_of(work, folder))

    again = services.publish(work, earlier)

    assert (again.outcome, again.version.id) == ("restored", first.id)
    assert queries.open_version(work, "etika-layanan").id == first.id


def test_a_renamed_folder_keeps_the_address_of_its_code(work: Work, folder: Path) -> None:
    services.publish(work, manuscript_of(work, folder))
    change(folder)
    renamed = folder.rename(folder.with_name("etika-baru"))

    assert services.publish(work, manuscript_of(work, renamed)).version.course.slug == "etika-layanan"


def test_the_public_part_holds_no_key_and_the_sealed_key_does(work: Work) -> None:
    version = make_course(work, check_questions=True)
    steps = [queries.step(work, version.id, line.key) for line in queries.outline(work, version.id)]

    public = json.dumps([step.questions for step in steps])

    assert [word for word in ("right", "feedback", "explanation", "Lihat kembali") if word in public] == []
    assert [len(queries.sealed(work, step.id)) for step in steps] == [1, 1, 4]
    assert queries.sealed(work, steps[2].id)["s-s001"]["feedback"] != {}


def test_the_factory_tells_right_answers_from_wrong_ones(work: Work) -> None:
    version = make_course(work)
    quiz = queries.step(work, version.id, "03-kuis")
    offered = {question["id"]: {option["id"] for option in question["options"]} for question in quiz.questions}

    right, wrong = right_answers(work, quiz), wrong_answers(work, quiz)

    assert [right.keys(), wrong.keys()] == [offered.keys(), offered.keys()]
    assert all(set(right[key]) | set(wrong[key]) <= offered[key] and right[key] != wrong[key] for key in offered)


def test_step_settings_say_what_the_pages_need(work: Work) -> None:
    version = make_course(work, max_attempts=2, pass_mark=80, check_questions=True)

    assert queries.step(work, version.id, "03-kuis").settings == {
        "mode": "kuis",
        "pass_mark": 80,
        "max_attempts": 2,
        "time_limit": None,
        "shuffle": False,
        "draw": None,
        "pools": [],
        "reveal": "setelah lulus",
        "question_count": 4,
        "asked": 4,
    }
    assert queries.step(work, version.id, "01-materi").settings == {"words": 10, "question_count": 1}


def test_assets_are_stored_by_content_and_addressed_from_the_lesson(work: Work, folder: Path) -> None:
    (folder / "aset").mkdir()
    (folder / "aset" / "titik.svg").write_bytes(PICTURE)
    write_page(folder / "01-materi.md", ("judul: Materi 1",), "![Sebuah titik](aset/titik.svg)\n\nIsi materi.")

    version = publish_folder(work, folder)

    asset = work.session.scalars(select(Asset).where(Asset.version_id == version.id)).one()
    assert (asset.path, asset.media_type, asset.size) == ("aset/titik.svg", "image/svg+xml", len(PICTURE))
    assert work.files.read(asset.digest) == PICTURE
    assert f'src="@root@/aset/{asset.digest}/titik.svg"' in queries.step(work, version.id, "01-materi").html


def test_publishing_tells_the_house_and_the_audit(work: Work, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        type(work), "tell", lambda work, event, **facts: told.append(f"{event} {facts['version'].number}")
    )
    version = services.publish(work, manuscript_of(work, folder)).version

    entry = work.session.scalars(select(AuditEntry).where(AuditEntry.action == "courses:course:publish")).one()

    assert told == ["course_published 1"]
    assert (entry.subject, entry.facts) == (
        "etika-layanan",
        {"code": "CONTOH-etika-layanan", "number": 1, "digest": version.digest},
    )


def test_warnings_of_the_check_are_kept_with_the_version(work: Work, folder: Path) -> None:
    quiz = folder / "03-kuis.md"
    quiz.write_text(quiz.read_text().replace("Materi: 01-materi.md\n\n", "", 1))
    reading = services.read(work, folder)
    assert reading.manuscript is not None

    version = services.publish(work, reading.manuscript, reading.findings).version

    assert [(finding["file"], finding["level"]) for finding in version.warnings] == [("03-kuis.md", "peringatan")]


def test_a_folder_of_another_code_is_refused(work: Work, folder: Path) -> None:
    services.publish(work, manuscript_of(work, folder))
    other = manuscript_of(work, folder)
    object.__setattr__(other, "code", "LAIN-01")

    with pytest.raises(Conflict) as caught:
        services.publish(work, other)
    assert caught.value.sentence == (
        "Nama folder “etika-layanan” sudah dipakai pelatihan lain yang kodenya bukan LAIN-01. "
        "Ganti nama folder, atau tulis kode pelatihan yang lama pada kursus.md."
    )


def test_two_publishers_at_once_make_one_version_each_in_turn(house: House, folder: Path) -> None:
    with house.work(write=False) as work:
        manuscript = manuscript_of(work, folder)
    outcomes: list[str] = []

    def publish() -> None:
        with house.work(write=True) as work, committed(work):
            outcomes.append(services.publish(work, manuscript).outcome)

    threads = [threading.Thread(target=publish) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Counter(outcomes) == {"new": 1, "unchanged": 3}
    with house.work(write=False) as work:
        assert work.session.scalars(select(CourseVersion.number)).all() == [1]


def test_a_refused_publication_leaves_nothing_behind(
    house: House, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(work: Work, event: str, **facts: object) -> None:
        raise Conflict("Sebuah aturan menolak.")

    monkeypatch.setattr(Work, "tell", refuse)
    with house.work(write=True) as work:
        manuscript = manuscript_of(work, folder)
        with pytest.raises(Conflict), committed(work):
            services.publish(work, manuscript)
    with house.work(write=False) as work:
        assert (work.session.scalars(select(Step.id)).all(), queries.known_names(work)) == ([], frozenset())


def test_a_shipped_course_is_published_within_a_second_of_work(work: Work) -> None:
    gc.disable()  # collecting what thousands of other tests left takes a second by itself
    try:
        for folder in services.course_folders([SHIPPED]):
            began = time.process_time()
            publish_folder(work, folder)
            assert time.process_time() - began < 1
    finally:
        gc.enable()


def test_a_plugin_says_who_else_authors_a_course(work: Work, house: House, trainer: FlaskClient) -> None:
    """`authored_courses` becomes a condition of what asks whose a course is."""
    with committed(work):
        make_course(work, slug="milik-lain").course.owner_id = make_person(work).id
    before = trainer.get("/pengajar/milik-lain").status_code
    guest = ModuleType("shared")
    vars(guest)["authored_courses"] = hookimpl(lambda work: (select(Course.id).where(Course.slug == "milik-lain"),))
    house.hooks.register("shared", guest, guest=True)

    assert (before, trainer.get("/pengajar/milik-lain").status_code) == (404, 200)
