"""Names of course files: order, numbers that stay with their places, links that follow."""

from __future__ import annotations

import pytest

from elearn.core.studio.writing.names import in_order, mended, moved, next_name, slug_of, with_translations

STEPS = ("01-pengantar.md", "02-standar.md", "03-kuis.md")


def test_steps_stand_in_the_order_of_their_numbers() -> None:
    files = ("10-akhir.md", "2-tengah.md", "kursus.md", "aset/a.svg", "lampiran.md", "2-tengah.en.md")

    assert in_order(files) == ["2-tengah.md", "10-akhir.md", "lampiran.md"]


def test_moving_up_exchanges_the_numbers_of_two_steps() -> None:
    assert moved(STEPS, "02-standar.md", -1) == {"02-standar.md": "01-standar.md", "01-pengantar.md": "02-pengantar.md"}


def test_moving_keeps_gaps_in_the_numbers() -> None:
    assert moved(("10-a.md", "20-b.md", "40-c.md"), "40-c.md", -1) == {"40-c.md": "20-c.md", "20-b.md": "40-b.md"}


@pytest.mark.parametrize(("path", "by"), [("01-pengantar.md", -1), ("03-kuis.md", 1)])
def test_nothing_moves_beyond_the_ends(path: str, by: int) -> None:
    assert moved(STEPS, path, by) == {}


def test_steps_without_or_with_double_numbers_are_numbered_anew() -> None:
    assert moved(("01-a.md", "01-b.md", "c.md"), "c.md", -1) == {"c.md": "02-c.md", "01-b.md": "03-b.md"}


def test_a_new_step_comes_last() -> None:
    assert (next_name(STEPS, "penutup"), next_name((), "awal")) == ("04-penutup.md", "01-awal.md")


def test_translations_move_along() -> None:
    paths = (*STEPS, "02-standar.en.md")

    assert with_translations(paths, {"02-standar.md": "01-standar.md"}) == {
        "02-standar.md": "01-standar.md",
        "02-standar.en.md": "01-standar.en.md",
    }


def test_links_and_lessons_of_questions_follow() -> None:
    text = (
        "Lihat [standar](02-standar.md), [bagian](./02-standar.md#biaya) dan [lain](12-standar.md).\n"
        "\n"
        "[rujukan]: 02-standar.md#biaya\n"
        "```\n[kode](02-standar.md)\n```\n"
        "Kompetensi: Integritas/3 · Materi: 02-standar.md · Bobot: 2\n"
        "Materi: 02-standar\n"
    )

    assert mended(text, {"02-standar.md": "01-standar.md"}) == (
        "Lihat [standar](01-standar.md), [bagian](./01-standar.md#biaya) dan [lain](12-standar.md).\n"
        "\n"
        "[rujukan]: 01-standar.md#biaya\n"
        "```\n[kode](02-standar.md)\n```\n"
        "Kompetensi: Integritas/3 · Materi: 01-standar.md · Bobot: 2\n"
        "Materi: 01-standar\n"
    )


def test_two_names_can_be_exchanged_in_one_text() -> None:
    assert (
        mended("[a](01-a.md) [b](02-b.md)", {"01-a.md": "02-b.md", "02-b.md": "01-a.md"}) == "[a](02-b.md) [b](01-a.md)"
    )


def test_words_become_a_name() -> None:
    assert [slug_of(words) for words in ("Standar Pelayanan: dasar", "Café", "…")] == [
        "standar-pelayanan-dasar",
        "cafe",
        "",
    ]
