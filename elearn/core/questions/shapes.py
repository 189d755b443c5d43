"""Says why no kind at hand reads a question, so that nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Sequence

from .block import QuestionBlock
from .findings import Report
from .kinds import QuestionKind


def report_unread(block: QuestionBlock, kinds: Sequence[QuestionKind], report: Report) -> None:
    """Names the plugin that is missing, the kinds there are, or what the question lacks."""
    if fence := block.fence:
        report.wrong(
            fence.line,
            f"jenis soal “{fence.kind}” belum didukung karena plugin-nya tidak terpasang",
            f"minta pengelola memasang plugin soal “{fence.kind}”, atau ganti jenis soalnya",
        )
    elif block.kind_wanted:
        wanted = block.properties["tipe"]
        known = ", ".join(sorted({kind.titles[0] for kind in kinds}))
        report.wrong(
            wanted.line, f"jenis soal “{wanted.text}” tidak dikenal", f"pakai salah satu: {known}; atau hapus `Tipe:`"
        )
    else:
        report.wrong(
            block.line,
            "soal ini tidak punya pilihan maupun jawaban",
            "tambahkan pilihan `- [ ] …` dengan satu `- [x] …`, atau baris `Jawaban: …`",
        )
