"""The words that anchor a look back (E4): when in the past the telling has gone.

A date, a weekday, a season, an age or an occasion says that what follows lies before the story's present
(Reichenbach 1947: a reference time before the time of speech; Smith 2003 on temporal locating adverbials).
"""

from __future__ import annotations

from collections.abc import Callable

import regex

from editor.checks.narrative.clauses import Clause

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAYS = "mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?"
_SEASONS = "spring|summer|autumn|fall|winter"
_PARTS = "night|day|morning|evening|afternoon|weekend|week|month|year"
_FEASTS = "christmas|easter|halloween|thanksgiving|whitsun|midsummer|hanukkah|ramadan|new year"
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\w+teen|\\w+ty"


def words(*alternatives: str) -> Callable[[str], bool]:
    """A test whether a text in lower case has one of the alternatives as whole words."""
    pattern = regex.compile(r"\b(?:" + "|".join(alternatives) + r")\b")
    return lambda text: pattern.search(text) is not None


# These open a look back wherever they stand in the sentence.
far = words(
    "yesterday|ago|once|originally|earlier|at first|at the time|in the beginning|long since|years later",
    "for (?:\\w+ )?(?:\\w+ )?(?:days|weeks|months|years|summers|winters)|for a (?:day|week|month|year|summer|winter)",
    f"in the (?:{_SEASONS}|first|last|early|late|(?:twen|thir|for|fif|six|seven|eigh|nine)ties)",
    f"in (?:early |late |mid - |mid-)?(?:{_MONTHS})|(?:{_MONTHS}) (?:\\d+|the \\w+)|on the \\w+ of (?:{_MONTHS})",
    f"(?:on|by|until|that|last) (?:{_DAYS})|(?:{_DAYS}) (?:night|morning|evening|afternoon)",
    f"(?:at|that|last|one|over|before) (?:{_FEASTS})",
    f"(?:last|that|one|another|every other) (?:first |last )?(?:{_PARTS}|time|{_SEASONS})|the other (?:{_PARTS})",
    f"the (?:\\w+ )?(?:{_PARTS}|{_SEASONS}) (?:before|after|that|when|of|he|she|they|i|we|you|his|her|their|my|our)",
    f"the (?:first|last|second|third) (?:time|{_PARTS}|{_SEASONS})|in the dream|in those days|back (?:then|when|in)",
    "in (?:his|her|my|their|our) (?:youth|childhood|teens|twenties|thirties|forties|day|time|last|first)",
    "in (?:high school|college|the army|the war|the navy)|(?:during|before|since|after) the (?:war|divorce|funeral)",
    "(?:in|since|of|by|before|after) (?:the )?(?:1[5-9]|20)\\d\\d|years? (?:before|earlier)|used to",
    "when (?:he|she|i|we|they|you|it|\\w+ \\w+) (?:was|were|had|first)",
    "as a (?:\\w+ )?(?:child|boy|girl|kid|student|teenager|young|bride|baby|soldier)",
    f"at (?:{_NUMBERS}|school|university|college|the (?:funeral|wedding|christening|trial))",
    "all (?:week|day|night|morning)|this morning",
)
# These look back only inside the verb's own clause.
near = words("until|never|only|no one|that was|on earth|at home|before (?:that|this|the)|today")
_time_noun = regex.compile(f"(?:{_PARTS}|{_SEASONS}|{_DAYS}|time|moment|hour)$")


def dated(clause: Clause) -> bool:
    """``The winter her father died she sat like this``: a time, with a clause of its own, stands before the subject."""
    sentence, verb = clause.sentence, clause.verb
    tree = sentence.tree
    if verb.subject is None or not verb.own_subject:
        return False
    edge = tree.left_edge(verb.subject)
    before = range(sentence.start, min(edge, sentence.start + 4))
    return any(
        _time_noun.match(tree.lower[i]) is not None
        and any(c.verb.carrier > i and c.verb.carrier < edge for c in sentence.clauses)
        and tree.lower[max(sentence.start, i - 1)] not in ("this", "every", "each")
        for i in before
    )
