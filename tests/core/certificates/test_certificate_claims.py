"""Claims are frozen, complete, and the same after a round through the database."""

from __future__ import annotations

import hashlib
import json
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.certificates.claims import (
    Claims,
    Competency,
    Holder,
    InvalidClaims,
    Signatory,
    Training,
    from_json,
    to_json,
)
from elearn.core.certificates.rules import new_code

WORDS = st.text(st.characters(codec="utf-8"), max_size=40)
DAYS = st.dates()

HOLDERS = st.builds(
    Holder,
    name=WORDS,
    title_before=WORDS,
    title_after=WORDS,
    nip=WORDS,
    employment=st.just("PNS"),
    grade=WORDS,
    rank=st.none() | WORDS,
    position=WORDS,
    work_unit=WORDS,
    agency=WORDS,
)
TRAININGS = st.builds(
    Training,
    title=WORDS,
    code=WORDS,
    version=st.integers(1, 999),
    digest=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    form=WORDS,
    organiser=WORDS,
    minutes=st.integers(1, 100_000),
    started_on=st.just(date.min),
    completed_on=DAYS,
    score=st.none() | st.integers(0, 100) | st.floats(0, 100),
)
CLAIMS = st.builds(
    Claims,
    number=WORDS.filter(bool),
    code=st.randoms().map(new_code),
    issued_at=st.datetimes(min_value=datetime(2000, 1, 1)).map(lambda when: when.replace(microsecond=0, tzinfo=UTC)),
    zone=st.sampled_from(["WIB", "WITA", "WIT"]),
    place=WORDS,
    valid_until=st.none() | DAYS,
    holder=HOLDERS,
    training=TRAININGS,
    competencies=st.lists(st.builds(Competency, WORDS, st.integers(1, 5)), max_size=3).map(tuple),
    signatories=st.lists(st.builds(Signatory, WORDS, WORDS, WORDS), min_size=1, max_size=2).map(tuple),
)


@given(CLAIMS)
def test_claims_are_the_same_after_storage(claims: Claims) -> None:
    stored = to_json(claims)
    assert (from_json(stored), to_json(from_json(stored))) == (claims, stored)


def test_stored_claims_name_their_format(claims: Claims) -> None:
    assert json.loads(to_json(claims))["format"] == 1


def test_claims_of_earlier_releases_are_read_and_written_as_they_were(claims: Claims) -> None:
    stored = json.loads(to_json(claims))

    assert stored["signatory"] == {
        "name": "Drs. Rahmat Hidayat, M.Si.",
        "position": "Kepala BKPSDM",
        "nip": "197001011995031901",
    }
    assert (
        hashlib.sha256(to_json(claims).encode()).hexdigest()
        == "f382a8542a88a9bea2c0308430ec66183688396b830613c328a29b8ca51df0c8"
    )
    assert from_json(to_json(claims)).signatories == claims.signatories


def test_claims_name_every_official(claims: Claims) -> None:
    second = Signatory("Ir. Rini, M.T.", "Sekretaris Daerah", "")
    both = replace(claims, signatories=(*claims.signatories, second))
    stored = json.loads(to_json(both))

    assert (stored["format"], [one["name"] for one in stored["signatories"]], "signatory" in stored) == (
        2, ["Drs. Rahmat Hidayat, M.Si.", "Ir. Rini, M.T."], False,
    )  # fmt: skip
    assert from_json(to_json(both)) == both


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"format": True},
        {"format": [2]},
        {"signatories": []},
        {"format": 2, "signatory": None},
        {"format": 2, "signatory": None, "signatories": [{"name": "A", "position": "B", "nip": ""}]},
        {"format": 3},
    ],
)
def test_other_form_of_signatories_is_refused(claims: Claims, change: dict[str, Any]) -> None:
    stored = {name: it for name, it in (json.loads(to_json(claims)) | change).items() if it is not None}

    with pytest.raises(InvalidClaims):
        from_json(json.dumps(stored))


def test_claims_cannot_be_changed(claims: Claims) -> None:
    with pytest.raises(FrozenInstanceError):
        claims.holder.name = "Lain"  # type: ignore[misc]  # the assignment is what must fail


def test_holder_is_named_with_titles(claims: Claims) -> None:
    assert claims.holder.full_name == "Dr. Siti Aminah, S.Kom., M.Si."


def test_training_counts_jp_from_minutes(claims: Claims) -> None:
    assert claims.training.jp == 4


def test_pppk_with_a_rank_is_refused(claims: Claims) -> None:
    with pytest.raises(InvalidClaims, match="PPPK tidak memiliki pangkat, tetapi tertulis “Penata”"):
        replace(claims.holder, employment="PPPK")


@pytest.mark.parametrize(
    "change",
    [
        {"digest": "abc"},
        {"digest": "A" * 64},
        {"minutes": 0},
        {"version": 0},
        {"completed_on": date(2026, 11, 2)},
        {"score": 100.1},
        {"score": float("nan")},
    ],
)
def test_training_that_contradicts_itself_is_refused(claims: Claims, change: dict[str, Any]) -> None:
    with pytest.raises(InvalidClaims):
        replace(claims.training, **change)


@pytest.mark.parametrize(
    "change",
    [
        {"zone": "UTC"},
        {"number": ""},
        {"code": "k7qf-9m2a-0xwd-61pb-tz8c"},
        {"issued_at": datetime(2026, 11, 22)},
        {"issued_at": datetime(2026, 11, 22, tzinfo=timezone(timedelta(hours=7)))},
        {"issued_at": datetime(2026, 11, 22, microsecond=1, tzinfo=UTC)},
    ],
)
def test_claims_that_are_not_complete_are_refused(claims: Claims, change: dict[str, Any]) -> None:
    with pytest.raises(InvalidClaims):
        replace(claims, **change)


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (("format",), 3, "Format klaim sertifikat ini tidak dikenal oleh versi aplikasi ini."),
        (("format",), True, "Kolom “format” pada klaim sertifikat harus berupa bilangan bulat."),
        (("extra",), 1, "Klaim sertifikat kurang atau lebih pada kolom: extra."),
        (("issued_at",), "kemarin", "Kolom “issued_at” pada klaim sertifikat bukan tanggal ISO 8601."),
        (("holder", "name"), 7, "Kolom “name” pada klaim sertifikat berisi jenis nilai yang keliru."),
        (("holder", "employment"), "TNI", "Jenis pegawai “TNI” tidak dikenal; gunakan PNS atau PPPK."),
        (("holder",), [], "Klaim sertifikat harus berupa objek JSON."),
        (("training", "score"), "87", "Kolom “score” pada klaim sertifikat berisi jenis nilai yang keliru."),
    ],
)
def test_damaged_claims_are_refused(claims: Claims, path: tuple[str, ...], value: object, sentence: str) -> None:
    stored = json.loads(to_json(claims))
    place = stored
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(InvalidClaims) as refusal:
        from_json(json.dumps(stored))
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "3"])
def test_what_is_no_json_object_is_refused(text: str) -> None:
    with pytest.raises(InvalidClaims):
        from_json(text)
