"""What the office plugin brings to the house: two ways in, two ways out."""

from __future__ import annotations

from collections.abc import Sequence

from elearn.core.exchange.formats import Exporter, Importer
from elearn.plugin import hookimpl

from . import docx_reading, docx_writing, pdf, xlsx_reading
from .template import template


@hookimpl
def importers() -> Sequence[Importer]:
    return (
        Importer("docx", "Word", (".docx",), docx_reading.recognises, docx_reading.read),
        Importer(
            "xlsx",
            "Excel",
            (".xlsx",),
            xlsx_reading.recognises,
            xlsx_reading.read,
            template=template,
            look=xlsx_reading.look,
            roles=xlsx_reading.ROLES,
        ),
    )


@hookimpl
def exporters() -> Sequence[Exporter]:
    return (
        Exporter("docx", "Word", ".docx", docx_writing.write, has_key=True),
        Exporter("pdf", "PDF siap cetak", ".pdf", pdf.write, has_key=True),
    )
