"""An act and an age: the page says what the law record says, and nothing else."""

import datetime as dt
import re

import pytest
import sqlalchemy as sa

from app.content import library
from app.content.liability import besides, finding, verdict
from app.content.schema.acts import AGES, words_at
from app.core import clock
from app.core.db import db, transaction
from tests.catalogue import documents, errors, three
from tests.pages import text_of

# The matrix of the lawyer's reading: who answers at 11, 13, 15 and 17.
MATRIX = {
    "bullying": "nobody parents parents self",
    "hitting": "nobody nobody nobody self",
    "extortion-alone": "nobody nobody nobody self",
    "extortion-group": "nobody nobody self self",
    "insult-online": "nobody nobody nobody self",
    "slander": "nobody nobody nobody self",
    "secret-online": "nobody nobody nobody self",
    "e-diary": "nobody nobody nobody self",
    "card-for-pay": "nobody nobody nobody self",
    "online-fraud": "nobody nobody nobody self",
    "vape-use": "nobody nobody nobody self",
    "vape-sale": "nobody nobody nobody self",
    "alcohol": "parents parents parents parents",
    "drugs-keeping": "nobody nobody nobody self",
    "drugs-courier": "nobody nobody nobody self",
    "drugs-advert": "nobody nobody nobody self",
    "shop-theft": "nobody nobody nobody self",
    "phone-theft-alone": "nobody nobody nobody self",
    "phone-theft-group": "nobody nobody self self",
    "snatching": "nobody nobody self self",
    "car-alone": "nobody nobody nobody self",
    "car-group": "nobody nobody self self",
    "swearing": "nobody nobody parents self",
    "hooliganism-group": "nobody nobody self self",
    "false-bomb": "nobody nobody self self",
    "false-call": "nobody nobody parents self",
    "late-outside": "parents parents parents parents",
    "late-cafe": "parents parents parents parents",
    "firecrackers": "parents parents parents self",
    "private-photo": "nobody nobody nobody self",
    "transfers-for-pay": "nobody nobody nobody self",
    "account-entry": "nobody nobody nobody self",
}
ACTS = list(MATRIX)


def act_of(act_id):
    return next(act for act in library.get().acts.acts if act.id == act_id)


def grade(world, number):
    with transaction():
        db.session.execute(sa.text("UPDATE school_classes SET grade = :n"), {"n": number})


@pytest.fixture
def teacher(sign_in, world):
    return sign_in(world.teacher)


@pytest.fixture
def aigerim(sign_in, world):
    return sign_in(world.aigerim)


def test_the_matrix_names_every_act(app):
    assert set(MATRIX) == {act.id for act in library.get().acts.acts}


@pytest.mark.parametrize("act_id", ACTS)
@pytest.mark.usefixtures("context")
def test_who_answers_at_which_age(act_id):
    found = [verdict(library.get(), act_of(act_id), age) for age in AGES if age != "adult"]
    assert " ".join(found) == MATRIX[act_id]


@pytest.mark.parametrize("act_id", ACTS)
def test_the_page_says_what_the_record_says(act_id, teacher, open_page):
    act = act_of(act_id)
    record = library.get().law[act.law[0].id]
    for age in AGES:
        text = text_of(open_page(teacher, f"/class/law?act={act_id}&age={age}"))
        assert words_at(record.who_answers, age).en in text
        assert record.says.en in text
        assert re.search("As of .*22.* 2026", text)
        shown = finding(library.get(), act, age).penalties
        assert all(row.text.en in text for row in shown)


@pytest.mark.parametrize("act_id", ACTS)
@pytest.mark.usefixtures("context")
def test_a_minor_is_never_shown_the_sums_of_an_adult(act_id):
    act = act_of(act_id)
    of_the_article = {
        row.text.en for cited in act.law for row in library.get().law[cited.id].penalties
    }
    for age in ("11", "13", "15", "17"):
        rows = finding(library.get(), act, age).penalties
        own = [row for row in rows if row.liable.who == "self"]
        assert all(row.liable.at(AGES[age]) for row in rows)
        assert of_the_article.isdisjoint(row.text.en for row in own)


def test_a_fine_is_told_in_tenge_of_the_year(teacher, open_page, at):
    with at(dt.datetime(2026, 11, 24, 6, tzinfo=dt.UTC)):
        text = text_of(open_page(teacher, "/class/law?act=bullying&age=13"))
    assert "a warning or a fine of 10 MCI. (In 2026: 43,250 ₸)" in text


def test_a_year_without_a_row_gives_no_sum(teacher, open_page, at):
    with at(dt.datetime(2027, 1, 15, 6, tzinfo=dt.UTC)):
        text = text_of(open_page(teacher, "/class/law?act=bullying&age=13"))
    assert "a warning or a fine of 10 MCI" in text
    assert "₸" not in text


def test_a_stale_record_says_that_it_is_being_checked(teacher, open_page, at):
    banner = "This text is being checked against the new law."
    with at(clock.now()):
        assert banner not in text_of(open_page(teacher, "/class/law?act=hitting&age=15"))
    with at(dt.datetime(2027, 3, 1, 6, tzinfo=dt.UTC)):
        assert banner in text_of(open_page(teacher, "/class/law?act=hitting&age=15"))


