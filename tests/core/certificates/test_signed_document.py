"""The signature in the PDF, asked of programs that are not ours; and that one changed byte is seen."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from hypothesis import given, settings
from hypothesis import strategies as st
from pkcs11 import Attribute
from pkcs11.util.x509 import decode_x509_certificate
from pypdf import PdfReader

from elearn.config import BadSetting, Settings
from elearn.core.certificates.claims import Claims, Competency
from elearn.core.certificates.document import render_pdf
from elearn.kernel.pdf_keys import make_trial_key, signer_of
from elearn.kernel.pdf_signatures import NotSigned, signatures_of, signed

from ...pdf_validators import need, pdfsig, qpdf, verapdf
from .looks import CLAIM, LOOKS, PROOF, URL

SECRET = "rahasia-uji"
WORDS = "Kesejahteraan dan Pemberdayaan Masyarakat Pedesaan serta Perlindungan Sosial Keluarga Berencana"


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An installation with a key of its own making."""
    folder = tmp_path_factory.mktemp("key")
    make_trial_key(folder / "segel.p12", "Segel Percobaan", SECRET)
    (folder / "sandi").write_text(f"{SECRET}\n")
    return Settings(pdf_key=folder / "segel.p12", pdf_key_secret=f"file:{folder / 'sandi'}")


