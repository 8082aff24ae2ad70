"""What authors see of their items: figures of crowds, and nobody in them."""

import pytest

from app.content import library
from app.core.db import transaction
from app.learning import item_figures
from app.learning.item_figures import Figures
from app.people import services
from app.people.roles import Role
from app.reports.items import parts_of
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

LESSON = "L21"


@pytest.fixture
def author(sign_in):
    with transaction():
        person = services.add_person(
            role=Role.AUTHOR, school_id=None, family_name="Тен", given_name="Диана", locale="en"
        ).id
    return sign_in(person)


def choices():
    bank = library.get().banks[LESSON].items
    return [item for item in bank if item.interaction == "choice"]


def keep(**figures):
    """By number of the lesson's choice items."""
    with transaction():
        item_figures.keep(
            {
                (item.id, item.version): one
                for item, one in zip(choices(), figures.values(), strict=False)
            }
        )


def of(answers=200, facility=0.6, **more):
    return Figures(answers=answers, facility=facility, **more)


def test_author_lands_on_the_items(author):
    assert author.get("/").location == "/authors/items"


def test_all_lessons_show_only_what_is_worth_a_look(author, open_page):
    keep(sound=of(discrimination=0.4), wrong=of(discrimination=-0.1), easy=of(facility=0.95))
    page = open_page(author, "/authors/items")
    assert [row.select_one("small, .small").text for row in page.select("tbody tr")] == [
        choices()[1].id,
        choices()[2].id,
    ]
    assert "Probably mis-keyed" in text_of(page)
    assert "Easier than planned" in text_of(page)


def test_lesson_lists_each_scored_item_and_hides_what_few_have_answered(author, open_page):
    keep(sound=of(answers=57, discrimination=0.4))
    page = open_page(author, f"/authors/items?lesson={LESSON}")
    catalogue = library.get()
    items = [*catalogue.lesson(LESSON).items(), *catalogue.banks[LESSON].items]
    scored = [item for item in items if item.is_scored]
    assert len(page.select("tbody tr")) == len(scored)
    assert len(page.select("td.veil")) == len(scored) - 1
    assert "Under 100 answers: rough figures" in text_of(page)


def test_item_shows_shares_beside_reasons(author, open_page):
    [item, *_] = choices()
    right = next(option for option in item.options if option.right)
    keep(sound=of(chosen={"answer": {right.id: 0.62, "": 0.1}}, seconds=14, discrimination=0.4))
    page = open_page(author, f"/authors/items/{item.id}")
    row = next(one for one in page.select("tbody tr") if "Right answer" in one.text)
    assert "62%" in row.text
    assert right.reason.en in row.text
    assert "“I don't know”: 10%" in text_of(page)
    assert "14 s" in text_of(page)


@pytest.mark.parametrize(
    ("delta", "effect", "words"),
    [
        (0.4, "A", "No difference between the languages"),
        (-1.2, "B", "Somewhat harder in Russian classes"),
        (2.0, "C", "Much harder in Kazakh classes"),
        (None, None, "Too few answers to compare"),
    ],
)
def test_languages_are_compared_in_words(author, open_page, delta, effect, words):
    keep(one=of(delta=delta, effect=effect))
    assert words in text_of(open_page(author, f"/authors/items/{choices()[0].id}"))


def test_item_with_few_answers_says_why_it_is_silent(author, open_page):
    page = open_page(author, f"/authors/items/{choices()[0].id}")
    assert "hidden: fewer than 20 answers" in text_of(page)
    assert "%" not in text_of(page.select_one("main"))


def test_every_scored_item_has_a_page(author, open_page):
    for item in library.get().items():
        if item.is_scored and library.get().find(item.id):
            open_page(author, f"/authors/items/{item.id}")


def test_parts_name_the_fields_that_forms_send():
    fields = {part.field.split("-")[0] for item in library.get().items() for part in parts_of(item)}
    assert fields <= {
        "answer",
        "answers",
        "best",
        "worst",
        "marks",
        "entry",
        "pair",
        "gap",
        "place",
    }


def test_figures_of_an_older_version_are_not_shown(author, open_page):
    [item, *_] = choices()
    with transaction():
        item_figures.keep({(item.id, item.version + 1): of()})
    assert "hidden" in text_of(open_page(author, f"/authors/items/{item.id}"))


def test_pages_take_few_statements(author, at_most):
    keep(sound=of(discrimination=0.4))
    for url in ("/authors/items", f"/authors/items?lesson={LESSON}"):
        with at_most(12):
            author.get(url)
    with at_most(12):
        author.get(f"/authors/items/{choices()[0].id}")


@pytest.mark.parametrize("url", ["/authors/items?lesson=L99", "/authors/items/no-such-item"])
def test_what_does_not_exist_is_not_found(author, url):
    assert author.get(url).status_code == 404


@pytest.mark.parametrize("who", ["aigerim", "teacher", "parent", "psychologist", "admin"])
def test_nobody_else_opens_the_pages(sign_in, world, who):
    client = sign_in(getattr(world, who))
    assert client.get("/authors/items").status_code == 404
    assert client.get(f"/authors/items/{choices()[0].id}").status_code == 404
