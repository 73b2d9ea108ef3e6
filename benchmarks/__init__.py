"""How good and how fast: every published figure comes from here."""
