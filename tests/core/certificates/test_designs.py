"""How certificates look: an agency's own design, in versions that never change, with pictures that are what they say."""

from __future__ import annotations

import html
import json
import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select

from elearn.core.certificates import keeping, services
from elearn.core.certificates.document.look import WORDS
from elearn.core.certificates.models import Certificate, Design, Picture, Series
from elearn.core.certificates.services import DesignWish, SignerWish
from elearn.core.people import queries as people
from elearn.core.people.models import Person, WorkUnit
from elearn.hooks.house import House
from elearn.kernel.errors import Invalid, TooLarge
from elearn.kernel.permissions import HR
from elearn.kernel.work import Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person, make_role, make_unit

from .looks import picture
from .test_certificate_commands import run

OFFICIAL = SignerWish("Dr. Budi Santoso, M.Si.", "Kepala BKPSDM", "197001011995031901", "")
PLAIN = {"layout": "plain", "orientation": "portrait", "logo": "", "picture_1": "", "picture_2": ""}
DEPUTY = SignerWish("Ir. Rini, M.T.", "Sekretaris Daerah", "", "")


@pytest.fixture
def holder(work: Work) -> Person:
    with committed(work):
        return make_person(work, make_unit(work, code="5471"))


def agency_of(work: Work, person: Person) -> WorkUnit:
    return people.agency_of(work, person.unit_id)


def pages(house: House, certificate: Certificate) -> list[str]:
    """The text of each page of the PDF that is handed out."""
    with house.work(write=False) as work:
        pdf = keeping.document(house, work, work.session.get_one(Certificate, certificate.id))
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_certificate_keeps_the_version_it_was_issued_with(work: Work, house: House, holder: Person) -> None:
    agency = agency_of(work, holder)
    with committed(work):
        before = make_certificate(work, holder)
        services.save_design(work, agency, "", DesignWish.of("sttp", signers=(OFFICIAL, DEPUTY), has_back=True))
        during = make_certificate(work, holder)
        services.save_design(work, agency, "", DesignWish(title="PIAGAM"))
        after = make_certificate(work, holder)

    fronts = [pages(house, one)[0] for one in (before, during, after)]
    assert [next(title for title in ("SURAT TANDA", "SERTIFIKAT", "PIAGAM") if title in front) for front in fronts] == [
        "SERTIFIKAT", "SURAT TANDA", "PIAGAM",
    ]  # fmt: skip
    assert ["Ir. Rini, M.T." in front for front in fronts] == [False, True, False]
    assert [len(pages(house, one)) for one in (before, during, after)] == [1, 2, 1]
    first = house.files.read(during.document_digest or _digest(house, during))
    house.files.forget(_digest(house, during))
    pages(house, during)
    assert house.files.read(_digest(house, during)) == first


def _digest(house: House, certificate: Certificate) -> str:
    with house.work(write=False) as work:
        return work.session.get_one(Certificate, certificate.id).document_digest or ""


def test_both_officials_answer_for_the_certificate(
    work: Work, house: House, holder: Person, capsys: pytest.CaptureFixture[str], client: FlaskClient
) -> None:
    with committed(work):
        services.save_design(work, agency_of(work, holder), "", DesignWish(signers=(OFFICIAL, DEPUTY)))
        certificate = make_certificate(work, holder)

    shown = json.loads(run(house, capsys, "show", certificate.code, "--json")[1])
    page = client.get(f"/verifikasi/{certificate.code}").text
    assert (
        shown["signatories"]
        == shown["claims"]["signatories"]
        == [{"name": one.name, "position": one.position, "nip": one.nip} for one in (OFFICIAL, DEPUTY)]
    )
    assert [text in page for text in ("Kepala BKPSDM: Dr. Budi Santoso, M.Si.", "Sekretaris Daerah: Ir. Rini, M.T.")] == [
        True, True,
    ]  # fmt: skip
    assert OFFICIAL.nip not in page


def test_one_official_leaves_the_claims_as_they_were(work: Work, holder: Person) -> None:
    with committed(work):
        services.save_design(work, agency_of(work, holder), "", DesignWish(signers=(OFFICIAL,)))
        certificate = make_certificate(work, holder)

    assert '"signatory":{"name":"Dr. Budi Santoso, M.Si.","nip":"197001011995031901"' in certificate.claims


