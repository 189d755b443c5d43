"""The studio's live preview: a lesson of 10 kB compiled and drawn, the whole request from sign-in guard to HTML."""

from __future__ import annotations

import html
import json
import re
import time
from pathlib import Path

from elearn.app import create_app, open_house, shipped
from elearn.cli.door import Door
from elearn.core.people import queries as people
from elearn.core.people.demo_agency import NAMED
from elearn.core.people.services import load_demo
from elearn.core.people.services.demo import DEMO_PASSWORD
from elearn.core.studio.services import drafts
from elearn.kernel.work import Actor

from .furnish import COURSE, settings_of
from .tasks import LESSON_BYTES, Timing

ASKED = 60
PEOPLE = 40


def preview(home: Path, database_url: str) -> Timing:
    """The 95th percentile of ASKED previews; the WSGI app is called in this process, so no network is in it."""
    house = open_house(settings_of(home, database_url))
    with Door(house).writing() as work:
        load_demo(work, PEOPLE)
        trainer = people.person_by_nip(work, NAMED["trainer"].nip.digits)
        if trainer is None:
            raise ValueError("the demo agency has no trainer")
        work.actor = Actor(trainer.id, trainer.full_name)
        drafts.begin(work, "Naskah")
    with create_app(house=house).test_client() as browser:
        sign_in = {"nip": NAMED["trainer"].nip.digits, "password": DEMO_PASSWORD}
        browser.post("/masuk", data=sign_in | {"csrf_token": _token(browser.get("/masuk").text)})
        page = browser.get("/naskah/naskah/berkas/01-materi-pertama.md").text
        headers = {"X-CSRFToken": _token(page), "HX-Request": "true"}
        taken = []
        for _ in range(ASKED):
            begun = time.perf_counter()
            answer = browser.post(
                "/naskah/naskah/pratinjau/01-materi-pertama.md", data={"naskah": _lesson()}, headers=headers
            )
            taken.append(time.perf_counter() - begun)
            if answer.status_code != 200:
                raise ValueError(f"the preview answers {answer.status_code}")
    house.close()
    return Timing("preview a lesson of 10 kB, p95 of the request", sorted(taken)[int(ASKED * 0.95)], 0.12)


def _lesson() -> str:
    texts = sorted((shipped("courses") / COURSE).glob("0*.md"))
    body = "\n\n".join(path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in texts)[:LESSON_BYTES]
    return f"---\njudul: Materi\n---\n\n{body}"


def _token(page: str) -> str:
    found = re.search(r"hx-headers='([^']+)'", page)
    if found is None:
        raise ValueError("the page has no CSRF token")
    return str(json.loads(html.unescape(found[1]))["X-CSRFToken"])
