"""What people write in Markdown, as HTML that is safe to show: no HTML of theirs, no pictures from elsewhere."""

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto", "tel"}
LEADS_OUT = re.compile(r"\s*(https?:|[/\\]{2})", re.I)
HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}  # below those of the page


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
    return reader.enable(["linkify", "strikethrough", "table"]).disable(["image", "html_block", "html_inline"])


def html(text: str) -> str:
    """Links that lead elsewhere carry the class `external` and tell nobody where they were pressed."""
    reader = _reader()
    tokens = reader.parse(text)
    for block in tokens:
        if block.type in ("heading_open", "heading_close"):
            block.tag = HEADINGS[block.tag]
        for token in block.children or ():
            if token.type == "link_open" and LEADS_OUT.match(str(token.attrGet("href") or "")):
                token.attrSet("class", "external")
    return nh3.clean(
        reader.renderer.render(tokens, reader.options, {}),
        tags=TAGS, attributes={"a": {"href"}, "ol": {"start"}}, allowed_classes={"a": {"external"}},
        url_schemes=SCHEMES, link_rel="noopener noreferrer nofollow ugc",
    ).strip()  # fmt: skip
