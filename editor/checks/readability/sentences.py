"""Where sentences begin and end in running prose: one linear pass, no model.

A full stop after an abbreviation or an initial ends nothing, nor does any mark that a small letter
follows (``"No!" she said.`` is one sentence).  Used for counting and for the hardest sentences; the
rules of grammar use the language model's own sentences.
"""

from __future__ import annotations

from editor.text.span import Span

_ENDS = ".!?…"
_AFTER_END = "\"'”’»)]}*_"
_BEFORE_WORD = "\"'“‘«([{*_—–-"
# Always followed by a name or a number in prose.
_ABBREVIATIONS = frozenset(
    "mr mrs ms mx dr st prof rev fr capt col gen lt sgt maj cpl pvt cmdr adm gov sen rep messrs mme mlle "
    "no vol ch pp vs e.g i.e cf".split()
)
_LONGEST = max(len(word) for word in _ABBREVIATIONS)


def _abbreviated(text: str, stop: int) -> bool:
    """Whether the full stop at ``stop`` belongs to an abbreviation or an initial."""
    start = stop
    while start and stop - start <= _LONGEST and (text[start - 1].isalpha() or text[start - 1] == "."):
        start -= 1
    word = text[start:stop]
    if len(word) == 1 and word.isupper():
        return word != "I"
    return word.lower() in _ABBREVIATIONS and (word.lower() != "no" or _number_follows(text, stop))


def _number_follows(text: str, stop: int) -> bool:
    return text[stop + 1 : stop + 3].strip()[:1].isdigit()


def sentences(text: str) -> list[Span]:
    """The sentences of one paragraph in order, each with its closing marks and without outer spaces."""
    found: list[Span] = []
    size = len(text)
    start = at = 0

    def add(end: int) -> None:
        first, last = start, end
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if any(char.isalnum() for char in text[first:last]):
            found.append(Span(first, last))

    while at < size:
        if text[at] not in _ENDS:
            at += 1
            continue
        end = at
        while end < size and text[end] in _ENDS:
            end += 1
        single = end - at == 1 and text[at] == "."
        while end < size and text[end] in _AFTER_END:
            end += 1
        if end < size and text[end].isspace():
            follows = end
            while follows < size and (text[follows].isspace() or text[follows] in _BEFORE_WORD):
                follows += 1
            goes_on = follows < size and text[follows].islower()
            if not goes_on and not (single and _abbreviated(text, at)):
                add(end)
                start = end
        at = end
    if start < size:
        add(size)
    return found
