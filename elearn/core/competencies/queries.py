"""Which competencies there are: the nation's, the shipped technical ones, and those the agency added."""

from __future__ import annotations

from elearn.kernel.work import Work

from .dictionary import NATIONAL, SHIPPED_TECHNICAL, Competency, read_technical

AGENCY_FILE = "kompetensi.csv"
"""In ELEARN_HOME: the agency's own technical competencies, columns `nama` and `sumber`."""


def dictionary(work: Work) -> tuple[Competency, ...]:
    """Every known competency by name; a name of the agency's file never replaces one laid down above it."""
    own = work.settings.home / AGENCY_FILE
    agency = read_technical(own) if own.is_file() else ()
    by_name: dict[str, Competency] = {}
    for competency in (*NATIONAL, *read_technical(SHIPPED_TECHNICAL), *agency):
        by_name.setdefault(competency.name.casefold(), competency)
    return tuple(sorted(by_name.values()))


def known(work: Work) -> frozenset[str]:
    """The names a course may claim to teach."""
    return frozenset(competency.name for competency in dictionary(work))
