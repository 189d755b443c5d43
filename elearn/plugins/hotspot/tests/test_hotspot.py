"""From the fence in a course file to the marked answer."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.core.questions.block import QuestionBlock
from elearn.core.questions.kinds import Parsed
from elearn.core.quizzes import services
from elearn.plugin import Work, committed
from elearn.testing.factories.courses import publish_folder, write_course, write_page
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.quizzes import quiz_of

from ..kind import Hotspot

KIND = Hotspot()
FENCE = """gambar: aset/denah.png
alt: Denah ruang pelayanan
daerah:
  - {nama: Loket pengaduan, kotak: [5, 20, 30, 40], benar: ya, umpan balik: Tepat.}
  - {nama: Ruang tunggu, kotak: [40, 20, 55, 70]}
  - {nama: Pintu masuk, kotak: [0, 90, 20, 10]}"""
HEAD = ("judul: Kuis denah", "jenis: kuis", "nilai lulus: 70", "tampilkan kunci: setelah kirim")


def block(fence: str) -> QuestionBlock:
    return QuestionBlock(
        "k.md", 3, "s-1", "Di mana?", "Di mana?", body=f"Lihat.\n\n```soal:hotspot\n{fence}\n```\n\nLalu tunjuk."
    )


def parsed(fence: str) -> Parsed:
    return KIND.parse(block(fence))


def png() -> bytes:
    """A grey picture of one point."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


def publish(work: Work, folder: Path) -> CourseVersion:
    write_course(folder, lessons=1)
    (folder / "aset").mkdir()
    (folder / "aset" / "denah.png").write_bytes(png())
    question = f"## Di mana warga mengadu?\n<!-- id: s-denah -->\n\n```soal:hotspot\n{FENCE}\n```\n"
    write_page(folder / "02-kuis.md", HEAD, question)
    return publish_folder(work, folder)


def test_fence_becomes_a_picture_with_regions_and_no_key() -> None:
    public, sealed, findings = parsed(FENCE)

    assert findings == ()
    assert [(option["html"], option["box"]) for option in public["options"]] == [
        ("Loket pengaduan", [5, 20, 30, 40]),
        ("Ruang tunggu", [40, 20, 55, 70]),
        ("Pintu masuk", [0, 90, 20, 10]),
    ]
    assert public["picture_html"] == "![Denah ruang pelayanan](aset/denah.png)"
    assert public["body_html"].split() == ["Lihat.", "Lalu", "tunjuk."]
    assert sealed["right"] == [public["options"][0]["id"]]
    assert ("Tepat" in str(public), "benar" in str(public)) == (False, False)


def test_house_knows_the_kind_beside_its_own(work: Work) -> None:
    names = [kind.name for kind in work.hooks.gather("question_kinds")]

    assert names.count("hotspot") == 1
    assert names.index("hotspot") > names.index("single")


def test_right_region_earns_everything_and_any_other_nothing() -> None:
    public, sealed, _ = parsed(FENCE)
    earned = [KIND.mark(sealed, KIND.read_answer(public, [option["id"]])).points for option in public["options"]]

    assert earned == [1, 0, 0]
    assert KIND.mark(sealed, KIND.best_answer(sealed)).points == 1


@pytest.mark.parametrize(
    ("fault", "mended", "sentence"),
    [
        ("gambar: aset/denah.png", "gambar: https://x.example/a.png", "blok soal:hotspot tidak menyebut gambarnya"),
        ("gambar: aset/denah.png", "gambar: aset/../../etc", "blok soal:hotspot tidak menyebut gambarnya"),
        ("alt: Denah ruang pelayanan", "alt:", "gambar soal ini tidak punya teks pengganti"),
        (", benar: ya", "", "soal ini belum punya jawaban benar"),
        (
            "[0, 90, 20, 10]",
            "[0, 90, 20, 11]",
            "daerah “Pintu masuk” tidak lengkap: perlu nama dan kotak di dalam gambar",
        ),
        ("nama: Ruang tunggu", "nama: Pintu Masuk", "pilihan ini sama dengan pilihan di baris 3"),
        ("daerah:", "daerah: [", "isi blok soal:hotspot tidak dapat dibaca"),
    ],
)
def test_faults_are_reported(fault: str, mended: str, sentence: str) -> None:
    assert sentence in [finding.sentence for finding in parsed(FENCE.replace(fault, mended)).findings]


@given(
    st.text()
    | st.sampled_from(["a: &a [*a]", "daerah: [[1]]", "2024-13-45", "daerah:\n- {kotak: [.nan, 1, 1, 1], nama: x}"])
)
def test_no_fence_makes_reading_raise(fence: str) -> None:
    public, sealed, _ = parsed(fence)

    assert 0 <= KIND.mark(sealed, KIND.best_answer(sealed)).points <= 1
    assert KIND.shuffle(public, None) == public  # type: ignore[arg-type]  # no chance is needed


def test_learner_points_at_the_picture_and_reads_what_was_right(
    work: Work, tmp_path: Path, sign_in: Callable[[Person], FlaskClient]
) -> None:
    with committed(work):
        enrolment: Enrolment = make_enrolment(work, version=publish(work, tmp_path / "denah"))
        attempt = services.start(work, enrolment, quiz_of(work, enrolment.version))
        paper, right = f"/percobaan/{attempt.code}", str(attempt.step.questions[0]["options"][0]["id"])
    browser = sign_in(enrolment.person)

    asked = browser.get(paper).text
    handed_in = browser.post(f"{paper}/kirim", data={"butir": "s-denah", "j-s-denah": right})
    result = browser.get(f"{paper}/hasil").text

    assert f'for="j-s-denah-{right}"><span>1</span></label>' in asked
    assert f'<input type="radio" id="j-s-denah-{right}" name="j-s-denah" value="{right}">' in asked
    assert ("/aset/" in asked, "@root@" in asked, "Tepat." in asked) == (True, False, False)
    assert handed_in.status_code == 302
    assert ("hotspot-region right" in result, "Tepat." in result, "@root@" in result) == (True, True, False)
