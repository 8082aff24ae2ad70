"""Inbox and case page: who may look, what each look and each act leaves behind."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa

from app.casework import intake, services
from app.casework.models import Case, CaseTask, ChronologyEntry
from app.core import audit, clock
from app.core.db import db, transaction
from app.notices.models import Notice
from app.people.models import User
from app.people.viewer import load_viewer
from app.wellbeing.services import Request
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

MORNING = clock.at(dt.date(2026, 11, 24), 10)
MOVES = (
    "take",
    "triage",
    "no-concern",
    "step",
    "observe",
    "close",
    "reopen",
    "note",
    "bring-in",
)


def ask(world, pupil=None, **what):
    """A request, and the number of its case."""
    request = Request(submission_key=uuid.uuid4(), **{"kind": "talk", "topic": "bullied", **what})
    with transaction():
        row = intake.ask_for_help(pupil=load_viewer(pupil or world.aigerim), request=request)
        return intake.case_of(row.id)


def case(case_id):
    return db.session.scalars(
        sa.select(Case).where(Case.id == case_id).execution_options(populate_existing=True)
    ).one()


def kinds(case_id):
    query = sa.select(ChronologyEntry.kind).where(ChronologyEntry.case_id == case_id)
    return list(db.session.scalars(query.order_by(ChronologyEntry.at, ChronologyEntry.id)))


def do(client, case_id, move, *, version=None, key=None, **fields):
    shown = version if version is not None else case(case_id).version
    data = {"version": shown, "submission_key": key or str(uuid.uuid4()), **fields}
    return client.post(
        f"/cases/{case_id}/{move}", data={f"{move}-{name}": value for name, value in data.items()}
    )


TRIAGE = {
    "category": "bullying",
    "severity": "2",
    "home": "unknown",
    "note": "They talked.",
    "conflict_checked": "y",
    "safe_contact": "In the library.",
}


def one_with(role):
    return db.session.scalars(sa.select(User.id).where(User.role == role).order_by(User.id)).first()


def bring_to(client, case_id, state, backup="social_pedagogue"):
    """Along the long way, through the page's own forms."""
    in_a_week = (clock.today() + dt.timedelta(days=7)).isoformat()
    severity = str(case(case_id).severity)
    steps = {
        "acknowledged": ("take", {}),
        "triaged": ("triage", {**TRIAGE, "severity": severity}),
        "assigned": ("assign", {"backup": one_with(backup)}),
        "in_support": ("step", {"text": "Talk with the class", "due_on": in_a_week}),
        "monitoring": ("observe", {"review_on": in_a_week, "note": "Calmer."}),
        "closed": ("close", {"better": "yes", "note": "It stopped."}),
    }
    for reached, (move, fields) in steps.items():
        if move == "assign":
            fields["owner"] = case(case_id).owner_id
        assert do(client, case_id, move, **fields).status_code == 303
        assert case(case_id).state == reached
        if reached == state:
            return


@pytest.fixture
def psychologist(sign_in, world):
    return sign_in(world.psychologist)


# --- who may look --------------------------------------------------------------------------


def case_urls(case_id, step_id):
    page = f"/cases/{case_id}"
    return [
        ("GET", page),
        ("GET", f"{page}/step-aside"),
        ("POST", f"{page}/step-aside"),
        ("POST", f"{page}/step/{step_id}/done"),
        *(("POST", f"{page}/{move}") for move in MOVES),
    ]


OUTSIDERS = [
    "aigerim",
    "bolat",
    "stranger",
    "parent",
    "strange_parent",
    "teacher",
    "strange_teacher",
    "pedagogue",
    "lead",
    "deputy",
    "head",
    "admin",
    "strange_psychologist",
]


@pytest.mark.parametrize("role", OUTSIDERS)
def test_a_case_of_others_is_like_one_that_is_not_there(world, sign_in, psychologist, role):
    case_id = ask(world)
    bring_to(psychologist, case_id, "in_support", "head" if role != "head" else "deputy")
    step_id = db.session.scalar(sa.select(CaseTask.id))
    before = kinds(case_id)
    client = sign_in(getattr(world, role))
    for (method, url), (_, missing) in zip(
        case_urls(case_id, step_id), case_urls(999, step_id), strict=True
    ):
        refused, absent = client.open(url, method=method), client.open(missing, method=method)
        assert refused.status_code == absent.status_code == 404, url
    assert kinds(case_id) == before


