"""Words of other formats as Markdown of ours: escaped where they would mean markup, and guarded where our files would
read a line as structure."""

from __future__ import annotations

import re

from elearn.core.questions.block import short_digest
from elearn.core.questions.properties import property_name
from elearn.core.questions.section import OPTION
from elearn.core.questions.short import read_key
from elearn.kernel.markdown_source import follow_fence

_SPECIAL = re.compile(r"[\\`*_\[\]]")
_HTML = re.compile(r"<(?=\S)")
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
_START = re.compile(
    r"(?P<indent> *)(?:(?P<mark>[-+>#|]|~(?=~~)|:(?=\s|$))|(?P<number>\d{1,9})(?=[.)](?: |$|[^\W\d_a-z])))"
)
_ASIDE = re.compile(r"^([^\w\n]*(?:petunjuk|hint|pembahasan|explanation)[^\w\n:]*):", re.IGNORECASE | re.MULTILINE)
_HIGH_HEADING = re.compile(r" {0,3}#{1,2} +(?=\S)")
_TOP_LINE = re.compile(r" {0,3}(?:=+|-+)\s*")
_SPACES = re.compile(r"[^\S\n]+")
_ID = re.compile(r"s-[a-z0-9-]{1,38}")
_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?|mailto):)")
_CODE = re.compile(r"((?:\\[\\`]|[^`])*)((?:(`+)(?!`).*?(?<!`)\3(?!`)|`+)?)")
_IMAGE = re.compile(r"!\[")
_BLOCK_START = re.compile(r"\s{0,3}(?:[-*+] |\d+[.)] |>|#|\||`{3}|~{3}| {4}|!\[)")


def inline(words: str) -> str:
    """Plain words as Markdown inside a sentence: one line in which nothing is markup."""
    return escaped(" ".join(words.split()))


def paragraph(words: str) -> str:
    """Plain words as one paragraph that begins no list, quote or heading."""
    return unstructured(inline(words))


def plain_block(words: str) -> str:
    """Plain text with blank lines between paragraphs."""
    return "\n\n".join(paragraph(part) for part in re.split(r"\n\s*\n", words) if part.strip())


def escaped(words: str) -> str:
    """Words in which nothing is markup; spaces and lines stay."""
    return _HTML.sub("&lt;", _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\g<0>", words)))


def unstructured(line: str) -> str:
    """A line of Markdown that begins no list, quote, heading, table or code."""
    start = _START.match(line)
    if start is None:
        return line
    if start["number"]:
        return f"{line[: start.end()]}\\{line[start.end() :]}"
    if start["mark"] in ":~|":
        return f"{start['indent']}&#{ord(start['mark'])};{line[start.end() :]}"
    return f"{start['indent']}\\{start['mark']}{line[start.end() :]}"


def one_line(block: str) -> tuple[str, bool]:
    """A block of Markdown as a single line, and whether something of its layout was lost."""
    if "\n" not in block.strip() and not _BLOCK_START.match(block):
        return _closed(_begun(block.strip())), False
    parts = [_BLOCK_START.sub("", line, count=1) if not _IMAGE.match(line) else line for line in block.split("\n")]
    bare = [
        re.sub(r"(?<!\\)((?:\\\\)*)\\$", r"\1", part.strip()) for part in parts if not re.fullmatch(r"[\s|:=-]*", part)
    ]
    return _closed(_SPACES.sub(" ", " ".join(bare)).strip()), "\n" in block.strip()


def _begun(line: str) -> str:
    """A heading needs no guard against being a list; the one `unstructured` put there goes."""
    bare = re.sub(r"^(\d{1,9})\\(?=[.)])|^\\(?=[-+>#])", r"\1", line)
    bare = re.sub(r"^&#(58|126|124);", lambda code: chr(int(code[1])), bare)
    return bare if unstructured(bare) == line else line


def _closed(line: str) -> str:
    """A heading would lose `#` at its end."""
    return re.sub(r"(?<![\\#])(#+)$", r"\\\1", line)


def split_prompt(text: str, name: str) -> tuple[str, str]:
    """Heading and body of a question: its first paragraph when that is a plain sentence, else its name above it all."""
    first, _, rest = text.strip().partition("\n\n")
    fits = first and "\n" not in first and not _BLOCK_START.match(first) and len(first) <= LONGEST_PROMPT
    if fits:
        return _closed(_begun(first)), rest.strip("\n")
    lines = " ".join(first.split("\n"))
    if "\n" in first and not _BLOCK_START.match(first) and "```" not in first and len(lines) <= LONGEST_PROMPT:
        return _closed(lines), rest.strip("\n")
    return inline(name) or "Soal", text.strip("\n")


LONGEST_PROMPT = 600
"""Letters of a heading: a longer first paragraph is a text to read, not a question."""


def guarded(block: str) -> str:
    """Markdown in which no line is a question, an option, a property or an id of ours; everything else stays.

    Doing it twice changes nothing more.
    """
    fence, result = "", []
    for line in block.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n"):
        fence, inside = follow_fence(fence, line)
        result.append(line if inside else _guarded_line(line))
    return "\n".join(result)


def _guarded_line(line: str) -> str:
    line = line.expandtabs(4).rstrip() + ("  " if line.endswith("  ") and line.strip() else "")
    if heading := _HIGH_HEADING.match(line):
        return "### " + line[heading.end() :]
    if OPTION.fullmatch(line):
        return line.replace("[", "\\[", 1)
    if property_name(line):
        return re.sub("[:：]", "&#58;", line, count=1)
    return line.replace("<!--", "&lt;!--")


def washed(block: str) -> str:
    """Markdown of others without raw HTML: tags and comments outside code are shown as the text they are."""
    fence, result = "", []
    for line in block.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        fence, inside = follow_fence(fence, line)
        result.append(line if inside else "".join(_washed(*pair) for pair in _pieces(line)))
    return "\n".join(result)


def _pieces(line: str) -> list[tuple[str, str]]:
    return [(words, code) for words, code, _ in _CODE.findall(line)]


def _washed(words: str, code: str) -> str:
    return _TAG.sub("&lt;", words) + code


def quoted(block: str) -> str:
    """A block that may stand in feedback: it cannot be taken for a hint or an explanation."""
    return _ASIDE.sub(r"\1&#58;", block).replace("<!--", "&lt;!--")


def identity(source: str) -> str:
    """The id of a question made from what its source calls it; one of ours stays as it is."""
    return source if _ID.fullmatch(source) else "s-" + short_digest(source)


def usable_wording(text: str, forbidden: str = "") -> bool:
    """Whether an accepted answer means itself when it is written in our way, beside others."""
    alone = read_key(text)
    return alone.accepted == (text,) and not alone.keep_case and not any(mark in text for mark in forbidden)
