"""A draft as a .zip: whole, the same each time, taken back as it is, and only its author's. On both engines."""

from __future__ import annotations

import io
from zipfile import ZipFile

from flask.testing import FlaskClient

from elearn.core.studio.models import Draft

ZIP = "/naskah/melayani-warga.zip"


def files(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_draft_is_downloaded_whole_and_taken_back_unchanged(trainer: FlaskClient, draft: Draft) -> None:
    answer = trainer.get(ZIP)

    trainer.post("/pengajar", data={"file": (io.BytesIO(answer.data), "melayani-warga.zip")})

    assert (answer.mimetype, sorted(files(answer.data))) == (
        "application/zip",
        [f"melayani-warga/{name}" for name in ("01-materi-pertama.md", "02-kuis-akhir.md", "kursus.md")],
    )
    assert files(trainer.get(ZIP).data) == files(answer.data)


def test_the_same_draft_gives_the_same_bytes(trainer: FlaskClient, draft: Draft) -> None:
    assert trainer.get(ZIP).data == trainer.get(ZIP).data


def test_another_trainer_gets_nothing(colleague: FlaskClient, draft: Draft) -> None:
    assert colleague.get(ZIP).status_code == 404
