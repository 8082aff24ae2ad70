"""Skill risks and safety signals: pure rules, evaluation, routing."""
