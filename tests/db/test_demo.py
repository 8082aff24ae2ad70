"""The demo school as the command makes it: who is there, and what each of them finds."""

import datetime as dt
import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask_migrate import upgrade

from app import create_app, jobs
from app.casework.access import readers, visible_cases
from app.casework.models import Case
from app.casework.workflow import stage_of
from app.core import clock
from app.core.db import db
from app.core.i18n import LOCALES, collation_key
from app.demo.seed import seed
from app.learning import rebuilding, reviews
from app.people.models import Enrolment, Guardianship, SchoolClass, User
from app.people.queries import class_roll, guardians_of
from app.people.roles import Role
from app.people.viewer import load_viewer
from app.reports import parent, teacher
from app.risk.models import Signal, SkillCard
from app.wellbeing.models import HelpRequest

TABLES = ("users", "attempts", "lesson_progress", "skill_cards", "cases", "notices", "submissions")
# Everything that shows, without the ids and keys that are random by design.
FIGURES = (
    "SELECT role, username, family_name, given_name, patronymic, locale FROM users ORDER BY id",
    "SELECT grade, letter, code, teacher_id FROM school_classes ORDER BY id",
    "SELECT guardian_id, pupil_id, linked_at FROM guardianships ORDER BY id",
    "SELECT pupil_id, item_id, recorded_at, score, certainty, response FROM attempts"
    " ORDER BY pupil_id, recorded_at",
    "SELECT pupil_id, lesson_id, finished_at, steps_done, quiz_right FROM lesson_progress"
    " ORDER BY pupil_id, lesson_id",
    "SELECT pupil_id, kind, misconception, opened_at, visible_from, cleared_at FROM skill_cards"
    " ORDER BY pupil_id",
    "SELECT pupil_id, state, severity, owner_id, due_at, opened_at FROM cases ORDER BY id",
    "SELECT recipient_id, kind, created_at FROM notices ORDER BY recipient_id, created_at, kind",
    "SELECT class_id, item_id, statement_id, value, answers FROM opinion_counts"
    " ORDER BY class_id, item_id, statement_id, value",
)


def empty_school(app, folder):
    """An app on a database of its own, with the keys of the tests."""
    demo = create_app(
        mode="test", instance=Path(app.instance_path), database_url=f"sqlite:///{folder}/demo.db"
    )
    demo.config["WTF_CSRF_ENABLED"] = False
    with demo.app_context():
        upgrade()
    return demo


def give_back(app, demo):
    """The jobs of other tests belong to their own app."""
    with demo.app_context():
        db.session.remove()
        db.engine.dispose()
    jobs.serve(app)


@pytest.fixture(scope="module")
def seeding(app, tmp_path_factory):
    """The app, what the command said, how many jobs it left, and the day."""
    day = clock.today()
    demo = empty_school(app, tmp_path_factory.mktemp("demo"))
    jobs.queue.flush()
    said = demo.test_cli_runner().invoke(args=["demo", "seed"])
    assert said.exit_code == 0, said.output
    yield demo, said.output, jobs.queue.pending_count(), day
    give_back(app, demo)


@pytest.fixture
def demo(seeding):
    with seeding[0].app_context():
        yield seeding[0]


@pytest.fixture(scope="module")
def accounts(seeding):
    said = seeding[0].test_cli_runner().invoke(args=["demo", "accounts", "--json"])
    return json.loads(said.output)


@pytest.fixture
def first(demo, accounts):
    """`first("teacher")`: whom the first account of a role lets in."""

    def find(role, locale=None):
        return next(
            person(account["username"])
            for account in accounts
            if account["role"] == role and locale in (None, account["locale"])
        )

    return find


def person(username):
    return load_viewer(db.session.scalar(sa.select(User.id).where(User.username == username)))


def how_many(table):
    return db.session.scalar(sa.text(f"SELECT count(*) FROM {table}"))


def people_of(role):
    return db.session.scalars(sa.select(User).where(User.role == role)).all()


def own_class(viewer):
    return teacher.class_page(viewer)


# --- who is there --------------------------------------------------------------------------


def test_the_command_says_what_it_made(seeding):
    assert "5 classes, 85 pupils, 86 parents" in seeding[1]


def test_nothing_is_left_in_the_queue(seeding):
    assert seeding[2] == 0


