"""Data rights: a copy that is fetched once, an erasure that says before what it does."""

import io
import json
import uuid
import zipfile

import pytest
import sqlalchemy as sa

from app.casework import intake
from app.casework.models import Case, ChronologyEntry
from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.jobs import keep_house
from app.learning.models import LessonProgress, Plan
from app.notices.services import queue_notices
from app.people import families, transfers
from app.people.models import Guardianship, User
from app.people.viewer import load_viewer
from app.privacy import copies
from app.privacy.models import DataCopy, ErasedCoverage, Erasure
from app.privacy.registry import BY_TABLE, HOLDINGS
from app.wellbeing import services as wellbeing
from app.wellbeing.models import HelpRequest
from app.wellbeing.services import Request
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")


def test_every_table_with_a_persons_key_is_in_the_registry(context):
    missing = []
    for table in db.metadata.sorted_tables:
        keys = {
            column.name
            for column in table.columns
            if any(key.column.table.name == "users" for key in column.foreign_keys)
        }
        holding = BY_TABLE.get(table.name)
        known = {holding.owner, *holding.hands} if holding else set()
        missing += [f"{table.name}.{name}" for name in sorted(keys - known)]
    assert missing == [], "add these to app/privacy/registry.py: whose are they, what goes, why"


def test_the_registry_names_only_what_there_is(context):
    for holding in HOLDINGS:
        table = db.metadata.tables[holding.table]
        named = {holding.owner, *holding.hands, *holding.hidden} - {None}
        assert named <= set(table.columns.keys()), holding.table
    assert len(BY_TABLE) == len(HOLDINGS)


def learn(world):
    now = clock.now()
    lessons = [("L21", now), ("L07", None)]
    with transaction():
        for lesson_id, finished in lessons:
            db.session.add(
                LessonProgress(
                    pupil_id=world.aigerim,
                    lesson_id=lesson_id,
                    lesson_version=1,
                    started_at=now,
                    last_at=now,
                    finished_at=finished,
                    steps_done=1,
                )
            )
        db.session.add(
            Plan(pupil_id=world.aigerim, lesson_id="L21", then_part="I say no", made_at=now)
        )


def ask_for_help(world):
    with transaction():
        intake.ask_for_help(
            pupil=load_viewer(world.aigerim),
            request=Request(
                kind="talk", topic="other", submission_key=uuid.uuid4(), words="secret words"
            ),
        )


def copy_of(browser, person, run_jobs):
    assert browser.post("/my-data", data={"person": person}).status_code == 303
    run_jobs()
    copy_id = db.session.scalar(sa.select(DataCopy.id).order_by(DataCopy.asked_at.desc()))
    return browser.post(f"/my-data/{copy_id}"), copy_id


def opened(answer):
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    return json.loads(archive.read("data.json")), archive.read("index.html").decode()


def test_a_pupils_copy_is_readable_and_holds_what_was_learned(world, sign_in, run_jobs, open_page):
    learn(world)
    pupil = sign_in(world.aigerim, "ru")
    answer, _copy = copy_of(pupil, world.aigerim, run_jobs)
    assert answer.mimetype == "application/zip"
    data, page = opened(answer)
    assert data["users"][0]["given_name"] == "Айгерім"
    assert {one["lesson_id"] for one in data["lesson_progress"]} == {"L21", "L07"}
    assert data["plans"][0]["then_part"] == "I say no"
    assert data["enrolments"][0]["grade"] == 8
    assert '<html lang="ru">' in page
    assert "Айгерім" in page


@pytest.mark.parametrize("who", ["aigerim", "parent", "teacher", "psychologist"])
def test_no_copy_holds_secrets_or_words_of_help(world, sign_in, run_jobs, who):
    learn(world)
    ask_for_help(world)
    with transaction():
        wellbeing.keep_for_myself(pupil_id=world.aigerim, card="home", submission_key=uuid.uuid4())
    person = getattr(world, who)
    child = world.aigerim if who == "parent" else person
    answer, _copy = copy_of(sign_in(person), child, run_jobs)
    data, page = opened(answer)
    everything = json.dumps(data, ensure_ascii=False) + page
    for word in ("secret words", "argon2", "private_marks", "help_requests", "cases", "signals"):
        assert word not in everything


