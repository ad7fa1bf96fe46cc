"""The legitimate reasons for a verb to leave the scene's tense: E1–E20 of the specification.

E1 (speech, thought, documents), E11, E12 and E14 (subordinate clauses) and E16 (headings) need no test
here: such verbs never become main-line clauses.  Sources: Reichenbach 1947, Partee 1984, Smith 2003,
Huddleston & Pullum 2002 (timeless present, modal preterite), Fleischman 1990, Schiffrin 1981, Banfield
1982, Cohn 1978.
"""

from __future__ import annotations

from editor.checks.narrative.anchors import dated, far, near, words
from editor.checks.narrative.clauses import GENERIC_WORDS, Clause, Sentence, Subject, in_parentheses
from editor.checks.narrative.model import Tense
from editor.language.verbs import Form

_pluperfect = words(r"(?:had|having|'d) (?:\w+ )?(?:been|\w+ed|\w+en)")
# E8: the narrator's own now.
_now = words(
    "now|to this day|these days|nowadays|to-?day|still|at present|as i write|at this moment|ever since|the reader"
)
_strong_now = words("to this day|these days|nowadays|ever since|at present|as i write|to-?day")
_state_now = words(r"(?:is|are|am|'s|has|have) (?:\w+ )?now")
_narrator = words("i|my|we|our|us|me")
_NARRATORS_VERBS = frozenset(
    "suppose think believe remember know wonder confess mean see hope hate still have recall say imagine fancy want "
    "wish need can be do feel find dare understand write like love regret admit forget guess assure doubt fear "
    "declare swear pray".split()
)
# E5: general truths.
_FREQUENCY = frozenset(
    "always never often sometimes usually seldom rarely generally ever whenever commonly frequently invariably "
    "ordinarily normally occasionally habitually".split()
)
_ANYBODY = frozenset("nobody nothing everybody everyone everything anybody anyone anything one oneself people".split())
_every = words("every|whenever")
_you = words("you|your")
_as_you = words("(?:if|when|where|as|unless|like) you")
_simile = words(r"(?:like|as) (?:a|an|some|the|those|one|children|people)\b.* (?:who|that|which)")
# E18: set phrases and comments.
_idiom = words(
    "that is|that 's|it is said|they say|people say|god knows|heaven knows|goodness knows|so to speak",
    "as it happens|needless to say|who knows|as they say|it 's true|it is true|i mean|you know|you see|i suppose",
    "i think|i believe|i guess|i dare ?say|what is more|as follows|there is no|there 's no|it seems|it appears",
    "that is to say|as is|i take it|(?:now|here) (?:comes?|follows?|begins?)",
    "if you please|thank god|thank heaven|long live|please|come what may",
)
_so_they_say = words(r"so (?:he|she|they|\w+|\w+ \w+) (?:says?|said|puts?|claims?|claimed|tells? me|told me)")
_COMMENT_VERBS = frozenset("seem appear say take follow happen make come go occur matter remain depend".split())
# E17: what a picture shows and a book says.
_WORKS = frozenset(
    "picture photo photograph painting portrait film movie map letter note sign dream novel poem song story chapter "
    "book text label word words verse proverb saying tradition legend recording tape".split()
)
_in_work = words(
    "(?:in|on) (?:the|this|that|his|her|my|our|one|an?) (?:\\w+ )?"
    "(?:picture|photo|photograph|painting|portrait|film|map|dream|postcard|drawing|plan|tape|recording)"
)
_shows = frozenset("say read tell show be begin end run go have".split())
# E10: what is not so.
_unreal = words("if|as if|as though|wish|would|could|would rather|lest|unless")
_guess = words("perhaps|maybe|probably|possibly")
# E20: what is timetabled.
_clock = words(
    r"at (?:\d+(?::\d\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dawn|noon|midnight)"
)
_TIMETABLE = frozenset("leave start open close begin end arrive depart sail go".split())
# E7: what lies where it lies.
_POSITION = frozenset("lie run stand lead rise fall stretch overlook border face extend reach flow drain climb".split())


def exception(clause: Clause, base: Tense) -> str | None:
    """Why an off-tense main-line verb is right as it stands, as an E-number; None if nothing explains it."""
    sentence = clause.sentence
    if sentence.final == "?":
        return "E13 question"
    if sentence.thought:
        return "E11 thought"
    if sentence.final == "!" and base is Tense.PAST and not clause.tag:
        return "E13 exclamation"
    if clause.tag and clause.verb.own_subject and clause.kind not in (Subject.EXPLETIVE, Subject.GENERIC):
        if clause.subject_word in _WORKS:
            return "E17 work"
        return "E19 dialect" if _dialect_tag(clause, base) else None
    if in_parentheses(sentence, clause.verb.head):
        return "aside"
    if clause.verb.carrier > sentence.start and sentence.tree.tokens[clause.verb.carrier].text[0].isupper():
        return "E16 heading"
    if _so_they_say(sentence.words):
        return "E18 comment"
    if _relative_goes_on(clause) or _contact_relative(clause):
        return "E12 relative"
    return _in_past(clause) if base is Tense.PAST else _in_present(clause)


