"""Verb forms there and back."""

from __future__ import annotations

import pytest

from editor.language.forms import FormTense, irregular_preterites, tense_of
from editor.language.inflect import (
    Number,
    gerund,
    like,
    participle,
    past,
    present_for,
    third_singular,
    words,
)
from editor.language.lemma import Lemmatizer

IRREGULAR = """
arise arose arisen · bear bore borne · beat beat beaten · become became become · begin began begun · bend bent bent
bind bound bound · bite bit bitten · bleed bled bled · blow blew blown · break broke broken · bring brought brought
build built built · buy bought bought · catch caught caught · choose chose chosen · cling clung clung · come came come
creep crept crept · deal dealt dealt · dig dug dug · draw drew drawn · drink drank drunk · drive drove driven
eat ate eaten · fall fell fallen · feed fed fed · feel felt felt · fight fought fought · find found found
flee fled fled · fling flung flung · fly flew flown · forget forgot forgotten · forgive forgave forgiven
freeze froze frozen · get got got · give gave given · go went gone · grind ground ground · grow grew grown
hang hung hung · hear heard heard · hide hid hidden · hold held held · keep kept kept · kneel knelt knelt
know knew known · lay laid laid · lead led led · leap leapt leapt · leave left left · lend lent lent · lie lay lain
light lit lit · lose lost lost · make made made · mean meant meant · meet met met · overhear overheard overheard
pay paid paid · put put put · quit quit quit · read read read · ride rode ridden · ring rang rung · rise rose risen
run ran run · say said said · see saw seen · seek sought sought · sell sold sold · send sent sent · set set set
shake shook shaken · shine shone shone · shoot shot shot · shrink shrank shrunk · shut shut shut · sing sang sung
sink sank sunk · sit sat sat · sleep slept slept · slide slid slid · sling slung slung · slink slunk slunk
speak spoke spoken · speed sped sped · spend spent spent · spin spun spun · spit spat spat · spring sprang sprung
stand stood stood · steal stole stolen · stick stuck stuck · sting stung stung · stink stank stunk
stride strode stridden · strike struck struck · string strung strung · swear swore sworn · sweep swept swept
swell swelled swollen · swim swam swum · swing swung swung · take took taken · teach taught taught · tear tore torn
tell told told · think thought thought · throw threw thrown · tread trod trodden · understand understood understood
wake woke woken · wear wore worn · weave wove woven · weep wept wept · win won won · wind wound wound
withdraw withdrew withdrawn · wring wrung wrung · write wrote written · outsing outsang outsung
""".replace("\n", " · ").strip(" ·")
TABLE = [tuple(row.split()) for row in IRREGULAR.split(" · ") if row.strip()]


@pytest.mark.parametrize(("verb", "preterite", "done"), TABLE)
def test_irregular_verbs(verb: str, preterite: str, done: str) -> None:
    assert past(verb) == preterite
    assert participle(verb) == done


@pytest.mark.parametrize(
    ("verb", "preterite", "ing", "third"),
    [
        ("stop", "stopped", "stopping", "stops"),
        ("hope", "hoped", "hoping", "hopes"),
        ("hurry", "hurried", "hurrying", "hurries"),
        ("play", "played", "playing", "plays"),
        ("agree", "agreed", "agreeing", "agrees"),
        ("die", "died", "dying", "dies"),
        ("singe", "singed", "singeing", "singes"),
        ("visit", "visited", "visiting", "visits"),
        ("admit", "admitted", "admitting", "admits"),
        ("panic", "panicked", "panicking", "panics"),
        ("watch", "watched", "watching", "watches"),
        ("fix", "fixed", "fixing", "fixes"),
        ("echo", "echoed", "echoing", "echoes"),
        ("tiptoe", "tiptoed", "tiptoeing", "tiptoes"),
        ("wait", "waited", "waiting", "waits"),
        ("quiz", "quizzed", "quizzing", "quizzes"),
        ("travel", "traveled", "traveling", "travels"),
        ("control", "controlled", "controlling", "controls"),
    ],
)
def test_regular_verbs(verb: str, preterite: str, ing: str, third: str) -> None:
    assert (past(verb), participle(verb), gerund(verb), third_singular(verb)) == (preterite, preterite, ing, third)


def test_be_have_and_do() -> None:
    assert [present_for("be", Number.SINGULAR, person) for person in (1, 2, 3)] == ["am", "are", "is"]
    assert present_for("be", Number.PLURAL) == "are"
    assert [past("be", Number.SINGULAR, person) for person in (1, 2, 3)] == ["was", "were", "was"]
    assert past("be", Number.PLURAL) == "were"
    assert (participle("be"), gerund("be"), third_singular("be")) == ("been", "being", "is")
    assert (third_singular("have"), past("have"), gerund("have")) == ("has", "had", "having")
    assert (third_singular("do"), past("do"), participle("do")) == ("does", "did", "done")
    assert present_for("go", Number.PLURAL) == "go"


def test_a_replacement_keeps_the_capitals() -> None:
    assert (like("went", "Goes"), like("went", "goes"), like("went", "GOES"), like("went", "I")) == (
        "Went",
        "went",
        "WENT",
        "Went",
    )


def test_known_verbs_make_words() -> None:
    for verb in words().verbs:
        for form in (past(verb), participle(verb), gerund(verb), third_singular(verb)):
            assert form.isalpha(), (verb, form)


@pytest.mark.parametrize(
    ("form", "tense"),
    [
        ("went", FormTense.PAST),
        ("Clung", FormTense.PAST),
        ("stepped", FormTense.PAST),
        ("knows", FormTense.PRESENT),
        ("need", FormTense.PRESENT),
        ("put", FormTense.EITHER),
        ("lay", FormTense.EITHER),
        ("found", FormTense.EITHER),
        ("were", FormTense.EITHER),
        ("was", FormTense.PAST),
        ("paradise", FormTense.UNKNOWN),
    ],
)
def test_what_a_form_says_of_its_tense(form: str, tense: FormTense) -> None:
    assert tense_of(form) is tense


def test_no_preterite_is_a_base_form() -> None:
    assert not irregular_preterites() & words().verbs
    assert {"ate", "clung", "lit", "bit", "swam", "sank", "stuck", "bled"} <= irregular_preterites()


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("went", "VBD", "go"),
        ("lay", "VBD", "lie"),
        ("laid", "VBD", "lay"),
        ("hoping", "VBG", "hope"),
        ("hopping", "VBG", "hop"),
        ("telling", "VBG", "tell"),
        ("lying", "VBG", "lie"),
        ("Breathed", "VBD", "breathe"),
        ("watches", "VBZ", "watch"),
        ("leaves", "VBZ", "leave"),
        ("leaves", "NNS", "leaf"),
        ("women", "NNS", "woman"),
        ("potatoes", "NNS", "potato"),
        ("houses", "NNS", "house"),
        ("better", "JJR", "good"),
        ("happiest", "JJS", "happy"),
        ("’s", "VBZ", "be"),
        ("n’t", "RB", "not"),
        ("Ines", "NNP", "Ines"),
    ],
)
def test_lemmas(form: str, tag: str, lemma: str) -> None:
    assert Lemmatizer(words()).lemma(form, tag) == lemma


def test_a_form_of_a_known_verb_leads_back_to_a_verb() -> None:
    lemmatizer = Lemmatizer(words())
    strange = [verb for verb in words().verbs if lemmatizer.lemma(gerund(verb), "VBG") not in words().verbs]
    assert len(strange) < len(words().verbs) / 200, strange
