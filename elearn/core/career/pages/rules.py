"""How JP are counted, for everybody to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from elearn.kernel.work import Work
from elearn.web.page import Page

from .. import queries
from ..rules import EVERY, Pack
from ..words import rule_words, title_of


@dataclass(frozen=True, slots=True)
class RulesPage(Page):
    """The pack that a year is counted by (None: none), its lines (code, form, rule), and the other packs."""

    template: ClassVar[str] = "career/rules.html"
    year: int
    pack: Pack | None
    lines: tuple[tuple[str, str, str], ...]
    others: tuple[Pack, ...]
    marks: tuple[str, ...]

    @classmethod
    def of(cls, work: Work, year: int) -> RulesPage:
        pack, packs = queries.pack_of_year(work, year), queries.packs(work)
        rules = pack.rules if pack else {}
        lines = tuple((code, "" if code == EVERY else title_of(code), rule_words(rule)) for code, rule in rules.items())
        marks = tuple(sorted({rule.mark for rule in rules.values()} - {""}))
        return cls(year, pack, lines, tuple(one for one in packs if one != pack), marks)
