"""Make ``words.json``: ``python -m editor.language.training.words LEMMINFLECT_FOLDER CONLLU... > words.json``.

LEMMINFLECT_FOLDER is the folder ``lemminflect/resources`` of LemmInflect 0.2.3 (MIT licence), unpacked; the
treebanks (CC BY-SA 4.0) settle which lemma of an ambiguous form is the usual one.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from editor.language.inflect import Slot, Words, regular
from editor.language.lemma import Lemmatizer

# Where the lexicon is wrong, one-sided, or prefers a rare form: past / participle, the first proposed.
CORRECTIONS = {
    "abide": "abided/abode,abided",
    "alight": "alighted/alit,alighted",
    "arc": "arced,arced,arcing,arcs",
    "awake": "awoke/awaked,awoken",
    "babysit": "babysat,babysat",
    "backlight": "backlit,backlit",
    "be": "was/were,been,being,is",
    "bear": "bore,borne/born",
    "beat": "beat,beaten/beat",
    "bend": "bent,bent",
    "bereave": "bereaved/bereft,bereaved/bereft",
    "beseech": "besought/beseeched,besought",
    "bestride": "bestrode,bestridden",
    "bet": "bet,bet",
    "bid": "bid/bade,bid/bidden",
    "bide": "bided,bided",
    "bite": "bit,bitten/bit",
    "blend": "blended,blended",
    "bless": "blessed/blest,blessed/blest",
    "breastfeed": "breastfed,breastfed",
    "broadcast": "broadcast,broadcast",
    "burn": "burned/burnt,burned/burnt",
    "burst": "burst,burst",
    "bus": "bused/bussed,bused/bussed",
    "bust": "busted,busted",
    "cast": "cast,cast",
    "chide": "chided/chid,chided",
    "cleave": "cleaved/cleft/clove,cleft/cloven/cleaved",
    "clothe": "clothed/clad,clothed/clad",
    "control": "controlled,controlled,controlling,controls",
    "corral": "corralled,corralled,corralling,corrals",
    "cost": "cost,cost",
    "creep": "crept,crept",
    "crow": "crowed,crowed",
    "cut": "cut,cut",
    "daydream": "daydreamed/daydreamt,daydreamed/daydreamt",
    "deal": "dealt,dealt",
    "dive": "dived/dove,dived",
    "drag": "dragged,dragged",
    "dream": "dreamed/dreamt,dreamed/dreamt",
    "drink": "drank,drunk",
    "dwell": "dwelt/dwelled,dwelt/dwelled",
    "fee": "feed,feed",
    "fight": "fought,fought",
    "fit": "fitted/fit,fitted/fit",
    "floodlight": "floodlit,floodlit",
    "fly": "flew,flown",
    "forecast": "forecast,forecast",
    "forget": "forgot,forgotten",
    "forsake": "forsook,forsaken",
    "gainsay": "gainsaid,gainsaid",
    "gel": "gelled,gelled,gelling,gels",
    "get": "got,got/gotten",
    "gird": "girded/girt,girded/girt",
    "grind": "ground,ground",
    "hamstring": "hamstrung,hamstrung",
    "handwrite": "handwrote,handwritten",
    "hang": "hung/hanged,hung/hanged",
    "have": "had,had,having,has",
    "heave": "heaved/hove,heaved",
    "hew": "hewed,hewn/hewed",
    "hiccough": "hiccoughed,hiccoughed,hiccoughing,hiccoughs",
    "hide": "hid,hidden",
    "hie": "hied,hied,hying,hies",
    "hit": "hit,hit",
    "hurt": "hurt,hurt",
    "inlay": "inlaid,inlaid,inlaying,inlays",
    "input": "input,input",
    "inset": "inset,inset",
    "interweave": "interwove,interwoven,interweaving,interweaves",
    "jell": "jelled,jelled,jelling,jells",
    "joyride": "joyrode,joyridden,joyriding,joyrides",
    "kneel": "knelt/kneeled,knelt/kneeled",
    "knit": "knitted/knit,knitted/knit",
    "landslide": "landslid,landslid",
    "lean": "leaned/leant,leaned/leant",
    "leap": "leapt/leaped,leapt/leaped",
    "learn": "learned/learnt,learned/learnt",
    "let": "let,let",
    "lie": "lay/lied,lain/lied",
    "light": "lit/lighted,lit/lighted",
    "melt": "melted,melted/molten",
    "mimic": "mimicked,mimicked,mimicking,mimics",
    "mishear": "misheard,misheard",
    "mislead": "misled,misled",
    "misread": "misread,misread",
    "mistake": "mistook,mistaken",
    "moonlight": "moonlighted,moonlighted",
    "mow": "mowed,mown/mowed",
    "occur": "occurred,occurred,occurring,occurs",
    "offset": "offset,offset",
    "outsell": "outsold,outsold",
    "outshine": "outshone,outshone",
    "outswim": "outswam,outswum",
    "overbear": "overbore,overborne",
    "overfly": "overflew,overflown",
    "overhang": "overhung,overhung",
    "overhear": "overheard,overheard",
    "overlay": "overlaid,overlaid",
    "oversleep": "overslept,overslept",
    "pal": "palled,palled,palling,pals",
    "pay": "paid,paid",
    "plead": "pleaded/pled,pleaded/pled",
    "prove": "proved,proved/proven",
    "put": "put,put",
    "quit": "quit/quitted,quit/quitted",
    "rabbit": "rabbited,rabbited,rabbiting,rabbits",
    "read": "read,read",
    "refer": "referred,referred,referring,refers",
    "relight": "relit,relit",
    "rend": "rent,rent",
    "repay": "repaid,repaid",
    "reset": "reset,reset",
    "resit": "resat,resat",
    "retell": "retold,retold",
    "retread": "retrod,retrodden",
    "rewed": "rewed,rewed",
    "rid": "rid/ridded,rid",
    "ring": "rang,rung",
    "run": "ran,run",
    "saw": "sawed,sawn/sawed",
    "set": "set,set",
    "sew": "sewed,sewn/sewed",
    "shave": "shaved,shaved/shaven",
    "shear": "sheared,shorn/sheared",
    "shed": "shed,shed",
    "shine": "shone/shined,shone/shined",
    "shit": "shat/shit,shat/shit",
    "shoe": "shod/shoed,shod/shoed,shoeing,shoes",
    "show": "showed,shown/showed",
    "shred": "shredded,shredded",
    "shrink": "shrank/shrunk,shrunk",
    "shut": "shut,shut",
    "sing": "sang,sung",
    "sink": "sank/sunk,sunk",
    "ski": "skied,skied,skiing,skis",
    "slay": "slew/slayed,slain",
    "sling": "slung,slung",
    "slit": "slit,slit",
    "smell": "smelled/smelt,smelled/smelt",
    "smite": "smote,smitten",
    "sneak": "sneaked/snuck,sneaked/snuck",
    "sow": "sowed,sown/sowed",
    "spay": "spayed,spayed",
    "speed": "sped/speeded,sped/speeded",
    "spell": "spelled/spelt,spelled/spelt",
    "spellbind": "spellbound,spellbound",
    "spill": "spilled/spilt,spilled/spilt",
    "spin": "spun/span,spun",
    "spit": "spat/spit,spat/spit",
    "split": "split,split",
    "spoil": "spoiled/spoilt,spoiled/spoilt",
    "spotlight": "spotlit/spotlighted,spotlit/spotlighted",
    "spread": "spread,spread",
    "spring": "sprang/sprung,sprung",
    "stave": "staved/stove,staved/stove",
    "stay": "stayed,stayed,staying,stays",
    "stink": "stank/stunk,stunk",
    "strew": "strewed,strewn/strewed",
    "stride": "strode,stridden",
    "strive": "strove/strived,striven/strived",
    "sublet": "sublet,sublet",
    "sunburn": "sunburned/sunburnt,sunburned/sunburnt",
    "swear": "swore,sworn",
    "sweat": "sweated/sweat,sweated/sweat",
    "swell": "swelled,swollen/swelled",
    "swing": "swung,swung",
    "tar": "tarred,tarred,tarring,tars",
    "tear": "tore,torn",
    "thrive": "thrived/throve,thrived/thriven",
    "thrust": "thrust,thrust",
    "tie": "tied,tied,tying,ties",
    "tinge": "tinged,tinged,tinging,tinges",
    "torpedo": "torpedoed,torpedoed,torpedoing,torpedoes",
    "tread": "trod/treaded,trodden/trod",
    "typecast": "typecast,typecast",
    "unbend": "unbent,unbent",
    "undercut": "undercut,undercut",
    "unwind": "unwound,unwound",
    "uprise": "uprose,uprisen",
    "upset": "upset,upset",
    "vex": "vexed,vexed",
    "wake": "woke/waked,woken/waked",
    "waylay": "waylaid,waylaid",
    "weave": "wove/weaved,woven/weaved",
    "wed": "wed/wedded,wed/wedded",
    "weep": "wept,wept",
    "wet": "wet/wetted,wet/wetted",
    "whiz": "whizzed,whizzed,whizzing,whizzes",
    "wind": "wound/winded,wound/winded",
    "withhold": "withheld,withheld",
    "work": "worked/wrought,worked/wrought",
    "wrap": "wrapped,wrapped",
    "wring": "wrung,wrung",
    "write": "wrote,written/writ",
    "zinc": "zinced,zinced",
}
# Not verbs of their own, or spelt wrong in the lexicon.
DROPPED = frozenset({"outbreak", "wrought", "quid", "lightning", "syphon", "cypher", "gell"})
# Lemmas of forms that belong to two verbs, nouns or adjectives: the usual reading in fiction.
SETTLED = {
    "VBN": {
        "lay": "lie", "laid": "lay", "lain": "lie", "found": "find", "saw": "see", "felt": "feel", "wound": "wind",
        "ground": "grind", "left": "leave", "bore": "bear", "fell": "fall", "rose": "rise", "bound": "bind",
        "was": "be", "were": "be", "been": "be", "'d": "have", "did": "do", "done": "do", "had": "have",
        "bathed": "bathe", "breathed": "breathe", "clad": "clothe", "got": "get", "shot": "shoot",
        "spat": "spit", "stove": "stave", "rent": "rend", "wove": "weave", "bared": "bare", "stared": "stare",
        "used": "use", "shed": "shed", "hid": "hide", "held": "hold", "span": "spin",
    },
    "VBZ": {"is": "be", "has": "have", "does": "do", "goes": "go", "leaves": "leave", "lies": "lie", "dies": "die",
            "ties": "tie", "axes": "axe", "bathes": "bathe", "breathes": "breathe"},
    "VBP": {"am": "be", "are": "be"},
    "VBG": {"lying": "lie", "dying": "die", "tying": "tie", "being": "be", "bathing": "bathe", "breathing": "breathe"},
    "NNS": {"lives": "life", "leaves": "leaf", "axes": "axe", "people": "people", "glasses": "glass", "bases": "base",
            "does": "doe", "dice": "die",
            "clothes": "clothes", "shoes": "shoe", "toes": "toe", "gas": "gas", "staves": "stave",
            "hooves": "hoof", "scarves": "scarf", "dwarves": "dwarf", "wharves": "wharf", "selves": "self"},
    "JJR": {"better": "good", "worse": "bad", "more": "more", "less": "less", "further": "far", "farther": "far"},
    "JJS": {"best": "good", "worst": "bad", "most": "most", "least": "least", "furthest": "far", "farthest": "far"},
}  # fmt: skip


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
    for verb, text in CORRECTIONS.items():
        corrected = [tuple(slot.split("/")) for slot in text.split(",")]
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


def main(folder: Path, treebanks: list[Path]) -> None:
    """Write the table to standard output."""
    verbs = lexicon_verbs(folder)
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
    lemmatizer = Lemmatizer(Words(frozenset(verbs), {}, {}))
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
    regular_verbs = " ".join(sorted(verbs.keys() - irregular.keys()))
    json.dump(
        {"verbs": regular_verbs, "irregular": dict(sorted(irregular.items())), "lemmas": lemmas},
        sys.stdout,
        indent=0,
        ensure_ascii=False,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
