"""States, stages and clocks of a case: domain/safeguarding.md §9."""

import contextlib
import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import workflow
from app.casework.workflow import MoveNotAllowed
from app.core import clock

MONDAY = dt.date(2026, 11, 23)
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


def wall(day, hour, minute=0):
    """That hour of a day of the week of Monday, 23 November 2026."""
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return clock.at(MONDAY + dt.timedelta(days=names.index(day)), hour, minute)


def next_week(day, hour):
    return wall(day, hour) + dt.timedelta(days=7)


THE_LONG_WAY = [
    ("new", "acknowledge", "acknowledged"),
    ("acknowledged", "triage", "triaged"),
    ("triaged", "assign", "assigned"),
    ("assigned", "support", "in_support"),
    ("in_support", "monitor", "monitoring"),
    ("monitoring", "close", "closed"),
    ("closed", "reopen", "in_support"),
]
UNDER_WAY = ("acknowledged", "triaged", "assigned", "in_support", "monitoring")
SIDE_WAYS = [
    ("acknowledged", "find_no_concern", "no_concern"),
    ("no_concern", "reopen", "acknowledged"),
    ("monitoring", "support", "in_support"),
    ("referred_out", "receive", "referred_out"),
    ("referred_out", "close", "closed"),
    ("referred_out", "reopen", "in_support"),
    ("merged", "reopen", "acknowledged"),
    *((state, "assign", state) for state in ("assigned", "in_support", "monitoring")),
    *((state, "refer", "referred_out") for state in UNDER_WAY),
    *((state, "merge", "merged") for state in UNDER_WAY),
]
KNOWN = {(state, move) for state, move, _ in THE_LONG_WAY + SIDE_WAYS}
MOVES = {move for _, move in KNOWN} | {"fly"}
IMPOSSIBLE = sorted(set(itertools.product(workflow.STATES, MOVES)) - KNOWN)


@pytest.mark.parametrize(("state", "move", "then"), THE_LONG_WAY + SIDE_WAYS)
def test_a_case_moves_as_the_map_says(state, move, then):
    assert workflow.after(state, move) == then
    assert move in workflow.moves_from(state)


@pytest.mark.parametrize(("state", "move"), IMPOSSIBLE)
def test_no_other_move_is_possible(state, move):
    with pytest.raises(MoveNotAllowed) as refusal:
        workflow.after(state, move)
    assert refusal.value.reason == "state"
    assert move not in workflow.moves_from(state)


@pytest.mark.parametrize("state", workflow.STATES)
def test_every_state_has_one_of_the_four_stages(state):
    assert workflow.stage_of(state) in workflow.STAGES


def test_the_stages_follow_each_other_on_the_long_way():
    stages = [workflow.STAGES.index(workflow.stage_of(state)) for state, _, _ in THE_LONG_WAY]
    assert stages == sorted(stages)


def test_whoever_owns_a_serious_case_does_not_close_it_alone():
    for severity in (3, 4):
        with pytest.raises(MoveNotAllowed) as refusal:
            workflow.require_second_person(severity=severity, owner_id=7, closer_id=7)
        assert refusal.value.reason == "second-person"
        workflow.require_second_person(severity=severity, owner_id=7, closer_id=8)


def test_a_quiet_case_needs_no_second_person():
    for severity in (1, 2):
        workflow.require_second_person(severity=severity, owner_id=7, closer_id=7)


def test_the_childs_no_keeps_a_case_open():
    with pytest.raises(MoveNotAllowed) as refusal:
        workflow.require_better("no")
    assert refusal.value.reason == "not-better"
    for answer in set(workflow.BETTER) - {"no"}:
        workflow.require_better(answer)


@pytest.mark.parametrize("asked_at", [wall("mon", 10), wall("sun", 3), wall("wed", 23, 59)])
def test_danger_has_fifteen_minutes_by_day_and_by_night(asked_at):
    limits = workflow.deadlines(4, asked_at)
    assert limits.seen == asked_at + 15 * MINUTE
    assert limits.contact == asked_at + HOUR


SERIOUS_CASES = [
    (wall("mon", 10), wall("mon", 12), wall("mon", 17)),
    (wall("mon", 16), wall("mon", 17), wall("mon", 17)),
    (wall("mon", 18), wall("tue", 10), wall("tue", 17)),
    (wall("sat", 17), next_week("mon", 10), next_week("mon", 17)),
    (wall("tue", 6), wall("tue", 10), wall("tue", 17)),
]


@pytest.mark.parametrize(("asked_at", "seen", "contact"), SERIOUS_CASES)
def test_a_serious_matter_is_answered_on_the_same_school_day(asked_at, seen, contact):
    assert workflow.deadlines(3, asked_at) == workflow.Deadlines(seen, contact)


CONCERNS = [
    (wall("mon", 10), wall("tue", 17), wall("wed", 17)),
    (wall("mon", 18, 40), wall("tue", 17), wall("wed", 17)),
    (wall("mon", 7), wall("mon", 17), wall("tue", 17)),
    (wall("fri", 10), wall("sat", 17), next_week("mon", 17)),
    (wall("sun", 12), next_week("mon", 17), next_week("tue", 17)),
]


@pytest.mark.parametrize(("asked_at", "seen", "contact"), CONCERNS)
def test_a_concern_has_one_school_day_and_two(asked_at, seen, contact):
    assert workflow.deadlines(2, asked_at) == workflow.Deadlines(seen, contact)


