"""Verb forms there and back."""

from __future__ import annotations

import pytest

from editor.language.forms import FormTense, irregular_preterites, tense_of
from editor.language.inflect import (
    Number,
    Slot,
    forms,
    gerund,
    like,
    participle,
    past,
    third_singular,
    words,
)
from editor.language.lemma import Lemmatizer

# The irregular verbs of the language (Quirk et al. 1985, 3.11–3.20); a form the story may use comes first.
IRREGULAR = """
abide abided abided · alight alighted alighted · arise arose arisen · awake awoke awoken · be was been
bear bore borne · beat beat beaten · become became become · befall befell befallen · beget begot begotten
begin began begun · behold beheld beheld · bend bent bent · beseech besought besought · beset beset beset
bespeak bespoke bespoken · bestride bestrode bestridden · bet bet bet · betake betook betaken · bid bid bid
bind bound bound · bite bit bitten · bleed bled bled · blow blew blown · break broke broken · breed bred bred
bring brought brought · broadcast broadcast broadcast · browbeat browbeat browbeaten · build built built
burn burned burned · burst burst burst · buy bought bought · cast cast cast · catch caught caught
choose chose chosen · cleave cleaved cleft · cling clung clung · clothe clothed clothed · come came come
cost cost cost · creep crept crept · cut cut cut · deal dealt dealt · dig dug dug · dive dived dived · do did done
draw drew drawn · dream dreamed dreamed · drink drank drunk · drive drove driven · dwell dwelt dwelt · eat ate eaten
fall fell fallen · feed fed fed · feel felt felt · fight fought fought · find found found · fit fitted fitted
flee fled fled · fling flung flung · fly flew flown · forbear forbore forborne · forbid forbade forbidden
forecast forecast forecast · foresee foresaw foreseen · foretell foretold foretold · forget forgot forgotten
forgive forgave forgiven · forgo forwent forgone · forsake forsook forsaken · forswear forswore forsworn
freeze froze frozen · gainsay gainsaid gainsaid · get got got · gild gilded gilded · gird girded girded
give gave given · go went gone · grind ground ground · grow grew grown · hang hung hung · have had had
hear heard heard · heave heaved heaved · hew hewed hewn · hide hid hidden · hit hit hit · hold held held
hurt hurt hurt · inlay inlaid inlaid · keep kept kept · kneel knelt knelt · knit knitted knitted · know knew known
lay laid laid · lead led led · lean leaned leaned · leap leapt leapt · learn learned learned · leave left left
lend lent lent · let let let · lie lay lain · light lit lit · lose lost lost · make made made · mean meant meant
meet met met · mishear misheard misheard · mislay mislaid mislaid · mislead misled misled · misread misread misread
misspell misspelled misspelled · mistake mistook mistaken · misunderstand misunderstood misunderstood · mow mowed mown
offset offset offset · outbid outbid outbid · outdo outdid outdone · outgrow outgrew outgrown
outride outrode outridden · outrun outran outrun · outsell outsold outsold · outshine outshone outshone
outwear outwore outworn · overbear overbore overborne · overcome overcame overcome · overdo overdid overdone
overdraw overdrew overdrawn · overeat overate overeaten · overfeed overfed overfed · overhang overhung overhung
overhear overheard overheard · overlay overlaid overlaid · overpay overpaid overpaid · override overrode overridden
overrun overran overrun · oversee oversaw overseen · overshoot overshot overshot · oversleep overslept overslept
overtake overtook overtaken · overthink overthought overthought · overthrow overthrew overthrown
partake partook partaken · pay paid paid · plead pleaded pleaded · prove proved proved · put put put · quit quit quit
read read read · rebuild rebuilt rebuilt · redo redid redone · regrow regrew regrown · rehear reheard reheard
remake remade remade · rend rent rent · repay repaid repaid · reread reread reread · rerun reran rerun
resell resold resold · reset reset reset · retake retook retaken · reteach retaught retaught · retell retold retold
rethink rethought rethought · rewind rewound rewound · rewrite rewrote rewritten · rid rid rid · ride rode ridden
ring rang rung · rise rose risen · run ran run · saw sawed sawn · say said said · see saw seen · seek sought sought
sell sold sold · send sent sent · set set set · sew sewed sewn · shake shook shaken · shave shaved shaved
shear sheared shorn · shed shed shed · shine shone shone · shit shat shat · shoe shod shod · shoot shot shot
show showed shown · shred shredded shredded · shrink shrank shrunk · shut shut shut · sing sang sung · sink sank sunk
sit sat sat · slay slew slain · sleep slept slept · slide slid slid · sling slung slung · slink slunk slunk
slit slit slit · smell smelled smelled · smite smote smitten · sneak sneaked sneaked · sow sowed sown
speak spoke spoken · speed sped sped · spell spelled spelled · spend spent spent · spill spilled spilled
spin spun spun · spit spat spat · split split split · spoil spoiled spoiled · spread spread spread
spring sprang sprung · stand stood stood · stave staved staved · steal stole stolen · stick stuck stuck
sting stung stung · stink stank stunk · strew strewed strewn · stride strode stridden · strike struck struck
string strung strung · strive strove striven · swear swore sworn · sweat sweated sweated · sweep swept swept
swell swelled swollen · swim swam swum · swing swung swung · take took taken · teach taught taught · tear tore torn
tell told told · think thought thought · thrive thrived thrived · throw threw thrown · thrust thrust thrust
tread trod trodden · typeset typeset typeset · unbend unbent unbent · unbind unbound unbound
undercut undercut undercut · undergo underwent undergone · underlie underlay underlain
understand understood understood · undertake undertook undertaken · underwrite underwrote underwritten
undo undid undone · unfreeze unfroze unfrozen · unwind unwound unwound · uphold upheld upheld · upset upset upset
wake woke woken · waylay waylaid waylaid · wear wore worn · weave wove woven · wed wed wed · weep wept wept
wet wet wet · win won won · wind wound wound · withdraw withdrew withdrawn · withhold withheld withheld
withstand withstood withstood · wring wrung wrung · write wrote written · outsing outsang outsung
""".replace("\n", " · ").strip(" ·")
TABLE = [tuple(row.split()) for row in IRREGULAR.split(" · ") if row.strip()]


