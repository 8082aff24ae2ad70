"""The weekly letter: chosen, one a week, of the class's calendar, and never of a safety signal."""

import datetime as dt

import pytest
import sqlalchemy as sa

from app import jobs
from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.notices import digests, mails, post
from app.notices.models import Mail, Notice, WeeklyDigest
from app.people import services, switches
from app.people.consent_models import ConsentState
from app.people.models import Enrolment, User
from app.people.viewer import load_viewer
from app.reports.digest import digest_for
from app.reports.digest_mail import letter_of
from tests import classroom
from tests.classroom import FIRST_DAY, OPEN, SENSITIVE, day
from tests.pages import text_of
from tests.web.test_parent_worlds import SOURCES

pytestmark = pytest.mark.usefixtures("context")

OTHER = "L22"


def lesson(lesson_id):
    return library.get().lesson(lesson_id)


@pytest.fixture
def parent(world):
    """Has chosen the letter and given an address; the children came before the term's first day."""
    with clock.fixed(day(0)), transaction():
        db.session.execute(sa.update(Enrolment).values(starts_on=FIRST_DAY - dt.timedelta(days=30)))
        digests.choose(world.parent)
        mails.keep_address(user_id=world.parent, address="parent@mail.example")
    return world.parent


def run(on, hour=17):
    with clock.fixed(day(on, hour)):
        jobs.write_digests.call_local()
        jobs.deliver_notices.call_local()


def notices(person):
    query = sa.select(Notice.subject_id).where(
        Notice.recipient_id == person, Notice.kind == digests.KIND
    )
    return sorted(db.session.scalars(query))


def letter(person, on, locale="en"):
    with clock.fixed(day(on)):
        digest = digest_for(person)
        return digest and letter_of(digest, locale=locale, site="https://adal.example/")


def test_nobody_gets_a_letter_who_has_not_chosen_it(world):
    classroom.assign(world, OPEN, on=0, due=4)
    run(1)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Notice)) == 0


def test_one_letter_a_week_however_often_the_job_runs(world, parent):
    classroom.assign(world, OPEN, on=0, due=4)
    for on in (0, 0, 1, 2, 6):
        run(on)
    assert notices(parent) == ["2026-10-05"]
    query = sa.select(sa.func.count()).select_from(Mail).where(Mail.notice_id.is_not(None))
    assert db.session.scalar(query) == 1
    classroom.assign(world, OTHER, on=7, due=11)
    run(7)
    run(8)
    assert notices(parent) == ["2026-10-05", "2026-10-12"]


def test_a_week_without_a_lesson_is_silent_until_there_is_one(world, parent):
    run(0)
    assert notices(parent) == []
    classroom.assign(world, OPEN, on=2, due=4)
    run(3)
    assert notices(parent) == ["2026-10-05"]


def test_the_same_lesson_is_not_told_a_second_week(world, parent):
    classroom.assign(world, OPEN, on=0, due=18)
    run(0)
    run(7)
    run(14)
    assert notices(parent) == ["2026-10-05"]


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_it_says_the_lesson_three_questions_and_one_dont_in_the_parents_language(
    world, parent, locale
):
    classroom.assign(world, OPEN, on=0, due=4)
    written = letter(parent, 1, locale)
    told = lesson(OPEN)
    for text in (told.title, *told.dinner, told.dont):
        assert text.in_locale(locale) in written.text
    assert library.get().objectives[told.main_objectives[0]].can.in_locale(locale) in written.text
    assert "https://adal.example/child/#week" in written.text
    assert told.title.in_locale(locale) not in written.subject


def test_it_holds_no_name_and_no_mark(world, parent):
    classroom.assign(world, OPEN, on=0, due=2)
    classroom.quiz(world.aigerim, OPEN, on=1, right=3, total=9)
    written = letter(parent, 4)
    for secret in ("Айгерім", "Әлімова", "Болат", "3 of 9", "opened"):
        assert secret not in written.subject + written.text


def test_sensitive_questions_go_by_calendar_without_a_title_opened_or_not(world, parent):
    classroom.assign(world, SENSITIVE, on=0, due=4)
    before = letter(parent, 2)
    secret = lesson(SENSITIVE)
    assert all(question.en in before.text for question in secret.dinner)
    assert secret.title.en not in before.text
    assert secret.logline.en not in before.text
    classroom.work(world.aigerim, SENSITIVE, on=2)
    assert letter(parent, 2) == before
    assert "waiting to be finished" not in letter(parent, 9).text


def reminded(person, on):
    written = letter(person, on)
    return bool(written) and "One lesson is waiting to be finished" in written.text


def test_only_a_missed_lesson_is_reminded_of(world, parent):
    classroom.assign(world, OPEN, on=0, due=4)
    assert not reminded(parent, 4)  # due today is not missed
    assert reminded(parent, 5)
    classroom.work(world.aigerim, OPEN, on=5)
    assert not reminded(parent, 6)


def test_a_reminder_ends_after_two_weeks_and_comes_once(world, parent):
    classroom.assign(world, OPEN, on=0, due=2)
    run(0)
    run(7)
    run(14)
    assert notices(parent) == ["2026-10-05", "2026-10-12"]
    assert reminded(parent, 16)
    assert not reminded(parent, 17)


def test_who_came_later_has_missed_nothing(world, parent):
    classroom.assign(world, OPEN, on=0, due=2)
    with transaction():
        db.session.execute(sa.update(Enrolment).values(starts_on=FIRST_DAY + dt.timedelta(days=3)))
    assert not reminded(parent, 5)


