"""Numbers, codes, words, dates and the mask of a certificate."""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.certificates.rules import (
    InvalidCode,
    InvalidNumberTemplate,
    add_months,
    check_series,
    file_name,
    format_number,
    is_code,
    iso_utc,
    jp_in_words,
    local_time,
    long_date_id,
    mask_nip,
    new_code,
    normalise_code,
    period_id,
    place_of,
    verify_url,
    whole_jp,
)

TEMPLATE = "{urut}/{kode}/{unit}/{bulan_romawi}/{tahun}"
ISSUED = date(2026, 11, 22)


def number(template: str, sequence: int = 42, unit: str = "BKPSDM") -> str:
    return format_number(template, sequence=sequence, code="800.2", unit=unit, issued_on=ISSUED)


def test_number_follows_the_template_of_the_agency() -> None:
    assert number(TEMPLATE) == "42/800.2/BKPSDM/XI/2026"


def test_number_pads_the_sequence_when_a_width_is_given() -> None:
    assert number("B.{urut:4}/{bulan}.{tahun}") == "B.0042/11.2026"


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        (
            "{urut}/{nik}/{tahun}",
            "Pola nomor memuat {nik} yang tidak dikenal; gunakan {urut}, {kode}, {unit}, {bulan}, {bulan_romawi}, {tahun}.",
        ),
        (
            "{urut.__class__}/{tahun}",
            "Pola nomor memuat {urut.__class__} yang tidak dikenal; gunakan {urut}, {kode}, {unit}, {bulan}, {bulan_romawi}, {tahun}.",
        ),
        ("{urut}/{tahun", "Kurung kurawal pada pola nomor “{urut}/{tahun” tidak berpasangan; periksa { dan }."),
        ("{urut}/{kode}", "Pola nomor harus memuat {urut} dan {tahun} agar tidak ada dua sertifikat bernomor sama."),
        ("{kode}/{tahun}", "Pola nomor harus memuat {urut} dan {tahun} agar tidak ada dua sertifikat bernomor sama."),
    ],
)
def test_number_refuses_a_template_that_cannot_work(template: str, sentence: str) -> None:
    with pytest.raises(InvalidNumberTemplate) as refusal:
        number(template)
    assert str(refusal.value) == sentence


def test_number_refuses_an_empty_part() -> None:
    with pytest.raises(InvalidNumberTemplate) as refusal:
        number(TEMPLATE, unit=" ")
    assert str(refusal.value) == "Pola nomor memuat {unit}, tetapi isinya kosong; lengkapi lebih dahulu."


def test_number_refuses_a_sequence_below_one() -> None:
    with pytest.raises(ValueError, match="sequence must be 1 or more, not 0"):
        number(TEMPLATE, sequence=0)


@given(st.text(alphabet="urtkodeni_ahbl{}:49/.-", max_size=40), st.integers(1, 99_999))
def test_number_either_refuses_or_leaves_no_brace(template: str, sequence: int) -> None:
    try:
        filled = number(template, sequence)
    except InvalidNumberTemplate:
        return
    assert set("{}") & set(filled) == set()


@given(st.sets(st.integers(1, 99_999), min_size=2, max_size=20))
def test_numbers_of_one_year_differ(sequences: set[int]) -> None:
    assert len({number(TEMPLATE, sequence) for sequence in sequences}) == len(sequences)


@given(st.dates())
def test_number_writes_the_month_in_roman_numerals(day: date) -> None:
    filled = format_number("{urut}/{bulan_romawi}/{tahun}", sequence=1, code="", unit="", issued_on=day)
    roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
    assert filled == f"1/{roman[day.month - 1]}/{day.year:04d}"


@pytest.mark.parametrize(("minutes", "jp"), [(44, 0), (45, 1), (180, 4), (224, 4)])
def test_jp_is_rounded_down(minutes: int, jp: int) -> None:
    assert whole_jp(minutes) == jp


