"""What the exchange brings to the house: our own format, packed."""

from __future__ import annotations

from collections.abc import Sequence

from elearn.hooks.markers import hookimpl

from .formats import Exporter, Importer
from .packed import ZIP_EXPORTER, ZIP_IMPORTER


@hookimpl
def importers() -> Sequence[Importer]:
    return (ZIP_IMPORTER,)


@hookimpl
def exporters() -> Sequence[Exporter]:
    return (ZIP_EXPORTER,)
