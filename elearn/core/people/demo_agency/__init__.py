"""A whole made-up agency, the same for the same seed: for the demo, for tests and for benchmarks.

Nobody in it exists: the sequence in every NIP is 900 or more, addresses end in `.example`, and the telephone area
code is 0000.
"""

from __future__ import annotations

from .agency import DemoAgency, demo_agency
from .named import NAMED

__all__ = ["NAMED", "DemoAgency", "demo_agency"]
