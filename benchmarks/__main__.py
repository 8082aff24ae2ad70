"""`python -m benchmarks [--full]`: measures, prints a table, writes build/bench.json."""

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import (
    answers,
    bytes_on_the_wire,
    choices,
    clips,
    items,
    pages,
    rosters,
    safety,
    sign_in,
    starting,
)
from benchmarks.figures import Figure, table, write
from benchmarks.stage import Stage
from tests.plumbing.postgres import private_postgres

SMALL, LARGE = 10_000, 3_000_000
OF_ITEMS = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--full", action="store_true", help="also with a region's worth of data")
    full = parser.parse_args().full
    os.environ["ADAL_MODE"] = "school"
    figures = [*_on_sqlite(), *_on_postgresql()]
    if full:
        with _sqlite_stage(attempts=LARGE) as stage:
            figures.append(pages.class_page(stage, "class_page.3m"))
        with _sqlite_stage(attempts=0) as stage:
            figures += items.statistics(stage, "items.1m", OF_ITEMS)
        with private_postgres() as url:
            figures += rosters.region(url)
    print(table(figures))
    write(figures, Path("build/bench.json"))


def _on_sqlite() -> Iterator[Figure]:
    with _sqlite_stage(attempts=SMALL) as stage:
        yield answers.answers(stage, "answer.sqlite")
        yield pages.class_page(stage, "class_page.10k")
        yield choices.choices_map(stage, "choices.sqlite")
        yield from starting.memory_and_start(stage)
        yield from bytes_on_the_wire.first_and_next(stage)
        yield from clips.clips(stage)
        yield from safety.safety(stage, "sqlite")
        yield from sign_in.thirty_at_once(stage)
    yield rosters.import_2000()


def _on_postgresql() -> Iterator[Figure]:
    with private_postgres() as url, Stage.open(url, attempts=SMALL) as stage:
        yield answers.answers(stage, "answer.postgresql")
        yield pages.class_page(stage, "class_page.postgresql")
        yield choices.choices_map(stage, "choices.postgresql")
        yield from safety.safety(stage, "postgresql")


@contextmanager
def _sqlite_stage(attempts: int) -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="adal-bench-") as folder:
        url = f"sqlite:///{folder}/bench.db"
        with Stage.open(url, attempts=attempts) as stage:
            yield stage


main()
