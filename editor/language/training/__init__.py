"""How the shipped data is made; never imported by the program."""
