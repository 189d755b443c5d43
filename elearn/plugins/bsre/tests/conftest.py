"""A BSrE to speak with, and a house that is set up for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from elearn.config import Settings

from .stand_in import ACCESS, BsreServer, authority, running


@pytest.fixture
def bsre() -> Iterator[BsreServer]:
    with running() as found:
        yield found


@pytest.fixture
def settings(database_url: str, tmp_path: Path, bsre: BsreServer) -> Settings:
    """As the house's own, with the address of the stand-in and the agency's access in a file."""
    (tmp_path / "bsre-akses").write_text("\n".join(ACCESS) + "\n")
    (tmp_path / "bsre-akar.pem").write_bytes(authority().root_pem)
    made = Settings(database_url=database_url, home=tmp_path / "home", secret_key="test", worker_thread=False)
    return replace(
        made,
        bsre_url=bsre.url,
        bsre_access_file=tmp_path / "bsre-akses",
        bsre_roots=tmp_path / "bsre-akar.pem",
        bsre_timeout_seconds=20,
    )