def test_the_school_has_enough_people(demo):
    linked = db.session.scalar(sa.select(sa.func.count(Guardianship.guardian_id.distinct())))
    assert len(people_of(Role.PUPIL)) >= 70
    assert len(people_of(Role.TEACHER)) == 6
    assert linked >= 60
    assert {user.role for user in db.session.scalars(sa.select(User))} == set(Role)


def test_there_are_classes_of_both_languages_side_by_side(demo):
    classes = db.session.scalars(sa.select(SchoolClass).filter_by(closed_on=None)).all()
    assert {(one.grade, one.language) for one in classes} >= {(8, "kk"), (8, "ru"), (6, "ru")}
    assert len(classes) == 6


def test_every_letter_that_only_kazakh_has_occurs_in_the_names(demo):
    names = "".join(user.full_name for user in db.session.scalars(sa.select(User))).casefold()
    assert set("әғқңөұүһі") <= set(names)


def test_class_lists_follow_the_kazakh_alphabet(demo):
    for school_class in db.session.scalars(sa.select(SchoolClass)):
        names = [pupil.full_name for pupil in class_roll(school_class.id)]
        assert names == sorted(names, key=collation_key)


def test_no_two_pupils_of_the_school_have_one_name(demo):
    names = [pupil.full_name for pupil in people_of(Role.PUPIL)]
    assert len(set(names)) == len(names)


def test_there_is_an_account_for_every_role_and_language(accounts):
    assert {account["role"] for account in accounts} == set(Role)
    assert {account["locale"] for account in accounts if account["role"] == "pupil"} == set(LOCALES)
    for role in ("teacher", "parent"):
        assert {one["locale"] for one in accounts if one["role"] == role} == {"kk", "ru"}
    assert set(accounts[0]) == {"username", "password", "role", "locale", "landing"}


def test_every_account_signs_in_and_lands_where_the_list_says(seeding, accounts):
    for account in accounts:
        client = seeding[0].test_client()
        answer = client.post(
            "/sign-in", data={name: account[name] for name in ("username", "password")}
        )
        assert (answer.status_code, answer.location) == (303, account["landing"]), account


def test_without_json_the_accounts_are_a_table_to_read(seeding):
    said = seeding[0].test_cli_runner().invoke(args=["demo", "accounts"]).output
    assert "gulnar" in said
    assert "class code 814801" in said


def test_pupils_of_the_first_class_sign_in_by_their_card(seeding, demo):
    pupil = person("aigerim")
    answer = (
        seeding[0]
        .test_client()
        .post("/sign-in/pin", data={"code": "814801", "pupil": pupil.id, "pin": "1414"})
    )
    assert answer.status_code == 303


# --- skill cards -----------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["kk", "ru"])
def test_the_teacher_opens_on_one_live_card_with_its_reason_and_next_step(first, locale):
    (card,) = own_class(first("teacher", locale)).cards
    assert card.kind == "SR-CARD"
    assert [one.is_review for one in card.occasions] == [False, True]
    assert card.belief
    assert card.tip
    assert (clock.today() - card.known_since).days >= 14


@pytest.mark.parametrize("locale", ["kk", "ru"])
def test_the_parent_opens_on_one_live_card_with_its_reason_and_next_step(first, locale):
    pages = [parent.child_page(child) for child in parent.children_of(first("parent", locale))]
    (card,) = [card for page in pages for card in page.cards]
    assert card.kind == "SR-CARD"
    assert card.belief
    assert card.tip


def test_the_teacher_and_the_parent_see_the_same_card(first):
    (child,) = parent.children_of(first("parent"))
    (card,) = own_class(first("teacher")).cards
    assert card.pupil_id == child.id


def test_another_card_is_still_the_pupils_alone(demo, first):
    waiting = db.session.scalars(
        sa.select(SkillCard).where(
            SkillCard.cleared_at.is_(None), SkillCard.visible_from > clock.today()
        )
    ).all()
    assert len(waiting) == 1
    assert waiting[0].pupil_id not in [one.pupil_id for one in own_class(first("teacher")).cards]


def test_one_card_was_cleared_by_practice(demo):
    cleared = db.session.scalars(sa.select(SkillCard).where(SkillCard.cleared_at.is_not(None)))
    assert len(cleared.all()) == 1


