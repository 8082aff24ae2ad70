"""Pages of the school's administrator."""
