"""What an import may touch: everything for the system and an admin, the people of the own branch for HR."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from elearn.core.people import queries
from elearn.core.people.queries import StoredPerson, StoredUnit
from elearn.core.people.sheets import PersonRow, UnitRow
from elearn.kernel.work import Work

from .report import Why

_ASK = "Hapus baris ini, atau minta pengelola SDM seluruh instansi mengimpornya."


@dataclass(frozen=True, slots=True)
class Scope:
    """`held` are the stored units in the actor's scope, `is_whole` when these are all there are.

    `is_open` when there is no limit at all, so that a new agency lies inside too. `coming` are the codes of all units
    there will be, once the units of the file have been looked at.
    """

    held: Collection[int]
    held_codes: Collection[str]
    is_whole: bool
    is_open: bool
    coming: Collection[str] = ()

    def unit_refusal(self, known: StoredUnit | None, row: UnitRow) -> Why | None:
        """Why a row of a unit is beyond the scope; None when it is not. One that changes nothing may stand in any file."""
        if self.is_open:
            return None
        if known is not None and known.id not in self.held:
            return "Unit ini di luar lingkup Anda.", _ASK
        if not self.is_whole and (known is None or known.facts != row):
            return "Unit kerja hanya ditambah atau diubah oleh pengelola SDM seluruh instansi atau admin sistem.", _ASK
        if row.parent_code is None and (known is None or known.facts.parent_code is not None):
            return (
                "Unit teratas (instansi) hanya ditambah oleh admin sistem.",
                "Isi kode_induk, atau minta admin sistem.",
            )
        return None

    def person_refusal(self, known: StoredPerson | None, row: PersonRow) -> Why | None:
        """Why a row of a person is beyond the scope, or in no unit at all; None when neither."""
        if row.unit_code not in self.coming:
            return f"Kolom kode_unit: “{row.unit_code}” tidak ada atau ditolak.", "Isi kode unit yang ada."
        if not self.is_whole and row.unit_code not in self.held_codes:
            return f"Kolom kode_unit: unit “{row.unit_code}” di luar lingkup Anda.", _ASK
        if known is not None and known.unit_id not in self.held:
            return "Pegawai ini tercatat di unit di luar lingkup Anda.", _ASK
        return None


def scope_of(work: Work, stored: Collection[StoredUnit]) -> Scope:
    """The scope of `work.actor` over the stored units."""
    held = queries.held_units(work)
    codes = frozenset(unit.facts.code for unit in stored if unit.id in held)
    return Scope(held, codes, is_whole=len(codes) == len(stored), is_open=queries.sees_everything(work))
