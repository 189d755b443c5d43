"""The pages of profiles: for the person, and for HR."""

from __future__ import annotations

from . import hr, learner
from .blueprint import bp

__all__ = ["bp", "hr", "learner"]
