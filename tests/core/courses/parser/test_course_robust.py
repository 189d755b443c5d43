"""Whatever a file holds, reading ends with findings that point at lines that exist."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from .course_folder import COURSE, LESSON, PICTURE, QUIZ, CourseFolder

NAMES = ("kursus.md", "01-materi.md", "02-kuis.md", "aset/alur.svg")
TEXTS = dict(zip(NAMES, (COURSE, LESSON, QUIZ, PICTURE), strict=True))
SLIPS = st.sampled_from(
    [
        "\n",
        "---\n",
        "- [x] ",
        "- [ ] ",
        "> ",
        "## ",
        "# ",
        "```\n",
        "[^a]",
        "[^a]: b\n",
        "![](",
        "](",
        "<b>",
        "|",
        ": ",
        "&",
        "*a",
        "\u00a0",
        "\ufeff",
        "\u2028",
        "\x00",
        "\r",
        "\t",
        "{",
        "}",
        "[",
        "]",
        "Jawaban: ",
        "Bobot: ",
        "Tipe: x",
        "<!-- id: ",
        "👩‍⚖️",
        "e\u0301",
        "\ud7ff",
        "”",
        "±",
        "<!--",
        "-->",
        "    ",
        "[[x]]",
        "@",
        "%",
        "\\",
    ]
) | st.text(max_size=5)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """A real file with a few pieces cut out, doubled or put in."""
    name = draw(st.sampled_from(NAMES))
    text = TEXTS[name]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(start + 30, len(text))))
        text = text[:start] + draw(SLIPS) * draw(st.integers(0, 3)) + text[end if draw(st.booleans()) else start :]
    raw = text.encode("utf-8", "surrogatepass")
    return name, raw if draw(st.integers(0, 9)) else draw(st.binary(max_size=200))


@settings(max_examples=300, deadline=None)
@given(mutated())
def test_reading_never_raises_and_every_finding_has_an_existing_file_and_line(slip: tuple[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        course = CourseFolder(Path(scratch) / "kursus")
        course.path.mkdir()
        for name, text in TEXTS.items():
            course.write(name, text)
        course.write(*slip)

        reading = course.read()

        assert (reading.manuscript is None) == any(finding.level == "salah" for finding in reading.findings)
        for finding in reading.findings:
            where = course.path / finding.file
            assert where.exists()
            lines = (
                1
                if where.is_dir()
                else where.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
            )
            assert 1 <= finding.line <= lines
            assert finding.sentence
            assert finding.fix
