"""Treebank paragraphs made to look like a writer's draft: told in the other tense, with dialogue, with other quotes.

Web text and news hold little present-tense narration and few speech tags; both are made here from trees
that are already known.  Every function changes the words and what the trees say of them together.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise

from editor.language.inflect import past, third_singular
from editor.language.training.treebank import Sentence, Sentences, Word

_SPEECH = (
    "say say say say ask ask reply whisper shout mutter answer murmur cry snap growl sigh laugh call add continue "
    "begin demand exclaim hiss groan yell grumble insist protest mumble repeat agree admit explain suggest stammer"
).split()
_PEOPLE = (
    "man woman boy girl waiter captain king doctor stranger soldier driver mother father teacher guard child queen "
    "wizard knight detective officer sister brother"
).split()
_ADVERBS = "quietly softly slowly suddenly again finally loudly coldly gently angrily simply".split()
_PRONOUNS = {
    "he": "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
    "she": "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
    "I": "Case=Nom|Number=Sing|Person=1|PronType=Prs",
    "they": "Case=Nom|Number=Plur|Person=3|PronType=Prs",
    "we": "Case=Nom|Number=Plur|Person=1|PronType=Prs",
}
_POSSESSIVES = {
    "his": "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "her": "Case=Gen|Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
}
_UNWRAPPABLE = frozenset({"``", "''", "-LRB-", "LS", "NFP", "ADD"})
_LONGEST_SPEECH = 25


def names_of(paragraphs: list[Sentences], most: int = 600) -> list[str]:
    """The commonest single-word names that are subjects."""
    counts = Counter(
        word.form
        for paragraph in paragraphs
        for sentence in paragraph
        for word in sentence
        if word.xpos == "NNP" and word.relation == "nsubj" and word.form.isalpha() and word.form.istitle()
    )
    return [name for name, _ in counts.most_common(most)]


def _cased(new: str, old: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _outside_quotes(sentence: Sentence) -> list[Word]:
    words: list[Word] = []
    quoted = False
    for word in sentence:
        if word.xpos == "``":
            quoted = True
        elif word.xpos == "''":
            quoted = False
        elif not quoted:
            words.append(word)
    return words


def _to_present(sentence: Sentence, rng: random.Random) -> bool:
    low = [word.form.lower() for word in sentence]
    if any(a == "used" and b == "to" for a, b in pairwise(low)):
        return False
    if any(word.xpos == "VBD" and not word.form.isalpha() for word in sentence):
        return False
    changed = False
    for word in _outside_quotes(sentence):
        feats = word.feats
        if word.xpos == "VBD" and "Tense=Past" in feats and "Mood=Sub" not in feats and "Person" in feats:
            singular = "Number=Sing" in feats
            third = "Person=3" in feats and singular
            if word.lemma == "be":
                new = "am" if "Person=1" in feats and singular else "is" if third else "are"
            else:
                new = third_singular(word.lemma) if third else word.lemma
            word.form = _cased(new, word.form)
            word.xpos = "VBZ" if third else "VBP"
            word.feats = feats.replace("Tense=Past", "Tense=Pres")
            changed = True
        elif word.xpos == "MD" and word.form.lower() in ("could", "would") and rng.random() < 0.7:
            word.form = _cased("can" if word.form.lower() == "could" else "will", word.form)
    return changed


def _to_past(sentence: Sentence) -> bool:
    if any(word.xpos in ("VBZ", "VBP") and not word.form.isalpha() for word in sentence):
        return False
    changed = False
    for word in _outside_quotes(sentence):
        if word.xpos in ("VBZ", "VBP") and "Tense=Pres" in word.feats and "Typo" not in word.feats:
            if word.lemma == "be":
                singular = "Number=Sing" in word.feats and "Person=2" not in word.feats
                new = "was" if singular else "were"
            else:
                new = past(word.lemma)
            word.form = _cased(new, word.form)
            word.xpos = "VBD"
            word.feats = word.feats.replace("Tense=Pres", "Tense=Past")
            changed = True
    return changed


def _subject(names: list[str], rng: random.Random) -> tuple[Sentence, str]:
    """A subject noun phrase with heads relative to itself, and its agreement features."""
    chance = rng.random()
    if chance < 0.5:
        pronoun = rng.choice(["he", "she", "I", "he", "she", "they", "we"])
        feats = _PRONOUNS[pronoun]
        return [Word(pronoun, pronoun, "PRON", "PRP", feats, 0, "nsubj", True)], feats
    agreement = "Number=Sing|Person=3"
    if chance < 0.8:
        name = rng.choice(names)
        return [Word(name, name, "PROPN", "NNP", "Number=Sing", 0, "nsubj", True)], agreement
    noun = rng.choice(_PEOPLE)
    if rng.random() < 0.34:
        first = Word("the", "the", "DET", "DT", "Definite=Def|PronType=Art", 2, "det", True)
    else:
        owner = rng.choice(list(_POSSESSIVES))
        first = Word(owner, owner, "PRON", "PRP$", _POSSESSIVES[owner], 2, "nmod:poss", True)
    return [first, Word(noun, noun, "NOUN", "NN", "Number=Sing", 0, "nsubj", True)], agreement


def _quote(opening: bool, head: int, space: bool) -> Word:
    return Word('"', '"', "PUNCT", "``" if opening else "''", "", head, "punct", space)


def _tag_verb(agreement: str, rng: random.Random) -> Word:
    lemma = rng.choice(_SPEECH)
    kept = "|".join(part for part in agreement.split("|") if part.startswith(("Number", "Person")))
    third = "Person=3" in agreement and "Number=Sing" in agreement
    if rng.random() < 0.5:
        form, tag, tense = (third_singular(lemma), "VBZ", "Pres") if third else (lemma, "VBP", "Pres")
    else:
        form, tag, tense = past(lemma), "VBD", "Past"
    return Word(form, lemma, "VERB", tag, f"Mood=Ind|{kept}|Tense={tense}|VerbForm=Fin", 0, "root", True)


def _as_speech(sentence: Sentence, names: list[str], rng: random.Random) -> Sentence | None:
    """The sentence as somebody's words: in quotes alone, with a tag after it, or with a tag before it."""
    roots = [number for number, word in enumerate(sentence, 1) if word.head == 0]
    if (
        not 2 <= len(sentence) <= _LONGEST_SPEECH
        or len(roots) != 1
        or any(word.xpos in _UNWRAPPABLE for word in sentence)
        or sentence[-1].form not in (".", "?", "!")
        or sentence[-1].head != roots[0]
    ):
        return None
    space = sentence[-1].space_after
    root = roots[0] + 1
    body = [word.copy() for word in sentence]
    for word in body:
        word.head += bool(word.head)
    body[-1].space_after = False
    body = [_quote(True, root, False), *body, _quote(False, root, space)]
    chance = rng.random()
    if chance < 0.45:
        return body
    subject, agreement = _subject(names, rng)
    verb = _tag_verb(agreement, rng)
    adverb: Sentence = []
    if rng.random() < 0.25:
        form = rng.choice(_ADVERBS)
        adverb = [Word(form, form, "ADV", "RB", "", 0, "advmod", True)]
    if chance < 0.85:
        return _with_tag_after(body, root, subject, verb, adverb, space, rng)
    return _with_tag_before(body, root, subject, verb, adverb, space)


