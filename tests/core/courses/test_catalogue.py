"""The catalogue: what it finds, how it narrows and pages, and who may look."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient

from elearn.core.courses import queries
from elearn.core.courses.queries import Wish
from elearn.kernel.paging import PAGE_SIZE
from elearn.kernel.work import Work, committed
from elearn.testing.factories.courses import make_course


@pytest.fixture
def three(work: Work) -> None:
    """Three courses that differ in everything the catalogue narrows by."""
    with committed(work):
        make_course(work, slug="a", title="Arsip Digital", jp=1, competency="Literasi Digital/2")
        make_course(work, slug="b", title="Berbicara di Depan Umum", jp=4, competency="Komunikasi/1")
        make_course(work, slug="c", title="Étika 100% Melayani", jp=8, competency="Integritas/3")


def slugs(work: Work, wish: Wish) -> list[str]:
    return [line.slug for line in queries.catalogue(work, wish).lines]


FOUND = {
    Wish(): ["a", "b", "c"],
    Wish(words="ARSIP"): ["a"],
    Wish(words="etika"): ["c"],
    Wish(words="umum  berbicara"): ["b"],
    Wish(words="umum arsip"): [],
    Wish(words="komunikasi"): ["b"],
    Wish(words="contoh-b"): ["b"],
    Wish(words="100%"): ["c"],
    Wish(words="%"): ["c"],
    Wish(words="_"): [],
    Wish(competency="Integritas"): ["c"],
    Wish(competency="integritas"): [],
    Wish(audience="pelaksana"): ["a", "b", "c"],
    Wish(audience="pengawas"): [],
    Wish(longest=90): ["a"],
    Wish(shortest=91, longest=225): ["b"],
    Wish(shortest=226): ["c"],
    Wish(words="umum", competency="Komunikasi", shortest=180, longest=180): ["b"],
}


@pytest.mark.usefixtures("three")
def test_catalogue_finds_what_is_wished_for(work: Work) -> None:
    assert {wish: slugs(work, wish) for wish in FOUND} == FOUND


@pytest.mark.usefixtures("three")
def test_catalogue_is_paged_by_title(work: Work) -> None:
    with committed(work):
        for _ in range(PAGE_SIZE):
            make_course(work, title="Zakat", lessons=1, quiz=False)

    page = queries.catalogue(work, Wish(words="zakat"), page=1)
    last = queries.catalogue(work, Wish(), page=9)

    assert (len(page.lines), page.paging.total) == (PAGE_SIZE, PAGE_SIZE)
    assert ([line.title for line in last.lines], last.paging.first, last.paging.last) == (["Zakat"] * 3, 51, 53)


@pytest.mark.usefixtures("three")
def test_facets_are_those_of_the_current_versions(work: Work) -> None:
    make_course(work, slug="a", title="Arsip Digital", jp=1, competency="Kerja Sama/2")

    assert queries.facets(work) == queries.Facets(("Integritas", "Kerja Sama", "Komunikasi"), ("pelaksana",))


@pytest.mark.usefixtures("three")
def test_only_the_current_version_is_offered(work: Work) -> None:
    make_course(work, slug="a", title="Kearsipan", jp=2)

    assert [line.title for line in queries.catalogue(work, Wish(words="arsip")).lines] == ["Kearsipan"]


@pytest.mark.usefixtures("three")
def test_the_page_shows_each_course_with_its_duration_and_summary(learner: FlaskClient) -> None:
    page = learner.get("/katalog").text

    assert re.findall(r'href="/kursus/([^"]+)"', page) == ["a", "b", "c"]
    assert re.findall(r"<li>(\d+ JP)</li>", page) == ["1 JP", "4 JP", "8 JP"]
    assert "Komunikasi, tingkat 1" in page
    assert "1–3 dari 3" in page


@pytest.mark.usefixtures("three")
def test_the_page_narrows_and_remembers_what_was_chosen(learner: FlaskClient) -> None:
    page = learner.get("/katalog?q=berbicara&kompetensi=Komunikasi&jp=2-5&sasaran=pelaksana").text

    assert re.findall(r'href="/kursus/([^"]+)"', page) == ["b"]
    assert re.findall(r'<option value="([^"]+)" selected', page) == ["Komunikasi", "2-5", "pelaksana"]
    assert 'value="berbicara"' in page
    assert "Hapus saringan" in page


@pytest.mark.parametrize(
    ("address", "said"),
    [("/katalog", "Belum ada pelatihan"), ("/katalog?q=zzz", "Tidak ada yang cocok")],
)
def test_an_empty_catalogue_says_why(learner: FlaskClient, address: str, said: str) -> None:
    assert said in learner.get(address).text


@pytest.mark.usefixtures("three")
def test_a_page_beyond_the_last_is_the_last(learner: FlaskClient) -> None:
    assert re.findall(r'href="/kursus/([^"]+)"', learner.get("/katalog?halaman=7&jp=5-").text) == ["c"]


@pytest.mark.usefixtures("three")
def test_nonsense_in_the_address_is_borne(learner: FlaskClient) -> None:
    queries = ("halaman=-3", "halaman=x", "halaman=99999999999999999999", "halaman=²", "jp=x", "q=" + "a" * 5000)

    assert [learner.get(f"/katalog?{query}").status_code for query in queries] == [200] * len(queries)


def test_visitors_are_sent_to_sign_in(client: FlaskClient) -> None:
    answer = client.get("/katalog?q=arsip")

    assert (answer.status_code, answer.location) == (302, "/masuk?lanjut=/katalog?q%3Darsip")


@pytest.mark.parametrize("courses", [1, 3])
def test_the_catalogue_needs_few_statements(
    work: Work, learner: FlaskClient, count_statements: Callable[[], AbstractContextManager[list[str]]], courses: int
) -> None:
    with committed(work):
        for _ in range(courses):
            make_course(work)

    with count_statements() as statements:
        assert learner.get("/katalog?kompetensi=Pelayanan+Publik").status_code == 200

    assert len(statements) == 4, statements
