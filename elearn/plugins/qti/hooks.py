"""What the QTI plugin brings to the house: one way in for all its versions, one way out."""

from __future__ import annotations

from collections.abc import Sequence

from elearn.core.exchange.formats import Exporter, Importer
from elearn.plugin import hookimpl

from . import reading, writing


@hookimpl
def importers() -> Sequence[Importer]:
    return (Importer("qti", "QTI", (".zip", ".xml"), reading.recognises, reading.read),)


@hookimpl
def exporters() -> Sequence[Exporter]:
    return (Exporter("qti", "QTI 3.0", ".zip", writing.write),)
