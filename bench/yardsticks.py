"""What a request costs at least: a bare Flask page, and a bare Flask page that reads three rows and renders a template."""

from __future__ import annotations

import os
from typing import Any

from flask import Flask, abort, render_template, request
from jinja2 import DictLoader
from sqlalchemy import String, Text, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

TOKEN, KEY = "t" * 43, "01-materi"
MENU = ("belajar", "katalog", "sertifikat", "riwayat")
LESSON_BYTES = 11_000
"""With the template around it a page is 12 kB."""

TEMPLATE = """<!doctype html>
<html lang="id">
<head><meta charset="utf-8"><title>{{ lesson.title }}</title><link rel="stylesheet" href="/style.css"></head>
<body>
<header><a href="/">elearn</a><nav>{% for name in menu %}<a href="/{{ name }}">{{ name }}</a>{% endfor %}</nav><p>{{ person.name }}</p></header>
<main><h1>{{ lesson.title }}</h1>{{ lesson.html | safe }}</main>
<aside><ol>{% for number in range(1, 13) %}<li><a href="/belajar/{{ number }}">Langkah {{ number }}</a></li>{% endfor %}</ol></aside>
<footer><form method="post"><button>Selesai</button></form></footer>
</body>
</html>
"""


class Base(DeclarativeBase):
    """The yardstick's own tables."""


class Visit(Base):
    """A signed-in browser."""

    __tablename__ = "yardstick_session"
    token: Mapped[str] = mapped_column(String(43), primary_key=True)
    person_id: Mapped[int]


class Person(Base):
    """Somebody."""

    __tablename__ = "yardstick_person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))


class Lesson(Base):
    """A text."""

    __tablename__ = "yardstick_lesson"
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    title: Mapped[str] = mapped_column(String(80))
    html: Mapped[str] = mapped_column(Text)


def hello() -> Flask:
    """Flask and nothing else."""
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "hello")
    return app


def page() -> Flask:
    """Flask and SQLAlchemy: session, person and lesson by key, and a template that makes a page of 12 kB."""
    app = Flask("page")
    app.jinja_loader = DictLoader({"lesson.html": TEMPLATE})
    engine = _engine(os.environ["BENCH_DATABASE"])

    @app.get("/")
    def lesson() -> str:
        with Session(engine) as session:
            visit = session.get(Visit, request.cookies.get("session", TOKEN)) or abort(401)
            person = session.get_one(Person, visit.person_id)
            found = session.get_one(Lesson, KEY)
            return render_template("lesson.html", lesson=found, person=person, menu=MENU)

    return app


def fill(database_url: str) -> None:
    """Makes the three tables with a row each; `page` reads them."""
    engine = _engine(database_url)
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)
    paragraph = "<p>Warga datang, petugas menyapa, lalu berkas diperiksa sesuai standar pelayanan.</p>\n"
    with Session(engine) as session:
        session.add(Visit(token=TOKEN, person_id=1))
        session.add(Person(id=1, name="Sari Wulandari, S.AP."))
        session.add(Lesson(key=KEY, title="Materi", html=paragraph * (LESSON_BYTES // len(paragraph))))
        session.commit()
    engine.dispose()


def _engine(url: str) -> Any:
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        return create_engine(address.set(drivername="postgresql+psycopg"), pool_size=5)
    engine = create_engine(address)
    event.listen(engine, "connect", lambda connection, record: connection.execute("PRAGMA journal_mode=WAL"))
    return engine
