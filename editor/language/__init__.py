"""English: the shipped language model read out as tokens, tags, lemmas and a tree; word forms; verb groups.

Pure once loaded; knows text spans and nothing of rules, files or windows.
"""

from __future__ import annotations

import os

# numpy's matrix library takes every core it finds, which was measured to be ten times slower on a busy
# machine than one thread for matrices this small.  It reads the variable once, when numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
