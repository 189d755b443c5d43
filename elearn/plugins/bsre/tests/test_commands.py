"""`elearn bsre`: how many wait, and what BSrE says of a file."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from click.testing import CliRunner

from elearn.hooks.house import House
from elearn.plugin import Work, committed

from ..commands import command
from ..errors import Stopped
from .making import make_desk
from .stand_in import OFFICIAL, BsreServer, made, made_up_pdf


class Door:
    """What `elearn` hands to commands."""

    def __init__(self, house: House) -> None:
        self.house = house

    def looking(self) -> AbstractContextManager[Work]:
        return self.house.work(write=False)


def test_status_counts_by_state(house: House, work: Work) -> None:
    with committed(work):
        make_desk(work, 2)

    said = CliRunner().invoke(command, ["status", "--json"], obj=Door(house))
    words = CliRunner().invoke(command, ["status"], obj=Door(house))

    assert json.loads(said.output) == {
        "waiting": 2,
        "failed": 0,
        "signed": 0,
        "revoked": 0,
        "superseded": 0,
        "troubles": [],
    }
    assert words.output.splitlines()[0].split() == ["Menunggu", "2"]


def test_verify_prints_what_bsre_says(house: House, bsre: BsreServer, tmp_path: Path) -> None:
    path = tmp_path / "berkas.pdf"
    path.write_bytes(made(made_up_pdf()))

    said = CliRunner().invoke(command, ["verify", str(path)], obj=Door(house))
    bsre.trouble = "Sedang dipelihara"

    assert json.loads(said.output)["details"] == [{"signer": OFFICIAL}]
    with pytest.raises(Stopped, match="Sedang dipelihara"):
        CliRunner().invoke(command, ["verify", str(path)], obj=Door(house), catch_exceptions=False)
