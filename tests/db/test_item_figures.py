"""Figures of items from rows of answers, against the same figures counted plainly in Python."""

import random
import statistics
import uuid
from collections import defaultdict

import pytest
import sqlalchemy as sa

from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.core.ids import new_id
from app.jobs import count_item_figures
from app.learning import item_figures, services
from app.learning.attempts import Answer
from app.learning.models import Attempt, ItemFigures
from app.learning.statistics import Table, mantel_haenszel
from app.people.models import Enrolment, SchoolClass
from app.people.viewer import load_viewer
from tests.people import add_pupil

pytestmark = pytest.mark.usefixtures("context")

LESSON = "L21"
EACH = 60


@pytest.fixture
def pupils(world):
    """Sixty of a Kazakh and sixty of a Russian class, by language."""
    with transaction():
        db.session.execute(
            sa.update(SchoolClass).where(SchoolClass.id == world.other_class).values(language="ru")
        )
        return {
            "kk": [add_pupil(world.school, world.class_8a, "К", f"{n}") for n in range(EACH)],
            "ru": [
                add_pupil(world.other_school, world.other_class, "Р", f"{n}") for n in range(EACH)
            ],
        }


def scored_items():
    homes = [library.get().item(item.id) for item in library.get().banks[LESSON].items]
    return [home.item for home in homes if home.item.interaction == "choice"][:5]


def attempt(pupil, item, score, **more):
    return {
        "id": new_id(),
        "recorded_at": clock.now(),
        "pupil_id": pupil,
        "lesson_id": LESSON,
        "item_id": item.id,
        "item_version": item.version,
        "behaviour": "test",
        "try_number": 1,
        "response": {"option": answer_of(item, score)},
        "score": score,
        "credit": score,
        "certainty": "sure",
        "misconceptions": [],
        "seconds": 9.0,
        **more,
    }


def answer_of(item, score):
    return next(option.id for option in item.options if option.right == (score == 1))


def insert(rows):
    with transaction():
        db.session.execute(sa.insert(Attempt), rows)


def answers_of_all(pupils, items, chance):
    """Some skill for everybody; the first item is harder in Russian; not all answer everything."""
    rows = []
    for language, members in pupils.items():
        for pupil in members:
            skill = chance.random()
            for item in items:
                if chance.random() < 0.9:
                    hurdle = 0.35 if language == "ru" and item is items[0] else 0.0
                    right = float(chance.random() < skill - hurdle + 0.1)
                    rows.append(attempt(pupil, item, right, seconds=chance.uniform(3, 60)))
    return rows


def test_figures_are_those_of_a_plain_count(pupils):
    items = scored_items()
    rows = answers_of_all(pupils, items, random.Random(11))
    insert(rows)
    counted = item_figures.count_all()
    for item in items:
        found = counted[item.id, item.version]
        mine = [row for row in rows if row["item_id"] == item.id]
        assert found.answers == len(mine)
        assert found.facility == pytest.approx(statistics.fmean(row["score"] for row in mine))
        assert found.discrimination == pytest.approx(plain_discrimination(rows, mine))
        assert found.seconds == pytest.approx(
            statistics.median(row["seconds"] for row in mine), abs=1.5
        )
        right = answer_of(item, 1)
        assert found.chosen["answer"][right] == pytest.approx(found.facility)


def plain_discrimination(rows, mine):
    of_pupil = defaultdict(list)
    for row in rows:
        of_pupil[row["pupil_id"]].append(row)
    pairs = [
        (row["score"], statistics.fmean(one["score"] for one in others))
        for row in mine
        if (others := [one for one in of_pupil[row["pupil_id"]] if one is not row])
    ]
    return statistics.correlation(*zip(*pairs, strict=True))


def test_item_that_is_harder_in_one_language_shows_at_equal_ability(pupils):
    items = scored_items()
    rows = answers_of_all(pupils, items, random.Random(12))
    insert(rows)
    found = item_figures.count_all()[items[0].id, items[0].version]
    expected = mantel_haenszel(plain_tables(rows, items[0], pupils))
    assert found.delta == pytest.approx(expected.delta)
    assert found.effect == expected.effect
    assert found.delta < -1  # below zero: harder in Russian
    assert found.kk > found.ru


