"""Moodle's cloze: `{1:SHORTANSWER:=Nusantara~=IKN}` in a text ↔ our `[[Nusantara / IKN]]`."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from elearn.core.exchange.grading import number
from elearn.core.exchange.marks import usable_wording
from elearn.core.questions.pieces import replace_gaps
from elearn.core.questions.short import read_key

_GAP = re.compile(
    r"\{\s*(?P<weight>\d*)\s*:\s*(?P<kind>[A-Z_]+)\s*:(?P<answers>(?:\\.|[^\\}])*)\}", re.DOTALL | re.IGNORECASE
)
_ANSWER = re.compile(r"(?P<mark>%-?[\d.]+%|=)?(?P<text>(?:\\.|[^\\~#])*)(?:#(?:\\.|[^\\~])*)?", re.DOTALL)
_PARTS = re.compile(r"(?:\\.|[^\\~])+", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_TYPED = {"SHORTANSWER", "SA", "MW"}
_CASED = {"SHORTANSWER_C", "SAC", "MWC"}
_NUMERIC = {"NUMERICAL", "NM"}
_CHOSEN = re.compile(r"(?:MULTICHOICE|MULTIRESPONSE|MC|MR|MCV|MCH|MCS|MCVS|MCHS|MRH|MRS|MRHS)(?:_\w+)?")
OPEN, CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{OPEN}([0-9]+){CLOSE}")


@dataclass(slots=True)
class Cloze:
    """Takes the gaps out of a text before it is converted, and puts them back in our way."""

    gaps: list[str] = field(default_factory=list)
    weights: set[str] = field(default_factory=set)
    losses: list[str] = field(default_factory=list)

    def take_out(self, text: str) -> str:
        return _GAP.sub(self._token, re.sub(f"[{OPEN}{CLOSE}]", "", text))

    def put_back(self, text: str) -> str:
        return _TOKEN.sub(lambda token: self.gaps[int(token[1])], text)

    def _token(self, gap: re.Match[str]) -> str:
        kind = gap["kind"].upper()
        key = self._key(kind, gap["answers"])
        if key is None:
            self.losses.append(f"rumpang {kind} tidak dapat dibaca; teksnya tetap")
            return gap[0]
        self.weights.add(gap["weight"] or "1")
        self.gaps.append(key)
        return f"{OPEN}{len(self.gaps) - 1}{CLOSE}"

    def _key(self, kind: str, answers: str) -> str | None:
        right = [text for fraction, text in _answers(answers) if fraction > 99]
        if not right:
            return None
        if any(0 < fraction < 99 for fraction, _ in _answers(answers)):
            self.losses.append("jawaban rumpang yang bernilai sebagian tidak dipakai")
        if kind in _NUMERIC:
            self.losses.append("toleransi angka pada rumpang tidak dipakai")
            right = [text.partition(":")[0].strip() for text in right]
        elif _CHOSEN.fullmatch(kind):
            self.losses.append("pilihan pada rumpang menjadi isian; yang disimpan: jawaban benarnya")
        elif kind not in _TYPED | _CASED:
            return None
        return self.bracketed(right, keep_case=kind in _CASED)

    def bracketed(self, right: list[str], *, keep_case: bool = False) -> str | None:
        """`[[peka A / B]]`; None when nothing usable is left."""
        usable = [text for text in dict.fromkeys(right) if text != "*" and usable_wording(text, "[]")]
        if len(usable) < len(set(right)):
            self.losses.append("sebagian jawaban rumpang memuat tanda yang tidak dapat ditulis; tidak dipakai")
        return f"[[{'peka ' if keep_case else ''}{' / '.join(usable)}]]" if usable else None


def _answers(text: str) -> list[tuple[float, str]]:
    """(percent, words) of each."""
    found = []
    for part in _PARTS.findall(text):
        answer = _ANSWER.match(part.strip())
        if answer is None:
            continue
        mark = answer["mark"] or ""
        given = 100.0 if mark == "=" else float(number(mark.strip("%")) or 0)
        bare = html.unescape(_TAG.sub("", re.sub(r"\\(.)", r"\1", answer["text"])))
        found.append((given, " ".join(bare.split())))
    return found


def cloze_text(text: str) -> str:
    """Our text with its gaps in Moodle's way."""
    return replace_gaps(text, _written)


def _written(inner: str) -> str:
    key = read_key(inner.strip())
    return f"{{1:{'SHORTANSWER_C' if key.keep_case else 'SHORTANSWER'}:{'~'.join(f'={_escape(one)}' for one in key.accepted)}}}"


def _escape(text: str) -> str:
    return re.sub(r"([\\}~#/\"])", r"\\\1", html.escape(text, quote=False))
