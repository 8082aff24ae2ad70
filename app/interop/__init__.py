"""Other worlds' files and services, each turned into our own types at the door."""
