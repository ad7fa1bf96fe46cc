"""A report kept for the next opening is given back for the very same text and intent alone."""

from dataclasses import replace

from editor.checks.intent import BOOK, Declaration, Dismissal, Intent, Scope, Telling, View
from editor.review.build import Settings
from editor.review.protocol import Review
from editor.review.shelf import Shelf
from editor.text.parse import Format, parse
from tests.review.desks import desk


def test_a_report_comes_back_for_the_same_text_only() -> None:
    request = Review(1, "One teh.")
    report = desk(Settings()).review(parse(request.source), request.intent)
    Shelf().keep(request, "auto", report)
    assert Shelf().find(replace(request, revision=9), "auto") == report
    dismissed = Intent(dismissals=frozenset({Dismissal("dialogue.test", Scope.RULE)}))
    for other in (
        replace(request, source="One teh!"),
        replace(request, form=Format.MARKDOWN),
        replace(request, intent=dismissed),
        replace(request, intent=Intent(variant="en-GB")),
        replace(request, intent=Intent(declarations=(Declaration(BOOK, Telling(view=View.OMNISCIENT)),))),
    ):
        assert Shelf().find(other, "auto") is None
    assert Shelf().find(request, "off") is None
