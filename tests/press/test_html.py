"""The printed review stands alone, escapes everything and draws the timeline."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

from editor.checks.narrative.model import (
    Focal,
    Narrative,
    Person,
    SceneNarrative,
    Stretch,
    Tense,
    Verdict,
    VerdictState,
)
from editor.checks.report import Report
from editor.checks.rule import Family, Level
from editor.press import html, palette
from editor.press.timeline import Pin, head_names, picture, pins
from editor.text.span import Span

from .conftest import Page

_VOID = frozenset({"meta", "br", "link", "img", "rect", "line", "circle"})


class _Reader(HTMLParser):
    """Collects tags, attributes and words, and notices a tag that is not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in _VOID or tag in ("circle", "rect"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, (tag, self.open[-3:])
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.words += data


def read(text: str) -> _Reader:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return reader


def test_the_page_is_whole_and_needs_nothing_else(page: Page) -> None:
    text = html.page("Night <Ferry> & Co", page.document, page.report)
    reader = read(text)
    assert text.startswith("<!DOCTYPE html>")
    assert not {"script", "link", "img", "iframe", "object"} & set(reader.tags)
    names = {name for name, _ in reader.attributes}
    assert not {"src", "onclick", "onload", "style"} & names
    links = [value for name, value in reader.attributes if name == "href"]
    assert all(link is not None and link.startswith("#") for link in links)
    assert (
        "url(" not in text and "@import" not in text and "http:" not in text.replace("http://www.w3.org/2000/svg", "")
    )
    assert "Content-Security-Policy" in text and "default-src 'none'" in text


def test_what_the_writer_wrote_is_escaped(page: Page) -> None:
    text = html.page("Night <Ferry> & Co", page.document, page.report)
    assert "<both>" not in text and "<Ferry>" not in text and "Ines <i>" not in text
    reader = read(text)
    assert "Night <Ferry> & Co" in reader.words
    assert "Tomas <both>." in reader.words


def test_findings_stand_in_context_by_family_with_reason_and_fix(page: Page) -> None:
    text = html.page("Night Ferry", page.document, page.report, Level.ADVICE)
    words = read(text).words
    for finding in page.report.findings:
        assert finding.message in words
        assert f'<section id="{finding.family.value}">' in text
    assert text.index('<section id="dialogue">') < text.index('<section id="tense">') < text.index('<section id="pov">')
    assert '<b class="tense">smelled</b>' in text
    assert "<b>smells</b>" in text
    assert "line 1, column 13" in words
    assert "full stop before the tag" in words and "“Go.” she said." in words
    assert "The harper check could not finish." in words


def test_scores_scenes_and_hardest_sentences_are_there(page: Page) -> None:
    words = read(html.page("Night Ferry", page.document, page.report)).words
    for said in (
        "Flesch reading ease",
        "Consensus grade",
        "Dialogue",
        "Narration",
        "Scene 2",
        "not evaluated: too short to tell",
    ):
        assert said in words


def test_light_dark_and_print_are_all_designed(page: Page) -> None:
    text = html.page("Night Ferry", page.document, page.report)
    assert "@media screen and (prefers-color-scheme:dark)" in text and "@media print" in text
    assert palette.PAGE.light in text and palette.PAGE.dark in text
    for family, ink in palette.INKS.items():
        assert f"b.{family.value}{{text-decoration:" in text
        assert ink.hue.light in text and ink.hue.dark in text


def test_an_empty_text_has_a_page_too(page: Page) -> None:
    empty = Report((), page.report.readability, Narrative(), 0)
    words = read(html.page("Empty", page.document, empty)).words
    assert "Nothing to flag." in words and "0 words" in words


def test_the_timeline_has_three_bands_breaks_and_pins(page: Page) -> None:
    narrative, length = page.report.narrative, len(page.document.source)
    marks = pins(page.report.findings)
    drawn = picture(narrative, marks, length)
    read(drawn)
    assert [(pin.band, pin.family) for pin in marks] == [(0, Family.TENSE), (2, Family.POV)]
    assert drawn.count('class="pin ') == 2
    assert drawn.count('class="break"') == 1
    for name in ("Tense", "Person", "Head"):
        assert f">{name}</text>" in drawn
    assert 'class="tense-present"' in drawn and 'class="tense-past"' in drawn and 'class="head-0"' in drawn
    assert head_names(narrative) == ["Ines <i>", "Ines"]
    assert "<i>" not in drawn


def test_what_the_writer_says_is_marked_in_picture_and_table(page: Page) -> None:
    narrative, length = page.report.narrative, len(page.document.source)
    drawn = picture(narrative, [], length)
    assert drawn.count('class="declared"') == 2 and drawn.count('class="meant"') == 1
    assert "You say: present, Ines &lt;i&gt;." in drawn and "Meant: dream." in drawn
    text = html.page("Night Ferry", page.document, page.report)
    assert "<td>present ✓</td><td>third</td>" in text and "not evaluated: too short to tell" in text


def test_three_hundred_scenes_stay_readable() -> None:
    spans = [Span(n * 3000, n * 3000 + 2990) for n in range(300)]
    scenes = tuple(
        SceneNarrative(
            span, n + 1, "", 500, Tense.PAST, Person.THIRD, (Focal("Ines", 1.0),), Verdict(VerdictState.CLEAN), 40, 0,
            (Stretch(span, "past"),), (Stretch(span, "third"),), (Stretch(span, "Ines" if n < 200 else "Tomas"),),
        )
        for n, span in enumerate(spans)
    )  # fmt: skip
    crowd = [Pin(at, 0, Family.TENSE, f"Slip {at}.") for at in range(0, 900_000, 700)]
    drawn = picture(Narrative(scenes), crowd, 900_000)
    read(drawn)
    assert drawn.count(">third</text>") == 1 and ">Ines</text>" in drawn and ">Tomas</text>" in drawn
    places = [float(x) for x in re.findall(r'class="scene" x="([\d.]+)"', drawn)]
    assert len(places) > 10 and min(b - a for a, b in pairwise(places)) > 14
    assert drawn.count('class="pin ') < 110 and " more</title>" in drawn


def test_the_timeline_of_nothing_is_three_empty_bands() -> None:
    drawn = picture(Narrative(), [], 0)
    read(drawn)
    assert drawn.count('class="nobody"') == 3
