"""The class page and what stands behind it, as the class teacher opens it."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa

from app.casework import intake
from app.content import library
from app.core import audit, clock
from app.core.db import db, transaction
from app.learning.models import Assignment
from app.people.models import PairingCode
from app.people.services import open_class
from app.people.viewer import load_viewer
from app.wellbeing.services import Request
from tests import classroom
from tests.classroom import CARD, FIRST_DAY, OPEN, SENSITIVE, day
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def classmates(world):
    return classroom.add_classmates(world, 4)


@pytest.fixture
def teacher(sign_in, world):
    return sign_in(world.teacher)


def title(lesson_id):
    return library.get().lesson(lesson_id).title.en


def belief():
    return library.get().misconceptions[classroom.BELIEF].thinks.en


def class_url(world):
    return f"/class/{world.class_8a}"


def test_teacher_of_one_class_lands_on_it(world, teacher, open_page):
    page = open_page(teacher, "/class/")
    assert page.h1.get_text(strip=True) == "Class 8А"
    assert "Class code 482715" in text_of(page)


def test_teacher_without_a_class_is_told_what_comes_next(world, teacher, open_page, context):
    with transaction():
        db.session.execute(sa.text("UPDATE school_classes SET teacher_id = NULL"))
    assert "You have no class yet" in text_of(open_page(teacher, "/class/"))


def test_several_classes_are_listed_by_grade_and_kazakh_letter(world, teacher, open_page, context):
    with transaction():
        for grade, letter in ((8, "Я"), (8, "Ә"), (7, "Б")):
            open_class(
                school_id=world.school,
                school_year=2026,
                grade=grade,
                letter=letter,
                language="kk",
                teacher_id=world.teacher,
            )
    page = open_page(teacher, "/class/")
    links = [link.get_text(strip=True) for link in page.select("nav[aria-label=Classes] a")]
    assert links == ["Class 7Б", "Class 8А", "Class 8Ә", "Class 8Я"]
    assert page.h1.get_text(strip=True) == "Class 7Б"
    chosen = open_page(teacher, class_url(world))
    assert chosen.select_one("nav[aria-label=Classes] [aria-current]").get_text() == "Class 8А"


def test_pupils_stand_in_the_kazakh_order(world, teacher, open_page, context):
    classroom.add_classmates(world, 1)
    page = open_page(teacher, class_url(world))
    names = [link.get_text(strip=True) for link in page.select("tbody th a")]
    assert names == ["Әлімова Айгерім", "Жүнісов Болат", "Оқушы Сынып 000"]


def test_assignment_counts_who_finished_started_and_not_opened(
    world, teacher, open_page, at, classmates
):
    classroom.assign(world, OPEN, on=0, due=7)
    classroom.work(world.aigerim, OPEN, on=1)
    classroom.work(world.bolat, OPEN, on=1, steps=2)
    with at(day(2)):
        page = open_page(teacher, class_url(world))
    text = text_of(page)
    assert "Finished: 1" in text
    assert "Started: 1" in text
    assert "Not opened: 4" in text
    assert "Finished: Әлімова Айгерім" in text
    assert "Active this week 2 of 6" in text
    assert "Assigned lessons done 17%" in text


def test_stuck_pupils_carry_the_reason(world, teacher, open_page, at, classmates):
    classroom.assign(world, OPEN, on=0, due=7)
    classroom.work(world.bolat, OPEN, on=1, steps=2)
    for _ in range(4):
        classroom.answer(world.aigerim, classroom.IN_LESSON, on=8)
    classroom.work(world.aigerim, OPEN, on=8, steps=1)
    with at(day(9)):
        page = open_page(teacher, class_url(world))
    rows = {row.th.get_text(strip=True): row.get_text(" ", strip=True) for row in page.select("tr")}
    assert "started 8 days ago, stands at step 3 of" in rows["Жүнісов Болат"]
    assert "four tries or more at the task" in rows["Әлімова Айгерім"]
    assert "not opened, due 2 days ago" in rows["Оқушы Сынып 000"]


def test_a_task_solved_at_last_holds_nobody_up(world, teacher, open_page, at):
    classroom.assign(world, OPEN, on=0, due=7)
    for _ in range(4):
        classroom.answer(world.aigerim, classroom.IN_LESSON, on=1)
    classroom.answer(world.aigerim, classroom.IN_LESSON, on=1, right=True)
    with at(day(2)):
        assert "four tries" not in text_of(open_page(teacher, class_url(world)))


def test_results_are_words_not_marks(world, teacher, open_page, at):
    classroom.assign(world, OPEN, on=0, due=7)
    classroom.work(world.aigerim, OPEN, on=1)
    classroom.quiz(world.aigerim, OPEN, on=1, right=7, total=8)
    with at(day(2)):
        text = text_of(open_page(teacher, class_url(world)))
    assert "Әлімова Айгерім 1 of 1 Confident" in text
    assert "7 of 8" not in text


def test_skill_card_is_shown_after_the_pupils_own_two_weeks(
    world, teacher, open_page, at, classmates
):
    classroom.hold_the_belief(world.aigerim)
    with at(day(15)):
        assert not open_page(teacher, "/class/").select("[data-skill-risk]")
    with at(day(16)):
        page = open_page(teacher, "/class/")
    [card] = page.select("[data-skill-risk]")
    text = card.get_text(" ", strip=True)
    assert card["data-skill-risk"] == CARD
    assert "Әлімова Айгерім" in text
    assert f"lesson “{title(OPEN)}” on 5 October; review on 7 October" in text
    assert belief() in text
    assert "What to do" in text
    assert "has known since 7 October" in text


def test_request_shows_that_it_waits_but_not_whose_it_is(world, teacher, open_page, at, context):
    with at(day(1)), transaction():
        intake.ask_for_help(
            pupil=load_viewer(world.bolat),
            request=Request(
                kind="talk",
                topic="bullied",
                submission_key=uuid.uuid4(),
                words="they hide my bag",
                addressed_to_id=world.teacher,
            ),
        )
    with at(day(1)):
        page = open_page(teacher, "/class/")
    section = page.select_one("#attention").get_text(" ", strip=True)
    assert "A pupil's request waits for you" in section
    assert "Answer by" in section
    assert "Болат" not in section
    assert "hide my bag" not in page.get_text()
    assert not page.select("[data-signal]")


def test_request_to_somebody_else_is_not_here(world, teacher, open_page, at, context):
    with at(day(1)), transaction():
        intake.ask_for_help(
            pupil=load_viewer(world.bolat),
            request=Request(kind="danger", topic="other", submission_key=uuid.uuid4()),
        )
    with at(day(1)):
        page = open_page(teacher, "/class/")
    assert "Nothing is waiting now" in page.select_one("#attention").get_text()


def test_talk_about_this_needs_three_pupils_and_names_none(
    world, teacher, open_page, at, classmates
):
    classroom.add_classmates(world, 4)
    holders = [world.aigerim, world.bolat]
    for pupil in holders:
        classroom.answer(pupil, classroom.IN_LESSON, on=0)
    with at(day(1)):
        assert "No error is shared" in text_of(open_page(teacher, "/class/"))
    classroom.answer(classmates[0], classroom.IN_LESSON, on=0)
    with at(day(1)):
        page = open_page(teacher, "/class/")
    section = talks(page)
    assert belief() in section
    assert "30% of the class" in section
    assert "Айгерім" not in section


def talks(page):
    return page.select_one("section[aria-labelledby=talk-t]").get_text(" ", strip=True)


def test_in_a_small_class_a_talk_would_name_somebody(world, teacher, open_page, at):
    pupils = [world.aigerim, world.bolat, *classroom.add_classmates(world, 1)]
    for pupil in pupils:
        classroom.answer(pupil, classroom.IN_LESSON, on=0)
    with at(day(1)):
        section = talks(open_page(teacher, "/class/"))
    assert belief() not in section
    assert "%" not in section
    assert "hidden: fewer than 10" in section


def test_corrected_error_leaves_the_talk(world, teacher, open_page, at, classmates):
    classroom.add_classmates(world, 4)
    for pupil in (world.aigerim, world.bolat, classmates[0]):
        classroom.answer(pupil, classroom.IN_LESSON, on=0)
    for number in (1, 2):
        classroom.answer(
            world.bolat, classroom.IN_REVIEW, on=number, right=True, behaviour="review"
        )
    with at(day(3)):
        assert "No error is shared" in text_of(open_page(teacher, "/class/"))


def test_sensitive_lesson_shows_completion_and_nothing_else(world, teacher, open_page, at):
    classroom.assign(world, SENSITIVE, on=0, due=7)
    classroom.work(world.aigerim, SENSITIVE, on=1)
    classroom.quiz(world.aigerim, SENSITIVE, on=1, right=1, total=8)
    with at(day(2)):
        page = open_page(teacher, class_url(world))
        pupil = open_page(teacher, f"/class/pupils/{world.aigerim}")
    assert "Finished: Әлімова Айгерім" in text_of(page)
    assert "you see who has finished, no answers and no results" in text_of(page)
    assert not page.select("tbody .chip")
    assert "not shown: sensitive topic" in text_of(pupil)


def test_objectives_leave_sensitive_ones_out(world, teacher, open_page, at):
    objectives = library.get().objectives
    with at(day(1)), transaction():
        for objective in ("FRD-4", "SUB-5"):
            for _ in range(2):
                classroom.rollups.count_objective(
                    world.aigerim, objective, credit=0.0, is_right=False, at=day(1)
                )
    with at(day(1)):
        text = text_of(open_page(teacher, class_url(world)))
    assert objectives["FRD-4"].can.en in text
    assert objectives["SUB-5"].can.en not in text


def test_assigning_a_lesson(world, teacher, open_page, at):
    with at(day(0)):
        form = open_page(teacher, f"{class_url(world)}/assign?lesson={OPEN}")
        assert form.select_one("option[selected]")["value"] == OPEN
        answer = teacher.post(
            f"{class_url(world)}/assign", data={"lesson": OPEN, "due": "2026-10-12"}
        )
        assert (answer.status_code, answer.location) == (303, class_url(world))
        text = text_of(open_page(teacher, class_url(world)))
    assert f"Assigned: {title(OPEN)}. Due: 12 October 2026." in text
    assert "Not opened: 2" in text


def test_lessons_of_the_classs_band_come_first(world, teacher, open_page):
    groups = open_page(teacher, f"{class_url(world)}/assign").select("optgroup")
    assert groups[0]["label"] == "Grades 7–9"
    assert len(groups) > 1


def test_sensitive_lesson_asks_to_tell_the_psychologist(world, teacher, open_page, at):
    warning = "This topic may touch someone. Tell the psychologist the date."
    with at(day(0)):
        form = open_page(teacher, f"{class_url(world)}/assign?lesson={SENSITIVE}")
        assert warning in text_of(form)
        teacher.post(f"{class_url(world)}/assign", data={"lesson": SENSITIVE, "due": "2026-10-12"})
        assert warning in text_of(open_page(teacher, class_url(world)))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"lesson": OPEN, "due": "2026-10-04"}, "Choose a day from today on"),
        ({"lesson": OPEN, "due": "2029-10-04"}, "Choose a day from today on"),
        ({"lesson": OPEN, "due": ""}, "Fill in this field"),
        ({"lesson": "L99", "due": "2026-10-12"}, "Choose a lesson"),
        ({"lesson": "", "due": "2026-10-12"}, "Fill in this field"),
    ],
)
def test_refused_assignment_says_why_and_keeps_the_form(world, teacher, at, fields, message):
    with at(day(0)):
        answer = teacher.post(f"{class_url(world)}/assign", data=fields)
    assert answer.status_code == 422
    assert message in answer.text


def test_lesson_is_assigned_once(world, teacher, at, context):
    with at(day(0)):
        for status in (303, 422):
            answer = teacher.post(
                f"{class_url(world)}/assign", data={"lesson": OPEN, "due": "2026-10-12"}
            )
            assert answer.status_code == status
    assert "The class has this lesson already" in answer.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Assignment)) == 1


def test_lesson_with_a_stale_law_is_not_newly_assigned(world, teacher, open_page, at):
    stale = clock.at(dt.date(2031, 10, 5), 10)
    with at(stale):
        answer = teacher.post(
            f"{class_url(world)}/assign", data={"lesson": OPEN, "due": "2031-10-12"}
        )
        assert answer.status_code == 422
        assert "A law text of this lesson is being checked" in answer.text
        assert "cannot be newly assigned" in text_of(open_page(teacher, f"/class/lessons/{OPEN}"))


def test_an_assignment_withdrawn_twice_says_the_same_twice(world, teacher, open_page, at):
    assignment = classroom.assign(world, OPEN, on=0, due=7)
    url = f"{class_url(world)}/assignments/{assignment}/withdraw"
    assert teacher.post(url).status_code == 303
    assert "No lesson is assigned now" in text_of(open_page(teacher, class_url(world)))
    assert teacher.post(url).status_code == 303


def test_unreviewed_lesson_carries_a_banner_for_staff(world, teacher, open_page):
    for url in (f"/class/lessons/{OPEN}", f"{class_url(world)}/assign?lesson={OPEN}"):
        assert "Awaiting review: lawyer, psychologist, Kazakh editor" in text_of(
            open_page(teacher, url)
        )


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_teacher_reads_every_lesson_with_keys_and_notes(world, sign_in, open_page, locale):
    teacher = sign_in(world.teacher, locale)
    for lesson in library.get().lessons.values():
        page = open_page(teacher, f"/class/lessons/{lesson.id}")
        text = " ".join(page.get_text(" ").split())
        missing = [words for words in for_the_teacher(lesson, locale) if words not in text]
        assert missing == [], lesson.id


def for_the_teacher(lesson, locale):
    """What a teacher must find on the page of a lesson."""
    texts = [lesson.title, lesson.dont, *lesson.learn, *lesson.dinner]
    for step in lesson.steps:
        texts.append(step.title)
        if step.kind == "talk":
            texts += [step.question, step.teacher_note]
        if step.kind == "task":
            parts = getattr(step.item, "options", ()) or getattr(step.item, "fragments", ())
            texts += [step.item.prompt, *(part.reason for part in parts if hasattr(part, "reason"))]
    return [" ".join(text.in_locale(locale).split()) for text in texts]


def test_shelf_lists_every_lesson(world, teacher, open_page):
    text = text_of(open_page(teacher, "/class/lessons"))
    for lesson in library.get().lessons.values():
        assert lesson.title.en in text


def test_unknown_lesson_is_not_found(world, teacher):
    assert teacher.get("/class/lessons/L99").status_code == 404


def test_pupils_page_tells_lessons_levels_and_cards(world, teacher, open_page, at, classmates):
    classroom.assign(world, OPEN, on=0, due=7)
    classroom.work(world.aigerim, OPEN, on=0)
    classroom.quiz(world.aigerim, OPEN, on=0, right=4, total=8)
    classroom.hold_the_belief(world.aigerim)
    with at(day(16)):
        page = open_page(teacher, f"/class/pupils/{world.aigerim}")
    text = text_of(page)
    assert f"{title(OPEN)} 12 October Done Growing" in text
    assert [one["data-skill-risk"] for one in page.select("[data-skill-risk]")] == [CARD]
    assert "1 parent is linked" in text


def test_pupils_page_holds_nothing_of_how_the_child_fares(world, teacher, open_page, at, context):
    with at(day(1)):
        before = text_of(open_page(teacher, f"/class/pupils/{world.bolat}"))
        with transaction():
            intake.ask_for_help(
                pupil=load_viewer(world.bolat),
                request=Request(kind="danger", topic="home", submission_key=uuid.uuid4()),
            )
        assert text_of(open_page(teacher, f"/class/pupils/{world.bolat}")) == before


def test_new_pin_is_shown_once_works_and_is_on_record(world, teacher, client, context):
    answer = teacher.post(f"/class/pupils/{world.aigerim}/pin")
    pin = answer.text.split('class="receipt__code">')[1][:4]
    assert answer.headers["Cache-Control"] == "no-store"
    assert pin not in teacher.get(f"/class/pupils/{world.aigerim}").text
    entered = client.post(
        "/sign-in/pin", data={"code": world.class_code, "pupil": world.aigerim, "pin": pin}
    )
    assert entered.status_code == 303
    [entry] = audit.entries_about("user", world.aigerim)
    assert (entry.action, entry.actor_id) == ("secret:reset", world.teacher)


def test_new_pin_ends_the_pupils_open_session(world, teacher, sign_in):
    pupil = sign_in(world.aigerim)
    assert pupil.get("/notices").status_code == 200
    teacher.post(f"/class/pupils/{world.aigerim}/pin")
    assert pupil.get("/notices").status_code == 303


def test_pairing_code_is_shown_once_and_only_its_digest_is_kept(world, teacher, context):
    answer = teacher.post(f"/class/pupils/{world.aigerim}/pairing-code")
    code = answer.text.split('class="receipt__code">')[1].split("<")[0]
    [kept] = db.session.scalars(sa.select(PairingCode)).all()
    assert kept.pupil_id == world.aigerim
    assert code not in kept.digest
    assert code not in teacher.get(f"/class/pupils/{world.aigerim}").text


GETS = [
    "/class/{class_8a}",
    "/class/{class_8a}/assign",
    "/class/pupils/{aigerim}",
]
POSTS = [
    "/class/{class_8a}/assign",
    "/class/{class_8a}/assignments/{assignment}/withdraw",
    "/class/pupils/{aigerim}/pin",
    "/class/pupils/{aigerim}/pairing-code",
]
OTHERS = ["strange_teacher", "psychologist", "lead", "deputy", "parent", "aigerim", "admin"]


@pytest.mark.parametrize("who", OTHERS)
def test_strangers_find_nothing_at_any_address(world, sign_in, who):
    assignment = classroom.assign(world, OPEN, on=0, due=7)
    ids = {**vars(world), "assignment": assignment}
    browser = sign_in(getattr(world, who))
    for url in GETS:
        assert browser.get(url.format(**ids)).status_code == 404, url
    for url in POSTS:
        data = {"lesson": OPEN, "due": clock.today().isoformat()}
        assert browser.post(url.format(**ids), data=data).status_code == 404, url
    assert db.session.get(Assignment, assignment).withdrawn_at is None
    assert audit.entries_about("user", world.aigerim) == []


def test_own_class_does_not_open_assignments_of_another(world, teacher, sign_in, context):
    assignment = classroom.assign(world, OPEN, on=0, due=7)
    stranger = sign_in(world.strange_teacher)
    url = f"/class/{world.other_class}/assignments/{assignment}/withdraw"
    assert stranger.post(url).status_code == 404


@pytest.mark.parametrize("number", [0, 999_999_999])
def test_unknown_class_and_pupil_are_not_found(world, teacher, number):
    assert teacher.get(f"/class/{number}").status_code == 404
    assert teacher.get(f"/class/pupils/{number}").status_code == 404


def test_first_day_of_the_term_is_a_monday():
    assert FIRST_DAY.weekday() == 0
