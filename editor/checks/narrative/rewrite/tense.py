"""A sentence in the other tense: which of its verbs move, which stay, and what wants a look first.

Everything the narrator says moves, in main and in subordinate clauses, so that the sequence of tenses is kept
(Huddleston & Pullum 2002, 3.6).  What is not so (*as if she owned it*, *I wish he were here*, *had he known*) has the
same form in both tellings and stays; so do commands and set phrases.  A truth without a time and an anchored look back
(*three years ago*) have a time of their own: they are put to the writer, not decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from editor.checks.narrative.clauses import Clause, Sentence
from editor.checks.narrative.exceptions import exception
from editor.checks.narrative.model import Tense
from editor.checks.narrative.rewrite import times
from editor.checks.narrative.rewrite.turn import Turned, Verb, turned, verb_of
from editor.checks.narrative.rewrite.unreal import AUXILIARY_HAVE, open_condition, unreal
from editor.checks.rule import Edit
from editor.language.forms import base_of
from editor.language.inflect import Slot, forms, like, past
from editor.language.syntax import Syntax
from editor.language.verbs import Form
from editor.text.span import Span


@dataclass(frozen=True, slots=True)
class Retold:
    """A sentence told anew: edits in its paragraph's text, sorted; why it may be wrong; what else to look at."""

    edits: tuple[Edit, ...]
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


_NOMINAL = frozenset({"acl", "amod", "nsubj", "obj", "obl", "nmod", "compound", "nsubj:pass"})
_ANYONE = frozenset({"everyone", "everybody", "nobody"})
_STORY_TAGS = ("PRP", "PRP$", "NNP", "NNPS")


def retold(sentence: Sentence, to: Tense, prefer: Mapping[str, str]) -> Retold | None:
    """``sentence`` told in the past or the present; None where nothing moves."""
    edits: list[Edit] = []
    doubts: list[str] = []
    for clause in sentence.clauses:
        verb = verb_of(clause)
        if _stays(clause, to):
            continue
        made = _anchored(verb, clause, to) or turned(verb, to, prefer)
        if made is None:
            continue
        edits += made.edits
        doubts += [doubt for doubt in (made.doubt, _doubt(clause, to)) if doubt]
    if to is Tense.PAST:
        bare = [_plain_past(sentence, index, prefer) for index in _bare_joined(sentence)]
        edits += [edit for edit in bare if edit is not None]
    if not edits:
        return None
    doubts += _unread(sentence, to)
    when = (times.story_then if to is Tense.PRESENT else times.story_now)(sentence.words)
    notes = (f"“{when}” may want other words now.",) if when else ()
    return Retold(tuple(sorted(set(edits))), tuple(dict.fromkeys(doubts)), notes)


# --- what stays


def _stays(clause: Clause, to: Tense) -> bool:
    """Whether the verb is right in both tellings."""
    verb, tree = clause.verb, clause.sentence.tree
    lower = tree.lower[verb.carrier]
    following = tree.lower[verb.carrier + 1 : verb.carrier + 2]
    carrier = tree.tokens[verb.carrier]
    if carrier.relation in _NOMINAL and verb.head == verb.carrier and carrier.tag in ("VBD", "VBN"):
        return True  # a participle that was taken for a preterite: "a boy named Jim", "the initiated"
    if _participle(clause):
        return True
    if lower == "used" and following == ("to",) and not verb.passive:
        return True
    if lower in ("had", "'d", "have") and following in (("better",), ("best",), ("rather",)):
        return True
    if verb.form is Form.SUBJUNCTIVE or unreal(clause):
        return True
    if verb.form is Form.MODAL:
        return _modal_stays(clause, lower)
    if to is Tense.PAST:
        return _stays_present(clause)
    return False


def _participle(clause: Clause) -> bool:
    """``a tone considered proper``: no subject, no place for a verb of its own, and a form that may be a participle."""
    verb, token = clause.verb, clause.sentence.tree.tokens[clause.verb.head]
    if verb.subject is not None or verb.carrier != verb.head or token.relation in ("root", "parataxis"):
        return False
    if token.relation == "conj" and not _joined_to_noun(clause.sentence.tree, verb.head):
        return False
    lower = clause.sentence.lower[verb.carrier]
    base = base_of(lower) or token.lemma.lower()
    return not clause.tag and token.tag in ("VBD", "VBN") and lower in forms(base, Slot.PARTICIPLE)


def _joined_to_noun(tree: Syntax, head: int) -> bool:
    """``a square of paper, folded small and wedged behind the pipes``."""
    for _ in range(4):
        if tree.tokens[head].relation != "conj" or tree.tokens[head].head < 0:
            break
        head = tree.tokens[head].head
    return tree.tokens[head].relation == "acl" or (
        tree.tokens[head].tag.startswith("NN") and not tree.has(head, "cop", "nsubj")
    )