def _attach(subject: Sentence, first: int, verb: int) -> None:
    """Heads of a subject whose first word stands at ``first`` (from 1), its verb at ``verb``."""
    for word in subject:
        word.head = verb if word.relation == "nsubj" else first + len(subject) - 1


def _with_tag_after(
    body: Sentence, root: int, subject: Sentence, verb: Word, adverb: Sentence, space: bool, rng: random.Random
) -> Sentence:
    if body[-2].form == ".":
        body[-2] = Word(",", ",", "PUNCT", ",", "", body[-2].head, "punct", False)
    body[-1].space_after = True
    base = len(body)
    inverted = subject[0].xpos != "PRP" and rng.random() < 0.3
    at = base + 1 if inverted else base + len(subject) + 1
    _attach(subject, base + 2 if inverted else base + 1, at)
    tail = [verb, *subject] if inverted else [*subject, verb]
    for word in adverb:
        word.head = at
    tail += adverb
    tail[-1].space_after = False
    tail.append(Word(".", ".", "PUNCT", ".", "", at, "punct", space))
    body[root - 1].head, body[root - 1].relation = at, "ccomp"
    return body + tail


def _with_tag_before(
    body: Sentence, root: int, subject: Sentence, verb: Word, adverb: Sentence, space: bool
) -> Sentence:
    subject[0].form = subject[0].form[0].upper() + subject[0].form[1:]
    at = len(subject) + 1
    _attach(subject, 1, at)
    for word in adverb:
        word.head = at
    front = [*subject, verb, *adverb]
    front[-1].space_after = False
    shift = len(front) + 1
    for word in body:
        word.head += shift if word.head else 0
    body[root - 1].head, body[root - 1].relation = at, "ccomp"
    body[-1].space_after = space
    front.append(Word(",", ",", "PUNCT", ",", "", root + shift, "punct", True))
    return front + body


def _typography(paragraph: Sentences, rng: random.Random) -> None:
    """Curly doubles, British singles or straight marks; dashes closed up, ellipses in one character."""
    style = rng.random()
    curly, single = style < 0.75, 0.6 <= style < 0.75
    marks = ("‘", "’") if single else ("“", "”") if curly else ('"', '"')
    for sentence in paragraph:
        for number, word in enumerate(sentence):
            form = word.form
            if word.xpos in ("``", "''") and form in ('"', "``", "''", "“", "”", "'", "‘", "’"):
                inner = form in ("'", "‘", "’")
                outer = marks[word.xpos == "''"]
                word.form = ("‘", "’")[word.xpos == "''"] if inner and curly else "'" if inner else outer
            elif "'" in form and curly and (len(form) > 1 or word.xpos == "POS"):
                word.form = form.replace("'", "’")
            elif "’" in form and not curly:
                word.form = form.replace("’", "'")
            elif curly and form in ("--", "-", "–") and word.xpos in (",", ":"):
                word.form = "—"
                word.space_after = rng.random() >= 0.8
                if number:
                    sentence[number - 1].space_after = rng.random() >= 0.8
            elif curly and form == "...":
                word.form = "…"
    if rng.random() < 0.15:  # a draft: one of the pair left straight
        for sentence in paragraph:
            for word in sentence:
                if word.xpos in ("``", "''") and rng.random() < 0.3:
                    word.form = '"'


def augmented(paragraph: Sentences, names: list[str], rng: random.Random) -> Sentences:
    """A changed copy of ``paragraph``."""
    copy = [[word.copy() for word in sentence] for sentence in paragraph]
    chance = rng.random()
    for sentence in copy:
        if chance < 0.40:
            _to_present(sentence, rng)
        elif chance < 0.52:
            _to_past(sentence)
    if rng.random() < 0.4:
        copy = [(rng.random() < 0.35 and _as_speech(sentence, names, rng)) or sentence for sentence in copy]
    if rng.random() < 0.85:
        _typography(copy, rng)
    if rng.random() < 0.03:
        for sentence in copy:
            for word in sentence:
                word.form = word.form.lower()
    return copy
