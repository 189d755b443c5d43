"""States, measures and filters in the words of the screen; the same on pages and in exports."""

from __future__ import annotations

from dataclasses import dataclass

from elearn.core.certificates.states import ISSUED, REVOKED, SUPERSEDED
from elearn.kernel.i18n import _
from elearn.web.dates import day

from .rules import (
    DONE,
    ELSEWHEN,
    FIT,
    LACKING,
    MET,
    NEW,
    OVER,
    RUNNING,
    SHORT,
    UNASKED,
    UNPROVEN,
    GapState,
    Measure,
    State,
)
from .selection import Circle, Gaps, Hours, Study, Wanted


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that is on, in words; `names` are the parameters that switch it."""

    title: str
    value: str
    names: tuple[str, ...]


def state_words(state: State) -> str:
    return {
        NEW: _("Belum mulai"),
        RUNNING: _("Sedang belajar"),
        DONE: _("Selesai"),
        ELSEWHEN: _("Selesai di luar periode"),
    }[state]


def measure_words(measure: Measure) -> str:
    return {SHORT: _("Di bawah batas"), FIT: _("Sesuai batas"), OVER: _("Di atas batas")}[measure]


def gap_words(state: GapState) -> str:
    return {
        LACKING: _("Kurang"),
        UNPROVEN: _("Tanpa bukti"),
        MET: _("Tercapai"),
        UNASKED: _("Tidak disyaratkan"),
    }[state]


def certificate_words(state: str) -> str:
    """A certificate's stored state; "" where there is none."""
    return {ISSUED: _("Terbit"), REVOKED: _("Dicabut"), SUPERSEDED: _("Digantikan")}.get(state, "")


def filters_of(wanted: Wanted, unit: str, course: str = "") -> tuple[Filter, ...]:
    """The filters that are on. `unit` and `course` name what the selection knows by number and slug."""
    if isinstance(wanted, Study):
        own = _study_filters(wanted, course)
    else:
        own = _hours_filters(wanted) if isinstance(wanted, Hours) else _gap_filters(wanted)
    return tuple(found for found in (*_circle_filters(wanted, unit), *own) if found.value)


def _circle_filters(circle: Circle, unit: str) -> tuple[Filter, ...]:
    below = (
        _("%(unit)s, tanpa unit di bawahnya", unit=unit) if circle.direct else _("%(unit)s dan di bawahnya", unit=unit)
    )
    return (
        Filter(_("Unit kerja"), below if circle.unit is not None else "", ("unit", "langsung")),
        Filter(_("Jenis jabatan"), circle.kind or "", ("jabatan",)),
        Filter(_("Jenis pegawai"), circle.employment or "", ("pegawai",)),
        Filter(_("Cari"), circle.words, ("cari",)),
    )


def _study_filters(study: Study, course: str) -> tuple[Filter, ...]:
    return (
        Filter(_("Pelatihan"), course, ("kursus",)),
        Filter(_("Selesai tahun"), str(study.year or ""), ("tahun",)),
        Filter(_("Selesai mulai"), day(study.since) if study.since else "", ("dari",)),
        Filter(_("Selesai sampai"), day(study.until) if study.until else "", ("sampai",)),
        Filter(_("Keadaan"), state_words(study.state) if study.state else "", ("keadaan",)),
    )


def _hours_filters(hours: Hours) -> tuple[Filter, ...]:
    return (Filter(_("JP"), measure_words(hours.measure) if hours.measure else "", ("batas",)),)


def _gap_filters(gaps: Gaps) -> tuple[Filter, ...]:
    return (
        Filter(_("Kompetensi"), gaps.competency, ("kompetensi",)),
        Filter(_("Keadaan"), gap_words(gaps.state) if gaps.state else "", ("keadaan",)),
    )