def _relative_goes_on(clause: Clause) -> bool:
    """``the song the street learned and the children forgot``: the second half belongs to the relative clause too."""
    sentence, verb = clause.sentence, clause.verb
    tree = sentence.tree
    if not verb.own_subject or verb.subject is None or tree.tokens[verb.head].relation != "conj":
        return False
    joiner = tree.left_edge(verb.subject) - 1
    if joiner <= sentence.start or tree.tokens[joiner].tag != "CC" or tree.tokens[joiner - 1].text in (",", ";", "—"):
        return False
    earlier = [c for c in sentence.clauses if c.verb.carrier < joiner]
    return bool(earlier) and not earlier[-1].main and earlier[-1].verb.form is verb.form


def _contact_relative(clause: Clause) -> bool:
    """``the scarf her mother knitted``, where the tree takes the clause for one that is joined without a joiner."""
    sentence, verb = clause.sentence, clause.verb
    tree = sentence.tree
    if not verb.own_subject or verb.subject is None or tree.tokens[verb.head].relation != "conj":
        return False
    before = tree.left_edge(verb.subject) - 1
    if before < sentence.start or tree.tokens[before].tag not in ("NN", "NNS") or tree.has(verb.head, "cc", "obj"):
        return False
    return verb.carrier - verb.subject <= 2


def _dialect_tag(clause: Clause, base: Tense) -> bool:
    """``says I``, ``I says``: the voice of the teller."""
    sentence, verb = clause.sentence, clause.verb
    if base is not Tense.PAST or not sentence.lower[verb.carrier].endswith("s"):
        return False
    if clause.subject_word in ("i", "we", "they", "you"):
        return True
    after = verb.carrier + 1
    return after < sentence.end and sentence.lower[after] in ("he", "she", "i", "they")


def _in_past(clause: Clause) -> str | None:
    sentence, verb, kind = clause.sentence, clause.verb, clause.kind
    tree, lower = sentence.tree, sentence.lower
    here = clause.words
    if clause.subject is None and (verb.carrier == sentence.start or (verb.do_support and verb.negated)):
        return "imperative"
    if kind is Subject.NONE and tree.tokens[verb.head].relation != "conj":
        return "no subject"
    if verb.form is Form.PRESENT_PERFECT:
        return "E9 perfect"
    return (
        _general(clause, here)
        or _narrators_now(clause, here)
        or _pointing(clause)
        or _comment(clause)
        or ("E20 timetable" if _timetabled(clause, here) else None)
        or ("E7 place" if _persists(clause) else None)
        or ("E5 infinitive" if verb.copular and _infinitive(tree.tokens[verb.head].tag, lower, clause) else None)
    )


def _timetabled(clause: Clause, here: str) -> bool:
    people = clause.kind in (Subject.PRONOUN, Subject.NAME)
    return not people and clause.verb.lemma in _TIMETABLE and _clock(here)


def _infinitive(tag: str, lower: tuple[str, ...], clause: Clause) -> bool:
    head = clause.verb.head
    return tag.startswith("VB") and any(lower[c] == "to" and c < head for c in clause.sentence.tree.children(head))


def _general(clause: Clause, here: str) -> str | None:
    """E5 and E6: general truths and habits."""
    sentence, verb, kind = clause.sentence, clause.verb, clause.kind
    tree, lower = sentence.tree, sentence.lower
    if kind is Subject.GENERIC and (clause.subject_word != "nobody" or verb.stative):
        return "E5 generic"
    if clause.subject is not None and kind not in (Subject.PRONOUN, Subject.NAME, Subject.FIRST):
        determiners = {lower[c] for c in tree.related(clause.subject, "det")}
        if determiners & {"any", "every", "no", "all", "each", "such"}:
            return "E5 generic"
    timeless = kind is Subject.PLURAL or (kind is Subject.BARE and (verb.stative or verb.negated))
    if (timeless and not verb.progressive) or (kind is Subject.INDEFINITE and verb.stative):
        return "E5 generic"
    objects = {lower[c] for c in tree.related(verb.head, "obj")}
    if objects & _ANYBODY and kind not in (Subject.PRONOUN, Subject.NAME):
        return "E5 generic"
    if _timeless_whole(sentence):
        return "E5 truth"
    if _you(here) or _as_you(sentence.words):
        return "E5 generic you"
    if tree.words_below(verb.head) & _FREQUENCY or _every(here):
        return "E6 habit"
    return "E5 comparison" if _simile(sentence.words) else None


