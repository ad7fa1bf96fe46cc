"""A whole text in one style, and back."""

from __future__ import annotations

import pytest

from editor.checks.apply import apply
from editor.checks.checker import Story
from editor.checks.consistency.restyle import DASHES, ELLIPSES, Glyphs, Speech, Target, restyle
from editor.checks.intent import Intent
from editor.text.parse import Format, parse
from tests.dialogue.reviewing import facts_of

STRAIGHT, CURLY = Target(Glyphs.STRAIGHT), Target(Glyphs.CURLY)
US, UK = Target(Glyphs.CURLY, Speech.DOUBLE), Target(Glyphs.CURLY, Speech.SINGLE)


def styled(source: str, target: Target, form: Format = Format.TEXT) -> str:
    document = parse(source, form)
    facts = tuple(facts_of(document, paragraph) for paragraph in document.paragraphs)
    return apply(restyle(Story(document, facts, Intent()), target), source)


CASES = [
    (CURLY, '"It\'s late," she said. "Go."', "“It’s late,” she said. “Go.”"),
    (STRAIGHT, "“It’s late,” she said. “He said ‘run.’”", '"It\'s late," she said. "He said \'run.\'"'),
    (CURLY, '"\'Tis the dogs\' bowl," he said, "from the \'90s."', "“’Tis the dogs’ bowl,” he said, “from the ’90s.”"),
    (CURLY, "\"Rock 'n' roll,\" she said.", "“Rock ’n’ roll,” she said."),
    (CURLY, '"He is 6\'2" tall," she said.', "“He is 6'2\" tall,” she said."),
    (CURLY, "\"He said 'run' to me,\" she said.", "“He said ‘run’ to me,” she said."),
    (UK, "“He said ‘run’ to me,” she said. “Why?”", "‘He said “run” to me,’ she said. ‘Why?’"),
    (US, "‘He said “run” to me,’ she said. ‘It’s late.’", "“He said ‘run’ to me,” she said. “It’s late.”"),
    (UK, '"It\'s late," she said.', "‘It’s late,’ she said."),
    (UK, "“First part.\n\n“Last part.”", "‘First part.\n\n‘Last part.’"),
    (Target(ellipsis="…"), "Well... maybe.... Or. . . no", "Well… maybe.… Or… no"),
    (Target(ellipsis="..."), "Well… maybe", "Well... maybe"),
    (Target(dash=" – "), "It was late—too late -- and cold.", "It was late – too late – and cold."),
    (Target(dash="—"), "It was late – too late — and 3–4 o’clock.", "It was late—too late—and 3–4 o’clock."),
    (CURLY, "She called it a 'home'; the dogs' bowl was full.", "She called it a ‘home’; the dogs’ bowl was full."),
    (STRAIGHT, "She called it a ‘home’. ‘No,’ she said.", "She called it a 'home'. 'No,' she said."),
    (CURLY, "It's 6' by 3', she's sure; give 'em 'til ten.", "It’s 6' by 3', she’s sure; give ’em ’til ten."),
    (CURLY, '"I am late, she said.', '"I am late, she said.'),
    (CURLY, '"Stop!" "No." "I don\'t--" She left.', "“Stop!” “No.” “I don’t--” She left."),
]

# A text that has everything at once: elisions, possessive plurals, measures, nesting, speech over paragraphs.
NASTY = """“The Gulls’ Nest”

“’Tis late, and the ferry’s gone,” said Marit. “I could ha’ swum it in the ’90s.”

“The boys’ coats,” he said, “are the girls’ coats now—‘hand-me-downs,’ as Mother calls ’em.”

“‘Is it far?’ she asked me. ‘Round the point,’ said I. ‘It’s the harbour boys’ boat,’ said she, ‘and the crews’ wages—’

“‘No,’ said I, ‘I’ll row.’

“And rock ’n’ roll came over the water, the ‘old’ kind.”

“Don’t go”—he held the rope, 6'2\" of it—“goin’ home is for cowards.”

She wrote it on the wall: “Keep out.” The Joneses’ dog, a jack-o’-lantern grin on him, slept through it all.

“He said ‘Come aboard’—no more than that—‘and bring the dogs’ food.’ So I did.”
"""


@pytest.mark.parametrize("form", [Format.TEXT, Format.MARKDOWN])
def test_a_text_with_everything_at_once_goes_there_and_back(form: Format) -> None:
    straight, british = styled(NASTY, STRAIGHT, form), styled(NASTY, UK, form)
    assert not set("“”‘’") & set(straight) and british != NASTY
    assert styled(straight, STRAIGHT, form) == straight and styled(british, UK, form) == british
    assert styled(straight, CURLY, form) == NASTY
    assert styled(british, US, form) == NASTY


def test_a_letter_read_aloud_runs_on_in_both_its_marks() -> None:
    letter = "She read:\n\n> “‘Dear Osman,\n\n> “‘The boat is yours.\n\n> “‘Marit.’”\n"
    assert styled(letter, UK) == letter.replace("“‘", "‘“").replace("’”", "”’")
    assert styled(styled(letter, UK), US) == letter


def test_code_and_addresses_are_left_alone() -> None:
    source = '"Open `say "hi"` now," she said. [Here](https://example.org/a\'b\'c "It\'s") it was... see `a...b`.\n'
    made = styled(source, Target(Glyphs.CURLY, None, "…"), Format.MARKDOWN)
    assert made == '“Open `say "hi"` now,” she said. [Here](https://example.org/a\'b\'c "It\'s") it was… see `a...b`.\n'


@pytest.mark.parametrize("ellipsis", ELLIPSES)
@pytest.mark.parametrize("dash", DASHES)
def test_ellipses_and_dashes_go_there_and_back(ellipsis: str, dash: str) -> None:
    source = "Well… he said—and I quote—no.… Or—or yes… 3–4 o’clock, well-known…"
    made = styled(source, Target(None, None, ellipsis, dash))
    assert styled(made, Target(None, None, ellipsis, dash)) == made
    assert styled(made, Target(None, None, "…", "—")) == source


@pytest.mark.parametrize(("target", "source", "wanted"), CASES, ids=lambda value: str(value)[:24])
def test_a_text_takes_the_style_and_a_second_run_changes_nothing(target: Target, source: str, wanted: str) -> None:
    once = styled(source, target)
    assert once == wanted
    assert styled(once, target) == once


@pytest.mark.parametrize(
    "source",
    [
        "“It’s late,” she said. “He said ‘run’ to me, and I ran.”\n\n“The boys’ coats,” said Ann.",
        "“’Tis late.”\n\n“In the ’60s,” he said, “we’d no ‘rights’ at all.”",
    ],
)
def test_there_and_back(source: str) -> None:
    assert styled(styled(source, STRAIGHT), CURLY) == source
    assert styled(styled(source, UK), US) == source


def test_markup_stays() -> None:
    assert styled('She *said* it: "*It\'s* late."\n', CURLY, Format.MARKDOWN) == "She *said* it: “*It’s* late.”\n"


def test_nothing_wanted_is_nothing_done() -> None:
    assert styled("“It's late... -- or not,” he said.", Target()) == "“It's late... -- or not,” he said."
