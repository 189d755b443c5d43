"""`elearn completion rebuild`: what is stored must be what the ledger says."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from elearn.cli.completion import command
from elearn.cli.door import Door
from elearn.core.completion import queries, services
from elearn.core.completion.models import Completion, Progress
from elearn.core.completion.queries import Credential, Summary
from elearn.core.completion.services import Difference
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import (
    CountStatements,
    completion_of,
    finish,
    make_completion,
    make_finished_enrolment,
)
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person


def rebuild(house: House, *options: str) -> Result:
    return CliRunner().invoke(command, ["rebuild", *options], obj=Door(house))


def test_rebuild_of_a_sound_house_finds_nothing(work: Work, house: House) -> None:
    with committed(work):
        version = make_course(work, lessons=1)
        make_finished_enrolment(work, version=version)
        make_enrolment(work, version=version)

    result = rebuild(house, "--verify")

    assert (result.exit_code, result.stdout) == (
        0,
        "2 pendaftaran diperiksa; semuanya sesuai dengan catatan belajar.\n",
    )


def test_verify_reports_a_summary_broken_on_purpose(work: Work, house: House) -> None:
    with committed(work):
        enrolment = make_enrolment(work, version=make_course(work, lessons=2))
        work.session.get_one(Progress, enrolment.id).done_steps = 2

    result = rebuild(house, "--verify")

    assert result.exit_code == 1
    assert result.stdout == (
        f"Pendaftaran {enrolment.id}: ringkasan tersimpan 2 dari 3 langkah (tanpa nilai, belum selesai), "
        "menurut catatan belajar 0 dari 3 langkah (tanpa nilai, belum selesai).\n"
        "1 pendaftaran diperiksa; 1 perbedaan. 1 belum diperbaiki.\n"
    )


def test_rebuild_mends_a_broken_summary(work: Work, house: House) -> None:
    with committed(work):
        enrolment = make_enrolment(work, version=make_course(work, lessons=2))
        work.session.get_one(Progress, enrolment.id).done_steps = 2

    assert (rebuild(house).exit_code, rebuild(house, "--verify").exit_code) == (0, 0)


def test_rebuild_mends_a_missing_summary(work: Work, house: House) -> None:
    with committed(work):
        enrolment = make_enrolment(work)
        work.session.delete(work.session.get_one(Progress, enrolment.id))

    assert (rebuild(house).exit_code, rebuild(house, "--verify").exit_code) == (0, 0)


def test_missing_completion_is_reported_and_never_made(work: Work, house: House) -> None:
    with committed(work):
        completion = make_completion(work, version=make_course(work, lessons=1))
        work.session.delete(completion)

    result = rebuild(house, "--json")

    facts = json.loads(result.stdout)
    assert (result.exit_code, facts["checked"], facts["mended"]) == (1, 1, 0)
    assert [(line["what"], line["stored"], line["computed"]["score"]) for line in facts["differences"]] == [
        ("completion", None, 85.0)
    ]
    work.session.expire_all()
    assert work.session.scalars(select(Completion)).all() == []


def test_completion_without_proof_is_reported_and_kept(work: Work) -> None:
    enrolment = make_enrolment(work)
    person = enrolment.person
    forged = work.add(
        Completion(
            enrolment_id=enrolment.id, person_id=person.id, version_id=enrolment.version_id, completed_at=work.now,
            score=None, unit_id=person.unit_id, position="", grade="", rule_version=1,
        )
    )  # fmt: skip

    batch = services.rebuild(work, mend=True)

    assert batch.differences == (Difference(enrolment.id, "completion", Credential(work.now, None), None),)
    assert completion_of(work, enrolment) is forged


def test_completion_with_another_date_is_reported(work: Work) -> None:
    completion = make_completion(work, version=make_course(work, lessons=1))
    earlier = completion.completed_at - timedelta(days=1)
    completion.completed_at = earlier

    (line,) = services.rebuild(work, mend=True).differences

    assert (line.stored, line.computed) == (Credential(earlier, 85.0), Credential(work.now, 85.0))


def test_completion_due_but_not_recorded_is_reported(work: Work) -> None:
    enrolment = make_enrolment(work, version=make_course(work, lessons=1, quiz=False))
    services.record(work, queries.hold(work, enrolment.id), "lesson_completed", enrolment.version.steps[0].id)

    found = services.rebuild(work, mend=False).differences

    assert found == (
        Difference(enrolment.id, "progress", Summary(0, 1, None, False), Summary(1, 1, None, True)),
        Difference(enrolment.id, "completion", None, Credential(work.now, None)),
    )


def test_rebuild_goes_on_where_a_batch_ended(work: Work) -> None:
    version = make_course(work, lessons=1)
    ids = [make_enrolment(work, make_person(work), version).id for _ in range(3)]

    first = services.rebuild(work, mend=False, size=2)
    second = services.rebuild(work, after=first.last_id or 0, mend=False, size=2)

    assert [(batch.checked, batch.last_id) for batch in (first, second)] == [(2, ids[1]), (1, None)]


@pytest.mark.parametrize("learners", [1, 3])
def test_rebuild_reads_a_batch_in_three_statements(
    work: Work, learners: int, count_statements: CountStatements
) -> None:
    version = make_course(work, lessons=2)
    for _ in range(learners):
        finish(work, make_enrolment(work, make_person(work), version), "01-materi")

    with count_statements() as statements:
        services.rebuild(work, mend=False)

    assert len(statements) == 3
