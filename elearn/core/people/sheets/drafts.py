"""A row on its way in: its fields are read one by one, its faults gathered, and it becomes a value or a refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, TypeVar

from .cells import CellValue, Fault, text_in
from .fields import (
    read_code,
    read_date,
    read_echelon,
    read_email,
    read_employment,
    read_grade,
    read_name,
    read_nip,
    read_optional_code,
    read_optional_nip,
    read_optional_text,
    read_phone,
    read_position_kind,
    read_text,
)
from .rows import PersonRow, Refusal, SheetName, UnitRow

T = TypeVar("T")
Row = TypeVar("Row", UnitRow, PersonRow)


@dataclass(slots=True)
class SheetRow:
    """The cells of one row by column name, with the faults the sheet itself shows (merged cells, stray cells)."""

    number: int
    cells: Mapping[str, CellValue]
    faults: list[tuple[str, Fault]] = field(default_factory=list)

    def take(self, column: str, read: Callable[[CellValue], T]) -> T | None:
        """The field in `column`, or None after noting why it cannot be read."""
        try:
            return read(self.cells.get(column))
        except Fault as fault:
            self.faults.append((column, fault))
            return None

    def shown(self, column: str) -> str:
        """The text of a cell for naming the row, "" when it has none."""
        try:
            return text_in(self.cells.get(column))
        except Fault:
            return ""


@dataclass(slots=True)
class Draft(Generic[Row]):
    """A row whose fields were read: `value` is None when a field failed; checks across rows may add faults."""

    sheet: SheetName
    number: int
    key: str
    name: str
    value: Row | None
    faults: list[tuple[str, Fault]]

    def refuse(self, column: str, reason: str, fix: str) -> None:
        self.faults.append((column, Fault(reason, fix)))

    def refusal(self) -> Refusal:
        places = [(f"Kolom {column}: " if column else "", fault) for column, fault in self.faults]
        reason = " ".join(f"{place}{fault.reason}." for place, fault in places)
        fix = " ".join(f"{place}{fault.fix}" for place, fault in places)
        return Refusal(self.sheet, self.number, self.key, reason, fix, self.name)


def draft_unit(row: SheetRow) -> Draft[UnitRow]:
    """Read one row of sheet unit."""
    code = row.take("kode", read_code)
    name = row.take("nama", read_text)
    parent_code = row.take("kode_induk", read_optional_code)
    kind = row.take("jenis", partial(read_text, longest=60))
    if parent_code is not None and parent_code == code:
        row.faults.append(("kode_induk", Fault("menunjuk unit itu sendiri", "Isi kode unit di atasnya.")))
    if code is None or name is None or kind is None:
        return Draft("unit", row.number, code or row.shown("kode"), row.shown("nama"), None, row.faults)
    return Draft("unit", row.number, code, name, UnitRow(code, name, parent_code, kind, row.number), row.faults)


def draft_person(row: SheetRow) -> Draft[PersonRow]:
    """Read one row of sheet pegawai, with the rules between its own fields."""
    value = _person(row)
    if value is not None:
        _check_person(row, value)
    key = value.key if value else "".join(row.shown("nip").split())
    return Draft("pegawai", row.number, key, value.name if value else row.shown("nama"), value, row.faults)


def _person(row: SheetRow) -> PersonRow | None:
    nip = row.take("nip", read_nip)
    name = row.take("nama", read_name)
    before = row.take("gelar_depan", read_optional_text)
    after = row.take("gelar_belakang", partial(read_optional_text, longest=120))
    employment = row.take("jenis", read_employment)
    grade = row.take("golongan", partial(read_grade, employment)) if employment else None
    position = row.take("jabatan", read_text)
    kind = row.take("jenis_jabatan", read_position_kind)
    echelon = row.take("eselon", read_echelon)
    unit_code = row.take("kode_unit", read_code)
    email = row.take("email", read_email)
    phone = row.take("telepon", read_phone)
    since = row.take("tmt_jabatan", read_date)
    old_nip = row.take("nip_lama", read_optional_nip)
    if nip is None or name is None or employment is None or grade is None:
        return None
    if before is None or after is None or position is None or kind is None or unit_code is None:
        return None
    return PersonRow(
        nip, name, before, after, employment, grade, position, kind, echelon,
        unit_code, email, phone, since, old_nip, row.number,
    )  # fmt: skip


def _check_person(row: SheetRow, person: PersonRow) -> None:
    nip, old = person.nip, person.old_nip
    if person.employment != nip.employment:
        reason = f"berisi {person.employment}, sedangkan angka ke-13 dan ke-14 NIP ({nip.digits[12:14]}) menunjukkan {nip.employment}"
        row.faults.append(("jenis", Fault(reason, "Periksa NIP atau jenis pegawai.")))
    if person.position_since is not None and person.position_since <= nip.birth_date:
        row.faults.append(
            ("tmt_jabatan", Fault("tidak sesudah tanggal lahir menurut NIP", "Periksa tanggal atau NIP."))
        )
    if old is not None and old == nip:
        row.faults.append(("nip_lama", Fault("sama dengan kolom nip", "Kosongkan bila nomornya tidak berubah.")))
    if old is not None and (old.birth_date, old.sex) != (nip.birth_date, nip.sex):
        reason = "bertanggal lahir atau berjenis kelamin lain daripada kolom nip"
        row.faults.append(("nip_lama", Fault(reason, "Periksa kedua nomor; nomor lama harus milik orang yang sama.")))


def split(drafts: Iterable[Draft[Row]]) -> tuple[tuple[Row, ...], tuple[Refusal, ...]]:
    """The rows to take and the refusals, each in the order of the sheet."""
    taken: list[Row] = []
    refused: list[Refusal] = []
    for draft in drafts:
        if draft.value is not None and not draft.faults:
            taken.append(draft.value)
        else:
            refused.append(draft.refusal())
    return tuple(taken), tuple(refused)
