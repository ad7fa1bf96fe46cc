"""Tense and point of view: what each scene is told in, by whom, and from inside whose head."""

from editor.checks.narrative.checker import NarrativeChecker

__all__ = ["NarrativeChecker"]
