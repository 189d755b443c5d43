"""One frozen page per template of the room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from elearn.hooks.values import Mark
from elearn.kernel.paging import Paging
from elearn.kernel.work import Work
from elearn.web.forms import Form
from elearn.web.page import Page

from .badges.checking import TITLES
from .badges.sharing import ShareLink, share_links
from .facts import ClaimLine, FactGroup, claim_lines
from .life_queries import Again
from .queries import CertificateFacts, WithheldLine
from .services import Answer, Checked


@dataclass(frozen=True, slots=True)
class CertificatesPage(Page):
    """The reader's own certificates; `marks` by code; `address` is the installation's, `shares` its setting `share_links`.

    `again` says, by code, why and where a course may be taken again; `is_learner` is not so for who left.
    """

    template: ClassVar[str] = "certificates/index.html"
    certificates: list[CertificateFacts]
    withheld: list[WithheldLine]
    paging: Paging
    address: str
    shares: tuple[str, ...]
    marks: Mapping[str, list[Mark]]
    again: Mapping[str, tuple[str, Again]]
    is_learner: bool

    @property
    def check_address(self) -> str:
        """Where anybody types a code."""
        return f"{self.address}/verifikasi"

    def share_links(self, certificate: CertificateFacts) -> tuple[ShareLink, ...]:
        """Where the holder may carry this one themselves; none unless the operator set any."""
        return share_links(certificate.claims, self.address, self.shares)


@dataclass(frozen=True, slots=True)
class CheckPage(Page):
    """Where a code is typed (`form`, a CheckForm) or a claim is shown (`claim_form`, a ClaimForm).

    `checked` is what the server found of a claim, None before it was asked, and `lines` are the facts of that claim.
    The browser fills `empty_lines` when it checks by itself.
    """

    template: ClassVar[str] = "certificates/verify.html"
    form: Form
    claim_form: Form
    checked: Checked | None = None
    lines: tuple[ClaimLine, ...] = ()
    empty_lines: ClassVar[tuple[ClaimLine, ...]] = claim_lines(None)


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
    form: Form


@dataclass(frozen=True, slots=True)
class BadgePage(Page):
    """Where a badge file is chosen; `form` is a BadgeForm, `answer` what was found of the last file, if there was one."""

    template: ClassVar[str] = "certificates/badge.html"
    form: Form
    answer: Answer | None

    @property
    def titles(self) -> Mapping[str, str]:
        """What each question of the answer is called."""
        return TITLES


def marks_of(work: Work, certificates: list[CertificateFacts]) -> dict[str, list[Mark]]:
    """What rooms and guests know of these certificates, by code; every code has a list."""
    found: dict[str, list[Mark]] = {one.claims.code: [] for one in certificates}
    for mark in work.hooks.gather("certificate_marks", work=work, codes=tuple(found)) if found else ():
        found.get(mark.code, []).append(mark)
    return found