def _modal_stays(clause: Clause, lower: str) -> bool:
    verb, tree = clause.verb, clause.sentence.tree
    helpers = {tree.lower[p] for p in verb.parts if p > verb.carrier} | {tree.lower[verb.carrier + 1]}
    if helpers & AUXILIARY_HAVE:
        return True  # "would have gone", "could have been"
    if lower == "could":
        return verb.copular
    if lower in ("would", "'d"):
        beside = {tree.lower[i] for i in range(verb.carrier + 1, min(verb.carrier + 3, clause.sentence.end))}
        return bool(beside & {"rather", "sooner"}) or verb.lemma in ("like", "prefer", "care")
    return False


def _stays_present(clause: Clause) -> bool:
    """In a present that becomes past: commands, set phrases, bare forms that are no present at all."""
    why = exception(clause, Tense.PAST) or ""
    heading = why.startswith("E16") and not clause.sentence.tree.tokens[clause.verb.carrier].text.isupper()
    command = why.startswith("imperative") and clause.sentence.tree.tokens[clause.verb.carrier].tag in ("VBP", "VB")
    return command or heading or _set_phrase(clause) or _bare(clause)


_KNOWING = frozenset({"god", "heaven", "goodness", "lord", "who"})


def _set_phrase(clause: Clause) -> bool:
    """*That is*, *God knows*, *you see*, *I mean*."""
    tree, verb, subject = clause.sentence.tree, clause.verb, clause.subject_word
    lower = tree.lower[verb.carrier]
    following = tree.lower[verb.carrier + 1 : verb.carrier + 3]
    if subject == "that" and lower == "is":
        return following[:1] == (",",) or following == ("to", "say")
    if lower == "is" and verb.carrier and tree.lower[verb.carrier - 1] == "that" and following[:1] == (",",):
        return True
    if subject in _KNOWING and lower == "knows":
        return not tree.tokens[verb.head].relation.startswith("acl")
    return (subject, lower) in (("you", "know"), ("you", "see"), ("i", "mean")) and following[:1] in ((",",), (".",))


_PERCEIVING = frozenset("hear see watch feel notice let make have help observe".split())
_ASKING = frozenset("suggest insist demand propose ask order recommend require request beg command urge".split())


def _bare(clause: Clause) -> bool:
    """``heard him begin``, ``to own it and have it cleaned``, ``suggested that we take a house``."""
    verb, tree = clause.verb, clause.sentence.tree
    token = tree.tokens[verb.head]
    if tree.tokens[verb.carrier].tag not in ("VBP", "VB") or verb.carrier != verb.head or token.head < 0:
        return False
    host = tree.tokens[token.head]
    if token.relation == "conj" and not verb.own_subject:
        return host.tag == "VB"
    if token.relation in ("ccomp", "xcomp") and token.head < verb.head:
        lemma, that = host.lemma.lower(), any(tree.lower[c] == "that" for c in tree.related(verb.head, "mark"))
        return (lemma in _PERCEIVING and not that) or lemma in _ASKING
    return False


# --- what wants a look


def _doubt(clause: Clause, to: Tense) -> str:
    sentence, verb = clause.sentence, clause.verb
    lower = sentence.lower[verb.carrier]
    if _ill_joined(clause):
        return f"I am not sure about “{_text(clause)}”."
    if to is Tense.PRESENT:
        if open_condition(clause):
            return "A condition: what is only thought of may stay in the past."
        if lower in ("would", "'d") and verb.form is Form.MODAL and times.frequent(sentence.words):
            return f"“{_text(clause)}” tells a habit here; the simple present may be better."
        return ""
    why = exception(clause, Tense.PAST) or ""
    event = clause.subject_word in _ANYONE and not verb.stative
    if why.startswith("E5") and not event and not _of_the_story(sentence):
        return "This may hold at all times, and then stays in the present."
    if times.in_a_work(sentence.words):
        return "What a picture or a book shows may stay in the present."
    if times.tellers_now(sentence.words):
        return "This may be the teller’s own now, which stays in the present."
    return ""


def _ill_joined(clause: Clause) -> bool:
    """``kept the fire alive and the lamp trimmed``: a participle that the reading takes for a verb of its own."""
    tree, verb = clause.sentence.tree, clause.verb
    token = tree.tokens[verb.head]
    if verb.carrier != verb.head or token.head < 0 or token.tag not in ("VBD", "VBN"):
        return False
    if token.relation == "advcl" and verb.own_subject:  # "his face bandaged"
        opened = any(tree.tokens[c].relation == "mark" or tree.tokens[c].tag == "WRB" for c in tree.children(verb.head))
        return not opened and tree.lower[verb.carrier] in forms(token.lemma.lower(), Slot.PARTICIPLE)
    if token.relation != "conj":
        return False
    host = tree.tokens[token.head]
    if host.tag.startswith("V"):
        return tree.has(token.head, "aux") and host.tag == "VBN" and verb.own_subject and token.tag == "VBN"
    return not tree.has(token.head, "cop", "nsubj", "expl") and host.relation != "root"