def test_where_a_family_has_refused_lessons_none_is_missed(world, parent):
    classroom.assign(world, OPEN, on=0, due=2)
    with transaction():
        db.session.add(ConsentState(pupil_id=world.aigerim, purpose="learning", is_given=False))
    assert not reminded(parent, 5)


def test_the_page_says_what_is_missed_and_counts_only_the_assigned(world, parent, sign_in, at):
    classroom.assign(world, OPEN, on=0, due=2)
    with at(day(5)):
        page = sign_in(parent).get("/child/").text
    assert "1 lesson needs a reminder" in page
    assert "done 0 of 1 assigned lessons" in page


def test_two_children_are_told_apart_by_their_classes(world, parent):
    classroom.assign(world, OPEN, on=0, due=4)
    with transaction():
        services.link_guardian(guardian_id=parent, pupil_id=world.bolat)
    written = letter(parent, 1)
    assert written.text.count("Class 8") == 2


def test_one_tap_on_the_page_begins_it_and_one_ends_it(world, sign_in, open_page):
    browser = sign_in(world.parent)
    assert not digests.is_chosen(world.parent)
    for change, said in (("on", "No more letters"), ("on", "No more letters"), ("off", "Write to")):
        answer = browser.post("/child/week", data={"letter": change})
        assert answer.location == "/child/#week"
        assert said in text_of(open_page(browser, "/child/"), "#week")
        db.session.remove()
    assert not digests.is_chosen(world.parent)


@pytest.mark.parametrize("data", [{}, {"letter": ""}, {"letter": "maybe"}])
def test_other_words_change_nothing(world, sign_in, data):
    assert sign_in(world.parent).post("/child/week", data=data).status_code == 303
    assert not digests.is_chosen(world.parent)


@pytest.mark.parametrize("who", ["aigerim", "teacher", "psychologist"])
def test_only_parents_choose_it(world, sign_in, who):
    answer = sign_in(getattr(world, who)).post("/child/week", data={"letter": "on"})
    assert answer.status_code == 404
    assert db.session.scalar(sa.select(sa.func.count()).select_from(WeeklyDigest)) == 0


def test_who_ends_it_gets_no_mail_that_is_still_waiting(world, parent):
    classroom.assign(world, OPEN, on=0, due=4)
    run(0)
    with transaction():
        digests.stop(parent)
    query = sa.select(sa.func.count()).select_from(Mail).where(Mail.notice_id.is_not(None))
    assert db.session.scalar(query) == 0
    classroom.assign(world, OTHER, on=7, due=11)
    run(7)
    assert notices(parent) == ["2026-10-05"]


def claimed():
    with transaction():
        return mails.claim_next()


def test_a_letter_that_cannot_be_written_holds_up_no_mail(world, parent, monkeypatch):
    classroom.assign(world, OPEN, on=0, due=4)
    run(0)

    def breaks(_user_id):
        raise RuntimeError

    monkeypatch.setattr(jobs, "digest_for", breaks)
    with clock.fixed(day(0, 18)):
        kinds = {mail.kind: jobs._letter(mail, "https://x") for mail in iter(claimed, None)}
    assert kinds == {None: None, digests.KIND: None}


def test_the_mail_is_the_letter_and_other_mails_stay_neutral(world, parent):
    classroom.assign(world, OPEN, on=0, due=4)
    run(0)
    subjects = {}
    with clock.fixed(day(0, 18)):
        while mail := claimed():
            written = jobs._letter(mail, "https://adal.example/")
            message = post.message_of(
                mail, sender="a@b.example", site="https://adal.example/", letter=written
            )
            subjects[mail.kind] = (message["Subject"], message.get_content())
    assert subjects[digests.KIND][0] == "This week in Adal Jol"
    assert lesson(OPEN).title.en in subjects[digests.KIND][1]
    assert subjects[None][0] == "A new message in Adal Jol"
    assert lesson(OPEN).title.en not in subjects[None][1]


def test_one_parent_who_fails_holds_up_nobody(world, parent, monkeypatch):
    classroom.assign(world, OPEN, on=0, due=4)
    with transaction():
        digests.choose(world.strange_parent)
        services.link_guardian(guardian_id=world.strange_parent, pupil_id=world.bolat)
    first, second = sorted((parent, world.strange_parent))

    def fails_once(user_id):
        if user_id == first:
            raise RuntimeError
        return digest_for(user_id)

    with monkeypatch.context() as broken:
        broken.setattr(jobs, "digest_for", fails_once)
        run(0)
    assert (notices(first), notices(second)) == ([], ["2026-10-05"])
    run(0)
    assert (notices(first), notices(second)) == (["2026-10-05"], ["2026-10-05"])


def test_who_has_left_gets_none(world, parent):
    classroom.assign(world, OPEN, on=0, due=4)
    with transaction():
        db.session.get(User, parent).is_active = False
    run(0)
    assert notices(parent) == []
    assert load_viewer(parent) is None


@pytest.mark.parametrize("source", SOURCES)
def test_two_worlds_get_the_same_letter_from_the_same_statements(
    world, parent, at, at_most, run_jobs, source
):
    classroom.add_classmates(world, 4)
    classroom.assign(world, OPEN, on=0, due=15)
    classroom.assign(world, SENSITIVE, on=0, due=30)
    with transaction():
        for family in ("check-ins", "mood", "words", "climate"):
            switches.switch(
                school_id=world.school, family=family, to="on", by_id=world.psychologist
            )
    with at(day(17)):
        with at_most(8) as statements:
            before = letter(parent, 17)
        first = list(statements)
        db.session.remove()
        with transaction():
            SOURCES[source](world)
        run_jobs()
        db.session.remove()
        with at_most(8) as statements:
            after = letter(parent, 17)
    assert "waiting to be finished" in before.text
    assert after == before
    assert list(statements) == first
