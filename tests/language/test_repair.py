"""Where forms and neighbours decide: each rule with what it mends and what it must leave."""

from __future__ import annotations

import pytest

from editor.language.reading import Draft
from editor.language.repair import repair


def draft(text: str) -> Draft:
    """``Word/TAG/head/relation`` by spaces; heads count from 1, 0 for the root."""
    rows = [cell.rsplit("/", 3) for cell in text.split()]
    parts = {"V": "VERB", "M": "AUX", "N": "NOUN", "J": "ADJ"}
    return Draft(
        [row[0] for row in rows],
        [row[1] for row in rows],
        [(parts.get(row[1][0], "X"), "") for row in rows],
        [int(row[2]) - 1 for row in rows],
        [row[3] for row in rows],
        {0},
    )


def tags(text: str) -> dict[str, str]:
    made = draft(text)
    repair(made)
    return dict(zip(made.words, made.tags, strict=True))


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("She/PRP/3/nsubj ’d/MD/3/aux gone/VBN/0/root", "’d", "VBD"),
        ("She/PRP/4/nsubj ’d/MD/4/aux better/RBR/4/advmod hurry/VB/0/root", "’d", "VBD"),
        ("She/PRP/3/nsubj ’d/MD/3/aux go/VB/0/root", "’d", "MD"),
        ("we/PRP/2/nsubj leant/VBP/0/root over/RB/2/advmod", "leant", "VBD"),
        ("they/PRP/3/nsubj would/MD/3/aux fling/VBG/0/root", "fling", "VB"),
        ("I/PRP/2/nsubj seen/VBD/0/root it/PRP/2/obj", "seen", "VBD"),
        ("He/PRP/3/nsubj had/VBD/3/aux put/VBN/0/root it/PRP/3/obj and/CC/6/cc forgotten/VBD/3/conj",
         "forgotten", "VBN"),
        ("He/PRP/4/nsubj did/VBD/4/aux not/RB/4/advmod put/VBD/0/root", "put", "VB"),
        ("She/PRP/4/nsubj had/VBD/4/aux never/RB/4/advmod read/VBD/0/root it/PRP/4/obj", "read", "VBN"),
        ("Mona/NNP/2/nsubj put/VBP/0/root it/PRP/2/obj down/RB/2/advmod", "put", "VBD"),
        ("They/PRP/2/nsubj put/VBP/0/root it/PRP/2/obj down/RB/2/advmod", "put", "VBP"),
        ("They/PRP/2/nsubj put/VBD/0/root it/PRP/2/obj out/RB/2/advmod and/CC/7/cc then/RB/7/advmod sit/VBP/2/conj",
         "put", "VBP"),
        ("He/PRP/2/nsubj yawns/VBZ/0/root ,/,/4/punct gropes/NNS/2/conj for/IN/6/case it/PRP/4/obl", "gropes", "VBZ"),
        ("She/PRP/2/nsubj sells/VBZ/0/root plums/NNS/2/obj ,/,/5/punct drinks/NNS/3/conj", "drinks", "NNS"),
        ("It/PRP/2/nsubj smells/VBZ/0/root of/IN/4/case tar/NN/2/obl and/CC/7/cc cough/NN/7/compound drops/NNS/2/conj",
         "drops", "NNS"),
        ("They/PRP/2/nsubj fork/VBP/0/root hay/NN/2/obj ,/,/5/punct thump/VB/2/conj barrels/NNS/5/obj", "thump", "VBP"),
        ("They/PRP/2/nsubj want/VBP/0/root to/TO/4/mark eat/VB/2/xcomp and/CC/6/cc drink/VB/2/conj", "drink", "VB"),
        ("He/PRP/2/nsubj sits/VBZ/0/root ,/,/6/punct his/PRP$/5/nmod:poss cap/NN/6/nsubj pulled/VBD/2/parataxis "
         "low/RB/6/advmod", "pulled", "VBN"),
        ("He/PRP/2/nsubj sits/VBZ/0/root ,/,/5/punct she/PRP/5/nsubj waited/VBD/2/parataxis", "waited", "VBD"),
        ("He/PRP/2/nsubj sits/VBZ/0/root ,/,/6/punct his/PRP$/5/nmod:poss wife/NN/6/nsubj poured/VBD/2/parataxis "
         "tea/NN/6/obj", "poured", "VBD"),
        ("They/PRP/3/nsubj are/VBP/3/aux gone/VBN/0/root", "gone", "JJ"),
        ("He/PRP/3/nsubj ’s/VBZ/3/aux gone/VBN/0/root", "gone", "VBN"),
        ("a/DT/4/det long/JJ/4/amod -/HYPH/4/punct limbed/VBN/5/amod boy/NN/0/root", "limbed", "JJ"),
        ("a/DT/4/det hand/NN/4/compound -/HYPH/4/punct painted/VBN/5/amod fan/NN/0/root", "painted", "VBN"),
        ("Rain/NN/0/root ;/,/3/punct mud/NN/1/parataxis", ";", ":"),
        ("Rain/NN/0/root ,/,/3/punct mud/NN/1/conj", ",", ","),
    ],
)  # fmt: skip
def test_a_rule_mends_what_it_should_and_no_more(text: str, word: str, tag: str) -> None:
    assert tags(text)[word] == tag


@pytest.mark.parametrize(("other", "tag"), [("stood", "VBD"), ("stand", "VBP")])
def test_an_invariable_verb_goes_by_the_paragraph(other: str, tag: str) -> None:
    them = f"They/PRP/2/nsubj {other}/{tag}/0/root ././2/punct"
    wrong = "VBP" if tag == "VBD" else "VBD"
    made = draft(f"{them} {them} We/PRP/8/nsubj shut/{wrong}/0/root the/DT/10/det gate/NN/8/obj")
    repair(made)
    assert made.tags[7] == tag


def test_a_paragraph_of_both_tenses_decides_nothing() -> None:
    made = draft(
        "They/PRP/2/nsubj stood/VBD/0/root ././2/punct They/PRP/5/nsubj stand/VBP/0/root ././5/punct "
        "We/PRP/8/nsubj shut/VBP/0/root it/PRP/8/obj"
    )
    repair(made)
    assert made.tags[7] == "VBP"


def test_part_of_speech_and_features_follow_the_tag() -> None:
    made = draft("He/PRP/2/nsubj yawns/VBZ/0/root ,/,/4/punct gropes/NNS/2/conj")
    repair(made)
    assert made.forms[3] == ("VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")


def test_repairing_twice_changes_nothing_more() -> None:
    made = draft("They/PRP/2/nsubj put/VBD/0/root it/PRP/2/obj out/RB/2/advmod and/CC/6/cc sit/VBP/2/conj")
    repair(made)
    once = list(made.tags), list(made.forms)
    repair(made)
    assert (made.tags, made.forms) == once


def test_an_empty_paragraph_needs_no_repair() -> None:
    made = draft("")
    repair(made)
    assert made.tags == []
