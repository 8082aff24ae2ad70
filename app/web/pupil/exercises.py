"""Where pupils' pages look for what teachers' previews show, too."""

from app.web.exercises import Exercise, true_false_labels

__all__ = ["Exercise", "true_false_labels"]
