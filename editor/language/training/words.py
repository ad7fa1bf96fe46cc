"""Make ``words.json``: ``python -m editor.language.training.words LEMMINFLECT WORDNET CONLLU... > words.json``.

LEMMINFLECT is the folder ``lemminflect/resources`` of LemmInflect 0.2.3 (MIT licence), unpacked; WORDNET a folder with
``index.verb``, ``index.noun``, ``index.adj`` and ``index.sense`` of WordNet 3.1 and ``verb.exc`` of WordNet 3.0
(WordNet licence).  The treebanks (CC BY-SA 4.0) settle which lemma of an ambiguous form is the usual one.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from editor.language.inflect import PREFIXES, Slot, Words, regular
from editor.language.lemma import Lemmatizer
from editor.language.training.corrections import ADDED, CORRECTIONS, DROPPED, SETTLED


def _plain(word: str) -> bool:
    return word.isascii() and word.isalpha() and word.islower()


def lexicon_verbs(folder: Path) -> dict[str, list[tuple[str, ...]]]:
    """The verbs of the lexicon with their four forms, corrected."""
    verbs: dict[str, list[tuple[str, ...]]] = {}
    with gzip.open(folder / "infl_lu.csv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            verb, kind, *slots = line.strip().split(",")
            if kind != "verb" or not _plain(verb):
                continue
            found = [tuple(form for form in slot.split("/") if _plain(form)) for slot in slots]
            found += [()] * (4 - len(found))
            past, done, gerund, third = found
            if not done or done[0] in past:
                done = past  # the lexicon gives only what differs: *focused/focussed*, then *focussed*
            if verb not in DROPPED:
                verbs[verb] = [past, done, gerund, third]
    for verb, text in (ADDED | CORRECTIONS).items():
        corrected = [tuple(slot.split("/")) for slot in text.split(",") if slot]
        known = verbs.get(verb, [(), (), (), ()])
        verbs[verb] = corrected + known[len(corrected) :]
    return verbs


def _american_first(verb: str, slot: Slot, found: tuple[str, ...]) -> tuple[str, ...]:
    """*traveled* before *travelled*, all through; the lexicon has either first, verb by verb."""
    rule = regular(verb, slot)
    if verb.endswith("l") and verb not in CORRECTIONS and rule in found:
        return (rule, *(form for form in found if form != rule))
    return found


def counts(paths: list[Path]) -> dict[str, Counter[tuple[str, str]]]:
    """For each Penn tag how often a (form, lemma) stands in the treebanks."""
    seen: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == 10 and cells[0].isdigit() and "Typo" not in cells[5]:
                seen[cells[4]][cells[1].lower().replace("’", "'"), cells[2].lower()] += 1
    return seen


def _wordnet_lemmas(path: Path) -> set[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.split(" ", 1)[0] for line in lines if line and line[0] != " "}


def wordnet_verbs(folder: Path, known: dict[str, list[tuple[str, ...]]]) -> dict[str, list[tuple[str, ...]]]:
    """The verbs that WordNet has beside ``known``, with their four forms.

    A doubled consonant is in its list of exceptions; a verb with a prefix goes like the irregular one behind it.
    """
    doubled: dict[str, list[tuple[str, ...]]] = defaultdict(lambda: [(), (), (), ()])
    for line in (folder / "verb.exc").read_text(encoding="utf-8").splitlines():
        form, verb = line.split()[:2]
        stem = verb + verb[-1]
        if form == stem + "ing":
            doubled[verb][Slot.GERUND] = (form,)
        elif form == stem + "ed":
            doubled[verb][Slot.PAST] = doubled[verb][Slot.PARTICIPLE] = (form,)
    irregular = {form for slots in known.values() for form in slots[Slot.PAST]}
    found: dict[str, list[tuple[str, ...]]] = {}
    for verb in sorted(_wordnet_lemmas(folder / "index.verb")):
        if not _plain(verb) or verb in known or verb in irregular or verb in DROPPED:
            continue
        slots = doubled.get(verb) or _like_the_verb_behind(verb, known)
        if slots[Slot.GERUND] and not slots[Slot.PAST]:
            slots[Slot.PAST] = slots[Slot.PARTICIPLE] = _past_behind(verb, known)
        found[verb] = [_with_regular(verb, slot, slots[slot]) for slot in Slot]
    return found


def _like_the_verb_behind(verb: str, known: dict[str, list[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    for prefix in PREFIXES:
        behind = known.get(verb.removeprefix(prefix)) if verb.startswith(prefix) else None
        if behind and any(
            form and form[0] != regular(verb.removeprefix(prefix), Slot(i)) for i, form in enumerate(behind)
        ):
            return [tuple(prefix + form for form in slot) for slot in behind]
    return [(), (), (), ()]


def _past_behind(verb: str, known: dict[str, list[tuple[str, ...]]]) -> tuple[str, ...]:
    """*crosscut* like *cut*; but *bulldogged*."""
    for start in range(1, len(verb) - 2):
        if verb[start:] in known and verb[start:] in known[verb[start:]][Slot.PAST]:
            return (verb,)
    return (verb + verb[-1] + "ed",)


def _with_regular(verb: str, slot: Slot, forms: tuple[str, ...]) -> tuple[str, ...]:
    """*jeweled* beside *jewelled*: of verbs in *-l* the list of exceptions has the British form alone."""
    rule = regular(verb, slot)
    return (rule, *forms) if forms and verb.endswith("l") and len(verb) > 4 and rule not in forms else forms


def seldom_verbs(folder: Path, verbs: Iterable[str]) -> set[str]:
    """Those of ``verbs`` that WordNet's tagged texts know better as another part of speech: *hat*, *church*."""
    other = _wordnet_lemmas(folder / "index.noun") | _wordnet_lemmas(folder / "index.adj")
    counts: Counter[tuple[str, bool]] = Counter()
    for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        key, _, _, number = line.split()
        lemma, sense = key.split("%")
        counts[lemma, sense[0] == "2"] += int(number)
    return {verb for verb in verbs if verb in other and counts[verb, False] > counts[verb, True]}


