"""What the Moodle plugin brings to the house: three ways in, two ways out."""

from __future__ import annotations

from collections.abc import Sequence

from elearn.core.exchange.formats import Exporter, Importer
from elearn.plugin import hookimpl

from . import aiken, gift_reading, gift_writing, xml_reading, xml_writing


@hookimpl
def importers() -> Sequence[Importer]:
    return (
        Importer("moodle-xml", "Moodle XML", (".xml",), xml_reading.recognises, xml_reading.read),
        Importer("aiken", "Aiken", (".txt",), aiken.recognises, aiken.read),
        Importer("gift", "GIFT", (".gift", ".txt"), gift_reading.recognises, gift_reading.read),
    )


@hookimpl
def exporters() -> Sequence[Exporter]:
    return (
        Exporter("gift", "GIFT", ".gift", gift_writing.write),
        Exporter("moodle-xml", "Moodle XML", ".xml", xml_writing.write),
    )
