"""Slips below the front matter: boxes, bullets, headings, links and comments as word processors and phones write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from elearn.kernel.markdown_source import follow_fence

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ALL_SPACES = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
ODD_SPACE = re.compile(f"[{SPACES}]")
_LEADING = re.compile(rf"[ \t{SPACES}]+")
_FULL_WIDTH = str.maketrans("［］【】＃＞", "[][]#>")

_WORD_BULLETS = "\u2022\u2023\u25aa\u25a0\u25cb\u25cf\u25e6\u25b6\u25ba\u00b7\u27a2\u2756\uf0b7\uf0a7\uf0d8\uf076"
_BULLET = f"[-*+\u2010-\u2015\u2212{_WORD_BULLETS}]"
_LETTER = r"(?:\(?(?:[A-Za-z0-9]{1,2}|[ivxIVX]{3,4})[.)])"
_MARK = rf"(?:{_BULLET}|{_LETTER})"
_BLANK = rf"(?:[ \t{SPACES}_]|&nbsp;){{0,8}}"
_TICK = "[xX×хХｘＸ✓✔√✅✕✖vV*•●]\ufe0f?"
_GLYPHS = {"☐": " ", "□": " ", "⬜": " ", "\uf0a8": " ", "\uf06f": " ", "☑": "x", "☒": "x", "🗹": "x", "\uf0fe": "x"}
_BOX = re.compile(
    rf"(?P<indent> *)(?P<mark>{_MARK}(?:[ \t{SPACES}]*{_MARK})?)?[ \t{SPACES}]*"
    rf"(?:\\?[\[［【](?P<inner>{_BLANK}(?:{_TICK}|-?\d{{1,3}}|){_BLANK})\\?[\]］】]|(?P<glyph>[{''.join(_GLYPHS)}])\ufe0f?)"
    rf"(?P<rest>.*)"
)
_BOXY = re.compile(rf"[\[［【{''.join(_GLYPHS)}]")
_LOOSE = re.compile(
    rf"(?P<indent> *)(?:(?P<bullet>{_BULLET})[ \t]*\((?P<round>[ \t]*|[ \t]*{_TICK}[ \t]*)\)|"
    rf"\[(?P<square>[ \t]*|[ \t]*{_TICK}[ \t]*)\])[ \t]+(?P<rest>[^ \t].*)"
)
"""`- (x) A` and `[x] A` without a bullet: boxes only where an empty one stands beside them."""
_WORD_BULLET = re.compile(rf"(?P<indent> *)(?:[{_WORD_BULLETS}]\s*|o\t\s*)(?P<rest>\S.*)")
_HEADING = re.compile(
    rf"(?P<indent> {{0,3}})(?P<marks>[#＃]{{1,6}}(?=[{SPACES}\t ])|[#＃]{{2,6}}(?=[^\W_]|[“\"'(]))[{SPACES}\t ]*(?P<rest>.*)"
)
_NUMBER = re.compile(r"(?P<number> {0,3}[0-9]{1,2}[.)])(?=[^\W\d_a-z])")
_ALERT = re.compile(r"(?P<quote>\s*[>＞])\s*\\?\[\s*!\s*(?P<name>[A-Za-z]{3,12})\s*\\?\](?P<rest>.*)")
_ID = re.compile(
    r"<!\s?(?:--?|[\u2010-\u2015\u2212]{1,2})-?\s*id\s*[:：]\s*([A-Za-z0-9-]{1,40}?)\s*(?:--?|[\u2010-\u2015\u2212]{1,2})-?>"
)
_LINK_TITLE = re.compile(r"(?P<link>\]\([^()\[\]\s“”„]+[ \t]+)[“”„](?P<title>[^“”„\"()]*)[“”](?P<end>[ \t]*\))")
_LINK_BACKSLASH = re.compile(r"(?P<open>\]\()(?P<path>(?:\.\\)?aset\\[^()\[\]\s]*)(?=[)\s])")
_PICTURE_GAP = re.compile(r"(?P<alt>!\[[^\[\]]*\])[ \t]+(?=\((?:\./)?aset[/\\])")


def body_lines(lines: list[str]) -> list[str]:
    """All lines in normal form, those of fenced code as they are."""
    fence = ""
    result: list[str] = []
    is_code: list[bool] = []
    for written in lines:
        line = written if fence else _plain_indent(written)
        fence, inside = follow_fence(fence, line)
        result.append(line if inside else _body_line(line))
        is_code.append(inside)
    for start, end in _sections(result, is_code):
        _take_loose_boxes(result, [index for index in range(start, end) if not is_code[index]])
    return result


def _sections(lines: list[str], is_code: list[bool]) -> Iterator[tuple[int, int]]:
    """Where each heading's lines begin and end."""
    heads = [index for index, line in enumerate(lines) if not is_code[index] and _HEADING.fullmatch(line)]
    return zip([0, *heads], [*heads, len(lines)], strict=True)


