"""Moodle's fractions (percent of the points an answer earns) against our rules of marking, both ways."""

from __future__ import annotations

from fractions import Fraction

from elearn.core.exchange.grading import CLOSE, FULL
from elearn.core.exchange.items import Boxes

_ALLOWED = tuple(
    Fraction(part)
    for part in (
        [
            "100",
            "90",
            "83.33333",
            "80",
            "75",
            "70",
            "66.66667",
            "60",
            "50",
            "40",
            "33.33333",
            "30",
            "25",
            "20",
            "16.66667",
            "14.28571",
            "12.5",
            "11.11111",
            "10",
            "5",
            "0",
        ]
    )
)
"""The fractions Moodle's question bank offers."""


def fractions_of(shape: Boxes) -> tuple[list[Fraction], tuple[str, ...]]:
    """Moodle's fraction of every option, and what of our marking Moodle cannot do."""
    losses = []
    if shape.scored:
        best = max((option.points for option in shape.options), default=1) or 1
        fractions = [max(FULL * option.points / best, -FULL) for option in shape.options]
    elif shape.is_many:
        fractions = [(FULL if option.right else -FULL) / shape.rights for option in shape.options]
    else:
        fractions = [FULL if option.right else Fraction(0) for option in shape.options]
    if shape.whole and shape.is_many:
        losses.append("`Nilai: penuh` menjadi nilai sebagian di Moodle")
    if any(min(abs(abs(fraction) - one) for one in _ALLOWED) > CLOSE for fraction in fractions):
        losses.append("persen nilainya tidak ada di daftar Moodle; pilih “nilai terdekat” saat mengimpor")
    return fractions, tuple(losses)


def percent(fraction: Fraction) -> str:
    """`33.33333`, as Moodle writes it."""
    return f"{float(fraction):.5f}".rstrip("0").rstrip(".")
