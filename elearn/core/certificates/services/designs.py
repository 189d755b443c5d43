"""How an agency's certificates look: versions are added, never changed, and a certificate keeps its own."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

from elearn.core.people.models import WorkUnit
from elearn.kernel import audit
from elearn.kernel.errors import Invalid
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from .. import design_queries
from ..document.look import LAYOUTS, WORDS, Layout, Look, Signer, Subject, Words
from ..models import Certificate, Design, Workshop
from ..rules import InvalidNumberTemplate, check_series
from .series import series_of

DESIGNED = "certificates:design:update"
"""The audit action of every new version."""

QUIZZES: Final = "Kuis dan ujian"
"""What the back page calls all quizzes of a course together."""


@dataclass(frozen=True, slots=True)
class SignerWish:
    """An official as a design names them; `picture` is the digest of one of the agency's pictures, or ""."""

    name: str
    position: str
    nip: str
    picture: str


@dataclass(frozen=True, slots=True)
class DesignWish:
    """All that a version of a design says; `logo` as a signer's picture, `number_template` "" for the agency's own."""

    layout: Layout = "plain"
    is_landscape: bool = False
    title: str = WORDS["plain"].title
    opening: str = WORDS["plain"].opening
    reason: str = WORDS["plain"].reason
    note: str = ""
    has_back: bool = False
    number_template: str = ""
    logo: str = ""
    signers: tuple[SignerWish, ...] = ()

    @classmethod
    def of(cls, layout: Layout, **chosen: Any) -> DesignWish:
        """A layout with its own words, and what is chosen beside them."""
        words = WORDS[layout]
        return cls(
            **{"layout": layout, "title": words.title, "opening": words.opening, "reason": words.reason} | chosen
        )


def save_design(work: Work, agency: WorkUnit, form: str, wish: DesignWish) -> Design:
    """Adds a version, by which certificates of this form are drawn from now on; those that exist keep theirs.

    The same wish again adds nothing. Raises Invalid for a number template that cannot number and for more than two
    officials.
    """
    if len(wish.signers) > 2:
        raise Invalid(_("Paling banyak dua penanda tangan."))
    series = series_of(work, agency)
    if wish.number_template:
        try:
            check_series(wish.number_template, code=series.code, unit=series.unit)
        except InvalidNumberTemplate as error:
            raise Invalid(str(error)) from error
    last = design_queries.newest(work, agency.id, form)
    if last is not None and not last.is_off and wish_of(last) == wish:
        return last
    return _add(work, agency, form, wish, last, is_off=False)


def switch_off(work: Work, agency: WorkUnit, form: str) -> None:
    """Lets the form follow the agency's common design again, or the built-in one; that is a version too."""
    last = design_queries.newest(work, agency.id, form)
    if last is not None and not last.is_off:
        _add(work, agency, form, wish_of(last), last, is_off=True)


def wish_of(design: Design) -> DesignWish:
    """What a version says, as one would wish it anew."""
    return DesignWish(
        layout=layout_of(design.layout),
        is_landscape=design.is_landscape,
        title=design.title,
        opening=design.opening,
        reason=design.reason,
        note=design.note,
        has_back=design.has_back,
        number_template=design.number_template,
        logo=design.logo,
        signers=tuple(SignerWish(**one) for one in design.signers),
    )


def layout_of(name: str) -> Layout:
    """The layout of this name. Raises Invalid for one that this release does not have."""
    for layout in LAYOUTS:
        if layout == name:
            return layout
    raise Invalid(_("Tata letak “%(name)s” tidak dikenal.", name=name))


def look_of(work: Work, certificate: Certificate) -> Look:
    """How this certificate is drawn: by the version that it was issued with."""
    design = certificate.design
    if design is None:
        return Look()
    wish = wish_of(design)
    return look_from(work, wish, _subjects(work, certificate) if wish.has_back else ())


def look_from(work: Work, wish: DesignWish, subjects: tuple[Subject, ...]) -> Look:
    """A wish as the layout takes it, with its pictures. Raises NotFound when the file store has lost one."""
    return Look(
        layout=wish.layout,
        landscape=wish.is_landscape,
        words=Words(wish.title, wish.opening, wish.reason),
        note=wish.note,
        logo=_file(work, wish.logo),
        signers=tuple(Signer(one.name, one.position, one.nip, _file(work, one.picture)) for one in wish.signers),
        subjects=subjects,
    )


def subjects_of(work: Work, version_id: int) -> tuple[Subject, ...]:
    """The lessons of a version with their minutes, and all its quizzes as one line."""
    steps = design_queries.subjects(work, version_id)
    lessons = tuple(Subject(title, minutes) for kind, title, minutes in steps if kind == design_queries.LESSON)
    tests = sum(minutes for kind, _title, minutes in steps if kind != design_queries.LESSON)
    return (*lessons, Subject(QUIZZES, tests)) if tests else lessons


def _subjects(work: Work, certificate: Certificate) -> tuple[Subject, ...]:
    if certificate.completion:
        return subjects_of(work, certificate.completion.version_id)
    workshop = work.session.get_one(Workshop, certificate.workshop_id)
    return tuple(Subject(**one) for one in workshop.subjects)


def _add(work: Work, agency: WorkUnit, form: str, wish: DesignWish, last: Design | None, *, is_off: bool) -> Design:
    added = work.add(
        Design(
            agency_id=agency.id,
            form=form,
            version=last.version + 1 if last else 1,
            is_off=is_off,
            made_at=work.now,
            made_by=work.actor.person_id,
            **asdict(wish) | {"signers": [asdict(one) for one in wish.signers]},
        )
    )
    audit.note(work, DESIGNED, f"design:{added.id}", agency=agency.code, form=form, version=added.version, off=is_off)
    return added


def _file(work: Work, digest: str) -> bytes:
    return work.files.read(digest) if digest else b""