def _take_loose_boxes(lines: list[str], places: list[int]) -> None:
    found = {
        place: match
        for place in places
        if ("(" in lines[place] or "[" in lines[place]) and (match := _LOOSE.fullmatch(lines[place]))
    }
    if any(not (match["round"] or match["square"] or "").strip() for match in found.values()):
        for place, match in found.items():
            tick = _tick(match["round"] or match["square"] or "")
            lines[place] = f"{match['indent']}- [{tick}] {strip(match['rest'])}"


def _plain_indent(line: str) -> str:
    """With spaces of one width and no tabs before its first word."""
    leading = _LEADING.match(line)
    return ODD_SPACE.sub(" ", leading[0]).expandtabs(4) + line[leading.end() :] if leading else line


def _body_line(line: str) -> str:
    """The line in normal form; its first mark tells what it can be, as most lines are plain words."""
    first = line.lstrip(" ")[:1]
    if "<" in line or "](" in line or "![" in line:
        line = _links(_ID.sub(r"<!-- id: \1 -->", line))
    if first in ("#", "＃") and (heading := _HEADING.fullmatch(line)):
        return f"{heading['indent']}{heading['marks'].translate(_FULL_WIDTH)} {strip(heading['rest'])}".rstrip()
    if _BOXY.search(line) and (boxed := _box(line)):
        return boxed
    if first and first in f"o{_WORD_BULLETS}" and (bullet := _WORD_BULLET.fullmatch(line)):
        return f"{bullet['indent']}- {strip(bullet['rest'])}"
    if first in (">", "＞"):
        alert = _ALERT.fullmatch(line)
        line = f"{alert['quote']} [!{alert['name'].upper()}]{alert['rest']}" if alert else line
        line = line.replace("＞", ">", 1) if first == "＞" else line
    elif first.isdigit():
        line = _NUMBER.sub(r"\g<number> ", line, count=1)
    return line.rstrip() if not line.endswith("  ") or not line.strip() else line.rstrip() + "  "


def _links(line: str) -> str:
    line = _PICTURE_GAP.sub(r"\g<alt>", line)
    line = _LINK_BACKSLASH.sub(lambda found: found["open"] + found["path"].replace("\\", "/"), line)
    return _LINK_TITLE.sub(r'\g<link>"\g<title>"\g<end>', line)


def _box(line: str) -> str:
    """The line in the form `- [x] words` when it is an option, else ""."""
    match = _BOX.fullmatch(line)
    if match is None or (match["glyph"] is None and not _is_box(match)):
        return ""
    tick = _GLYPHS[match["glyph"]] if match["glyph"] else _tick(match["inner"])
    return f"{match['indent']}- [{tick}] {strip(match['rest'])}".rstrip()


def _is_box(match: re.Match[str]) -> bool:
    """A box stands after a bullet or letter; `[x](…)`, `[x][…]` and `[x]:` are links, unless the box holds a space."""
    blank_inside = match["inner"] != "" and not match["inner"].strip()
    return match["mark"] is not None and (blank_inside or not match["rest"].startswith(("(", "[", ":")))


def _tick(inner: str) -> str:
    bare = ODD_SPACE.sub(" ", inner.replace("&nbsp;", " ")).strip(" \t_")
    if not bare:
        return " "
    return bare if bare.lstrip("-").isdigit() else "x"


def strip(text: str) -> str:
    """Without spaces of any width at its ends."""
    return text.strip(_ALL_SPACES)
