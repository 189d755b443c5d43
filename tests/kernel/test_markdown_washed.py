"""What is told to be clean is what the washer would give back, letter by letter: the washer itself is asked."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import example, given
from hypothesis import strategies as st

from elearn.app import shipped
from elearn.kernel import markdown
from elearn.kernel.markdown import _Engine
from elearn.kernel.markdown_result import LinkBase
from elearn.kernel.markdown_source import Places, prepare
from elearn.kernel.markdown_washed import is_washed

TAGS = [
    "p",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "aside",
    "div",
    "span",
    "strong",
    "em",
    "code",
    "pre",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "a",
    "img",
    "figure",
    "figcaption",
    "video",
    "br",
    "hr",
    "sup",
    "script",
    "style",
    "svg",
    "form",
    "b",
    "i",
]
ATTRIBUTES = (
    'class="alert"', 'alt="&quot;A&quot; &amp; B"', 'href="a?b&amp;c"', 'title="&#160;"', 'class="gelap"', 'id="m-satu"', 'id="a b"', 'href="https://a.example/x?y=1#z"', 'href="a:b"',
    'href="javascript:alert(1)"', 'href="//a.example"', 'src="aset/a.svg"', 'alt=""', 'title="Dua kata"',
    'onclick="x()"', 'start="3"', 'scope="col"', 'tabindex="0"', 'role="note"', 'style="color: red"', "controls",
)  # fmt: skip
TEXTS = (
    "Warga",
    " ",
    "\n",
    "&amp;",
    "&lt;",
    "&copy;",
    "&",
    "<",
    ">",
    '"',
    "'",
    "\x00",
    "\r",
    "\x0c",
    "\u00a0",
    "\ufffe",
    "é",
    "🙂",
    "<!-- -->",
)


@st.composite
def soups(draw: st.DrawFn) -> str:
    """Tags in any order and nesting, most of them closed, some of them where they may stand."""

    def element(depth: int) -> Iterator[str]:
        for _ in range(draw(st.integers(0, 3))):
            if depth > 4 or draw(st.booleans()):
                yield draw(st.sampled_from(TEXTS))
                continue
            tag, attributes = draw(st.sampled_from(TAGS)), draw(st.lists(st.sampled_from(ATTRIBUTES), max_size=2))
            yield f"<{' '.join([tag, *attributes])}>"
            yield from element(depth + 1)
            if tag not in ("img", "br", "hr") and draw(st.integers(0, 9)):
                yield f"</{tag}>"

    return "".join(element(0))


def same(dressed: str) -> bool:
    """True when it was told to be clean, and is."""
    if not is_washed(dressed, markdown._may_have):
        return False
    assert markdown._wash(dressed) == dressed.strip()
    return True


@given(soups())
@example("<pre>\n<code>x</code></pre>")
@example("<table>\xa0</table>")
@example("<p><p>satu</p></p>")
@example("<a href='x'><a>dua</a></a>")
@example("<table><tr><td>satu</td></tr></table>")
@example("<ul>satu<li>dua</li></ul>")
@example("<h2><p>satu</p></h2>")
@example('<p class="alert" class="task">satu</p>')
@example('<a href="java&#115;cript:alert(1)">satu</a>')
def test_nothing_is_told_to_be_clean_that_the_washer_would_change(dressed: str) -> None:
    same(dressed)


def words(tag: str) -> st.SearchStrategy[str]:
    """Well-formed texts, so that the other side of the promise is asked too."""
    return st.lists(
        st.sampled_from(["Warga", "&#160;", "&quot;", " &amp; ", "<br>", "<em>satu</em>", '<a href="#m-x">dua</a>']),
        max_size=4,
    ).map(lambda found: f"<{tag}>{''.join(found)}</{tag}>")


@given(
    st.recursive(
        st.sampled_from(["p", "h2", "dt"]).flatmap(words),
        lambda inner: st.lists(inner, max_size=3).map(
            lambda found: "<blockquote>\n" + "\n".join(part for part in found if "<dt" not in part) + "\n</blockquote>"
        ),
    )
)
def test_what_is_well_formed_stays(dressed: str) -> None:
    assert same(dressed) or "<dt" in dressed


def test_shipped_lessons_need_no_washing() -> None:
    for path in sorted(shipped("courses").glob("*/*.md")):
        text = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        dressed = _Engine(LinkBase(), Places(text, 1), inline=False).convert(prepare(text))

        assert same(dressed), path
