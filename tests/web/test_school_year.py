"""The year's end: classes move up, some stay, some leave; and pupils go to other schools."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa

from app.casework import intake
from app.casework.models import CaseExclusion, CaseReader
from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.learning.services import assign_lesson
from app.notices.models import Notice
from app.people import services, transfers
from app.people.models import Enrolment, SchoolClass, User
from app.people.roles import Role
from app.people.school_models import Promotion, Transfer
from app.people.viewer import load_viewer
from tests.pages import text_of
from tests.people import add_pupil

pytestmark = pytest.mark.usefixtures("context")
JUNE = clock.at(dt.date(2027, 6, 1), 12)


@pytest.fixture
def admin(sign_in, world):
    return sign_in(world.admin)


@pytest.fixture
def classes(world):
    """7 А and 11 А beside 8 А, with a pupil each."""
    with transaction():
        made = {
            grade: services.open_class(
                school_id=world.school,
                school_year=2026,
                grade=grade,
                letter="А",
                language="kk",
                teacher_id=world.teacher,
                code=f"70000{grade % 10}",
            ).id
            for grade in (7, 11)
        }
        seventh = add_pupil(world.school, made[7], "Жеті", "Аян")
        last = add_pupil(world.school, made[11], "Он Бір", "Аян")
    return {"seventh": seventh, "last": last, **made}


def close(admin, year=2027, **chosen):
    return admin.post("/school/year", data={"sure": "1", "school_year": year, **chosen})


def present(pupil):
    row = db.session.execute(
        sa.select(SchoolClass.grade, SchoolClass.letter, SchoolClass.school_year)
        .join(Enrolment, Enrolment.class_id == SchoolClass.id)
        .where(Enrolment.pupil_id == pupil, Enrolment.ends_on.is_(None))
    ).first()
    return tuple(row) if row else None


def test_classes_move_up_and_the_last_grade_leaves(world, admin, classes, at):
    with at(JUNE):
        assert close(admin).status_code == 303
    assert present(world.aigerim) == (9, "А", 2027)
    assert present(classes["seventh"]) == (8, "А", 2027)
    assert present(classes["last"]) is None
    assert db.session.get(User, classes["last"]).is_active is False


def test_the_preview_changes_nothing(world, admin, classes, at):
    with at(JUNE):
        page = admin.post("/school/year", data={"repeat": [world.bolat]}).text
    assert "Жүнісов Болат" in page
    assert present(world.bolat) == (8, "А", 2026)
    assert db.session.scalar(sa.select(Promotion.id)) is None


def test_who_repeats_joins_the_class_that_comes_up(world, admin, classes, at):
    with at(JUNE):
        close(admin, repeat=[world.bolat], leave=[classes["seventh"]])
    assert present(world.bolat) == (8, "А", 2027)
    assert present(world.aigerim) == (9, "А", 2027)
    assert present(classes["seventh"]) is None


def test_who_repeats_where_no_class_comes_up_gets_a_class(world, admin, at):
    with at(JUNE):
        close(admin, repeat=[world.bolat])
    assert present(world.bolat) == (8, "А", 2027)


def test_cards_stay_valid_and_nothing_is_overwritten(world, admin, classes, at):
    with at(JUNE):
        close(admin)
    old = db.session.get(SchoolClass, world.class_8a)
    assert (old.grade, old.school_year, old.closed_on) == (8, 2026, JUNE.date())
    new = db.session.scalar(sa.select(SchoolClass).where(SchoolClass.code == world.class_code))
    assert (new.grade, new.school_year) == (9, 2027)
    spells = db.session.scalars(
        sa.select(Enrolment).where(Enrolment.pupil_id == world.aigerim).order_by(Enrolment.id)
    ).all()
    assert [(one.class_id, one.ends_on) for one in spells] == [
        (world.class_8a, JUNE.date()),
        (new.id, None),
    ]


def test_a_form_sent_twice_moves_classes_once(world, admin, classes, at):
    with at(JUNE):
        close(admin)
        close(admin)
    assert present(world.aigerim) == (9, "А", 2027)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Promotion)) == 1


def test_the_year_is_not_closed_in_autumn(world, admin, at):
    with at(clock.at(dt.date(2026, 11, 24), 12)):
        close(admin)
    assert present(world.aigerim) == (8, "А", 2026)


@pytest.mark.parametrize("year", ["", "ә", "2099"])
def test_a_year_that_was_not_shown_is_not_found(world, admin, at, year):
    with at(JUNE):
        assert close(admin, year=year).status_code == 404


def test_undone_all_is_as_it_was(world, admin, classes, at):
    with at(JUNE):
        close(admin, leave=[classes["seventh"]])
        assert admin.post("/school/year/undo").status_code == 303
    assert present(world.aigerim) == (8, "А", 2026)
    assert present(classes["last"]) == (11, "А", 2026)
    assert db.session.get(User, classes["seventh"]).is_active
    old = db.session.get(SchoolClass, world.class_8a)
    assert (old.code, old.closed_on) == (world.class_code, None)
    assert (
        db.session.scalar(sa.select(SchoolClass.id).where(SchoolClass.school_year == 2027)) is None
    )


def test_an_undo_wakes_nobody_who_was_erased_since(world, admin, classes, at):
    with at(JUNE):
        close(admin)
        admin.post(f"/school/people/{classes['last']}/erase", data={"reason": "Application 5"})
        assert admin.post("/school/year/undo").status_code == 303
    assert present(classes["seventh"]) == (7, "А", 2026)
    person = db.session.get(User, classes["last"])
    assert (person.is_active, person.erased_at is None) == (False, False)


def test_after_an_undo_the_year_can_be_closed_again(world, admin, classes, at):
    with at(JUNE):
        close(admin)
        admin.post("/school/year/undo")
        close(admin)
    assert present(world.aigerim) == (9, "А", 2027)


def test_classes_at_work_are_not_undone(world, admin, classes, at, open_page):
    with at(JUNE):
        close(admin)
        new = db.session.scalar(
            sa.select(SchoolClass.id).where(SchoolClass.code == world.class_code)
        )
        with transaction():
            add_pupil(world.school, new, "Жаңа", "Бала")
        admin.post("/school/year/undo")
        assert "at work already" in text_of(open_page(admin, "/school/year"))
    assert present(world.aigerim) == (9, "А", 2027)


def test_a_class_with_lessons_is_not_undone(world, admin, classes, at):
    with at(JUNE):
        close(admin)
    new = db.session.scalar(sa.select(SchoolClass.id).where(SchoolClass.code == world.class_code))
    with transaction():
        assign_lesson(
            class_id=new,
            lesson=library.get().lesson("L21"),
            due_on=clock.today(),
            by_id=world.teacher,
        )
    with at(JUNE):
        assert admin.post("/school/year/undo").status_code == 303
    assert present(world.aigerim) == (9, "А", 2027)


def test_another_school_is_not_moved(world, admin, classes, at):
    with at(JUNE):
        close(admin, leave=[world.stranger])
    assert present(world.stranger) == (8, "А", 2026)
    assert db.session.get(User, world.stranger).is_active


# --- to another school


@pytest.fixture
def other(world):
    """The administrator and the lead of the other school."""

    def adult(role, given_name):
        return services.add_person(
            role=role,
            school_id=world.other_school,
            family_name="Басқа",
            given_name=given_name,
            locale="en",
        ).id

    with transaction():
        return {"admin": adult(Role.SCHOOL_ADMIN, "Админ"), "lead": adult(Role.LEAD, "Лид")}


def release(admin, world, pupil=None):
    url = f"/school/people/{pupil or world.aigerim}/release"
    return admin.post(url, data={"school": world.other_school}).location


def accept(browser, receipt, class_id):
    return browser.post(f"{receipt}/accept", data={"class_id": class_id})


def test_both_schools_have_the_receipt(world, admin, other, sign_in, open_page):
    receipt = release(admin, world)
    theirs = sign_in(other["admin"])
    assert "Waits for you" in text_of(open_page(theirs, receipt))
    assert accept(theirs, receipt, world.other_class).status_code == 303
    for browser in (admin, theirs):
        page = text_of(open_page(browser, receipt))
        assert "Accepted" in page
        assert "№ 3 мектеп" in page
        assert "Әлімова" in text_of(open_page(browser, "/school/transfers"))


def test_until_it_is_accepted_nothing_changes_for_the_child(world, admin, other, sign_in):
    release(admin, world)
    assert sign_in(world.teacher).get(f"/class/pupils/{world.aigerim}").status_code == 200
    assert sign_in(other["admin"]).get(f"/school/people/{world.aigerim}").status_code == 404


def test_at_that_moment_the_old_staff_see_nothing_more(world, admin, other, sign_in):
    theirs = sign_in(other["admin"])
    accept(theirs, release(admin, world), world.other_class)
    assert sign_in(world.teacher).get(f"/class/pupils/{world.aigerim}").status_code == 404
    assert admin.get(f"/school/people/{world.aigerim}").status_code == 404
    assert sign_in(world.psychologist).get(f"/access/{world.aigerim}").status_code == 404
    assert theirs.get(f"/school/people/{world.aigerim}").status_code == 200
    teacher = sign_in(world.strange_teacher)
    assert teacher.get(f"/class/pupils/{world.aigerim}").status_code == 200


def test_the_history_and_the_parent_stay_with_the_pupil(world, admin, other, sign_in, open_page):
    theirs = sign_in(other["admin"])
    accept(theirs, release(admin, world), world.other_class)
    page = text_of(open_page(theirs, f"/school/people/{world.aigerim}"))
    assert "№ 14 мектеп-гимназия" in page
    assert "Мадина" in page
    assert sign_in(world.parent).get(f"/child/{world.aigerim}").status_code == 200
    assert db.session.get(User, world.parent).school_id == world.other_school


def test_a_parent_with_another_child_here_stays(world, admin, other, sign_in):
    with transaction():
        services.link_guardian(guardian_id=world.parent, pupil_id=world.bolat)
    accept(sign_in(other["admin"]), release(admin, world), world.other_class)
    assert db.session.get(User, world.parent).school_id == world.school
    assert sign_in(world.parent).get(f"/child/{world.aigerim}").status_code == 200


def test_a_pupil_is_released_once_and_accepted_once(world, admin, other, sign_in):
    receipt = release(admin, world)
    assert release(admin, world) == "/school/transfers"
    theirs = sign_in(other["admin"])
    accept(theirs, receipt, world.other_class)
    accept(theirs, receipt, world.other_class)
    query = sa.select(sa.func.count()).select_from(Enrolment)
    assert db.session.scalar(query.where(Enrolment.pupil_id == world.aigerim)) == 2


def test_who_was_erased_on_the_way_is_not_accepted(world, admin, other, sign_in):
    receipt = release(admin, world)
    with transaction():
        transfers.leave(pupil_id=world.aigerim, by=load_viewer(world.admin))
    admin.post(f"/school/people/{world.aigerim}/erase", data={"reason": "Application 5"})
    accept(sign_in(other["admin"]), receipt, world.other_class)
    assert present(world.aigerim) is None
    person = db.session.get(User, world.aigerim)
    assert (person.is_active, person.school_id) == (False, world.school)


def test_a_cancelled_transfer_is_not_accepted(world, admin, other, sign_in):
    receipt = release(admin, world)
    admin.post(f"{receipt}/cancel")
    accept(sign_in(other["admin"]), receipt, world.other_class)
    assert db.session.get(User, world.aigerim).school_id == world.school


def test_only_the_other_school_accepts_and_only_into_its_own_class(world, admin, other, sign_in):
    receipt = release(admin, world)
    assert accept(admin, receipt, world.class_8a).status_code == 404
    assert accept(sign_in(other["admin"]), receipt, world.class_8a).status_code == 404
    assert db.session.get(User, world.aigerim).school_id == world.school


def test_an_unknown_school_or_class_is_asked_again(world, admin, other, sign_in):
    url = f"/school/people/{world.aigerim}/release"
    assert admin.post(url, data={"school": world.school}).status_code == 422
    receipt = release(admin, world)
    assert accept(sign_in(other["admin"]), receipt, "x").status_code == 303
    assert db.session.scalar(sa.select(Transfer.accepted_at)) is None


def worry(world, pupil, not_these=frozenset()):
    with transaction():
        intake.report_concern(
            author=load_viewer(world.teacher),
            pupil_id=pupil,
            school_id=world.school,
            submission_key=uuid.uuid4(),
            not_these=not_these,
            kind="staff",
            facts="seen",
        )
        return db.session.scalar(sa.select(sa.func.max(CaseReader.case_id)))


def moved(world, admin, other, sign_in):
    accept(sign_in(other["admin"]), release(admin, world), world.other_class)


def told_of_the_move():
    return set(
        db.session.scalars(sa.select(Notice.recipient_id).where(Notice.kind == "pupil-moved"))
    )


def test_leads_get_the_same_notice_whether_there_is_a_case_or_not(world, admin, other, sign_in):
    moved(world, admin, other, sign_in)
    assert told_of_the_move() == {world.lead}


def test_a_case_is_handed_over_by_a_person(world, admin, other, sign_in, open_page, at_most):
    case_id = worry(world, world.aigerim)
    moved(world, admin, other, sign_in)
    for who in (world.psychologist, other["lead"]):
        assert sign_in(who).get(f"/cases/{case_id}").status_code == 404
    lead = sign_in(world.lead)
    with at_most(12):
        page = open_page(lead, "/cases/hand-overs")
    assert "Әлімова" in text_of(page)
    lead.post(f"/cases/{case_id}/hand-over", data={"to": other["lead"]})
    assert lead.get(f"/cases/{case_id}").status_code == 404
    theirs = sign_in(other["lead"])
    assert "Handed over to the new school" in text_of(open_page(theirs, f"/cases/{case_id}"))
    assert "nothing to hand over" in text_of(open_page(lead, "/cases/hand-overs"))


def test_an_excluded_lead_never_gets_the_case_for_the_way(world, admin, other, sign_in):
    case_id = worry(world, world.aigerim, not_these=frozenset({world.lead}))
    moved(world, admin, other, sign_in)
    assert sign_in(world.lead).get(f"/cases/{case_id}").status_code == 404
    assert sign_in(world.psychologist).get(f"/cases/{case_id}").status_code == 200
    assert told_of_the_move() == {world.lead, world.psychologist}
    assert db.session.get(CaseExclusion, (case_id, world.lead))


def test_a_case_goes_only_to_the_new_school(world, admin, other, sign_in):
    case_id = worry(world, world.aigerim)
    moved(world, admin, other, sign_in)
    for to in (world.psychologist, world.strange_parent, world.stranger):
        answer = sign_in(world.lead).post(f"/cases/{case_id}/hand-over", data={"to": to})
        assert answer.status_code == 409
    stranger = sign_in(world.pedagogue)
    assert stranger.post(f"/cases/{case_id}/hand-over", data={"to": 1}).status_code == 404


def test_a_case_that_waits_does_not_keep_a_child_who_moves_again(world, admin, other, sign_in):
    case_id = worry(world, world.aigerim)
    moved(world, admin, other, sign_in)
    back = sign_in(other["admin"]).post(
        f"/school/people/{world.aigerim}/release", data={"school": world.school}
    )
    answer = accept(sign_in(world.admin), back.location, world.class_8a)
    assert answer.status_code == 303
    assert sign_in(world.lead).get(f"/cases/{case_id}").status_code == 200
    assert sign_in(other["lead"]).get(f"/cases/{case_id}").status_code == 404


def test_a_third_school_gets_the_case_from_who_keeps_it(world, admin, other, sign_in):
    """The school between has never had it, and learns nothing of it."""
    case_id = worry(world, world.aigerim)
    moved(world, admin, other, sign_in)
    with transaction():
        third = services.create_school(name="№ 5 мектеп").id
        there = services.open_class(
            school_id=third, school_year=2026, grade=8, letter="А", language="kk", teacher_id=None
        ).id
        keeper, lead = (
            services.add_person(
                role=role, school_id=third, family_name="Үшінші", given_name="Адам", locale="en"
            ).id
            for role in (Role.SCHOOL_ADMIN, Role.LEAD)
        )
    receipt = (
        sign_in(other["admin"])
        .post(f"/school/people/{world.aigerim}/release", data={"school": third})
        .location
    )
    assert accept(sign_in(keeper), receipt, there).status_code == 303
    assert sign_in(other["lead"]).get(f"/cases/{case_id}").status_code == 404
    sign_in(world.lead).post(f"/cases/{case_id}/hand-over", data={"to": lead})
    assert sign_in(lead).get(f"/cases/{case_id}").status_code == 200
