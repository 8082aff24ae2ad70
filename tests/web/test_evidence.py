"""What the lessons changed: who sees it, what is hidden, when a human is called, who waits."""

import datetime as dt
from random import Random

import pytest
import sqlalchemy as sa

from app import jobs
from app.content import library
from app.core import audit, clock
from app.core.db import db, transaction
from app.evidence import answers, comparisons, rounds, surveys
from app.evidence.models import (
    ClassSurvey,
    Comparison,
    ComparisonClass,
    HarmAlarm,
    LessonEffect,
    SurveyPlace,
    SurveyRound,
)
from app.notices.models import Notice
from app.people import services
from app.people.roles import Role
from app.people.viewer import load_viewer
from tests import classroom
from tests.pages import text_of
from tests.rounds import (
    AFTER,
    BEFORE,
    YEAR,
    another_class,
    close_round,
    count_rows,
    everything,
    open_round,
    sheets_of,
)

pytestmark = pytest.mark.usefixtures("context")

THEME, LETTERS = "fraud", "БВГДЕЖ"
INSTRUMENT = "fraud"


@pytest.fixture
def classes(world):
    """Six classes of grade 8 beside the one of the world."""
    return [another_class(world, letter) for letter in LETTERS]


def answer(class_id, moment, *, point, pupils=12, right=0.5, lower=None):
    """Sheets of a class, without its pupils: each with a little chance. `lower`: one item less."""
    instrument = library.get().instruments[INSTRUMENT]
    chance = Random(f"{class_id} {moment}")
    sheets = []
    for number in range(pupils):
        form = "ab"[number % 2]
        fields = {}
        for scale, asked in instrument.in_order(8):
            if scale == "knowledge":
                is_right = chance.random() < right
                fields[asked.id] = [str(asked.wording(form).is_true == is_right).lower()]
                fields[f"{asked.id}-sure"] = ["sure"]
            else:
                place = min(1, max(0, point + chance.gauss(0, 0.15) - (asked.id == lower) * 0.5))
                top = 10 if asked.of_ten else 3
                fields[asked.id] = [str(round(top * place) + (0 if asked.of_ten else 1))]
        sheets.append(answers.read(instrument, 8, form, fields))
    with transaction():
        surveys.count(survey_of(class_id, moment), sheets)


def survey_of(class_id, moment):
    query = (
        sa.select(ClassSurvey.id)
        .join(SurveyRound, SurveyRound.id == ClassSurvey.round_id)
        .where(ClassSurvey.class_id == class_id, SurveyRound.moment == moment)
    )
    return db.session.scalar(query)


def give(world, moment, class_ids, school=None):
    """A round in which these classes are asked, whoever their pupils are."""
    with clock.fixed({"before": BEFORE, "after": AFTER}[moment]), transaction() as session:
        row = SurveyRound(
            school_id=school or world.school,
            school_year=YEAR,
            moment=moment,
            seed="",
            opened_by_id=world.admin,
        )
        session.add(row)
        session.flush()
        version = library.get().instruments[THEME].version
        session.add_all(
            ClassSurvey(round_id=row.id, class_id=one, theme=THEME, version=version)
            for one in class_ids
        )
        return row.id


def ask(world, class_ids, run_jobs, *, before, after, waits=frozenset(), **more):
    """Both rounds; classes that wait answer after as they did before."""
    first = give(world, "before", class_ids)
    for one in class_ids:
        answer(one, "before", **before)
    close_round(world, first)
    second = give(world, "after", class_ids)
    for one in class_ids:
        answer(one, "after", **(before if one in waits else after), **more)
    close_round(world, second, "after")
    run_jobs()


def draw(world):
    with clock.fixed(BEFORE), transaction():
        comparisons.cast(theme=THEME, by=load_viewer(world.admin), seed="COIN")
    return set(db.session.scalars(sa.select(ComparisonClass.class_id).where(ComparisonClass.waits)))


RISEN = {"before": {"point": 0.5, "right": 0.4}, "after": {"point": 0.7, "right": 0.8}}
FALLEN = {"before": {"point": 0.7, "right": 0.5}, "after": {"point": 0.4, "right": 0.5}}


# --- the page -------------------------------------------------------------------------------


