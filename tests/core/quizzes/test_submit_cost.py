"""Handing in a long quiz costs few statements, the ledger included, however many questions it asks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from flask.testing import FlaskClient

from elearn.app import shipped
from elearn.core.people.models import Person
from elearn.kernel.work import Work, committed
from elearn.testing.factories.courses import publish_folder
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.quizzes import make_attempt, quiz_of


def test_submitting_twenty_questions_takes_at_most_twelve_statements(
    work: Work,
    sign_in: Callable[[Person], FlaskClient],
    count_statements: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    with committed(work):
        version = publish_folder(work, shipped("courses") / "pelayanan-prima")
        enrolment = make_enrolment(work, version=version)
        attempt = make_attempt(work, enrolment, {}, submitted=False)
        first = {
            question["id"]: question.get("options", [{"id": "12"}])[0]["id"]
            for question in quiz_of(work, version).questions
        }
    browser = sign_in(enrolment.person)

    with count_statements() as statements:
        answer = browser.post(
            f"/percobaan/{attempt.code}/kirim",
            data={"butir": list(first), **{f"j-{key}": value for key, value in first.items()}},
        )

    assert answer.location == f"/percobaan/{attempt.code}/hasil"
    assert len(first) == 20
    assert len(statements) <= 12, "\n".join(statements)