def test_a_case_of_a_huge_number_is_not_found(psychologist, world):
    assert psychologist.get(f"/cases/{10**30}").status_code == 404
    assert psychologist.get("/cases/0").status_code == 404


@pytest.mark.parametrize("role", ["psychologist", "lead", "deputy"])
def test_an_excluded_person_meets_not_found_everywhere(world, sign_in, role):
    person = getattr(world, role)
    case_id = ask(world, kind="danger", topic="other", not_these=frozenset({person}))
    client = sign_in(person)
    for method, url in case_urls(case_id, 1):
        assert client.open(url, method=method).status_code == 404, url
    assert "Әлімова Айгерім" not in client.get("/cases/").get_data(as_text=True)


def test_nobody_without_signing_in(client, world):
    case_id = ask(world)
    assert client.get(f"/cases/{case_id}").status_code == 303
    assert client.get("/cases/").status_code == 303
    assert client.post(f"/cases/{case_id}/take").status_code == 401


def test_steps_of_another_case_cannot_be_finished_through_this_one(world, psychologist):
    first, second = ask(world), ask(world, pupil=world.bolat)
    bring_to(psychologist, first, "in_support")
    step_id = db.session.scalar(sa.select(CaseTask.id))
    assert psychologist.post(f"/cases/{second}/step/{step_id}/done").status_code == 404
    assert psychologist.post(f"/cases/{first}/step/{step_id}/done").status_code == 303


# --- the inbox -----------------------------------------------------------------------------


def test_the_inbox_shows_what_is_due_first(world, psychologist, open_page, at):
    with at(MORNING):
        ask(world, pupil=world.bolat, topic="bullied")
        ask(world, topic="home")
        page = open_page(psychologist, "/cases/")
    cards = page.select("[data-signal]")
    assert [card.h3.get_text(strip=True) for card in cards] == ["Әлімова Айгерім", "Жүнісов Болат"]
    assert [card["data-signal"] for card in cards] == ["H2", "H2"]


def test_a_card_names_rule_reason_stage_and_owner(world, psychologist, open_page):
    case_id = ask(world, kind="disclosure", card="D4", wish="contact-me", frequency="weekly")
    do(psychologist, case_id, "take")
    card = open_page(psychologist, "/cases/").select_one("[data-signal=D4]")
    words = " ".join(card.get_text(" ").split())
    assert "Card “This happens to me”: every week or more often. “Please contact me”" in words
    assert "Rule D4" in words
    assert "Seen" in words
    assert "Owner: Маратқызы Айнұр" in words


def test_the_words_of_the_child_are_not_in_the_list(world, psychologist):
    ask(world, words="a secret of mine")
    assert "a secret of mine" not in psychologist.get("/cases/").get_data(as_text=True)


def test_overdue_is_said_in_words(world, psychologist, open_page, at):
    with at(MORNING):
        ask(world)
        assert "Overdue" not in text_of(open_page(psychologist, "/cases/"))
    with at(MORNING + dt.timedelta(days=3)):
        words = text_of(open_page(psychologist, "/cases/"))
    assert "Overdue nobody has taken it in time" in words


def test_closed_cases_are_paged(world, psychologist, open_page):
    for _ in range(21):
        bring_to(psychologist, ask(world), "closed")
    page = open_page(psychologist, "/cases/")
    assert len(page.select("#closed li")) == 20
    assert len(open_page(psychologist, "/cases/?page=2").select("#closed li")) == 1
    for odd in ("0", "-3", "99", str(10**30), "x"):
        assert psychologist.get(f"/cases/?page={odd}").status_code == 200


def test_a_teacher_finds_only_what_was_addressed_to_them(world, sign_in, open_page):
    ask(world)
    teacher = sign_in(world.teacher)
    assert not open_page(teacher, "/cases/").select("[data-signal]")
    ask(world, pupil=world.bolat, addressed_to_id=world.teacher)
    page = open_page(teacher, "/cases/")
    assert [card.h3.get_text(strip=True) for card in page.select("[data-signal]")] == [
        "Жүнісов Болат"
    ]


