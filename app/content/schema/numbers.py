"""Decimal numbers as people write them, kept as floats. Pure."""

from decimal import Decimal
from math import isclose


def is_within(number: float, value: float, reach: float) -> bool:
    """Edges count: 0.4 is within 0.1 of 0.3, although the floats differ by a little more."""
    distance = abs(number - value)
    return distance <= reach or isclose(distance, reach, rel_tol=1e-9)


def digits(number: float) -> str:
    """Twelve significant digits, never with an exponent: no form and no file of ours reads one."""
    return format(Decimal(f"{number:.12g}"), "f")
