"""How a certificate looks: what an agency may choose of it, and what travels inside the file as proof."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

Layout: TypeAlias = Literal["plain", "sttp"]

LAYOUTS: Final[tuple[Layout, ...]] = get_args(Layout)


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of a layout; an agency may choose others. `opening` stands before the holder, `reason` after."""

    title: str
    opening: str
    reason: str


WORDS: Final[dict[Layout, Words]] = {
    "plain": Words("SERTIFIKAT", "diberikan kepada", "atas penyelesaian pelatihan"),
    "sttp": Words(
        "SURAT TANDA TAMAT PELATIHAN",
        "Berdasarkan catatan pelaksanaan pelatihan, dengan ini dinyatakan bahwa:",
        "telah mengikuti dan menamatkan pelatihan",
    ),
}


@dataclass(frozen=True, slots=True)
class Signer:
    """An official under the certificate; `picture` is that of the signature (PNG), empty for room to sign by hand."""

    name: str
    position: str
    nip: str
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Subject:
    """A line of the back page; `minutes` of learning."""

    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Look:
    """One version of an agency's design. Without signers the signatories of the claims sign; without subjects there is no back.

    `note` is a sentence of the agency's own under the training, such as a legal basis; `logo` a PNG.
    """

    layout: Layout = "plain"
    landscape: bool = False
    words: Words = WORDS["plain"]
    note: str = ""
    logo: bytes = b""
    signers: tuple[Signer, ...] = ()
    subjects: tuple[Subject, ...] = ()

    def as_json_ready(self, pictures: int) -> dict[str, object]:
        """What the layout needs besides the words; `pictures` is how many officials sign."""
        drawn = [framed(signer.picture) for signer in self.signers] or [""] * pictures
        return {"landscape": self.landscape, "logo": framed(self.logo), "pictures": drawn}


@dataclass(frozen=True, slots=True)
class Proof:
    """What lets the file be checked without this house: the signed claim of its paper code, and the badge as JSON."""

    claim: str = ""
    badge: str = ""


def framed(png: bytes) -> str:
    """A PNG as an SVG drawing around it: inputs of a layout are text, and text is what an SVG is. Empty stays empty."""
    if not png:
        return ""
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}"><image width="{width}" height="{height}" '
        f'xlink:href="data:image/png;base64,{b64encode(png).decode()}"/></svg>'
    )
