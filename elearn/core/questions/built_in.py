"""The kinds the core brings; plugins add theirs to this tuple through a hook, never by changing it."""

from __future__ import annotations

from .essay import Essay
from .gaps import Gaps
from .kinds import QuestionKind
from .matching import Matching
from .multiple import MultipleChoice
from .number import Number
from .ordering import Ordering
from .poll import Poll
from .short import ShortAnswer
from .single import SingleChoice
from .true_false import TrueFalse
from .weighted import WeightedChoice

BUILT_IN_KINDS: tuple[QuestionKind, ...] = (
    WeightedChoice(),
    Poll(),
    TrueFalse(),
    SingleChoice(),
    MultipleChoice(),
    Essay(),
    Number(),
    ShortAnswer(),
    Gaps(),
    Matching(),
    Ordering(),
)
"""In the order in which they are asked whether they recognise a question: the narrower shape first."""
