"""LanguageTool as a checker: one paragraph a call, only what fiction can bear."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait

from editor.checks.checker import Facts
from editor.checks.rule import Family, Finding, Level, Rule
from editor.engines.curation import Policy, curation
from editor.engines.dictionary import misspelled
from editor.engines.languagetool.client import Client, Match, NoAnswer
from editor.engines.languagetool.server import Server
from editor.engines.languagetool.state import LanguageToolState, LanguageToolUnavailable, failed, ready
from editor.engines.speech import admits, out_of_bounds, right_article
from editor.engines.wording import cleaned, fixes, sentence

NAME = "languagetool"
_SPELLING = "MORFOLOGIK_RULE_"
_ARTICLE = "EN_A_VS_AN"
_LIMIT = 60_000  # code points: longer than any paragraph of prose
_AHEAD = 2  # requests at once: the server is given two cores' worth
_BATCH = 4_000  # code points sent in one request when a whole text is fetched ahead
_REMEMBERED = 20_000


class LanguageToolChecker:
    """The grammar and spelling that LanguageTool finds and a copy-editor of fiction would mark."""

    name = NAME

    def __init__(self, server: Server | Client) -> None:
        """``server`` is our own, starting or started, or the client of one that the writer named."""
        self._server = server
        self._curation = curation(NAME)
        self._known: dict[str, Rule] = {}
        self._ahead: dict[str, list[Match]] = {}
        self._coming: tuple[frozenset[str], Future[None]] | None = None
        self._lock = threading.Lock()

    @property
    def state(self) -> LanguageToolState:
        """How the server is doing."""
        return self._server.state if isinstance(self._server, Server) else ready("on the server you named")

    @property
    def rules(self) -> Sequence[Rule]:
        """The rules that are known by name, and those met so far; LanguageTool has five thousand more."""
        for name in (*self._curation.rules, *self._curation.examples):
            policy = self._curation.policy(name, "TYPOS" if name.startswith(_SPELLING) else "GRAMMAR")
            if policy is not None:
                self._rule(name, policy, "")
        return tuple(self._known.values())

    def wait_ready(self) -> LanguageToolState:
        """Wait for the server.

        Raises:
            LanguageToolUnavailable: if it does not come up.
        """
        self._client()
        return self.state

    def close(self) -> None:
        """End our own server."""
        if isinstance(self._server, Server):
            self._server.stop()

    def begin(self, texts: Sequence[str]) -> None:
        """Like :meth:`prefetch`, but at once and on a thread of its own; a check of these texts waits for it.

        Call it as soon as the text is known: the server starts while everything else loads.
        """
        pool = ThreadPoolExecutor(1, "languagetool-begin")
        self._coming = (frozenset(texts), pool.submit(self.prefetch, texts))
        pool.shutdown(wait=False)

    def prefetch(self, texts: Sequence[str]) -> None:
        """Ask about many paragraphs at once, so that each :meth:`check` of one of them need not wait.

        Raises:
            LanguageToolUnavailable: if the server cannot be asked.
        """
        new = [
            text for text in dict.fromkeys(texts) if text.strip() and len(text) <= _LIMIT and text not in self._ahead
        ]
        batches: list[list[str]] = []
        size = _BATCH
        for text in new:
            if size + len(text) > _BATCH:
                batches.append([])
                size = 0
            batches[-1].append(text)
            size += len(text)
        if not batches:
            return
        self._client()
        with ThreadPoolExecutor(_AHEAD, "languagetool") as pool:
            answers = list(pool.map(self._ask, ["\n\n".join(batch) for batch in batches]))
        with self._lock:
            if len(self._ahead) > _REMEMBERED:
                self._ahead.clear()
            for batch, matches in zip(batches, answers, strict=True):
                self._ahead.update(_split(batch, matches))

    def check(self, facts: Facts) -> list[Finding]:
        """What LanguageTool finds in one paragraph; spans are relative to it.

        Raises:
            LanguageToolUnavailable: if the server cannot be asked.
        """
        text = facts.paragraph.text
        if out_of_bounds(facts) or len(text) > _LIMIT:
            return []
        if self._coming is not None and text in self._coming[0]:
            wait((self._coming[1],))  # if it failed, asking again says why
        with self._lock:
            matches = self._ahead.pop(text, None)
        if matches is None:
            matches = self._ask(text)
        return list(self._findings(facts, matches))

    def _client(self) -> Client:
        return self._server.wait_ready() if isinstance(self._server, Server) else self._server

    def _ask(self, text: str) -> list[Match]:
        while True:
            client = self._client()
            try:
                return client.check(text)
            except NoAnswer as error:
                if not isinstance(self._server, Server) or not self._server.restart():
                    raise LanguageToolUnavailable(failed(str(error))) from error

    def _findings(self, facts: Facts, matches: Sequence[Match]) -> Iterator[Finding]:
        text = facts.paragraph.text
        for match in matches:
            policy = self._curation.policy(match.rule, match.category)
            if policy is None or not admits(facts, policy, match.span):
                continue
            flagged = match.span.of(text)
            spelling = match.rule.startswith(_SPELLING)
            if spelling and not misspelled(flagged, match.replacements):
                continue
            if match.rule == _ARTICLE and right_article(text, match.span):
                continue
            yield Finding(
                rule=self._rule(match.rule, policy, match.description),
                span=match.span,
                text=flagged,
                message=sentence(flagged, match.message),
                evidence=f"LanguageTool, rule {match.rule}",
                confidence=0.9 if policy.level is Level.MISTAKE else 0.6,
                fixes=fixes(text, match.span, match.replacements),
            )

    def _rule(self, name: str, policy: Policy, description: str) -> Rule:
        rule = self._known.get(name)
        if rule is None or (description and not rule.why):
            wrong, right = self._curation.example(name)
            summary = "Misspelled word" if name.startswith(_SPELLING) else name.replace("_", " ").capitalize()
            rule = Rule(
                id=f"{policy.family}.{NAME}.{name}",
                family=policy.family,
                level=policy.level,
                summary=cleaned(description) or summary,
                why=cleaned(description),
                right=right,
                wrong=wrong,
                fixable=policy.family is not Family.STYLE,
                source="LanguageTool",
            )
            self._known[name] = rule
        return rule


def _split(batch: Sequence[str], matches: Sequence[Match]) -> Iterator[tuple[str, list[Match]]]:
    """The matches of each text of a batch that was sent joined by blank lines."""
    start = 0
    for text in batch:
        end = start + len(text)
        inside = [match for match in matches if start <= match.span.start and match.span.end <= end]
        yield text, [match.moved(-start) for match in inside]
        start = end + 2
