"""The final score that a completion claims, when questions are corrected after it: a pure function of what happened."""

from __future__ import annotations

from collections.abc import Sequence

from .rules import ATTEMPT_KINDS, ATTEMPT_REGRADED, Event, StepRule, best_scores, final_score


def score_at_closing(steps: Sequence[StepRule], events: Sequence[Event], closed: Event) -> float | None:
    """The final score (percent) by the attempts that had counted when the course was completed, as corrected since.

    What the learner earned by trying again after that is not in it.
    """
    then = [event for event in events if event.at <= closed.at]
    counted = {event.attempt_id for event in then if event.kind in ATTEMPT_KINDS and event.score is not None}
    later = [event for event in events if event.kind == ATTEMPT_REGRADED and event.attempt_id in counted]
    return final_score(steps, best_scores(steps, [*then, *later]))
