"""Pages of class teachers."""
