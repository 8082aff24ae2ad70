"""Lessons held for a class: written down at the end of the screen or without it, once, and mended
by who wrote them.
"""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from app.content import library
from app.core import audit, clock
from app.core.db import db, transaction
from app.learning import deliveries, year_plans
from app.learning.ballots import PLACE, ballots_of
from app.learning.boosters import contacts_of_class
from app.learning.deliveries import Told
from app.learning.delivery_models import Delivery, DeliveryBooster, HandCount
from app.learning.models import LessonProgress
from app.people.models import SchoolClass
from tests import classroom
from tests.classroom import OPEN, SENSITIVE, day
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

LONG = "9" * 5000


@pytest.fixture
def teacher(sign_in, world):
    return sign_in(world.teacher)


def told(**more):
    form = {"outcome": "taught", "minutes": "12", "present": "20", "held_on": "2026-10-06"}
    return {**form, "led_by": "teacher", "submission_key": str(uuid.uuid4()), **more}


def screen(world, lesson_id=OPEN):
    return f"/class/{world.class_8a}/lessons/{lesson_id}/screen"


def log(world):
    return f"/class/{world.class_8a}/log/new"


def rows():
    return db.session.scalars(sa.select(Delivery).order_by(Delivery.id)).all()


def write_down(world, lesson_id=OPEN, on=1, class_id=None, key=None, by=None, boosters=(), **more):
    with clock.fixed(day(on)), transaction():
        deliveries.write_down(
            class_id=class_id or world.class_8a,
            lesson_id=lesson_id,
            told=Told(
                **{"outcome": "taught", "minutes": 10, "present": 20, **more}, held_on=on_day(on)
            ),
            key=key or uuid.uuid4(),
            by_id=by or world.teacher,
            boosters=boosters,
        )


def on_day(number):
    return classroom.FIRST_DAY + dt.timedelta(days=number)


# --- the end of the screen ------------------------------------------------------------------


def test_a_lesson_is_written_down_at_the_end_of_the_screen(world, teacher, at):
    with at(day(2)):
        sent = told(led_by="prosecutor", note=" Сұрақ көп болды ")
        answer = teacher.post(screen(world), data=sent)
    assert answer.status_code == 303
    assert answer.location.endswith(f"/class/{world.class_8a}/lessons/{OPEN}/held")
    [row] = rows()
    assert (row.outcome, row.minutes, row.present) == ("taught", 12, 20)
    assert (row.led_by, row.guest, row.note) == ("guest", "prosecutor", "Сұрақ көп болды")
    assert (row.held_on, row.recorded_by_id) == (dt.date(2026, 10, 6), world.teacher)


def test_a_form_that_comes_twice_is_one_lesson(world, teacher, at):
    sent = told()
    with at(day(2)):
        assert [teacher.post(screen(world), data=sent).status_code for _ in range(2)] == [303, 303]
        teacher.post(screen(world), data=told())
    assert len(rows()) == 2


def test_of_a_skipped_lesson_nothing_is_counted(world, teacher, at):
    with at(day(2)):
        sent = told(outcome="skipped", minutes="", present="7", led_by="police")
        assert teacher.post(screen(world), data=sent).status_code == 303
    [row] = rows()
    assert (row.minutes, row.present) == (0, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("outcome", ""),
        ("outcome", "invented"),
        ("minutes", ""),
        ("minutes", "0"),
        ("minutes", "121"),
        ("minutes", LONG),
        ("minutes", "ten"),
        ("present", "61"),
        ("present", "-1"),
        ("led_by", "mayor"),
        ("held_on", "2027-01-01"),
        ("held_on", "yesterday"),
        ("note", "a" * 501),
        ("submission_key", "key"),
    ],
)
def test_what_cannot_be_is_asked_again_and_nothing_is_lost(world, teacher, at, field, value):
    sent = told(note="Қайта оралу керек", **{"hands:l21-task-card-mine:mine": "9"})
    with at(day(2)):
        answer = teacher.post(screen(world), data={**sent, field: value})
    assert answer.status_code == 422
    assert rows() == []
    page = BeautifulSoup(answer.data, "html5lib")
    assert page.select_one("[role=alert]")
    if field != "note":
        assert page.select_one("textarea[name=note]").text.strip() == "Қайта оралу керек"


