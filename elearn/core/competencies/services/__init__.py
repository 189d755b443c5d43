"""What is done with dictionaries and requirements: taken in, given out."""

from __future__ import annotations

from .dictionaries import COLUMNS, export_dictionary, import_dictionary
from .requirements import REQUIREMENT_COLUMNS, export_requirements, import_requirements

__all__ = [
    "COLUMNS",
    "REQUIREMENT_COLUMNS",
    "export_dictionary",
    "export_requirements",
    "import_dictionary",
    "import_requirements",
]
