"""`python -m bench`: everything in one run, on both databases, as tables. It judges nothing."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from . import browser, documents, exchange, large, moves, previews, servers, tasks, yardsticks
from .engines import ENGINES, Fresh
from .furnish import furnish
from .rates import Rate, house_rates, yardstick_rate
from .table import ratio, show

HELLO, PAGE = "yardstick 1: bare Flask", "yardstick 2: Flask + SQLAlchemy, 12 kB"
SECOND_START = 3.0
"""Seconds within which a second start answers."""


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured on one database; `start` is the seconds until a house with data answers."""

    rates: Sequence[Rate]
    timings: Sequence[tasks.Timing]
    loads: Sequence[browser.Load]


def main() -> None:
    begun = time.perf_counter()
    measured = {}
    with TemporaryDirectory(prefix="elearn-bench-") as place:
        for name, engine in ENGINES.items():
            folder = Path(place) / name
            folder.mkdir()
            with engine(folder) as fresh:
                measured[name] = on(fresh, folder)
    say_where()
    show_rates(measured)
    show_timings(measured)
    show_loads(measured)
    print(f"\nThe whole run took {time.perf_counter() - begun:.0f} s.")


def on(fresh: Fresh, folder: Path) -> Measured:
    """Measures everything on one database."""
    address, home = fresh("house"), folder / "home"
    furniture = furnish(home, address)
    rates = _yardsticks(fresh("yardstick"))
    with servers.elearn(home, address) as server:
        program = browser.chromium()
        loads = browser.loads(server, furniture, program) if program else []
        rates += house_rates(server, furniture)
        start = tasks.Timing("second start until it answers", server.started_in, SECOND_START)
    published = tasks.publish(folder / "publish", fresh("publish"))
    timings = [
        start,
        published,
        large.check(folder / "check", fresh("check")),
        large.publish(folder / "large", fresh("large")),
        *moves.moves(folder / "moves", fresh("moves")),
        *tasks.people(folder / "people", fresh("people")),
        *exchange.imports(folder / "exchange", fresh("exchange")),
        *documents.documents(folder / "documents", fresh("documents")),
        tasks.compile_lesson(),
        previews.preview(folder / "preview", fresh("preview")),
    ]
    return Measured(rates, timings, loads)


def _yardsticks(address: str) -> list[Rate]:
    yardsticks.fill(address)
    rates = []
    for name, title in (("hello", HELLO), ("page", PAGE)):
        with servers.yardstick(name, address) as server:
            rates.append(yardstick_rate(server, title))
    return rates


def say_where() -> None:
    """The machine, and what every number below depends on."""
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}"
    )
    print(
        f"granian with {servers.WORKERS} workers for every row, of {servers.THREADS} thread for the yardsticks; the load comes from another process on this machine."
    )
    print(
        "PostgreSQL: fsync and synchronous_commit on. SQLite: WAL, synchronous=NORMAL. CPU is the web server's alone."
    )
    if "PostgreSQL" not in ENGINES:
        print("PostgreSQL is not installed, so only SQLite was measured.")
    if browser.chromium() is None:
        print("Chromium is not installed, so no page was loaded.")


def show_rates(measured: dict[str, Measured]) -> None:
    heads, columns = ["page"], []
    for name, found in measured.items():
        heads += [f"{name}: /s", "CPU ms", "of yardstick 1", "of yardstick 2"]
        columns.append([_rate_cells(rate, found.rates) for rate in found.rates])
    titles = [rate.title for rate in next(iter(measured.values())).rates]
    rows = [
        [title, *(cell for cells in line for cell in cells)]
        for title, line in zip(titles, zip(*columns, strict=True), strict=True)
    ]
    show("Requests (target: lesson at least 60 % of yardstick 2)", heads, rows)
    failures = {rate.title: rate.failures for found in measured.values() for rate in found.rates if rate.failures}
    if failures:
        print(f"  Answers with another status than hoped: {failures}")


def _rate_cells(rate: Rate, all_rates: Sequence[Rate]) -> tuple[str, ...]:
    hello, page = (next(other for other in all_rates if other.title == title) for title in (HELLO, PAGE))
    return (
        f"{rate.per_second:,.0f}",
        f"{rate.cpu:.2f}",
        ratio(rate.per_second, hello.per_second),
        ratio(rate.per_second, page.per_second),
    )


def show_timings(measured: dict[str, Measured]) -> None:
    columns = [found.timings for found in measured.values()]
    rows = [
        [line[0].title, _target(line[0]), *(_seconds(timing.seconds) for timing in line)]
        for line in zip(*columns, strict=True)
    ]
    show("Work", ["what", "target", *measured], rows)


def _target(timing: tasks.Timing) -> str:
    return f"< {_seconds(timing.target)}" if timing.target else ""


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 0.5 else f"{seconds * 1000:.1f} ms"


def show_loads(measured: dict[str, Measured]) -> None:
    targets = (("≤ 45 kB", "< 2.5 s"), ("≤ 8 kB", "< 2.5 s"))
    rows = [
        [f"{load.title} ({name})", target[0], f"{load.received / 1000:.1f} kB", target[1], f"{load.usable:.2f} s"]
        for name, found in measured.items()
        for load, target in zip(found.loads, targets, strict=False)
    ]
    line = f"A lesson at {browser.KILOBITS} kbit/s and {browser.ROUND_TRIP} ms round trip (Chromium's throttling)"
    show(line, ["load", "target", "on the wire", "target", "usable after"], rows)


if __name__ == "__main__":
    main()
