"""Publishing: a manuscript becomes an immutable version, in one transaction, one publisher at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from elearn.core.competencies import queries as competencies
from elearn.core.questions.block import fold
from elearn.core.questions.findings import Finding
from elearn.kernel import audit
from elearn.kernel.errors import Conflict
from elearn.kernel.work import Work

from .. import queries
from ..models import (
    AUDIENCE,
    COMPETENCY,
    LESSON,
    LONGEST_FACET,
    QUIZ,
    Asset,
    Citation,
    Course,
    CourseVersion,
    Facet,
    SealedKey,
    Source,
    Step,
)
from ..parser import Lesson, Manuscript, Quiz, digest, public_document, sealed_key, sealed_words
from ..permissions import COURSE_PUBLISH
from .pictures import keep_small
from .reading import obstacles

Outcome = Literal["new", "restored", "unchanged"]


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing did: a new version, an earlier one made current again, or nothing at all."""

    version: CourseVersion
    outcome: Outcome

    @property
    def is_new(self) -> bool:
        return self.outcome == "new"


def publish(
    work: Work, manuscript: Manuscript, findings: Iterable[Finding] = (), *, owner_id: int | None = None
) -> Publication:
    """Makes the manuscript the version that new learners join; the same content again changes nothing.

    A new course belongs to `owner_id`, else to the actor. Learners stay on the version they began with. Tells `course_published` and writes the audit unless nothing changed.
    Raises Conflict when the code or the folder's name belongs to another course.
    """
    queries.wait_turn(work)
    known_course = queries.course_of_code(work, manuscript.code)
    for obstacle in obstacles(work, manuscript, known_course):
        raise Conflict(f"{_capital(obstacle.sentence)}. {_capital(obstacle.fix)}.")
    course = known_course or _new_course(work, manuscript, owner_id)
    content = digest(manuscript)
    known = queries.version_of_digest(work, course.id, content)
    if known is not None and course.current_id == known.id:
        _keep_sources(work, known, manuscript)
        return Publication(known, "unchanged")
    version = known or _new_version(work, course, manuscript, content, findings)
    _keep_sources(work, version, manuscript)
    course.current_id = version.id
    audit.note(work, COURSE_PUBLISH, course.slug, code=course.code, number=version.number, digest=content)
    work.session.flush()
    work.tell("course_published", version=version)
    return Publication(version, "restored" if known else "new")


def _new_course(work: Work, manuscript: Manuscript, owner_id: int | None) -> Course:
    owner = owner_id or work.actor.person_id
    return work.add(Course(code=manuscript.code, slug=manuscript.slug, created_at=work.now, owner_id=owner))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _new_version(
    work: Work, course: Course, manuscript: Manuscript, content: str, findings: Iterable[Finding]
) -> CourseVersion:
    public = public_document(manuscript)
    version = work.add(
        CourseVersion(
            course_id=course.id,
            number=queries.last_number(work, course.id) + 1,
            digest=content,
            competencies=_competencies(work, manuscript),
            requirement=public["completion"],
            introduction=public["introduction_html"],
            search_text=_search_text(manuscript),
            warnings=[asdict(finding) for finding in findings],
            published_at=work.now,
            published_by=work.actor.person_id,
            **{name: public[name] for name in _AS_THEY_ARE},
        )
    )
    _add_steps(work, version, manuscript, public["steps"])
    _add_assets(work, version, manuscript)
    _add_facets(work, version)
    _add_citations(work, version, manuscript)
    return version


_AS_THEY_ARE = (
    "title", "summary", "language", "form", "organiser", "duration_minutes", "audience", "prerequisites",
    "certificate", "licence", "translations",
)  # fmt: skip
"""Keys of the public document that are columns of the same name."""


def _competencies(work: Work, manuscript: Manuscript) -> list[list[Any]]:
    """[name, level] of each, with the dictionary's spelling."""
    spelling = {fold(name): name for name in competencies.known(work)}
    return [[spelling[fold(name)], level] for name, level in manuscript.competencies]


def _search_text(manuscript: Manuscript) -> str:
    names = (name for name, _ in manuscript.competencies)
    translated = (text for words in manuscript.course_words for text in (words.title, words.summary))
    return fold(" ".join((manuscript.title, manuscript.code, manuscript.summary, *names, *translated)))


def _add_steps(work: Work, version: CourseVersion, manuscript: Manuscript, public: Sequence[dict[str, Any]]) -> None:
    steps = [
        Step(
            version_id=version.id,
            ordinal=ordinal,
            kind=LESSON if isinstance(step, Lesson) else QUIZ,
            key=step.key,
            title=step.title,
            minutes=step.minutes,
            html=step.html,
            settings=settings_of(step),
            questions=document["questions"],
            translations=document["translations"],
        )
        for ordinal, (step, document) in enumerate(zip(manuscript.steps, public, strict=True), start=1)
    ]
    work.session.add_all(steps)
    work.session.flush()
    keys, words = sealed_key(manuscript), sealed_words(manuscript)
    work.session.add_all(
        SealedKey(step_id=step.id, answers=keys[step.key], translations=words.get(step.key, {}))
        for step in steps
        if step.key in keys
    )
    work.session.flush()


def settings_of(step: Lesson | Quiz) -> dict[str, Any]:
    """What the pages need of a step besides its text; `asked` is how many questions one attempt asks."""
    if isinstance(step, Lesson):
        return {"words": step.words, "question_count": len(step.questions)}
    return {
        "mode": step.mode,
        "pass_mark": step.pass_mark,
        "max_attempts": step.max_attempts,
        "time_limit": step.time_limit,
        "shuffle": step.shuffle,
        "draw": step.draw,
        "reveal": step.reveal,
        "question_count": len(step.questions),
        "asked": step.asked,
        "pools": [asdict(pool) for pool in step.pools],
    }


def _add_assets(work: Work, version: CourseVersion, manuscript: Manuscript) -> None:
    for asset in manuscript.assets:
        digest = work.files.put(asset.content, what=f"Berkas {asset.path}")
        keep_small(work, asset, digest)
        size, kind = len(asset.content), asset.media_type
        work.session.add(Asset(version_id=version.id, path=asset.path, digest=digest, media_type=kind, size=size))
    work.session.flush()


def _add_citations(work: Work, version: CourseVersion, manuscript: Manuscript) -> None:
    steps = {step.key: step.id for step in version.steps}
    work.session.add_all(
        Citation(
            version_id=version.id,
            step_id=steps.get(citation.step),
            law=citation.law,
            part=citation.part,
            question_id=citation.question,
            heading=citation.heading,
            words=citation.words,
        )
        for citation in manuscript.citations
    )
    work.session.flush()


def _keep_sources(work: Work, version: CourseVersion, manuscript: Manuscript) -> None:
    """The texts, for the next draft; a version from before they were kept gets them when it is published again."""
    if not queries.sources(work, version.id):
        work.session.add_all(
            Source(version_id=version.id, path=source.path, text=source.text) for source in manuscript.sources
        )
        work.session.flush()


def _add_facets(work: Work, version: CourseVersion) -> None:
    facets = {(COMPETENCY, name[:LONGEST_FACET]) for name, _ in version.competencies}
    facets |= {(AUDIENCE, fold(name)[:LONGEST_FACET]) for name in version.audience}
    work.session.add_all(Facet(version_id=version.id, kind=kind, name=name) for kind, name in sorted(facets))
    work.session.flush()
