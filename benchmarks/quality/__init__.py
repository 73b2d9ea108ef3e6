"""Scorers and floors of quality."""
