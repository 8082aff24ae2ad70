"""Whether the lessons change anything: questions without names before, after and months later."""
