"""Tense and point of view: what each scene is told in, by whom, and from inside whose head.

Nothing is imported here: the plain data in ``model`` is used by floors and files below the checker.
"""