@pytest.mark.parametrize("role", ["lead", "deputy", "head"])
def test_who_oversees_sees_numbers_without_content(world, sign_in, open_page, at, role):
    with at(MORNING):
        ask(world)
    with at(MORNING + dt.timedelta(days=3)):
        page = open_page(sign_in(getattr(world, role)), "/cases/")
    assert not page.select("[data-signal]")
    assert "Not taken in time 1" in text_of(page)
    assert "Әлімова" not in text_of(page)


def test_who_is_barred_from_a_case_does_not_even_see_its_number(world, sign_in, open_page, at):
    with at(MORNING):
        ask(world, not_these=frozenset({world.head}))
    with at(MORNING + dt.timedelta(days=3)):
        page = open_page(sign_in(world.head), "/cases/")
    assert "Not taken in time 0" in text_of(page)


@pytest.mark.parametrize("role", ["psychologist", "pedagogue", "teacher"])
def test_others_see_no_such_numbers(world, sign_in, open_page, role):
    assert "Not taken in time" not in text_of(open_page(sign_in(getattr(world, role)), "/cases/"))


def test_the_inbox_costs_the_same_for_one_case_and_for_many(world, sign_in, open_page, at_most):
    for _ in range(12):
        ask(world, kind="danger", topic="other")
        ask(world, pupil=world.bolat, kind="danger", topic="other")
    with at_most(12):
        open_page(sign_in(world.lead), "/cases/")


# --- the case page -------------------------------------------------------------------------


def test_the_page_shows_what_the_child_said_and_wished(world, psychologist, open_page):
    case_id = ask(
        world,
        words="They wait for me at the gate",
        safe_contact="In the library after lesson five",
        call_quietly=True,
        not_these=frozenset({world.deputy}),
    )
    words = text_of(open_page(psychologist, f"/cases/{case_id}"))
    assert "They wait for me at the gate" in words
    assert "How to reach the child safely: In the library after lesson five" in words
    assert "so that nobody in class notices" in words
    assert "Not this person: Ахметова Сәуле" in words
    assert "Someone hurts or bullies me" in words


EXPLANATIONS = [
    ({"kind": "danger", "topic": "other"}, "pressed “I am in danger now”"),
    ({"topic": "home"}, "Do not call home. First make sure that the child is safe now."),
    ({"topic": "low"}, "Talk today, in private and calmly."),
    ({"topic": "money"}, "A short, calm talk in private"),
    (
        {"kind": "disclosure", "card": "D4", "wish": "not-safe", "frequency": "monthly"},
        "marked “this happens to me”, 2–3 times a month",
    ),
    (
        {"kind": "disclosure", "card": "D4", "wish": "contact-me", "frequency": None},
        "asks to be talked with",
    ),
]


@pytest.mark.parametrize(("what", "words"), EXPLANATIONS)
def test_every_rule_explains_itself(world, psychologist, open_page, what, words):
    page = text_of(open_page(psychologist, f"/cases/{ask(world, **what)}"))
    assert words in page
    assert "What it is not:" in page
    assert "It may also mean:" in page
    assert "Suggestion:" in page


@pytest.mark.parametrize("kind", ["staff", "parent"])
def test_a_concern_explains_itself(world, sign_in, open_page, kind):
    author = world.teacher if kind == "staff" else world.parent
    with transaction():
        intake.report_concern(
            author=load_viewer(author),
            pupil_id=world.aigerim,
            school_id=world.school,
            submission_key=uuid.uuid4(),
            kind=kind,
            facts="She sits alone",
        )
    case_id = db.session.scalar(sa.select(Case.id))
    words = text_of(open_page(sign_in(world.psychologist), f"/cases/{case_id}"))
    assert "She sits alone" in words
    assert "This is what an adult has seen or thinks" in words


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    "state", ["new", "acknowledged", "triaged", "assigned", "in_support", "monitoring", "closed"]
)
def test_every_state_has_its_page(world, sign_in, psychologist, open_page, at_most, state, locale):
    case_id = ask(world, words="a word")
    if state != "new":
        bring_to(psychologist, case_id, state)
    reader = sign_in(world.psychologist, locale)
    with at_most(13):
        page = open_page(reader, f"/cases/{case_id}")
    assert page.select_one(".states [aria-current=step]")


def test_every_look_is_recorded_before_it_is_shown(world, psychologist):
    case_id = ask(world)
    for _ in range(2):
        psychologist.get(f"/cases/{case_id}")
    looks = [one for one in audit.entries_about("case", case_id) if one.action == "case:read"]
    assert [one.actor_id for one in looks] == [world.psychologist] * 2


