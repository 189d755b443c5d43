"""A library that runs a loop of its own works wherever the house does."""

import asyncio

from elearn.kernel.loops import outside_loops


async def _answer() -> int:
    return 42


def _asked() -> int:
    return asyncio.run(_answer())


async def _asked_inside_a_loop() -> int:
    return outside_loops(_asked)


def test_call_answers_without_a_loop_and_inside_one() -> None:
    assert outside_loops(_asked) == 42
    assert asyncio.run(_asked_inside_a_loop()) == 42
