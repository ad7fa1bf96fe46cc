"""Telling a passage anew, in the other tense or in another person: every change proposed, none made here.

``turn`` moves one verb to the other tense, ``tense`` decides for each verb of a sentence whether it moves,
``person`` does the same for *I* and *she*, ``orders`` makes proposals of a whole passage.
"""
