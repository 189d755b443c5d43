"""Hypothesis strategies for questions in the form in which the exchange writes them."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from elearn.core.exchange.items import Amount, Boxes, Essay, Gaps, Item, Option, Ordering, Pairs, Shape, Verdict, Words
from elearn.core.exchange.marks import inline, one_line, paragraph
from elearn.core.questions.block import fold

_LETTERS = "abcdefghij ABC 0123 .,;:!?()#*_[]<>&~={}-+/%\\`\"'|@$éñ→"
_WORDY = st.text(_LETTERS, min_size=1, max_size=40).map(lambda text: " ".join(text.split()))
RAW = _WORDY.filter(lambda text: any(mark.isalnum() for mark in text))
"""Words as anybody types them, with every mark that means something somewhere."""
LINES = RAW.map(lambda text: one_line(inline(text))[0])
BLOCKS = st.one_of(
    RAW.map(paragraph),
    st.lists(RAW.map(paragraph), min_size=2, max_size=3).map("\n\n".join),
    st.lists(RAW.map(paragraph), min_size=2, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.text("abc XYZ 019,", min_size=1, max_size=9).map(lambda text: f"**a{' '.join(text.split())}z** dan *miring*"),
    st.just("```\nif a < b:\n    ~ = {}\n```"),
)
TYPED = (
    st.text("abc XYZ 019 .,-é%", min_size=1, max_size=12)
    .map(lambda t: " ".join(t.split()))
    .filter(lambda t: any(mark.isalpha() for mark in t) and not fold(t).startswith(("peka", "case", "uraian", "essay")))
)
_DECIMALS = st.decimals(-99999, 99999, places=3, allow_nan=False).map(Fraction)


def distinct(lines: st.SearchStrategy[str], low: int, high: int) -> st.SearchStrategy[list[str]]:
    """Lists in which no two are the same to a reader."""
    return st.lists(lines, min_size=low, max_size=high, unique_by=fold)


@st.composite
def options(draw: st.DrawFn, ticks: int) -> tuple[Option, ...]:
    words = draw(distinct(LINES.filter(lambda line: fold(line).rstrip(".") not in ("benar", "salah")), ticks + 1, 5))
    feedback = st.one_of(st.just(""), BLOCKS)
    return tuple(Option(line, right=place < ticks, feedback=draw(feedback)) for place, line in enumerate(words))


SINGLE = options(1).map(Boxes)
MULTIPLE = st.builds(Boxes, st.integers(2, 4).flatmap(options), whole=st.booleans())
SCORED = (
    st.lists(st.integers(0, 9), min_size=2, max_size=5)
    .filter(lambda points: max(points) > 0)
    .flatmap(
        lambda points: distinct(LINES, len(points), len(points)).map(
            lambda lines: Boxes(
                tuple(Option(line, points=worth) for line, worth in zip(lines, points, strict=True)), scored=True
            )
        )
    )
)
VERDICTS = st.builds(Verdict, st.booleans(), st.one_of(st.just(""), BLOCKS), st.one_of(st.just(""), BLOCKS))
AMOUNTS = st.builds(
    Amount, _DECIMALS, st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(3)]), st.sampled_from(["", "hari", "%"])
)
WORDS = st.builds(Words, distinct(TYPED, 1, 3).map(tuple), st.booleans())
PAIRS = st.tuples(distinct(LINES, 2, 4), distinct(LINES, 4, 4)).map(
    lambda sides: Pairs(tuple(zip(sides[0], sides[1], strict=False)))
)
ORDERINGS = distinct(LINES, 2, 5).map(lambda lines: Ordering(tuple(lines)))
ESSAYS = st.one_of(
    st.just(Essay()),
    st.just(Essay(150, 300)),
    st.just(Essay(None, 200)),
    st.just(Essay(100, None)),
    st.just(Essay(50, 90, "| Kriteria | Nilai |\n| --- | --- |\n| Isi | 5 |\n| Bahasa | 3 |")),
)


def items(shapes: st.SearchStrategy[Shape], *, bare: bool = False) -> st.SearchStrategy[Item]:
    """Questions of these shapes; `bare` ones have neither weight nor hint."""
    aside = st.one_of(st.just(""), BLOCKS)
    return st.builds(
        Item,
        shapes,
        prompt=LINES,
        body=st.one_of(st.just(""), RAW.map(paragraph)),
        id=st.text("abcdefghij0123456789", min_size=4, max_size=8).map(lambda text: f"s-{text}"),
        weight=st.just(1) if bare else st.integers(1, 100),
        hint=st.just("") if bare else aside,
        explanation=aside,
        level=st.sampled_from(["", "C1", "C6"]),
        label=st.sampled_from(["", "Bab 1"]),
    )


@st.composite
def gap_items(draw: st.DrawFn) -> Item:
    """Questions with gaps in their text."""
    item = draw(items(st.just(Gaps())))
    words = RAW.map(lambda text: inline(text.replace("`", "")))  # a mark that begins code also hides a gap
    before, keys, after = draw(words), draw(distinct(TYPED, 1, 3)), draw(words)
    body = f"Isi {before} [[{' / '.join(keys)}]] {after} [[{keys[0]}]]."
    return Item(Gaps(), item.prompt, body, item.id, item.weight, item.hint, item.explanation, label=item.label)
