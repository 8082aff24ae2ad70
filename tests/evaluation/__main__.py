"""Prints what the rules find; fails nothing: a missed gate is a result, not an error."""

import sys

from tests.evaluation import lists, moods
from tests.evaluation.cohorts import COHORTS


def main() -> None:
    print_moods()
    print_line("")
    print_lists()


def print_moods() -> None:
    results = [moods.evaluate(cohort) for cohort in COHORTS]
    print_line("M1 and M2 on synthetic cohorts (for 1,000 pupils and week; 12 runs each)")
    print_line(moods.table(results))
    print_gates(moods.gates(results[0]))


def print_lists() -> None:
    results = lists.tallies(["tuning", "measured"])
    print_line("T1, T2 and T3 on texts with known truth (found of all; found in vain)")
    print_line(lists.table(results))
    print_line(lists.kinds(results))
    print_gates(lists.gates(results))


def print_gates(gates: dict[str, bool]) -> None:
    for gate, is_met in gates.items():
        print_line(f"{'met   ' if is_met else 'MISSED'} {gate}")


def print_line(line: str) -> None:
    sys.stdout.write(line + "\n")


main()
