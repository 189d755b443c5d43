"""Addresses: a learner's quizzes and attempts, and what trainers mark and count."""

from __future__ import annotations

from . import corrections as corrections
from . import learner as learner
from . import trainer as trainer
from .blueprint import bp as bp
