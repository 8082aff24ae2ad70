"""A person's data: what is held of whom, the copy, erasure."""
