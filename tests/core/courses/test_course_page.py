"""The page of a course: what it teaches and asks, and the way in."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient

from elearn.core.courses.routes.blueprint import rooted
from elearn.kernel.work import Work, committed
from elearn.testing.factories.courses import make_course


def words(page: str) -> str:
    """The page's text, tags and superfluous spaces aside."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_page_says_what_the_course_is(work: Work, learner: FlaskClient) -> None:
    with committed(work):
        make_course(work, slug="dasar", title="Dasar Layanan")
        make_course(
            work,
            slug="etika",
            title="Etika Layanan",
            competency="Integritas/2",
            extra=("prasyarat: [dasar]", "sertifikat: {berlaku: 3 tahun}", "lisensi: CC BY 4.0"),
        )

    page = learner.get("/kursus/etika").text

    text = words(page)
    for part in (
        "CONTOH-etika Etika Layanan",
        "Anda belajar langkah demi langkah.",
        "Lama 2 JP (90 menit)",
        "Penyelenggara BKPSDM Kota Harapan",
        "Sasaran Pelaksana",
        "Kompetensi Integritas, tingkat 2",
        "Prasyarat Dasar Layanan",
        "Sertifikat Berlaku 3 tahun",
        "Lisensi CC BY 4.0",
        "Materi 1 45 menit",
        "Kuis akhir 4 menit · 4 soal",
    ):
        assert part in text
    assert '<a href="/kursus/dasar">Dasar Layanan</a>' in page


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ((), "Selesaikan semua materi (2). Raih nilai paling rendah 70 pada “Kuis akhir”. Boleh dicoba 3 kali"),
        (
            ("kelulusan: {materi: 80%, kuis: tidak, nilai akhir: 75}",),
            "sedikitnya 80% dari 2 materi. Nilai akhir paling rendah 75.",
        ),
        (("sertifikat: tidak ada",), "Sertifikat Tanpa sertifikat"),
        (("sertifikat: {berlaku: 18 bulan}",), "Sertifikat Berlaku 18 bulan"),
        (("sertifikat: selamanya",), "Sertifikat Berlaku selamanya"),
    ],
)
def test_the_page_explains_what_completes_the_course(
    work: Work, learner: FlaskClient, extra: tuple[str, ...], said: str
) -> None:
    with committed(work):
        make_course(work, slug="etika", extra=extra)

    assert said in words(learner.get("/kursus/etika").text)


def test_attempts_without_a_limit_are_said_so(work: Work, learner: FlaskClient) -> None:
    with committed(work):
        make_course(work, slug="etika", max_attempts=0)

    assert "Boleh dicoba berkali-kali; nilai terbaik yang dipakai." in words(learner.get("/kursus/etika").text)


def test_the_page_offers_what_another_room_lets_the_reader_do(work: Work, learner: FlaskClient) -> None:
    with committed(work):
        make_course(work, slug="etika")

    assert 'action="/kursus/etika/daftar"' in learner.get("/kursus/etika").text


def test_an_unknown_course_is_not_found(learner: FlaskClient) -> None:
    answer = learner.get("/kursus/tidak-ada")

    assert (answer.status_code, "Pelatihan ini tidak ada di katalog." in answer.text) == (404, True)


def test_visitors_are_sent_to_sign_in(client: FlaskClient) -> None:
    assert client.get("/kursus/etika").location == "/masuk?lanjut=/kursus/etika"


def test_rooted_puts_the_mount_point_into_compiled_addresses(app: Flask) -> None:
    with app.test_request_context("/", base_url="http://x/belajar"):
        assert rooted('<img src="@root@/aset/1/a.svg">') == '<img src="/belajar/aset/1/a.svg">'
    with app.test_request_context("/"):
        assert rooted('<img src="@root@/aset/1/a.svg">') == '<img src="/aset/1/a.svg">'


@pytest.mark.parametrize("lessons", [1, 3])
def test_the_page_needs_few_statements(
    work: Work, learner: FlaskClient, count_statements: Callable[[], AbstractContextManager[list[str]]], lessons: int
) -> None:
    with committed(work):
        make_course(work, slug="etika", lessons=lessons)

    with count_statements() as statements:
        assert learner.get("/kursus/etika").status_code == 200

    assert len(statements) <= 10, statements
