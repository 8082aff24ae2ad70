"""From a teacher's file to a pupil's answer, and a survey without names, in a real browser."""

import pytest

from app.core import clock, schoolcalendar
from app.core.db import transaction
from app.evidence import rounds
from app.people.viewer import load_viewer
from tests.browser.driving import sign_in
from tests.people import PASSWORD, make_world

BROKEN = "Кімге айтасың? {=анама ~ешкімге\n\nРас па? {T}"
MENDED = BROKEN.replace("ешкімге", "ешкімге}")


@pytest.fixture
def world(live):
    with live.app.app_context():
        return make_world()


def send(page, button):
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def test_a_teacher_takes_questions_in_and_a_pupil_answers_them(
    live, world, visitor, check_accessible
):
    teacher = visitor(locale="en", width=390)
    sign_in(teacher, "gulnar", PASSWORD)
    teacher.goto("/class/bank/import")
    teacher.get_by_label("Kazakh").check(force=True)
    for text in (BROKEN, MENDED):
        teacher.get_by_label("Or its text").fill(text)
        send(teacher, "Look at the questions")
        check_accessible(teacher)
    assert teacher.locator("fieldset[disabled]").count() == 2
    send(teacher, "Take in 2 questions")
    for box in teacher.locator("input[name=question]").all():
        box.check(force=True)
    send(teacher, "Put into use")
    teacher.get_by_role("link", name="Give to: Class 8А").click()
    teacher.get_by_label("Title").fill("Екі сұрақ")
    for box in teacher.locator("input[name=question]").all():
        box.check(force=True)
    send(teacher, "Give to the class")
    check_accessible(teacher)

    pupil = visitor(locale="en", width=390)
    sign_in(pupil, "aigerim", PASSWORD)
    pupil.goto("/learn/tasks")
    pupil.get_by_role("link", name="Екі сұрақ").click()
    pupil.get_by_role("link", name="Start").click()
    check_accessible(pupil)
    # By keyboard alone: the first answer, sure, then the button.
    pupil.locator("input[name=answer]").first.focus()
    pupil.keyboard.press("Space")
    pupil.locator("input[name=certainty]").first.focus()
    pupil.keyboard.press("Space")
    pupil.get_by_role("button", name="Check").focus()
    pupil.keyboard.press("Enter")
    pupil.get_by_text("Right!").wait_for()
    check_accessible(pupil)


def test_a_pupil_answers_a_survey_without_scripts(live, world, visitor):
    with live.app.app_context(), transaction():
        by = load_viewer(world.admin)
        year = schoolcalendar.school_year(clock.today())
        rounds.open_round(school_year=year, moment="before", by=by)
    pupil = visitor(locale="en", width=360, java_script_enabled=False)
    pupil.goto("/sign-in")
    pupil.fill("#by-password input[name=username]", "aigerim")
    pupil.fill("#by-password input[name=password]", PASSWORD)
    pupil.locator("#by-password .btn--primary").click()
    pupil.goto("/learn/tasks")
    pupil.get_by_role("link", name="Questions without names").first.click()
    pupil.locator("input[type=radio]").first.check()
    pupil.get_by_role("button", name="Send without my name").click()
    pupil.get_by_text("Thank you.").wait_for()
    assert pupil.locator("input[type=radio]").count() == 0
