"""Why an entry counts what it counts, and what became of evidence, in words."""

from __future__ import annotations

from collections.abc import Iterator

from elearn.core.competencies.development import form_of
from elearn.kernel.i18n import N_, _

from .rules import EVERY, Counted, FormRule, Pack, Reason, Why, jp_of
from .states import ACCEPTED, CORRECTED, REFUSED, WAITING, WITHDRAWN

STATE_TITLES = {
    WAITING: N_("Menunggu"),
    ACCEPTED: N_("Diterima"),
    CORRECTED: N_("Dikoreksi"),
    REFUSED: N_("Ditolak"),
    WITHDRAWN: N_("Ditarik"),
}
PER_TITLES = {"kegiatan": N_("kegiatan"), "hari": N_("hari"), "sesi": N_("sesi")}
PERIODS = {"day": N_("sehari"), "month": N_("sebulan"), "year": N_("setahun")}


def jp_text(minutes: int) -> str:
    """Minutes as JP the Indonesian way: "2", "2,2"."""
    return f"{jp_of(minutes):g}".replace(".", ",")


def title_of(form: str) -> str:
    """A form as people call it; an unknown word as it was written."""
    found = form_of(form)
    return found.title if found else form


def why(counted: Counted, form: str, pack: Pack | None) -> tuple[str, ...]:
    """Sentences that lead from the paper to what counts, the legal basis last."""
    sentences = [_sentence(reason, form) for reason in counted.reasons]
    if pack is not None and counted.reasons[0].why is not Why.CURRICULUM:
        sentences.append(_("Dasar: %(basis)s.", basis=pack.legal_basis))
    return tuple(sentences)


def _sentence(reason: Reason, form: str) -> str:
    jp = jp_text(reason.minutes)
    if reason.why is Why.CURRICULUM:
        return _("Kurikulum pelatihan ini %(jp)s JP.", jp=jp)
    if reason.why is Why.EVIDENCE:
        return _("Bukti menyebut %(jp)s JP.", jp=jp)
    if reason.why is Why.UNRULED:
        return _(
            "Aturan yang berlaku tidak menyebut bentuk ini, jadi %(jp)s JP pada bukti dipakai. Perlu ditinjau.", jp=jp
        )
    if reason.why is Why.CONVERTED:
        each = jp_text(reason.minutes // max(reason.quantity, 1))
        return _(
            "%(form)s dihitung %(each)s JP tiap %(per)s: %(quantity)s %(per)s menjadi %(jp)s JP.",
            form=title_of(form), each=each, per=_(PER_TITLES[reason.per]), quantity=reason.quantity, jp=jp,
        )  # fmt: skip
    whose = _("Semua kegiatan bersama-sama") if reason.code == EVERY else title_of(form)
    return _(
        "%(whose)s dihitung paling banyak %(jp)s JP %(period)s, dan sebagian sudah terpakai.",
        whose=whose, jp=jp, period=_(PERIODS[reason.why]),
    )  # fmt: skip


def rule_words(rule: FormRule) -> str:
    """One line of a table of rules."""
    return "; ".join(_rule_words(rule)) or _("menurut bukti")


def _rule_words(rule: FormRule) -> Iterator[str]:
    if rule.code != EVERY and rule.minutes is None:
        yield _("menurut bukti")
    elif rule.minutes is not None and rule.basis == "konversi":
        yield _("%(jp)s JP tiap %(per)s", jp=jp_text(rule.minutes), per=_(PER_TITLES[rule.per]))
    elif rule.minutes is not None:
        yield _(
            "menurut bukti; bila bukti tidak menyebut JP, %(jp)s JP tiap %(per)s",
            jp=jp_text(rule.minutes),
            per=_(PER_TITLES[rule.per]),
        )
    for period, most in rule.limits:
        yield _("paling banyak %(jp)s JP %(period)s", jp=jp_text(most), period=_(PERIODS[period]))
