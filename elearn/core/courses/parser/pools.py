"""Groups of questions: `# Judul kelompok` above them, with `Ambil: 3` below it to draw three for each attempt."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from elearn.core.questions.block import QuestionBlock
from elearn.core.questions.findings import Report
from elearn.core.questions.properties import property_name

from .manuscript import Pool
from .sections import Part

_FIX = "tulis seperti `Ambil: 3`"


def read_pools(
    parts: Sequence[Part], blocks: Sequence[QuestionBlock], read: Collection[str], report: Report
) -> tuple[Pool, ...]:
    """The groups of which some questions are drawn; `read` are the ids of the questions that some kind reads."""
    ids = {block.line: block.id for block in blocks if block.id in read}
    pools: list[Pool] = []
    for place, part in enumerate(parts):
        if part.level != 1:
            continue
        draw, line = drawn_of(part, report)
        end = next((at for at in range(place + 1, len(parts)) if parts[at].level == 1), len(parts))
        lines = (inner.section.line for inner in parts[place + 1 : end])
        members = tuple(ids[at] for at in lines if at in ids)
        if draw > len(members):
            report.wrong(
                line,
                f"`Ambil: {draw}` melebihi jumlah soal kelompok ini ({len(members)})",
                "kurangi angkanya, atau tambah soal",
            )
        elif draw:
            pools.append(Pool(part.section.heading, draw, members))
    return tuple(pools)


def drawn_of(part: Part, report: Report) -> tuple[int, int]:
    """How many to draw (0: all) and the line that says so; other text below the heading of a group is not shown."""
    draw, at = 0, part.section.line
    for line in part.section.lines:
        value = line.text.partition(":")[2].strip()
        if property_name(line.text) != "ambil":
            if line.text.strip():
                report.warn(
                    line.number,
                    "teks di bawah judul kelompok tidak ditampilkan",
                    "pindahkan ke bawah judul soal, atau ke atas judul kelompok",
                )
        elif draw:
            report.wrong(line.number, "`Ambil:` ditulis dua kali pada kelompok ini", "hapus salah satu")
        elif value.isascii() and value.isdecimal() and 1 <= int(value[:5]) <= 1000:
            draw, at = int(value[:5]), line.number
        else:
            report.wrong(line.number, f"`Ambil: {value[:40]}` bukan bilangan bulat 1–1000", _FIX)
    return draw, at
