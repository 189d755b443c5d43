"""The claim on paper: it comes back as it was written, a changed byte is refused, and it fits a QR code for cheap phones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import cbor2
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from elearn.config import Settings
from elearn.core.certificates import services
from elearn.core.certificates.claims import Claims, Competency
from elearn.core.certificates.proof import base45, cose, paper
from elearn.core.certificates.proof.cose import UnknownKey, Unreadable, WrongSignature
from elearn.core.certificates.proof.paper import PaperClaim
from elearn.hooks.house import House
from elearn.kernel.keys import KeyRing, keys_of, rotate
from elearn.kernel.work import Work
from elearn.testing.factories.certificates import make_certificate

words = st.text(max_size=60)
days = st.dates(date(1970, 1, 1), date(2120, 1, 1))
moments = st.datetimes(datetime(1970, 1, 2), datetime(2120, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
codes = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=20, max_size=20).map(
    lambda symbols: "-".join(symbols[at : at + 4] for at in range(0, 20, 4))
)
paper_claims = st.builds(
    PaperClaim, issuer=words, code=codes, issued_at=moments, expires_at=st.none() | moments, number=words, name=words,
    title=words, course=words, version=st.integers(1, 2**31), digest=st.binary(min_size=16, max_size=16),
    minutes=st.integers(1, 10**6), competencies=st.lists(st.tuples(words, st.integers(1, 5)), max_size=4).map(tuple),
    started_on=days, completed_on=days, agency=words, status_index=st.integers(0, 2**31),
)  # fmt: skip


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> KeyRing:
    return keys_of(Settings(home=tmp_path_factory.mktemp("home")))


@given(st.binary(max_size=200))
def test_base45_comes_back_and_ends_in_no_space(content: bytes) -> None:
    text = base45.encode(content)

    assert (base45.decode(text), text.rstrip()) == (content, text)


@pytest.mark.parametrize(("content", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"ietf!", "QED8WEX0")])
def test_base45_writes_the_examples_of_its_standard(content: bytes, text: str) -> None:
    """Source: RFC 9285, section 4.3 and 4.4."""
    assert (base45.encode(content), base45.decode(text)) == (text, content)


@pytest.mark.parametrize("text", ["A", "GGW", "::", "ab8", "Ä00", "0000"])
def test_base45_reads_one_spelling_only(text: str) -> None:
    with pytest.raises(ValueError, match="not base 45"):
        base45.decode(text)


@given(claim=paper_claims)
def test_claim_comes_back(ring: KeyRing, claim: PaperClaim) -> None:
    text = paper.encode(claim, ring.current)

    assert paper.verify(f"  {text[:40]}\n{text[40:]}\r\n", ring.all_public) == claim
    assert paper.encode(claim, ring.current) == text


@given(claim=paper_claims, at=st.integers(0, 10**6), flip=st.integers(1, 255))
def test_any_flipped_byte_is_refused(ring: KeyRing, claim: PaperClaim, at: int, flip: int) -> None:
    message = bytearray(base45.decode(paper.encode(claim, ring.current).removeprefix(paper.PREFIX)))
    message[at % len(message)] ^= flip

    with pytest.raises(Unreadable):
        paper.verify(paper.PREFIX + base45.encode(bytes(message)), ring.all_public)


@given(st.binary(max_size=300) | st.text(max_size=300))
def test_rubbish_is_refused_in_one_way(ring: KeyRing, rubbish: bytes | str) -> None:
    text = base45.encode(rubbish) if isinstance(rubbish, bytes) else rubbish

    for tried in (text, paper.PREFIX + text):
        with pytest.raises(Unreadable):
            paper.verify(tried, ring.all_public)


def test_claim_of_a_stranger_and_a_forged_one_are_told_apart(ring: KeyRing, claims: Claims, tmp_path: Path) -> None:
    stranger = keys_of(Settings(home=tmp_path))
    claim = paper.claim_of(claims, issuer="did:web:harapan.go.id", status_index=7)
    text = paper.encode(claim, ring.current)
    other = base45.decode(paper.encode(replace(claim, name="Orang Lain"), ring.current).removeprefix(paper.PREFIX))
    forged = base45.decode(text.removeprefix(paper.PREFIX))[:-64] + other[-64:]

    with pytest.raises(UnknownKey):
        paper.verify(text, stranger.all_public)
    with pytest.raises(WrongSignature):
        paper.verify(paper.PREFIX + base45.encode(forged), ring.all_public)


def test_signed_message_of_another_kind_is_no_claim(ring: KeyRing) -> None:
    contents: tuple[dict[int, object], ...] = ({1: "did:web:x"}, {paper.CERTIFICATE: 3}, {paper.CERTIFICATE: {}})
    for content in contents:
        text = paper.PREFIX + base45.encode(cose.seal(content, ring.current))
        with pytest.raises(Unreadable):
            paper.verify(text, ring.all_public)


def test_envelope_is_the_one_of_its_standard(ring: KeyRing) -> None:
    """Any CBOR reader finds a COSE_Sign1 with the agreed header and content."""
    tag = cbor2.loads(cose.seal({1: "did:web:x"}, ring.current))

    protected, unprotected, payload, signature = tag.value
    assert (tag.tag, cbor2.loads(protected), unprotected) == (18, {1: -8, 4: ring.current.kid}, {})
    assert (cbor2.loads(payload), len(signature)) == ({1: "did:web:x"}, 64)


def test_claim_says_what_the_certificate_says(work: Work) -> None:
    certificate = make_certificate(work)

    claim = paper.verify(services.paper_claim(work, certificate), keys_of(work.settings).all_public)

    assert certificate.completion is not None
    version = certificate.completion.enrolment.version
    assert (claim.code, claim.number, claim.title) == (certificate.code, certificate.number, version.title)
    assert (claim.digest.hex(), claim.version) == (version.digest[:32], version.number)
    assert (claim.issuer, claim.status_index) == ("did:web:127.0.0.1%3A8000", certificate.status_index)


def test_claim_of_an_earlier_key_still_holds(work: Work) -> None:
    certificate = make_certificate(work)
    before = services.paper_claim(work, certificate)
    ring = rotate(work.settings)

    after = services.paper_claim(work, certificate)

    assert before != after
    assert paper.verify(before, ring.all_public) == paper.verify(after, ring.all_public)


@pytest.mark.parametrize("zone", ["WIB", "WITA", "WIT"])
def test_claim_holds_through_its_last_day(claims: Claims, zone: str) -> None:
    claim = paper.claim_of(replace(claims, zone=zone), issuer="did:web:x", status_index=0)

    assert claim.valid_until == claims.valid_until
    assert claim.expires_at is not None
    assert claims.valid_until is not None
    end = datetime.combine(claims.valid_until + timedelta(days=1), datetime.min.time(), UTC)
    assert claim.expires_at == end - timedelta(hours={"WIB": 7, "WITA": 8, "WIT": 9}[zone])


def test_places_in_the_lists_are_given_once(house: House, work: Work) -> None:
    places = [make_certificate(work).status_index for _ in range(12)]

    assert len(set(places)) == 12
    assert max(places) < 131_072
    assert places != sorted(places)


LONG = {
    "name": "Raden Ajeng Dr. Ir. Hj. Siti Nurhaliza Kusumawardhani Sastroamidjojo, S.Kom., M.Si., M.P.A., Ph.D.",
    "title": "Pelatihan Kepemimpinan Administrator bagi Pejabat Pengawas dan Pelayanan Prima pada Mal Pelayanan Publik",
    "agency": "Pemerintah Kabupaten Kepulauan Siau Tagulandang Biaro",
    "number": "1042/800.1.11.2/BKPSDMD-PK/XI/2026",
}


def long_claims(claims: Claims) -> Claims:
    """The longest real names that were found, and three competencies."""
    return replace(
        claims,
        number=LONG["number"],
        holder=replace(claims.holder, name=LONG["name"], title_before="", title_after="", agency=LONG["agency"]),
        training=replace(claims.training, title=LONG["title"], code="PKA-PELAYANAN-PRIMA-01"),
        competencies=(
            Competency("Pengembangan Diri dan Orang Lain", 3),
            Competency("Pengambilan Keputusan", 3),
            Competency("Perekat Bangsa", 3),
        ),
    )


def test_claim_fits_a_code_that_cheap_phones_read(ring: KeyRing, claims: Claims) -> None:
    issuer = "did:web:belajar.bkpsdm.sitarokab.go.id"
    sizes = {}
    for kind, said in (("usual", claims), ("long", long_claims(claims))):
        claim = paper.claim_of(said, issuer=issuer, status_index=120_000)
        text = paper.encode_fitting(claim, ring.current)
        code = segno.make_qr(text, error="m", boost_error=False)
        sizes[kind] = (code.version, code.mode, claim == paper.verify(text, ring.all_public))
        print(f"{kind}: {len(text)} letters, version {code.version}-M; uncut {len(paper.encode(claim, ring.current))}")

    assert sizes == {"usual": (15, "alphanumeric", True), "long": (17, "alphanumeric", False)}


def test_long_words_are_cut_and_names_of_the_certificate_are_not(ring: KeyRing, claims: Claims) -> None:
    claim = paper.claim_of(long_claims(claims), issuer="did:web:x.go.id", status_index=120_000)

    read = paper.verify(paper.encode_fitting(claim, ring.current), ring.all_public)

    assert (read.number, read.code, read.digest, read.minutes) == (
        claim.number, claim.code, claim.digest, claim.minutes,
    )  # fmt: skip
    assert read.title == "Pelatihan Kepemimpinan Administrator ba…"
    assert read.name.startswith("Raden Ajeng Dr. Ir. Hj. Siti Nurhaliza Kusumawardhani")
