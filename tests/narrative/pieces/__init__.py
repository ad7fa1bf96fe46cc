"""Short stories with planted slips and traps.

``{hop|…}``, ``{tense|…}`` and ``{person|…}`` mark what should be asked about, ``{ok|…}`` what looks like it and is not.
"""
