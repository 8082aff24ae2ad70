"""Cases: states, timers, chronology, exclusions."""
