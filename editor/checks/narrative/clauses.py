"""A paragraph as the narrative checker sees it: its sentences, and the clauses the narrator tells.

A clause is *main line* (Labov & Waletzky's narrative clause) when it moves the story on: root, joined to
one that is, or the reporting clause of a quotation.  Subordinate clauses are never judged and never
counted.  Everything here depends on the paragraph alone, so it is remembered by paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from editor.checks.checker import Facts
from editor.language.syntax import Syntax
from editor.language.verbs import VerbGroup, verb_groups
from editor.text.document import Style
from editor.text.span import Span
from editor.text.zones import ZoneKind


class Subject(StrEnum):
    """What kind of thing a clause is about: decides whether its verb can be an event of the story."""

    NONE = "none"
    FIRST = "first"
    PRONOUN = "pronoun"
    NAME = "name"
    DEFINITE = "definite"
    INDEFINITE = "indefinite"
    PLURAL = "plural"
    BARE = "bare"
    EXPLETIVE = "expletive"
    GENERIC = "generic"
    OTHER = "other"


@dataclass(slots=True, eq=False)
class Clause:
    """A finite verb group in the narrator's words.

    ``promoted``: joined by ", and" inside a subordinate clause without a subject of its own, so that it
    may belong to the main clause; ``tag``: a speech verb next to a quotation.
    """

    sentence: Sentence
    verb: VerbGroup
    main: bool
    tag: bool = False
    promoted: bool = False
    subject: int | None = None
    kind: Subject = Subject.NONE

    @property
    def subject_word(self) -> str:
        """The subject's head word in lower case, or an empty string."""
        return "" if self.subject is None else self.sentence.lower[self.subject]

    @property
    def words(self) -> str:
        """The words around the verb up to the next comma, semicolon or coordinator, in lower case."""
        tree, sentence = self.sentence.tree, self.sentence
        first = last = self.verb.carrier
        while first > sentence.start and not _bounds_clause(tree, first - 1):
            first -= 1
        while last < sentence.end and not _bounds_clause(tree, last):
            last += 1
        return " ".join(tree.lower[first:last])


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence; ``start`` and ``end`` are token indices, ``words`` its narration in lower case."""

    tree: Syntax
    zones: tuple[ZoneKind, ...]
    start: int
    end: int
    words: str = ""
    final: str = ""
    clauses: list[Clause] = field(default_factory=list)
    thought: bool = False

    @property
    def lower(self) -> tuple[str, ...]:
        return self.tree.lower

    @property
    def span(self) -> Span:
        """Where the sentence lies in its paragraph."""
        return Span(self.tree.tokens[self.start].span.start, self.tree.tokens[self.end - 1].span.end)

    def narrated(self, index: int) -> bool:
        """Whether a token is in the narrator's words."""
        return self.zones[index] is ZoneKind.NARRATION


_SUBORDINATORS = frozenset(
    "if that because although though whether unless while when whenever as since until till before after once lest "
    "whereas where wherever than how why what who which whose whom".split()
)
_WH = ("WDT", "WP", "WRB", "WP$")
_SPEECH_VERBS = frozenset(
    "say ask reply answer tell whisper shout cry call murmur mutter add repeat agree explain continue begin go exclaim "
    "return observe remark admit announce insist demand suggest warn promise order command declare confess urge "
    "complain protest snap growl scream yell hiss sob sigh laugh groan moan grunt gasp breathe inquire enquire wonder "
    "muse think reflect beg plead retort rejoin respond argue interrupt echo croak roar bark bellow drawl put suppose "
    "read write confirm conclude assure offer propose counter concede sneer smile grin nod chuckle giggle croon "
    "pronounce stammer falter pursue resume cut break volunteer".split()
)
GENERIC_WORDS = frozenset("one people everyone everybody anyone anybody you men women folks nobody".split())
_ABSTRACT = ("ism", "ness", "ity", "tion", "ment", "ence", "ance", "hood", "ship")
_POINTING = frozenset("it this that there what which these those such here".split())
_DEFINITE = frozenset("the his her their my our its this that these those both neither each".split())


def sentences_of(facts: Facts) -> tuple[Sentence, ...]:
    """The sentences of a paragraph with the clauses of its narration; empty where it was not read."""
    if facts.reading is None or not facts.reading.tokens:
        return ()
    tree = Syntax(facts.reading)
    zones = _token_zones(facts, tree)
    found: list[Sentence] = []
    for sentence in facts.reading.sentences():
        found.append(_sentence(tree, zones, sentence))
    return tuple(found)


