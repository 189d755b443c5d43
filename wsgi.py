"""The WSGI entry for any server: `granian --interface wsgi wsgi:app`."""

from __future__ import annotations

from elearn import create_app

app = create_app()
