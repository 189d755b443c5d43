"""Front matter: YAML without anchors, with every value as text and the line it stands on."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from elearn.core.questions.block import fold
from elearn.core.questions.findings import Report

_LARGEST = 20_000
_DEEPEST = 6
_EDGE = "---"


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its line: a text, a tuple of values, or a mapping of folded key to value."""

    line: int
    content: str | tuple[Value, ...] | dict[str, Value]


@dataclass(frozen=True, slots=True)
class Known:
    """The keys a file may have: folded name or alias → canonical name."""

    names: Mapping[str, str]

    def canonical(self, written: str) -> str | None:
        return self.names.get(fold_key(written))

    def nearest(self, written: str) -> str:
        near = difflib.get_close_matches(fold_key(written), sorted(self.names), n=1, cutoff=0.6)
        return near[0] if near else ""


def fold_key(key: str) -> str:
    """`Nilai_Lulus` → "nilai lulus"."""
    return " ".join(fold(key).replace("_", " ").split())


def body_start(lines: list[str]) -> int:
    """Index of the first line after the front matter (0 without one)."""
    found = span(lines)
    return found[1] + 1 if found else 0


def span(lines: list[str]) -> tuple[int, int] | None:
    """Indices of the two lines around the front matter; None when there is none."""
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if not lines or lines[start] != _EDGE:
        return None
    end = next((index for index in range(start + 1, len(lines)) if lines[index] == _EDGE), None)
    return (start, end) if end is not None else None


def read_front_matter(lines: list[str], report: Report) -> dict[str, Value] | None:
    """Key as written → value; None, with a finding, when there is none or it is no valid YAML."""
    found = span(lines)
    if found is None:
        report.wrong(
            1,
            "berkas ini tidak diawali keterangan di antara dua baris ---",
            "mulai dengan ---, lalu `judul: …`, lalu --- lagi",
        )
        return None
    text = "\n".join(lines[found[0] + 1 : found[1]])
    first = found[0] + 2
    if len(text) > _LARGEST:
        report.wrong(
            first, "keterangan di antara --- terlalu panjang", f"ringkas menjadi paling banyak {_LARGEST} huruf"
        )
        return None
    try:
        return _parse(text, first, report)
    except yaml.YAMLError as problem:
        _explain(problem, first, report)
        return None


def _parse(text: str, first: int, report: Report) -> dict[str, Value] | None:
    if not is_tame(text, first, report):
        return None
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        report.wrong(first, "keterangan harus berupa baris `kunci: nilai`", "tulis seperti `judul: Nama materi`")
        return None
    content = _value(node, first, report).content
    return content if isinstance(content, dict) else None


def is_tame(text: str, first: int, report: Report) -> bool:
    """No anchors and aliases (they can swell to gigabytes) and no deep nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        line = first + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            report.wrong(
                line,
                "tanda & dan * (jangkar YAML) tidak dipakai di sini",
                "tulis nilainya langsung, atau beri tanda kutip",
            )
            return False
        if depth > _DEEPEST:
            report.wrong(line, "keterangan bersusun terlalu dalam", "tulis sebagai baris `kunci: nilai` biasa")
            return False
    return True


def _value(node: yaml.Node, first: int, report: Report) -> Value:
    line = first + node.start_mark.line
    if isinstance(node, yaml.MappingNode):
        return Value(line, _mapping(node, first, report))
    if isinstance(node, yaml.SequenceNode):
        return Value(line, tuple(_value(child, first, report) for child in node.value))
    return Value(line, str(node.value).strip())


def _mapping(node: yaml.MappingNode, first: int, report: Report) -> dict[str, Value]:
    result: dict[str, Value] = {}
    for key_node, value_node in node.value:
        line = first + key_node.start_mark.line
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        value = _value(value_node, first, report)
        if key in result:
            report.wrong(
                line,
                f"kunci “{key[:60]}” ditulis dua kali",
                f"hapus salah satu; yang pertama di baris {result[key].line}",
            )
        result.setdefault(key, Value(line, value.content))
    return result


def _explain(problem: yaml.YAMLError, first: int, report: Report) -> None:
    mark = getattr(problem, "problem_mark", None)
    line = first + mark.line if mark else first
    if "mapping values are not allowed" in str(problem):
        report.wrong(
            line, "titik dua di dalam nilai membingungkan", 'beri tanda kutip, seperti `judul: "Pelayanan: dasar"`'
        )
    elif re.search(
        r"expected (',' or|<block end>)|could not find expected|unexpected end|while scanning a quoted", str(problem)
    ):
        report.wrong(
            line,
            "keterangan tidak dapat dibaca: ada kurung, kutip, atau titik dua yang kurang",
            "periksa baris ini dan baris di atasnya",
        )
    else:
        report.wrong(
            line,
            "keterangan tidak dapat dibaca sebagai `kunci: nilai`",
            'beri tanda kutip pada nilainya, seperti `judul: "…"`',
        )


def canonical_keys(entries: Mapping[str, Value], known: Known, report: Report) -> dict[str, Value]:
    """Entries under their canonical names; unknown keys are reported with the nearest known one."""
    result: dict[str, Value] = {}
    for written, value in entries.items():
        name = known.canonical(written)
        if name is None:
            near = known.nearest(written)
            fix = (
                f"mungkin maksud Anda `{near}`"
                if near
                else "hapus baris ini; kunci yang dikenal: " + ", ".join(sorted(set(known.names.values())))
            )
            report.wrong(value.line, f"kunci “{written[:60]}” tidak dikenal", fix)
        elif name in result:
            report.wrong(
                value.line,
                f"kunci “{written[:60]}” ditulis dua kali",
                f"hapus salah satu; yang pertama di baris {result[name].line}",
            )
        else:
            result[name] = value
    return result
