"""The habits of a text: the majority form wins, one finding holds every place of the other."""

from __future__ import annotations

import pytest

from editor.checks.apply import apply
from editor.checks.checker import Story
from editor.checks.consistency.habits import HabitChecker
from editor.checks.intent import Character, Intent
from editor.checks.rule import Applicability, Finding, Rule
from editor.text.parse import parse
from tests.dialogue.reviewing import facts_of

CHECKER = HabitChecker()


def found_in(source: str) -> list[Finding]:
    document = parse(source)
    facts = tuple(facts_of(document, paragraph) for paragraph in document.paragraphs)
    return CHECKER.check(Story(document, facts, Intent()))


FEW = [
    ("ellipses", "“Well… maybe…”\n\n“Or... no.”", ["..."], "“Well… maybe…”\n\n“Or… no.”"),
    ("ellipses", "He waited... and waited... Then…", ["…"], "He waited... and waited... Then..."),
    ("ellipses", "A… b… c. . . d... e…", [". . .", "..."], "A… b… c… d… e…"),
    ("dashes", "Late—too late—and cold.\n\nIt rained -- hard.", [" -- "], "Late—too late—and cold.\n\nIt rained—hard."),
    ("dashes", "Late – too late – and cold — or wet.", [" — "], "Late – too late – and cold – or wet."),
    ("dashes", "One -- two -- three - four.", [" - "], "One -- two -- three -- four."),
    ("okay", "It’s okay. We’re okay. He was OK.", ["OK"], None),
    ("okay", "OK, she said. OK. It’s okay.", ["okay"], "OK, she said. OK. It’s OK."),
    (
        "spelling",
        "The grey cat, the grey wall, the gray light.",
        ["gray"],
        "The grey cat, the grey wall, the grey light.",
    ),
    ("spelling", "Our harbor is the best harbor. Harbours freeze. A harbour!", ["harbour"], None),
    (
        "compounds",
        "A lamp-post. Another lamp-post. A lamppost.",
        ["lamppost"],
        "A lamp-post. Another lamp-post. A lamp-post.",
    ),
    (
        "compounds",
        "The headlight, a headlight, one head-light.",
        ["head-light"],
        "The headlight, a headlight, one headlight.",
    ),
    ("ellipses", "A. . . b... c... d...", [". . ."], "A... b... c... d..."),
    ("okay", "It’s okay. We’re okay. OK? No.", ["OK"], "It’s okay. We’re okay. Okay? No."),
    ("spelling", "The grey cat. A grey wall. Gray light.", ["Gray"], "The grey cat. A grey wall. Grey light."),
    (
        "capitals",
        "Some House Sake. The sake is warm; he drank the sake.",
        ["House Sake"],
        "Some house sake. The sake is warm; he drank the sake.",
    ),
    (
        "capitals",
        "Have some Irish Coffee. The coffee is hot; no coffee is better.",
        ["Irish Coffee"],
        "Have some Irish coffee. The coffee is hot; no coffee is better.",
    ),
    (
        "capitals",
        "A House Red, the House Red, our house red.",
        ["house red"],
        "A House Red, the House Red, our House Red.",
    ),
    ("capitals", "Try the House Sake. Try our House Sake. No, the House sake.", ["House sake"], None),
]


@pytest.mark.parametrize(("name", "source", "places", "mended"), FEW, ids=lambda value: str(value)[:20])
def test_the_minority_form_is_one_finding(name: str, source: str, places: list[str], mended: str | None) -> None:
    (finding,) = [one for one in found_in(source) if one.rule.id == f"consistency.{name}"]
    words = [span.of(source) for span in (finding.span, *finding.places)]
    assert words == places
    if mended is not None:
        assert apply(sorted(finding.fixes[0].edits), source) == mended
        assert [one for one in found_in(mended) if one.rule is finding.rule] == []


def test_a_name_in_two_spellings() -> None:
    source = " ".join(["Then Maartens came."] * 6) + " But Martens left."
    (finding,) = found_in(source)
    assert finding.text == "Martens" and finding.fixes[0].title == "Maartens"


def test_a_name_at_the_start_of_its_sentence_and_with_its_possessive() -> None:
    source = "Maartens rose. " * 4 + "They liked Maartens. Martens’s hat fell; then Martens left."
    (finding,) = found_in(source)
    assert [span.of(source) for span in (finding.span, *finding.places)] == ["Martens", "Martens"]
    assert apply(sorted(finding.fixes[0].edits), source).endswith("Maartens’s hat fell; then Maartens left.")


def test_a_name_that_the_writer_declared_is_another_person() -> None:
    source = "Then Maartens came. " * 6 + "But Martens left."
    document = parse(source)
    facts = tuple(facts_of(document, paragraph) for paragraph in document.paragraphs)
    assert CHECKER.check(Story(document, facts, Intent(cast=(Character("Martens"),)))) == []


def test_what_cannot_change_the_voice_is_safe_where_the_habit_is_clear() -> None:
    (clear,) = found_in("A… b… c… d...")
    (unclear,) = found_in("A… b… c...")
    assert clear.fixes[0].applicability is Applicability.SAFE
    assert unclear.fixes[0].applicability is Applicability.ASK


SILENT = [
    "“Well… maybe…” He left.",
    "A… b...",  # one each: nobody can say which is the habit
    "A well-known man, a well known man.",
    "Pages 3–4 and 5–6—all of them.",
    "A lit-tle man, a little man, a little man.",
    "The king met the King of Spain. The king bowed.",
    "He swam in W-water, water, water.",
    "“I thought—” She froze—and fell—and rose.",
    "Maria and Marya, Marya and Maria, Maria, Maria, Maria, Maria.",
    "It's OK. OK?",
    "He said I—I can’t – not now – not yet – W—wait.",
    "They crossed the Old Street by the Old Street bridge. It was an old street, the old street.",
    "We had an Englishwoman, Englishwoman, the Englishwoman, the Englishwoman, an Englishwoman; two Englishwomen.",
    "Some Irish coffee. The coffee is hot.",
    "A Ford Focus. The focus was sharp; he lost the focus.",
]


@pytest.mark.parametrize("source", SILENT)
def test_a_text_of_one_habit_is_silent(source: str) -> None:
    assert [(one.rule.id, one.text) for one in found_in(source)] == []


@pytest.mark.parametrize("rule", CHECKER.rules, ids=lambda rule: rule.id)
def test_the_own_examples_hold(rule: Rule) -> None:
    assert found_in(rule.right) == []
    if rule.id != "consistency.names":  # it takes more than an example has room for
        assert [one.rule for one in found_in(rule.wrong)] == [rule]