def _of_the_story(sentence: Sentence) -> bool:
    """Whether the narration names a person or a thing of the story."""
    tree = sentence.tree
    return any(
        sentence.narrated(i)
        and (
            (tree.tokens[i].tag in _STORY_TAGS and tree.lower[i] not in ("you", "your", "one", "it", "its"))
            or tree.lower[i] in ("the", "this", "that")
        )
        for i in range(sentence.start, sentence.end)
    )


def already_there(sentence: Sentence, to: Tense) -> str:
    """What to say of a sentence in which a verb stands in the present before the others come: they cannot be told
    apart afterwards.  Empty where there is none."""
    if to is not Tense.PRESENT:
        return ""
    for clause in sentence.clauses:
        if clause.verb.form in (Form.PRESENT, Form.PRESENT_PERFECT) and not _stays_present(clause):
            return f"“{_text(clause)}” stands in the present already."
    return ""


def _bare_joined(sentence: Sentence) -> Iterator[int]:
    """``They open the door and go in``, ``while they confer``: a present that the reading takes for an infinitive."""
    tree = sentence.tree
    found: set[int] = set()
    for index in range(sentence.start + 1, sentence.end):
        token = tree.tokens[index]
        if token.tag != "VB" or not sentence.narrated(index) or token.head < 0:
            continue
        if tree.has(index, "aux") or any(tree.lower[c] in ("to", "lest") for c in tree.related(index, "mark")):
            continue
        subject = next((c for c in tree.related(index, "nsubj") if c < index), None)
        if subject is not None and token.relation in ("advcl", "acl:relcl", "conj", "parataxis"):
            found.add(index)
        elif token.relation == "conj":
            host = tree.tokens[token.head]
            finite = host.tag in ("VBZ", "VBP") and not tree.has(token.head, "aux", "xcomp")
            before = tree.tokens[index - 1]
            if (finite or token.head in found) and (before.text == "," or before.tag in ("CC", "RB")):
                found.add(index)
    yield from sorted(found)


def _plain_past(sentence: Sentence, index: int, prefer: Mapping[str, str]) -> Edit | None:
    token = sentence.tree.tokens[index]
    made = forms(token.lemma.lower(), Slot.PAST)
    new = prefer[token.lemma.lower()] if prefer.get(token.lemma.lower()) in made else made[0]
    return Edit(token.span, like(new, token.text)) if new != token.text.lower() else None


def _unread(sentence: Sentence, to: Tense) -> list[str]:
    """Words that look like verbs in the tense to be left, and that the reading does not account for."""
    tree = sentence.tree
    wanted = ("VBD",) if to is Tense.PRESENT else ("VBZ", "VBP")
    known = {c.verb.carrier for c in sentence.clauses}
    for c in sentence.clauses:
        known |= set(c.verb.parts)
    found: list[str] = []
    for index in range(sentence.start, sentence.end):
        token = tree.tokens[index]
        if token.tag not in wanted or index in known or not sentence.narrated(index):
            continue
        shares = token.relation == "conj" and token.head >= 0 and tree.has(token.head, "aux")
        if not shares and token.relation not in ("acl", "amod", "compound"):
            found.append(f"I am not sure about “{token.text}”.")
    return found


# --- an anchored look back


def _anchored(verb: Verb, clause: Clause, to: Tense) -> Turned | None:
    """``had gone … three years ago`` ⇄ ``went … three years ago``; None where nothing anchors the clause."""
    when = times.earlier(clause.words)
    if not when:
        return None
    group = clause.verb
    if to is Tense.PRESENT and group.form is Form.PAST_PERFECT and not group.negated:
        return _simple(verb)
    if to is Tense.PRESENT and group.form is Form.PAST:
        made = turned(verb, to, {})
        if made is None:
            return None
        return Turned(made.edits if clause.main else (), _earlier(when) if clause.main else "")
    return None


def _earlier(when: str) -> str:
    return f"“{when}” points to an earlier time, which may stay in the past."


def _simple(verb: Verb) -> Turned | None:
    """``had gone`` as ``went``, ``had been taken`` as ``was taken``."""
    group, tokens = verb.group, verb.tree.tokens
    later = [p for p in group.parts if p > group.carrier and tokens[p].tag in ("VBN", "VBD")]
    if not later or verb.lower != "had" or (verb.subject is not None and verb.subject > group.carrier):
        return None
    first = later[0]
    asks = verb.asks
    if verb.tree.lower[first] == "been":
        if asks.number is None:
            return None
        new = past("be", asks.number, asks.person)
    else:
        new = past(base_of(verb.tree.lower[first]) or tokens[first].lemma.lower())
    had = tokens[group.carrier].span
    gone = Edit(Span(had.start, tokens[group.carrier + 1].span.start), "")
    return Turned((gone, Edit(tokens[first].span, like(new, tokens[first].text))))


def _text(clause: Clause) -> str:
    return clause.sentence.tree.tokens[clause.verb.carrier].text
