"""What the bundle plugin brings to the house: one way out."""

from __future__ import annotations

from collections.abc import Sequence

from elearn.core.exchange.formats import Exporter
from elearn.plugin import hookimpl

from . import writing


@hookimpl
def exporters() -> Sequence[Exporter]:
    return (Exporter("html", "Folder halaman HTML", "", writing.write, has_key=True),)