def test_a_look_that_was_refused_is_no_look(world, sign_in):
    case_id = ask(world)
    sign_in(world.teacher).get(f"/cases/{case_id}")
    assert audit.entries_about("case", case_id, audit.Action.CASE_READ) == []


def test_the_page_names_who_has_looked(world, psychologist, sign_in, open_page):
    case_id = ask(world, kind="danger", topic="other")
    sign_in(world.lead).get(f"/cases/{case_id}")
    words = text_of(open_page(psychologist, f"/cases/{case_id}"))
    assert "Views log: 2 people" in words


def test_words_taken_back_unread_stay_unread(world, psychologist, sign_in, open_page):
    case_id = ask(world, words="a secret of mine", safe_contact="behind the gym")
    take_back(world)
    words = text_of(open_page(psychologist, f"/cases/{case_id}"))
    assert "Taken back" in words
    assert "a secret of mine" not in words
    assert "behind the gym" not in words


def test_words_that_were_read_are_known(world, psychologist, open_page):
    case_id = ask(world, words="a secret of mine")
    psychologist.get(f"/cases/{case_id}")
    take_back(world)
    words = text_of(open_page(psychologist, f"/cases/{case_id}"))
    assert "Taken back" in words
    assert "a secret of mine" in words


def take_back(world):
    request_id = db.session.scalar(sa.select(ChronologyEntry.request_id))
    with transaction():
        intake.take_back(pupil=load_viewer(world.aigerim), request_id=request_id)


# --- moves ---------------------------------------------------------------------------------


def test_the_long_way_from_complaint_to_observation(world, psychologist):
    case_id = ask(world)
    bring_to(psychologist, case_id, "closed")
    assert kinds(case_id) == [
        "signal",
        "acknowledge",
        "triage",
        "conflict-checked",
        "assign",
        "brought-in",
        "support",
        "task",
        "monitor",
        "close",
        "better-yes",
    ]


def test_taking_a_case_tells_the_child_that_it_is_seen(world, psychologist):
    do(psychologist, ask(world), "take")
    seen = sa.select(Notice.recipient_id).where(Notice.kind == "request-seen")
    assert list(db.session.scalars(seen)) == [world.aigerim]
    assert case(db.session.scalar(sa.select(Case.id))).owner_id == world.psychologist


def test_taking_a_colleagues_concern_tells_the_child_nothing(world, psychologist):
    with transaction():
        intake.report_concern(
            author=load_viewer(world.teacher),
            pupil_id=world.aigerim,
            school_id=world.school,
            submission_key=uuid.uuid4(),
            kind="staff",
            facts="She sits alone",
        )
    do(psychologist, db.session.scalar(sa.select(Case.id)), "take")
    told = sa.select(Notice).where(Notice.recipient_id == world.aigerim)
    assert db.session.scalars(told).all() == []


@pytest.mark.parametrize(("said", "kept"), [("unknown", None), ("yes", True), ("no", False)])
def test_unknown_home_is_no_home_to_call(world, psychologist, open_page, said, kept):
    case_id = ask(world)
    do(psychologist, case_id, "take")
    do(psychologist, case_id, "triage", **{**TRIAGE, "home": said})
    assert case(case_id).home_is_safe is kept
    words = text_of(open_page(psychologist, f"/cases/{case_id}"))
    assert ("Do not contact home: it is not known to be safe." in words) is (kept is not True)


def test_a_stale_form_changes_nothing_and_shows_what_was_written(world, sign_in, psychologist):
    case_id = ask(world, kind="danger", topic="other")
    seen_by_lead = case(case_id).version
    do(psychologist, case_id, "take")
    lead = sign_in(world.lead)
    late = do(
        lead,
        case_id,
        "triage",
        version=seen_by_lead,
        **{**TRIAGE, "severity": "4", "note": "My long note on the talk"},
    )
    assert late.status_code == 409
    html = late.get_data(as_text=True)
    assert "Someone has changed this meanwhile. Check and save again." in html
    assert html.count("My long note on the talk") == 2  # in the message and in the form
    assert case(case_id).state == "acknowledged"
    again = do(lead, case_id, "triage", **{**TRIAGE, "severity": "4", "note": "My long note"})
    assert again.status_code == 303


