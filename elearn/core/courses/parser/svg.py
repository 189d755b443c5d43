"""Refuses SVG pictures that could run a script or fetch something from elsewhere."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
_DRAWING = frozenset(
    re.findall(
        r"\w+",
        "svg g defs title desc metadata path rect circle ellipse line polyline polygon text tspan textPath "
        "marker linearGradient radialGradient stop clipPath mask pattern use symbol style image switch view "
        "filter feBlend feColorMatrix feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB "
        "feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset feTile feTurbulence",
    )
)
_FORBIDDEN_TEXT = re.compile(rb"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet", re.IGNORECASE)
_FETCHES = re.compile(r"@import|url\(\s*['\"]?(?!#|['\"]?#)|expression\(|javascript:|\\", re.IGNORECASE)
_OWN_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*")
_LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(?:px)?\s*")
_SPLIT = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class SvgCheck:
    """`faults` are (line, sentence, fix); `size` in user units, None when the picture does not say."""

    faults: tuple[tuple[int, str, str], ...]
    size: tuple[int, int] | None


def check_svg(content: bytes) -> SvgCheck:
    """Look at every element and attribute of the picture."""
    if found := _FORBIDDEN_TEXT.search(content):
        line = content.count(b"\n", 0, found.start()) + 1
        return _refused(
            line,
            "SVG ini memakai DOCTYPE, ENTITY, atau lembar gaya luar",
            "simpan ulang sebagai “Plain SVG” tanpa bagian itu",
        )
    try:
        content.decode("utf-8")
        elements = list(_elements(content))
    except UnicodeDecodeError:
        return _refused(1, "SVG ini bukan teks UTF-8", "simpan ulang sebagai SVG UTF-8")
    except ET.ParseError as problem:
        return _refused(problem.position[0], "SVG ini tidak dapat dibaca", "simpan ulang dari program gambarnya")
    except (LookupError, ValueError):  # an encoding the XML declaration names and expat does not know
        return _refused(1, "SVG ini memakai pengodean yang tidak dikenal", "simpan ulang sebagai SVG UTF-8")
    faults = tuple((1, sentence, fix) for element in elements for sentence, fix in _faults(element))
    if elements[0].tag != f"{{{SVG}}}svg":
        return _refused(1, "berkas ini bukan gambar SVG", "simpan ulang dari program gambarnya")
    return SvgCheck(tuple(dict.fromkeys(faults))[:10], _size(elements[0]))


def _refused(line: int, sentence: str, fix: str) -> SvgCheck:
    return SvgCheck(((max(line, 1), sentence, fix),), None)


def _elements(content: bytes) -> Iterator[ET.Element]:
    # No DOCTYPE gets this far, so there are no entities to swell.
    for _, element in ET.iterparse(io.BytesIO(content), events=("start",)):  # noqa: S314
        yield element


def _faults(element: ET.Element) -> Iterator[tuple[str, str]]:
    space, name = _split_name(str(element.tag))
    if space in ("", XHTML) or (space == SVG and name not in _DRAWING):
        yield f"SVG ini memuat unsur <{name[:30]}> yang tidak diizinkan", "hapus unsur itu dari gambar"
    if name == "style" and _FETCHES.search(element.text or ""):
        yield "gaya di SVG ini mengambil sesuatu dari luar", "hapus @import dan url(…) dari gayanya"
    for written, value in element.attrib.items():
        belongs_to, attribute = _split_name(written.lower())
        if attribute.startswith("on"):
            yield f"SVG ini memuat skrip ({attribute[:30]})", "hapus atribut itu"
        elif attribute in ("href", "src") and not _may_refer(value):
            yield "SVG ini mengacu ke berkas atau alamat di luar dirinya", "sisipkan gambarnya, atau hapus tautannya"
        elif not belongs_to and attribute not in ("href", "src") and _FETCHES.search(value):
            yield f"atribut {attribute[:30]} di SVG ini mengambil sesuatu dari luar", "pakai url(#…) saja"


def _split_name(written: str) -> tuple[str, str]:
    space, _, name = written.rpartition("}")
    return space.removeprefix("{"), name


def _may_refer(value: str) -> bool:
    return value.strip().startswith("#") or _OWN_PICTURE.fullmatch(value.strip()) is not None


def _size(root: ET.Element) -> tuple[int, int] | None:
    """Width and height in pixels, else those of the viewBox."""
    sides = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if sides[0] and sides[1]:
        return _rounded(float(sides[0][1]), float(sides[1][1]))
    box = _SPLIT.split(root.get("viewBox", "").strip())
    if len(box) == 4 and all(_LENGTH.fullmatch(side) for side in box[2:]):
        return _rounded(float(box[2]), float(box[3]))
    return None


def _rounded(width: float, height: float) -> tuple[int, int] | None:
    return (round(width), round(height)) if 0 < width < 100_000 and 0 < height < 100_000 else None