def test_a_lesson_held_is_nobodys_own_work(world, teacher, at):
    with at(day(2)):
        teacher.post(screen(world), data=told())
    assert db.session.scalar(sa.select(sa.func.count()).select_from(LessonProgress)) == 0


def test_the_screen_of_another_class_is_not_found(world, sign_in, teacher):
    elsewhere = f"/class/{world.other_class}/lessons/{OPEN}/screen"
    assert teacher.get(elsewhere).status_code == 404
    assert teacher.post(elsewhere, data=told()).status_code == 404
    assert sign_in(world.aigerim).get(screen(world)).status_code == 404
    assert rows() == []


# --- hands ----------------------------------------------------------------------------------


def votes(item_id, **counts):
    return {f"hands:{item_id}:{option}": str(count) for option, count in counts.items()}


def kept():
    return {
        (row.item_id, row.option_id): row.hands for row in db.session.scalars(sa.select(HandCount))
    }


def options():
    return [one.id for one in library.get().item(classroom.IN_LESSON).item.options]


def believed():
    item = library.get().item(classroom.IN_LESSON).item
    return next(one.id for one in item.options if one.misconception == classroom.BELIEF)


def test_hands_are_kept_by_option_without_a_name(world, teacher, at):
    first, second, *_rest = options()
    with at(day(2)):
        teacher.post(
            screen(world), data=told(**votes(classroom.IN_LESSON, **{first: 8, second: 12}))
        )
    found = kept()
    assert found[classroom.IN_LESSON, first] == 8
    assert found[classroom.IN_LESSON, second] == 12
    assert set(found) == {(classroom.IN_LESSON, one) for one in options()}
    assert {column.name for column in HandCount.__table__.columns} == {
        "class_id", "lesson_id", "item_id", "option_id", "version", "hands",
    }  # fmt: skip


def test_the_next_vote_takes_the_place_of_the_one_before(world, teacher, at):
    first, second, *_rest = options()
    with at(day(2)):
        for count in (20, 3):
            teacher.post(screen(world), data=told(**votes(classroom.IN_LESSON, **{first: count})))
        teacher.post(screen(world), data=told())
    assert kept()[classroom.IN_LESSON, first] == 3
    assert kept()[classroom.IN_LESSON, second] == 0


@pytest.mark.parametrize("count", ["61", "-1", "many", LONG])
def test_what_is_no_number_of_hands_is_told_and_nothing_is_kept(world, teacher, at, count):
    with at(day(2)):
        answer = teacher.post(
            screen(world), data=told(**votes(classroom.IN_LESSON, **{options()[0]: count}))
        )
    assert answer.status_code == 422
    assert "Hands are counted from 0 to 60" in answer.text
    assert (rows(), kept()) == ([], {})


def test_a_vote_sent_twice_counts_once(world, teacher, at):
    sent = told(**votes(classroom.IN_LESSON, **{options()[0]: 5}))
    with at(day(2)):
        teacher.post(screen(world), data=sent)
        teacher.post(
            screen(world), data={**sent, **votes(classroom.IN_LESSON, **{options()[0]: 9})}
        )
    assert kept()[classroom.IN_LESSON, options()[0]] == 5


def test_nobody_votes_on_what_is_sensitive_or_an_opinion(world, teacher, open_page):
    catalogue = library.get()
    for lesson in catalogue.lessons.values():
        found = ballots_of(catalogue, lesson)
        if lesson.sensitive:
            assert found == {}
            assert not open_page(teacher, screen(world, lesson.id)).select("[data-hands]")
        for item in lesson.items():
            assert not (item.is_anonymous and item.id in found)


def test_hands_reach_the_talk_from_ten_on(world, teacher, at, open_page):
    classroom.add_classmates(world, 14)
    other = next(one for one in options() if one != believed())
    with at(day(2)):
        for all_hands, is_told in ((9, False), (10, True)):
            teacher.post(
                screen(world),
                data=told(**votes(classroom.IN_LESSON, **{believed(): 4, other: all_hands - 4})),
            )
            text = text_of(open_page(teacher, f"/class/{world.class_8a}"))
            thought = library.get().misconceptions[classroom.BELIEF].thinks.en
            assert (thought in text) == is_told
    assert "40% of the class" in text


def test_two_hands_are_no_talk(world, teacher, at, open_page):
    other = next(one for one in options() if one != believed())
    with at(day(2)):
        teacher.post(
            screen(world), data=told(**votes(classroom.IN_LESSON, **{believed(): 2, other: 18}))
        )
        text = text_of(open_page(teacher, f"/class/{world.class_8a}"))
    assert library.get().misconceptions[classroom.BELIEF].thinks.en not in text


