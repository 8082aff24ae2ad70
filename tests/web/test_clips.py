"""The clip of a scene as the player gets it, and the page around it."""

import gzip
import json

import pytest

from app.content import clips, library
from app.web import clips as pages

pytestmark = pytest.mark.usefixtures("context")

OPEN = "L21"
URL = f"/learn/lessons/{OPEN}/scene.json"


@pytest.fixture
def aigerim(world, sign_in):
    browser = sign_in(world.aigerim)
    browser.post(f"/learn/lessons/{OPEN}/start")
    return browser


@pytest.fixture
def place(aigerim, open_page):
    """Where the player goes on the page of the scene."""
    return open_page(aigerim, f"/learn/lessons/{OPEN}/steps/scene").select_one("[data-scene]")


def test_a_clip_carries_three_languages(aigerim, place):
    clip = aigerim.get(place["data-scene-url"]).json
    title = library.get().scenes[OPEN].title
    assert clip["title"] == [title.kk, title.ru, title.en]


def test_an_unchanged_clip_does_not_travel_twice(aigerim):
    first = aigerim.get(URL)
    again = aigerim.get(URL, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_the_controls_have_words_in_every_language(place):
    words = json.loads(place["data-scene-words"])
    assert set(words) == {"kk", "ru", "en"}
    assert len({tuple(sorted(of_language)) for of_language in words.values()}) == 1
    assert all(text for of_language in words.values() for text in of_language.values())


def test_answers_of_the_clip_go_to_the_story_of_the_lesson(aigerim, place):
    answer = {"node": "n1", "choice": "name", "submission_key": "0" * 31 + "1"}
    assert aigerim.post(place["data-answer-url"], data=answer).status_code == 303


def test_a_clip_that_cannot_be_made_leaves_the_panels_and_is_reported_once(
    aigerim, open_page, monkeypatch
):
    def broken(*_args, **_kwargs):
        raise KeyError("n1")

    reports = []
    monkeypatch.setattr(pages, "clip_data", broken)
    monkeypatch.setattr(pages, "_reported", set())
    monkeypatch.setattr(pages.log, "exception", lambda *args, **_: reports.append(args))
    assert [aigerim.get(URL).status_code for _ in range(2)] == [404, 404]
    assert reports == [("clip_failed",)]
    assert open_page(aigerim, f"/learn/lessons/{OPEN}/steps/scene").select(".panels > li")


@pytest.mark.parametrize("lesson_id", ["L08", "L21", "L24"])
def test_a_clip_is_small(lesson_id):
    catalogue = library.get()
    lesson = catalogue.lesson(lesson_id)
    data = clips.clip_data(
        catalogue.scenes[lesson_id],
        band=lesson.band,
        topic=catalogue.themes[lesson.theme].title,
        dilemma=catalogue.dilemmas[lesson_id],
    )
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    assert len(gzip.compress(body)) < 6 * 1024
