"""Names that cannot be spoken to, because a word beside them cannot do without them.

"Not Mara", "my wife Mara", "call her Mara", "Conan the Cimmerian": what grammar decides alone is not weighed.
"""

from __future__ import annotations

from editor.checks.dialogue.address import ARTICLES, Address, Gap, Tree, weighed
from editor.checks.dialogue.words import ALONE, APPOSITIVE, DETERMINERS, PERSONS, PREPOSITIONS, SUBJECTS
from editor.language.persons import PERSON_NOUNS

_POINTS = frozenset(
    "and but or nor because if unless since whereas while not even only just like than as called named especially "
    "mostly particularly formerly always upon via until till despite among during is are was were am be isn't aren't "
    "wasn't weren't either neither both through what which why how".split()
)
# After these a name is what they lead to, but at the end of a question: "What is it for, Mara?"
_LEADS_TO = frozenset("with to into of onto towards toward for from at against about".split())
_POINTING = frozenset("this that these those".split())
_HELPS = frozenset("would should could may might must shall will can does did".split())
_GIVING = frozenset("give show bring hand lend offer send get find".split())
_GOOD = frozenset(
    "sorry ready fine right good okay wonderful brilliant perfect impossible ridiculous lovely great nice true sure "
    "late early careful quiet funny marvellous marvelous excellent splendid amazing incredible".split()
)
_ANSWERS_NOT = frozenset("certainly course why hope probably perhaps maybe think afraid absolutely now".split())
_BE = frozenset("is are was were am be been being i'm you're he's she's it's we're they're".split())
_WH = frozenset("what who where when why how which whose what's who's where's".split())
_WHOS = frozenset("that's it's what's let's here's there's".split())
_NO_ADVERBS = frozenset("silly ugly lovely friendly jolly lonely early family".split())
# Adverbs that can be all that is said to somebody: "Seriously, Tom."
_SAIDALONE = frozenset(
    "seriously honestly really frankly certainly surely exactly absolutely definitely obviously clearly naturally "
    "quickly quietly slowly gently carefully easily precisely".split()
)
_HUMAN = (
    APPOSITIVE
    | PERSON_NOUNS
    | frozenset(
        "mate granddaughter witch devil imbecile fool namesake wretch villain rascal bastard brute idiot traitor "
        "fiance fiancee ex housekeeper gardener bishop cardinal pope emperor empress pilot".split()
    )
)
# Verbs that hardly ever stand without whom they are done to.
_TAKES = frozenset(
    "introduce bring invite marry kiss hug meet ask tell name call blame send kill fetch lose join visit choose trust "
    "love hate miss give show slay want need let wake".split()
)
# Verbs that want an object after a helping verb: "Can I see Tom?", "I can't stand him."
_SEES = frozenset("see put stand find hear like need want help trust use keep leave".split())
_KNOWS = frozenset("know remember forget worry bother".split())
_NAMING = frozenset("call name make consider christen dub".split())
# After a name that opens a sentence: it goes on with the name.
_GOES_ON = PREPOSITIONS | frozenset(
    "the a an and or who whom whose that which as also he she it they himself herself alone".split()
)
_EXPLAINS = frozenset("the a an of who whom whose which my his her their our its".split())


def belongs(one: Address, tree: Tree | None) -> bool:
    """Whether the words beside a name ask for it."""
    if one.left is Gap.PLAIN and (_asked_for(one, tree) or _explained(one)):
        return True
    return one.right is Gap.PLAIN and one.left is not Gap.PLAIN and _goes_on(one)


def _explained(one: Address) -> bool:
    """ "You know Krook, the Chancellor"."""
    return one.right is Gap.COMMA and one.words[one.end].low in _EXPLAINS


def _goes_on(one: Address) -> bool:
    """ "Conan the Cimmerian", "Tom who lives next door"."""
    return one.words[one.end].low in _GOES_ON


def _asked_for(one: Address, tree: Tree | None) -> bool:
    before = one.words[: one.start]
    last, second = before[-1].low, before[-2].low if len(before) > 1 else ""
    if last in ARTICLES or (last.endswith("'s") and last not in _WHOS):
        return True
    if last in _POINTS and not (one.common and last == "only"):
        return not (last == "not" and second in _ANSWERS_NOT)
    if last in _LEADS_TO and before[0].low not in _WH:
        return True
    if last in _HELPS and second not in SUBJECTS:
        return True  # did Tom
    if last in _HUMAN and (second in DETERMINERS or second.endswith("'s") or (not second and not one.common)):
        return True
    if last.endswith("ly") and last not in _NO_ADVERBS and (second in _BE or (not second and last not in _SAIDALONE)):
        return True
    apart = len(before) == 1 or before[-1].span.start - before[-2].span.end > 1
    if last == "you" and (apart or (second in ("are", "were") and len(before) == 2)):
        return True
    if last in ("hello", "goodbye", "hi") and second in ("say", "said", "saying"):
        return True
    return tree is not None and _read(one, tree, last, second)


def _read(one: Address, tree: Tree, last: str, second: str) -> bool:
    """What only a reading can tell: proper names, qualities, verbs with their object."""
    before = one.words[: one.start]
    token = tree.ending(before[-1])
    if token is None:
        return False
    other = tree.ending(before[-2]) if len(before) > 1 else None
    if other is not None and last in PERSONS and other.lemma in (_NAMING if one.common else _NAMING | _GIVING):
        return True
    name = tree.starting(one.named[0])
    if last in _POINTING and token.relation == "det" and name is not None and token.head == tree.number(name):
        return True  # that Tom
    led = second in DETERMINERS | PREPOSITIONS | {"very", "mighty"}
    if one.common and led and name is not None and token.head == tree.number(name):
        return True  # a country boy
    if token.tag in ("NNP", "NNPS") and before[-1].capital:
        return True  # San Francisco
    apart = len(before) == 1 or before[-1].span.start - before[-2].span.end > 1
    if token.tag.startswith("JJ"):
        if second in DETERMINERS | {"you", "ye"}:
            return True
        return apart and not one.common and last not in _GOOD
    if any(word.low == "what" for word in before) or not token.tag.startswith("VB"):
        return False  # what you did
    if token.lemma in _SEES and token.tag == "VB" and (one.right is not Gap.COMMA and one.mark != "!"):
        return True  # Did you see Tom?
    known = any(weighed(f"{place}+ lemma {token.lemma}") for place in "EM")
    if one.common:
        return token.lemma not in ALONE and not known
    if token.tag == "VBN":
        return False
    if token.lemma in _KNOWS and not second.endswith("n't") and second not in ("not", "to"):
        return True
    if token.lemma in ALONE:
        return False
    # A verb of which nothing is known takes an object, as most do; so does one that has its subject and its tense.
    return token.lemma in _TAKES or not known or token.tag in ("VBZ", "VBD")
