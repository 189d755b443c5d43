"""The kinds the core brings; plugins add theirs to this tuple through a hook, never by changing it."""

from __future__ import annotations

from .kinds import QuestionKind
from .multiple import MultipleChoice
from .number import Number
from .short import ShortAnswer
from .single import SingleChoice
from .true_false import TrueFalse

BUILT_IN_KINDS: tuple[QuestionKind, ...] = (TrueFalse(), SingleChoice(), MultipleChoice(), Number(), ShortAnswer())
"""In the order in which they are asked whether they recognise a question: the narrower shape first."""
