"""Recovers the slips of trainers before anything is parsed; never adds or removes a line."""

from __future__ import annotations

import re
import unicodedata

from elearn.kernel.markdown_source import follow_fence

_GONE = re.compile("[\ufeff\u200b\u2060\u00ad\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS_INSIDE = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile(f"[{_SPACES}]")
_LEADING = re.compile(rf"[ \t{_SPACES}]+")
_FULL_WIDTH = str.maketrans("［］【】＃＞", "[][]#>")
_DASHES_ONLY = re.compile(r"[-\u2010-\u2015\u2212]{1,6}\s*")

_BULLET = "[-*+\u2010-\u2015\u2212\u2022\u2023\u25aa\u25cf\u25e6\u00b7\uf0b7]"
_LETTER = r"(?:\(?[A-Za-z0-9]{1,2}[.)])"
_BLANK = rf"[ \t{_SPACES}_]*"
_BOX = re.compile(
    rf"(?P<indent> *)(?:(?P<bullet>{_BULLET})|{_LETTER})?[ \t{_SPACES}]*"
    rf"(?:[\[［【](?P<inner>{_BLANK}(?:[xX×✓✔√vV]|-?\d{{1,3}}|){_BLANK})[\]］】]|(?P<glyph>[☐☑☒🗹]))"
    rf"(?P<rest>.*)"
)
_WORD_BULLET = re.compile("(?P<indent> *)[\u2022\u2023\u25aa\u25cf\u25e6\u00b7\uf0b7]\\s*(?P<rest>\\S.*)")
_HEADING = re.compile(rf"(?P<indent> {{0,3}})(?P<marks>[#＃]{{1,6}})[{_SPACES}\t ]+(?P<rest>.*)")
_CURLY = re.compile(r"(?P<before>(?:^|[:\[,{-])\s*)[“”„](?P<inner>[^“”„\"]*)[“”](?=\s*(?:[,\]}#]|$))")


def normalise(text: str) -> str:
    """The text in normal form: as many lines as before (line ends are \\n), and doing it twice changes nothing more."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _GONE.sub("", _BREAKS_INSIDE.sub(" ", text))
    lines = text.split("\n")
    closing = _front_matter_end(lines)
    head = [_front_matter_line(line) for line in lines[: closing + 1]]
    return "\n".join([*head, *_body_lines(lines[closing + 1 :])])


def _front_matter_end(lines: list[str]) -> int:
    """Index of the closing line of the front matter, -1 when there is none."""
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if not lines[start:] or not _DASHES_ONLY.fullmatch(lines[start].lstrip()):
        return -1
    for index in range(start + 1, len(lines)):
        if _DASHES_ONLY.fullmatch(lines[index]):
            return index
    return -1


def _front_matter_line(line: str) -> str:
    line = _ODD_SPACE.sub(" ", line).replace("\t", "    ").rstrip().translate(_FULL_WIDTH).replace("：", ": ")
    if _DASHES_ONLY.fullmatch(line.lstrip()):
        return "---"
    return _CURLY.sub(r'\g<before>"\g<inner>"', line)


def _body_lines(lines: list[str]) -> list[str]:
    fence = ""
    result = []
    for line in lines:
        fence, inside = follow_fence(fence, line)
        result.append(line if inside else _body_line(line))
    return result


def _body_line(line: str) -> str:
    if leading := _LEADING.match(line):
        indent = _ODD_SPACE.sub(" ", leading[0]).expandtabs(4)
        line = indent + line[leading.end() :]
    if heading := _HEADING.fullmatch(line):
        return f"{heading['indent']}{heading['marks'].translate(_FULL_WIDTH)} {_strip(heading['rest'])}".rstrip()
    if boxed := _box(line):
        return boxed
    if bullet := _WORD_BULLET.fullmatch(line):
        return f"{bullet['indent']}- {_strip(bullet['rest'])}"
    return line.rstrip() if not line.endswith("  ") or not line.strip() else line.rstrip() + "  "


def _box(line: str) -> str:
    """The line in the form `- [x] words` when it is an option, else ""."""
    match = _BOX.fullmatch(line)
    if match is None or (match["glyph"] is None and not _is_box(match)):
        return ""
    tick = _tick(match["glyph"] or match["inner"])
    return f"{match['indent']}- [{tick}] {_strip(match['rest'])}".rstrip()


def _strip(text: str) -> str:
    """Without spaces of any width at its ends."""
    return re.sub(rf"^[ \t{_SPACES}]+|[ \t{_SPACES}]+$", "", text)


def _is_box(match: re.Match[str]) -> bool:
    """A box stands after a bullet or letter; `[x](…)`, `[x][…]` and `[x]:` are links, unless the box holds a space."""
    marked = match.start("inner") - 1 > match.end("indent")
    blank_inside = match["inner"] != "" and not match["inner"].strip()
    return marked and (blank_inside or not match["rest"].startswith(("(", "[", ":")))


def _tick(inner: str) -> str:
    bare = _ODD_SPACE.sub(" ", inner).strip(" \t_")
    if bare in ("☐", ""):
        return " "
    return bare if bare.lstrip("-").isdigit() else "x"