_CLASSES = {"NNS": "noun", "VBZ": "verb", "VBN": "verb", "VBG": "verb", "JJR": "adj", "JJS": "adj"}
_POOLED = {"VBN": ("VBN", "VBD"), "JJR": ("JJR", "RBR"), "JJS": ("JJS", "RBS")}
_SLOT_OF = {"VBN": (Slot.PAST, Slot.PARTICIPLE), "VBG": (Slot.GERUND,), "VBZ": (Slot.THIRD,)}


def _candidates(folder: Path, verbs: dict[str, list[tuple[str, ...]]], tag: str) -> dict[str, list[str]]:
    """Each form that may bear ``tag``, with its possible lemmas."""
    found: dict[str, list[str]] = defaultdict(list)
    for verb, slots in verbs.items():
        for slot in _SLOT_OF.get(tag, ()):
            for form in slots[slot] or (regular(verb, slot),):
                found[form].append(verb)
    if tag in _SLOT_OF:
        return found
    with gzip.open(folder / "infl_lu.csv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            lemma, kind, *cells = line.strip().split(",")
            if kind == _CLASSES[tag] and _plain(lemma):
                cell = cells[1] if tag == "JJS" and len(cells) > 1 else cells[0]
                for form in cell.split("/"):
                    if _plain(form):
                        found[form].append(lemma)
    return found


def main(folder: Path, wordnet: Path, treebanks: list[Path]) -> None:
    """Write the table to standard output."""
    verbs = lexicon_verbs(folder)
    more = wordnet_verbs(wordnet, verbs)
    seldom = seldom_verbs(wordnet, more)
    verbs |= more
    seen = counts(treebanks)
    for tag in ("VB", "VBP"):
        for (_, lemma), number in seen[tag].items():
            if number > 1 and _plain(lemma) and lemma not in verbs and len(lemma) > 2:
                verbs[lemma] = [(), (), (), ()]
    irregular: dict[str, str] = {}
    for verb, slots in verbs.items():
        kept = []
        for slot in Slot:
            found = _american_first(verb, slot, slots[slot])
            kept.append("" if found == (regular(verb, slot),) else "/".join(found))
        if any(kept):
            irregular[verb] = ",".join(kept)
    lemmatizer = Lemmatizer(Words(frozenset(verbs), frozenset(), {}, {}))
    lemmas: dict[str, dict[str, str]] = {}
    for tag in _CLASSES:
        pooled: Counter[tuple[str, str]] = Counter()
        for member in _POOLED.get(tag, (tag,)):
            pooled.update(seen[member])
        candidates = _candidates(folder, verbs, tag)
        for (form, lemma), number in pooled.items():
            if number > 1 and _plain(form) and _plain(lemma) and tag not in ("JJR", "JJS"):
                candidates.setdefault(form, []).append(lemma)
        table: dict[str, str] = {}
        for form, possible in candidates.items():
            rule = lemmatizer.by_rule(form, tag)
            best = max(possible, key=lambda lemma: (pooled[form, lemma], lemma == rule, -len(lemma), lemma))
            if best != rule:
                table[form] = best
        lemmas[tag] = dict(sorted((table | SETTLED[tag]).items()))
    lemmas["VBP"] = SETTLED["VBP"]
    data = {
        "verbs": " ".join(sorted(verbs.keys() - irregular.keys() - seldom)),
        "seldom": " ".join(sorted(seldom)),
        "irregular": dict(sorted(irregular.items())),
        "lemmas": lemmas,
    }
    json.dump(
        data,
        sys.stdout,
        indent=0,
        ensure_ascii=False,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
