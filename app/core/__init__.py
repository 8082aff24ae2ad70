"""What every package may use: database, clock, events, languages, encryption, audit."""