def test_form_of_development_has_a_design_and_a_numbering_of_its_own(work: Work, holder: Person) -> None:
    agency = agency_of(work, holder)
    with committed(work):
        services.save_design(work, agency, "", DesignWish())
        own = services.save_design(work, agency, "e-learning", DesignWish(number_template="EL-{urut:4}/{tahun}"))
        first = make_certificate(work, holder, make_course(work))
        services.switch_off(work, agency, "e-learning")
        second = make_certificate(work, holder, make_course(work))

    assert (first.number, first.design_id) == (f"EL-0001/{work.today.year}", own.id)
    assert (second.number.split("/")[0], second.design is not None and second.design.form) == ("2", "")


def test_same_wish_twice_is_one_version(work: Work, holder: Person) -> None:
    agency = agency_of(work, holder)
    with committed(work):
        saved = [services.save_design(work, agency, "", DesignWish()).version for _ in range(2)]
        saved.append(services.save_design(work, agency, "", DesignWish(note="Baru.")).version)

    assert saved == [1, 1, 2]


def test_design_that_cannot_number_or_has_three_officials_is_refused(work: Work, holder: Person) -> None:
    agency = agency_of(work, holder)
    for wish in (DesignWish(number_template="{urut}"), DesignWish(signers=(OFFICIAL,) * 3)):
        with pytest.raises(Invalid):
            services.save_design(work, agency, "", wish)


def test_back_lists_the_lessons_and_says_what_is_acknowledged(work: Work, house: House, holder: Person) -> None:
    with committed(work):
        services.save_design(work, agency_of(work, holder), "", DesignWish(has_back=True))
        certificate = make_certificate(work, holder)
        assert certificate.completion is not None
        titles = [step.title for step in certificate.completion.enrolment.version.steps if step.kind == "lesson"]

    back = pages(house, certificate)[1]
    assert [title for title in titles if title not in back] == []
    assert ("Jumlah" in back, "Kuis dan ujian" in back, "1 JP = 45 menit." in back) == (True, True, True)


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_picture_is_drawn_anew_small_and_without_what_a_camera_noted(work: Work, holder: Person, form: str) -> None:
    image = Image.open(BytesIO(picture(1600, 1200, form)))
    noted = Image.Exif()
    noted[0x010E] = "rahasia kamera"
    sent = BytesIO()
    image.save(sent, form, exif=noted)
    assert b"rahasia kamera" in sent.getvalue()
    with committed(work):
        kept = services.add_picture(work, agency_of(work, holder), services.LOGO, "Lambang", sent.getvalue())

    content = work.files.read(kept.digest)
    drawn = Image.open(BytesIO(content))
    assert (drawn.format, drawn.size, b"rahasia" in content, len(content) < 40_000) == ("PNG", (320, 240), False, True)


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"%PDF-1.7", b"GIF89a" + b"0" * 50, picture(40, 40)[:200]])
def test_what_is_no_picture_is_refused(work: Work, holder: Person, content: bytes) -> None:
    with pytest.raises(Invalid, match="bukan gambar PNG atau JPEG yang utuh"):
        services.add_picture(work, agency_of(work, holder), services.LOGO, "Lambang", content)


def test_too_large_a_picture_is_refused(work: Work, holder: Person) -> None:
    with pytest.raises(TooLarge):
        services.add_picture(work, agency_of(work, holder), services.LOGO, "Lambang", b"\x89PNG" + b"0" * 2_000_001)


def test_removed_picture_is_gone_unless_a_design_was_made_with_it(work: Work, house: House, holder: Person) -> None:
    agency = agency_of(work, holder)
    with committed(work):
        used, idle = (
            services.add_picture(work, agency, services.SIGNATURE, name, picture(size, 100))
            for name, size in (("dipakai", 300), ("menganggur", 200))
        )
        services.save_design(work, agency, "", DesignWish(signers=(SignerWish("A", "B", "", used.digest),)))
        certificate = make_certificate(work, holder)
    with committed(work):
        for one in (used, idle):
            services.remove_picture(work, one)

    assert [house.files.path(one.digest).exists() for one in (used, idle)] == [True, False]
    assert len(pages(house, certificate)) == 1
    assert work.session.scalars(select(Picture)).all() == []


