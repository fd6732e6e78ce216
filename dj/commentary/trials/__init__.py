"""Invented situations in which every line is tried before a listener hears it."""
