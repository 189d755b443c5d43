"""How an agency numbers and signs: defaults that work from the first certificate on, and their change."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from elearn.core.people.models import WorkUnit
from elearn.kernel import audit
from elearn.kernel.errors import Invalid
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from .. import queries
from ..models import Series
from ..rules import DEFAULT_TEMPLATE, InvalidNumberTemplate, check_series, place_of

SERIES_CHANGED = "certificates:series:update"
"""The audit action of every change."""

DEFAULT_CODE = "800"
"""Personnel matters in the classification of official papers; an agency sets the finer code that it uses."""


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """What to change of a series; None leaves a field as it is."""

    template: str | None = None
    code: str | None = None
    unit: str | None = None
    place: str | None = None
    signatory_name: str | None = None
    signatory_position: str | None = None
    signatory_nip: str | None = None


def series_of(work: Work, agency: WorkUnit) -> Series:
    """The agency's series, made on first use: numbered under its code, issued in the name of the agency itself."""
    return queries.series(work, agency.id) or queries.store_series(work, _first(agency))


def series_as_it_is(work: Work, agency: WorkUnit) -> Series:
    """The same for looking only: one that nobody used yet is not stored."""
    return queries.series(work, agency.id) or _first(agency)


def _first(agency: WorkUnit) -> Series:
    return Series(
        agency_id=agency.id,
        template=DEFAULT_TEMPLATE,
        code=DEFAULT_CODE,
        unit=agency.code,
        place=place_of(agency.name)[:80],
        signatory_name=agency.name,
        signatory_position="Diterbitkan oleh",
        signatory_nip="",
    )


def change_series(work: Work, agency: WorkUnit, change: SeriesChange) -> Series:
    """Changes how certificates to come are numbered and signed; the count of the year goes on. Noted in the audit.

    Raises Invalid when the agency could not number by it, or a field is too long.
    """
    series = series_of(work, agency)
    wanted = {name: value.strip() for name, value in asdict(change).items() if value is not None}
    for name, value in wanted.items():
        _refuse_too_long(name, value)
        setattr(series, name, value)
    _check(series)
    work.session.flush()
    audit.note(work, SERIES_CHANGED, f"unit:{agency.id}", **wanted)
    return series


def _refuse_too_long(name: str, value: str) -> None:
    longest = Series.room_for(name)
    if len(value) > longest:
        raise Invalid(
            _(
                "Isian “%(start)s…” berisi %(count)s huruf; paling banyak %(most)s.",
                start=value[:40],
                count=len(value),
                most=longest,
            )
        )


def _check(series: Series) -> None:
    try:
        check_series(series.template, code=series.code, unit=series.unit)
    except InvalidNumberTemplate as error:
        raise Invalid(str(error)) from error
