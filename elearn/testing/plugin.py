"""The pytest plugin: `house`, `work`, `app`, `client`, `sign_in`, `count_statements`, on both databases."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import ClassVar

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import event
from werkzeug.routing import Rule

from elearn.app import create_app, open_house
from elearn.config import Settings
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.kernel.i18n import SOURCE, speak
from elearn.kernel.work import Work

from .databases import PostgresTemplate, SqliteTemplate
from .factories.people import PASSWORD
from .postgres import server_binaries, throwaway_cluster

SERVER = "ELEARN_TEST_DATABASE_URL"
NO_SERVER = "tidak ada server PostgreSQL (pasang paket postgresql, atau isi ELEARN_TEST_DATABASE_URL)"


class CompiledTemplates(BytecodeCache):
    """Templates this process has compiled: each test has an app of its own, but all have the same templates."""

    def __init__(self) -> None:
        self._compiled = dict[str, bytes]()

    def load_bytecode(self, bucket: Bucket) -> None:
        if known := self._compiled.get(bucket.key + bucket.checksum):
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


TEMPLATES = CompiledTemplates()


class KnownRule(Rule):
    """An address whose builders this process has compiled: most of the time an app takes to open goes there."""

    _known: ClassVar[dict[tuple[object, ...], Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (self.host, self.subdomain, self.rule, repr(self.defaults), append_unknown)
        if key not in self._known:
            self._known[key] = super()._compile_builder(append_unknown)
        return self._known[key]


Flask.url_rule_class = KnownRule

_stack = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Starts the throwaway cluster once, in the controlling process; xdist workers inherit its address."""
    is_worker = hasattr(config, "workerinput")
    if not is_worker and not os.environ.get(SERVER) and server_binaries() is not None:
        os.environ[SERVER] = _stack.enter_context(throwaway_cluster())


def pytest_unconfigure(config: pytest.Config) -> None:
    _stack.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says loudly, at the very end, what did not run."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = sorted({str(report.longrepr[2]) for report in skipped if isinstance(report.longrepr, tuple)})
    if reasons:
        terminalreporter.write_sep("!", f"PERHATIAN: {len(skipped)} uji DILEWATI", red=True, bold=True)
        for reason in reasons:
            terminalreporter.write_line(f"!! {reason}", red=True)


@pytest.fixture(autouse=True)
def source_language() -> None:
    """No test reads in the language of the last request of another."""
    speak(SOURCE)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    return SqliteTemplate(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresTemplate]:
    server = os.environ.get(SERVER)
    if not server:
        pytest.skip(NO_SERVER)
    worker = os.environ.get("PYTEST_XDIST_WORKER", f"p{os.getpid()}")
    template = PostgresTemplate(server, tmp_path_factory.mktemp("postgres"), worker)
    yield template
    template.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database; every test that uses it runs on both engines."""
    template: SqliteTemplate | PostgresTemplate = request.getfixturevalue(
        "sqlite_template" if request.param == "sqlite" else "postgres_template"
    )
    with template.fresh(tmp_path) as url:
        yield url


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(database_url=database_url, home=tmp_path / "home", secret_key="test", worker_thread=False)


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    """The open house with every installed plugin. A test that leaves a connection open fails: it would be ended in another's midst."""
    house = open_house(settings)
    yield house
    left_open = house.database.engine.pool.status()
    house.close()
    assert "Checked out connections: 0" in left_open, left_open


@pytest.fixture
def work(house: House) -> Iterator[Work]:
    """A writing work of the system. Use `committed(work)` to let a client see what was made."""
    with house.work(write=True) as work:
        yield work


@pytest.fixture
def app(house: House) -> Flask:
    app = create_app(house=house)
    app.jinja_env.bytecode_cache = TEMPLATES
    app.config.update(TESTING=False, WTF_CSRF_ENABLED=False)  # the CSRF check has tests of its own
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> Callable[[Person], FlaskClient]:
    """Signs a stored (committed) person in through the real form and returns their browser."""

    def browser(person: Person, password: str = PASSWORD) -> FlaskClient:
        client = app.test_client()
        answer = client.post("/masuk", data={"nip": person.nip, "password": password})
        assert answer.status_code == 302, answer.text
        return client

    return browser


@pytest.fixture
def count_statements(house: House) -> Callable[[], AbstractContextManager[list[str]]]:
    """`with count_statements() as statements:` lists every SQL statement run inside (BEGIN and PRAGMA left out)."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        statements: list[str] = []

        def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
                statements.append(statement)

        event.listen(house.database.engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(house.database.engine, "before_cursor_execute", note)

    return counting
