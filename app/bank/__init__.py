"""A school's own questions: read from files, kept as typed items, found by id like all others."""
