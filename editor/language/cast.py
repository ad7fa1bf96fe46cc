"""Who is in the story: names, aliases and pronouns, mined from the text or declared by the writer.

``names_in`` finds names by their capitals alone and needs no reading; it lives in ``names``.
"""

from __future__ import annotations

from editor.language.names import folded, names_in

__all__ = ["folded", "names_in"]