def test_a_move_that_is_over_shows_what_was_written(world, psychologist):
    case_id = ask(world)
    bring_to(psychologist, case_id, "in_support")
    late = do(psychologist, case_id, "triage", **{**TRIAGE, "note": "My long note on the talk"})
    assert late.status_code == 409
    assert "My long note on the talk" in late.get_data(as_text=True)


def test_a_form_sent_twice_acts_once(world, psychologist):
    case_id = ask(world)
    bring_to(psychologist, case_id, "assigned")
    key, version = str(uuid.uuid4()), case(case_id).version
    in_a_week = (clock.today() + dt.timedelta(days=7)).isoformat()
    for _ in range(2):
        response = do(
            psychologist,
            case_id,
            "step",
            key=key,
            version=version,
            text="Talk with the class",
            due_on=in_a_week,
        )
        assert response.status_code == 303
    assert db.session.scalar(sa.select(sa.func.count()).select_from(CaseTask)) == 1


def test_a_note_is_added_even_from_an_older_page(world, psychologist):
    case_id = ask(world)
    old = case(case_id).version
    do(psychologist, case_id, "take")
    assert (
        do(psychologist, case_id, "note", version=old, facts="Seen at the gate").status_code == 303
    )
    assert "facts" in kinds(case_id)


def test_facts_words_and_opinion_are_lines_of_their_own(world, psychologist):
    case_id = ask(world)
    do(psychologist, case_id, "take")
    do(
        psychologist,
        case_id,
        "note",
        facts="Stood alone",
        child_words="I am fine",
        opinion="I doubt it",
        talked="y",
    )
    assert kinds(case_id)[2:] == ["talked", "facts", "child-words", "opinion"]


def test_talking_moves_the_clock_and_looking_does_not(world, psychologist, at):
    with at(MORNING):
        case_id = ask(world)
        do(psychologist, case_id, "take")
        due = case(case_id).due_at
        psychologist.get(f"/cases/{case_id}")
        assert case(case_id).due_at == due
        do(psychologist, case_id, "note", talked="y")
        assert case(case_id).due_at > due


@pytest.mark.parametrize(
    ("move", "fields"),
    [
        ("triage", {**TRIAGE, "category": "nonsense"}),
        ("triage", {**TRIAGE, "severity": "9"}),
        ("triage", {**TRIAGE, "home": "perhaps"}),
        ("triage", {**TRIAGE, "note": ""}),
        ("triage", {**TRIAGE, "note": "а" * 4001}),
        ("note", {}),
        ("note", {"facts": "а" * 4001}),
        ("bring-in", {"person": "999999"}),
        ("bring-in", {"person": "x"}),
        ("bring-in", {}),
    ],
    ids=lambda value: value if isinstance(value, str) else str(sorted(value))[:40],
)
def test_what_cannot_be_read_changes_nothing(world, psychologist, move, fields):
    case_id = ask(world)
    do(psychologist, case_id, "take")
    before = kinds(case_id)
    assert do(psychologist, case_id, move, **fields).status_code == 422
    assert kinds(case_id) == before


@pytest.mark.parametrize("day", ["2020-01-01", "2099-01-01", "tomorrow", ""])
def test_days_are_days_ahead(world, psychologist, day):
    case_id = ask(world)
    bring_to(psychologist, case_id, "assigned")
    assert do(psychologist, case_id, "step", text="Talk", due_on=day).status_code == 422


def test_a_broken_key_or_version_is_refused_plainly(world, psychologist):
    case_id = ask(world)
    assert do(psychologist, case_id, "take", key="no-uuid").status_code == 422
    assert do(psychologist, case_id, "take", version="x").status_code == 409
    assert do(psychologist, case_id, "take", version="9" * 5000).status_code == 409
    assert psychologist.post(f"/cases/{case_id}/take").status_code == 422
    assert psychologist.post(f"/cases/{case_id}/fly").status_code == 404
    assert case(case_id).state == "new"


def test_not_better_keeps_a_case_open(world, psychologist):
    case_id = ask(world)
    bring_to(psychologist, case_id, "monitoring")
    response = do(psychologist, case_id, "close", better="no", note="Still at the gate")
    assert response.status_code == 422
    assert "the case stays open" in response.get_data(as_text=True)
    assert "Still at the gate" in response.get_data(as_text=True)
    assert case(case_id).state == "monitoring"


