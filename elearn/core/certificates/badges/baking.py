"""Badges inside pictures: the credential is laid into an SVG or PNG and taken out again. Source: docs/sources.md#credentials."""

from __future__ import annotations

import struct
import zlib
from typing import Final

from lxml import etree

from elearn.kernel.i18n import _

from .documents import BadgeRefused

PNG: Final = b"\x89PNG\r\n\x1a\n"
LARGEST_FILE: Final = 400_000
"""Bytes of a badge file; our own pictures have about 110,000."""

NAMESPACE: Final = "https://purl.imsglobal.org/ob/v3p0"

_KEYWORD: Final = b"openbadgecredential"
_TAG: Final = f"{{{NAMESPACE}}}credential"
_SVG: Final = "{http://www.w3.org/2000/svg}svg"
_MANY: Final = 10_000
"""Chunks of a PNG that are looked at."""


def into_png(picture: bytes, credential: bytes) -> bytes:
    """The picture with the credential in a text chunk (iTXt, not compressed) right behind its header."""
    text = _KEYWORD + b"\0\0\0\0\0" + credential
    chunk = struct.pack(">I", len(text)) + b"iTXt" + text + struct.pack(">I", zlib.crc32(b"iTXt" + text))
    header = len(PNG) + 25
    return picture[:header] + chunk + picture[header:]


def into_svg(picture: bytes, credential: bytes) -> bytes:
    """The picture with the credential in an element of its own, first inside the drawing."""
    start, end = picture.index(b"<svg"), picture.index(b">", picture.index(b"<svg"))
    text = credential.replace(b"]]>", b"]]]]><![CDATA[>")
    element = b"<openbadges:credential><![CDATA[" + text + b"]]></openbadges:credential>"
    namespace = f' xmlns:openbadges="{NAMESPACE}"'.encode()
    return picture[: start + 4] + namespace + picture[start + 4 : end + 1] + element + picture[end + 1 :]


def out_of(content: bytes) -> bytes:
    """The credential as it lies in a badge file: JSON or JWT as such, or what a baked PNG or SVG holds.

    Raises BadgeRefused for any other file, for a picture without a credential and for one with two.
    """
    if content.startswith(PNG):
        return _the_one(_from_png(content))
    text = content.removeprefix(b"\xef\xbb\xbf").strip()
    if text.startswith(b"<"):
        return _the_one(_from_svg(text))
    return text


def _the_one(found: list[bytes]) -> bytes:
    if not found:
        raise BadgeRefused(_("Gambar ini tidak memuat lencana."))
    if len(found) > 1:
        raise BadgeRefused(_("Gambar ini memuat lebih dari satu lencana."))
    return found[0].strip()


def _from_png(content: bytes) -> list[bytes]:
    found, at = [], len(PNG)
    for _chunk in range(_MANY):
        if at + 12 > len(content):
            break
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if kind == b"iTXt" and body.startswith(_KEYWORD + b"\0"):
            found.append(_text_of(body[len(_KEYWORD) + 1 :]))
        at += 12 + length
    return found


def _text_of(body: bytes) -> bytes:
    """What follows the keyword: two bytes about compression, a language and a translated keyword, then the text."""
    if body[:2] != b"\0\0" or body.count(b"\0", 2) < 2:
        raise BadgeRefused(_("Lencana di dalam PNG ini dimampatkan atau rusak; bentuk itu tidak dikenal di sini."))
    return body[2:].split(b"\0", 2)[2]


def _from_svg(text: bytes) -> list[bytes]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError:
        raise BadgeRefused(_("Berkas ini bukan SVG yang dapat dibaca.")) from None
    if root.tag != _SVG or b"<!DOCTYPE" in text:
        raise BadgeRefused(_("Berkas ini bukan SVG yang dapat dibaca."))
    return [(element.get("verify") or "".join(map(str, element.itertext()))).encode() for element in root.iter(_TAG)]
