"""elearn: a learning platform for Indonesian civil servants. What the world imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from elearn.config import Settings

__version__ = "0.1.0"
__all__ = ["Elearn", "__version__", "create_app"]


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application; settings come from ELEARN_* variables unless given."""
    from elearn.app import create_app as create  # noqa: PLC0415  # `import elearn` must stay light for the command line

    return create(settings)


class Elearn:
    """Mounts the whole of elearn into an existing Flask app: `Elearn(app, url_prefix="/belajar")`.

    elearn keeps its own cookie, CSRF and error pages below the prefix; the host app is not touched otherwise.
    """

    def __init__(
        self, app: Flask | None = None, *, url_prefix: str = "/belajar", settings: Settings | None = None
    ) -> None:
        self.url_prefix = "/" + url_prefix.strip("/")
        self.settings = settings
        if app is not None:
            self.init_app(app)

    def init_app(self, app: Flask) -> None:
        """Puts elearn in front of `app` for addresses below the prefix."""
        from werkzeug.middleware.dispatcher import DispatcherMiddleware  # noqa: PLC0415  # see create_app

        inner = create_app(self.settings)
        inner.config["SESSION_COOKIE_PATH"] = self.url_prefix
        app.extensions["elearn_app"] = inner
        app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {self.url_prefix: inner})  # type: ignore[method-assign]  # Flask's documented way
