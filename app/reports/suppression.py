"""Small numbers name people: what is hidden of a column of counts. Pure."""

from collections.abc import Sequence

FLOOR = 10


def is_small(count: int, of: int | None = None) -> bool:
    """Of few, or of all but a few; nobody is not a person."""
    rest = of - count if of is not None else 0
    return 0 < count < FLOOR or 0 < rest < FLOOR


def suppress(counts: Sequence[int], wholes: Sequence[int] | None = None) -> list[int | None]:
    """The column with its small cells hidden. A single hidden cell could be had from the sum:
    then the next smallest is hidden, too.
    """
    of = wholes if wholes is not None else [None] * len(counts)
    shown: list[int | None] = [
        None if is_small(count, whole) else count for count, whole in zip(counts, of, strict=True)
    ]
    if shown.count(None) == 1:
        left = [(count, place) for place, count in enumerate(shown) if count]
        if left:
            shown[min(left)[1]] = None
    return shown