def test_the_head_reads_what_changed_with_its_interval(
    world, classes, run_jobs, sign_in, open_page
):
    ask(world, classes, run_jobs, **RISEN)
    page = open_page(sign_in(world.head), "/evidence/")
    words = text_of(page)
    assert "By " in words
    assert "points of 100 more. With 95 % confidence the true change lies between +" in words
    assert "What this does not prove" in words
    assert len(page.select("svg.span--rose")) == 4
    assert text_of(page).count("n = 72") == 8
    assert "Hedges’ g" in words
    assert "classes that wait." not in text_of(page, ".list")


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("head", 200),
        ("deputy", 200),
        ("lead", 200),
        ("admin", 200),
        ("teacher", 404),
        ("psychologist", 404),
        ("parent", 404),
        ("aigerim", 404),
    ],
)
def test_only_who_answers_for_the_school_sees_it(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get("/evidence/").status_code == status


@pytest.mark.parametrize("person", ["head", "deputy", "lead", "teacher", "aigerim"])
def test_only_the_administrator_runs_rounds_and_lots(world, sign_in, person):
    client = sign_in(getattr(world, person))
    assert client.get("/evidence/rounds").status_code == 404
    assert client.post(f"/evidence/rounds/{YEAR}/before").status_code == 404
    assert client.post("/evidence/lots", data={"theme": THEME, "sure": "1"}).status_code == 404


def test_nothing_of_fewer_than_ten_answers_is_kept_or_shown(
    world, classes, run_jobs, sign_in, open_page
):
    first = give(world, "before", classes)
    answer(classes[0], "before", point=0.5, pupils=9)
    close_round(world, first)
    run_jobs()
    found = [one.found for one in db.session.scalars(sa.select(LessonEffect))]
    assert found
    assert all(one["levels"] == {} and one["changes"] == {} for one in found)
    assert not any(one.get("sure_errors") for one in found)
    page = open_page(sign_in(world.head), "/evidence/")
    assert len(page.select("td.veil")) == 4
    assert page.select("svg.span") == []


def test_nothing_is_shown_while_a_round_is_open(world, classes, run_jobs, sign_in, open_page):
    give(world, "before", classes)
    for one in classes:
        answer(one, "before", point=0.5)
    run_jobs()
    jobs.count_evidence.call_local()
    assert count_rows(LessonEffect) == 0
    assert "Nothing to show yet" in text_of(open_page(sign_in(world.head), "/evidence/"))


def test_few_classes_get_no_interval(world, classes, run_jobs, sign_in, open_page):
    ask(world, classes[:3], run_jobs, **RISEN)
    page = open_page(sign_in(world.head), "/evidence/")
    assert "Fewer than four classes" in text_of(page)
    assert page.select("svg.span--rose") == []


def test_answers_to_other_words_are_not_compared(world, classes, run_jobs):
    first = give(world, "before", classes)
    for one in classes:
        answer(one, "before", point=0.5)
    close_round(world, first)
    second = give(world, "after", classes)
    with transaction():
        db.session.execute(
            sa.update(ClassSurvey).where(ClassSurvey.round_id == second).values(version=99)
        )
    for one in classes:
        answer(one, "after", point=0.9)
    close_round(world, second, "after")
    run_jobs()
    effects = db.session.scalars(sa.select(LessonEffect)).all()
    assert len(effects) == 4
    assert all(one.found["changes"] == {} for one in effects)


def test_another_school_sees_nothing_of_it(world, classes, run_jobs, sign_in, open_page):
    ask(world, classes, run_jobs, **FALLEN)
    with transaction():
        stranger = services.add_person(
            role=Role.HEAD,
            school_id=world.other_school,
            family_name="Ли",
            given_name="Ирина",
            locale="en",
        ).id
    client = sign_in(stranger)
    assert "Nothing to show yet" in text_of(open_page(client, "/evidence/"))
    alarm = db.session.scalars(sa.select(HarmAlarm.id)).first()
    assert client.get(f"/evidence/alarms/{alarm}").status_code == 404
    data = {"decision": "Nothing."}
    assert client.post(f"/evidence/alarms/{alarm}", data=data).status_code == 404


def test_the_pages_read_roll_ups_only(world, classes, run_jobs, sign_in, at_most):
    ask(world, classes, run_jobs, **RISEN)
    head, admin = sign_in(world.head), sign_in(world.admin)
    with at_most(6):
        head.get("/evidence/")
    with at_most(9):
        admin.get("/evidence/rounds")


def test_counting_twice_changes_nothing(world, classes, run_jobs):
    ask(world, classes, run_jobs, **FALLEN)
    found = {one.scale: one.found for one in db.session.scalars(sa.select(LessonEffect))}
    alarms = count_rows(HarmAlarm)
    notices = count_rows(Notice)
    for number in db.session.scalars(sa.select(SurveyRound.id)).all():
        jobs.count_effects.call_local(number)
    assert {one.scale: one.found for one in db.session.scalars(sa.select(LessonEffect))} == found
    assert (count_rows(HarmAlarm), count_rows(Notice)) == (alarms, notices)


def test_a_lost_job_is_made_up_for_at_night(world, classes):
    first = give(world, "before", classes)
    for one in classes:
        answer(one, "before", point=0.5)
    close_round(world, first)
    jobs.queue.flush()
    jobs.count_evidence.call_local()
    schools = db.session.scalars(sa.select(LessonEffect.school_id)).all()
    assert set(schools) == {world.school, None}
    assert db.session.get(SurveyRound, first).counted_at is not None


# --- classes that wait ----------------------------------------------------------------------


def test_the_lot_is_cast_once_by_a_kept_seed_and_audited(world, classes, sign_in, open_page):
    admin = sign_in(world.admin)
    with clock.fixed(BEFORE):
        assert admin.post("/evidence/lots", data={"theme": THEME}).status_code == 422
        assert admin.post("/evidence/lots", data={"theme": "x", "sure": "1"}).status_code == 422
        assert count_rows(Comparison) == 0
        for _ in range(2):
            admin.post("/evidence/lots", data={"theme": THEME, "sure": "1"})
        page = open_page(admin, "/evidence/rounds")
    drawn = db.session.scalars(sa.select(Comparison)).one()
    assert drawn.seed in text_of(page)
    lots = db.session.scalars(sa.select(ComparisonClass)).all()
    assert len(lots) == 7, "the six classes and the one of the world"
    assert abs(sum(one.waits for one in lots) * 2 - 7) == 1
    assert len(audit.entries_about("comparison", drawn.id)) == 1


def test_the_lot_comes_before_the_second_round_and_needs_four_classes(world):
    by = load_viewer(world.admin)
    with clock.fixed(BEFORE), pytest.raises(comparisons.TooFew), transaction():
        comparisons.cast(theme=THEME, by=by)
    for letter in LETTERS:
        another_class(world, letter)
    give(world, "after", [world.class_8a])
    with clock.fixed(AFTER), pytest.raises(comparisons.TooLate), transaction():
        comparisons.cast(theme=THEME, by=by)
    assert count_rows(Comparison) == 0


def test_taught_classes_are_compared_with_those_that_wait(
    world, classes, run_jobs, sign_in, open_page
):
    every = [world.class_8a, *classes]
    waits = draw(world)
    ask(world, every, run_jobs, **RISEN, waits=waits)
    found = db.session.scalars(sa.select(LessonEffect).filter_by(scale="knowledge")).one().found
    assert found["against_waiting"]["low"] > 0
    assert found["levels"]["after"]["pupils"] == 12 * (7 - len(waits))
    assert found["waiting"]["after"]["pupils"] == 12 * len(waits)
    page = open_page(sign_in(world.head), "/evidence/")
    assert "Compared with classes that wait." in text_of(page)
    assert "More than in classes that wait" in text_of(page)


def test_what_changes_everywhere_is_not_ascribed_to_the_lessons(world, classes, run_jobs):
    every = [world.class_8a, *classes]
    draw(world)
    ask(world, every, run_jobs, **RISEN)
    found = db.session.scalars(sa.select(LessonEffect).filter_by(scale="knowledge")).one().found
    assert found["changes"]["after"]["low"] > 0
    assert found["against_waiting"]["low"] < 0 < found["against_waiting"]["high"]


def test_a_class_teacher_is_told_that_the_class_waits(world, classes, sign_in, open_page):
    waits = draw(world)
    if world.class_8a not in waits:
        with transaction():
            db.session.execute(
                sa.update(ComparisonClass)
                .where(ComparisonClass.class_id == world.class_8a)
                .values(waits=True)
            )
    teacher = sign_in(world.teacher)
    assigned = f"/class/{world.class_8a}/assign?lesson="
    assert "The lot has put this class" in text_of(open_page(teacher, assigned + "L21"))
    assert "The lot has put this class" not in text_of(open_page(teacher, assigned + "L24"))
    page = open_page(teacher, f"/class/{world.class_8a}/surveys")
    assert "The lot has put this class" in text_of(page)


# --- a measure goes the wrong way -----------------------------------------------------------


def test_a_fall_calls_the_people_of_the_school_until_somebody_decides(
    world, classes, run_jobs, sign_in, open_page
):
    ask(world, classes, run_jobs, **FALLEN)
    alarms = db.session.scalars(sa.select(HarmAlarm)).all()
    assert {one.measure for one in alarms} == {"norms", "intentions", "confidence"}
    assert all(one.high < 0 and one.against == "before" for one in alarms)
    told = db.session.scalars(
        sa.select(Notice.recipient_id).where(Notice.kind == "lessons-harm").distinct()
    )
    assert set(told) == {world.head, world.deputy, world.lead, world.admin}
    head = sign_in(world.head)
    run_jobs()
    assert "a measure went the wrong way" in text_of(open_page(head, "/notices"))
    assert len(open_page(head, "/evidence/").select("article.sig")) == 3
    url = f"/evidence/alarms/{alarms[0].id}"
    assert head.post(url, data={"decision": "  "}).status_code == 422
    assert head.post(url, data={"decision": "x" * 1001}).status_code == 422
    assert head.post(url, data={"decision": "Lesson split in two."}).status_code == 303
    later = sign_in(world.deputy).post(url, data={"decision": "Nothing."}, follow_redirects=True)
    assert "Somebody has decided this before" in later.text
    assert "Saved" not in later.text
    db.session.expire_all()
    decided = db.session.get(HarmAlarm, alarms[0].id)
    assert (decided.decision, decided.decided_by_id) == ("Lesson split in two.", world.head)
    assert len(audit.entries_about("harm-alarm", decided.id)) == 1
    page = open_page(head, "/evidence/")
    assert "Lesson split in two." in text_of(page)
    assert len(page.select("a[href^='/evidence/alarms/']")) == 2


def test_a_single_item_calls_where_its_scale_does_not(world, classes, run_jobs, sign_in, open_page):
    steady = {"point": 0.7, "right": 0.5}
    risen = {"point": 0.9, "right": 0.5}
    ask(world, classes, run_jobs, before=steady, after=risen, lower="frd-i1")
    alarms = db.session.scalars(sa.select(HarmAlarm)).all()
    assert [one.measure for one in alarms] == ["frd-i1"]
    words = library.get().instruments["fraud"].intentions[0].text.en
    assert words in text_of(open_page(sign_in(world.head), "/evidence/"))


def test_a_fall_that_waiting_classes_share_calls_nobody(world, classes, run_jobs):
    draw(world)
    ask(world, [world.class_8a, *classes], run_jobs, **FALLEN)
    assert count_rows(HarmAlarm) == 0


def test_a_fall_of_the_taught_alone_calls(world, classes, run_jobs):
    every = [world.class_8a, *classes]
    waits = draw(world)
    ask(world, every, run_jobs, **FALLEN, waits=waits)
    assert {one.against for one in db.session.scalars(sa.select(HarmAlarm))} == {"waiting"}


def test_a_rise_calls_nobody(world, classes, run_jobs):
    ask(world, classes, run_jobs, **RISEN)
    assert count_rows(HarmAlarm) == 0


# --- the region -----------------------------------------------------------------------------


def test_the_region_sees_sums_and_counts_of_alarms_only(
    world, classes, run_jobs, sign_in, open_page
):
    ask(world, classes, run_jobs, **FALLEN)
    jobs.count_evidence.call_local()
    with transaction():
        officer = services.add_person(
            role=Role.REGION_OFFICER,
            school_id=None,
            family_name="Ким",
            given_name="Анна",
            locale="en",
        ).id
    client = sign_in(officer)
    page = open_page(client, "/region/evidence")
    words = text_of(page)
    assert "№ 14" not in words
    assert "Class" not in words.replace("Classes are compared", "")
    row = page.select_one("table").select("tbody td")
    assert [cell.get_text(strip=True) for cell in row] == ["3", "0"]
    assert client.get("/evidence/").status_code == 404
    assert len(page.select("td.n .level")) == 8


@pytest.mark.parametrize("year", ["2026", "x", "99999"])
def test_a_year_of_the_address_is_found_or_passed_over(world, sign_in, year):
    assert sign_in(world.head).get(f"/evidence/?year={year}").status_code in (200, 404)


def test_the_rounds_of_pupils_end_up_on_the_page(world, run_jobs, sign_in, open_page):
    """From the first sheet to the page through nothing but what people press."""
    pupils = classroom.add_classmates(world, 52)
    for moment, point in (("before", 2), ("after", 4)):
        opened = open_round(world, moment)
        for pupil in pupils:
            for given in sheets_of(pupil):
                fields = everything(given, right=moment == "after", point=point)
                sign_in(pupil).post(f"/learn/surveys/{given.id}", data=fields)
        close_round(world, opened, moment)
    run_jobs()
    assert count_rows(SurveyPlace) == 108
    page = open_page(sign_in(world.head), f"/evidence/?year={YEAR}")
    cells = [one.get_text(" ", strip=True) for one in page.select("tr:first-child td.n .level")]
    assert cells[0].startswith("0 ")
    assert cells[1].startswith("100 ")


def test_what_is_known_of_times_is_in_order(world):
    opened = open_round(world, "before")
    close_round(world, opened)
    year = rounds.year(world.school, YEAR)
    assert year.next == "after"
    assert year.later_from is None
    close_round(world, open_round(world, "after"), "after")
    later = rounds.year(world.school, YEAR).later_from
    assert later == (AFTER + dt.timedelta(days=99)).date()
