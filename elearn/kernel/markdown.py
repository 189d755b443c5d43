"""Compiles Markdown to safe HTML; the only file that imports markdown and bleach."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from bleach.sanitizer import Cleaner
from markdown import Markdown
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor, SubstituteTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from .markdown_links import SCHEMES, Rewriter
from .markdown_result import Compiled, Heading, LinkBase, Problem
from .markdown_source import Places, knot_in, prepare
from .markdown_tree import dress_alerts, dress_figures, dress_footnotes, dress_headings, dress_tables, dress_tasks
from .markdown_washed import is_washed

_RAW = r"(<!--(?:.*?-->)?|<[!?/]?[A-Za-z][^<>]*>)"
_ENTITY = r"(&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
_MISSING_NOTE = r"\[\^([^\]\n]+)\]"
_BLOCKS = ("indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference")
_BREAK = r"\\\n"
_PLAIN_LINE = re.compile(r"[^\W\d_][^\\`*_\[\]<>&!\n\x02\x03]*")
_TAG = re.compile(r"<[^>]*>")
_CLASS = re.compile(
    r"alert(?:-title|-note|-tip|-important|-warning|-caution)?|table-scroll|align-(?:right|center)|task(?:-box)?|"
    r"footnotes(?:-title)?|footnote-(?:ref|backref)|language-[A-Za-z0-9_+-]{1,30}"
)
_TAGS = frozenset(
    re.findall(
        r"\w+",
        "p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote aside div span strong em code pre table thead tbody "
        "tr th td a img figure figcaption video audio br hr sup",
    )
)
_ATTRIBUTES = {
    "a": {"href", "title", "aria-label"},
    "img": {"src", "alt", "title", "width", "height", "loading", "srcset", "sizes"},
    "video": {"src", "controls", "preload", "aria-label", "title"},
    "audio": {"src", "controls", "preload", "aria-label", "title"},
    "ol": {"start"},
    "th": {"scope"},
    "aside": {"role"},
    "span": {"role", "aria-label"},
    "div": {"tabindex", "role", "aria-label"},
}
_WITH_ID = frozenset({"h2", "h3", "h4", "h5", "h6", "li", "sup"})


def compile_markdown(text: str, *, base: LinkBase | None = None, first_line: int = 1, inline: bool = False) -> Compiled:
    """CommonMark with tables, footnotes, tasks, definition lists, fenced code and alerts → sanitised HTML.

    `first_line` is the line of the file on which `text` begins, so that problems name the right line. `inline` reads
    the text as words inside a sentence: no paragraphs, headings, lists or figures. Never raises.
    """
    if _is_plain(text, inline=inline):
        words = html.escape(text.strip(), quote=False)
        return Compiled(html=words if inline or not words else f"<p>{words}</p>", words=len(text.split()))
    knot = knot_in(text)
    if knot is not None:
        return _tangled(text, first_line + knot)
    engine = _Engine(base or LinkBase(), Places(text, first_line), inline=inline)
    try:
        dressed = engine.convert(" ".join(text.split()) if inline else prepare(text))
        clean = _clean(dressed)
    except RecursionError:  # markup nested in markup in one sentence: the stack ends before the writer does
        return _tangled(text, first_line)
    return engine.compiled(clean)


def _tangled(text: str, line: int) -> Compiled:
    """Text that is shown as it was written because nobody can mean what its markup says."""
    problem = Problem(
        line, "teks ini terlalu panjang atau kusut untuk dibaca", "bagi menjadi beberapa paragraf yang sederhana"
    )
    return Compiled(html=f"<pre>{html.escape(text, quote=False)}</pre>", problems=(problem,))


def _is_plain(text: str, *, inline: bool) -> bool:
    """Words without any markup, the most common case in quizzes, need no engine."""
    stripped = text.strip()
    if inline and stripped.isdecimal():
        return True
    return not stripped or _PLAIN_LINE.fullmatch(stripped) is not None


class _Engine:
    """One compilation: Python-Markdown with our own tree work, and what was met on the way."""

    def __init__(self, base: LinkBase, places: Places, *, inline: bool) -> None:
        self.base = base
        self.places = places
        self.inline = inline
        self.problems: list[Problem] = []
        self.headings: tuple[Heading, ...] = ()
        self.rewriter = Rewriter(base, places, frozenset())
        self.notes = FootnoteExtension(
            BACKLINK_TITLE="{}", BACKLINK_TEXT="↩", SEPARATOR="-", USE_DEFINITION_ORDER=False, PLACE_MARKER="\x02\x03"
        )
        self.markdown = self._build()

    def _build(self) -> Markdown:
        blocks = [
            TableExtension(use_align_attribute=True),
            FencedCodeExtension(),
            DefListExtension(),
            SaneListExtension(),
            self.notes,
        ]
        engine = Markdown(extensions=[] if self.inline else blocks, output_format="html")
        engine.preprocessors.deregister("html_block")
        for name in _BLOCKS if self.inline else ():
            engine.parser.blockprocessors.deregister(name)
        for name in ("html", "entity"):
            engine.inlinePatterns.deregister(name)
        engine.inlinePatterns.register(_Shown(_RAW, self.show_html), "raw_html", 90)
        engine.inlinePatterns.register(_Shown(_ENTITY, html.unescape), "entity", 80)
        engine.inlinePatterns.register(_Shown(_MISSING_NOTE, self.show_missing_note), "missing_note", 174)
        engine.inlinePatterns.register(SubstituteTagInlineProcessor(_BREAK, "br"), "backslash_break", 185)
        engine.treeprocessors.register(_BeforeInline(engine), "before_inline", 30)
        engine.treeprocessors.register(_AfterAll(engine, self), "after_all", -10)
        return engine

    def convert(self, text: str) -> str:
        result = self.markdown.convert(text)
        if self.inline:
            return result.removeprefix("<p>").removesuffix("</p>")
        return result

    def dress(self, root: Element) -> None:
        """The last work on the tree, before it is written out."""
        _plain_mail(root)
        dress_footnotes(root, self.base.id_prefix)
        self.headings = dress_headings(root, self.base.id_prefix)
        self.rewriter.anchors = frozenset(heading.id for heading in self.headings)
        self.rewriter.rewrite(root)
        dress_tables(root)
        if not self.inline:
            dress_figures(root)

    def show_html(self, written: str) -> str:
        """HTML is shown as the text it is."""
        shown = " ".join(written.split())[:40]
        sentence = f"HTML “{shown}” tidak dipakai dan tampil sebagai teks"
        self._complain(written, sentence, "hapus, atau apit dengan tanda ` bila memang contoh")
        return written

    def show_missing_note(self, written: str) -> str:
        """A footnote mark whose note was not written."""
        if self.inline:
            self._complain(
                written, f"catatan kaki {written} tidak dapat dipakai di sini", "pindahkan ke kalimat di bawahnya"
            )
        else:
            fix = f"tambahkan baris `{written}: …` di akhir berkas"
            self._complain(written, f"catatan kaki {written} tidak punya isi", fix)
        return written

    def _complain(self, words: str, sentence: str, fix: str) -> None:
        self.problems.append(Problem(self.places.line_of(words), sentence, fix))

    def compiled(self, clean: str) -> Compiled:
        return Compiled(
            html=clean,
            links=tuple(self.rewriter.links),
            images=tuple(self.rewriter.images),
            footnotes=tuple(self.notes.footnote_order),
            headings=self.headings,
            words=len(_TAG.sub(" ", clean).split()),
            problems=(*self.problems, *self.rewriter.problems),
        )


class _Shown(InlineProcessor):
    """What the pattern finds is shown as the words `reader` makes of it."""

    def __init__(self, pattern: str, reader: Callable[[str], str]) -> None:
        super().__init__(pattern)
        self.reader = reader

    # The stubs name two signatures of the base class; the library calls this one, by this name.
    def handleMatch(self, m: re.Match[str], _data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        return self.reader(m[0]), m.start(0), m.end(0)


class _BeforeInline(Treeprocessor):
    """Alerts and tasks are told by marks that inline reading would take for links."""

    def run(self, root: Element) -> None:
        dress_alerts(root)
        dress_tasks(root)


class _AfterAll(Treeprocessor):
    """Everything else is done on the finished tree."""

    def __init__(self, markdown: Markdown, engine: _Engine) -> None:
        super().__init__(markdown)
        self.engine = engine

    def run(self, root: Element) -> None:
        self.engine.dress(root)


def _plain_mail(root: Element) -> None:
    """Addresses in plain letters: hiding them as entities stops no robot and only troubles readers."""
    for link in root.iter("a"):
        if AMP_SUBSTITUTE in link.get("href", ""):
            link.set("href", html.unescape(link.get("href", "").replace(AMP_SUBSTITUTE, "&")))
            link.text = html.unescape((link.text or "").replace(AMP_SUBSTITUTE, "&"))


def _clean(dressed: str) -> str:
    """The last word over everything: only these tags, attributes, classes and schemes pass."""
    return dressed.strip() if is_washed(dressed, _may_have) else _wash(dressed)


def _wash(dressed: str) -> str:
    cleaner = Cleaner(tags=_TAGS, attributes=_may_have, protocols=SCHEMES, strip=False, strip_comments=True)
    return cleaner.clean(dressed).strip()


def _may_have(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return all(_CLASS.fullmatch(word) for word in value.split())
    if name == "id":
        return tag in _WITH_ID and re.fullmatch(r"[A-Za-z0-9_-]+", value) is not None
    return name in _ATTRIBUTES.get(tag, ())
