"""Year plans as files, how often they bring back an objective, and where their weeks fall."""

import datetime as dt

import pytest

from app.content import library
from app.content.coverage import TIMES_A_YEAR, Contacts, contacts_of, least_met
from app.content.schema.plans import GradePlan, PlannedLesson, PlanWeek, YearPlans
from app.core.schoolcalendar import Calendar, school_weeks, year_with_breaks
from app.learning.plan_layout import first_visits, laid_out, matched, staggered

NOBODY = frozenset()
TEXT = {"kk": "а", "ru": "б", "en": "c"}


@pytest.fixture
def plans(app):
    return library.get().plans


def lesson(number, *aims):
    return PlannedLesson(
        id=f"L{number:02}",
        theme="bullying",
        band="1-4",
        sensitive=False,
        title=TEXT,
        main_objectives=aims,
    )


def week(number, lesson_id=None, theme="bullying", boosters=()):
    if lesson_id is None:
        return PlanWeek(week=number, quarter=1, kind="S", topic="own", boosters=boosters)
    return PlanWeek(
        week=number, quarter=1, kind="N", theme=theme, lesson=lesson_id, boosters=boosters
    )


def days(first, last):
    span = (last - first).days
    return [first + dt.timedelta(days=n) for n in range(span + 1)]


class TestFiles:
    def test_every_grade_has_its_plan(self, plans):
        assert [one.grade for one in plans.grades] == list(range(1, 12))
        assert [len(one.weeks) for one in plans.grades] == [33, *[34] * 10]

    def test_each_objective_is_met_three_times_a_year_in_each_grade_that_uses_it(self, plans):
        few = {
            (grade.grade, objective): times
            for grade in plans.grades
            for objective, times in contacts_of(plans, grade).items()
            if times.all < TIMES_A_YEAR
        }
        assert few == {}

    def test_each_lesson_that_is_written_has_its_week(self, plans):
        named = {week.lesson for grade in plans.grades for week in grade.weeks if week.lesson}
        assert named == {one.id for one in plans.lessons}
        assert named == set(library.get().lessons)

    def test_the_week_before_a_break_is_never_a_lesson(self, plans):
        for grade in plans.grades:
            for this, following in zip(grade.weeks, grade.weeks[1:], strict=False):
                if this.quarter != following.quarter and grade.grade > 1:
                    assert this.lesson is None, (grade.grade, this.week)

    def test_nothing_sensitive_is_new_in_the_last_quarter(self, plans):
        for grade in plans.grades:
            for one in grade.weeks:
                planned = plans.lesson(one.lesson)
                if one.quarter == 4 and planned and planned.sensitive:
                    assert one.kind == "K", (grade.grade, one.week)

    def test_weeks_out_of_order_are_refused(self):
        with pytest.raises(ValueError, match="not numbered"):
            GradePlan(grade=2, weeks=(week(2), week(1)))

    def test_a_lesson_week_needs_its_theme(self):
        with pytest.raises(ValueError, match="needs a lesson and its theme"):
            PlanWeek(week=1, quarter=1, kind="N", lesson="L01")


class TestContacts:
    def test_a_booster_goes_to_what_was_met_least(self):
        plans = YearPlans(
            schema_version=1,
            topics=(),
            lessons=(
                lesson(1, "BUL-1", "BUL-2", "BUL-3"),
                lesson(2, "BUL-3", "BUL-4", "BUL-5"),
            ),
            grades=(
                GradePlan(
                    grade=2,
                    weeks=(week(1, "L01"), week(2, "L02"), week(3, boosters=("bullying",))),
                ),
            ),
        )
        met = contacts_of(plans, plans.grades[0])
        assert met["BUL-3"] == Contacts(visits=2, boosters=0)
        assert met["BUL-4"] == Contacts(visits=1, boosters=1)

    def test_a_theme_that_was_not_begun_brings_nothing_back(self):
        weeks = (week(1, boosters=("bullying",)), week(2, "L01"))
        plans = YearPlans(
            schema_version=1,
            topics=(),
            lessons=(lesson(1, "BUL-1"),),
            grades=(GradePlan(grade=2, weeks=weeks),),
        )
        assert contacts_of(plans, plans.grades[0])["BUL-1"].boosters == 0

    def test_equally_met_objectives_keep_their_order(self):
        assert least_met("cab", {"a": 1}, 2) == ["c", "b"]


