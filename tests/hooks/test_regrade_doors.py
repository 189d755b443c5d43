"""A guest hears that scores rose by a correction, and says beforehand what would follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from elearn.core.completion.models import Completion
from elearn.core.quizzes import queries, services
from elearn.core.quizzes.models import Attempt, Correction
from elearn.core.quizzes.rules import CREDITED, Raised, Remedy
from elearn.hooks.house import House
from elearn.hooks.values import Effect
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import finish
from elearn.testing.factories.courses import make_course, right_answers, wrong_answers
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.quizzes import make_attempt, quiz_of


def test_guest_is_asked_before_and_told_after_once_for_each_learner(
    invite: Callable[..., None], house: House, work: Work
) -> None:
    heard: list[tuple[str, int, str]] = []
    asked: list[tuple[float | None, float | None]] = []

    def regrade_effects(raised: Sequence[Raised]) -> list[Effect]:
        asked.extend((one.before.score, one.after.score) for one in raised)
        return [Effect("Tamu", len(raised))]

    def attempts_regraded(attempts: Sequence[Attempt], reason: str) -> None:
        heard.append(("attempts", len(attempts), reason))

    def completion_regraded(completion: Completion, reason: str) -> None:
        heard.append(("completion", int(completion.score or 0), reason))

    invite(
        regrade_effects=regrade_effects, attempts_regraded=attempts_regraded, completion_regraded=completion_regraded
    )
    with committed(work):
        version = make_course(work, lessons=1)
        step = quiz_of(work, version)
        enrolment = make_enrolment(work, version=version)
        finish(work, enrolment, "01-materi")
        answers = right_answers(work, step) | {"s-s001": wrong_answers(work, step)["s-s001"]}
        for _ in range(2):
            make_attempt(work, enrolment, answers)
        question = queries.own_question(work, step.id, "s-s001")
        correction = services.correct(work, question, Remedy(CREDITED, reason="Keliru"))
    rehearsed = swept(house, work, correction)
    with committed(work):
        services.apply(work, correction.id)

    applied = swept(house, work, correction)

    reason = "Koreksi soal 1 pada kuis “Kuis akhir”: Keliru"
    assert (rehearsed, applied) == (2, 2)
    assert asked == [(75.0, 100.0)] * 4
    assert heard == [("completion", 100, reason), ("attempts", 2, reason)]


def swept(house: House, work: Work, correction: Correction) -> int:
    """What the guest's effect adds up to after the worker."""
    house.queue.sweep()
    with committed(work):
        work.session.refresh(correction)
        return int(correction.effects["Tamu"])
