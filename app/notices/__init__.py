"""Messages to people: rows first, delivery later."""
