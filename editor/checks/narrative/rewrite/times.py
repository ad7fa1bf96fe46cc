"""Words for times that a change of tense does not carry along: each answers with the words it found, or nothing."""

from __future__ import annotations

from collections.abc import Callable

import regex

_UNITS = "night|week|month|year|spring|summer|autumn|fall|winter|\\w+day"


def _words(*alternatives: str) -> Callable[[str], str]:
    pattern = regex.compile(r"\b(?:" + "|".join(alternatives) + r")\b")

    def found(text: str) -> str:
        match = pattern.search(text)
        return match.group().strip() if match is not None else ""

    return found


frequent = _words(
    "every|often|always|sometimes|usually|whenever|each|now and then|from time to time|as a rule|on \\w+days"
)
"""How often: with *would* it tells a habit."""
earlier = _words(
    f"yesterday|(?:\\w+ )?ago|last (?:{_UNITS})",
    "(?<!of the )(?:days?|nights?|weeks?|months?|years?|hours?|minutes?|summer|winter) (?:before|earlier)",
    "in (?:1[5-9]|20)\\d\\d|as an? (?:\\w+ )?(?:boy|girl|child)",
    "when (?:he|she|i|they|we) (?:was|were) (?:an?|little|small|young|\\w+teen|six|seven|eight|nine|ten|eleven|twelve)",
)
"""A time before the story's own."""
story_then = _words(
    "(?:that|the next|the following|the previous) (?:day|night|morning|afternoon|evening|week|month|year)",
    "the (?:day|night|morning|week) before|yesterday|at that (?:time|moment)|by then|in those days",
)
"""Times as a story in the past calls them."""
story_now = _words(
    "today|tonight|tomorrow|yesterday|last night|(?:this|next|last) (?:morning|afternoon|evening|week|month|year)"
)
"""Times as a story in the present calls them."""
in_a_work = _words(
    "in (?:the|this|that|his|her|my|our) (?:\\w+ )?(?:photograph|photo|picture|painting|portrait|film|dream|poem|song)"
)
"""What a picture or a song shows, it shows at all times."""
tellers_now = _words("to this day|these days|nowadays|as i write|dear reader")
"""The time of telling."""