def _timeless_whole(sentence: Sentence) -> bool:
    """``So before a battle begins the horses paw the ground``: all is in the present, and nobody of the story acts."""
    persons = (Subject.PRONOUN, Subject.NAME, Subject.FIRST)
    if len(sentence.clauses) < 2 or any(c.kind in persons or c.tag for c in sentence.clauses):
        return False
    if any(c.verb.form not in (Form.PRESENT, Form.MODAL, Form.AMBIGUOUS) for c in sentence.clauses):
        return False
    return any(not c.main and c.verb.form is Form.PRESENT for c in sentence.clauses)


def _narrators_now(clause: Clause, here: str) -> str | None:
    """E8: the teller speaks from the time of telling."""
    verb, kind, whole = clause.verb, clause.kind, clause.sentence.words
    if kind is Subject.FIRST:
        obliged = verb.lemma == "have" and clause.sentence.tree.has(verb.head, "xcomp")
        if (verb.lemma in _NARRATORS_VERBS or verb.stative) and not obliged:
            return "E8 narrator"
    if (verb.stative or verb.passive or verb.carrier != verb.head) and _state_now(here):
        return "E8 now"
    before = verb.carrier - 1
    if verb.stative and before >= clause.sentence.start and clause.sentence.lower[before] == "still":
        return "E8 now"  # "and he still lives there", whatever else the sentence tells
    if _now(whole):
        settled = _past_beside(clause)
        vague = verb.stative or kind not in (Subject.PRONOUN, Subject.NAME, Subject.DEFINITE)
        if _strong_now(whole) or (vague and not settled):
            return "E8 now"
    apart = kind not in (Subject.PRONOUN, Subject.NAME, Subject.FIRST)
    if apart and _narrator(here) and (verb.stative or _now(here)):
        return "E8 narrator"
    return None


def _pointing(clause: Clause) -> str | None:
    """E7: *it is*, *there is*, *that is* without anything that ties them to the story's past."""
    verb = clause.verb
    if clause.kind is not Subject.EXPLETIVE:
        return None
    if (verb.stative and not verb.progressive) and not (
        joined(clause, Tense.PAST) or fronted(clause, Tense.PAST) or _past_beside(clause)
    ):
        return "E7 it is"
    return "E18 comment" if verb.lemma in _COMMENT_VERBS else None


def _comment(clause: Clause) -> str | None:
    """E17 and E18: set phrases, and what a work shows."""
    if _idiom(clause.sentence.words):
        return "E18 idiom"
    if (clause.subject_word in _WORKS and clause.verb.lemma in _shows) or _in_work(clause.words):
        return "E17 work"
    return None


def _persists(clause: Clause) -> bool:
    """E7: a road, a river, a town that is still there."""
    still = clause.kind in (Subject.DEFINITE, Subject.NAME, Subject.BARE)
    if not still or clause.subject is None or not _is_place(clause, clause.subject):
        return False
    named = clause.kind is Subject.NAME and clause.verb.copular
    return clause.verb.lemma in _POSITION or (named and not _past_beside(clause))


def _is_place(clause: Clause, subject: int) -> bool:
    """A place by its name's last word: *the river*, *Tanner Lane*."""
    tree = clause.sentence.tree
    return any(tree.lower[i] in _PLACES for i in (subject, *tree.related(subject, "flat")))


_PLACES = frozenset(
    "road river street lane alley inn terrace crescent avenue path track valley hill mountain town village city house "
    "church bridge canal railway line coast island lake stream wood forest castle square station sea harbour harbor "
    "bay cliff".split()
)


def _in_present(clause: Clause) -> str | None:
    sentence, verb = clause.sentence, clause.verb
    if verb.form is Form.PAST_PERFECT or _elided_pluperfect(clause):
        return "E2 pluperfect"
    if verb.progressive and sentence.lower[verb.head] == "going" and sentence.tree.has(verb.head, "xcomp"):
        return "E20 was going to"
    if clause.subject is None and sentence.tree.tokens[verb.head].relation == "root":
        return "no subject"
    bound = joined(clause, Tense.PRESENT) == 2
    whole = _own_words(clause)
    if near(clause.words) or far(clause.words if bound else whole) or (not bound and dated(clause)):
        return "E4 look back"
    if not bound and (_pluperfect(whole) or _perfect_beside(clause)):
        return "E4 perfect"
    if clause.kind is Subject.GENERIC and clause.subject_word in GENERIC_WORDS:
        return "E5 generic"
    if verb.lemma == "be" and _unreal(whole):
        return "E10 unreal"
    if verb.form is Form.SUBJUNCTIVE or (not bound and _guess(whole)):
        return "E10 unreal"
    if not verb.own_subject and not _has_joiner(clause) and sentence.tree.tokens[verb.head].relation != "root":
        return "participle"
    return None