def test_the_owner_of_a_serious_case_cannot_close_it_alone(world, sign_in, psychologist):
    case_id = ask(world, topic="low")
    bring_to(psychologist, case_id, "monitoring")
    answer = {"better": "yes", "note": "She smiles again"}
    alone = do(psychologist, case_id, "close", **answer)
    assert alone.status_code == 422
    assert "A second person must confirm." in alone.get_data(as_text=True)
    assert do(sign_in(world.lead), case_id, "close", **answer).status_code == 303
    assert case(case_id).closed_at is not None


def test_the_owner_of_a_serious_case_cannot_lower_or_dismiss_it_alone(world, sign_in, psychologist):
    case_id = ask(world, topic="low")
    do(psychologist, case_id, "take")
    assert do(psychologist, case_id, "triage", **TRIAGE).status_code == 422
    assert do(psychologist, case_id, "no-concern", note="Fine").status_code == 422
    assert do(sign_in(world.lead), case_id, "triage", **TRIAGE).status_code == 303
    assert "severity-2" in kinds(case_id)


def test_no_concern_is_kept_with_its_reason_and_can_be_opened_again(world, psychologist):
    case_id = ask(world)
    do(psychologist, case_id, "take")
    do(psychologist, case_id, "no-concern", note="A film they talked about")
    assert case(case_id).state == "no_concern"
    do(psychologist, case_id, "reopen", note="It was no film")
    assert case(case_id).state == "acknowledged"


def test_an_adult_can_be_brought_in_and_then_reads(world, sign_in, psychologist, open_page):
    aigerim, pedagogue = sign_in(world.aigerim), sign_in(world.pedagogue)
    aigerim.post("/learn/help/talk", data={"submission_key": uuid.uuid4()})
    case_id = db.session.scalars(sa.select(Case.id)).one()
    assert do(psychologist, case_id, "bring-in", person=world.pedagogue).status_code == 303
    assert pedagogue.get(f"/cases/{case_id}").status_code == 200
    words = text_of(open_page(aigerim, "/learn/help/who-knows"))
    assert "Қасымова Жанна" in words


@pytest.mark.parametrize("role", ["deputy", "strange_psychologist", "parent", "admin", "bolat"])
def test_nobody_excluded_or_from_outside_can_be_brought_in(world, psychologist, role):
    case_id = ask(world, not_these=frozenset({world.deputy}))
    person = getattr(world, role)
    assert do(psychologist, case_id, "bring-in", person=person).status_code == 422


def test_stepping_aside_asks_first_and_is_for_good(world, psychologist, sign_in, open_page):
    case_id = ask(world)
    do(psychologist, case_id, "take")
    page = open_page(psychologist, f"/cases/{case_id}/step-aside")
    assert "You will not be able to open the case again." in text_of(page)
    assert case(case_id).owner_id == world.psychologist
    for _ in range(2):  # a double click
        assert psychologist.post(f"/cases/{case_id}/step-aside").status_code == 303
    assert psychologist.get(f"/cases/{case_id}").status_code == 404
    assert (case(case_id).state, case(case_id).owner_id) == ("new", None)
    assert sign_in(world.lead).get(f"/cases/{case_id}").status_code == 200


def test_after_an_overdue_deadline_the_next_person_reads(world, sign_in, at):
    with at(MORNING):
        case_id = ask(world)
    lead = sign_in(world.lead)
    assert lead.get(f"/cases/{case_id}").status_code == 404
    with at(MORNING + dt.timedelta(days=1, hours=8)), transaction():
        services.climb_overdue()
    assert lead.get(f"/cases/{case_id}").status_code == 200


# --- concerns ------------------------------------------------------------------------------

CONCERN = {"told_in_person": "yes", "facts": "She sits alone"}


def report(client, url, **fields):
    return client.post(url, data={"submission_key": str(uuid.uuid4()), **CONCERN, **fields})