def _token_zones(facts: Facts, tree: Syntax) -> tuple[ZoneKind, ...]:
    paragraph = facts.paragraph
    # Italics that end in a mark of their own are words said or thought, however few: *Not me.*
    thoughts = [
        mark.span
        for mark in paragraph.marks
        if mark.style is Style.ITALIC and mark.span.of(paragraph.text).endswith((".", "?", "!", ",", "…"))
    ]
    zones: list[ZoneKind] = []
    at = 0
    for token in tree.tokens:
        while at + 1 < len(facts.zones) and facts.zones[at].span.end <= token.span.start:
            at += 1
        kind = facts.zones[at].kind if facts.zones else ZoneKind.NARRATION
        if kind is ZoneKind.NARRATION and any(span.covers(token.span) for span in thoughts):
            kind = ZoneKind.THOUGHT
        zones.append(kind)
    return tuple(zones)


def _sentence(tree: Syntax, zones: tuple[ZoneKind, ...], stretch: range) -> Sentence:
    sentence = Sentence(tree, zones, stretch.start, stretch.stop)
    sentence.words = " ".join(tree.lower[i] for i in stretch if sentence.narrated(i))
    sentence.final = next((tree.tokens[i].text for i in reversed(stretch) if tree.tokens[i].text not in "”’\"')"), "")
    for verb in verb_groups(tree, stretch):
        if not sentence.narrated(verb.carrier):
            continue
        clause = Clause(sentence, verb, _is_main(sentence, verb.head), subject=_narrated_subject(sentence, verb))
        clause.kind = _subject_kind(tree, clause.subject)
        clause.tag = _is_tag(sentence, verb)
        sentence.clauses.append(clause)
    for clause in sentence.clauses:
        clause.promoted = _promote(clause)
    _rescue(sentence)
    sentence.thought = any(_is_thought(c) for c in sentence.clauses)
    return sentence


def _narrated_subject(sentence: Sentence, verb: VerbGroup) -> int | None:
    """The subject; of ``"Go," says the book`` the noun behind the verb, whatever the tree took for it."""
    subject = verb.subject
    if subject is None or sentence.narrated(subject):
        return subject
    for index in range(verb.carrier + 1, min(verb.carrier + 5, sentence.end)):
        token = sentence.tree.tokens[index]
        if not sentence.narrated(index) or token.text in ".,;:!?":
            break
        if token.tag in ("NN", "NNS", "NNP", "PRP") and sentence.tree.tokens[token.head].tag not in ("NN", "NNP"):
            return index
    return None


def _bounds_clause(tree: Syntax, index: int) -> bool:
    return tree.tokens[index].text in (",", ";", ":", "—") or tree.tokens[index].tag == "CC"


def in_parentheses(sentence: Sentence, index: int) -> bool:
    """Whether a token stands inside brackets."""
    depth = 0  # counted from the paragraph's start: an aside may run over several sentences
    for token in sentence.tree.tokens[:index]:
        depth = max(0, depth + (token.text in ("(", "[")) - (token.text in (")", "]")))
    return depth > 0


def _is_main(sentence: Sentence, head: int, depth: int = 0) -> bool:
    tree = sentence.tree
    tokens = tree.tokens
    if depth > 8 or in_parentheses(sentence, head):
        return False
    for child in tree.children(head):
        if child >= head:
            break
        if tokens[child].relation == "mark" and tree.lower[child] in _SUBORDINATORS:
            return False
        if depth == 0 and tokens[child].tag in _WH:
            return False
    relation, above = tokens[head].relation, tokens[head].head
    if relation == "root" or above < 0:
        return True
    quoted = sentence.zones[above] is not ZoneKind.NARRATION
    if quoted and relation in ("parataxis", "conj", "ccomp", "dep", "list", "advcl", "appos", "obj", "discourse"):
        return True  # the reporting clause of a quotation that the tree takes for the main clause
    if relation in ("conj", "parataxis", "list"):
        verbal = tokens[above].tag.startswith("V") or tree.has(above, "cop", "aux", "nsubj")
        if verbal or tokens[above].relation == "root":
            return _is_main(sentence, above, depth + 1)
        return relation == "parataxis" or tree.has(head, "nsubj")
    return False


def _rescue(sentence: Sentence) -> None:
    """``When X did, Y does``: give the sentence its main clause back where the tree lost it."""
    if not sentence.clauses or any(c.main for c in sentence.clauses):
        return
    tree = sentence.tree
    for clause in reversed(sentence.clauses):
        head = clause.verb.head
        if not clause.verb.own_subject or clause.verb.subject is None:
            continue
        if tree.tokens[head].relation not in ("ccomp", "advcl", "parataxis", "conj", "acl:relcl", "dep"):
            continue
        if any(tree.tokens[c].relation == "mark" or tree.tokens[c].tag in _WH for c in tree.children(head) if c < head):
            continue
        edge = tree.left_edge(clause.verb.subject)
        opens = tree.lower[sentence.start] in _SUBORDINATORS
        if edge > sentence.start and tree.tokens[edge - 1].text in (",", ";") and opens:
            clause.main = True
            return


