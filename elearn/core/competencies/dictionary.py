"""The dictionary of competencies: nine set by regulation for every position, technical ones as agencies add them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from elearn.kernel.errors import Invalid

MANAGERIAL, SOCIO_CULTURAL, TECHNICAL = "manajerial", "sosial kultural", "teknis"
KINDS = (MANAGERIAL, SOCIO_CULTURAL, TECHNICAL)
LOWEST_LEVEL, HIGHEST_LEVEL = 1, 5
"""Levels of every competency. Source: docs/sources.md#permenpanrb-38-2017."""

SHIPPED_TECHNICAL = Path(__file__).with_name("technical.csv")


@dataclass(frozen=True, slots=True, order=True)
class Level:
    """What one level of a competency expects; `number` 1–5. `identifier` is a UUID, "" for one that was never stored."""

    number: int
    text: str
    identifier: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Competency:
    """`kind` is manajerial, sosial kultural or teknis; `source` names where the competency is laid down.

    `levels` are those that are described, by number. `identifier` is a UUID, "" for one that no table stores.
    """

    name: str
    kind: str
    source: str
    code: str = ""
    definition: str = ""
    levels: tuple[Level, ...] = ()
    identifier: str = ""


_REGULATION = "PermenPANRB Nomor 38 Tahun 2017"

NATIONAL = (
    Competency("Integritas", MANAGERIAL, _REGULATION),
    Competency("Kerja Sama", MANAGERIAL, _REGULATION),
    Competency("Komunikasi", MANAGERIAL, _REGULATION),
    Competency("Orientasi pada Hasil", MANAGERIAL, _REGULATION),
    Competency("Pelayanan Publik", MANAGERIAL, _REGULATION),
    Competency("Pengembangan Diri dan Orang Lain", MANAGERIAL, _REGULATION),
    Competency("Mengelola Perubahan", MANAGERIAL, _REGULATION),
    Competency("Pengambilan Keputusan", MANAGERIAL, _REGULATION),
    Competency("Perekat Bangsa", SOCIO_CULTURAL, _REGULATION),
)
"""Eight managerial and one socio-cultural competency. Source: docs/sources.md#permenpanrb-38-2017."""


def read_technical(path: Path) -> tuple[Competency, ...]:
    """Technical competencies of a CSV with the columns `nama` and `sumber`, parted by commas or semicolons.

    Raises Invalid when the file is no such table. Lines without a name are passed over.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(f"{path.name} bukan teks UTF-8. Simpan ulang sebagai “CSV UTF-8”.") from None
    header, _, _ = text.partition("\n")
    table = csv.DictReader(text.splitlines(), delimiter=";" if ";" in header else ",")
    if "nama" not in (table.fieldnames or ()):
        raise Invalid(f"{path.name} tidak punya kolom `nama`. Tulis `nama,sumber` pada baris pertama.")
    return tuple(_technical(table))


def _technical(lines: Iterable[dict[str, str | None]]) -> Iterator[Competency]:
    for line in lines:
        name = " ".join((line["nama"] or "").split())
        if name:
            yield Competency(name, TECHNICAL, " ".join((line.get("sumber") or "").split()))
