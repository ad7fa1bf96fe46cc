"""``bluepencil rules``: what the program looks for, and why."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from editor.commands.output import Output
from editor.errors import EditorError

if TYPE_CHECKING:
    from editor.checks.rule import Rule


_ENGINES = (".harper.", ".languagetool.")


def run(args: Namespace, output: Output) -> int:
    """List the program's own rules (or all), or explain one or a group; 2 for a rule that does not exist."""
    from editor.press.terminal import rule_text, rules_list
    from editor.review.clean import named

    rules = all_rules()
    if args.id is None:
        own = [rule for rule in rules if not any(engine in rule.id for engine in _ENGINES)]
        output.report(rules_list(rules if args.engines else own))
        if not args.engines:
            output.report(
                f"\n“bluepencil rules ID” explains one of these, “bluepencil rules dialogue” lists a family.\n"
                f"Harper and LanguageTool bring {len(rules) - len(own)} more: “bluepencil rules --engines”.\n"
            )
        return 0
    found = [rule for rule in rules if named(rule, args.id)]
    if not found:
        near = [rule.id for rule in rules if args.id.rpartition(".")[2].lower() in rule.id.lower()]
        hint = f" Did you mean {near[0]}?" if near else ""
        raise EditorError(f"There is no rule “{args.id}”.{hint} “bluepencil rules” lists them.")
    output.report(rule_text(found[0]) if len(found) == 1 else rules_list(found))
    return 0


def all_rules() -> list[Rule]:
    """Every rule by id, LanguageTool's without starting it."""
    from editor.engines.languagetool.checker import LanguageToolChecker
    from editor.engines.languagetool.client import Client, address_of
    from editor.review.build import Settings, assemble

    unasked = LanguageToolChecker(Client(address_of("http://localhost"), "en-US", (), ()))
    return sorted([*assemble(Settings(languagetool="off")).rules(), *unasked.rules], key=lambda rule: rule.id)