def _promote(clause: Clause) -> bool:
    sentence, verb = clause.sentence, clause.verb
    tree, tokens = sentence.tree, sentence.tree.tokens
    if clause.main or verb.own_subject or tokens[verb.head].relation != "conj":
        return False
    joiner = next((c for c in tree.children(verb.head) if tokens[c].tag == "CC"), None)
    if joiner is None or joiner <= sentence.start or tokens[joiner - 1].text != "," or verb.carrier - joiner > 3:
        return False
    host = next((c for c in sentence.clauses if c.verb.head == tokens[verb.head].head), None)
    if host is None or host.verb.form is verb.form:
        return False
    main = next(
        (c for c in reversed(sentence.clauses) if c.main and c.verb.head < verb.head and c.subject is not None), None
    )
    if main is None:
        return False
    clause.subject, clause.kind = main.subject, main.kind
    return True


def _subject_kind(tree: Syntax, subject: int | None) -> Subject:
    if subject is None:
        return Subject.NONE
    lower, token = tree.lower[subject], tree.tokens[subject]
    if lower in ("i", "we"):
        return Subject.FIRST
    if lower in ("he", "she", "they"):
        return Subject.PRONOUN
    if lower in _POINTING:
        return Subject.EXPLETIVE
    narrowed = tree.has(subject, "det", "nmod", "case")
    if lower in GENERIC_WORDS and not (lower in ("one", "men", "women", "people", "folks") and narrowed):
        return Subject.GENERIC
    if token.tag in ("NNP", "NNPS") and not (token.starts_sentence and lower.endswith(_ABSTRACT)):
        return Subject.NAME
    if tree.lower[tree.left_edge(subject)] == "we":
        return Subject.FIRST  # "we Harkers"
    determiners = {tree.lower[c] for c in tree.related(subject, "det", "nmod:poss", "nummod")}
    if determiners & _DEFINITE or tree.has(subject, "nmod:poss"):
        return Subject.DEFINITE
    if determiners & {"a", "an", "another", "some", "one"} and token.tag == "NN":
        return Subject.INDEFINITE
    if tree.has(subject, "nummod"):
        return Subject.INDEFINITE
    if token.tag == "NNS" and not determiners:
        return Subject.PLURAL
    return Subject.BARE if token.tag in ("NN", "NNP") and not determiners else Subject.OTHER


def _is_tag(sentence: Sentence, verb: VerbGroup) -> bool:
    """A speech verb with a quotation beside it in the same sentence."""
    if verb.lemma not in _SPEECH_VERBS:
        return False
    tokens, zones = sentence.tree.tokens, sentence.zones
    places = [verb.carrier, verb.head] + ([] if verb.subject is None else [verb.subject])
    at = min(places) - 1
    while at >= max(0, min(places) - 6) and sentence.narrated(at) and tokens[at].text not in ".?!":
        at -= 1
    if at >= 0 and zones[at] is ZoneKind.SPEECH:
        return True
    at = max(places) + 1
    while at < min(len(tokens), max(places) + 12) and sentence.narrated(at) and tokens[at].text not in ".?!":
        at += 1
    return at < len(tokens) and zones[at] is ZoneKind.SPEECH


_REPORTING = frozenset(
    "think feel reason know suppose wonder muse reflect say seem tell hope fear believe realise realize decide guess "
    "ask read go sing call cry repeat shout murmur whisper reply answer add explain insist announce remark "
    "observe".split()
)


def _names_someone(sentence: Sentence, index: int) -> bool:
    return index < sentence.end and sentence.tree.tokens[index].tag in ("NNP", "PRP", "DT", "PRP$")


def _is_thought(clause: Clause) -> bool:
    """Whether another verb of the sentence reports this clause as a thought or words: ``She lies, he thought.``"""
    sentence, verb = clause.sentence, clause.verb
    tokens = sentence.tree.tokens
    for other in sentence.clauses:
        report = other.verb
        if other is clause or report.lemma not in _REPORTING or report.form is verb.form:
            continue
        if report.form not in ("past", "present", "past perfect"):
            continue
        if report.carrier > verb.carrier:
            first = report.carrier
            if report.own_subject and report.subject is not None:
                first = min(sentence.tree.left_edge(report.subject), first)
            before = tokens[first - 1].text if first else ""
            inverted = first == report.carrier and _names_someone(sentence, report.carrier + 1)
            if before in (",", "—", ";", "--") and report.carrier - first < 4 and (report.own_subject or inverted):
                return True
        if report.carrier < verb.carrier:
            between = [tokens[i].text for i in range(report.carrier, verb.carrier)]
            if ":" in between:
                return True
            thinks = report.lemma in ("think", "wonder", "reason") and report.own_subject
            if thinks and len(between) > 1 and between[1] == ",":
                return True
    return False
