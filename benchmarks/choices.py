"""The class's map of a story from its roll-ups, beside its promise.

Measured is the whole reading with Python's part: SQLite works while rows are fetched.
"""

import time
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from app.content import library
from app.core.db import db, transaction
from app.learning.models import DilemmaStep
from app.people.models import SchoolClass
from app.people.viewer import load_viewer
from app.reports.choices import choices_page, has_choices
from benchmarks.figures import Figure, figure
from benchmarks.stage import Stage

LIMIT_MS = 10.0
RUNS = 20
# So many classes as a large district has.
CLASSES = 600


def choices_map(stage: Stage, name: str) -> Figure:
    with stage.app.app_context():
        lesson_id = _fill()
        viewer = load_viewer(stage.school.teacher)
        assert viewer is not None
        spent = []
        for _run in range(RUNS):
            db.session.remove()
            begin = time.perf_counter()
            choices_page(viewer, stage.school.class_id, lesson_id)
            spent.append(1000 * (time.perf_counter() - begin))
        db.session.remove()
        db.engine.dispose()
    return figure(name, "ms", spent, [LIMIT_MS])


def _fill() -> str:
    """Every choice of every story in every class; returns the story with most places."""
    stories = [
        dilemma
        for dilemma in library.get().dilemmas.values()
        if has_choices(library.get().lesson(dilemma.lesson))
    ]
    with transaction() as session:
        school = session.scalars(sa.select(SchoolClass.school_id)).first()
        session.execute(
            sa.insert(SchoolClass),
            [
                {
                    "school_id": school,
                    "school_year": 2025,
                    "grade": 8,
                    "letter": f"C{number}",
                    "language": "kk",
                    "code": f"{700_000 + number}",
                }
                for number in range(CLASSES)
            ],
        )
        for class_id in session.scalars(sa.select(SchoolClass.id)).all():
            rows = [row for story in stories for row in _rows(class_id, story)]
            session.execute(sa.insert(DilemmaStep), rows)
    return max(stories, key=lambda story: len(story.nodes)).lesson


def _rows(class_id: int, story: Any) -> Iterator[dict[str, Any]]:
    for node, place in story.nodes.items():
        for choice in place.choices:
            yield {
                "class_id": class_id,
                "lesson_id": story.lesson,
                "version": story.version,
                "node": node,
                "choice": choice.id,
                "first_count": 12,
                "replay_count": 11,
            }
