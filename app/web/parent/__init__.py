"""Pages of parents."""
