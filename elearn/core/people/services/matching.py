"""Which stored person a row of a file is about: by current number, old number, or a PPPK's earlier contract."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from elearn.core.people import queries
from elearn.core.people.nip import Nip, same_person
from elearn.core.people.queries import StoredPerson
from elearn.core.people.sheets import PersonRow
from elearn.kernel.work import Work


class Ambiguous(ValueError):
    """A row cannot be tied to one person; `why` is its refusal."""

    def __init__(self, reason: str, fix: str) -> None:
        super().__init__(reason)
        self.why = (reason, fix)


@dataclass(frozen=True, slots=True)
class Register:
    """The stored people that the rows of a file may be about, by each number they are known by."""

    by_nip: Mapping[str, StoredPerson]
    by_old_nip: Mapping[str, StoredPerson]
    by_contract: Mapping[str, StoredPerson]

    def find(self, row: PersonRow) -> StoredPerson | None:
        """The person a row is about; None when nobody is known by its numbers.

        Raises Ambiguous when its two numbers are the current ones of two people.
        """
        nip, old = row.nip.digits, row.old_nip.digits if row.old_nip else ""
        first, second = self.by_nip.get(nip), self.by_nip.get(old)
        if first and second:
            raise Ambiguous(
                f"Nomor {row.nip.spaced} dan nomor lama {row.old_nip.spaced if row.old_nip else ''} tercatat sebagai dua pegawai.",
                "Kosongkan kolom nip_lama, atau hubungi pengelola sistem untuk menggabungkan keduanya.",
            )
        known = first or second or self.by_old_nip.get(nip) or self.by_old_nip.get(old)
        return known or self.by_contract.get(_without_contract(row.nip))


def register(work: Work, rows: Sequence[PersonRow]) -> Register:
    """Looks up everybody the rows may be about, in a few statements."""
    known = list(queries.stored_people(work, _numbers(rows)))
    by_nip = {person.facts.nip.digits: person for person in known}
    by_old_nip = {person.facts.old_nip.digits: person for person in known if person.facts.old_nip}
    unknown = {
        _without_contract(row.nip) for row in rows if row.nip.digits not in by_nip and row.nip.contract is not None
    }
    earlier = queries.stored_contracts(work, unknown)
    by_contract = {_without_contract(person.facts.nip): person for person in earlier}
    return Register(by_nip, by_old_nip, by_contract)


def current(row: PersonRow, known: StoredPerson) -> PersonRow:
    """The row with the numbers the person is to have: a number of the past never comes back.

    Raises Ambiguous when the row's number is an old one and its employment is no longer the person's.
    """
    stored = known.facts
    if row.nip == stored.nip:
        return row if row.old_nip else replace(row, old_nip=stored.old_nip)
    if not _is_past(row.nip, stored):
        return row if row.old_nip else replace(row, old_nip=stored.nip)
    if row.employment != stored.employment:
        raise Ambiguous(
            f"Nomor {row.nip.spaced} adalah nomor lama; pegawai ini sekarang {stored.employment} dengan nomor {stored.nip.spaced}.",
            "Perbarui kolom nip, jenis, dan golongan.",
        )
    return replace(row, nip=stored.nip, old_nip=stored.old_nip)


def given_back(stored: PersonRow, sent: PersonRow) -> PersonRow:
    """The row that gives a person back what `sent` changes. A new number stays, for one of the past never comes back,
    and with it what depends on it: the employment and, when that changed, the grade.
    """
    kept = replace(stored, nip=sent.nip, old_nip=sent.old_nip)
    return kept if sent.employment == stored.employment else replace(kept, employment=sent.employment, grade=sent.grade)


def people_named_twice(rows: Iterable[tuple[PersonRow, StoredPerson | None]]) -> dict[int, list[int]]:
    """Rows of the file by each row that shares its person with others: row → all rows of that person."""
    sharing: dict[object, list[int]] = {}
    for row, known in rows:
        sharing.setdefault(known.id if known else _without_contract(row.nip), []).append(row.row)
    return {row: numbers for numbers in sharing.values() if len(numbers) > 1 for row in numbers}


def _is_past(nip: Nip, stored: PersonRow) -> bool:
    """Whether a number belongs to the person's past: their noted old one, or an earlier contract's."""
    if nip == stored.old_nip:
        return True
    return same_person(nip, stored.nip) and (nip.contract or 0) < (stored.nip.contract or 0)


def _numbers(rows: Iterable[PersonRow]) -> Collection[str]:
    return {nip.digits for row in rows for nip in (row.nip, row.old_nip) if nip is not None}


def _without_contract(nip: Nip) -> str:
    """What all numbers of one PPPK share; a PNS number as it is."""
    return nip.digits if nip.contract is None else nip.digits[:12] + nip.digits[14:]
