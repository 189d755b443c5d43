"""How a section of a file becomes a question block."""

from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st

from elearn.core.questions.block import QuestionBlock
from elearn.core.questions.findings import Finding, Report
from elearn.core.questions.parser import read_block
from elearn.core.questions.section import Line, Section, starts_question


class PlainWriter:
    """Renders words as themselves."""

    def inline(self, text: str, line: int) -> str:
        return html.escape(text)

    def block(self, text: str, line: int) -> str:
        return html.escape(text)


def section_of(text: str, heading: str = "Apa?") -> Section:
    return Section(1, heading, tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 2)))


def read(text: str, heading: str = "Apa?", mode: str = "kuis") -> tuple[QuestionBlock, tuple[Finding, ...]]:
    report = Report("03-kuis.md")
    return read_block(section_of(text, heading), mode=mode, writer=PlainWriter(), report=report), report.findings()


QUESTION = """<!-- id: s-7k3f -->

Kompetensi: Integritas/3 · Bobot: 2 · Materi: 02-gratifikasi.md

Perhatikan gambar.

- [ ] Menyimpannya dulu
  > Wajib dilaporkan.
- [x] Melaporkannya ke unit
  pengendalian gratifikasi
- [ ] Mengembalikannya

> **Petunjuk:** Ingat batas waktu.

> **Pembahasan:** Lihat materi 2.
> Bagian "Batas waktu"."""


def test_every_part_of_a_question_is_found() -> None:
    block, findings = read(QUESTION)

    assert findings == ()
    assert (block.id, block.weight, block.competency, block.lesson) == (
        "s-7k3f",
        2,
        ("Integritas", 3),
        "02-gratifikasi",
    )
    assert block.body_html.strip() == "Perhatikan gambar."
    assert [(option.line, option.tick, option.text, option.feedback_html) for option in block.options] == [
        (8, "", "Menyimpannya dulu", "Wajib dilaporkan."),
        (10, "x", "Melaporkannya ke unit pengendalian gratifikasi", ""),
        (12, "", "Mengembalikannya", ""),
    ]
    assert block.hint_html == "Ingat batas waktu."
    assert block.explanation_html == "Lihat materi 2.\nBagian &quot;Batas waktu&quot;."


def test_feedback_without_indent_or_after_a_blank_line_belongs_to_the_option_above() -> None:
    block, _ = read("- [ ] A\n> satu\n\n- [x] B\n\n> dua")

    assert [option.feedback_html for option in block.options] == ["satu", "dua"]


def test_id_without_a_comment_comes_from_the_words_of_the_heading_alone() -> None:
    first, _ = read("- [x] A", heading="Apa  itu SKP?")
    second, _ = read("Bobot: 3\n\n- [ ] lain", heading="apa itu skp?")

    assert first.id == second.id


def test_unknown_property_names_the_nearest() -> None:
    _, findings = read("Bobot: 2 · Matri: 02-a.md\n- [x] A\n- [ ] B")

    assert [str(finding) for finding in findings] == [
        "03-kuis.md:2: salah: properti “Matri” tidak dikenal (mungkin maksud Anda `Materi:`)"
    ]


def test_bad_values_of_properties_are_reported_together() -> None:
    _, findings = read("Bobot: nol · Tingkat: C9 · Kompetensi: Integritas\n- [x] A\n- [ ] B")

    assert [finding.sentence for finding in findings] == [
        "`Bobot: nol` bukan bilangan bulat 1–100",
        "`Tingkat: C9` tidak dikenal",
        "kompetensi “Integritas” tidak menyebut level 1–5",
    ]


def test_unknown_box_and_bad_id_are_reported() -> None:
    _, findings = read("<!-- id: S 1 -->\n- [?] A\n- [x] B")

    assert [(finding.line, finding.sentence) for finding in findings] == [
        (2, "id soal “S 1” tidak sah"),
        (3, "kotak [?] tidak dikenal"),
    ]


def test_words_after_the_options_are_warned_of() -> None:
    _, findings = read("- [x] A\n- [ ] B\n\nCatatan penulis\n\n---")

    assert [(finding.line, finding.level) for finding in findings] == [(5, "peringatan")]


def test_boxes_in_code_are_no_options() -> None:
    block, _ = read("```\n- [x] contoh\n```\n\n- [x] A\n- [ ] B")

    assert [option.text for option in block.options] == ["A", "B"]


def test_only_boxes_or_an_answer_directly_below_make_a_check_question() -> None:
    assert starts_question(section_of("<!-- id: s-1 -->\nBobot: 1\n\n- [ ] A").lines) is True
    assert starts_question(section_of("Jawaban: 3").lines) is True
    assert starts_question(section_of("Nilai: 80 dari 100").lines) is False
    assert starts_question(section_of("Kerjakan ini.\n\n- [ ] A").lines) is False


@given(st.permutations(["Alfa", "Beta", "Gama", "Delta"]))
def test_ids_of_options_do_not_depend_on_their_order(words: list[str]) -> None:
    block, _ = read("\n".join(f"- [{'x' if word == 'Beta' else ' '}] {word}" for word in words))
    ordered, _ = read("- [ ] Alfa\n- [x] Beta\n- [ ] Gama\n- [ ] Delta")

    assert {option.text: option.id for option in block.options} == {
        option.text: option.id for option in ordered.options
    }
    assert [option.id for option in block.ticked] == [option.id for option in ordered.ticked]


@given(st.text())
def test_any_text_below_a_heading_is_read(text: str) -> None:
    read(text)
