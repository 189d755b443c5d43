"""The pages of HR; numbers and times are already written for reading."""

from __future__ import annotations

from .export import export_page
from .hours import HoursListing, hours_page
from .people import Listing, people_page
from .unit import Numbers, unit_page

__all__ = ["HoursListing", "Listing", "Numbers", "export_page", "hours_page", "people_page", "unit_page"]
