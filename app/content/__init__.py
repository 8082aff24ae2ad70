"""Lessons, item banks, surveys and law records: typed, loaded once, indexed by id and version."""
