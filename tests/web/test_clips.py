"""The clip of a scene as the player gets it, and the page around it."""

import gzip
import json
import re
from pathlib import Path

import pytest

from app.content import clips, library
from app.content.decisions import without_key
from app.learning import dilemmas
from app.web import clips as pages
from app.web.pupil import clips as pupil_clips

pytestmark = pytest.mark.usefixtures("context")

OPEN = "L21"
SCENES = Path(__file__).parents[2].glob("content/lessons/*/*/scene.yaml")
WITH_A_CLIP = sorted(
    re.search(r"^lesson: (L\d+)", path.read_text("utf-8"), re.MULTILINE)[1] for path in SCENES
)
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


def test_answers_of_the_clip_go_to_the_story_of_the_lesson(aigerim, place, world):
    answer = {"node": "n1", "choice": "name", "submission_key": "0" * 31 + "1"}
    assert aigerim.post(place["data-answer-url"], data=answer).status_code == 200
    walk = dilemmas.current_walk(world.aigerim, library.get().dilemmas[OPEN])
    assert walk
    assert walk.path == ["n1/name"]


@pytest.mark.parametrize("wrong", [{"choice": "fly"}, {"node": "n99"}, {"choice": ""}])
def test_a_choice_that_the_story_does_not_have_is_refused(aigerim, place, wrong):
    answer = {"node": "n1", "choice": "name", "submission_key": "0" * 31 + "3"} | wrong
    assert aigerim.post(place["data-answer-url"], data=answer).status_code == 422


def test_nobody_chooses_in_a_clip_before_the_lesson_is_begun(world, sign_in):
    answer = {"node": "n1", "choice": "name", "submission_key": "0" * 31 + "4"}
    reply = sign_in(world.aigerim).post(f"/learn/lessons/{OPEN}/scene/choose", data=answer)
    assert reply.status_code == 404


def keys_in(value):
    """Names of fields, however deep."""
    if isinstance(value, dict):
        return set(value).union(*(keys_in(one) for one in value.values()))
    return set().union(*(keys_in(one) for one in value)) if isinstance(value, list) else set()


def test_a_pupil_gets_a_clip_without_its_key(aigerim):
    clip = aigerim.get(URL).json
    assert any(beat["verb"] == "ask" for beat in clip["beats"])
    assert not keys_in(clip) & {"verdict", "reply", "again"}


def test_what_is_said_to_a_choice_comes_after_the_choice(aigerim, place):
    choice = library.get().dilemmas[OPEN].nodes["n1"].choices[0]
    answer = {"node": "n1", "choice": choice.id, "submission_key": "0" * 31 + "2"}
    said = aigerim.post(place["data-answer-url"], data=answer).json
    assert said["verdict"] == choice.verdict
    assert said["reply"] == [choice.why.kk, choice.why.ru, choice.why.en]


def test_a_question_of_the_story_is_not_told_without_an_answer(aigerim):
    choice = library.get().dilemmas[OPEN].nodes["n1"].choices[0]
    assert aigerim.get(f"/learn/lessons/{OPEN}/replies/n1/{choice.id}").status_code == 404


def test_a_question_of_the_clip_alone_is_told_by_its_address(aigerim, monkeypatch):
    said = {"verdict": "good", "reply": ["Иә", "Да", "Yes"], "again": False}
    monkeypatch.setattr(
        pupil_clips, "reply_to", lambda _lesson, *which: {("own", "1"): said}.get(which)
    )
    assert aigerim.get(f"/learn/lessons/{OPEN}/replies/own/1").json == said
    assert aigerim.get(f"/learn/lessons/{OPEN}/replies/own/9").status_code == 404


def test_a_teacher_gets_the_key(world, sign_in):
    assert "verdict" in keys_in(sign_in(world.teacher).get(URL.replace("/learn/", "/class/")).json)


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


@pytest.mark.parametrize("lesson_id", WITH_A_CLIP)
def test_a_clip_is_small(lesson_id):
    """Compressed, with its three languages, as a pupil's browser gets it."""
    catalogue = library.get()
    lesson = catalogue.lesson(lesson_id)
    data = clips.clip_data(
        catalogue.scenes[lesson_id],
        band=lesson.band,
        topic=catalogue.themes[lesson.theme].title,
        dilemma=catalogue.dilemmas.get(lesson_id),
    )
    body = json.dumps(without_key(data), ensure_ascii=False, separators=(",", ":")).encode()
    assert len(gzip.compress(body)) < 6 * 1024


def test_a_teacher_sees_the_clip_among_the_steps_and_may_read_it_too(world, sign_in, open_page):
    page = open_page(sign_in(world.teacher), f"/class/lessons/{OPEN}")
    assert page.select_one("[data-scene]")["data-scene-url"] == f"/class/lessons/{OPEN}/scene.json"
    assert page.select("link[rel=modulepreload]")
    line = library.get().scenes[OPEN].panels()[0].text
    assert line.en in page.get_text() or line.kk in page.get_text()