@pytest.fixture(scope="module")
def documents(keyed: Settings, claims: Claims, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every look, unsigned and signed, and one with claims as long as they come."""
    folder = tmp_path_factory.mktemp("documents")
    long = replace(
        claims,
        holder=replace(claims.holder, name="Wijayakusuma " * 9, position=WORDS * 2, work_unit=WORDS),
        training=replace(claims.training, title=f"{WORDS} {WORDS}"[:200]),
        competencies=tuple(Competency(f"{number} {WORDS}", 3) for number in range(4)),
    )
    found = []
    for name, look in LOOKS.items():
        for kind, said in (("", claims), ("-long", long)):
            drawn = render_pdf(said, verify_url=URL, look=look, proof=PROOF)
            for ending, content in (("", drawn), ("-signed", signed(keyed, drawn, "Harapan"))):
                path = folder / f"{name}{kind}{ending}.pdf"
                path.write_bytes(content)
                found.append(path)
    return found


@pytest.fixture(scope="module")
def document(documents: list[Path]) -> Path:
    """One of them, signed."""
    return next(path for path in documents if path.name == "sttp-signed.pdf")


def test_every_look_is_fit_for_archives_and_screen_readers_signed_or_not(documents: list[Path]) -> None:
    assert sorted(verapdf(documents)) == sorted(
        (path.name, standard, "compliant") for path in documents for standard in ("3a", "ua1")
    )


def test_qpdf_finds_no_fault(documents: list[Path]) -> None:
    assert {path.name: qpdf(path) for path in documents if qpdf(path) != 0} == {}


def test_every_document_is_light(documents: list[Path]) -> None:
    assert {path.name: path.stat().st_size for path in documents if path.stat().st_size >= 150_000} == {}


def test_front_is_one_page_and_the_back_another(documents: list[Path]) -> None:
    pages = {path.stem: len(PdfReader(path).pages) for path in documents if "signed" not in path.stem}
    backs = {name: 2 for name, look in LOOKS.items() if look.subjects} | {"sttp-many": 3}
    assert pages == {f"{name}{kind}": backs.get(name, 1) for name in LOOKS for kind in ("", "-long")}


def test_poppler_accepts_the_signature(document: Path) -> None:
    said = pdfsig(document)

    wanted = ("Signature is Valid.", "ETSI.CAdES.detached", "Total document signed", "CN=Segel Percobaan")
    assert [one for one in wanted if one not in said] == []


def test_signature_is_intact_and_vouched_for_by_nobody(document: Path) -> None:
    (found,) = signatures_of(document.read_bytes(), None)

    assert (found.signer, found.is_intact, found.covers_file, found.is_trusted, found.stamped_at) == (
        "Segel Percobaan", True, True, False, None,
    )  # fmt: skip


def test_document_without_a_key_says_nothing_of_a_signature(claims: Claims) -> None:
    drawn = render_pdf(claims, verify_url=URL, proof=PROOF)

    assert signed(Settings(), drawn, "Harapan") == drawn
    assert signatures_of(drawn, None) == ()
    assert "/AcroForm" not in PdfReader(BytesIO(drawn)).root_object


def test_claim_is_found_by_its_first_letters_and_in_the_attachment(document: Path) -> None:
    content = document.read_bytes()

    assert content.count(CLAIM.encode()) >= 2  # keywords of the document, and of its XMP metadata
    inside = PdfReader(BytesIO(content)).attachments
    assert {name: held[0].decode() for name, held in inside.items()} == {
        "badge.json": PROOF.badge,
        "klaim.txt": CLAIM,
    }


def test_codes_are_read_from_print(document: Path, tmp_path: Path) -> None:
    need("zbarimg", "pdftoppm")
    subprocess.run(["pdftoppm", "-r", "200", "-png", "-f", "1", "-l", "1", document, tmp_path / "page"], check=True)
    (picture,) = tmp_path.glob("page*.png")
    read = subprocess.run(["zbarimg", "-q", "--raw", picture], check=True, capture_output=True, text=True).stdout

    assert set(read.rstrip("\n").split("\n")) == {URL, CLAIM}


def covered(content: bytes) -> tuple[range, range]:
    """The two runs of bytes that the signature speaks of."""
    start = content.index(b"/ByteRange [") + len(b"/ByteRange [")
    begin, length, other, rest = map(int, content[start : content.index(b"]", start)].split())
    return range(begin, begin + length), range(other, other + rest)


@settings(max_examples=60, deadline=None)
@given(share=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255))
def test_one_changed_byte_is_seen(document: Path, share: float, change: int) -> None:
    content = bytearray(document.read_bytes())
    before, after = covered(bytes(content))
    at = int(share * (len(before) + len(after)))
    place = before[at] if at < len(before) else after[at - len(before)]
    content[place] ^= change

    try:
        found = signatures_of(bytes(content), None)
    except ValueError:
        return  # no longer a PDF at all
    assert [one.is_intact for one in found] in ([], [False])


def test_wrong_passphrase_is_one_sentence_and_nothing_goes_out_unsigned(keyed: Settings, tmp_path: Path) -> None:
    (tmp_path / "salah").write_text("bukan-sandinya")
    wrong = replace(keyed, pdf_key_secret=f"file:{tmp_path / 'salah'}")

    with pytest.raises(BadSetting, match=r"ELEARN_PDF_KEY=.* tidak dapat dibuka") as refused:
        signer_of(wrong)
    assert "bukan-sandinya" not in str(refused.value)
    with pytest.raises(NotSigned, match="belum dapat ditandatangani"):
        signed(wrong, b"%PDF-1.7", "Harapan")


def test_key_is_loaded_once(keyed: Settings) -> None:
    assert signer_of(keyed) is signer_of(replace(keyed, home=Path("elsewhere")))


def test_trial_key_is_private_and_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "segel.p12"
    make_trial_key(path, "Segel", SECRET)

    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        make_trial_key(path, "Segel", SECRET)


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A key on a software HSM; one for the process, as the module reads where its tokens lie only once."""
    need("softhsm2-util")
    folder = tmp_path_factory.mktemp("token")
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        patch.setenv("PIN_UJI", "4321")
        yield furnish_token(folder)


def furnish_token(folder: Path) -> Settings:
    """Makes a token and puts a key and its certificate on it."""
    module = min(Path("/usr/lib").rglob("libsofthsm2.so"))
    make_trial_key(folder / "segel.p12", "Segel di HSM", SECRET)
    key, certificate, _ = pkcs12.load_key_and_certificates((folder / "segel.p12").read_bytes(), SECRET.encode())
    assert key is not None
    assert certificate is not None
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    for words in (
        ["--init-token", "--free", "--label", "elearn", "--so-pin", "9999"],
        ["--import", str(folder / "key.pem"), "--token", "elearn", "--label", "segel", "--id", "A1"],
    ):
        subprocess.run(["softhsm2-util", *words, "--pin", "4321"], check=True, capture_output=True, timeout=60)
    session = pkcs11.lib(str(module)).get_token(token_label="elearn").open(rw=True, user_pin="4321")
    described = decode_x509_certificate(certificate.public_bytes(Encoding.DER))
    session.create_object(described | {Attribute.LABEL: "segel", Attribute.ID: b"\xa1", Attribute.TOKEN: True})
    session.close()
    return Settings(pdf_module=module, pdf_token="elearn", pdf_key_label="segel", pdf_key_secret="env:PIN_UJI")


def test_key_on_a_token_signs(token: Settings, claims: Claims, tmp_path: Path) -> None:
    drawn = render_pdf(claims, verify_url=URL, proof=PROOF)
    path = tmp_path / "hsm.pdf"
    path.write_bytes(signed(token, drawn, "Harapan"))

    (found,) = signatures_of(path.read_bytes(), None)
    assert (found.signer, found.is_intact, signer_of(token) is signer_of(token)) == ("Segel di HSM", True, True)
    assert "Signature is Valid." in pdfsig(path)
    with pytest.raises(BadSetting, match="Kunci “lain” pada token “elearn” tidak dapat dipakai"):
        signer_of(replace(token, pdf_key_label="lain"))
