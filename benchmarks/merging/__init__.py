"""How well claims and actors of different reports are merged; see docs/merging.md."""