def plain_tables(rows, item, pupils):
    bands = defaultdict(lambda: [0, 0, 0, 0])
    for pupil in {row["pupil_id"] for row in rows if row["item_id"] == item.id}:
        own = [row for row in rows if row["pupil_id"] == pupil]
        mean = sum(row["score"] for row in own) / len(own)
        score = next(row["score"] for row in own if row["item_id"] == item.id)
        place = (0 if pupil in pupils["kk"] else 2) + (0 if score == 1 else 1)
        # Halves go up, as in SQL.
        bands[int(10 * mean + 0.5)][place] += 1
    return [Table(*counts) for counts in bands.values()]


def test_only_first_answers_to_the_present_version_count(pupils):
    [item, *_] = scored_items()
    rows = [attempt(pupil, item, 1.0) for pupil in pupils["kk"][:25]]
    rows += [attempt(pupil, item, 0.0, try_number=2) for pupil in pupils["kk"][:25]]
    rows += [attempt(p, item, 0.0, item_version=item.version + 1) for p in pupils["ru"][:25]]
    insert(rows)
    counted = item_figures.count_all()
    assert list(counted) == [(item.id, item.version)]
    assert (counted[item.id, item.version].answers, counted[item.id, item.version].facility) == (
        25,
        1.0,
    )


def test_nothing_is_kept_of_an_item_with_nineteen_answers(pupils):
    one, other, *_ = scored_items()
    insert(
        [attempt(pupil, one, 1.0) for pupil in pupils["kk"][:19]]
        + [attempt(pupil, other, 1.0) for pupil in pupils["kk"][:20]]
    )
    assert {item_id for item_id, _version in item_figures.count_all()} == {other.id}


def test_language_with_few_answers_cannot_be_reckoned_from_the_other(pupils):
    [item, *_] = scored_items()
    insert(
        [attempt(pupil, item, 1.0) for pupil in pupils["kk"][:40]]
        + [attempt(pupil, item, 0.0) for pupil in pupils["ru"][:19]]
    )
    found = item_figures.count_all()[item.id, item.version]
    assert (found.answers, found.kk, found.ru, found.effect) == (59, None, None, None)


def test_those_who_left_are_compared_by_their_last_class(pupils):
    [item, *_] = scored_items()
    insert([attempt(pupil, item, 1.0) for pupil in pupils["kk"][:20] + pupils["ru"][:20]])
    with transaction():
        db.session.execute(
            sa.update(Enrolment)
            .where(Enrolment.pupil_id.in_(pupils["ru"]))
            .values(ends_on=clock.today())
        )
    assert item_figures.count_all()[item.id, item.version].ru == 1.0


def test_honest_not_knowing_is_an_answer(pupils):
    [item, *_] = scored_items()
    insert(
        [attempt(pupil, item, 1.0) for pupil in pupils["kk"][:15]]
        + [attempt(p, item, 0.0, response={}, certainty="dont-know") for p in pupils["kk"][15:20]]
    )
    found = item_figures.count_all()[item.id, item.version]
    assert found.chosen["answer"][""] == pytest.approx(0.25)


def test_night_job_counts_what_pupils_answered_and_replaces_what_was_there(pupils):
    home = library.get().item(scored_items()[0].id)
    for pupil in pupils["kk"][:20]:
        with transaction():
            services.record_answer(
                pupil=load_viewer(pupil),
                home=home,
                answer=Answer(
                    {"option": answer_of(home.item, 1)}, "sure", uuid.uuid4(), seconds=12.0
                ),
                behaviour="test",
            )
    for _night in range(2):
        count_item_figures.call_local()
    kept = item_figures.kept([home.item.id])
    assert kept[home.item.id].figures.seconds == 12
    assert kept[home.item.id].counted_on == clock.today()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ItemFigures)) == 1
