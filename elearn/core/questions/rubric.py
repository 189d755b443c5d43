"""Marking by a person: the points given for each criterion, and the mark that follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from elearn.kernel.i18n import _

from .kinds import MARKED, Criterion, Mark, Remark


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person gave: criterion id → whole points (0..its most), and a comment for the learner (may be "")."""

    points: Mapping[str, int]
    comment: str = ""


def judge(waiting: Mark, criteria: Sequence[Criterion], ruling: Ruling) -> Mark:
    """The mark of an answer that waited; points outside a criterion's range count as its nearest end."""
    earned = {one.id: min(max(ruling.points.get(one.id, 0), 0), one.most) for one in criteria}
    whole = sum(one.most for one in criteria)
    remarks = tuple(
        Remark(
            one.id,
            chosen=True,
            right=earned[one.id] == one.most,
            label_html=one.label_html,
            note=_("%(points)s dari %(most)s", points=earned[one.id], most=one.most),
        )
        for one in criteria
    )
    points = Fraction(sum(earned.values()), whole) if whole else Fraction(0)
    return replace(waiting, points=points, remarks=remarks, state=MARKED, comment=ruling.comment)
