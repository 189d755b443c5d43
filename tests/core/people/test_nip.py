"""NIP: vectors, what people type, and properties over every well-formed number."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.people.nip import InvalidNip, Nip, Sex, build_nip, parse_nip, same_person

SEXES: tuple[Sex, ...] = ("L", "P")
NIPS = st.builds(
    build_nip,
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.integers(0, 9999),
    st.integers(1, 12) | st.integers(21, 99),
    st.sampled_from(SEXES),
    st.integers(1, 999),
)


def fault_of(text: str) -> str:
    with pytest.raises(InvalidNip) as caught:
        parse_nip(text)
    return caught.value.reason


def test_nip_of_a_pns_is_read_group_by_group() -> None:
    assert parse_nip("199001012015031999") == Nip("199001012015031999", date(1990, 1, 1), 2015, 3, None, "L", 999)


def test_nip_of_a_pppk_is_read_group_by_group() -> None:
    nip = parse_nip("199002022023212999")

    assert nip == Nip("199002022023212999", date(1990, 2, 2), 2023, None, 21, "P", 999)
    assert nip.employment == "PPPK"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" - ", "empty"),
        ("199013012015031999", "birth_date"),
        ("199002302015031999", "birth_date"),
        ("018001012015031999", "birth_date"),
        ("199001012015131999", "block"),
        ("199001012015001999", "block"),
        ("199001012015201999", "block"),
        ("199001012015033999", "sex"),
        ("199001012015030999", "sex"),
        ("199001012015031000", "sequence"),
        ("19900101201503199", "length"),
        ("1990010120150319990", "length"),
        ("19900101201503199O", "characters"),
        ("1.99001E+17", "characters"),
        ("١٩٩٠٠١٠١٢٠١٥٠٣١٩٩٩", "characters"),
        ("19900101201503199²", "characters"),
        ("\x0019900101201503199", "characters"),
    ],
)
def test_nip_that_is_malformed_is_refused_with_a_code(text: str, reason: str) -> None:
    assert fault_of(text) == reason


def test_nip_refusal_says_what_where_and_how_to_mend() -> None:
    with pytest.raises(InvalidNip) as caught:
        parse_nip("199001012015131999")

    assert caught.value.sentence == (
        "Angka ke-13 dan ke-14 NIP (13) tidak dikenal; isi bulan 01–12 untuk PNS atau kode kontrak mulai 21 untuk PPPK."
    )


@pytest.mark.parametrize(
    "text",
    [
        "19900101 201503 1 999",
        "19900101.201503.1.999",
        "19900101-201503-1-999",
        "19900101\u00a0201503\u202f1\u2009999\n",
        "19900101–201503—1\u2011999",
        "\ufeff199001012015031999\u200b",
        "１９９００１０１２０１５０３１９９９",
    ],
)
def test_nip_is_read_as_people_type_it(text: str) -> None:
    assert parse_nip(text).digits == "199001012015031999"


def test_nip_is_printed_with_spaces() -> None:
    assert parse_nip("199001012015031999").spaced == "19900101 201503 1 999"


@pytest.mark.parametrize(("year", "early"), [(2007, True), (2008, False), (1980, True)])
def test_nip_of_an_appointment_before_18_is_only_marked(year: int, early: bool) -> None:
    assert build_nip(date(1990, 12, 31), year, 3, "L", 1).appointed_before_18 is early


def test_same_person_knows_a_new_contract_and_nothing_else() -> None:
    first = parse_nip("199002022023212999")

    assert same_person(first, parse_nip("199002022023222999"))
    assert not same_person(first, parse_nip("199002022024222999"))
    assert not same_person(first, parse_nip("199002022023222998"))
    assert not same_person(first, parse_nip("199002022023032999"))
    assert not same_person(parse_nip("199001012015031999"), parse_nip("199001012015041999"))


@given(NIPS)
def test_nip_that_was_built_is_read_back(nip: Nip) -> None:
    assert parse_nip(nip.digits) == nip
    assert parse_nip(nip.spaced) == nip
    assert same_person(nip, nip)


@given(NIPS, st.lists(st.tuples(st.integers(0, 18), st.sampled_from(" .-\u00a0\t"))))
def test_nip_is_read_with_separators_anywhere(nip: Nip, marks: list[tuple[int, str]]) -> None:
    text = nip.digits
    for place, mark in marks:
        text = text[:place] + mark + text[place:]

    assert parse_nip(text) == nip


@given(NIPS, st.integers(0, 17), st.sampled_from("0123456789"))
def test_nip_with_one_wrong_digit_is_refused_or_another_number(nip: Nip, place: int, digit: str) -> None:
    text = nip.digits[:place] + digit + nip.digits[place + 1 :]
    try:
        other = parse_nip(text)
    except InvalidNip:
        return

    assert other.digits == text
    assert (other == nip) is (text == nip.digits)


@given(st.text(st.characters(categories=["Nd", "No", "Nl", "Zs", "Pd"]), min_size=1, max_size=30))
def test_nip_never_holds_anything_but_plain_digits(text: str) -> None:
    try:
        digits = parse_nip(text).digits
    except InvalidNip:
        return

    assert len(digits) == 18
    assert digits.isascii()
    assert digits.isdigit()