def test_the_list_of_irregular_verbs_is_long() -> None:
    assert len({verb for verb, *_ in TABLE}) >= 250


@pytest.mark.parametrize(("verb", "preterite", "done"), TABLE)
def test_irregular_verbs(verb: str, preterite: str, done: str) -> None:
    assert past(verb) == preterite
    assert participle(verb) == done


@pytest.mark.parametrize(
    ("verb", "slot", "known"),
    [
        ("hang", Slot.PAST, "hung hanged"), ("light", Slot.PAST, "lit lighted"), ("lie", Slot.PAST, "lay lied"),
        ("burn", Slot.PAST, "burned burnt"), ("dream", Slot.PAST, "dreamed dreamt"),
        ("lean", Slot.PAST, "leaned leant"),
        ("learn", Slot.PAST, "learned learnt"), ("spell", Slot.PAST, "spelled spelt"),
        ("spill", Slot.PAST, "spilled spilt"), ("spoil", Slot.PAST, "spoiled spoilt"),
        ("smell", Slot.PAST, "smelled smelt"), ("kneel", Slot.PAST, "knelt kneeled"),
        ("leap", Slot.PAST, "leapt leaped"),
        ("dive", Slot.PAST, "dived dove"), ("sneak", Slot.PAST, "sneaked snuck"), ("plead", Slot.PAST, "pleaded pled"),
        ("shine", Slot.PAST, "shone shined"), ("speed", Slot.PAST, "sped speeded"), ("fit", Slot.PAST, "fitted fit"),
        ("wet", Slot.PAST, "wet wetted"), ("spit", Slot.PAST, "spat spit"), ("sink", Slot.PAST, "sank sunk"),
        ("shrink", Slot.PAST, "shrank shrunk"), ("get", Slot.PARTICIPLE, "got gotten"),
        ("prove", Slot.PARTICIPLE, "proved proven"), ("travel", Slot.PAST, "traveled travelled"),
        ("cancel", Slot.GERUND, "canceling cancelling"), ("jewel", Slot.PAST, "jeweled jewelled"),
        ("worship", Slot.PAST, "worshipped worshiped"), ("focus", Slot.PAST, "focused focussed"),
    ],
)  # fmt: skip
def test_both_sides_of_the_ocean_are_known(verb: str, slot: Slot, known: str) -> None:
    assert set(known.split()) <= set(forms(verb, slot))
    assert forms(verb, slot)[0] == known.split()[0] or verb == "worship"


@pytest.mark.parametrize(
    ("verb", "preterite", "ing", "third"),
    [
        ("mimic", "mimicked", "mimicking", "mimics"),
        ("frolic", "frolicked", "frolicking", "frolics"),
        ("picnic", "picnicked", "picnicking", "picnics"),
        ("traffic", "trafficked", "trafficking", "traffics"),
        ("arc", "arced", "arcing", "arcs"),
        ("regret", "regretted", "regretting", "regrets"),
        ("prefer", "preferred", "preferring", "prefers"),
        ("occur", "occurred", "occurring", "occurs"),
        ("rappel", "rappelled", "rappelling", "rappels"),
        ("catnap", "catnapped", "catnapping", "catnaps"),
        ("bulldog", "bulldogged", "bulldogging", "bulldogs"),
        ("zigzag", "zigzagged", "zigzagging", "zigzags"),
        ("offer", "offered", "offering", "offers"),
        ("open", "opened", "opening", "opens"),
        ("whisper", "whispered", "whispering", "whispers"),
        ("quit", "quit", "quitting", "quits"),
        ("equip", "equipped", "equipping", "equips"),
        ("skitter", "skittered", "skittering", "skitters"),
        ("sashay", "sashayed", "sashaying", "sashays"),
        ("tut", "tutted", "tutting", "tuts"),
        ("dye", "dyed", "dyeing", "dyes"),
        ("ski", "skied", "skiing", "skis"),
        ("veto", "vetoed", "vetoing", "vetoes"),
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
    assert [past("be", Number.SINGULAR, person) for person in (1, 2, 3)] == ["was", "were", "was"]
    assert past("be", Number.PLURAL) == "were"
    assert (participle("be"), gerund("be"), third_singular("be")) == ("been", "being", "is")
    assert (third_singular("have"), past("have"), gerund("have")) == ("has", "had", "having")
    assert (third_singular("do"), past("do"), participle("do")) == ("does", "did", "done")


def test_a_replacement_keeps_the_capitals() -> None:
    assert (like("went", "Goes"), like("went", "goes"), like("went", "GOES"), like("went", "I")) == (
        "Went",
        "went",
        "WENT",
        "Went",
    )


def test_about_nine_thousand_verbs_are_known() -> None:
    assert len(words().verbs | words().seldom) > 8_900
    assert not words().verbs & words().seldom
    assert {"skitter", "chortle", "traipse", "smirk"} <= words().verbs
    assert {"hat", "church", "hill"} <= words().seldom


def test_known_verbs_make_words() -> None:
    for verb in words().verbs | words().seldom:
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
