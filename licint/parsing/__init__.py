"""Bytes and texts of a release become facts: pure functions, positions kept, and a broken file is a value, never an exception."""
