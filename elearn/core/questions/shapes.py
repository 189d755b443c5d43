"""Names the shape of a question no kind at hand reads, so that the check can say what it is instead of nothing."""

from __future__ import annotations

import re

from .block import QuestionBlock
from .findings import Report

_PLUGIN_FENCE = re.compile(r"^\s*(?:`{3,}|~{3,})\s*soal:\s*([\w-]+)", re.MULTILINE)
_GAP = re.compile(r"\[\[[^\[\]\n]+\]\]")
_TABLE = re.compile(r"^\s*\|?[^|\n]+\|[^|\n]+\|?\s*\n\s*\|?\s*:?-+:?\s*\|\s*:?-+:?\s*\|?\s*$", re.MULTILINE)
_NUMBERED = re.compile(r"^ {0,3}\d+[.)]\s+\S", re.MULTILINE)
_FIX = "untuk sementara ubah menjadi soal pilihan, benar/salah, angka, atau isian singkat"


def shape_of(block: QuestionBlock) -> str:
    """The Indonesian name of the kind format.md gives this shape; "" when it has none."""
    answered = "jawaban" in block.properties
    shapes = (
        (block.has_points, "pilihan berbobot"),
        (bool(block.options) and block.mode == "survei", "jajak pendapat"),
        ("lengkapi" in block.properties or bool(_GAP.search(block.prompt + "\n" + block.body)), "isian rumpang"),
        (block.is_essay, "uraian"),
        (not block.options and not answered and bool(_TABLE.search(block.body)), "menjodohkan"),
        (not block.options and not answered and bool(_NUMBERED.search(block.body)), "mengurutkan"),
    )
    return next((name for matches, name in shapes if matches), "")


def report_unread(block: QuestionBlock, report: Report) -> None:
    """Say why no kind reads this question."""
    if plugin := _PLUGIN_FENCE.search(block.body):
        report.wrong(
            block.line,
            f"jenis soal “{plugin[1]}” belum didukung karena plugin-nya tidak terpasang",
            f"minta pengelola memasang plugin soal “{plugin[1]}”, atau ganti jenis soalnya",
        )
    elif block.kind_wanted:
        wanted = block.properties["tipe"]
        report.wrong(
            wanted.line,
            f"jenis soal ini belum didukung: “{wanted.text}”",
            "pakai pilihan tunggal, pilihan majemuk, benar salah, angka, atau isian singkat; atau hapus `Tipe:`",
        )
    elif shape := shape_of(block):
        report.wrong(block.line, f"jenis soal ini belum didukung: {shape}", _FIX)
    else:
        report.wrong(
            block.line,
            "soal ini tidak punya pilihan maupun jawaban",
            "tambahkan pilihan `- [ ] …` dengan satu `- [x] …`, atau baris `Jawaban: …`",
        )
