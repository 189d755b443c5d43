"""Opens the house and puts a web door into it, one function per step: database → hooks → rooms → plugins → web."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path

from flask import Flask
from flask_login import LoginManager
from werkzeug.middleware.proxy_fix import ProxyFix

from elearn.config import Settings, load_settings
from elearn.core import ROOMS
from elearn.core.people.sign_in import user_loader
from elearn.hooks.doors import Hooks
from elearn.hooks.guests import Plugin, RefusedPlugin, admit, discover
from elearn.hooks.house import House
from elearn.kernel.db import Database
from elearn.kernel.exports import FORGET_JOB, forget_export
from elearn.kernel.files import FileStore
from elearn.kernel.history import CORE, History
from elearn.kernel.jobs import JobQueue, Run, make_queue
from elearn.kernel.permissions import by_role
from elearn.kernel.work import Work
from elearn.web import admin
from elearn.web import routes as web_routes
from elearn.web.shell import configure, dress
from elearn.web.turns import Turns

RESERVED = frozenset((*ROOMS, CORE, "kernel", "system", "web"))
"""Names of rooms, tables and pages of the house's own, which no plugin may bear."""


def shipped(name: str) -> Path:
    """A folder that comes with elearn: `migrations` or `courses` (links in a checkout, copies in the wheel)."""
    return Path(__file__).parent / "shipped" / name


def core_history() -> History:
    """The core's migrations: every table whose name begins with a room or with `kernel_`."""
    return History(CORE, shipped("migrations"), tuple(f"{room}_" for room in (*ROOMS, "kernel")))


def open_house(settings: Settings | None = None, *, guests: Sequence[Plugin] | None = None) -> House:
    """The house without a web door, for commands, worker and tests. `guests` replaces those found by entry point."""
    settings = settings or load_settings()
    database = Database(settings.database)
    hooks = open_rooms()
    plugins, refused = open_plugins(settings, hooks, guests)
    permissions = tuple(sorted(hooks.gather("permissions")))
    histories = (core_history(), *(plugin.history for plugin in plugins if plugin.history))
    house: House

    def open_work(*, write: bool) -> AbstractContextManager[Work]:
        return house.work(write=write)

    queue = JobQueue(make_queue(settings.queue_url, settings.home), open_work, gather_jobs(hooks))
    house = House(
        settings=settings,
        database=database,
        files=FileStore(settings.home / "files"),
        hooks=hooks,
        plugins=tuple(plugins),
        refused=tuple(refused),
        histories=histories,
        permissions=permissions,
        role_permissions=by_role(permissions),
        queue=queue,
    )
    return house


def open_rooms() -> Hooks:
    """A hook manager with every core room registered in the order of the journey."""
    hooks = Hooks()
    for room in ROOMS:
        hooks.register(room, import_module(f"elearn.core.{room}.hooks"))
    hooks.check()
    return hooks


def open_plugins(
    settings: Settings, hooks: Hooks, guests: Sequence[Plugin] | None
) -> tuple[list[Plugin], list[RefusedPlugin]]:
    """Registers the guests that pass every check; safe mode opens the house without any."""
    if settings.safe_mode:
        return [], []
    found, missing = discover(settings.plugins) if guests is None else (list(guests), [])
    plugins, refused = admit(found, reserved=RESERVED, welcome=hooks.welcome)
    return plugins, missing + refused


def gather_jobs(hooks: Hooks) -> dict[str, Run]:
    """The house's own job, and every one a room or guest contributed, by name."""
    contributed = {name: run for found in hooks.gather_by_room("jobs") for name, run in found[1].items()}
    return {FORGET_JOB: forget_export, **contributed}


def create_app(settings: Settings | None = None, *, house: House | None = None) -> Flask:
    """The WSGI application."""
    house = house or open_house(settings)
    app = Flask("elearn", static_folder=None, template_folder=None)
    configure(app, house)
    open_web(app, house)
    dress(app, house)
    app.wsgi_app = Turns(app.wsgi_app, app.config["MAX_CONTENT_LENGTH"])  # type: ignore[method-assign]  # Flask's documented way
    if house.settings.trusted_proxies:
        hops = house.settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=hops)  # type: ignore[method-assign]  # Flask's documented way
    return app


def open_web(app: Flask, house: House) -> None:
    """Sign-in and the pages of every room and guest."""
    login = LoginManager()
    login.session_protection = None  # phones change their address all day; sessions are ended by the server
    login.init_app(
        app, add_context_processor=False
    )  # templates know `me`; nothing else asks the database while a page is drawn
    login.user_loader(user_loader)
    app.register_blueprint(web_routes.bp)
    app.register_blueprint(admin.bp)
    for blueprint in house.hooks.gather("blueprints"):
        app.register_blueprint(blueprint)