def test_a_parents_copy_of_a_child_has_less_than_the_childs_own(world, sign_in, run_jobs):
    learn(world)
    answer, _copy = copy_of(sign_in(world.parent), world.aigerim, run_jobs)
    data, _page = opened(answer)
    lessons = library.get().lessons
    assert "plans" not in data
    shown = {one["lesson_id"] for one in data.get("lesson_progress", [])}
    assert shown == {one for one in ("L21", "L07") if not lessons[one].sensitive}
    for one in data["lesson_progress"]:
        assert set(one) == {"lesson_id", "finished_at"}, "results and hours of work are the pupil's"


def test_a_copy_is_fetched_once_by_who_asked_and_then_gone(world, sign_in, run_jobs):
    pupil = sign_in(world.aigerim)
    answer, copy_id = copy_of(pupil, world.aigerim, run_jobs)
    assert answer.status_code == 200
    assert pupil.post(f"/my-data/{copy_id}").status_code == 404
    assert db.session.get(DataCopy, copy_id).content is None


def test_nobody_fetches_what_another_has_asked_for(world, sign_in, run_jobs):
    sign_in(world.aigerim).post("/my-data", data={"person": world.aigerim})
    run_jobs()
    copy_id = db.session.scalar(sa.select(DataCopy.id))
    for who in (world.parent, world.bolat, world.admin, world.teacher):
        assert sign_in(who).post(f"/my-data/{copy_id}").status_code == 404


def test_a_parent_who_is_kept_from_a_child_fetches_no_copy_asked_for_before(
    world, sign_in, run_jobs
):
    parent = sign_in(world.parent)
    parent.post("/my-data", data={"person": world.aigerim})
    run_jobs()
    copy_id = db.session.scalar(sa.select(DataCopy.id))
    with transaction():
        families.unlink(guardian_id=world.parent, pupil_id=world.aigerim, by_id=world.admin)
    assert parent.post(f"/my-data/{copy_id}").status_code == 404
    assert str(copy_id) not in parent.get("/my-data").text


def test_no_copy_is_made_for_whom_the_child_is_none_of_theirs_any_more(world, sign_in, run_jobs):
    sign_in(world.parent).post("/my-data", data={"person": world.aigerim})
    with transaction():
        families.unlink(guardian_id=world.parent, pupil_id=world.aigerim, by_id=world.admin)
    run_jobs()
    assert db.session.scalar(sa.select(DataCopy.made_at)) is None


def test_a_copy_does_not_tell_that_help_was_asked_for(world, sign_in, run_jobs):
    """The child carries it home: it has neither the news of a request nor its hour."""
    ask_for_help(world)
    with transaction():
        queue_notices(recipients=[world.aigerim], kind="request-seen", subject_id=1)
    run_jobs()
    answer, _copy = copy_of(sign_in(world.aigerim), world.aigerim, run_jobs)
    data, page = opened(answer)
    assert "request" not in json.dumps(data) + page


def test_nobody_asks_for_the_data_of_others(world, sign_in):
    for who in (world.bolat, world.teacher, world.admin, world.strange_parent):
        answer = sign_in(who).post("/my-data", data={"person": world.aigerim})
        assert answer.status_code == 404
    assert sign_in(world.bolat).post("/my-data", data={"person": "x"}).status_code == 404


def test_a_copy_expires_and_nothing_stays_behind(world, sign_in, run_jobs, at):
    pupil = sign_in(world.aigerim)
    pupil.post("/my-data", data={"person": world.aigerim})
    run_jobs()
    copy_id = db.session.scalar(sa.select(DataCopy.id))
    with at(clock.now() + copies.KEPT):
        assert pupil.post(f"/my-data/{copy_id}").status_code == 404
        keep_house.call_local()
    assert db.session.get(DataCopy, copy_id).content is None


def test_a_copy_whose_job_was_lost_is_made_at_night(world, sign_in):
    sign_in(world.aigerim).post("/my-data", data={"person": world.aigerim})
    keep_house.call_local()
    assert db.session.scalar(sa.select(DataCopy.made_at)) is not None


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
@pytest.mark.parametrize("who", ["aigerim", "parent", "teacher"])
def test_the_page_of_copies_in_each_language(world, sign_in, open_page, at_most, who, locale):
    browser = sign_in(getattr(world, who), locale)
    with at_most(12):
        open_page(browser, "/my-data")


