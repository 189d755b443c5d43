"""One frozen page per template of the room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask_wtf import FlaskForm

from elearn.kernel.paging import Paging
from elearn.web.page import Page

from .facts import FactGroup
from .queries import CertificateFacts, WithheldLine


@dataclass(frozen=True, slots=True)
class CertificatesPage(Page):
    """The reader's own certificates; `check_address` is where anybody types a code."""

    template: ClassVar[str] = "certificates/index.html"
    certificates: list[CertificateFacts]
    withheld: list[WithheldLine]
    paging: Paging
    check_address: str


@dataclass(frozen=True, slots=True)
class CheckPage(Page):
    """Where a code is typed; `form` is a CheckForm."""

    template: ClassVar[str] = "certificates/verify.html"
    form: FlaskForm


@dataclass(frozen=True, slots=True)
class VerificationPage(Page):
    """What everybody may know; `may_revoke` is about the reader."""

    template: ClassVar[str] = "certificates/verification.html"
    certificate: CertificateFacts
    facts: tuple[FactGroup, ...]
    may_revoke: bool


@dataclass(frozen=True, slots=True)
class RevokePage(Page):
    """The question before a certificate is withdrawn; `form` is a RevokeForm."""

    template: ClassVar[str] = "certificates/revoke.html"
    certificate: CertificateFacts
    form: FlaskForm