def test_the_storys_votes_stand_beside_the_choices_from_ten_on(world, teacher, at, open_page):
    dilemma = library.get().dilemmas[OPEN]
    name, node = next(iter(dilemma.nodes.items()))
    first, second, *_rest = (one.id for one in node.choices)
    with at(day(2)):
        sent = told(**votes(PLACE + name, **{first: 6, second: 6}))
        teacher.post(screen(world), data=sent)
        text = text_of(open_page(teacher, f"/class/{world.class_8a}/lessons/{OPEN}/choices"))
        assert "By show of hands" in text
        assert "50%" in text
        teacher.post(screen(world), data=told(**votes(PLACE + name, **{first: 6, second: 3})))
        text = text_of(open_page(teacher, f"/class/{world.class_8a}/lessons/{OPEN}/choices"))
    assert "By show of hands" not in text


def test_hands_for_an_earlier_wording_are_not_talked_about(world, teacher, at, open_page):
    item = library.get().item("l21-task-card-mine").item
    wrong = next(one for one in item.options if one.misconception)

    def vote(version):
        with transaction():
            db.session.execute(sa.delete(HandCount))
            for option in item.options:
                row = HandCount(
                    class_id=world.class_8a,
                    lesson_id=OPEN,
                    item_id=item.id,
                    option_id=option.id,
                    version=version,
                    hands=12 if option is wrong else 0,
                )
                db.session.add(row)

    thinks = library.get().misconceptions[wrong.misconception].thinks.en
    classroom.add_classmates(world, 10)
    with at(day(2)):
        vote(item.version)
        assert thinks in text_of(open_page(teacher, f"/class/{world.class_8a}"))
        vote(item.version - 1)
        assert thinks not in text_of(open_page(teacher, f"/class/{world.class_8a}"))


# --- the log --------------------------------------------------------------------------------


def test_a_lesson_without_the_screen_is_logged_too(world, teacher, at, open_page):
    with at(day(2)):
        answer = teacher.post(log(world), data=told(lesson=OPEN, outcome="discussed"))
        assert answer.status_code == 303
        text = text_of(open_page(teacher, f"/class/{world.class_8a}/log"))
    assert library.get().lesson(OPEN).title.en in text
    assert "Talked about" in text
    assert teacher.post(log(world), data=told(lesson="L99")).status_code == 422
    assert len(rows()) == 1


def test_who_wrote_it_mends_it_within_a_fortnight_and_leaves_a_trace(world, teacher, at):
    write_down(world, on=1)
    [row] = rows()
    url = f"/class/{world.class_8a}/log/{row.id}"
    with at(day(15)):
        changed = told(outcome="discussed", minutes="9", present="18")
        assert teacher.post(url, data=changed).status_code == 303
        assert teacher.post(url, data=changed).status_code == 303
    db.session.expire_all()
    assert (rows()[0].outcome, rows()[0].minutes) == ("discussed", 9)
    assert len(audit.entries_about("delivery", row.id, audit.Action.DELIVERY_CHANGED)) == 1


def test_after_a_fortnight_it_stays_as_it_is(world, teacher, at):
    write_down(world, on=1)
    [row] = rows()
    with at(day(16)):
        answer = teacher.post(f"/class/{world.class_8a}/log/{row.id}", data=told(minutes="9"))
    assert answer.status_code == 200
    assert "Only who wrote it can change it" in answer.text
    db.session.expire_all()
    assert rows()[0].minutes == 10


def test_a_colleague_reads_it_and_changes_nothing(world, sign_in, at):
    write_down(world, on=1, by=world.lead)
    [row] = rows()
    with at(day(2)):
        answer = sign_in(world.teacher).post(
            f"/class/{world.class_8a}/log/{row.id}", data=told(minutes="9")
        )
    assert answer.status_code == 200
    assert rows()[0].minutes == 10
    elsewhere = sign_in(world.strange_teacher)
    assert elsewhere.get(f"/class/{world.class_8a}/log/{row.id}").status_code == 404
    assert elsewhere.get(f"/class/{world.other_class}/log/{row.id}").status_code == 404
    assert elsewhere.get(f"/class/{world.class_8a}/log").status_code == 404


