"""Libraries that run an event loop of their own for each call; a thread can have only one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Answer = TypeVar("Answer")


def outside_loops(call: Callable[[], Answer]) -> Answer:
    """What `call` answers, asked in a thread of its own when this one is running a loop (the house may be mounted in one)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return call()
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(call).result()
