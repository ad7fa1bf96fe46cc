"""Two plain scenes to put a sentence into: one told in the past, one in the present."""

from __future__ import annotations

PAST = (
    "Hedda climbed the stairs and pushed the door open. The attic smelled of apples. She set the lamp on a crate and "
    "knelt beside the trunk. The lid groaned when she lifted it.",
    "She took out the letters one by one and laid them on the floor. Rain drummed on the slates. She counted the "
    "envelopes twice, tied them together again and carried them down to the kitchen. She opened "
    "the stove and fed them to the fire. The paper curled. She washed her hands at the pump, wiped the table and "
    "filled the kettle. The clock struck four. Hedda pulled a chair to the window and watched the road.",
)
PRESENT = (
    "Hedda climbs the stairs and pushes the door open. The attic smells of apples. She sets the lamp on a crate and "
    "kneels beside the trunk. The lid groans when she lifts it.",
    "She takes out the letters one by one and lays them on the floor. Rain drums on the slates. She counts the "
    "envelopes twice, ties them together again and carries them down to the kitchen. She opens "
    "the stove and feeds them to the fire. The paper curls. She washes her hands at the pump, wipes the table and "
    "fills the kettle. The clock strikes four. Hedda pulls a chair to the window and watches the road.",
)


def past(middle: str) -> str:
    """``middle`` as a paragraph inside the scene told in the past."""
    return "\n\n".join((PAST[0], middle, PAST[1]))


def present(middle: str) -> str:
    """``middle`` as a paragraph inside the scene told in the present."""
    return "\n\n".join((PRESENT[0], middle, PRESENT[1]))
