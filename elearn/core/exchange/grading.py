"""Percents that answers earn elsewhere, and what they mean by our rules of marking."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from .items import Boxes, Option

FULL = Fraction(100)
CLOSE = Fraction(1, 100)
"""Percents nearer than this are the same: thirds are written with a few places."""
_HIGHEST = 999


def number(text: str | None) -> Fraction | None:
    """A decimal with a point or a comma; None when it is none."""
    try:
        found = Decimal((text or "").strip().replace(",", "."))
        return Fraction(found) if found.is_finite() and abs(found.adjusted()) < 30 else None
    except InvalidOperation:
        return None


def is_full(fraction: Fraction) -> bool:
    return abs(fraction - FULL) < CLOSE


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
    exact = all(abs(one - fraction) < CLOSE for one, fraction in zip(whole, fractions, strict=True))
    return [max(min(one // divisor, _HIGHEST), -_HIGHEST) for one in whole], exact


def _some_of(options: Sequence[tuple[Fraction, Option]]) -> tuple[Boxes, tuple[str, ...]]:
    shape = Boxes(tuple(replace(option, right=fraction > 0) for fraction, option in options))
    if not shape.rights:
        return shape, ()
    each = FULL / shape.rights
    losses = []
    if any(abs(fraction - each) > CLOSE for fraction, _ in options if fraction > 0):
        losses.append("bobot tiap jawaban benar disamakan")
    if shape.rights > 1 and any(abs(fraction + each) > CLOSE for fraction, _ in options if fraction <= 0):
        losses.append("jawaban salah mengurangi nilai menurut aturan elearn: (benar − salah) ÷ banyak yang benar")
    return shape, tuple(losses)
