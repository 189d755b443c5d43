"""What a lesson's Markdown becomes, and that nothing dangerous survives it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elearn.kernel.markdown import compile_markdown
from elearn.kernel.markdown_result import Heading, Image, Link, LinkBase
from elearn.kernel.markdown_source import prepare

TAGS = frozenset(
    re.findall(
        r"[\w-]+",
        "p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote aside div span strong em code pre table thead tbody "
        "tr th td a img figure figcaption video audio br hr sup",
    )
)
ATTRIBUTES = frozenset(
    re.findall(
        r"[\w-]+",
        "href src alt title width height loading controls preload aria-label start scope role tabindex class id",
    )
)
PAYLOADS = (
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<svg onload=alert(1)>",
    "<svg><script xlink:href=data:,alert(1) /></svg>",
    "<iframe src=https://a.id></iframe>",
    "<a href=javascript:alert(1)>x</a>",
    "<b style=position:fixed>x</b>",
    "<style>body{display:none}</style>",
    "<!--<img src=--><img src=x onerror=alert(1)//-->",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#x73;cript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#1;javascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example/x)",
    "[x](\\\\evil.example/x)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x](aset/a.pdf \"t' onmouseover='alert(1)\")",
    '[x](https://a.id/" onmouseover="alert(1))',
    "![x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    '![x" onerror="alert(1)](aset/a.png)',
    '![x](aset/a.png "x\\" onerror=\\"alert(1)")',
    '![x](aset/a.mp4" autoplay="1)',
    "[![x](javascript:alert(1))](javascript:alert(2))",
    "<javascript:alert(1)>",
    '<https://a.id/"onmouseover=alert(1)>',
    "```{.x onload=alert(1)}\n<script>\n```",
    "```python onload=alert(1)\n</code></pre><script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "# x {: onclick=alert(1) }",
    "[^a]\n\n[^a]: <script>alert(1)</script> [x](javascript:alert(1))",
    '[^"><script>]\n\n[^"><script>]: x',
    "> [!NOTE]\n> <img src=x onerror=alert(1)>",
    "| <script>alert(1)</script> | b |\n|---|---|\n| [x](javascript:1) | <b onclick=1> |",
    "istilah\n: <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x02wzxhzdk:0\x03<script>",
    "- [ ] <input onfocus=alert(1) autofocus>",
)


class Strict(HTMLParser):
    """Fails at the first tag, attribute or address that is not allowed."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        for name, value in attrs:
            assert name in ATTRIBUTES, (tag, name)
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                assert (value or "").startswith(("https://", "http://", "mailto:", "#m-", "aset/", "0")), value
            if name == "src":
                assert (value or "").startswith("aset/"), value

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def assert_safe(html: str) -> None:
    reader = Strict()
    reader.feed(html)
    reader.close()
    assert len(reader.ids) == len(set(reader.ids))


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("frame", ["{}", "kata {} kata", "- {}", "> {}", "## {}", "**{}**"])
def test_payload_never_survives_compilation(payload: str, frame: str) -> None:
    assert_safe(compile_markdown(frame.format(payload)).html)
    assert_safe(compile_markdown(frame.format(payload), inline=True).html)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([*PAYLOADS, "\n", "\n\n", "    ", "> ", "- ", "1. ", "[", "](", ")", "`", "*", "|", "<", "a"])
    )
)
def test_mixture_of_payloads_never_survives_compilation(pieces: list[str]) -> None:
    reader = Strict()
    reader.feed(compile_markdown("".join(pieces)).html.replace('href="', 'href="#m-'))
    assert len(reader.ids) == len(set(reader.ids))


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_compiles(text: str) -> None:
    compile_markdown(text)
    compile_markdown(text, inline=True)


def test_raw_html_is_shown_as_text_and_reported_on_its_line() -> None:
    compiled = compile_markdown("satu\n\n<b>dua</b>", first_line=10)

    assert compiled.html == "<p>satu</p>\n<p>&lt;b&gt;dua&lt;/b&gt;</p>"
    assert [problem.line for problem in compiled.problems] == [12, 12]


def test_dangerous_link_becomes_words_and_is_reported() -> None:
    compiled = compile_markdown("a\n[klik](javascript:alert(1))")

    assert compiled.html == "<p>a\n<span>klik</span></p>"
    assert [(problem.line, problem.sentence) for problem in compiled.problems] == [
        (2, "tautan “javascript:alert(1)” tidak diizinkan")
    ]


def test_code_keeps_what_looks_like_html_without_a_problem() -> None:
    compiled = compile_markdown("`<b>`\n\n```html\n<script>\n```\n")

    assert (
        compiled.html == '<p><code>&lt;b&gt;</code></p>\n<pre><code class="language-html">&lt;script&gt;\n</code></pre>'
    )
    assert compiled.problems == ()


def test_headings_begin_at_two_skip_no_level_and_have_unique_ids() -> None:
    compiled = compile_markdown("# Satu\n\n#### Dua\n\n# Satu\n\n##\n")

    assert compiled.headings == (Heading(2, "Satu", "satu"), Heading(3, "Dua", "dua"), Heading(2, "Satu", "satu-2"))
    assert compiled.html.startswith('<h2 id="m-satu">Satu</h2>')