def test_hr_designs_in_the_browser(work: Work, house: House, holder: Person, sign_in: SignIn) -> None:
    with committed(work):
        agency = agency_of(work, holder)
        make_role(work, holder, HR, agency)
    browser = sign_in(holder)
    root = f"/sertifikat/rancangan/{agency.id}"
    prefix = f"instansi-{agency.id}-"
    sent = {f"{prefix}kind": "logo", f"{prefix}name": "Lambang"}
    uploaded = browser.post(f"{root}/gambar", data=sent | {f"{prefix}file": (BytesIO(picture(90, 90)), "x.gif")})
    with house.work(write=False) as reading:
        logo = reading.session.scalars(select(Picture.digest)).one()
    typed = {
        "layout": "sttp", "orientation": "landscape", "title": "", "opening": "", "reason": "LULUS", "note": "",
        "number_template": "", "logo": logo, "name_1": "Budi", "position_1": "Kepala", "nip_1": "19700101 199503 1 901",
        "picture_1": "", "name_2": "", "position_2": "", "nip_2": "", "picture_2": "",
    }  # fmt: skip

    seen = browser.post(f"{root}/ubah?bentuk=workshop", data=typed | {"pratinjau": "1"})
    part = browser.post(f"{root}/ubah?bentuk=workshop", data=typed | {"pratinjau": "1"}, headers={"HX-Request": "true"})
    printed = browser.post(f"{root}/contoh.pdf?bentuk=workshop", data=typed)
    assert [one.status_code for one in (uploaded, seen, part, printed)] == [303, 200, 200, 200]
    assert (seen.text.count("data:image/png"), part.text.count("<html"), part.text.count("data:image/png")) == (1, 0, 1)
    assert "LULUS" in PdfReader(BytesIO(printed.data)).pages[0].extract_text()

    saved = browser.post(f"{root}/ubah?bentuk=workshop", data=typed, follow_redirects=True)

    assert "Rancangan versi 1 sudah disimpan." in saved.text
    with house.work(write=False) as later:
        made = later.session.scalars(select(Design)).one()
        assert (made.form, made.title, made.reason, made.signers[0]["nip"], made.made_by) == (
            "workshop", WORDS["sttp"].title, "LULUS", "197001011995031901", holder.id,
        )  # fmt: skip
    assert browser.post(f"{root}/lepas?bentuk=workshop", follow_redirects=True).text.count("Workshop</a>") == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"nip_1": "123"}, "NIP terdiri atas 18 angka."),
        ({"position_1": ""}, "Nama dan jabatan penanda tangan diisi berdua"),
        ({"name_1": "", "position_1": "", "name_2": "B", "position_2": "C"}, "Isi penanda tangan pertama dahulu."),
        ({"number_template": "{nomor}"}, "Pola nomor memuat {nomor} yang tidak dikenal"),
        ({"title": "J" * 81}, "Paling banyak 80 huruf."),
        ({"logo": "a" * 64}, "Ada isian yang perlu diperbaiki."),
        ({"layout": "lain"}, "Ada isian yang perlu diperbaiki."),
    ],
)
def test_slip_is_one_sentence_at_its_field(
    work: Work, holder: Person, sign_in: SignIn, change: dict[str, str], sentence: str
) -> None:
    with committed(work):
        agency = agency_of(work, holder)
        make_role(work, holder, HR, agency)
    typed = PLAIN | {"name_1": "Budi", "position_1": "Kepala"} | change

    answer = sign_in(holder).post(f"/sertifikat/rancangan/{agency.id}/ubah", data=typed)

    assert (answer.status_code, sentence in html.unescape(answer.text)) == (422, True)
    assert work.session.scalars(select(Design)).all() == []


def test_design_is_tried_with_the_longest_names(work: Work, holder: Person, sign_in: SignIn) -> None:
    with committed(work):
        agency = agency_of(work, holder)
        make_person(work, holder.unit, name="Raden Ajeng Kusumaningrum Wijayakusuma Hadiningrat Sastrodiningrat")
        make_role(work, holder, HR, agency)

    printed = sign_in(holder).post(f"/sertifikat/rancangan/{agency.id}/contoh.pdf", data=PLAIN)

    text = re.sub(r"\s+", " ", PdfReader(BytesIO(printed.data)).pages[0].extract_text())
    assert "Raden Ajeng Kusumaningrum Wijayakusuma Hadiningrat Sastrodiningrat" in text
    assert work.session.scalars(select(Series)).all() == []


def test_branch_and_stranger_design_nothing(work: Work, holder: Person, sign_in: SignIn) -> None:
    with committed(work):
        agency = agency_of(work, holder)
        branch = make_person(work, make_unit(work, agency))
        make_role(work, branch, HR, branch.unit)
        other = make_person(work, make_unit(work, code="9999"))
        make_role(work, other, HR, other.unit)
        learner = make_person(work, holder.unit)
    address = f"/sertifikat/rancangan/{agency.id}/ubah"

    assert [sign_in(one).get(address).status_code for one in (branch, other, learner)] == [404, 404, 403]
    assert "Tidak ada instansi dalam lingkup Anda" in sign_in(branch).get("/sertifikat/rancangan").text
