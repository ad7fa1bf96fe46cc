"""Closed classes of English words that the dialogue rules ask about, all in lower case."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SINGULAR_SUBJECTS = _words("he she it someone somebody everyone everybody one nobody no-one another")
PLURAL_SUBJECTS = _words("i we you they both others")
SUBJECTS = SINGULAR_SUBJECTS | PLURAL_SUBJECTS
POSSESSIVES = _words("my your his her its our their whose")
DETERMINERS = POSSESSIVES | _words("the a an this that these those another one each every some two three several")
PERSONS = _words("me him her us them you it myself himself herself themselves")
AUXILIARIES = _words(
    "had has have would could will can did does do must might should may shall was is were are am been be "
    "hadn't hasn't didn't doesn't couldn't wouldn't wasn't isn't won't can't"
)
ADVERBS = _words(
    "then just only also even still again finally soon now never always almost once suddenly often both all "
    "at last too quite half simply perhaps merely later first next ever"
)
PREPOSITIONS = _words(
    "to with in from at as through over without under into across after before behind beside between by for "
    "against around down up out off back on onto of past toward towards upon within like beneath above about "
    "along among amid during inside outside near despite until till than via"
)
CONJUNCTIONS = _words("and but or so yet nor when while because though although if unless since whereas once")
TITLES = _words("mr mrs ms mx dr st prof sr jr rev capt lt col gen sgt cap'n messrs mme mlle hon pte cpl maj")
QUESTION_WORDS = _words(
    "what who whom whose which when where why how what's who's where's how's why's when's is are am was were do "
    "does did have has had can could will would shall should may might must isn't aren't wasn't weren't don't "
    "doesn't didn't haven't hasn't hadn't can't couldn't won't wouldn't shouldn't ain't"
)
# Words that are written small inside a sentence, so that a capital begins one.
SMALL = (
    (SUBJECTS - {"i"})
    | DETERMINERS
    | CONJUNCTIONS
    | PREPOSITIONS
    | _words("then now there here that's not no yes it's he's she's they're we're you're what why how where who")
) - _words("will may mark one")
# Full stops that do not end a sentence, and the words before them.
ABBREVIATIONS = TITLES | _words(
    "etc vs e.g i.e a.m p.m no vol esq ltd co inc dept est approx viz cf al inst ult prox cal mass conn penn jan "
    "feb aug sept oct nov dec"
)
INTERJECTIONS = _words(
    "yes no all yeah yep nope okay ok hello hi hey oh ah well sure right fine thanks please sorry what why who "
    "how never nothing maybe perhaps indeed good great goodbye bye always exactly really true "
    "whatever seriously wait stop enough"
)
# Common nouns that a name may follow as its apposition: "my friend Tom".
APPOSITIVE = _words(
    "friend brother sister father mother son daughter uncle aunt cousin wife husband nephew niece grandfather "
    "grandmother grandpa grandma dad mum mom boy girl man woman lady gentleman doctor captain king queen prince "
    "princess lord saint poet painter actor singer author teacher professor detective inspector officer sergeant "
    "colonel general major corporal private judge president colleague partner neighbour neighbor servant maid "
    "cook nurse ship boat yacht town city village river lake mount planet street team band dog cat horse pony "
    "name named called guy fellow chap lad kid child baby twin twins client patient boss agent reporter hero "
    "character god goddess apostle brother-in-law sister-in-law stepfather stepmother godfather godmother little "
    "old young poor dear good great late big lovely sweet bloody damned silly stupid real same other first last "
    "next own many few more most young wild saint mister miss"
)
# Capitalised words that name no person.
NO_NAMES = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter english french german dutch greek irish welsh scottish "
    "scots swiss chinese japanese russian italian american indian spanish catholic jewish christian muslim roman "
    "british european african i god lord heaven hell latin african asian canadian australian polish turkish "
    "swedish danish ok okay tv dna sun moon earth new year "
    "north south east west"
)
# Verbs that say all by themselves.
ALONE = _words(
    "cry shout scream rain snow boil bleed sleep laugh smile talk sing dance run walk swim drive drink eat smoke worry "
    "panic move breathe hurry relax listen wait look come go leave stay stop fight argue agree happen matter care "
    "begin start finish try lie die live work rest sit stand fall burn grow change stare sulk joke kid whine complain "
    "exaggerate pretend snore explain swear promise apologize apologise lose win drown fade sneeze cough think say "
    "concentrate focus shiver tremble sweat limp blush flirt gossip whisper mumble mutter"
)