# --- erasure


@pytest.fixture
def admin(sign_in, world):
    return sign_in(world.admin)


def gone(world):
    with transaction():
        transfers.leave(pupil_id=world.aigerim, by=load_viewer(world.admin))


def erase(admin, person, reason="Application 5"):
    return admin.post(f"/school/people/{person}/erase", data={"reason": reason})


def test_the_preview_says_what_goes_and_what_stays(world, admin, open_page, at_most):
    learn(world)
    gone(world)
    page = text_of(open_page(admin, f"/school/people/{world.aigerim}/erase"))
    assert "Lessons: 2" in page
    assert "law asks to keep it" in page
    assert db.session.get(User, world.aigerim).given_name == "Айгерім"


def test_the_preview_does_not_tell_whether_there_is_a_case(world, admin, open_page):
    learn(world)
    gone(world)
    url = f"/school/people/{world.aigerim}/erase"
    before = text_of(open_page(admin, url))
    with transaction():
        db.session.get(User, world.aigerim).is_active = True
    ask_for_help(world)
    gone(world)
    assert text_of(open_page(admin, url)) == before


def test_erased_is_what_law_does_not_keep(world, admin, sign_in, open_page):
    learn(world)
    ask_for_help(world)
    gone(world)
    assert erase(admin, world.aigerim).status_code == 303
    person = db.session.get(User, world.aigerim)
    assert (person.family_name, person.username, person.pin_hash) == ("—", None, None)
    for model in (LessonProgress, Plan, Guardianship):
        owner = sa.select(model).where(model.pupil_id == world.aigerim)
        assert db.session.scalar(owner) is None
    assert db.session.scalar(sa.select(HelpRequest.words)) == "secret words"
    case_id = db.session.scalar(sa.select(Case.id))
    case = text_of(open_page(sign_in(world.psychologist), f"/cases/{case_id}"))
    assert "Әлімова Айгерім" in case
    notes = db.session.scalars(sa.select(ChronologyEntry.note).where(ChronologyEntry.note != ""))
    assert "Әлімова Айгерім" in list(notes)


def test_of_the_erased_only_sums_stay(world, admin):
    learn(world)
    gone(world)
    erase(admin, world.aigerim)
    rows = db.session.execute(
        sa.select(ErasedCoverage.lesson_id, ErasedCoverage.started, ErasedCoverage.finished)
    )
    assert sorted(map(tuple, rows)) == [("L07", 1, 0), ("L21", 1, 1)]


def test_an_erasure_is_written_down_without_a_name(world, admin):
    learn(world)
    gone(world)
    erase(admin, world.aigerim)
    erase(admin, world.aigerim)
    done = db.session.scalars(sa.select(Erasure)).one()
    assert (done.person_id, done.by_id, done.reason) == (
        world.aigerim,
        world.admin,
        "Application 5",
    )
    assert done.rows["lesson_progress"] == 2
    assert "help_requests" not in done.rows


def test_nobody_is_erased_who_is_still_here_or_without_a_reason(world, admin):
    assert erase(admin, world.aigerim).status_code == 404
    assert admin.get(f"/school/people/{world.aigerim}/erase").status_code == 404
    gone(world)
    erase(admin, world.aigerim, reason=" ")
    assert db.session.get(User, world.aigerim).erased_at is None


def test_a_member_of_staff_who_left_is_erased_and_the_school_goes_on(world, admin, sign_in):
    yesterday = clock.today() - clock.dt.timedelta(days=1)
    admin.post(f"/school/people/{world.teacher}/role/end", data={"last_day": str(yesterday)})
    assert erase(admin, world.teacher).status_code == 303
    assert db.session.get(User, world.teacher).family_name == "—"
    assert admin.get(f"/school/classes/{world.class_8a}").status_code == 200


def test_another_schools_people_are_not_erased(world, admin):
    with transaction():
        db.session.get(User, world.stranger).is_active = False
    assert erase(admin, world.stranger).status_code == 404