class TestWeeks:
    def test_the_year_has_34_weeks_between_the_usual_breaks(self):
        mondays = school_weeks(2026, year_with_breaks(2026, 8, NOBODY))
        assert len(mondays) == 34
        assert mondays[0] == dt.date(2026, 8, 31)
        assert mondays[7:9] == [dt.date(2026, 10, 19), dt.date(2026, 11, 2)]

    def test_the_first_grade_rests_once_more(self):
        all_years = [len(school_weeks(2026, year_with_breaks(2026, g, NOBODY))) for g in (1, 2)]
        assert all_years == [33, 34]

    def test_a_schools_own_break_takes_the_place_of_the_usual_one(self):
        own = frozenset(days(dt.date(2026, 10, 19), dt.date(2026, 10, 25)))
        mondays = school_weeks(2026, year_with_breaks(2026, 8, own))
        assert dt.date(2026, 10, 19) not in mondays
        assert dt.date(2026, 10, 26) in mondays

    def test_a_week_of_two_days_has_no_class_hour(self):
        free = frozenset(days(dt.date(2026, 9, 14), dt.date(2026, 9, 16)))
        assert dt.date(2026, 9, 14) not in school_weeks(2026, Calendar(free))
        assert dt.date(2026, 9, 14) in school_weeks(2026, Calendar(frozenset(list(free)[:2])))


MONDAYS = [dt.date(2026, 9, 7) + dt.timedelta(days=7 * n) for n in range(4)]
PLAN = GradePlan(grade=2, weeks=(week(1, "L01"), week(2), week(3, "L02"), week(4, "L01")))


class TestPlaces:
    def test_a_year_too_short_leaves_the_last_weeks_without_a_date(self):
        places = laid_out(PLAN, MONDAYS[:3], {})
        assert [place.monday for place in places] == [*MONDAYS[:3], None]

    def test_moved_weeks_stand_where_they_were_put(self):
        places = laid_out(PLAN, MONDAYS, {1: 2, 2: 1})
        assert [place.week.week for place in places] == [2, 1, 3, 4]

    def test_sunday_belongs_to_its_week(self):
        first = laid_out(PLAN, MONDAYS, {})[0]
        assert first.holds(dt.date(2026, 9, 13))
        assert not first.holds(dt.date(2026, 9, 14))

    def test_the_first_visit_is_one_that_is_not_over(self):
        places = laid_out(PLAN, MONDAYS, {})
        found = first_visits(places, dt.date(2026, 9, 21))
        assert {lesson: place.number for lesson, place in found.items()} == {"L02": 3, "L01": 4}

    def test_parallel_classes_take_a_sensitive_lesson_in_different_weeks(self):
        turns = [staggered(PLAN, {"L01"}, shift) for shift in (0, 1)]
        assert turns == [{}, {1: 3, 3: 1}]

    def test_every_real_plan_stays_a_plan_when_staggered(self, plans):
        sensitive = {one.id for one in plans.lessons if one.sensitive}
        for grade in plans.grades:
            for shift in (1, 2):
                moved = staggered(grade, sensitive, shift)
                assert sorted(moved) == sorted(moved.values())

    def test_a_lesson_held_makes_up_for_the_week_that_had_begun(self):
        places = laid_out(PLAN, MONDAYS, {})
        assert matched(places, [("L01", dt.date(2026, 9, 27), 7)]) == {1: 7}

    def test_each_lesson_held_meets_a_week_of_its_own(self):
        held = [("L01", dt.date(2026, 9, 30), 8), ("L01", dt.date(2026, 9, 8), 7)]
        assert matched(laid_out(PLAN, MONDAYS, {}), held) == {1: 7, 4: 8}

    def test_a_lesson_outside_the_plan_meets_no_week(self):
        assert matched(laid_out(PLAN, MONDAYS, {}), [("L30", MONDAYS[0], 1)]) == {}
