"""Decisions at the same moment: a month's limit is shared once, evidence is decided once, a switch misses nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select

from elearn.core.career import queries, services
from elearn.core.career.models import CareerEntry
from elearn.core.career.packs import read_pack
from elearn.core.career.services.evidence import Description
from elearn.hooks.house import House
from elearn.kernel.errors import Conflict
from elearn.kernel.work import Work, committed
from elearn.testing.factories.career import make_evidence
from elearn.testing.factories.people import make_person

from .test_recompute import OWN

JP = 45


def together(house: House, deeds: Sequence[Callable[[Work], object]]) -> list[object]:
    """Each deed in a thread and a transaction of its own, all begun before any goes on; a Conflict is its answer."""
    ready = Barrier(len(deeds))

    def run(deed: Callable[[Work], object]) -> object:
        ready.wait()
        try:
            with house.work(write=True) as work, committed(work):
                return deed(work)
        except Conflict as error:
            return error

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))


def accepting(evidence_id: int) -> Callable[[Work], object]:
    def accept(work: Work) -> object:
        sent = queries.evidence_in_scope(work, evidence_id, lock=True)
        return services.accept(work, sent, Description.of(sent))

    return accept


def counted(work: Work) -> list[int]:
    return sorted(work.session.scalars(select(CareerEntry.counted_minutes)))


def test_a_months_limit_is_shared_once(work: Work, house: House) -> None:
    with committed(work):
        person = make_person(work)
        sent = [make_evidence(work, person, form="coaching", number=str(number)).id for number in range(4)]

    together(house, [accepting(evidence_id) for evidence_id in sent])

    assert counted(work) == [0, 0, 2 * JP, 2 * JP]


def test_evidence_is_decided_once(work: Work, house: House) -> None:
    with committed(work):
        sent = make_evidence(work)

    answers = together(house, [accepting(sent.id)] * 2)

    assert sorted(isinstance(answer, Conflict) for answer in answers) == [False, True]
    assert counted(work) == [4 * JP]


def test_a_switch_misses_nobody_who_is_decided_on_meanwhile(work: Work, house: House) -> None:
    with committed(work):
        person = make_person(work)
        first, second = (make_evidence(work, person, form="coaching", number=str(number)) for number in range(2))
        services.accept(work, first, Description.of(first))
        services.load_pack(work, read_pack(OWN.replace("bentuk: seminar", "bentuk: coaching").replace("tiap: hari}", "tiap: sesi, paling_banyak_sebulan: 9}")))  # fmt: skip
    year = work.today.year

    together(house, [accepting(second.id), lambda work: services.apply_pack(work, year, "harapan-2026")])

    assert counted(work) == [3 * JP, 6 * JP]
    assert services.compare(work, year).changed_entries == 0


def test_a_switch_misses_no_form_that_had_no_limit_before(work: Work, house: House) -> None:
    with committed(work):
        sent = [make_evidence(work, form="e-learning", minutes=6 * JP, number=str(number)).id for number in range(3)]
        services.load_pack(work, read_pack(OWN))
    year = work.today.year

    together(house, [*map(accepting, sent), lambda work: services.apply_pack(work, year, "harapan-2026")])

    assert counted(work) == [3 * JP] * 3
