"""Readability of a story: the whole, each scene, dialogue and narration apart, the hardest sentences.

Pure once textstat has loaded.  Nothing here fails on an empty text or a single word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import nsmallest

from editor.checks.checker import Story
from editor.checks.readability.counting import Counts, count, plain, textstat, word_facts, words_of
from editor.checks.readability.formulas import scored
from editor.checks.readability.model import HardSentence, Readability, Scores
from editor.checks.readability.sentences import sentences
from editor.text.document import Document, Kind, Paragraph, Scene
from editor.text.parse import parse
from editor.text.quotes import Quotation, QuoteStyle, Scan, System
from editor.text.span import Span
from editor.text.zones import Zone, ZoneKind, scan_of

# Silent reading of fiction: Brysbaert 2019, 260 a minute for fiction and 238 for all prose; the slower
# figure is the one that other tools use.
WORDS_A_MINUTE = 238
_HARDEST = 8
# A sentence is worth showing when it is this many school years above the text, and long enough to
# be more than a shout; or when it is simply very long.
_YEARS_ABOVE = 4.0
_LEAST_WORDS = 8
_VERY_LONG = 45
# Linsear Write reads a hundred words; some of these pieces are only marks.
_SAMPLE = 120
_LONGEST = 64


def measure(story: Story) -> Readability:
    """Everything the readability panel shows of ``story``; its spans are of the document's source."""
    document = story.document
    texts = [_text(f.paragraph, f.scan, f.style) for f in story.facts]
    zones = [f.zones for f in story.facts]
    whole = _scores("Whole text", texts)
    spoken = [_of_kind(text, z, ZoneKind.SPEECH) for text, z in zip(texts, zones, strict=True)]
    told = [_of_kind(text, z, ZoneKind.NARRATION) for text, z in zip(texts, zones, strict=True)]
    return Readability(
        whole,
        tuple(_scores(_label(scene), texts[scene.first : scene.last]) for scene in document.scenes),
        _some(_scores("Dialogue", spoken)),
        _some(_scores("Narration", told)),
        tuple(_hardest(document, texts)),
    )


def scores_of(label: str, text: str) -> Scores:
    """The scores of a stretch of text, such as the selection."""
    document = parse(text)
    style = document.quotes
    return _scores(label, [_text(p, scan_of(p, style), style) for p in document.paragraphs])


def _label(scene: Scene) -> str:
    return f"Scene {scene.number}: {scene.title}" if scene.title else f"Scene {scene.number}"


def _some(scores: Scores) -> Scores | None:
    return scores if scores.words else None


def _text(paragraph: Paragraph, scan: Scan, style: QuoteStyle) -> str:
    """The paragraph's text to be counted, as long as the original: empty for a scene break.

    Single quotation marks become double ones, for textstat would take them for apostrophes.
    """
    if paragraph.kind is Kind.SCENE_BREAK:
        return ""
    if style.system is not System.SINGLE and not any(quotation.inner for quotation in scan.quotations):
        return paragraph.text
    chars = list(paragraph.text)
    for quotation in _all(scan.quotations):
        chars[quotation.span.start] = '"'
        if quotation.closing:
            chars[quotation.span.end - 1] = '"'
    return "".join(chars)


def _all(quotations: Iterable[Quotation]) -> Iterator[Quotation]:
    for quotation in quotations:
        yield quotation
        yield from _all(quotation.inner)


def _of_kind(text: str, zones: Sequence[Zone], kind: ZoneKind) -> str:
    if not text:
        return ""
    return " ".join(zone.span.of(text) for zone in zones if zone.kind is kind)


def _scores(label: str, texts: Sequence[str]) -> Scores:
    counts = Counts.total(map(count, texts))
    return Scores(
        label,
        scored(counts, _linsear(texts)),
        counts.words,
        counts.sentences,
        counts.syllables,
        counts.long,
        counts.difficult,
        60 * counts.words / WORDS_A_MINUTE,
    )


def _linsear(texts: Sequence[str]) -> float:
    """Linsear Write of the first hundred words; textstat reads no further, so neither is it given more."""
    sample: list[str] = []
    for text in texts:
        sample += [word[:_LONGEST] for word in plain(text).split()]
        if len(sample) > _SAMPLE:
            break
    return float(textstat().linsear_write_formula(" ".join(sample)))


@lru_cache(40_000)
def _sentence_grades(text: str) -> tuple[tuple[Span, int, float], ...]:
    """Span, words and Flesch-Kincaid grade of each sentence of a paragraph."""
    found = []
    for span in sentences(text):
        words = words_of(plain(span.of(text)))
        if words:
            syllables = sum(word_facts(word)[0] for word in words)
            found.append((span, len(words), 0.39 * len(words) + 11.8 * syllables / len(words) - 15.59))
    return tuple(found)


def _hardest(document: Document, texts: Sequence[str]) -> Iterator[HardSentence]:
    graded = [
        (index, *sentence)
        for index, (text, paragraph) in enumerate(zip(texts, document.paragraphs, strict=True))
        if paragraph.kind is not Kind.HEADING
        for sentence in _sentence_grades(text)
    ]
    total = sum(words for _, _, words, _ in graded)
    if not total:
        return
    usual_length = total / len(graded)
    usual_grade = sum(words * grade for _, _, words, grade in graded) / total
    hard = [
        entry
        for entry in graded
        if entry[2] >= _VERY_LONG or (entry[2] >= _LEAST_WORDS and entry[3] >= usual_grade + _YEARS_ABOVE)
    ]
    for index, span, words, _ in sorted(nsmallest(_HARDEST, hard, key=lambda e: (-e[3], e[0], e[1]))):
        text = document.paragraphs[index].text
        yield HardSentence(
            document.to_source(index, span), span.of(text), _reason(span.of(texts[index]), words, usual_length)
        )


def _reason(sentence: str, words: int, usual: float) -> str:
    long = [word for word in words_of(plain(sentence)) if word_facts(word)[0] >= 3]
    reasons = []
    if words >= 1.5 * usual or len(long) < 3:
        reasons.append(f"{words} words, where a sentence here has {usual:.0f} on average")
    if len(long) >= 3 or not reasons:
        shown = ", ".join(dict.fromkeys(word.lower() for word in long[:4]))
        reasons.append(f"{len(long)} of its {words} words have three syllables or more ({shown})")
    return "; ".join(reasons) + "."
