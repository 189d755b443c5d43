"""Moodle's fractions (percent of the points an answer earns) against our rules of marking, both ways."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from elearn.core.exchange.items import Boxes, Option

FULL = Fraction(100)
_CLOSE = Fraction(1, 100)
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
_HIGHEST = 999


def number(text: str | None) -> Fraction | None:
    """A decimal of Moodle's; None when it is none."""
    try:
        found = Decimal((text or "").strip().replace(",", "."))
        return Fraction(found) if found.is_finite() and abs(found.adjusted()) < 30 else None
    except InvalidOperation:
        return None


def is_full(fraction: Fraction) -> bool:
    return abs(fraction - FULL) < _CLOSE


def boxes_of(options: Sequence[tuple[Fraction, Option]], *, single: bool) -> tuple[Boxes, tuple[str, ...]]:
    """The question these options and fractions mean, and what of their marking is lost."""
    return _one_of(options) if single else _some_of(options)


def _one_of(options: Sequence[tuple[Fraction, Option]]) -> tuple[Boxes, tuple[str, ...]]:
    partial = [fraction for fraction, _ in options if fraction > 0 and not is_full(fraction)]
    full = [fraction for fraction, _ in options if is_full(fraction)]
    if not partial and len(full) <= 1:
        lost = ("pengurangan nilai untuk jawaban salah tidak dipakai",) if any(f < 0 for f, _ in options) else ()
        return Boxes(tuple(replace(option, right=is_full(fraction)) for fraction, option in options)), lost
    points, exact = _points([fraction for fraction, _ in options])
    scored = tuple(replace(option, points=worth) for (_, option), worth in zip(options, points, strict=True))
    return Boxes(scored, scored=True), (() if exact else ("nilai pilihan dibulatkan ke persen bulat",))


def _points(fractions: Sequence[Fraction]) -> tuple[list[int], bool]:
    """Small whole points in the same proportions, and whether they are exact."""
    whole = [round(fraction) for fraction in fractions]
    divisor = math.gcd(*(abs(one) for one in whole)) or 1
    exact = all(abs(one - fraction) < _CLOSE for one, fraction in zip(whole, fractions, strict=True))
    return [max(min(one // divisor, _HIGHEST), -_HIGHEST) for one in whole], exact


def _some_of(options: Sequence[tuple[Fraction, Option]]) -> tuple[Boxes, tuple[str, ...]]:
    shape = Boxes(tuple(replace(option, right=fraction > 0) for fraction, option in options))
    if not shape.rights:
        return shape, ()
    each = FULL / shape.rights
    losses = []
    if any(abs(fraction - each) > _CLOSE for fraction, _ in options if fraction > 0):
        losses.append("bobot tiap jawaban benar disamakan")
    if shape.rights > 1 and any(abs(fraction + each) > _CLOSE for fraction, _ in options if fraction <= 0):
        losses.append("jawaban salah mengurangi nilai menurut aturan elearn: (benar − salah) ÷ banyak yang benar")
    return shape, tuple(losses)


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
    if any(min(abs(abs(fraction) - one) for one in _ALLOWED) > _CLOSE for fraction in fractions):
        losses.append("persen nilainya tidak ada di daftar Moodle; pilih “nilai terdekat” saat mengimpor")
    return fractions, tuple(losses)


def percent(fraction: Fraction) -> str:
    """`33.33333`, as Moodle writes it."""
    return f"{float(fraction):.5f}".rstrip("0").rstrip(".")
