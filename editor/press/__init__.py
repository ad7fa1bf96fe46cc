"""Renderings of a Report: JSON, terminal text, HTML, pictures.  Pure: text in, text out, no I/O.

This floor lies between ``checks`` and ``review``.  The window draws with the same palette, timeline
and difference, so that the screen and the printed page agree.
"""
