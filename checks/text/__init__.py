"""Normalising, clauses, names, durations: functions from text to plain values."""
