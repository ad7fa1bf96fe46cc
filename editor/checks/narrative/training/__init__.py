"""How the trained half of the tense checker is made and measured; never imported by the program.

``inject`` writes the windows that the detector is trained on, ``strata`` measures the checker on injected
slips, ``fit`` fits the decision (``resources/narrative/decision.json``).
"""
