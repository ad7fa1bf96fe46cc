"""How the trained half of the tense checker is made and measured; never imported by the program.

``inject`` writes the windows that the detector is trained on, ``fit`` fits the decision
(``resources/narrative/decision.json``).  ``strata`` measures the checker on slips of tense and person put into clean
text, ``merge`` on scenes of two heads told as one; what they found stands in ``MEASURED.md`` beside this folder.
"""
