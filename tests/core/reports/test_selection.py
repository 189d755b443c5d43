"""What a report is asked for, as an address says it and as it is read back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.people.positions import POSITION_KINDS
from elearn.core.reports.rules import EMPLOYMENTS, MEASURES, STATES
from elearn.core.reports.selection import (
    FIRST_YEAR,
    LAST_YEAR,
    Hours,
    Study,
    read_hours,
    read_study,
    written,
)
from elearn.kernel.errors import Invalid

days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
words = st.text(max_size=60).map(lambda text: " ".join(text.replace("\0", "").split()))
circles = {
    "unit": st.none() | st.integers(0, 2**31 - 1),
    "direct": st.booleans(),
    "kind": st.none() | st.sampled_from(POSITION_KINDS),
    "employment": st.none() | st.sampled_from(EMPLOYMENTS),
    "words": words,
    "backwards": st.booleans(),
}
years = st.integers(FIRST_YEAR, LAST_YEAR)
studies = st.builds(
    Study,
    course=st.from_regex(r"[a-z][a-z0-9-]{0,40}", fullmatch=True) | st.just(""),
    year=st.none() | years,
    since=st.none() | days,
    until=st.none() | days,
    state=st.none() | st.sampled_from(STATES),
    order=st.sampled_from(["nama", "unit", "tanggal"]),
    **circles,
).filter(lambda study: not (study.since and study.until and study.until < study.since))
hours = st.builds(
    Hours,
    year=years,
    measure=st.none() | st.sampled_from(MEASURES),
    order=st.sampled_from(["nama", "unit", "jp"]),
    **circles,
)


@given(studies)
def test_study_reads_back_as_it_was_written(study: Study) -> None:
    assert read_study(written(study)) == study


@given(hours)
def test_hours_read_back_as_they_were_written(wanted: Hours) -> None:
    assert read_hours(written(wanted), 1999) == wanted


@given(
    st.dictionaries(
        st.sampled_from(["unit", "tahun", "dari", "sampai", "keadaan", "jabatan", "urut", "batas"]), st.text()
    )
)
def test_any_address_is_read_or_refused_with_a_sentence(sent: dict[str, str]) -> None:
    for read in (read_study, lambda words: read_hours(words, 2026)):
        try:
            reading: Study | Hours | Invalid = read(sent)
        except Invalid as invalid:
            reading = invalid
        assert isinstance(reading, Study | Hours) or reading.sentence.endswith(".")


def test_period_is_the_year_and_the_days_together() -> None:
    assert Study().period == (None, None)
    assert Study(year=2026).period == (date(2026, 1, 1), date(2027, 1, 1))
    assert Study(since=date(2026, 3, 1)).period == (date(2026, 3, 1), None)
    assert Study(year=2026, since=date(2025, 3, 1), until=date(2026, 6, 30)).period == (
        date(2026, 1, 1),
        date(2026, 7, 1),
    )


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"tahun": "abc"}, "Tahun “abc” tidak dapat dibaca. Tulis empat angka, misalnya 2026."),
        ({"tahun": "20260"}, "Tahun “20260” tidak dapat dibaca. Tulis empat angka, misalnya 2026."),
        (
            {"dari": "31-12-2026"},
            "Tanggal dari “31-12-2026” tidak dapat dibaca. Tulis tahun-bulan-tanggal, misalnya 2026-11-22.",
        ),
        (
            {"dari": "2026-02-01", "sampai": "2026-01-01"},
            "Tanggal sampai (01-01-2026) mendahului tanggal dari (01-02-2026). Tukar keduanya.",
        ),
        ({"unit": "99999999999"}, "Unit “99999999999” tidak dikenal. Pilih unit dari halaman Laporan."),
        ({"unit": "-1"}, "Unit “-1” tidak dikenal. Pilih unit dari halaman Laporan."),
        (
            {"keadaan": "lulus"},
            "Saringan keadaan=“lulus” tidak dikenal. Pilih salah satu: belum, luar, sedang, selesai.",
        ),
    ],
)
def test_unreadable_filter_is_refused_and_never_left_out(sent: dict[str, str], sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_study(sent)

    assert refused.value.sentence == sentence
