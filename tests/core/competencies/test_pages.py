"""The pages of the dictionary: who may, what they show, and what they cost."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask.testing import FlaskClient

from elearn.core.competencies import queries, services
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import CountStatements, SignIn
from elearn.testing.factories.people import make_person, make_role, make_unit

PAGES = ("/kompetensi", "/kompetensi/standar", "/kompetensi/impor")


def hr_of(work: Work, sign_in: SignIn, *, is_whole: bool = True) -> FlaskClient:
    with committed(work):
        agency = make_unit(work, name="Kota Harapan")
        office = make_unit(work, agency)
        person = make_person(work, office)
        make_role(work, person, "hr", agency if is_whole else office)
    return sign_in(person)


def send(browser: FlaskClient, text: str, **fields: str) -> tuple[int, str]:
    answer = browser.post(
        "/kompetensi/impor", data={"what": "kamus", "file": (BytesIO(text.encode()), "k.csv"), **fields}
    )
    return answer.status_code, answer.text


@pytest.mark.parametrize("url", PAGES)
def test_learner_is_refused(work: Work, sign_in: SignIn, url: str) -> None:
    with committed(work):
        person = make_person(work)

    assert sign_in(person).get(url).status_code == 403


def test_hr_of_a_part_reads_and_changes_nothing(work: Work, sign_in: SignIn) -> None:
    browser = hr_of(work, sign_in, is_whole=False)

    assert [browser.get(url).status_code for url in PAGES] == [200, 200, 403]
    assert send(browser, "nama\nArsip\n")[0] == 403


def test_hr_takes_in_a_dictionary_for_the_agency(work: Work, sign_in: SignIn) -> None:
    browser = hr_of(work, sign_in)

    status, text = send(browser, "nama,sumber\nKearsipan,Perwali 12\n")

    assert (status, "1 baru, 0 diubah, 0 sama, 0 ditolak." in text) == (200, True)
    assert "Kearsipan" in browser.get("/kompetensi?q=perwali").text
    assert "Kamus kompetensi teknis Kota Harapan" in queries.framework_titles(work).values()


def test_check_keeps_nothing_and_a_bad_row_says_why(work: Work, sign_in: SignIn) -> None:
    browser = hr_of(work, sign_in)

    checked = send(browser, "nama\nKearsipan\n", check_only="y")
    bad = send(browser, "nama,jenis\nKearsipan,\nRasa,manajerial\n")

    assert (checked[0], "Belum ada yang disimpan." in checked[1]) == (200, True)
    assert (bad[0], "Kompetensi manajerial hanya yang ditetapkan" in bad[1]) == (422, True)
    assert queries.stored(work) == ()


@pytest.mark.parametrize("content", [b"", b"\x89PNG", b"PK\x03\x04x", b'{"a": 1}', b"judul\nx\n", b'nama\n"x\n'])
def test_file_that_is_no_table_is_one_sentence(work: Work, sign_in: SignIn, content: bytes) -> None:
    browser = hr_of(work, sign_in)

    answer = browser.post("/kompetensi/impor", data={"what": "kamus", "file": (BytesIO(content), "k.csv")})

    assert answer.status_code == 422


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("url", ["/kompetensi?jenis=teknis", "/kompetensi/standar?q=arsip"])
def test_list_costs_the_same_for_one_and_for_three(
    work: Work, sign_in: SignIn, count_statements: CountStatements, count: int, url: str
) -> None:
    browser = hr_of(work, sign_in)
    with committed(work):
        names = [f"Arsip {number}" for number in range(count)]
        services.import_dictionary(work, "\n".join(["nama", *names]).encode(), None)
        rows = [f"Pelaksana,{name},1,01-01-2026" for name in names]
        services.import_requirements(
            work, "\n".join(["jenjang,kompetensi,tingkat,berlaku_mulai", *rows]).encode(), None
        )

    with count_statements() as statements:
        assert browser.get(url).text.count("Arsip ") == count

    assert len(statements) <= 6


@pytest.mark.parametrize("name", ["kamus.csv", "kamus.xlsx", "kamus.json", "standar.csv", "standar.xlsx"])
def test_files_are_given_out(work: Work, sign_in: SignIn, name: str) -> None:
    answer = hr_of(work, sign_in).get(f"/kompetensi/ekspor/{name}")

    assert (answer.status_code, answer.headers["Content-Disposition"].startswith("attachment")) == (200, True)


@pytest.mark.parametrize("name", ["kamus.pdf", "standar.json"])
def test_unknown_form_is_nowhere(work: Work, sign_in: SignIn, name: str) -> None:
    assert hr_of(work, sign_in).get(f"/kompetensi/ekspor/{name}").status_code == 404
