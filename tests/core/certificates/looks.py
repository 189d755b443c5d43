"""Looks of every kind, and what a document carries as proof, for tests that draw."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from elearn.core.certificates.document import Look, Proof, Signer, Subject
from elearn.core.certificates.document.look import WORDS

URL = "https://belajar.harapan.example/verifikasi/K7QF-9M2A-0XWD-61PB-TZ8C"
CLAIM = "EL1:" + "6BF+70790T9WJWG.FKY*4GO0.O1CV2 ETN2A$" * 14
PROOF = Proof(claim=CLAIM, badge='{"type":["VerifiableCredential","OpenBadgeCredential"]}')


def picture(width: int, height: int, form: str = "PNG") -> bytes:
    """A scribble on nothing, as a scanned signature is."""
    image = Image.new("RGBA" if form == "PNG" else "RGB", (width, height))
    ImageDraw.Draw(image).line((0, height, width // 3, 0, width // 2, height, width, 0), fill=(20, 30, 120), width=5)
    target = BytesIO()
    image.save(target, form)
    return target.getvalue()


ONE = Signer("Drs. Rahmat Hidayat, M.Si.", "Kepala BKPSDM", "197001011995031901", picture(400, 180))
OTHER = Signer("Ir. Bambang Hadiwijaya, M.T.", "Kepala Bidang Pengembangan Kompetensi", "196801011995031902")
SUBJECTS = tuple(Subject(f"Materi {number}: standar pelayanan", 15) for number in range(1, 10))

LOOKS = {
    "plain": Look(),
    "plain-landscape": Look(landscape=True, logo=picture(200, 200), signers=(ONE, OTHER), subjects=SUBJECTS),
    "plain-two": Look(signers=(ONE, OTHER)),
    "sttp": Look("sttp", words=WORDS["sttp"], note="Berdasarkan Peraturan LAN.", signers=(ONE,), subjects=SUBJECTS),
    "sttp-landscape": Look("sttp", landscape=True, words=WORDS["sttp"], logo=picture(200, 200), signers=(ONE, OTHER)),
    "sttp-many": Look("sttp", words=WORDS["sttp"], subjects=SUBJECTS * 6),
}
