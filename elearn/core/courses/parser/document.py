"""What publishing makes of a manuscript: the public document, the sealed key, the digest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

from .manuscript import Asset, Lesson, Manuscript, Question, Quiz, Step

FORMAT = 1
"""Version of the two stored dicts; raised when a reader of old ones would go wrong."""


def public_document(manuscript: Manuscript) -> dict[str, Any]:
    """JSON-able; holds no key, no feedback, no Jawaban."""
    return {
        "format": FORMAT,
        "code": manuscript.code,
        "slug": manuscript.slug,
        "title": manuscript.title,
        "summary": manuscript.summary,
        "language": manuscript.language,
        "form": manuscript.form,
        "duration_minutes": manuscript.duration_minutes,
        "organiser": manuscript.organiser,
        "audience": list(manuscript.audience),
        "competencies": [list(pair) for pair in manuscript.competencies],
        "prerequisites": list(manuscript.prerequisites),
        "completion": asdict(manuscript.completion),
        "certificate": asdict(manuscript.certificate),
        "licence": manuscript.licence,
        "introduction_html": manuscript.introduction_html,
        "steps": [_public_step(step) for step in manuscript.steps],
        "assets": [_public_asset(asset) for asset in manuscript.assets],
    }


def _public_step(step: Step) -> dict[str, Any]:
    common = {
        "key": step.key,
        "title": step.title,
        "minutes": step.minutes,
        "html": step.html,
        "questions": [_plain(question) for question in step.questions],
    }
    match step:
        case Lesson():
            return {"type": "lesson", **common, "words": step.words}
        case Quiz():
            return {
                "type": "quiz",
                **common,
                "mode": step.mode,
                "pass_mark": step.pass_mark,
                "max_attempts": step.max_attempts,
                "time_limit": step.time_limit,
                "shuffle": step.shuffle,
                "draw": step.draw,
                "reveal": step.reveal,
                "pools": [asdict(pool) for pool in step.pools],
            }


def _plain(question: Question) -> dict[str, Any]:
    return dict(question.public)


def _public_asset(asset: Asset) -> dict[str, Any]:
    return {"path": asset.path, "media_type": asset.media_type, "sha256": asset.sha256, "bytes": len(asset.content)}


def sealed_key(manuscript: Manuscript) -> dict[str, dict[str, Any]]:
    """Step key → question id → what its kind keeps back; steps without questions are left out."""
    return {
        step.key: {question.id: dict(question.sealed) for question in step.questions}
        for step in manuscript.steps
        if step.questions
    }


def digest(manuscript: Manuscript) -> str:
    """SHA-256 (hex) over the normalised text files and the assets.

    The same content gives the same digest on any machine: BOM, line ends, time stamps and the name of the folder do
    not count.
    """
    return hashlib.sha256(canonical(manuscript)).hexdigest()


def canonical(manuscript: Manuscript) -> bytes:
    """The text files as they are and the digests of the assets, in one JSON text that is always the same."""
    content = {
        "sources": sorted([source.path, source.text] for source in manuscript.sources),
        "assets": sorted([asset.path, asset.sha256] for asset in manuscript.assets),
    }
    return json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode("ascii")
