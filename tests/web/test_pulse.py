"""Live refresh of the class page: one light statement says whether something has moved."""

import pytest

from tests import classroom
from tests.classroom import OPEN, day

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def teacher(sign_in, world):
    return sign_in(world.teacher)


def ask(browser, class_id, mark=""):
    return browser.get(f"/class/{class_id}/pulse", headers={"If-None-Match": f'"{mark}"'})


def mark_of(page):
    return page.select_one("[data-live]")["data-pulse"]


def test_nothing_has_moved_since_the_page_was_made(world, teacher, open_page):
    classroom.assign(world, OPEN, on=0, due=7)
    classroom.work(world.aigerim, OPEN, on=1, steps=2)
    page = open_page(teacher, f"/class/{world.class_8a}")
    answer = ask(teacher, world.class_8a, mark_of(page))
    assert (answer.status_code, answer.data) == (304, b"")


def test_a_step_of_a_pupil_moves_it(world, teacher, open_page):
    classroom.assign(world, OPEN, on=0, due=7)
    page = open_page(teacher, f"/class/{world.class_8a}")
    classroom.work(world.bolat, OPEN, on=1, steps=1)
    answer = ask(teacher, world.class_8a, mark_of(page))
    assert answer.status_code == 204
    after = open_page(teacher, f"/class/{world.class_8a}")
    assert answer.get_etag()[0] == mark_of(after) != mark_of(page)


def test_a_look_costs_one_statement_beside_the_session(world, teacher, at_most):
    classroom.add_classmates(world, 30)
    classroom.work(world.aigerim, OPEN, on=1, steps=2)
    mark = ask(teacher, world.class_8a).get_etag()[0]
    with at_most(2) as statements:
        assert ask(teacher, world.class_8a, mark).status_code == 304
    assert len([one for one in statements if "lesson_progress" in one]) == 1


def test_another_classes_work_moves_nothing(world, teacher, at):
    mark = ask(teacher, world.class_8a).get_etag()[0]
    with at(day(1)):
        classroom.work(world.stranger, OPEN, on=1, steps=1)
    assert ask(teacher, world.class_8a, mark).status_code == 304


def test_only_who_runs_the_class_may_ask(world, sign_in):
    assert ask(sign_in(world.strange_teacher), world.class_8a).status_code == 404
    assert ask(sign_in(world.aigerim), world.class_8a).status_code == 404
