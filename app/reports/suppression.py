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


Grid = list[list[int | None]]


def suppress_grid(counts: Sequence[Sequence[int]]) -> Grid:
    """Rows and columns whose sums are shown, too: no hidden cell can be had from either.

    A row or column with a single hidden cell hides its smallest other one, until none is left
    alone. Zero stays: nobody is not a person.
    """
    grid: Grid = [[None if is_small(count) else count for count in row] for row in counts]
    while (cell := _giving_away(grid, counts)) is not None:
        row, column = cell
        grid[row][column] = None
    return grid


def _giving_away(grid: Grid, counts: Sequence[Sequence[int]]) -> tuple[int, int] | None:
    """The cell to hide next beside one that is alone in its row or its column."""
    rows = [[(row, column) for column in range(len(line))] for row, line in enumerate(grid)]
    for line in (*rows, *map(list, zip(*rows, strict=True))):
        hidden = [cell for cell in line if grid[cell[0]][cell[1]] is None]
        others = [(counts[r][c], (r, c)) for r, c in line if grid[r][c]]
        if len(hidden) == 1 and others:
            return min(others)[1]
    return None


def suppress_parts(groups: Sequence[Sequence[int]], wholes: Sequence[Sequence[int]]) -> Grid:
    """Cells of groups of which another page shows the sums, hidden there by `suppress`.

    A group whose sum is hidden shows no complete row of parts, or the sum would come out of it.
    """
    sums = suppress([sum(one) for one in groups], [sum(one) for one in wholes])
    shown = [suppress(*pair) for pair in zip(groups, wholes, strict=True)]
    for row, counts, whole in zip(shown, groups, sums, strict=True):
        known = [(count, place) for place, count in enumerate(counts) if count]
        if whole is None and None not in row and known:
            row[min(known)[1]] = None
    return shown
