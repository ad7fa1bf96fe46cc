"""Blue Pencil: an editor for fiction writers with a draft to revise.

The floors, lowest first: ``text``, ``language``, ``checks``, ``engines``, ``manuscript``, ``review``, ``ui``;
``cli`` and ``app`` are the two front doors.  ``ARCHITECTURE.md`` beside this file is the map.
"""

__version__ = "0.1.0"
