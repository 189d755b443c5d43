"""The pages of HR; numbers and times are already written for reading."""

from __future__ import annotations

from .addresses import unit_url
from .gaps import gaps_page
from .hours import hours_page
from .people import people_page
from .unit import unit_page

__all__ = ["gaps_page", "hours_page", "people_page", "unit_page", "unit_url"]