def test_alert_becomes_a_note_with_an_indonesian_title() -> None:
    compiled = compile_markdown("> [!WARNING]\n> Hati-hati.\n> - satu")

    assert compiled.html == (
        '<aside class="alert alert-warning" role="note">\n<p class="alert-title">Peringatan</p>\n<p>Hati-hati.</p>\n'
        "<ul>\n<li>satu</li>\n</ul>\n</aside>"
    )


def test_table_can_be_scrolled_by_keyboard() -> None:
    compiled = compile_markdown("Teks\n| a | b |\n|---|--:|\n| 1 | 2 |")

    assert compiled.html.startswith(
        '<p>Teks</p>\n<div aria-label="Tabel 1" class="table-scroll" role="region" tabindex="0"><table>'
    )
    assert '<td class="align-right">2</td>' in compiled.html


def test_lone_picture_becomes_a_figure_with_its_title_as_caption() -> None:
    base = LinkBase(asset_url=lambda path: f"/berkas/{path}", size_of=lambda _path: (720, 400))

    compiled = compile_markdown('![Alur](aset/a.svg "Alur layanan")', base=base)

    assert compiled.html == (
        '<figure><img alt="Alur" height="400" loading="lazy" src="/berkas/aset/a.svg" width="720">'
        "<figcaption>Alur layanan</figcaption></figure>"
    )
    assert compiled.images == (Image("aset/a.svg", "Alur", "Alur layanan", 1),)


def test_film_becomes_a_player_that_does_not_start_by_itself() -> None:
    assert compile_markdown("![Wawancara](aset/a.mp4)").html == (
        '<figure><video aria-label="Wawancara" controls preload="none" src="aset/a.mp4"></video></figure>'
    )


def test_picture_without_alt_text_is_reported() -> None:
    compiled = compile_markdown("a\n\n![](aset/a.svg)")

    assert [(problem.line, problem.sentence) for problem in compiled.problems] == [
        (3, "gambar “aset/a.svg” belum punya teks pengganti")
    ]


def test_links_to_steps_and_anchors_are_rewritten() -> None:
    base = LinkBase(step_url=lambda stem: f"/belajar/{stem}")

    compiled = compile_markdown("## Bagian dua\n\n[a](02-b.md#isi) [b](#bagian-dua) [c](aset/d.pdf)", base=base)

    assert (
        '<a href="/belajar/02-b#m-isi">a</a> <a href="#m-bagian-dua">b</a> <a href="aset/d.pdf">c</a>' in compiled.html
    )
    assert compiled.links == (
        Link("step", "02-b", "isi", 3),
        Link("anchor", "", "bagian-dua", 3),
        Link("asset", "aset/d.pdf", "", 3),
    )


def test_link_without_text_and_to_a_missing_section_are_reported() -> None:
    compiled = compile_markdown("[](02-b.md)\n[a](#tiada)")

    assert [problem.sentence for problem in compiled.problems] == [
        "tautan ini tidak punya teks",
        "bagian “#tiada” tidak ada pada berkas ini",
    ]


def test_footnotes_are_numbered_in_the_order_of_the_text_and_lead_back() -> None:
    compiled = compile_markdown("a[^b] c[^a]\n\n[^a]: Satu.\n[^b]: Dua.")

    assert compiled.footnotes == ("b", "a")
    assert (
        '<a aria-label="Kembali ke teks, catatan kaki 1" class="footnote-backref" href="#m-fnref-b">' in compiled.html
    )


def test_footnote_without_text_is_reported() -> None:
    assert [problem.sentence for problem in compile_markdown("a [^x]").problems] == [
        "catatan kaki [^x] tidak punya isi"
    ]


def test_lists_nest_by_commonmark_indents() -> None:
    compiled = compile_markdown("Teks:\n1. satu\n   - dua\n     - tiga\n2. empat")

    assert compiled.html == (
        "<p>Teks:</p>\n<ol>\n<li>satu<ul>\n<li>dua<ul>\n<li>tiga</li>\n</ul>\n</li>\n</ul>\n</li>\n<li>empat</li>\n</ol>"
    )


def test_task_list_says_what_is_done() -> None:
    assert '<span aria-label="sudah" class="task-box" role="img">☑</span> beres' in compile_markdown("- [x] beres").html


def test_definition_list_is_read() -> None:
    assert compile_markdown("SKP\n: Sasaran Kinerja Pegawai").html == (
        "<dl>\n<dt>SKP</dt>\n<dd>Sasaran Kinerja Pegawai</dd>\n</dl>"
    )


def test_inline_text_stays_inside_a_sentence() -> None:
    assert compile_markdown("1. *satu* & `dua`", inline=True).html == "1. <em>satu</em> &amp; <code>dua</code>"


def test_deeply_nested_quotes_do_not_exhaust_the_stack() -> None:
    compile_markdown(">" * 5000 + " a")
    compile_markdown("\n".join(" " * (2 * depth) + "- a" for depth in range(600)))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["- a", "  - b", "1. c", "   d", "", "> e", "> - f", "```", "| a | b |", "|---|---|", "teks"])
    )
)
def test_preparing_keeps_every_word(lines: list[str]) -> None:
    def words(text: str) -> list[str]:
        return [word for word in text.replace(">", " ").split() if word.isalpha()]

    assert words(prepare("\n".join(lines))) == words("\n".join(lines))
