"""The forms of competency development a course may have."""

from __future__ import annotations

CLASSROOM_FORMS = (
    "pelatihan struktural kepemimpinan",
    "pelatihan manajerial",
    "pelatihan teknis",
    "pelatihan fungsional",
    "pelatihan sosial kultural",
    "seminar",
    "konferensi",
    "sarasehan",
    "workshop",
    "lokakarya",
    "kursus",
    "penataran",
    "bimbingan teknis",
    "sosialisasi",
)
OTHER_FORMS = (
    "coaching",
    "mentoring",
    "e-learning",
    "pelatihan jarak jauh",
    "detasering",
    "pembelajaran alam terbuka",
    "patok banding",
    "pertukaran pns",
    "belajar mandiri",
    "komunitas belajar",
    "bimbingan di tempat kerja",
    "magang",
    "praktik kerja",
)
FORMS_OF_DEVELOPMENT = CLASSROOM_FORMS + OTHER_FORMS
"""Klasikal and nonklasikal. Source: docs/sources.md#perlan-10-2018."""
