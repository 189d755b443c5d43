"""One frozen page per template of the room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask_wtf import FlaskForm

from elearn.hooks.values import Mark
from elearn.kernel.paging import Paging
from elearn.kernel.work import Work
from elearn.web.page import Page

from .facts import FactGroup
from .queries import CertificateFacts, WithheldLine


@dataclass(frozen=True, slots=True)
class CertificatesPage(Page):
    """The reader's own certificates; `marks` by code; `check_address` is where anybody types a code."""

    template: ClassVar[str] = "certificates/index.html"
    certificates: list[CertificateFacts]
    withheld: list[WithheldLine]
    paging: Paging
    check_address: str
    marks: Mapping[str, list[Mark]]


@dataclass(frozen=True, slots=True)
class CheckPage(Page):
    """Where a code is typed; `form` is a CheckForm."""

    template: ClassVar[str] = "certificates/verify.html"
    form: FlaskForm


@dataclass(frozen=True, slots=True)
class VerificationPage(Page):
    """What everybody may know; `marks` are what rooms say of it, `may_revoke` is about the reader."""

    template: ClassVar[str] = "certificates/verification.html"
    certificate: CertificateFacts
    facts: tuple[FactGroup, ...]
    may_revoke: bool
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class RevokePage(Page):
    """The question before a certificate is withdrawn; `form` is a RevokeForm."""

    template: ClassVar[str] = "certificates/revoke.html"
    certificate: CertificateFacts
    form: FlaskForm


def marks_of(work: Work, certificates: list[CertificateFacts]) -> dict[str, list[Mark]]:
    """What rooms and guests know of these certificates, by code; every code has a list."""
    found: dict[str, list[Mark]] = {one.claims.code: [] for one in certificates}
    for mark in work.hooks.gather("certificate_marks", work=work, codes=tuple(found)) if found else ():
        found.get(mark.code, []).append(mark)
    return found