@pytest.mark.parametrize("role", ["teacher", "psychologist", "lead", "pedagogue", "deputy", "head"])
def test_every_adult_of_the_school_can_write_a_concern(world, sign_in, open_page, role):
    client = sign_in(getattr(world, role))
    page = open_page(client, "/cases/concerns/new")
    assert "Immediate danger: speak first, write later." in text_of(page)
    response = report(client, "/cases/concerns/new", pupil=world.aigerim)
    assert response.status_code == 303
    words = text_of(open_page(client, response.location))
    assert "Received. Thank you for looking." in words
    assert "Маратқызы" not in words
    opened = db.session.scalars(sa.select(Case)).one()
    assert opened.pupil_id == world.aigerim


@pytest.mark.parametrize("role", ["aigerim", "parent", "admin"])
def test_others_have_no_such_page(world, sign_in, role):
    assert sign_in(getattr(world, role)).get("/cases/concerns/new").status_code == 404


def test_a_teacher_names_only_own_pupils(world, sign_in):
    teacher = sign_in(world.teacher)
    assert report(teacher, "/cases/concerns/new", pupil=world.stranger).status_code == 422
    assert teacher.get(f"/cases/concerns/new?class_id={world.other_class}").status_code == 404
    assert teacher.get(f"/cases/concerns/new?pupil_id={world.stranger}").status_code == 404
    assert teacher.get(f"/cases/concerns/new?pupil_id={10**30}").status_code == 404
    assert db.session.scalars(sa.select(Case)).all() == []


def test_from_a_pupils_page_the_pupil_is_chosen_already(world, sign_in, open_page):
    page = open_page(sign_in(world.teacher), f"/cases/concerns/new?pupil_id={world.bolat}")
    assert page.select_one("select[name=pupil] [selected]")["value"] == str(world.bolat)


@pytest.mark.parametrize(
    "fields",
    [{"told_in_person": ""}, {"facts": ""}, {"pupil": ""}, {"submission_key": "x"}],
    ids=str,
)
def test_an_unfinished_concern_comes_back(world, sign_in, fields):
    response = report(
        sign_in(world.teacher),
        "/cases/concerns/new",
        **{"pupil": world.bolat, "child_words": "kept", **fields},
    )
    assert response.status_code == 422
    assert "kept" in response.get_data(as_text=True)


def test_a_teacher_who_reports_does_not_read_the_case(world, sign_in):
    teacher = sign_in(world.teacher)
    report(teacher, "/cases/concerns/new", pupil=world.aigerim)
    case_id = db.session.scalar(sa.select(Case.id))
    assert teacher.get(f"/cases/{case_id}").status_code == 404


def test_a_psychologist_who_reports_works_the_case(world, psychologist):
    report(psychologist, f"/cases/concerns/new?class_id={world.class_8a}", pupil=world.aigerim)
    case_id = db.session.scalar(sa.select(Case.id))
    assert psychologist.get(f"/cases/{case_id}").status_code == 200


def test_a_concern_is_kept_from_whom_it_is_about(world, sign_in):
    report(
        sign_in(world.teacher), "/cases/concerns/new", pupil=world.aigerim, not_these=[world.lead]
    )
    case_id = db.session.scalar(sa.select(Case.id))
    assert sign_in(world.lead).get(f"/cases/{case_id}").status_code == 404
    assert sign_in(world.psychologist).get(f"/cases/{case_id}").status_code == 200


def test_a_concern_sent_twice_is_one(world, sign_in):
    key = str(uuid.uuid4())
    for _ in range(2):
        response = report(
            sign_in(world.teacher),
            "/cases/concerns/new",
            pupil=world.aigerim,
            submission_key=key,
        )
        assert response.status_code == 303
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Case)) == 1


# --- notices -------------------------------------------------------------------------------


def test_notices_are_neutral_and_can_be_marked_as_read(world, psychologist, run_jobs, open_page):
    ask(world, words="a secret of mine")
    run_jobs()
    page = open_page(psychologist, "/notices")
    words = text_of(page)
    assert "A new request waits for you." in words
    assert "Әлімова" not in words
    assert "secret" not in words
    assert psychologist.post("/notices").status_code == 303
    assert not open_page(psychologist, "/notices").select("main form")


def test_the_child_is_told_in_neutral_words_that_the_message_is_seen(
    world, psychologist, sign_in, run_jobs, open_page
):
    do(psychologist, ask(world), "take")
    run_jobs()
    words = text_of(open_page(sign_in(world.aigerim), "/notices"))
    assert "There is a new message in your lessons." in words
    assert "Маратқызы" not in words