def test_a_belief_is_shared_by_some_of_the_class_but_not_by_too_many(first):
    page = own_class(first("teacher"))
    assert page.talks
    assert all(3 <= talk.share * len(page.pupils) <= 0.4 * len(page.pupils) for talk in page.talks)


# --- lessons ---------------------------------------------------------------------------------


def test_the_pupil_of_the_account_has_work_under_way_and_reviews_due(first):
    aigerim = first("pupil")
    assert reviews.due_items(aigerim)
    begun = db.session.execute(
        sa.text("SELECT finished_at IS NULL FROM lesson_progress WHERE pupil_id = :id"),
        {"id": aigerim.id},
    )
    assert sorted(begun.scalars()) == [0, 1]


def test_lessons_are_done_under_way_and_not_opened(first):
    given = {one.lesson_id: one for one in own_class(first("teacher")).given}
    # The year plan may have given another one for this week.
    for lesson in (given["L21"], given["L24"]):
        assert lesson.finished
        assert lesson.started
        assert lesson.not_opened


def test_every_reason_for_being_stuck_occurs(first):
    kinds = {reason.kind for row in own_class(first("teacher")).pupils for reason in row.stuck}
    assert kinds == {"not-opened", "halfway", "same-task"}


def test_quiz_results_of_all_levels_occur(first):
    results = {row.result for row in own_class(first("teacher")).pupils}
    assert {"low", "mid", "high"} <= results


def test_a_class_has_enough_guesses_and_opinions_to_show_its_picture(demo):
    guesses = db.session.scalars(
        sa.text("SELECT count(*) FROM norm_guesses GROUP BY class_id, item_id")
    )
    opinions = db.session.scalars(
        sa.text("SELECT sum(answers) FROM opinion_counts GROUP BY class_id, statement_id")
    )
    assert max(guesses) >= 10
    assert max(opinions) >= 10


def test_nothing_happened_today_or_later(seeding, demo):
    midnight = clock.at(seeding[3], 0).strftime("%Y-%m-%d %H:%M:%S")
    for column in ("attempts.recorded_at", "cases.opened_at", "notices.created_at"):
        table, name = column.split(".")
        assert db.session.scalar(sa.text(f"SELECT max({name}) FROM {table}")) < midnight


# --- requests and cases ------------------------------------------------------------------------


def cases_by_rule(rule):
    return (
        sa.select(Case).join(Signal, Signal.id == Case.signal_id).where(Signal.rule == rule)
    ).order_by(Case.id)


def test_a_bullied_childs_request_reached_the_class_teacher_with_permission(demo):
    case = db.session.scalars(cases_by_rule("D4")).one()
    request = db.session.scalars(
        sa.select(HelpRequest).where(HelpRequest.kind == "disclosure")
    ).one()
    assert request.teacher_may_know
    assert request.pupil_id == case.pupil_id
    assert {person("irina").id, person("ainur").id} <= set(readers(case.id))
    in_class = (
        sa.select(SchoolClass.teacher_id).join(Enrolment).where(Enrolment.pupil_id == case.pupil_id)
    )
    assert db.session.scalar(in_class) == person("irina").id


def test_the_request_to_the_class_teacher_is_read_by_her_alone(demo, first):
    gulnar = first("teacher")
    (case,) = db.session.scalars(visible_cases(gulnar)).all()
    assert readers(case.id) == [gulnar.id]
    assert case.state == "new"


def test_no_parent_reads_a_case(demo):
    for case in db.session.scalars(sa.select(Case)):
        assert not set(readers(case.id)) & set(guardians_of(case.pupil_id))


def test_the_psychologist_has_one_case_at_each_stage_and_a_closed_one(first):
    cases = db.session.scalars(visible_cases(first("psychologist"))).all()
    standing = sorted(stage_of(case.state) for case in cases if case.closed_at is None)
    assert standing == ["analysis", "complaint", "observation", "plan"]
    assert sum(case.closed_at is not None for case in cases) == 1


def test_the_rules_behind_the_cases_vary(demo):
    rules = db.session.scalars(sa.select(Signal.rule)).all()
    assert sorted(rules) == ["D4", "H2", "H2", "H2", "P1", "P2"]


def test_one_deadline_is_missed_and_has_climbed_to_the_head(demo, first):
    morning = clock.at(clock.today(), 9)
    late = db.session.scalars(
        sa.select(Case).where(Case.closed_at.is_(None), Case.due_at < morning)
    ).all()
    assert len(late) == 1
    assert first("head").id in readers(late[0].id)