def test_the_class_page_shows_what_was_held(world, teacher, at, open_page):
    write_down(world, on=1, guest="police")
    write_down(world, SENSITIVE, on=2, outcome="skipped")
    with at(day(3)):
        text = text_of(open_page(teacher, f"/class/{world.class_8a}"), "#held")
    assert "Taught 10 20 A guest: police" in text
    assert "Did not take place" in text


def test_a_note_is_encrypted(world):
    write_down(world, on=1, note="Айгерім жылады")
    stored = db.session.execute(sa.text("SELECT note FROM deliveries")).scalar_one()
    assert "Айгерім".encode() not in bytes(stored)


@pytest.mark.parametrize("url", ["/log", "/log/new", f"/lessons/{OPEN}/screen", "/plan"])
def test_pages_keep_to_twelve(world, teacher, at, at_most, url):
    for number in range(20):
        write_down(world, on=number % 10)
    with transaction():
        school_class = db.session.get_one(SchoolClass, world.class_8a)
        year_plans.take(school_class=school_class, by_id=world.teacher)
    with at(day(10)), at_most(12):
        assert teacher.get(f"/class/{world.class_8a}{url}").status_code == 200


# --- counts ---------------------------------------------------------------------------------


def counts(*class_ids, since=0, until=60):
    return deliveries.delivery_counts(
        sa.select(SchoolClass.id).where(SchoolClass.id.in_(class_ids)),
        since=on_day(since),
        until=on_day(until),
    )


def test_lessons_held_are_counted_by_class(world):
    write_down(world, OPEN, on=1, minutes=10)
    write_down(world, OPEN, on=8, minutes=20)
    write_down(world, OPEN, on=9, outcome="skipped")
    write_down(world, OPEN, on=9, guest="prosecutor", minutes=25)
    write_down(world, SENSITIVE, on=9, minutes=10)
    found = counts(world.class_8a)[world.class_8a]
    assert (found.held, found.by_guests, found.skipped, found.minutes) == (4, 1, 1, 65)


def test_counts_keep_to_their_classes_and_days(world, at_most):
    write_down(world, on=1)
    write_down(world, on=5, class_id=world.other_class, by=world.strange_teacher)
    with at_most(1):
        assert counts(world.class_8a, world.other_class, since=1, until=5).keys() == {
            world.class_8a
        }
    assert counts(world.class_8a, world.other_class).keys() == {world.class_8a, world.other_class}


def test_a_lesson_held_counts_for_the_class_and_a_skipped_one_does_not(world):
    write_down(world, OPEN, on=1)
    write_down(world, OPEN, on=2)
    write_down(world, SENSITIVE, on=2, outcome="skipped")
    met = contacts_of_class(world.class_8a)
    assert {met[one] for one in library.get().lesson(OPEN).main_objectives} == {2}
    assert met["SUB-7"] == 0


def test_a_lesson_that_half_of_the_class_has_finished_counts_once(world):
    classroom.work(world.aigerim, OPEN, on=1)
    assert contacts_of_class(world.class_8a)["FRD-4"] == 1
    classroom.add_classmates(world, 1)
    assert contacts_of_class(world.class_8a)["FRD-4"] == 0


def test_what_was_finished_a_year_ago_is_not_met_again(world):
    classroom.work(world.aigerim, OPEN, on=-200)
    classroom.work(world.bolat, OPEN, on=-200)
    with clock.fixed(day(1)):
        assert contacts_of_class(world.class_8a)["FRD-4"] == 0


def test_a_lesson_that_turns_out_skipped_takes_its_boosters_back(world):
    write_down(world, OPEN, on=1, boosters=["FRD-1"])
    assert contacts_of_class(world.class_8a)["FRD-1"] > 0
    with transaction():
        db.session.execute(sa.update(Delivery).values(outcome="skipped", minutes=0, present=0))
    assert contacts_of_class(world.class_8a)["FRD-1"] == 0


def test_what_a_booster_brought_back_is_kept_with_the_lesson(world, teacher, at):
    item = library.get().review_items("FRD-5")[0].item
    with at(day(2)):
        teacher.post(screen(world), data=told(booster=[item.id, "nothing-of-ours"]))
    found = db.session.scalars(sa.select(DeliveryBooster.objective)).all()
    assert found == ["FRD-5"]
    assert contacts_of_class(world.class_8a)["FRD-5"] == 2
