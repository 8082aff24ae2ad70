"""The school at a glance, for those who run it."""
