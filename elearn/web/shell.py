"""Dresses a Flask app as elearn: templates, menu, CSRF, guard, headers, compression, languages."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request, session, templating
from flask_compress import Compress
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined

from elearn.hooks.house import House
from elearn.hooks.values import NavItem
from elearn.kernel import i18n
from elearn.kernel.permissions import ROLE_TITLES
from elearn.kernel.work import Grant

from . import dates
from .assets import StaticFiles
from .cookies import Cookies
from .current import EXTENSION, close_work, current_actor, reading_work
from .errors import handle_errors
from .guard import guard, permission_of
from .pieces import csrf_token, keeper
from .security import protect
from .urls import fixed_url

STATIC = "elearn_static"
csrf = CSRFProtect()
compress = Compress()


class Environment(templating.Environment):
    """Gives every template the one dictionary of globals.

    Jinja would wrap it anew for each template, and compare the names of both whenever one imports another.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


@dataclass(frozen=True, slots=True)
class MenuLine:
    """An entry of the menu as the base template shows it; `count` things wait behind it."""

    title: str
    url: str
    active: bool
    icon: str | None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Me:
    """The signed-in person as the header shows them."""

    name: str
    initials: str
    role_titles: tuple[str, ...]


def configure(app: Flask, house: House) -> None:
    """Settings of Flask and of its extensions, from the house's settings."""
    settings = house.settings
    app.jinja_environment = Environment
    app.session_interface = Cookies()
    app.extensions[EXTENSION] = house
    app.config.update(
        SECRET_KEY=settings.secret(),
        SESSION_COOKIE_NAME="elearn",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        MAX_CONTENT_LENGTH=settings.max_upload_mb * 1_000_000,
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its session: a slow quiz must not expire
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,  # a page is 250 bytes lighter than with 4, for 0.2 ms
        COMPRESS_LEVEL=5,
        COMPRESS_MIN_SIZE=800,
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.before_request(_choose_language)  # first of all: a refusal by the CSRF check has a language too
    csrf.init_app(app)
    compress.init_app(app)


def dress(app: Flask, house: House) -> None:
    """Everything a page needs around it."""
    files = StaticFiles()
    files.add("web", Path(__file__).parent / "static")
    for name, folder in _static_folders(app):
        files.add(name, folder)
    app.extensions[STATIC] = files
    guard(app)
    close_work(app)
    protect(app)
    handle_errors(app)
    _prepare_jinja(app, house, files)


def _static_folders(app: Flask) -> list[tuple[str, Path]]:
    return [
        (name, Path(blueprint.root_path) / "static")
        for name, blueprint in app.blueprints.items()
        if (Path(blueprint.root_path) / "static").is_dir() and name != "web"
    ]


def _choose_language() -> None:
    """The one that the address asks for (`?bahasa=en`), for whoever brings no cookie; else the one chosen on a page."""
    asked = request.args.get("bahasa")
    i18n.speak(asked if asked in i18n.LANGUAGES else session.get("language") or i18n.SOURCE)


def _prepare_jinja(app: Flask, house: House, files: StaticFiles) -> None:
    lines = _menu(sorted(house.hooks.gather("nav_items", settings=house.settings), key=lambda item: item.order))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        _=i18n._,
        ngettext=i18n.ngettext,
        agency_name=house.settings.agency_name,
        zone=house.settings.zone,
        languages=i18n.LANGUAGES,
        fixed_url=fixed_url,
        csrf_token=csrf_token,
        static=lambda path, owner="web": files.address(f"{owner}/{path}"),
    )
    app.jinja_env.filters.update(_filters(house))
    app.jinja_env.globals["drawn"] = keeper(app.jinja_env)
    app.jinja_env.globals["icon"] = lru_cache(256)(vars(app.jinja_env.get_template("web/_icon.html").module)["icon"])

    @app.context_processor
    def around() -> dict[str, Any]:
        actor = current_actor()
        me = Me(actor.name, _initials(actor.name), _titles(actor.grants)) if actor.person_id else None
        return {
            "nav": _counted(house, lines(actor.permissions)),
            "me": me,
            "lang": i18n.language(),
        }


def _filters(house: House) -> dict[str, Any]:
    zone = house.settings.timezone
    return {
        "day": lambda moment: dates.day(_local(moment, zone)),
        "moment": lambda moment: (
            f"{dates.day(_local(moment, zone))}, {dates.clock(_local(moment, zone))} {house.settings.zone}"
        ),
        "clock": lambda moment: dates.clock(_local(moment, zone), seconds=True),
        "number": dates.number,
    }


def _local(moment: date | datetime, zone: Any) -> date | datetime:
    return moment.astimezone(zone) if isinstance(moment, datetime) else moment


def _menu(items: list[NavItem]) -> Callable[[frozenset[str]], tuple[MenuLine, ...]]:
    """The menu of a reader with these permissions; there are few different ones, so each is made once."""

    @lru_cache(maxsize=64)
    def shown(permissions: frozenset[str], script_root: str) -> dict[str, NavItem]:
        return {fixed_url(item.endpoint): item for item in items if item.permission in permissions}

    @lru_cache(maxsize=512)
    def drawn(permissions: frozenset[str], script_root: str, language: str, at: str | None) -> tuple[MenuLine, ...]:
        all_shown = shown(permissions, script_root).items()
        return tuple(MenuLine(i18n._(item.title), url, url == at, item.icon) for url, item in all_shown)

    def lines(permissions: frozenset[str]) -> tuple[MenuLine, ...]:
        root = request.script_root
        return drawn(permissions, root, i18n.language(), _active(shown(permissions, root), root))

    return lines


def _counted(house: House, lines: tuple[MenuLine, ...]) -> tuple[MenuLine, ...]:
    """The menu with what waits behind its entries."""
    work = reading_work()
    waiting = dict(house.hooks.gather("nav_counts", work=work)) if work else {}
    counts = {fixed_url(endpoint): count for endpoint, count in waiting.items() if count}
    if not counts:
        return lines
    return tuple(replace(line, count=counts.get(line.url, 0)) for line in lines)


def _active(shown: dict[str, NavItem], root: str) -> str | None:
    """The address of the entry whose address this one continues (`/pegawai/7`), else the entry for the same kind of thing (`/kursus/x`).

    What a page is about stands in its permission: `courses:catalogue:read` is the catalogue's, `people:account:read` nobody's.
    """
    path = root + request.path
    above = [url for url in shown if f"{path}/".startswith(f"{url}/")]
    if above:
        return max(above, key=len)
    permission = permission_of(current_app, request.endpoint) if request.endpoint else None
    thing = (permission or "").rpartition(":")[0]
    return next((url for url, item in shown.items() if item.permission.rpartition(":")[0] == thing), None)


def _initials(name: str) -> str:
    words = [word for word in name.partition(",")[0].split() if word[:1].isalpha() and not word.endswith(".")]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def _titles(grants: tuple[Grant, ...]) -> tuple[str, ...]:
    from_role = {grant.role for grant in grants}
    return tuple(i18n._(title) for role, title in ROLE_TITLES.items() if role in from_role)