def test_words_of_children_are_not_in_the_database_file(demo):
    kept = db.session.scalars(sa.text("SELECT words FROM help_requests")).all()
    assert all(words.startswith(b"gAAAA") for words in kept)


def test_quizzes_wait_for_the_due_day_and_for_the_teacher_and_one_has_a_clock(demo):
    rules = db.session.execute(sa.text("SELECT release, minutes FROM class_quizzes")).all()
    assert {("after-due", 15), ("by-teacher", None)} <= {tuple(row) for row in rules}
    assert how_many("time_allowances") == 1
    held = "SELECT COUNT(*) FROM quiz_sittings WHERE handed_in_at > '2000' AND settled_at IS NULL"
    assert db.session.scalar(sa.text(held)) >= 10


# --- once, and always the same -------------------------------------------------------------


def test_seeding_again_changes_nothing(seeding, demo):
    before = {table: how_many(table) for table in TABLES}
    said = seeding[0].test_cli_runner().invoke(args=["demo", "seed"])
    assert said.exit_code == 0
    assert "nothing was changed" in said.output
    assert {table: how_many(table) for table in TABLES} == before


def figures():
    return [[tuple(row) for row in db.session.execute(sa.text(query))] for query in FIGURES]


def test_two_seedings_of_one_day_give_the_same_school(app, seeding, demo, tmp_path):
    wanted = figures()
    again = empty_school(app, tmp_path)
    with again.app_context(), clock.fixed(clock.at(seeding[3], 23, 59)):
        seed()
        found = figures()
    give_back(app, again)
    assert found == wanted


@pytest.mark.parametrize("day", ["2026-11-29", "2026-09-07"])
def test_the_school_stands_on_any_day(app, tmp_path, day):
    demo = empty_school(app, tmp_path)
    with demo.app_context(), clock.fixed(clock.at(dt.date.fromisoformat(day), 9)):
        seed()
        shown = [len(own_class(person(name)).cards) for name in ("gulnar", "olga")]
    give_back(app, demo)
    assert shown == [1, 1]


def test_stale_lessons_are_not_given_and_the_command_says_so(app, tmp_path):
    demo = empty_school(app, tmp_path)
    with clock.fixed(clock.at(dt.date(2035, 3, 14), 9)):
        said = demo.test_cli_runner().invoke(args=["demo", "seed"]).output
        with demo.app_context():
            given = how_many("assignments")
            shown = len(own_class(person("gulnar")).cards)
    give_back(app, demo)
    assert "L24 was not assigned" in said
    assert (given, shown) == (0, 1)


# --- where it is refused -----------------------------------------------------------------------


def test_a_real_school_is_never_filled_with_pretended_children(seeding, monkeypatch):
    demo = seeding[0]
    school = demo.extensions["settings"].model_copy(update={"mode": "school"})
    monkeypatch.setitem(demo.extensions, "settings", school)
    said = demo.test_cli_runner().invoke(args=["demo", "seed"])
    assert said.exit_code == 1
    assert "A real school is served here" in said.output


def test_accounts_of_an_empty_database_are_not_promised(app, tmp_path):
    demo = empty_school(app, tmp_path)
    said = demo.test_cli_runner().invoke(args=["demo", "accounts"])
    give_back(app, demo)
    assert said.exit_code == 1
    assert "flask demo seed" in said.output


def test_a_database_without_tables_is_named_in_one_sentence(app, tmp_path):
    demo = create_app(
        mode="test", instance=Path(app.instance_path), database_url=f"sqlite:///{tmp_path}/no.db"
    )
    said = [
        demo.test_cli_runner().invoke(args=["demo", command]) for command in ("seed", "accounts")
    ]
    give_back(app, demo)
    assert [one.exit_code for one in said] == [1, 1]
    assert all("flask db upgrade" in one.output for one in said)


def test_the_counts_of_half_a_term_are_those_of_its_attempts(demo):
    """Lessons, quizzes told later, reviews and opinions, by everybody."""
    groups = list(rebuilding.pupils_with_attempts())
    assert sum(map(len, groups)) > 30
    assert [rebuilding.differences(group) for group in groups] == [{}] * len(groups)
