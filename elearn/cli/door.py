"""What every command shares: the open house, a work, and facts printed for people or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import IO, Any, NoReturn, TypeVar

import click

from elearn.app import open_house
from elearn.config import Settings, load_settings
from elearn.hooks.house import House
from elearn.kernel.migrations import upgrade_all
from elearn.kernel.work import Work, committed

Command = TypeVar("Command", bound=Callable[..., Any])

FAILED, WRONG_USAGE = 1, 2
"""Exit statuses: what was asked does not hold; the command was called wrongly (click's own)."""
AS_JSON = "elearn.as_json"
"""Where the root command's context notes whether JSON was asked for."""


class Failed(click.ClickException):
    """What was asked does not hold; the sentence stands alone on standard error."""

    exit_code = FAILED

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=file is None)


@dataclass
class Door:
    """Opens the house on first use, with an up-to-date database."""

    given: House | None = None

    @cached_property
    def settings(self) -> Settings:
        return self.given.settings if self.given else load_settings()

    @cached_property
    def house(self) -> House:
        house = self.given or open_house(self.settings)
        upgrade_all(house.database.engine, house.histories)
        return house

    @contextmanager
    def looking(self) -> Iterator[Work]:
        """A work that only reads."""
        with self.house.work(write=False) as work:
            yield work

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """A work that is committed at the end."""
        with self.house.work(write=True) as work, committed(work):
            yield work


pass_door = click.make_pass_decorator(Door, ensure=True)


def json_option(command: Command) -> Command:
    """Adds `--json` (parameter `as_json`): the facts as one JSON value on standard output."""
    return click.option("--json", "as_json", is_flag=True, help="Cetak fakta sebagai JSON.")(command)


def say(facts: Mapping[str, Any] | Sequence[Any], *, as_json: bool, text: str) -> None:
    """Prints `facts` as JSON, or `text` for people."""
    click.echo(json.dumps(facts, ensure_ascii=False, indent=2, default=str) if as_json else text)


def fail(sentence: str) -> NoReturn:
    """Ends the command with status 1 and one sentence on standard error."""
    raise Failed(sentence)
