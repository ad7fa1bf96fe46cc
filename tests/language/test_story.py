"""A scene in the present, told in our words: no main verb of its narration is missed or mistagged."""

from __future__ import annotations

import regex

from editor.language.reader import Reader
from editor.language.syntax import Syntax
from editor.language.verbs import Form, verb_groups

# Main verbs stand in braces; what is said is not judged.
SCENE = """
The lift {stops} between two floors. The light {flickers} and {dies}. Somebody {laughs}, somebody {coughs}, and
Henrike {presses} every button she can find.

“Don’t,” {says} the man with the cello. “You’ll only make it angry.”

She {turns} around. He {is} older than she {thought}, grey, a little crumpled, and he {holds} the cello case as other
men hold a child. Nobody else {speaks}. The old woman by the door {opens} her bag, {takes} out a sandwich, and {looks}
at it without much hope.

“Has anyone called?” Henrike {asks}.

“I’ve called,” {says} the boy. He {lifts} his phone. It{’s} dead. He {shrugs}, {puts} it away, and {slides} down the
wall until he {is} sitting on the floor. The cellist {watches} him. Then he {sits} down too, the case across his
knees.

Ten minutes {pass}. The old woman {offers} her sandwich round. The cellist {breaks} off a corner, {chews}, {nods}. “My
wife {made} these,” the old woman {says}, and everybody {stares} at her, and she {smiles} for the first time.

Somewhere above them a motor {groans}. The cabin {shudders}, {drops} an inch, {holds}. The boy {grabs} Henrike’s
sleeve and {lets} go of it at once. Here it {comes}, she {thinks}. But nothing {comes}. The light {returns}, the doors
{part}, and there {stands} the porter, a crowbar in his hand, and behind him {waits} a fireman who {seems}
disappointed.

“Thank you,” Henrike {tells} them. The cellist {bows}. The old woman {walks} past them all, her bag on her arm, and
{disappears} into the stairwell.
"""
_TENSED = frozenset({"VBZ", "VBP", "VBD"})


def test_no_main_verb_is_missed_or_mistagged() -> None:
    reader = Reader.load()
    missed: list[str] = []
    for paragraph in SCENE.strip().split("\n\n"):
        text, places = "", set()
        for piece in regex.split(r"(\{[^}]+\})", paragraph.replace("\n", " ")):
            if piece.startswith("{"):
                places.add(len(text))
                piece = piece[1:-1]
            text += piece
        reading = reader.read([text])[0]
        tree = Syntax(reading)
        carriers = {
            tree.tokens[group.carrier].span.start: group
            for sentence in reading.sentences()
            for group in verb_groups(tree, sentence)
        }
        for token in tree.tokens:
            if token.span.start in places:
                group = carriers.get(token.span.start)
                past = token.text in ("thought", "made")
                right = token.tag in _TENSED and group is not None
                if not right or group.form is not (Form.PAST if past else Form.PRESENT):
                    missed.append(f"{token.text}/{token.tag} in “{text[:40]}…”: {group.form if group else None}")
    assert not missed
