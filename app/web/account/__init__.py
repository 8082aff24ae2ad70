"""What every signed-in person has: landing, notices, a kept answer."""
