"""A SIASN to speak with, and a house that is set up for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from elearn.config import Settings
from elearn.hooks.house import House

from .making import Shell
from .stand_in import CONSUMER, SSO, Siasn, running


@pytest.fixture
def siasn() -> Iterator[Siasn]:
    with running() as found:
        yield found


@pytest.fixture
def settings(database_url: str, tmp_path: Path, siasn: Siasn) -> Settings:
    """As the house's own, with the addresses of the stand-in and the agency's key in a file."""
    consumer = tmp_path / "siasn-consumer"
    consumer.write_text("\n".join(CONSUMER) + "\n")
    made = Settings(database_url=database_url, home=tmp_path / "home", secret_key="test", worker_thread=False)
    return replace(
        made,
        siasn_url=siasn.url,
        siasn_token_url=siasn.token_url,
        siasn_consumer_file=consumer,
        siasn_timeout_seconds=30,
    )


@pytest.fixture
def shell(house: House, tmp_path: Path) -> Shell:
    token = tmp_path / "sso-token"
    token.write_text(SSO + "\n")
    return Shell(house, token)
