"""What may be said, whom it names, how it looks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thepass.kernel import markdown
from thepass.kernel.refusal import Refused
from thepass.talk.rules import filling, mentions, texts

PEOPLE = {1: "Priya Raman", 2: "Tomás Reyes", 3: "Priya Sharma", 4: "Li Na", 5: "Omar Haddad"}
PEOPLE |= {6: "Omar  Haddad", 7: "王芳"}
NAMED = [
    ("@Priya Raman could you look?", [1]),
    ("@priya raman, and @Tomás Reyes.", [1, 2]),
    ("Thanks @Li Na!", [4]),
    ("@王芳 你好", [7]),
    ("@Tomás knows", [2]),  # near, and the only one of that name
    ("@Priya knows", []),  # two are near
    ("@Omar Haddad", []),  # two are called so
    ("mail ana@Li Na", []),
    ("`@Li Na`", []),
    ("```\n@Li Na\n```", []),
    ("@@Li Na", []),
    ("@Li\nNa", []),
    ("@nobody at all", []),
    ("@Li Na @Li Na", [4]),
]


@pytest.mark.parametrize(("text", "ids"), NAMED)
def test_who_is_named(text: str, ids: list[int]) -> None:
    assert mentions.named(text, PEOPLE, near=(1, 2, 3)) == ids


@given(st.text())
def test_no_text_names_who_is_not_there(text: str) -> None:
    assert set(mentions.named(text, PEOPLE, near=PEOPLE)) <= set(PEOPLE)
    assert len(mentions.candidates("@a " * 100)) == mentions.MOST


def test_words_are_tidied_and_too_many_refused() -> None:
    assert texts.written(" a\r\nb\u202e\x00\u200b \U0001f469\u200d\U0001f373 ") == "a\nb \U0001f469\u200d\U0001f373"
    for typed in ("", "  \n ", "\u200b", "x" * 20_001, "é" * 10_001, "x" * 100_000):
        with pytest.raises(Refused):
            texts.written(typed)


XSS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "![x](https://elsewhere.example/track.png)",
    "<a href='javascript:alert(1)'>x</a>",
    "<svg onload=alert(1)>",
    '[x](https://a.example "onmouseover=alert(1)")',
    "<div hx-get='/leave' hx-trigger='load'>x</div>",
    "`<script>`",
    '<https://a.example/"onclick=x>',
    "[a]: javascript:alert(1)\n\n[a]",
]


@pytest.mark.parametrize("text", XSS)
def test_nothing_written_runs(text: str) -> None:
    from html.parser import HTMLParser

    found: list[tuple[str, list]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append((tag, attrs))  # type: ignore[method-assign]
    parser.feed(markdown.html(text))
    assert {tag for tag, _ in found} <= markdown.TAGS
    for _tag, attrs in found:
        assert {name for name, _ in attrs} <= {"href", "rel", "class", "start", "title"}
        assert all(v.split(":")[0].lower() in ("http", "https", "mailto", "tel") for n, v in attrs if n == "href")


LOOKS = [
    ("**41** of 64", "<p><strong>41</strong> of 64</p>"),
    ("a\nb", "<p>a<br>\nb</p>"),
    ("# Big", "<h3>Big</h3>"),
    ("~~no~~", "<p><s>no</s></p>"),
    (
        "see [R-12](/requests/R-12/)",
        '<p>see <a href="/requests/R-12/" rel="noopener noreferrer nofollow ugc">R-12</a></p>',
    ),
]


@pytest.mark.parametrize(("text", "html"), LOOKS)
def test_how_it_looks(text: str, html: str) -> None:
    assert markdown.html(text) == html


@pytest.mark.parametrize("text", ["https://a.example", "www.example.com", "[x](//a.example)", "[x](http://a.example)"])
def test_links_that_lead_elsewhere_are_marked(text: str) -> None:
    assert 'class="external"' in markdown.html(text) and "noopener" in markdown.html(text)


def test_ready_answers_look_names_up_and_run_nothing() -> None:
    facts = {"customer": "Tomás {title}", "title": "", "due": "Friday"}
    text = "Dear {customer}: {title} by {due}. {nobody} {{due}} {customer.__class__} {0} %(due)s {% now %}"
    assert filling.filled(text, facts) == (
        "Dear Tomás {title}: {title} by Friday. {nobody} {Friday} {customer.__class__} {0} %(due)s {% now %}"
    )
