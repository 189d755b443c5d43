"""The pages of HR through real requests: what they show, what they cost, whom they refuse."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from elearn.core.reports.cards import on_dashboard
from elearn.hooks.house import House
from elearn.kernel.work import Actor, Grant, Work, committed
from elearn.testing.factories.completion import CountStatements, SignIn
from elearn.testing.factories.people import make_person, make_position, make_role, make_unit
from elearn.testing.factories.reports import Place, make_bare_course, make_colleague, make_history, make_hours

PAGES = ("/laporan", "/laporan/unit/{unit}", "/laporan/pegawai", "/laporan/jp")
SPRING = datetime(2026, 3, 4, 3, 0, tzinfo=UTC)


def names_on(page: str) -> list[str]:
    """The people of a list, in its order."""
    return re.findall(r'<a href="/pegawai/\d+">([^<,]+)', page)


def cells_of(page: str) -> list[list[str]]:
    """The figures of each row of the first table."""
    rows = re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</tr>", page, re.DOTALL)
    return [[text.strip() for text in re.findall(r">([^<>]+)<", f">{row}") if text.strip()] for row in rows]


def test_index_leads_to_the_one_unit_on_top_of_the_scope(place: Place, sign_in: SignIn) -> None:
    answer = sign_in(place.health_hr).get("/laporan?kursus=pelayanan-prima")

    assert answer.location == f"/laporan/unit/{place.health.id}?kursus=pelayanan-prima"


def test_index_compares_the_units_of_a_scope_with_several_tops(work: Work, place: Place, sign_in: SignIn) -> None:
    with committed(work):
        make_role(work, place.health_hr, "hr", place.school)
        make_role(work, place.health_hr, "hr", place.clinic)
    browser = sign_in(place.health_hr)

    assert cells_of(browser.get("/laporan").text)[:2] == [
        ["Dinas Kesehatan", "2", "2", "0", "0", "2", "0 %"],
        ["Dinas Pendidikan", "1", "1", "0", "0", "0", "0 %"],
    ]
    assert names_on(browser.get("/laporan/pegawai").text) == ["Dewi Anggraini", "Eko Prasetyo", "Joko Susilo"]


def test_unit_counts_each_branch_with_all_below_it(work: Work, place: Place, sign_in: SignIn) -> None:
    with committed(work):
        make_history(work, place.doctor, place.version, completed_at=SPRING, minutes=900)
        make_history(work, place.teacher, place.version, done=2)

    page = sign_in(place.hr).get(f"/laporan/unit/{place.root.id}")

    assert cells_of(page.text)[:3] == [
        ["Dinas Kesehatan", "2", "1", "0", "1", "1", "50 %"],
        ["Dinas Pendidikan", "1", "0", "1", "0", "0", "0 %"],
        ["Langsung di unit ini", "1", "1", "0", "0", "1", "0 %"],
    ]


def test_person_counts_where_they_are_now_and_shows_where_they_were(work: Work, place: Place, sign_in: SignIn) -> None:
    with committed(work):
        make_history(work, place.doctor, place.version, completed_at=SPRING)
        place.doctor.unit_id = place.school.id
    browser = sign_in(place.hr)

    assert "0 pegawai" in browser.get(f"/laporan/pegawai?unit={place.health.id}&keadaan=selesai").text
    page = browser.get(f"/laporan/pegawai?unit={place.school.id}&keadaan=selesai").text
    assert names_on(page) == ["Dewi Anggraini"]
    assert "saat itu di Puskesmas Utara" in page


def test_list_shows_course_state_progress_score_and_certificate(work: Work, place: Place, sign_in: SignIn) -> None:
    with committed(work):
        make_history(work, place.doctor, place.version, completed_at=SPRING, is_revoked=True)
        make_history(work, place.doctor, make_bare_course(work, title="Etika"), done=2)

    page = sign_in(place.hr).get("/laporan/pegawai?cari=dewi").text.replace("\N{NO-BREAK SPACE}", " ")

    body = re.sub(r"<[^>]+>", " ", page[page.index("<tbody") : page.index("</tbody>")])
    assert " ".join(body.split()) == (
        f"Dewi Anggraini, S.AP. {spaced(place.doctor.nip)} Pengelola Layanan Puskesmas Utara "
        "Pelayanan Prima Selesai 4 Maret 2026 87,5 1/800/BKPSDM/2026 Dicabut "
        "Etika Sedang belajar 2 dari 6 langkah – – –"
    )


def spaced(nip: str) -> str:
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def test_filters_narrow_the_list(work: Work, place: Place, sign_in: SignIn) -> None:
    with committed(work):
        late = datetime(2026, 3, 4, 17, 30, tzinfo=UTC)  # half past midnight of 5 March in WIB
        make_history(work, place.doctor, place.version, completed_at=late)
    browser = sign_in(place.hr)
    expected = {
        "cari=prasetyo": ["Eko Prasetyo"],
        "cari=%25": [],
        "pegawai=PPPK": ["Eko Prasetyo"],
        "keadaan=selesai": ["Dewi Anggraini"],
        "keadaan=selesai&tahun=2025": [],
        "keadaan=luar&tahun=2025": ["Dewi Anggraini"],
        "keadaan=selesai&dari=2026-03-05": ["Dewi Anggraini"],
        "keadaan=selesai&sampai=2026-03-04": [],
        "keadaan=belum&pegawai=PPPK": ["Eko Prasetyo"],
        "jabatan=Fungsional": [],
    }

    assert {words: names_on(browser.get(f"/laporan/pegawai?{words}").text) for words in expected} == expected


def test_search_finds_a_number_typed_with_spaces(place: Place, sign_in: SignIn) -> None:
    page = sign_in(place.hr).get("/laporan/pegawai", query_string={"cari": spaced(place.teacher.nip)})

    assert names_on(page.text) == ["Eko Prasetyo"]


def test_list_is_sorted_and_people_without_a_date_stand_last(work: Work, place: Place, sign_in: SignIn) -> None:
    with committed(work):
        make_history(work, place.doctor, place.version, completed_at=SPRING)
        make_history(work, place.teacher, place.version, completed_at=datetime(2025, 3, 4, tzinfo=UTC))
    browser = sign_in(place.hr)
    expected = {
        "nama": ["Dewi Anggraini", "Eko Prasetyo", "Joko Susilo", "Rina Marlina"],
        "-nama": ["Rina Marlina", "Joko Susilo", "Eko Prasetyo", "Dewi Anggraini"],
        "unit": ["Joko Susilo", "Eko Prasetyo", "Rina Marlina", "Dewi Anggraini"],
        "tanggal": ["Eko Prasetyo", "Dewi Anggraini", "Joko Susilo", "Rina Marlina"],
        "-tanggal": ["Dewi Anggraini", "Eko Prasetyo", "Joko Susilo", "Rina Marlina"],
    }

    assert {order: names_on(browser.get(f"/laporan/pegawai?urut={order}").text) for order in expected} == expected


def test_pages_of_fifty_keep_the_filters(work: Work, place: Place, sign_in: SignIn) -> None:
    with committed(work):
        post = make_position(work)
        for number in range(60):
            make_colleague(work, place.school, post, name=f"Guru {number:02}")
    browser = sign_in(place.hr)

    first = browser.get("/laporan/pegawai?cari=guru&urut=-nama").text
    following = re.search(r'rel="next" href="([^"]+)"', first)

    assert following is not None
    second = browser.get(following.group(1).replace("&amp;", "&")).text
    assert [len(names_on(first)), names_on(first)[0], len(names_on(second)), names_on(second)[0]] == [
        50,
        "Guru 59",
        10,
        "Guru 09",
    ]
    assert "51–60 dari 60" in second


def test_filters_are_said_in_words_and_can_be_dropped(place: Place, sign_in: SignIn) -> None:
    address = f"/laporan/pegawai?unit={place.health.id}&langsung=ya&kursus=pelayanan-prima&keadaan=belum&tahun=2026"

    page = sign_in(place.hr).get(address).text

    chips = dict(re.findall(r'<a class="badge info" href="([^"]+)">([^<]+?)\s*<svg', page))
    unit = f"/laporan/pegawai?unit={place.health.id}&amp;langsung=ya&amp;"
    assert chips == {
        "/laporan/pegawai?kursus=pelayanan-prima&amp;tahun=2026&amp;keadaan=belum": "Unit kerja: Dinas Kesehatan, tanpa unit di bawahnya",
        f"{unit}tahun=2026&amp;keadaan=belum": "Pelatihan: Pelayanan Prima",
        f"{unit}kursus=pelayanan-prima&amp;keadaan=belum": "Selesai tahun: 2026",
        f"{unit}kursus=pelayanan-prima&amp;tahun=2026": "Keadaan: Belum mulai",
    }


def test_hours_stand_against_floor_and_ceiling(work: Work, place: Place, sign_in: SignIn) -> None:
    with committed(work):
        make_hours(work, place.doctor, 899, SPRING)
        make_hours(work, place.doctor, 45, SPRING, is_withdrawn=True)
        make_hours(work, place.teacher, 1085, SPRING)
        make_hours(work, place.hr, 900, SPRING)
    browser = sign_in(place.hr)

    page = browser.get("/laporan/jp?tahun=2026").text

    assert cells_of(page)[:3] == [
        ["Dinas Kesehatan", "2", "2", "0", "0", "9,9"],
        ["Dinas Pendidikan", "1", "0", "0", "1", "24,1"],
        ["Langsung di unit ini", "1", "0", "1", "0", "20"],
    ]
    assert names_on(browser.get("/laporan/jp?tahun=2026&batas=kurang&urut=-jp").text) == [
        "Dewi Anggraini",
        "Joko Susilo",
    ]
    assert names_on(browser.get("/laporan/jp?tahun=2026&batas=lebih").text) == ["Eko Prasetyo"]
    assert names_on(browser.get("/laporan/jp?tahun=2025&batas=sesuai").text) == ["Eko Prasetyo"]


@pytest.mark.parametrize("role", ["learner", "trainer", "admin"])
def test_pages_are_for_hr_only(work: Work, place: Place, sign_in: SignIn, role: str) -> None:
    with committed(work):
        person = make_person(work, place.health)
        if role != "learner":
            make_role(work, person, role)
    browser = sign_in(person)

    assert {path: browser.get(path.format(unit=place.health.id)).status_code for path in PAGES} == dict.fromkeys(
        PAGES, 403
    )


def test_pages_ask_visitors_to_sign_in(place: Place, client: FlaskClient) -> None:
    answers = [client.get(path.format(unit=place.health.id)) for path in PAGES]

    assert [answer.location.partition("?")[0] for answer in answers] == ["/masuk"] * len(PAGES)


def test_unit_outside_the_scope_does_not_exist(work: Work, place: Place, sign_in: SignIn) -> None:
    with committed(work):
        foreign = make_unit(work)
    browser = sign_in(place.health_hr)
    paths = (
        "/laporan/unit/{}",
        "/laporan/pegawai?unit={}",
        "/laporan/pegawai?unit={}&langsung=ya",
        "/laporan/jp?unit={}",
    )

    def answers(*unit_ids: int) -> set[int]:
        return {browser.get(path.format(unit_id)).status_code for path in paths for unit_id in unit_ids}

    assert answers(place.root.id, place.school.id, foreign.id, 10**6) == {404}
    assert answers(place.health.id, place.clinic.id) == {200}
    assert browser.get(f"/laporan/unit/{2**40}").status_code == 404


def test_lists_without_a_unit_end_at_the_scope(place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.health_hr)

    for path in ("/laporan/pegawai", "/laporan/jp"):
        assert names_on(browser.get(path).text) == ["Dewi Anggraini", "Joko Susilo"]


def test_admin_who_is_also_hr_sees_everything(work: Work, place: Place, sign_in: SignIn) -> None:
    with committed(work):
        make_role(work, place.health_hr, "admin")

    assert len(names_on(sign_in(place.health_hr).get("/laporan/pegawai").text)) == 4


def test_unreadable_filter_is_one_sentence(place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.hr)

    for path in PAGES:
        answer = browser.get(path.format(unit=place.root.id) + "?tahun=dua")
        assert answer.status_code == 422
        assert "Tahun “dua” tidak dapat dibaca. Tulis empat angka, misalnya 2026." in answer.text


def test_unknown_course_is_not_found(place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.hr)

    for path in ("/laporan/pegawai", f"/laporan/unit/{place.root.id}"):
        assert browser.get(f"{path}?kursus=tidak-ada").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/laporan/unit/{unit}", "/laporan/pegawai?tahun=2026&keadaan=selesai&urut=tanggal", "/laporan/jp?batas=kurang"],
)
def test_pages_cost_the_same_for_one_row_and_for_three(
    work: Work, place: Place, sign_in: SignIn, count_statements: CountStatements, path: str
) -> None:
    browser, costs = sign_in(place.hr), []
    for added in (1, 2):
        with committed(work):
            for number in range(added):
                unit = make_unit(work, place.root)
                person = make_colleague(work, unit, make_position(work), name=f"Orang {added}{number}")
                make_history(work, person, place.version, completed_at=SPRING)
        with count_statements() as statements:
            assert browser.get(path.format(unit=place.root.id)).status_code == 200
        costs.append(len(statements))

    assert costs[0] == costs[1]
    assert costs[0] <= 8


def test_start_page_says_who_is_below_the_floor(
    work: Work, place: Place, house: House, count_statements: CountStatements
) -> None:
    work.actor = Actor(place.hr.id, "Rina", house.role_permissions["hr"], (Grant("hr", place.root.id),))

    with count_statements() as statements:
        (card,) = on_dashboard(work)

    assert (card.figure, card.text) == ("3", "dari 3 PNS di lingkup Anda belum memenuhi 20 JP.")
    assert card.link is not None
    assert card.link.values == {"tahun": str(work.today.year), "batas": "kurang"}
    assert len(statements) == 2


def test_start_page_of_a_learner_has_no_report(work: Work, place: Place, house: House) -> None:
    work.actor = Actor(place.doctor.id, "Dewi", house.role_permissions["learner"])

    assert on_dashboard(work) == ()
