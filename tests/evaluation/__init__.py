"""How well the safety rules do on data with known truth: `python -m tests.evaluation`.

Parameters and seeds were written down before the first result was read and are not tuned; results
stand in docs/safeguarding.md as they came. They rank rules and forecast nothing.
"""
