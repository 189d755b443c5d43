"""The pages of HR; numbers and times are already written for reading."""

from __future__ import annotations

from .addresses import unit_url
from .hours import hours_page
from .people import people_page
from .unit import unit_page

__all__ = ["hours_page", "people_page", "unit_page", "unit_url"]
