"""How a class chose in a story: counted once a pupil, shown from ten on, never with a name."""

import time
import uuid

import pytest
import sqlalchemy as sa

from app.content import library
from app.core.db import db, transaction
from app.learning import dilemmas
from app.learning.models import DilemmaStep
from app.people.viewer import load_viewer
from tests import classroom
from tests.classroom import OPEN, SENSITIVE
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def crowd(world):
    return [world.aigerim, world.bolat, *classroom.add_classmates(world, 8)]


@pytest.fixture
def teacher(sign_in, world):
    return sign_in(world.teacher)


def dilemma_of(lesson_id=OPEN):
    return library.get().dilemmas[lesson_id]


def first_place(dilemma):
    return next(iter(dilemma.starts.values())).node


def choose(pupil, node, choice, dilemma=None, key=None):
    with transaction():
        dilemmas.choose(
            pupil=load_viewer(pupil),
            dilemma=dilemma or dilemma_of(),
            node_id=node,
            choice_id=choice,
            key=key or uuid.uuid4(),
        )


def begin(pupil):
    dilemma = dilemma_of()
    with transaction():
        dilemmas.begin(
            pupil=load_viewer(pupil),
            dilemma=dilemma,
            start=next(iter(dilemma.starts)),
            key=uuid.uuid4(),
        )


def counts():
    rows = db.session.scalars(sa.select(DilemmaStep))
    return {(row.node, row.choice): (row.first_count, row.replay_count) for row in rows}


def url(world, lesson_id=OPEN):
    return f"/class/{world.class_8a}/lessons/{lesson_id}/choices"


def test_pupil_counts_once_at_first_and_once_when_going_back(world):
    node = first_place(dilemma_of())
    one, other, *_ = [choice.id for choice in dilemma_of().nodes[node].choices]
    choose(world.aigerim, node, one)
    assert counts() == {(node, one): (1, 0)}
    for _again in range(3):
        begin(world.aigerim)
        choose(world.aigerim, node, other)
    assert counts() == {(node, one): (1, 0), (node, other): (0, 1)}


def test_choice_sent_twice_counts_once(world):
    node, key = first_place(dilemma_of()), uuid.uuid4()
    choice = dilemma_of().nodes[node].choices[0].id
    for _twice in range(2):
        choose(world.aigerim, node, choice, key=key)
    assert counts() == {(node, choice): (1, 0)}


def test_nothing_is_counted_of_a_sensitive_story(world):
    sensitive = next(one for one in library.get().dilemmas.values() if one.sensitive)
    node = first_place(sensitive)
    choose(world.aigerim, node, sensitive.nodes[node].choices[0].id, dilemma=sensitive)
    assert counts() == {}


def test_shares_are_hidden_until_ten_have_chosen(world, crowd, teacher, open_page):
    node = first_place(dilemma_of())
    one, other, *_ = [choice.id for choice in dilemma_of().nodes[node].choices]
    for number, pupil in enumerate(crowd[:9]):
        choose(pupil, node, one if number < 6 else other)
    page = open_page(teacher, url(world))
    assert "%" not in text_of(page.select_one("main"))
    assert "hidden: fewer than 10" in text_of(page)
    choose(crowd[9], node, other)
    page = open_page(teacher, url(world))
    assert "10 pupils have chosen" in text_of(page)
    assert {"60%", "40%"} <= set(text_of(page).split())
    assert not any(name in text_of(page.select_one("main")) for name in ("Айгерім", "Болат"))


def test_one_pupil_who_goes_back_ten_times_shows_nothing(world, crowd, teacher, open_page):
    node = first_place(dilemma_of())
    choice = dilemma_of().nodes[node].choices[0].id
    for pupil in crowd:
        choose(pupil, node, choice)
    for _again in range(12):
        begin(world.aigerim)
        choose(world.aigerim, node, choice)
    page = open_page(teacher, url(world))
    assert page.select_one("tbody tr td.veil")


@pytest.mark.parametrize("lesson_id", ["L99", SENSITIVE])
def test_there_is_no_page_without_a_story_or_of_a_sensitive_one(world, teacher, lesson_id):
    assert teacher.get(url(world, lesson_id)).status_code == 404


def test_every_sensitive_lesson_keeps_its_choices(world, teacher):
    sensitive = [one.id for one in library.get().lessons.values() if one.sensitive]
    assert {teacher.get(url(world, one)).status_code for one in sensitive} == {404}