def _perfect_beside(clause: Clause) -> bool:
    return any(c.main and c.verb.form is Form.PRESENT_PERFECT for c in clause.sentence.clauses)


def _own_words(clause: Clause) -> str:
    """The sentence without what the verb reports: *in the spring* dates what is recalled, not the recalling."""
    sentence, tree = clause.sentence, clause.sentence.tree
    below: set[int] = set()
    waiting = list(tree.related(clause.verb.head, "ccomp"))
    for what in tree.related(clause.verb.head, "obj"):
        waiting.extend(tree.related(what, "acl:relcl"))
    while waiting:
        here = waiting.pop()
        below.add(here)
        waiting.extend(tree.children(here))
    return " ".join(
        sentence.lower[i] for i in range(sentence.start, sentence.end) if sentence.narrated(i) and i not in below
    )


def _elided_pluperfect(clause: Clause) -> bool:
    """``She had.``: the participle is left to the reader."""
    verb, tree = clause.verb, clause.sentence.tree
    bare = verb.carrier == verb.head and clause.sentence.lower[verb.carrier] == "had"
    return bare and not tree.has(verb.head, "obj", "xcomp", "ccomp", "obl")


def _has_joiner(clause: Clause) -> bool:
    tree, head = clause.sentence.tree, clause.verb.head
    return any(tree.tokens[c].tag == "CC" for c in tree.children(head)) or clause.tag


def _past_beside(clause: Clause) -> bool:
    return any(c is not clause and c.verb.form in (Form.PAST, Form.PAST_PERFECT) for c in clause.sentence.clauses)


def base_forms(base: Tense) -> tuple[Form, ...]:
    """The verb forms that carry a narrative tense."""
    return (Form.PAST, Form.PAST_PERFECT) if base is Tense.PAST else (Form.PRESENT, Form.PRESENT_PERFECT)


def fronted(clause: Clause, base: Tense) -> bool:
    """``When she had rinsed it, the porch is empty``: a time clause in the scene's tense comes first."""
    sentence, verb = clause.sentence, clause.verb
    openers = ("when", "as", "while", "once", "after", "before", "until", "till")
    if sentence.lower[sentence.start] not in (*openers, "and", "but", "then"):
        return False
    forms = base_forms(base) if base is Tense.PAST else (Form.PRESENT,)
    for other in sentence.clauses:
        if other.main or other.verb.form not in forms or other.verb.head >= verb.head:
            continue
        if sentence.tree.tokens[other.verb.head].head == verb.head and any(
            sentence.lower[c] in openers and c < other.verb.head for c in sentence.tree.children(other.verb.head)
        ):
            return True
    return False


def joined(clause: Clause, base: Tense) -> int:
    """2 if joined to a verb in the scene's tense that shares its subject, 1 if with another subject, else 0."""
    sentence, verb = clause.sentence, clause.verb
    tree, tokens = sentence.tree, sentence.tree.tokens
    near = set(tree.related(verb.head, "conj"))
    if tokens[verb.head].relation in ("conj", "parataxis") and tokens[verb.head].head >= 0:
        near.add(tokens[verb.head].head)
    if tokens[verb.head].relation == "conj":
        near |= {c for c in tree.related(tokens[verb.head].head, "conj") if c != verb.head}
    best = 0
    for other in sentence.clauses:
        if other.verb.head not in near or other.verb.form not in base_forms(base):
            continue
        if other.main or clause.main or clause.promoted:
            best = max(best, 2 if _same_subject(clause, other) else 1)
    if not best and any(
        c.main and c.verb.form is base_forms(base)[0] and c.verb.head < verb.head for c in sentence.clauses
    ):
        best = 2 if clause.promoted else 1
    return best


def _same_subject(one: Clause, other: Clause) -> bool:
    if one.subject is None or other.subject is None:
        return False
    return one.subject == other.subject or (
        one.subject_word == other.subject_word and one.kind in (Subject.PRONOUN, Subject.NAME, Subject.FIRST)
    )


def look_back_open(sentence: Sentence) -> bool:
    """Whether a sentence leaves a look back open for the next one of its paragraph (E4)."""
    if not sentence.clauses:
        return False
    last = sentence.clauses[-1].verb.form
    return last in (Form.PAST_PERFECT, Form.PRESENT_PERFECT) or (last is Form.PAST and far(sentence.words))


def looks_back(sentence: Sentence) -> bool:
    """Whether a sentence has a phrase that opens a look back (E4)."""
    return far(sentence.words)