@pytest.mark.parametrize("query", ["act=flying", "act=bullying&age=12", "age=old", "act=%D0%B0"])
def test_unknown_acts_and_ages_are_not_found(query, teacher, aigerim):
    assert teacher.get(f"/class/law?{query}").status_code == 404
    assert aigerim.get(f"/learn/law?{query}").status_code == 404


def test_the_form_works_without_an_answer_and_keeps_what_was_chosen(aigerim, open_page):
    page = open_page(aigerim, "/learn/law")
    assert page.select_one("form[method=get] select[name=act]")
    assert page.select_one("input[name=age][checked]")["value"] == "13"
    chosen = open_page(aigerim, "/learn/law?act=hitting&age=17")
    assert chosen.select_one("option[selected]")["value"] == "hitting"
    assert chosen.select_one("input[name=age][checked]")["value"] == "17"
    assert chosen.select_one("a.item[aria-current=true]")["href"].endswith(
        "act=hitting&age=17#answer"
    )


def test_younger_pupils_see_neither_articles_nor_acts_of_the_older(
    world, aigerim, open_page, context
):
    grade(world, 4)
    page = open_page(aigerim, "/learn/law?act=firecrackers&age=11")
    text = text_of(page)
    assert "The parents answer" in text
    assert "article" not in text
    assert "adilet" not in text
    assert "MCI" not in text_of(page, "section.card")
    assert aigerim.get("/learn/law?act=drugs-courier&age=15").status_code == 404


def test_pupils_from_grade_seven_see_article_source_and_confidence(world, aigerim, open_page):
    text = text_of(open_page(aigerim, "/learn/law?act=phone-theft-group&age=15"))
    assert "Criminal Code, article 188" in text
    assert "Parts that this act falls under: 2, 3" in text
    assert "High: the text of the law itself was read. Later changes may be missing." in text
    assert "a lawyer has to settle the age of 14" in text


def test_what_else_may_follow_depends_on_the_age(app):
    catalogue = library.get()
    at_13 = {record.id for record in besides(catalogue, "13")}
    assert "kz-koap-127" in at_13
    assert "kz-gk-925-927" not in at_13
    assert "kz-gk-925-927" in {record.id for record in besides(catalogue, "15")}
    assert besides(catalogue, "adult") == []


def test_the_page_is_cheap(teacher, aigerim, at_most):
    with at_most(12):
        assert teacher.get("/class/law?act=bullying&age=15").status_code == 200
    with at_most(12):
        assert aigerim.get("/learn/law?act=bullying&age=15").status_code == 200


def test_the_page_is_reached_from_the_path_the_lessons_and_the_law_cards(
    teacher, aigerim, open_page
):
    assert open_page(aigerim, "/learn/path").select_one("a[href='/learn/law']")
    assert open_page(teacher, "/class/lessons").select_one("a[href='/class/law']")
    cited = library.get().lesson("L21")
    assert "kz-cc-232-1" in cited.law
    lesson = open_page(teacher, "/class/lessons/L21")
    assert lesson.select_one("a[href='/class/law?act=card-for-pay']")


ACTS_FILE = "content/law/acts.yaml"


def with_acts(**changes):
    """The small catalogue with one act on its one record."""
    files = documents()
    record = files["content/law/kz-cc-188.yaml"]
    record["who_answers"] = {age: three("Answers.") for age in ("age_11", "age_13", "age_15")}
    record["who_answers"] |= {"age_17": three("Answers."), "adult": three("Answers.")}
    row = {"part": "1", "liable": {"who": "self", "from_age": 16}, "who": three("Adult")}
    record["penalties"] = [{**row, "text": three("A fine.")}]
    act = {
        "id": "taking",
        "theme": "order",
        "band": "7-9",
        "title": three("Taking"),
        "law": [{"id": "kz-cc-188", "parts": ["1"]}],
    }
    files[ACTS_FILE] = {
        "schema_version": 1,
        "minors": {"criminal": "kz-cc-188", "administrative": "kz-cc-188"},
        "besides": [],
        "acts": [act | changes],
    }
    return files


def test_a_small_catalogue_with_an_act_is_whole():
    assert [act.id for act in library.build(with_acts()).acts_for("10-11")] == ["taking"]
    assert library.build(with_acts()).acts_for("5-6") == []


@pytest.mark.parametrize(
    ("law", "sentence"),
    [
        ([{"id": "kz-cc-999"}], "taking: 'kz-cc-999' is not a known law id"),
        ([{"id": "kz-cc-188", "parts": ["7"]}], "taking: kz-cc-188 has no part '7'"),
    ],
)
def test_an_act_points_to_parts_that_exist(law, sentence):
    assert errors(with_acts(law=law)) == [f"{ACTS_FILE}: {sentence}"]


def test_an_act_needs_records_that_say_who_answers():
    files = with_acts()
    del files["content/law/kz-cc-188.yaml"]["penalties"][0]["liable"]
    del files["content/law/kz-cc-188.yaml"]["who_answers"]
    assert errors(files) == [
        f"{ACTS_FILE}: taking: kz-cc-188 does not say who answers by age",
        f"{ACTS_FILE}: taking: kz-cc-188, part 1: `liable` must say who answers",
    ]


def test_a_record_agrees_with_its_parts_on_the_age():
    files = with_acts()
    files["content/law/kz-cc-188.yaml"]["from_age"] = 14
    broken = "content/law/kz-cc-188.yaml: from_age is 14, the youngest part says 16"
    assert broken in errors(files)
