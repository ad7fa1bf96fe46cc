"""``bluepencil languagetool``: fetch it, or say how it is."""

from __future__ import annotations

import threading
from argparse import Namespace

from editor.commands.output import Output
from editor.engines.doctor import facts
from editor.engines.languagetool import install
from editor.engines.languagetool.folder import installed
from editor.engines.languagetool.state import Status


def run(args: Namespace, output: Output) -> int:
    """Install LanguageTool or tell its state; 0 if it is usable afterwards, 1 if it is not, 2 on a failure."""
    if args.action == "install":
        return _install(args, output)
    about = [fact for fact in facts() if fact.name in ("Java", "LanguageTool")]
    for fact in about:
        output.report(f"{fact.name}: {fact.sentence}\n")
    return 0 if all(fact.ok for fact in about) else 1


def _install(args: Namespace, output: Output) -> int:
    if install.state().status is not Status.ABSENT:
        there = installed()
        if there is not None:
            install.quicken(there, lambda _, sentence: output.progress(sentence))  # anew after a new Java
        output.say(next(fact.sentence for fact in facts() if fact.name == "LanguageTool"))
        return 0 if install.state().status is Status.STOPPED else 1
    offer = install.OFFER_MAVEN if args.with_maven else install.OFFER
    output.say(offer)
    if not args.yes and not output.ask("Fetch it now?"):
        output.say("Nothing was fetched. Say --yes to fetch it without being asked.")
        return 1
    stop = threading.Event()

    def progress(share: float | None, sentence: str) -> None:
        output.progress(sentence if share is None else f"{sentence} ({share:.0%})")

    try:
        folder = install.install(args.with_maven, progress, stop)
    except KeyboardInterrupt:
        stop.set()
        output.say("LanguageTool was not fetched: you stopped it.")
        return 130
    output.say(f"LanguageTool is installed in {folder}.")
    return 0
