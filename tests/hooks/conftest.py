"""A guest for the tests of the doors."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from elearn.hooks.guests import Plugin
from elearn.hooks.house import House
from elearn.hooks.markers import hookimpl


@pytest.fixture
def invite(house: House) -> Callable[..., None]:
    """Lets a guest called “tamu” into the open house; its hooks are the functions given by name."""

    def let_in(**functions: Callable[..., Any]) -> None:
        hooks = ModuleType("tamu.hooks")
        for name, function in functions.items():
            setattr(hooks, name, hookimpl(function))
        assert house.hooks.welcome(Plugin(name="tamu", title="Tamu", hooks=hooks)) is None

    return let_in
