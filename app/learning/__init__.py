"""Assignments, attempts, marking, progress, mastery, review."""
