"""Reads a pack of JP rules from YAML with Indonesian keys; every fault is one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import yaml

from elearn.core.competencies.development import form_of
from elearn.kernel.errors import Invalid

from ..rules.packs import CONVERSION, EVERY, EVIDENCE, PER, FormRule, Pack
from ..rules.yearly import minutes_of

KEYS = ("nama", "judul", "berlaku_mulai", "berlaku_sampai", "dasar_hukum", "tanda", "aturan")
RULE_KEYS = (
    "bentuk", "dasar", "jp", "tiap", "paling_banyak_sehari", "paling_banyak_sebulan", "paling_banyak_setahun", "tanda",
)  # fmt: skip
LONGEST = {"nama": 60, "judul": 200, "dasar_hukum": 300, "tanda": 2}
_MOST_JP = 10_000
_MOST_TEXT = 200_000


def read_pack(text: str, *, is_shipped: bool = False) -> Pack:
    """The pack a file describes. Raises Invalid with what is wrong in it, and where."""
    facts = _loaded(text)
    _only(facts, KEYS, "berkas")
    name = _text(facts, "nama")
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
        raise Invalid(f"`nama` “{name}” hanya boleh memuat huruf kecil, angka, dan tanda hubung.")
    found = facts.get("aturan")
    if not isinstance(found, list) or not found:
        raise Invalid("`aturan` harus berupa daftar dengan sedikitnya satu bentuk.")
    rules: dict[str, FormRule] = {}
    for place, entry in enumerate(found, 1):
        rule = _rule(entry, f"aturan ke-{place}")
        if rule.code in rules:
            raise Invalid(f"aturan ke-{place}: bentuk {rule.code} sudah diatur di atasnya.")
        rules[rule.code] = rule
    since, until = _day(facts, "berlaku_mulai"), _day(facts, "berlaku_sampai", is_optional=True)
    if since is None or (until is not None and until < since):
        raise Invalid("`berlaku_sampai` lebih awal daripada `berlaku_mulai`.")
    mark = _text(facts, "tanda", is_optional=True)
    return Pack(name, _text(facts, "judul"), since, until, _text(facts, "dasar_hukum"), mark, is_shipped, rules)


def _loaded(text: str) -> dict[str, Any]:
    if len(text) > _MOST_TEXT:
        raise Invalid("Berkas ini terlalu besar untuk sebuah paket aturan.")
    try:
        facts = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise Invalid(f"Berkas ini bukan YAML yang benar: {' '.join(str(error).split())[:200]}") from None
    if not isinstance(facts, dict):
        raise Invalid(
            "Berkas ini bukan paket aturan. Lihat contohnya dengan `elearn career packs show perlan-10-2018`."
        )
    return facts


def _rule(entry: Any, where: str) -> FormRule:
    if not isinstance(entry, dict):
        raise Invalid(f"{where} harus berupa pasangan kunci dan isi, misalnya {{bentuk: NKL01, dasar: bukti}}.")
    _only(entry, RULE_KEYS, where)
    written = str(entry.get("bentuk", ""))
    form = form_of(written)
    code = EVERY if written == EVERY else form.code if form else ""
    if not code:
        raise Invalid(f"{where}: bentuk “{written}” tidak dikenal. Pakai kode KL01…NKL13, atau * untuk semua bentuk.")
    basis, per = entry.get("dasar", EVIDENCE), entry.get("tiap", PER[0])
    if basis not in (EVIDENCE, CONVERSION) or per not in PER:
        raise Invalid(f"{where}: `dasar` adalah bukti atau konversi, dan `tiap` adalah {', '.join(PER)}.")
    minutes = _minutes(entry, "jp", where)
    if basis == CONVERSION and minutes is None:
        raise Invalid(f"{where}: `dasar: konversi` membutuhkan `jp`.")
    day, month, year = (_minutes(entry, f"paling_banyak_{word}", where) for word in ("sehari", "sebulan", "setahun"))
    return FormRule(code, basis, per, minutes, day, month, year, str(entry.get("tanda", ""))[:2])


def _only(facts: Mapping[Any, Any], known: tuple[str, ...], where: str) -> None:
    unknown = [str(key) for key in facts if key not in known]
    if unknown:
        raise Invalid(f"{where}: kunci “{unknown[0]}” tidak dikenal. Yang dikenal: {', '.join(known)}.")


def _text(facts: Mapping[str, Any], key: str, *, is_optional: bool = False) -> str:
    text = " ".join(str(facts.get(key) or "").split())
    if not text and not is_optional:
        raise Invalid(f"`{key}` belum ada.")
    if len(text) > LONGEST[key]:
        raise Invalid(f"`{key}` paling banyak {LONGEST[key]} huruf.")
    return text


def _day(facts: Mapping[str, Any], key: str, *, is_optional: bool = False) -> date | None:
    found = facts.get(key)
    if found is None and is_optional:
        return None
    if type(found) is not date:
        raise Invalid(f"`{key}` harus berupa tanggal, misalnya 2027-01-01.")
    return found


def _minutes(entry: Mapping[str, Any], key: str, where: str) -> int | None:
    found = entry.get(key)
    if found is None:
        return None
    if (
        isinstance(found, bool)
        or not isinstance(found, int | float)
        or not 0 <= found <= _MOST_JP
        or (Fraction(str(found)) * 10).denominator > 1
    ):
        raise Invalid(f"{where}: `{key}` harus berupa angka JP, misalnya 2.")
    return minutes_of(Fraction(str(found)))
