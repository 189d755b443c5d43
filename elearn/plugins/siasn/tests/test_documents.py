"""The PDF that follows a record: of a certificate, of evidence, of a picture, of a passport."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader

from elearn.core.career.models import PASSPORT, CareerEntry, ForeignEntry
from elearn.core.career.services import evidence
from elearn.plugin import Invalid, Work, committed
from elearn.testing.factories.career import described, make_evidence

from ..pictures import as_pdf
from .making import Shell, make_known
from .stand_in import Siasn


def picture(form: str, *, mode: str = "RGB", size: tuple[int, int] = (1200, 800), turned: bool = False) -> bytes:
    target, exif = BytesIO(), Image.Exif()
    if turned:
        exif[0x0112] = 6
    Image.new(mode, size, 0).save(target, form, **({"exif": exif} if turned else {}))
    return target.getvalue()


def page_size(pdf: bytes) -> tuple[int, int]:
    """Width and height of the only page, in points."""
    pages = PdfFileReader(BytesIO(pdf)).root["/Pages"]
    assert pages["/Count"] == 1
    left, low, right, high = (float(each) for each in pages["/Kids"][0]["/MediaBox"])
    return round(right - left), round(high - low)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (picture("JPEG"), (842, 561)),
        (picture("JPEG", turned=True), (561, 842)),
        (picture("PNG", mode="RGBA", size=(827, 1169)), (595, 842)),
        (picture("PNG", mode="LA"), (842, 561)),
        (picture("PNG", mode="1", size=(50, 20000)), (2, 842)),
    ],
)
def test_a_picture_becomes_one_page_within_a4(content: bytes, size: tuple[int, int]) -> None:
    found = page_size(as_pdf(content))

    assert [abs(one - two) <= 1 for one, two in zip(found, size, strict=True)] == [True, True], found


def test_what_is_transparent_is_white() -> None:
    clear = BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(clear, "PNG")

    pdf = as_pdf(clear.getvalue())
    start = pdf.index(b"\xff\xd8\xff")

    assert Image.open(BytesIO(pdf[start:])).getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\nrusak", picture("PNG")[:200]])
def test_a_damaged_picture_is_no_page(content: bytes) -> None:
    with pytest.raises(Invalid, match="tidak dapat dijadikan PDF"):
        as_pdf(content)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_that_hr_verified_is_uploaded_as_a_pdf(work: Work, siasn: Siasn, shell: Shell, form: str) -> None:
    with committed(work):
        person = make_known(work, siasn)
        facts = {"title": "Seminar Kearsipan", "number": "12/SEM/2026"}
        sent = make_evidence(work, person, file=picture(form), **facts)
        evidence.accept(work, sent, described(work, **facts))

    ran = shell.with_token("push", "--json")

    assert ran.exit_code == 0, ran.output
    assert [upload["id_ref_dokumen"] for upload in siasn.uploads] == ["881"]


def test_the_pdf_that_came_with_a_passport_is_uploaded(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        day = date(2026, 3, 2)
        entry = CareerEntry(
            person_id=make_known(work, siasn).id, source=PASSPORT, title="Kursus di instansi lama", form="kursus",
            organiser="BKPSDM Kota Lama", number="1/KL/2026", minutes=450, counted_minutes=450, competencies=[],
            began_on=day, ended_on=day, year=2026, recorded_at=work.now,
        )  # fmt: skip
        work.add(entry)
        digest = work.files.put(b"%PDF-1.7 dari instansi lama %%EOF", what="Berkas paspor")
        work.add(
            ForeignEntry(
                entry_id=entry.id,
                origin="did:key:z6Mk",
                name="urn:1",
                key="z6Mk",
                number="1/KL/2026",
                code="",
                claims={},
                digest="0" * 64,
                document=digest,
                imported_at=work.now,
            )
        )

    ran = shell.with_token("push")

    assert (ran.exit_code, len(siasn.uploads)) == (0, 1)