@pytest.mark.parametrize(
    ("jp", "words"),
    [
        (0, "nol"),
        (4, "empat"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (18, "delapan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (905, "sembilan ratus lima"),
        (1000, "seribu"),
        (1100, "seribu seratus"),
        (21_345, "dua puluh satu ribu tiga ratus empat puluh lima"),
        (100_000, "seratus ribu"),
    ],
)
def test_jp_is_written_in_words(jp: int, words: str) -> None:
    assert jp_in_words(jp) == words


def test_jp_in_words_differ_for_every_number() -> None:
    assert len({jp_in_words(jp) for jp in range(10_000)}) == 10_000


@pytest.mark.parametrize("jp", [-1, 1_000_000])
def test_jp_in_words_refuses_what_it_cannot_say(jp: int) -> None:
    with pytest.raises(ValueError, match="jp must be from 0 to 999,999"):
        jp_in_words(jp)


def test_mask_shows_only_the_block_of_the_appointment() -> None:
    assert mask_nip("19900101 201503 1 999") == "•••••••• 201503 • •••"


@given(st.from_regex(r"[0-9]{18}", fullmatch=True), st.from_regex(r"[0-9]{8}", fullmatch=True), st.integers(0, 9999))
def test_mask_never_depends_on_birth_date_sex_or_sequence(nip: str, birth: str, tail: int) -> None:
    assert mask_nip(f"{birth}{nip[8:14]}{tail:04d}") == mask_nip(nip)


@given(st.text(max_size=30))
def test_mask_hides_everything_of_a_text_that_is_no_nip(text: str) -> None:
    assert mask_nip(f"{text}x") == "•••••••• •••••• • •••"


def test_long_date_is_indonesian() -> None:
    assert long_date_id(date(2026, 8, 1)) == "1 Agustus 2026"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 22), date(2026, 11, 22), "22 November 2026"),
        (date(2026, 11, 3), date(2026, 11, 22), "3 s.d. 22 November 2026"),
        (date(2026, 10, 3), date(2026, 11, 22), "3 Oktober s.d. 22 November 2026"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 Desember 2025 s.d. 2 Januari 2026"),
    ],
)
def test_period_does_not_repeat_itself(first: date, last: date, words: str) -> None:
    assert period_id(first, last) == words


def test_local_time_crosses_midnight_in_the_east() -> None:
    moment = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
    clocks = [f"{local_time(moment, zone):%d %H.%M %Z}" for zone in ("WIB", "WITA", "WIT")]
    assert clocks == ["22 22.30 WIB", "22 23.30 WITA", "23 00.30 WIT"]


def test_iso_utc_has_whole_seconds() -> None:
    assert iso_utc(local_time(datetime(2026, 11, 22, 3, 42, 7, tzinfo=UTC), "WIT")) == "2026-11-22T03:42:07Z"


def test_codes_are_fresh_each_time() -> None:
    codes = {new_code() for _ in range(1000)}
    assert (len(codes), {is_code(code) for code in codes}) == (1000, {True})


def test_code_has_a_hundred_random_bits() -> None:
    seen = [set[str]() for _ in range(24)]
    for seed in range(2000):
        for place, symbol in zip(seen, new_code(Random(seed)), strict=True):
            place.add(symbol)
    assert [len(place) for place in seen] == ([32] * 4 + [1]) * 4 + [32] * 4


@given(st.integers(), st.sampled_from(["", " ", "-", "–", "\u200b", ". "]), st.booleans())
def test_code_is_understood_however_it_is_typed(seed: int, between: str, confused: bool) -> None:
    code = new_code(Random(seed))
    typed = between.join(code.replace("-", "").lower())
    if confused:
        typed = typed.translate(str.maketrans("01v", "oLu"))
    assert normalise_code(typed) == code


@given(st.text(max_size=40))
def test_code_is_normalised_or_refused(text: str) -> None:
    try:
        code = normalise_code(text)
    except InvalidCode:
        return
    assert (is_code(code), normalise_code(code)) == (True, code)


def test_code_refusal_says_how_a_code_looks() -> None:
    with pytest.raises(InvalidCode) as refusal:
        normalise_code("K7QF-9M2A")
    assert str(refusal.value) == (
        "Kode sertifikat terdiri atas 20 huruf dan angka, misalnya K7QF-9M2A-0XWD-61PB-TZ8C; "
        "periksa kembali kode pada sertifikat Anda."
    )


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 23), 36, date(2029, 11, 23)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_months_later_stay_within_the_month(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("agency", "place"),
    [
        ("Pemerintah Kota Harapan", "Harapan"),
        ("Pemerintah Kabupaten  Lampung Utara", "Lampung Utara"),
        ("Pemerintah Kab. Lebong", "Lebong"),
        ("Pemerintah Daerah Kota Solok", "Solok"),
        ("Kementerian Agama", "Kementerian Agama"),
    ],
)
def test_local_government_dates_its_papers_at_its_seat(agency: str, place: str) -> None:
    assert place_of(agency) == place


def test_address_of_verification_ends_with_the_code() -> None:
    assert verify_url("https://belajar.example", "K7QF") == "https://belajar.example/verifikasi/K7QF"


def test_file_name_is_plain_ascii() -> None:
    assert (
        file_name("42/800.2/BKPSDM/XI/2026", "Dā'ūd “Łukas” Ñ") == "sertifikat-42-800-2-BKPSDM-XI-2026-Da-ud-ukas-N.pdf"
    )


@given(st.text(max_size=200), st.text(max_size=200))
def test_file_name_never_breaks_its_header(number: str, name: str) -> None:
    made = file_name(number, name)

    assert made.isascii()
    assert set('"/\\\r\n; ') & set(made) == set()
    assert len(made) <= 124


def test_series_that_makes_numbers_too_long_is_refused() -> None:
    with pytest.raises(InvalidNumberTemplate, match="perpendek pola, kode, atau unit sampai paling banyak 120"):
        check_series("{urut}/{unit}/{unit}/{unit}/{tahun}", code="800", unit="U" * 40)