@pytest.mark.parametrize("who", ["strange_teacher", "aigerim", "parent", "psychologist", "deputy"])
def test_page_is_for_the_teacher_of_the_class(world, sign_in, who):
    assert sign_in(getattr(world, who)).get(url(world)).status_code == 404


def test_class_page_leads_to_the_choices(world, teacher, open_page):
    classroom.assign(world, OPEN, on=0, due=7)
    page = open_page(teacher, f"/class/{world.class_8a}")
    assert page.select_one(f'a[href="{url(world)}"]')


def test_pupil_is_told_who_sees_what(world, sign_in, open_page):
    steps = library.get().lesson(OPEN).steps
    place, step = next((n, one.id) for n, one in enumerate(steps) if one.kind == "dilemma")
    classroom.work(world.aigerim, OPEN, on=0, steps=place)
    page = open_page(sign_in(world.aigerim), f"/learn/lessons/{OPEN}/steps/{step}")
    assert "your class sees shares without names" in text_of(page)


def test_page_and_choice_take_few_statements(world, teacher, sign_in, at_most):
    with at_most(5):
        teacher.get(url(world))
    step = next(one.id for one in library.get().lesson(OPEN).steps if one.kind == "dilemma")
    node = first_place(dilemma_of())
    classroom.reach(world.aigerim, OPEN, step)
    begin(world.aigerim)
    begin(world.aigerim)
    form = {
        "node": node,
        "choice": dilemma_of().nodes[node].choices[0].id,
        "submission_key": str(uuid.uuid4()),
    }
    browser = sign_in(world.aigerim)
    with at_most(8) as seen:
        browser.post(f"/learn/lessons/{OPEN}/steps/{step}/choose", data=form)
    assert any("dilemma_steps" in statement for statement in seen)


def test_map_takes_less_than_ten_milliseconds_of_the_database(world, crowd, teacher):
    for pupil in crowd:
        for node in dilemma_of().nodes:
            choose(pupil, node, dilemma_of().nodes[node].choices[0].id)
    spent = []

    def begins(conn, *_rest):
        conn.info["began"] = time.perf_counter()

    def ends(conn, _cursor, statement, *_rest):
        if "dilemma_steps" in statement:
            spent.append(time.perf_counter() - conn.info["began"])

    sa.event.listen(sa.Engine, "before_cursor_execute", begins)
    sa.event.listen(sa.Engine, "after_cursor_execute", ends)
    try:
        runs = []
        for _run in range(5):
            spent.clear()
            assert teacher.get(url(world)).status_code == 200
            runs.append(sum(spent))
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", begins)
        sa.event.remove(sa.Engine, "after_cursor_execute", ends)
    # The quietest run: what the queries cost, not what the machine is doing besides.
    assert min(runs) < 0.010, runs


def walk_to_an_ending(pupil, pick):
    """Along the choices that `pick` takes; returns their texts."""
    dilemma, taken = dilemma_of(), []
    here = dilemmas.place(dilemma, None)
    while here.node is not None:
        choice = pick(here.node.choices)
        choose(pupil, here.node_id, choice.id)
        taken.append(choice.text.en)
        here = dilemmas.place(dilemma, dilemmas.current_walk(pupil, dilemma))
    return taken


def test_pupil_sees_the_own_way_and_nobody_elses(world, sign_in, open_page):
    good = walk_to_an_ending(
        world.aigerim, lambda all_of: next(one for one in all_of if one.verdict == "good")
    )
    begin(world.bolat)
    step = next(one.id for one in library.get().lesson(OPEN).steps if one.kind == "dilemma")
    for pupil in (world.aigerim, world.bolat):
        classroom.work(pupil, OPEN, on=0)
    own = open_page(sign_in(world.aigerim), f"/learn/lessons/{OPEN}/steps/{step}")
    shown = [one.get_text(" ", strip=True) for one in own.select("details ol li")]
    assert [one.startswith(text) for one, text in zip(shown, good, strict=True)] == [True] * len(
        good
    )
    other = open_page(sign_in(world.bolat), f"/learn/lessons/{OPEN}/steps/{step}")
    assert other.select("details ol li") == []


def test_ways_of_pupils_are_read_in_one_module_only(repo):
    """Reports and pages of adults have no way to them: they know counts without names."""
    readers = [
        path.relative_to(repo).as_posix()
        for path in (repo / "app").rglob("*.py")
        if "DilemmaWalk" in path.read_text("utf-8")
    ]
    assert sorted(readers) == ["app/learning/dilemmas.py", "app/learning/models.py"]
