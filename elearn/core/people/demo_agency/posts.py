"""Which posts a workplace has, who heads it, and which grades and titles go with a post."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from elearn.core.people.positions import PositionKind

Workplace: TypeAlias = Literal[
    "government", "secretariat", "personnel", "informatics", "planning", "inspectorate", "office", "section",
    "district", "village", "school", "clinic",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """A post; one of `levels` (name, PNS grades, PPPK grade or "") is added to its title by seniority.

    In the title of a head {name} is the unit and {place} the unit without its first word.
    """

    title: str
    kind: PositionKind
    levels: tuple[tuple[str, tuple[str, ...], str], ...]
    degrees: tuple[str, ...] = ("S.AP.", "S.IP.", "S.H.", "S.E.")
    echelon: str | None = None
    before: str = ""
    senior: bool = False


_EXPERT: Final = (
    ("Ahli Pertama", ("III/a", "III/b"), "IX"),
    ("Ahli Muda", ("III/c", "III/d"), "X"),
    ("Ahli Madya", ("IV/a", "IV/b", "IV/c"), "XI"),
)
_SKILLED: Final = (
    ("Terampil", ("II/c", "II/d"), "VII"),
    ("Mahir", ("III/a", "III/b"), "VII"),
    ("Penyelia", ("III/c", "III/d"), "VII"),
)
_GRADUATE: Final = (("", ("III/a", "III/b", "III/c"), "IX"),)
_SCHOOL_LEAVER: Final = (("", ("II/a", "II/b", "II/c"), "V"),)


def _head(
    title: str, echelon: str | None, *grades: str, degrees: tuple[str, ...] = ("S.Sos., M.Si.", "S.E., M.M.")
) -> Post:
    return Post(title, "Struktural" if echelon else "Fungsional", (("", grades, ""),), degrees, echelon, senior=True)


HEADS: Final = MappingProxyType[Workplace, Post](
    {
        "government": _head("Staf Ahli Wali Kota", "II.b", "IV/b", "IV/c"),
        "secretariat": _head("Sekretaris Daerah", "II.a", "IV/c", "IV/d"),
        "personnel": _head("Kepala {name}", "II.b", "IV/b", "IV/c"),
        "informatics": _head("Kepala {name}", "II.b", "IV/b", "IV/c", degrees=("S.Kom., M.Kom.",)),
        "planning": _head("Kepala {name}", "II.b", "IV/b", "IV/c"),
        "inspectorate": _head("Inspektur", "II.b", "IV/b", "IV/c"),
        "office": _head("Kepala {name}", "II.b", "IV/b", "IV/c"),
        "section": _head("Kepala {name}", "III.a", "IV/a", "IV/b"),
        "district": _head("Camat {place}", "III.a", "IV/a", "IV/b", degrees=("S.STP., M.Si.", "S.IP.")),
        "village": _head("Lurah {place}", "IV.a", "III/c", "III/d", degrees=("S.STP.", "S.Sos.")),
        "school": _head("Guru Ahli Madya (Kepala {name})", None, "IV/a", "IV/b", degrees=("S.Pd., M.Pd.",)),
        "clinic": _head(
            "Administrator Kesehatan Ahli Madya (Kepala {name})", None, "IV/a", "IV/b", degrees=("S.K.M., M.Kes.",)
        ),
    }
)

_TEACHER: Final = Post("Guru", "Fungsional", _EXPERT, ("S.Pd.", "S.Pd.", "S.Pd., M.Pd.", "S.Ag."))
_NURSE: Final = Post("Perawat", "Fungsional", _SKILLED, ("A.Md.Kep.",))
_SENIOR_NURSE: Final = Post("Perawat", "Fungsional", _EXPERT, ("S.Kep., Ners",))
_MIDWIFE: Final = Post("Bidan", "Fungsional", _SKILLED, ("A.Md.Keb.", "S.Tr.Keb."))
_DOCTOR: Final = Post("Dokter", "Fungsional", _EXPERT, ("", "M.Kes."), before="dr.")
_TRAINER: Final = Post("Widyaiswara", "Fungsional", _EXPERT, ("S.Pd., M.Pd.", "S.Sos., M.Si."))
_PERSONNEL: Final = Post("Analis SDM Aparatur", "Fungsional", _EXPERT, ("S.Psi.", "S.AP.", "S.E., M.M."))
_PROGRAMMER: Final = Post("Pranata Komputer", "Fungsional", _EXPERT, ("S.Kom.", "S.T.", "S.Kom., M.T.I."))
_OPERATOR: Final = Post("Pranata Komputer", "Fungsional", _SKILLED, ("A.Md.Kom.",))
_PLANNER: Final = Post("Perencana", "Fungsional", _EXPERT, ("S.T., M.T.", "S.P.W.K.", "S.E."))
_AUDITOR: Final = Post("Auditor", "Fungsional", _EXPERT, ("S.E., Ak.", "S.Ak.", "S.H."))
_POLICY: Final = Post("Analis Kebijakan", "Fungsional", _EXPERT, ("S.IP.", "S.Sos., M.Si."))
_ARCHIVIST: Final = Post("Arsiparis", "Fungsional", _SKILLED, ("A.Md.", "A.Md.Ars."))
_OFFICER: Final = Post("Penata Layanan Operasional", "Pelaksana", _GRADUATE)
_CLERK: Final = Post("Pengadministrasi Perkantoran", "Pelaksana", _SCHOOL_LEAVER, ("",))

STAFF: Final = MappingProxyType[Workplace, tuple[Post, ...]](
    {
        "government": (_POLICY,),
        "secretariat": (_POLICY, _OFFICER, _CLERK, _ARCHIVIST),
        "personnel": (_PERSONNEL, _PERSONNEL, _TRAINER, _OFFICER),
        "informatics": (_PROGRAMMER, _OPERATOR, _OFFICER),
        "planning": (_PLANNER, _PLANNER, _OFFICER),
        "inspectorate": (_AUDITOR, _AUDITOR, _OFFICER),
        "office": (_OFFICER, _OFFICER, _CLERK, _POLICY, _OPERATOR),
        "section": (_OFFICER, _CLERK, _POLICY),
        "district": (_OFFICER, _CLERK),
        "village": (_OFFICER, _CLERK),
        "school": (_TEACHER, _TEACHER, _TEACHER, _TEACHER, _TEACHER, _TEACHER, _TEACHER, _CLERK),
        "clinic": (_NURSE, _NURSE, _SENIOR_NURSE, _MIDWIFE, _MIDWIFE, _DOCTOR, _CLERK),
    }
)
"""A post that stands twice is twice as frequent."""

SIZES: Final = MappingProxyType[Workplace, int](
    {
        "government": 0, "secretariat": 4, "personnel": 5, "informatics": 4, "planning": 3, "inspectorate": 3,
        "office": 4, "section": 2, "district": 2, "village": 1, "school": 9, "clinic": 10,
    }
)  # fmt: skip
"""How many staff a workplace has, in proportion to the others; schools and clinics make about 70 of 100 functional."""
