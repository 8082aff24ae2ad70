"""Prints what the rules find; fails nothing: a missed gate is a result, not an error."""

import sys

from tests.evaluation import moods
from tests.evaluation.cohorts import COHORTS


def main() -> None:
    results = [moods.evaluate(cohort) for cohort in COHORTS]
    print_line("M1 and M2 on synthetic cohorts (for 1,000 pupils and week; 12 runs each)")
    print_line(moods.table(results))
    for gate, is_met in moods.gates(results[0]).items():
        print_line(f"{'met   ' if is_met else 'MISSED'} {gate}")


def print_line(line: str) -> None:
    sys.stdout.write(line + "\n")


main()
