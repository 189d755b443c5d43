"""Numbers without gaps: under concurrency, after a rollback, per agency and per year on the agency's clock."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from elearn.core.certificates import services
from elearn.core.certificates.models import Certificate, Series
from elearn.core.certificates.services import SeriesChange
from elearn.core.completion.models import Completion
from elearn.core.people.models import WorkUnit
from elearn.hooks.house import House
from elearn.kernel.errors import Invalid
from elearn.kernel.work import Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import make_completion
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person, make_unit


def completions(work: Work, count: int) -> list[int]:
    """Ids of completions, by as many people of one agency, that nobody was told of."""
    with committed(work):
        unit, version = make_unit(work), make_course(work, lessons=1)
        return [make_completion(work, make_person(work, unit), version).id for _ in range(count)]


def issue(house: House, completion_id: int) -> str:
    """Completes as a request would: a transaction of its own."""
    with house.work(write=True) as work, committed(work):
        certificate = services.issue(work, work.session.get_one(Completion, completion_id))
        assert certificate is not None
        return certificate.number


def issue_and_fail(house: House, completion_id: int) -> None:
    """A request that breaks after the certificate was made."""
    with house.work(write=True) as work, committed(work):
        services.issue(work, work.session.get_one(Completion, completion_id))
        raise RuntimeError("the request ends here")


def numbers(house: House) -> list[tuple[int, int]]:
    with house.work(write=False) as work:
        rows = select(Certificate.year, Certificate.sequence).order_by(Certificate.year, Certificate.sequence)
        return [(year, sequence) for year, sequence in work.session.execute(rows)]


def test_twenty_at_once_get_twenty_numbers_without_a_gap(work: Work, house: House) -> None:
    wanted, year = completions(work, 20), work.today.year

    with ThreadPoolExecutor(20) as threads:
        given = list(threads.map(lambda completion_id: issue(house, completion_id), wanted))

    assert numbers(house) == [(year, sequence) for sequence in range(1, 21)]
    assert len(set(given)) == 20


def test_one_completion_asked_by_many_at_once_gets_one_certificate(work: Work, house: House) -> None:
    (wanted,), year = completions(work, 1), work.today.year

    with ThreadPoolExecutor(8) as threads:
        given = list(threads.map(lambda _: issue(house, wanted), range(8)))

    assert (numbers(house), len(set(given))) == ([(year, 1)], 1)


def test_transaction_rolled_back_leaves_no_gap(work: Work, house: House) -> None:
    first, lost, last = completions(work, 3)
    issue(house, first)
    with pytest.raises(RuntimeError):
        issue_and_fail(house, lost)

    issue(house, last)

    assert [sequence for _, sequence in numbers(house)] == [1, 2]


def test_revoked_number_is_never_given_again(work: Work) -> None:
    unit = make_unit(work)
    services.revoke(work, make_certificate(work, make_person(work, unit)), "Ujian dikerjakan orang lain.")

    assert make_certificate(work, make_person(work, unit)).sequence == 2


def test_every_agency_counts_for_itself(work: Work) -> None:
    first = make_certificate(work, make_person(work, make_unit(work, make_unit(work, code="5471"))))
    second = make_certificate(work, make_person(work, make_unit(work, make_unit(work, code="5474"))))

    assert [one.number.partition("/X")[0] for one in (first, second)] == ["1/800/5471", "1/800/5474"]


def test_units_of_one_agency_share_the_count(work: Work) -> None:
    agency = make_unit(work)

    made = [make_certificate(work, make_person(work, make_unit(work, agency))) for _ in range(2)]

    assert [one.sequence for one in made] == [1, 2]


def test_year_begins_with_the_agencys_own_midnight(house: House) -> None:
    with house.work(write=True, now=datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)) as work, committed(work):
        unit = make_unit(work, code="5471")
        before = make_certificate(work, make_person(work, unit)).number
    with house.work(write=True, now=datetime(2026, 12, 31, 17, 0, 0, tzinfo=UTC)) as work, committed(work):
        after = make_certificate(work, make_person(work, work.session.get_one(WorkUnit, unit.id))).number

    assert (before, after) == ("1/800/5471/XII/2026", "1/800/5471/I/2027")


def test_agency_chooses_how_it_numbers_and_signs(work: Work) -> None:
    agency = make_unit(work, name="Pemerintah Kota Harapan")
    make_certificate(work, make_person(work, agency))
    services.change_series(
        work, agency, SeriesChange(template="{kode}/{urut:4}-{unit}/{tahun}", code="800.1.11", unit="BKPSDM")
    )

    certificate = make_certificate(work, make_person(work, agency))

    assert certificate.number == f"800.1.11/0002-BKPSDM/{work.today.year}"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (SeriesChange(template="{urut}/{kode}"), "Pola nomor harus memuat"),
        (SeriesChange(template="{nomor}/{tahun}"), "tidak dikenal"),
        (SeriesChange(unit=" "), "isinya kosong"),
        (SeriesChange(place="H" * 81), "paling banyak 80"),
        (SeriesChange(template="{urut}{tahun}" + "X" * 112), "paling banyak 120"),
    ],
)
def test_series_that_could_not_number_is_refused(work: Work, change: SeriesChange, sentence: str) -> None:
    agency = make_unit(work)

    with committed(work):
        services.series_of(work, agency)
    with pytest.raises(Invalid, match=sentence), committed(work):
        services.change_series(work, agency, change)

    assert work.session.get_one(Series, agency.id).template == "{urut}/{kode}/{unit}/{bulan_romawi}/{tahun}"
