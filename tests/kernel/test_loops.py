"""A library that runs a loop of its own works wherever the house does."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from elearn.kernel.loops import outside_loops


async def _answer() -> int:
    return 42


def _asked() -> int:
    return asyncio.run(_answer())


async def _asked_inside_a_loop() -> int:
    return outside_loops(_asked)


def test_call_answers_without_a_loop_and_inside_one() -> None:
    with ThreadPoolExecutor(max_workers=1) as quiet:  # the thread of the tests may run a browser's loop
        assert quiet.submit(outside_loops, _asked).result() == 42
        assert quiet.submit(lambda: asyncio.run(_asked_inside_a_loop())).result() == 42
