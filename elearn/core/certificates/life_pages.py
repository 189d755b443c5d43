"""The pages about what becomes of certificates: one with its history, the queue of appeals, and a replacement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from elearn.core.people.queries import PersonFacts
from elearn.hooks.values import Mark
from elearn.kernel.i18n import N_
from elearn.kernel.paging import Paging
from elearn.web.forms import Form
from elearn.web.page import Page

from .claims import Claims
from .life_queries import APPEALED, REFUSED, REINSTATED, AppealLine, HistoryLine
from .queries import CertificateFacts
from .states import REVOKED, SUPERSEDED

DEEDS: Mapping[str, str] = {
    REVOKED: N_("Dicabut"),
    SUPERSEDED: N_("Digantikan"),
    APPEALED: N_("Banding diajukan pemegang"),
    REFUSED: N_("Banding ditolak"),
    REINSTATED: N_("Pencabutan dibatalkan; sah lagi"),
}


@dataclass(frozen=True, slots=True)
class CertificatePage(Page):
    """A certificate for its holder and HR; `form` is an AppealForm while the holder may appeal, through `last_day`.

    `marks` are what rooms say of it; `is_own`, `may_revoke` and `may_supersede` are about the reader.
    """

    template: ClassVar[str] = "certificates/show.html"
    certificate: CertificateFacts
    marks: list[Mark]
    history: list[HistoryLine]
    form: Form | None
    last_day: date | None
    is_own: bool
    may_revoke: bool
    may_supersede: bool
    deeds: ClassVar[Mapping[str, str]] = DEEDS


@dataclass(frozen=True, slots=True)
class AppealsPage(Page):
    """Appeals that wait, the oldest first."""

    template: ClassVar[str] = "certificates/appeals.html"
    lines: tuple[tuple[AppealLine, Claims], ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class AppealPage(Page):
    """One appeal beside what the certificate says and what became of it; `form` is an AnswerForm, None once answered."""

    template: ClassVar[str] = "certificates/appeal.html"
    certificate: CertificateFacts
    text: str
    history: list[HistoryLine]
    form: Form | None
    deeds: ClassVar[Mapping[str, str]] = DEEDS


@dataclass(frozen=True, slots=True)
class PersonCertificatesPage(Page):
    """A person's certificates for HR; `lines` say of each whether it names the person otherwise than today."""

    template: ClassVar[str] = "certificates/person.html"
    person: PersonFacts
    lines: tuple[tuple[CertificateFacts, bool], ...]
    may_supersede: bool


@dataclass(frozen=True, slots=True)
class SupersedePage(Page):
    """The question before a certificate is replaced; `changes` are (what, before, after), `form` is a SupersedeForm."""

    template: ClassVar[str] = "certificates/supersede.html"
    certificate: CertificateFacts
    changes: tuple[tuple[str, str, str], ...]
    form: Form