def test_a_quiet_word_has_a_week_and_two():
    limits = workflow.deadlines(1, wall("mon", 10))
    assert limits == workflow.Deadlines(seen=wall("sat", 17), contact=next_week("fri", 17))


@pytest.mark.parametrize("severity", [1, 2, 3, 4])
def test_promises_are_ordered_and_kept_in_school_hours(severity):
    """Every half hour of a fortnight: seen before contact, and later requests not earlier."""
    before = None
    for half_hours in range(2 * 24 * 14):
        asked_at = wall("mon", 0) + half_hours * 30 * MINUTE
        limits = workflow.deadlines(severity, asked_at)
        assert asked_at < limits.seen <= limits.contact
        if severity < workflow.CRITICAL:
            assert clock.local(limits.contact).hour == 17
            assert clock.local(limits.contact).weekday() != 6
        if before:
            assert before.seen <= limits.seen
            assert before.contact <= limits.contact
        before = limits


def test_graver_matters_are_never_answered_later():
    for hours in range(24 * 14):
        asked_at = wall("mon", 0) + hours * HOUR
        limits = [workflow.deadlines(severity, asked_at) for severity in (4, 3, 2, 1)]
        assert [one.seen for one in limits] == sorted(one.seen for one in limits)
        assert [one.contact for one in limits] == sorted(one.contact for one in limits)


def test_reviews_come_sooner_for_graver_cases():
    days = [workflow.review_days(severity) for severity in (4, 3, 2, 1)]
    assert days == [1, 3, 10, 24]


RUNGS = [
    (4, wall("mon", 10), 0, 0),
    (4, wall("mon", 10), 15, 1),
    (4, wall("mon", 10), 29, 1),
    (4, wall("mon", 10), 30, 2),
    (4, wall("sun", 3), 30, 2),
    (3, wall("mon", 10), 119, 0),
    (3, wall("mon", 10), 120, 1),
    (3, wall("mon", 10), 240, 2),
    (3, wall("mon", 15), 120, 1),
    (3, wall("mon", 15), 14 * 60, 1),
    (3, wall("mon", 15), 17 * 60, 2),
    (2, wall("mon", 10), 31 * 60 - 1, 0),
    (2, wall("mon", 10), 31 * 60, 1),
    (2, wall("mon", 10), 55 * 60 - 1, 1),
    (2, wall("mon", 10), 55 * 60, 2),
    (1, wall("mon", 10), 90 * 24 * 60, 1),
]


@pytest.mark.parametrize(("severity", "asked_at", "minutes", "rungs"), RUNGS)
def test_a_missed_deadline_climbs_step_by_step(severity, asked_at, minutes, rungs):
    due_at = workflow.deadlines(severity, asked_at).seen
    assert workflow.rungs_due(severity, due_at, asked_at + minutes * MINUTE) == rungs


@pytest.mark.parametrize("severity", [1, 2, 3, 4])
def test_nothing_climbs_past_the_last_rung(severity):
    due_at = wall("mon", 10)
    after_a_year = due_at + dt.timedelta(days=365)
    rungs = workflow.rungs(severity)
    assert workflow.rungs_due(severity, due_at, after_a_year) == len(rungs)
    assert set(rungs) <= {"lead", "deputy", "head"}


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=30))
def test_whatever_is_tried_a_case_keeps_a_known_state_and_a_stage(moves):
    """Refused moves change nothing; once it is taken, no way leads back to "new"."""
    state, was_taken = "new", False
    for move in moves:
        before = state
        with contextlib.suppress(MoveNotAllowed):
            state = workflow.after(state, move)
        assert state in workflow.STATES
        assert state == before or move in workflow.moves_from(before)
        assert not (was_taken and state == "new")
        was_taken = was_taken or state != "new"


@pytest.mark.parametrize("state", workflow.STATES)
def test_from_every_state_there_is_a_way_on_and_back_to_help(state):
    """No dead ends: help can begin from wherever a case stands."""
    reached = {state}
    for _ in workflow.STATES:
        reached |= {
            workflow.after(one, move) for one in reached for move in workflow.moves_from(one)
        }
    assert {"in_support", "closed"} <= reached


def test_nobody_helps_before_somebody_stands_in():
    assert "support" not in workflow.moves_from("triaged")
    for backup_id, others in ((None, [8]), (7, [8]), (7, [])):
        with pytest.raises(MoveNotAllowed) as refusal:
            workflow.require_backup(owner_id=7, backup_id=backup_id, others=others)
        assert refusal.value.reason == "backup"
    workflow.require_backup(owner_id=7, backup_id=8, others=[8])
    workflow.require_backup(owner_id=7, backup_id=None, others=[])


@pytest.mark.parametrize(("checked", "contact"), [(False, "library"), (True, ""), (True, "  ")])
def test_a_case_is_sorted_only_after_the_conflict_check(checked, contact):
    with pytest.raises(MoveNotAllowed) as refusal:
        workflow.require_conflict_check(conflict_checked=checked, safe_contact=contact)
    assert refusal.value.reason == "conflict-check"


@given(st.sampled_from([True, False, None]), st.sampled_from([True, False, None]))
def test_two_cases_together_are_never_safer_than_either(one, other):
    order = [False, None, True]
    both = workflow.safer(one, other)
    assert order.index(both) == min(order.index(one), order.index(other))
