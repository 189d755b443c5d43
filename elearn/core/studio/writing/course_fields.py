"""The course's own front matter as single texts, for a form; what the form leaves unchanged stays as it was written."""

from __future__ import annotations

from collections.abc import Mapping

from elearn.core.courses.parser.fields import CERTIFICATE_KEYS, COMPLETION_KEYS, QUIZ_KEYS
from elearn.core.courses.parser.front_matter import Known, Value, canonical_keys
from elearn.core.questions.findings import Report

from .front_matter import Written, entries_of, with_keys, words

LISTS = ("kompetensi", "sasaran", "prasyarat")
TEXTS = ("judul", "kode", "ringkasan", "bahasa", "jp", "bentuk", "penyelenggara", "lisensi")
QUIZ_TEXTS = (
    "judul", "jenis", "durasi", "nilai lulus", "percobaan", "waktu", "acak", "ambil", "tampilkan kunci",
)  # fmt: skip


def course_values(text: str) -> dict[str, str]:
    """Field → its words; "" for what is not written."""
    entries = entries_of(text)
    rule = _inner(entries.get("kelulusan"), COMPLETION_KEYS)
    certificate = entries.get("sertifikat")
    valid = _inner(certificate, CERTIFICATE_KEYS).get("berlaku", "")
    simple = certificate is not None and isinstance(certificate.content, str)
    return {
        **{name: words(entries.get(name)) for name in (*TEXTS, *LISTS)},
        "kelulusan materi": rule.get("materi", ""),
        "kelulusan kuis": rule.get("kuis", ""),
        "nilai akhir": rule.get("nilai akhir", ""),
        "sertifikat": words(certificate) if simple else valid,
    }


def with_course_values(text: str, values: Mapping[str, str]) -> str:
    """The text with the fields that changed written anew."""
    before = course_values(text)
    changed = {name for name, value in values.items() if " ".join(value.split()) != " ".join(before[name].split())}
    changes: dict[str, Written] = {name: values[name] for name in TEXTS if name in changed}
    changes |= {name: _items(values[name]) for name in LISTS if name in changed}
    if changed & {"kelulusan materi", "kelulusan kuis", "nilai akhir"}:
        rule = {"materi": "kelulusan materi", "kuis": "kelulusan kuis", "nilai akhir": "nilai akhir"}
        changes["kelulusan"] = {key: values.get(name, before[name]) for key, name in rule.items()}
    if "sertifikat" in changed:
        term = values["sertifikat"]
        changes["sertifikat"] = term if term in ("", "tidak ada") else {"berlaku": term}
    return with_keys(text, changes)


def quiz_values(text: str) -> dict[str, str]:
    """The same of a quiz."""
    entries = entries_of(text, QUIZ_KEYS)
    return {name: words(entries.get(name)) for name in QUIZ_TEXTS}


def with_quiz_values(text: str, values: Mapping[str, str]) -> str:
    """The same of a quiz."""
    before = quiz_values(text)
    return with_keys(text, {name: value for name, value in values.items() if value != before[name]}, QUIZ_KEYS)


def _inner(value: Value | None, known: Known) -> dict[str, str]:
    if value is None or not isinstance(value.content, dict):
        return {}
    return {name: words(item) for name, item in canonical_keys(value.content, known, Report("")).items()}


def _items(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("\n", ",").split(",") if part.strip())
