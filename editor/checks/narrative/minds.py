"""Signs of an inner life: words that tell what only the one who thinks or feels it can know.

After Cohn's psycho-narration, Uspensky's words of estrangement and Wiebe's private-state verbs; the words are data
in ``resources/narrative/minds.toml``.  A visible state (*smiled*, *blushed*), a guess from outside (*seemed*, *must
have*) and a speech tag open nothing.  Everything here depends on the sentence alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import regex

from editor.checks.narrative.clauses import Clause, Sentence
from editor.language.persons import PERSON_NOUNS
from editor.language.verbs import Form
from editor.resources import resource
from editor.text.zones import ZoneKind


class Inside(StrEnum):
    """What kind of inner life is told; OUTSIDE: the person is only looked at."""

    TAGGED = "tagged"  # a thought in italics with its owner beside it
    THOUGHT = "thought"
    FEELING = "feeling"
    MOOD = "mood"
    BODY = "body"
    SENSE = "sense"
    WILL = "will"  # what one must or cannot do
    PAST = "past"  # what one had done or been before
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, eq=False)
class Sign:
    """One sign: whose (a token index), by which word, of what kind.

    ``main``: told in a clause of its own.  ``bare``: told as a fact, so that it opens the mind to the reader;
    ``content``: what is thought is told too.  ``generic``: it speaks of "you", as a generality or to somebody.
    ``standing``: a state that holds for long, which others may know.
    """

    owner: int
    at: int
    inside: Inside
    main: bool = True
    bare: bool = False
    content: bool = False
    standing: bool = False
    generic: bool = False
    clause: Clause | None = None


def _words() -> dict[str, frozenset[str]]:
    with resource("narrative", "minds.toml").open("rb") as file:
        data: dict[str, str] = tomllib.load(file)
    return {name: frozenset(words.split()) for name, words in data.items()}


_LEXICON = _words()
_THINKING, _FEELING, _FINDING = _LEXICON["thinking"], _LEXICON["feeling"], _LEXICON["finding"]
_MOODS, _HEDGES, _SEEMING = _LEXICON["moods"], _LEXICON["hedges"], _LEXICON["seeming"]
_COLLECTIVE = frozenset(
    "everyone everybody nobody people one someone somebody no-one crowd world town city village who which that it "
    "this what none all both neither anybody anyone".split()
)
_GOING = frozenset(
    "go rise come sweep run flood fill wash seize take overcome pass surge rush grip overwhelm creep steal "
    "shoot".split()
)
_BRIEF = frozenset({"moment", "minute", "while", "second", "way"})
_NEEDS_CONTENT = frozenset("think reckon consider calculate reflect understand expect plan intend trust".split())
_you = regex.compile(r"\b(?:you|your)\b")
_perhaps = regex.compile(r"\b(?:no doubt|of course|it was clear|i think|i suppose|i knew|i saw|i could see)\b")


def signs_of(sentence: Sentence) -> list[Sign]:
    """The signs in the narration of one sentence, in order."""
    found: list[Sign] = []
    for clause in sentence.clauses:
        found += _of_clause(clause)
    found += _bodies(sentence)
    return sorted(found, key=lambda sign: sign.at)


def is_mood(clause: Clause) -> bool:
    """``was ashamed``."""
    head = clause.sentence.tree.tokens[clause.verb.head]
    mood = clause.sentence.lower[clause.verb.head] in _MOODS
    return mood and (clause.verb.copular or head.tag in ("VBN", "JJ", "JJR"))


def _of_clause(clause: Clause) -> Iterator[Sign]:
    sentence, verb = clause.sentence, clause.verb
    if clause.subject is None:
        return
    main = clause.main or clause.promoted
    if _tags_thought(clause):
        yield Sign(clause.subject, verb.carrier, Inside.TAGGED, main)
        return
    if clause.tag or (_beside_speech(clause) and verb.lemma in _THINKING):
        return
    if sentence.final == "?" and main:
        return
    yield from _struck(clause, main)
    owner = clause.subject
    if clause.subject_word in _COLLECTIVE:
        antecedent = _antecedent(clause)
        if antecedent is None:
            return
        owner, main = antecedent, False
    if verb.lemma in _SEEMING and not verb.copular and (verb.lemma != "look" or _looks_like(clause)):
        yield Sign(owner, verb.carrier, Inside.OUTSIDE, main)
        return
    inside = _inside(clause)
    if inside is None:
        yield from _circumstance(clause, owner, main)
        return
    if _hedged(clause):
        yield Sign(owner, verb.carrier, Inside.OUTSIDE, main)
        return
    content = _has(clause, "ccomp") or (inside is Inside.THOUGHT and _has(clause, "xcomp"))
    perfect = verb.form in (Form.PAST_PERFECT, Form.PRESENT_PERFECT)
    standing = perfect or bool(sentence.tree.words_below(verb.head) & {"always", "often", "never", "used"})
    bare = main and inside not in (Inside.SENSE, Inside.WILL) and not _known_to_another(clause)
    generic = _you.search(clause.words) is not None
    yield Sign(owner, verb.carrier, inside, main, bare, content, standing, generic, clause)


def _looks_like(clause: Clause) -> bool:
    """``He looked tired``, ``as if``, ``like``: rather than at something."""
    tree = clause.sentence.tree
    if _has(clause, "xcomp"):
        return True
    below = tree.related(clause.verb.head, "advcl", "obl", "ccomp")
    return any(tree.words_below(c) & {"as", "like", "though"} for c in below)


def _inside(clause: Clause) -> Inside | None:
    """The kind of inner life that the clause tells of its subject, or None."""
    verb, sentence = clause.verb, clause.sentence
    if verb.lemma in _LEXICON["liking"] and not verb.copular:
        return Inside.SENSE if _has(clause, "obj", "xcomp") else None
    if is_mood(clause):
        return Inside.MOOD
    if verb.copular:
        return None
    objects = {sentence.lower[c] for c in sentence.tree.related(verb.head, "obj", "obl")}
    if objects & _BRIEF:
        return None  # "thought a moment": seen from outside
    if verb.lemma == "make" and "mind" in objects:
        return Inside.THOUGHT
    if verb.lemma == "have" and objects & _LEXICON["having"]:
        return Inside.THOUGHT
    if verb.form is Form.MODAL:
        able = sentence.lower[verb.carrier] in ("could", "can", "ca")
        if able and verb.lemma == "feel":
            return Inside.FEELING
        if able and verb.negated and verb.lemma in _LEXICON["unable"]:
            return Inside.THOUGHT
        return Inside.SENSE if able and verb.lemma in _LEXICON["sensing"] else None
    if verb.lemma in _THINKING:
        return _thinking(clause)
    if verb.lemma in _FINDING:
        wanted = ("xcomp",) if verb.lemma == "mean" else ("ccomp",)
        return Inside.THOUGHT if _has(clause, *wanted) else None
    if verb.lemma in _FEELING:
        return _feeling(clause)
    if verb.lemma in _LEXICON["sensing"] and _has(clause, "obj", "ccomp", "xcomp"):
        return Inside.SENSE
    return None


def _thinking(clause: Clause) -> Inside | None:
    lemma, verb = clause.verb.lemma, clause.verb
    if lemma in _NEEDS_CONTENT and not _has(clause, "ccomp", "xcomp", "obj", "obl", "advcl"):
        return None
    if lemma == "think" and clause.sentence.words.endswith(("thought about it .", "thinks about it .")):
        return Inside.WILL  # a pause that everybody sees
    perfect = verb.form in (Form.PRESENT_PERFECT, Form.PAST_PERFECT)
    if lemma == "forget" and perfect and not (_has(clause, "ccomp", "xcomp", "advcl") or verb.own_subject):
        return None  # "she has tucked a pencil into her braid and forgotten it": anybody sees that
    if lemma in ("consider", "picture", "recognise", "recognize") and not _has(clause, "ccomp", "xcomp", "obj"):
        return None
    if lemma == "consider" and not _has(clause, "ccomp", "xcomp"):
        return None  # "she considered the two of them": a look
    if lemma == "know" and not (_has(clause, "ccomp", "xcomp") or verb.negated or _knows_it(clause)):
        return None  # "he knows every river": a skill that anybody may see
    return Inside.THOUGHT


def _knows_it(clause: Clause) -> bool:
    """``She knew the answer``, ``he knew better``: a thing of the moment; *all*, *every* make a skill of it."""
    tree = clause.sentence.tree
    if tree.words_below(clause.verb.head) & {"better", "about"}:
        return True
    for what in tree.related(clause.verb.head, "obj", "obl"):
        inner = {tree.lower[c] for c in tree.children(what)} | {
            tree.lower[g] for c in tree.children(what) for g in tree.children(c)
        }
        return tree.tokens[what].tag not in ("NNP", "NNS") and not inner & {"every", "all", "any", "each"}
    return False


def _feeling(clause: Clause) -> Inside | None:
    tree, verb = clause.sentence.tree, clause.verb
    if verb.lemma == "feel" and not _has(clause, "obj", "xcomp", "ccomp"):
        # "felt in his pocket" is a search, not a feeling.
        for place in tree.related(verb.head, "obl", "advmod", "compound"):
            if (tree.words_below(place) | {tree.lower[place]}) & {"in", "for", "along", "around", "about", "under"}:
                return None
    if verb.lemma == "want" and "to know" in clause.sentence.words:
        return None  # "he wanted to know" is a way of asking
    if verb.lemma in ("long", "yearn") and not _has(clause, "xcomp", "obl"):
        return None
    if verb.lemma in ("mind", "miss") and not (verb.negated or _has(clause, "obj", "ccomp", "xcomp")):
        return None
    return Inside.FEELING


def _circumstance(clause: Clause, owner: int, main: bool) -> Iterator[Sign]:
    """What one must, cannot or had to do, and what lies behind one: told from nearby, though no mind is opened."""
    verb = clause.verb
    if (verb.form is Form.MODAL and (verb.negated or clause.sentence.lower[verb.carrier] in ("ought", "should"))) or (
        verb.lemma == "have" and _has(clause, "xcomp")
    ):
        yield Sign(owner, verb.carrier, Inside.WILL, main)
    elif verb.form is Form.PAST_PERFECT:
        yield Sign(owner, verb.carrier, Inside.PAST, main)


def _struck(clause: Clause, main: bool) -> Iterator[Sign]:
    """``It struck the old man that``, ``a great tenderness went through him``: of the one behind the verb."""
    sentence, verb = clause.sentence, clause.verb
    tree, subject = sentence.tree, clause.subject
    assert subject is not None
    noun = tree.lower[subject]
    affect = noun in _LEXICON["affects"] and verb.lemma in _GOING | _LEXICON["striking"]
    if not affect and (verb.lemma not in _LEXICON["striking"] or verb.passive or verb.form is Form.MODAL):
        return
    if not affect and (tree.tokens[subject].tag in ("NNP", "NNS") or noun in PERSON_NOUNS or noun in _PERSONAL):
        return  # "she touched him": a hand
    if verb.lemma in ("move", "touch", "steady", "hurt", "calm", "strike", "pain") and not affect and noun != "it":
        return
    for what in tree.related(verb.head, "obj", "iobj", "obl"):
        person = tree.lower[what] in ("him", "her", "me") or tree.lower[what] in PERSON_NOUNS
        if (person or tree.tokens[what].tag == "NNP") and sentence.narrated(what):
            told = main and not _hedged(clause)
            yield Sign(what, verb.carrier, Inside.FEELING, main, told, _has(clause, "ccomp"), clause=clause)
            return


_PERSONAL = frozenset("i you he she we they who".split())


def _bodies(sentence: Sentence) -> Iterator[Sign]:
    """``Her pulse quickened``: felt from inside."""
    tree = sentence.tree
    for index in range(sentence.start, sentence.end):
        if tree.lower[index] not in _LEXICON["body"] or not sentence.narrated(index):
            continue
        if tree.tokens[index].relation.startswith("nsubj"):
            for owner in tree.related(index, "nmod:poss"):
                yield Sign(owner, index, Inside.BODY)


def _has(clause: Clause, *relations: str) -> bool:
    return clause.sentence.tree.has(clause.verb.head, *relations)


def _antecedent(clause: Clause) -> int | None:
    """Who is meant by *who*: ``Thelonious, who knew better``."""
    token = clause.sentence.tree.tokens[clause.verb.head]
    relative = token.relation == "acl:relcl" and clause.subject_word in ("who", "that")
    return token.head if relative and token.head >= 0 else None


def _hedged(clause: Clause) -> bool:
    """Whether the clause is a guess about somebody: a word of estrangement outside of what is thought."""
    sentence = clause.sentence
    if _perhaps.search(clause.words):
        return True
    tree = sentence.tree
    for index in range(sentence.start, sentence.end):
        if tree.lower[index] not in _HEDGES or not sentence.narrated(index):
            continue
        at = index
        for _ in range(8):
            relation, above = tree.tokens[at].relation.split(":")[0], tree.tokens[at].head
            if above == clause.verb.head:
                if relation not in ("ccomp", "xcomp", "advcl", "conj", "parataxis", "acl"):
                    return True
                break
            if above < 0:
                break
            at = above
    return False


def _beside_speech(clause: Clause) -> bool:
    sentence = clause.sentence
    first = clause.verb.carrier if clause.subject is None else min(clause.subject, clause.verb.carrier)
    return any(sentence.zones[i] is ZoneKind.SPEECH for i in range(max(sentence.start, first - 2), first))


def _known_to_another(clause: Clause) -> bool:
    """``Owen was tired of her, she knew it``; ``Emil knew the sign: Anton was afraid``: it lies in another head."""
    tree, sentence = clause.sentence.tree, clause.sentence
    for other in sentence.clauses:
        verb = other.verb
        if other is clause or verb.subject is None or verb.subject == clause.subject or not verb.own_subject:
            continue
        first = tree.left_edge(verb.subject)
        knows = first > clause.verb.carrier and verb.lemma in _THINKING | _FINDING | _SEEMING
        if knows and tree.tokens[first - 1].text in (",", "—") and verb.carrier - first < 4:
            return True
        if verb.carrier < clause.verb.carrier:
            between = {tree.tokens[i].text for i in range(verb.carrier, clause.subject or verb.carrier)}
            if ":" in between:
                return True
    return False


def _tags_thought(clause: Clause) -> bool:
    """``*I can't stay,* she thought``: a thought in italics, or unmarked, with its owner beside it."""
    sentence, verb = clause.sentence, clause.verb
    if verb.lemma not in ("think", "wonder", "write", "reflect", "muse", "tell") or clause.subject is None:
        return False
    low, high = min(verb.carrier, clause.subject), max(verb.head, clause.subject)
    beside = [at for at in (low - 1, high + 1, high + 2) if 0 <= at < len(sentence.zones)]
    if any(sentence.zones[at] is ZoneKind.THOUGHT for at in beside):
        return True
    # "He wants me to hurry, she thought."
    ends = high + 1 >= sentence.end or sentence.tree.tokens[high + 1].text in (".", ",", ";", "!", "…")
    comma = low > sentence.start and sentence.tree.tokens[low - 1].text in (",", "?", "!")
    return verb.lemma in ("think", "wonder") and comma and ends and high - low < 3
