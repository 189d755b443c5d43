"""Before a library opens an office file: every part is whole, small enough, and without a DTD."""

from __future__ import annotations

from typing import Final

from docx.opc.exceptions import OpcError
from openpyxl.utils.exceptions import InvalidFileException

from elearn.core.exchange.formats import Source
from elearn.plugin import Invalid

BROKEN: Final = (
    OpcError,
    InvalidFileException,
    SyntaxError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
)
"""What the libraries raise for a file whose parts contradict each other."""


def refuse_broken(source: Source, program: str) -> None:
    """Raises Invalid for a damaged archive or a part with a DTD, TooLarge beyond the limits."""
    for path, content in source.unpacked().items():
        if path.endswith((".xml", ".rels")) and b"<!DOCTYPE" in content[:4096]:
            raise Invalid(
                f"Berkas {program} ini memuat DTD, yang tidak dibuka demi keamanan. Simpan ulang dari {program}."
            )
